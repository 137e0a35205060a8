"""Which texts hold a term: read from the Whoosh index, or found by a plain scan.

Terms are single characters, pairs of adjacent characters and canonical numbers of the folded
texts. Both sources give a list in the same order, so that nothing above can tell them apart but
by the clock.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import RLock
from typing import Any, Protocol, TypeAlias

from navigator.model.folding import NUMBER_OPEN, number_tokens
from navigator.store.search.corpus import ENTRY_END, FIELD_END, K1, B, Corpus

GRAMS = "grams"  # heading and text
HEADS = "heads"  # heading alone
EXTRA = "extra"  # title, headings above and digest
_INDEX_NAME = "MAIN"
_CACHED_POSTINGS = 1_000_000  # numbers kept in memory, 5 bytes each

PostingList: TypeAlias = "tuple[array[int], array[int]]"
_EMPTY: PostingList = (array("I"), array("B"))


class Postings(Protocol):
    """A posting list is (docnums, frequencies), the highest BM25 share first."""

    def frequency(self, term: str, field: str = GRAMS) -> int:
        """In how many texts the term stands."""
        ...

    def postings(self, term: str, field: str = GRAMS) -> PostingList: ...


def terms_of(text: str) -> Counter[str]:
    """Single characters and bigrams of one folded field."""
    counts = Counter(text)
    counts.update(map(str.__add__, text, text[1:]))
    return counts


def write_postings(
    corpus: Corpus, folder: Path, step: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Write the Whoosh index of ``corpus`` into the empty ``folder``, as one segment.

    ``step(done, total)`` is called now and then; what it raises ends the work.
    """
    from whoosh.fields import Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC

    from navigator.store.search.codec import PackedCodec

    total = len(corpus)
    offsets, heads, number_at, extra_at = (
        corpus.columns[name] for name in ("offsets", "heads", "number_offsets", "extra_offsets")
    )
    lengths = array("I", (offsets[i + 1] - offsets[i] for i in range(total)))
    fields: dict[str, dict[str, array[int]]] = {GRAMS: {}, HEADS: {}, EXTRA: {}}
    for docnum in range(total):
        if docnum % 1000 == 0:
            step(docnum, 2 * total)
        heading = corpus.text[offsets[docnum] : heads[docnum]]
        numbers = corpus.numbers[number_at[docnum] : number_at[docnum + 1]]
        counts = terms_of(corpus.text[offsets[docnum] : offsets[docnum + 1] - 1])
        if heading:
            _collect(fields[HEADS], terms_of(heading), docnum)
        counts.update(number_tokens(numbers))
        _collect(fields[GRAMS], counts, docnum)
        extra: Counter[str] = Counter()
        for piece in corpus.extras[extra_at[docnum] : extra_at[docnum + 1] - 1].split(FIELD_END):
            extra.update(terms_of(piece))
        _collect(fields[EXTRA], extra, docnum)

    storage = FileStorage(str(folder))
    codec = PackedCodec(corpus.average_length)
    schema = Schema(**{name: _field() for name in fields})
    segment = codec.new_segment(storage, _INDEX_NAME)
    documents = codec.per_document_writer(storage, segment)
    for docnum in range(total):
        documents.start_doc(docnum)
        documents.add_field(GRAMS, schema[GRAMS], None, lengths[docnum])
        documents.finish_doc()
    documents.close()
    writer = codec.field_writer(storage, segment)
    terms = sum(map(len, fields.values()))
    done = 0
    for name in sorted(fields):
        writer.start_field(name, schema[name])
        for term, key in sorted((term.encode(), term) for term in fields[name]):
            packed = fields[name].pop(key)
            writer.start_term(term)
            writer.add_list([p >> 8 for p in packed], [p & 255 for p in packed], lengths)
            writer.finish_term()
            done += 1
            if done % 1000 == 0:
                step(total + total * done // terms, 2 * total)
        writer.finish_field()
    writer.close()
    segment.set_doc_count(total)
    TOC(schema, [segment], 1).write(storage, _INDEX_NAME)


def _collect(field: dict[str, array[int]], counts: Counter[str], docnum: int) -> None:
    for term, count in counts.items():
        packed = docnum << 8 | min(count, 255)
        try:
            field[term].append(packed)
        except KeyError:
            field[term] = array("Q", (packed,))


def _field() -> Any:
    from whoosh.fields import FieldType
    from whoosh.formats import Frequency

    return FieldType(Frequency(), None, scorable=True)


class WhooshPostings:
    """Reads the index that :func:`write_postings` wrote. Raises what Whoosh raises for damage."""

    def __init__(self, folder: Path) -> None:
        from whoosh.filedb.filestore import FileStorage
        from whoosh.formats import Frequency
        from whoosh.index import TOC

        storage = FileStorage(str(folder))
        toc = TOC.read(storage, _INDEX_NAME, schema=None)
        (segment,) = toc.segments
        self._terms = segment.codec().terms_reader(storage, segment)
        self._format = Frequency()
        self._frequencies: dict[tuple[str, str], int] = {}
        self._lists: OrderedDict[tuple[str, str], PostingList] = OrderedDict()
        self._cached = 0
        self._lock = RLock()  # Whoosh reads by seeking in one file

    def close(self) -> None:
        self._terms.close()

    def forget(self) -> None:
        """Drop what was read before, so that a measurement starts cold."""
        self._frequencies.clear()
        self._lists.clear()
        self._cached = 0

    def frequency(self, term: str, field: str = GRAMS) -> int:
        known = self._frequencies.get((field, term))
        if known is None:
            from whoosh.reading import TermNotFound

            try:
                with self._lock:
                    info = self._terms.term_info(field, term.encode())
                known = int(info.doc_frequency())
            except TermNotFound:
                known = 0
            if len(self._frequencies) > 50_000:
                self._frequencies.clear()
            self._frequencies[field, term] = known
        return known

    def postings(self, term: str, field: str = GRAMS) -> PostingList:
        key = (field, term)
        found = self._lists.get(key)
        if found is None:
            if not self.frequency(term, field):
                return _EMPTY
            with self._lock:
                found = self._terms.matcher(field, term.encode(), self._format).best_first()
                self._cached += len(found[0])
                while self._cached > _CACHED_POSTINGS and self._lists:
                    self._cached -= len(self._lists.popitem(last=False)[1][0])
                self._lists[key] = found
        return found


class ScanPostings:
    """Finds terms by looking through the texts; right at once, for as long as there is no index."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._lists: dict[tuple[str, str], PostingList] = {}

    def _hits(self, term: str, field: str) -> Iterator[int]:
        corpus = self._corpus
        if field == EXTRA:
            blob, offsets = corpus.extras, corpus.columns["extra_offsets"]
        elif term.startswith(NUMBER_OPEN):
            blob, offsets = corpus.numbers, corpus.columns["number_offsets"]
        else:
            blob, offsets = corpus.text, corpus.columns["offsets"]
        heads = corpus.columns["heads"]
        at = blob.find(term)
        while at >= 0:
            docnum = bisect_right(offsets, at) - 1
            if field != HEADS or at + len(term) <= heads[docnum]:
                yield docnum
            at = blob.find(term, at + 1)

    def postings(self, term: str, field: str = GRAMS) -> PostingList:
        if FIELD_END in term or ENTRY_END in term:
            return _EMPTY
        if field != GRAMS and term.startswith(NUMBER_OPEN):
            return _EMPTY
        found = self._lists.get((field, term))
        if found is None:
            counts = Counter(self._hits(term, field))
            offsets = self._corpus.columns["offsets"]
            slope = K1 * B / self._corpus.average_length
            rows = sorted(
                (-n / (n + K1 * (1 - B) + slope * (offsets[i + 1] - offsets[i])), i, n)
                for i, n in counts.items()
            )
            found = (
                array("I", (row[1] for row in rows)),
                array("B", (min(255, row[2]) for row in rows)),
            )
            self._lists[field, term] = found
        return found

    def frequency(self, term: str, field: str = GRAMS) -> int:
        return len(self.postings(term, field)[0])
