"""Folding adds hits and never loses one; every offset leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.model.folding import (
    fold,
    fold_mapped,
    fold_number_query,
    number_fold,
    number_tokens,
    skeleton,
)

ALPHABET = "".join(
    (
        "企业补贴百分之十五二三千万亿〇零两第条年元%0123456789.,，。",
        '（）()〔〕【】“”" 　\nＡｂ１％個體經濟-—…',
    )
)
TEXTS = st.text(alphabet=ALPHABET, max_size=40) | st.text(max_size=25)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ＡＥＯ企业", "aeo 企业"),
        ("15％", "15%"),
        ("京政办发〔2021〕4号", "京政办发[2021] 4 号"),
        ("（一）", "(一)"),
        ("“两区”", '"两区"'),
        ("個體經濟", "个体经济"),
        ("若干\n措施", "若干措施"),
        ("①", "1"),
    ],
)
def test_spellings_fold_alike(one: str, two: str) -> None:
    assert fold(one) == fold(two)


@pytest.mark.parametrize(
    "spellings",
    [
        ["百分之十五", "15%", "15 %", "１５％"],
        ["二百万元", "200万元", "200 万元", "2,000,000元", "2000000元"],
        ["第十三条", "第13条"],
        ["2亿", "200000000", "二亿"],
        ["二〇二一年", "2021年"],
        ["1.5万", "15000"],
    ],
)
def test_numbers_fold_alike(spellings: list[str]) -> None:
    forms = set()
    for spelling in spellings:
        folded = number_fold(fold(spelling))
        assert folded is not None
        forms.add(folded.text)
    assert len(forms) == 1


@pytest.mark.parametrize("words", ["一般统一", "千万家庭", "十分重要", "万一", "百姓", "十四五"])
def test_ordinary_words_are_no_numbers(words: str) -> None:
    assert number_fold(fold(words)) is None


def test_a_lone_digit_is_not_searched_as_a_number() -> None:
    assert fold_number_query("3") is None
    assert fold_number_query("三") is None
    assert fold_number_query("13") is not None


def test_very_long_digit_runs_are_left_alone() -> None:
    assert number_fold("9" * 60) is None


def test_titles_compare_without_punctuation() -> None:
    assert skeleton("《“两区” 方案（2021年）》") == "两区方案2021年"


@given(TEXTS, st.data())
def test_every_substring_folds_to_a_substring(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert fold(text[start:end]) in fold(text)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_literal_offsets_lead_back(text: str) -> None:
    folded = fold_mapped(text)
    assert folded.text == fold(text)
    for index, char in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        assert char in fold(text[start:end])


@given(TEXTS)
def test_number_offsets_lead_back(text: str) -> None:
    literal = fold(text)
    folded = number_fold(literal)
    if folded is None:
        return
    for token in number_tokens(folded.text):
        at = folded.text.index(token)
        start, end = folded.span(at, at + len(token))
        again = number_fold(literal[start:end] if literal[start - 1 : start] != "第" else literal)
        assert start < end
        assert again is None or token in again.text or literal[end : end + 1]
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
