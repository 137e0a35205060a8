"""Each way a measure can disagree with the text, and that the shipped ones do not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from measure_text import PROVISIONS, SOUND

from navigator.catalogue.facts import load_facts
from navigator.catalogue.figures import bound_of, date_agrees, figures_in, is_upper
from navigator.catalogue.lint import lint, unused_facts
from navigator.catalogue.measures import load_catalogue, parse_measure
from navigator.catalogue.yaml_source import Problem
from navigator.ingest import read_publication
from navigator.model.conditions import Op
from navigator.model.measures import MeasureCatalogue

REVENUE = "conditions.annual_revenue_cny"
FRAUD = "exclusions.funding_fraud_record_date"


def _lint(text: str, provisions: dict[str, str] = PROVISIONS) -> list[Problem]:
    vocabulary = load_facts()
    problems: list[Problem] = []
    measure = parse_measure(text, "sample.yaml", vocabulary, problems)
    assert measure is not None, problems
    found = lint(MeasureCatalogue(vocabulary, (measure,), "x"), provisions)
    return [problem for problem in found if problem.file != "facts.yaml"]


def test_a_sound_measure_agrees_with_its_text() -> None:
    assert _lint(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "line", "words"),
    [
        ("apply_by: {", "to: {", None, 0, ""),
        ("cite: doc#二", "cite: doc#九", "cite", 1, "条款不存在：doc#九"),
        ("cite: doc}", "cite: dok}", "window.from.printed", 25, "文件不存在：dok"),
        (
            "figure: 40%, printed: 40%",
            "figure: 45%, printed: 40%",
            "amount.formula.printed",
            16,
            "45",
        ),
        (
            "figure: 500000, printed: 不超过50万元",
            "figure: 600000, printed: 不超过50万元",
            "amount.caps.printed",
            19,
            "600000",
        ),
        ("不超过50万元", "最高50万元", "amount.caps.printed", 19, "不在条款"),
        (
            "bound: exact\n    word: 按照",
            "bound: exact\n    word: 不超过",
            "amount.bound",
            9,
            "upper",
        ),
        ("bound: exact", "bound: upper", "amount.word", 9, "不是上限"),
        (
            "value: 200000000",
            "value: 20000000",
            f"{REVENUE}.printed",
            21,
            "20000000",
        ),
        ("op: le", "op: lt", f"{REVENUE}.op", 21, "应为 le"),
        (", printed: 2亿元及以下", "", f"{REVENUE}.printed", 21, "缺少"),
        (
            "value: 5, text",
            "value: 3, text",
            f"{FRAUD}.printed",
            23,
            "3",
        ),
        ("date: 2021-06-30", "date: 2021-06-29", "window.apply_by.date", 26, "不一致"),
        ("date: 2021-03-18", "date: 2021-03-17", "window.from.date", 25, "不一致"),
        ("words: 符合条件", "words: 条件适合", "discretion.words", 28, "不在条款"),
        ("text: 提示", "text: 提示7天", "warnings.text", 30, "7 不在所引条款"),
        ("text: 补40%", "text: 补41%", "benefit.text", 7, "41 不在所引条款"),
    ],
)
def test_a_disagreement_is_placed_and_named(
    old: str, new: str, key: str | None, line: int, words: str
) -> None:
    assert old in SOUND
    problems = _lint(SOUND.replace(old, new, 1))
    if key is None:
        assert problems == []
        return
    assert (key, line) in [(p.key, p.line) for p in problems]
    assert any(words in p.expected for p in problems if p.key == key)


@pytest.mark.parametrize(
    ("op", "value", "printed", "words"),
    [
        ("on_or_after", "2021-06-01", "2021 年 6 月", None),
        ("on_or_before", "2021-06-30", "2021 年 6 月", None),
        ("on_or_before", "2021-06-29", "2021 年 6 月", "不一致"),
        ("on_or_before", "2021-06-30", None, "缺少"),
        ("on_or_before", "2021-07-31", "2021 年 7 月", "不在条款"),
    ],
)
def test_dates_of_events_stand_in_the_text(
    op: str, value: str, printed: str | None, words: str | None
) -> None:
    said = f", printed: {printed}" if printed else ""
    test = f"- {{fact: vessel_port_date, op: {op}, value: {value}, text: 日期, cite: doc#二{said}}}"
    problems = _lint(SOUND.replace("exclusions:", f"{test}\nexclusions:"))
    assert len(problems) == (words is not None)
    assert words is None or words in problems[0].expected


def test_derived_figures_are_allowed_when_declared() -> None:
    text = SOUND.replace("text: 提示", "text: 相当于1.4倍")
    assert [p.key for p in _lint(text)] == ["warnings.text"]
    assert _lint(text + 'derived: ["1.4"]\n') == []


def test_a_missing_document_is_reported_once_for_each_place() -> None:
    assert {p.expected for p in _lint(SOUND, {}) if p.key == "cite"} == {
        "条款不存在：doc#一",
        "条款不存在：doc#二",
    }


def test_facts_nobody_uses_are_named() -> None:
    vocabulary = load_facts()
    measure = parse_measure(SOUND, "sample.yaml", vocabulary, [])
    assert measure is not None
    named = {p.key for p in unused_facts(MeasureCatalogue(vocabulary, (measure,), "x"))}
    assert "in_ftz" in named and "annual_revenue_cny" not in named


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("不超过 50 万元", {"500000"}),
        ("2 亿元及以下", {"200000000"}),
        ("1.5万亿", {"1500000000000"}),
        ("10%-20％", {"10", "20"}),
        ("百分之十五", {"15"}),
        ("近三年", {"3"}),
        ("再减半征收", {"50"}),
        ("1,000 元", {"1000"}),
        ("没有", set()),
    ],
)
def test_figures_as_texts_print_them(text: str, figures: set[str]) -> None:
    assert figures_in(text) == {Decimal(figure) for figure in figures}


@pytest.mark.parametrize(
    ("words", "op"),
    [
        ("不超过50万元", Op.LE),
        ("超过15%", Op.GT),
        ("2亿美元以上(含)", Op.GE),
        ("不低于3年", Op.GE),
        ("低于3年", Op.LT),
        ("不到100万元", Op.LT),
        ("最高20万元", Op.LE),
        ("40%", None),
    ],
)
def test_bound_words(words: str, op: Op | None) -> None:
    assert bound_of(words) is op
    assert is_upper(words) == (op in (Op.LE, Op.LT))


@pytest.mark.parametrize(
    ("printed", "date", "last", "agrees"),
    [
        ("2021 年 3月 31 日", dt.date(2021, 3, 31), False, True),
        ("2020 年 2月", dt.date(2020, 2, 1), False, True),
        ("2020 年 2月", dt.date(2020, 2, 29), True, True),
        ("2021 年 4 月份", dt.date(2021, 4, 1), False, True),
        ("2021 年内", dt.date(2021, 12, 31), True, True),
        ("2021年3月31日", dt.date(2021, 3, 30), True, False),
        ("三月底", dt.date(2021, 3, 31), True, False),
    ],
)
def test_dates_as_texts_print_them(printed: str, date: dt.date, last: bool, agrees: bool) -> None:
    assert date_agrees(printed, date, last=last) is agrees


def test_shipped_measures_agree_with_the_compilation(seed_path: Path) -> None:
    publication = read_publication(seed_path)
    provisions = {p.id: p.wording for d in publication.documents for p in d.provisions}
    found = lint(load_catalogue(), provisions)
    assert [str(problem) for problem in found if problem.file != "facts.yaml"] == []


def test_no_question_is_asked_for_nothing() -> None:
    assert [problem.key for problem in unused_facts(load_catalogue())] == []
