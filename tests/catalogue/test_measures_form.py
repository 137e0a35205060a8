"""Each way a measure's file can be wrong, with the words of its message."""

from __future__ import annotations

from pathlib import Path

import pytest
from measure_text import SOUND

from navigator.catalogue.facts import facts_path, load_facts
from navigator.catalogue.measures import load_catalogue, measures_folder, parse_measure
from navigator.catalogue.yaml_source import Problem
from navigator.model.errors import CatalogueError
from navigator.model.measures import Bound, MeasureKind, Standing


def _problems(text: str) -> list[Problem]:
    problems: list[Problem] = []
    parse_measure(text, "sample.yaml", load_facts(), problems)
    return problems


def test_a_sound_measure_is_read_whole() -> None:
    problems: list[Problem] = []
    measure = parse_measure(SOUND, "sample.yaml", load_facts(), problems)
    assert problems == []
    assert measure is not None and measure.benefit.amount is not None
    assert (measure.kind, measure.standing) == (MeasureKind.SUBSIDY, Standing.CLAIMABLE)
    assert measure.benefit.amount.bound is Bound.EXACT
    assert measure.status_facts == (
        "applicant_type",
        "annual_revenue_cny",
        "funding_fraud_record_date",
    )
    assert measure.facts == (*measure.status_facts, "rd_spend_cny")
    assert measure.citations == ("doc#一", "doc#二")


@pytest.mark.parametrize(
    ("old", "new", "key", "line", "words"),
    [
        ("kind: subsidy", "kind: gift", "kind", 3, "subsidy"),
        ("kind: subsidy", "", "kind", 1, "缺少"),
        ("title: 样例补贴（40%）", "title: ''", "title", 2, "不能为空"),
        ("title: 样例补贴（40%）", "title: 7", "title", 2, "应为文字"),
        ("audience: [enterprise]", "audience: [firm]", "audience", 4, "enterprise"),
        ("audience: [enterprise]", "audience: enterprise", "audience", 4, "列表"),
        ("cite: doc#一\n", "cite: doc\n", "cite", 5, "文件id#路径"),
        ("cite: doc#一\n", "cite: doc#一\nnote: x\n", "note", 6, "不认识这个键"),
        ("kind: subsidy", "kind: subsidy\nstatus: maybe", "status", 4, "intention"),
        ("kind: subsidy", "kind: subsidy\nstatus: intention", "intention_word", 1, "原文用词"),
        ("nature: received", "nature: gift", "benefit.amount.nature", 10, "received"),
        ("bound: exact", "bound: most", "benefit.amount.bound", 11, "upper"),
        ("    word: 按照\n", "", "benefit.amount.word", 9, "缺少"),
        ("{fact: rd_spend_cny}", "{fact: in_ftz}", "benefit.amount.formula.mul.0.fact", 15, "数值"),
        ("figure: 40%", "figure: 40percent", "benefit.amount.formula.mul.1.figure", 16, "40%"),
        ("{figure: 40%, printed: 40%}", "[1]", "benefit.amount.formula.mul.1", 16, "运算"),
        ("fact: annual_revenue_cny", "fact: revenue", "conditions[0].fact", 21, "没有这个事实"),
        ("op: le", "op: has", "conditions[0].op", 21, "只能用"),
        ("op: le", "op: at_most", "conditions[0].op", 21, "之一"),
        ("value: 200000000", "value: 2亿", "conditions[0].value", 21, "数字"),
        ("text: 收入2亿元以内, ", "", "conditions[0].text", 21, "缺少"),
        ("value: 5,", "value: 0,", "exclusions[0].value", 23, "正整数"),
        ("date: 2021-03-18", "date: 18.3.2021", "window.from.date", 25, "日期"),
        (
            "apply_by: {date: 2021-06-30",
            "apply_by: {date: 2020-06-30",
            "window.apply_by",
            26,
            "早于",
        ),
        ("window:\n", "window:\n  undated: true\n", "window.from", 26, "三者写一个"),
        ("- {text: 提示}", "- {text: 提示, on: [open]}", "warnings[0].on", 30, "eligible"),
        ("- {words: 符合条件}", "- 符合条件", "discretion[0]", 28, "一组键值"),
    ],
)
def test_a_mistake_is_placed_and_named(old: str, new: str, key: str, line: int, words: str) -> None:
    assert old in SOUND
    problems = _problems(SOUND.replace(old, new, 1))
    assert [(p.file, p.key, p.line) for p in problems] == [("sample.yaml", key, line)]
    assert words in problems[0].expected
    assert f"第{line}行" in str(problems[0])


def test_every_mistake_is_told_at_once() -> None:
    text = SOUND.replace("kind: subsidy", "kind: gift").replace("op: le", "op: has")
    assert {p.key for p in _problems(text)} == {"kind", "conditions[0].op"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id: [", "读不懂"),
        ("id: a\nid: b\n", "重复"),
        ("1: a\n", "键必须是文字"),
    ],
)
def test_what_is_not_yaml_names_the_file(text: str, words: str) -> None:
    with pytest.raises(CatalogueError, match=words) as caught:
        _problems(text)
    assert "sample.yaml" in caught.value.message


def test_a_folder_is_checked_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(SOUND, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(measures=tmp_path)
    assert "other.yaml 第1行 id：应与文件名相同" in caught.value.message
    assert "重复" in caught.value.message


def test_the_edition_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(SOUND, encoding="utf-8")
    first = load_catalogue(measures=tmp_path).digest
    assert load_catalogue(measures=tmp_path).digest == first
    (tmp_path / "sample.yaml").write_text(SOUND + "# 注\n", encoding="utf-8")
    assert load_catalogue(measures=tmp_path).digest != first


def test_shipped_measures_load_in_the_order_asked_for() -> None:
    assert facts_path().is_file() and measures_folder().is_dir()
    catalogue = load_catalogue(order=["vat-small-scale-threshold-150k"])
    assert catalogue.measures[0].id == "vat-small-scale-threshold-150k"
    rest = [measure.id for measure in catalogue.measures[1:]]
    assert rest == sorted(rest)
