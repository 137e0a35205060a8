"""Packed posting lists are ordinary Whoosh postings to anyone who reads them as such."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_entries import made_entries
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.query import Term
from whoosh.scoring import Frequency

from navigator.store.search.corpus import Corpus
from navigator.store.search.postings import (
    GRAMS,
    HEADS,
    ScanPostings,
    WhooshPostings,
    write_postings,
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.build(made_entries())


@pytest.fixture(scope="module")
def folder(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("postings")
    write_postings(corpus, made)
    return made


def test_both_sources_agree_on_every_term(corpus: Corpus, folder: Path) -> None:
    read, scanned = WhooshPostings(folder), ScanPostings(corpus)
    pairs = {corpus.text[i : i + 2] for i in range(len(corpus.text) - 1)}
    for term in pairs | set(corpus.text) | {"\x022000000\x03"}:
        if "\x1e" in term:
            continue
        for field in (GRAMS, HEADS):
            assert read.postings(term, field) == scanned.postings(term, field), term
            assert read.frequency(term, field) == scanned.frequency(term, field)
    read.close()


def test_whoosh_searches_it_too(corpus: Corpus, folder: Path) -> None:
    with whoosh_index.FileIndex(FileStorage(str(folder))).searcher(
        weighting=Frequency()
    ) as searcher:
        found = searcher.search(Term(GRAMS, "补贴"), limit=None)
        expected = {i for i in range(len(corpus)) if "补贴" in corpus.folded(i)}
        assert {found.docnum(i) for i in range(len(found))} == expected


def test_the_most_telling_text_comes_first(folder: Path) -> None:
    read = WhooshPostings(folder)
    docnums, frequencies = read.postings("补贴")
    assert frequencies[0] == max(frequencies)
    assert len(set(docnums)) == len(docnums)
    read.close()


def test_steps_can_end_the_work(corpus: Corpus, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_postings(corpus, tmp_path, stop)
