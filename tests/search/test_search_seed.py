"""On the real compilation: nothing is missed, and counter questions are answered."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.golden import CATALOGUE, evaluate, load_entries, load_golden
from navigator.catalogue.synonyms import load_synonyms
from navigator.store.search import IndexEntry, SearchIndex
from scripts.recall import SAMPLED_LENGTHS, across_breaks, missed, substrings


@pytest.fixture(scope="module")
def entries(seed_path: Path) -> list[IndexEntry]:
    return load_entries(seed_path)


@pytest.fixture(scope="module")
def index(
    entries: list[IndexEntry], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchIndex]:
    made = SearchIndex(
        tmp_path_factory.mktemp("seed-index"),
        library_id="seed",
        generation=1,
        entries=lambda: entries,
        synonyms=load_synonyms(CATALOGUE),
    )
    made.rebuild()
    yield made
    made.close()


def test_every_pair_of_characters_is_found(index: SearchIndex, entries: list[IndexEntry]) -> None:
    assert missed(index, substrings(entries, (2,))) == []


def test_a_sample_of_every_length_is_found(index: SearchIndex, entries: list[IndexEntry]) -> None:
    every = substrings(entries, (3, *SAMPLED_LENGTHS))
    chosen = random.Random(7).sample(sorted(every), 3000)
    assert missed(index, {piece: every[piece] for piece in chosen}) == []


def test_former_line_breaks_hide_nothing(
    index: SearchIndex, entries: list[IndexEntry], seed_text: str
) -> None:
    assert missed(index, across_breaks(seed_text, entries)) == []


def test_golden_questions_are_well_formed(entries: list[IndexEntry]) -> None:
    known = {entry.provision_id for entry in entries}
    questions = load_golden()
    assert len(questions) >= 120
    assert len({question.ask for question in questions}) == len(questions)
    for question in questions:
        assert set(question.answers) <= known, question.ask
        assert max(question.answers.values()) == 3, question.ask


def test_golden_questions_are_answered(index: SearchIndex) -> None:
    report = evaluate(index, load_golden())
    assert report["ndcg_at_5"] >= 0.85
    assert report["success_at_3"] >= 0.95


def test_results_come_as_fast_as_one_types(index: SearchIndex) -> None:
    index.search("热身")
    report = evaluate(index, load_golden()[:40])
    typical = sorted(row["took_ms"] for row in report["rows"])
    assert typical[len(typical) // 2] < 16


def test_initials_of_the_flagship_product(index: SearchIndex) -> None:
    result = index.search("zgc sccp")
    assert result.hits[0].document_id == "tuidong-zhongguancun-shouchuang-chanpin-shichang"


def test_the_deposit_of_travel_agencies(index: SearchIndex) -> None:
    result = index.search("旅行社押金能退多少")
    assert result.soft
    assert result.hits[0].provision_id == "jingzhengbanfa-2021-4#四"


def test_citations_of_the_compilation(index: SearchIndex) -> None:
    regulation = "beijingshi-cujin-siying-geti-jingji-fazhan-tiaoli"
    assert index.resolve("条例 第十三条") == f"{regulation}#第二章/第十三条"
    assert index.resolve("京政办发〔2021〕4号 六") == "jingzhengbanfa-2021-4#六"
    assert index.resolve("京政发(2021)3号第十一条") == "jingzhengfa-2021-3#第十一条"
