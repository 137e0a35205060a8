"""A highlight stays on its words, or is given up; it never moves to other words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from navigator.model.anchors import Certainty, locate, passage
from navigator.model.desk import Passage

TEXT = "第一条 对小店给予租金补贴，比例不超过30%，最高50万元。对大店给予租金补贴，比例不超过15%。"


def select(quote: str, nth: int = 0, text: str = TEXT) -> Passage:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return passage(text, start, start + len(quote))


def found(wanted: Passage, text: str) -> str | None:
    place = locate(wanted, text)
    return None if place is None else text[place.start : place.end]


def test_unchanged_text_gives_the_same_place() -> None:
    wanted = select("租金补贴", 1)
    place = locate(wanted, TEXT)
    assert place is not None
    assert (place.start, place.end, place.certainty) == (wanted.start, wanted.end, Certainty.EXACT)


def test_context_tells_equal_words_apart() -> None:
    moved = "新加的开头一段，" * 3 + TEXT
    for nth in (0, 1):
        place = locate(select("租金补贴", nth), moved)
        assert place is not None
        assert place.start == select("租金补贴", nth, moved).start


def test_without_context_the_nearest_is_taken() -> None:
    wanted = replace(select("租金补贴", 1), prefix="", suffix="")
    place = locate(wanted, TEXT)
    assert place is not None and place.start == wanted.start


@pytest.mark.parametrize(
    ("old", "new"),
    [("30%，最高", "３０％, 最高"), ("比例不超过", "比例\n不超过"), ("对小店", "对“小店”")],
)
def test_mended_typography_is_seen_through(old: str, new: str) -> None:
    quote = "租金补贴，比例不超过30%，最高50万元"
    mended = TEXT.replace(old, new)
    shown = found(select(quote), mended)
    assert shown is not None and "".join(shown.split()).endswith("最高50万元")
    assert shown.startswith("租金补贴")


def test_a_word_more_or_less_is_still_the_same_passage() -> None:
    wanted = select("对小店给予租金补贴，比例不超过30%，最高50万元")
    changed = TEXT.replace("对小店给予租金补贴", "对符合要求的小店给予租金补贴")
    place = locate(wanted, changed)
    assert place is not None
    assert place.certainty is Certainty.FUZZY
    assert "小店给予租金补贴，比例不超过30%" in changed[place.start : place.end]


@pytest.mark.parametrize(
    "text",
    [
        "完全不同的一段话，说的是别的事。",
        "",
        TEXT.replace("30%", "20%").replace("15%", "10%"),
        "对小店给予租金补贴，比例不超过80%，最高50万元。",
    ],
)
def test_other_words_or_other_figures_are_not_found(text: str) -> None:
    assert found(select("对小店给予租金补贴，比例不超过30%，最高50万元"), text) is None


@pytest.mark.parametrize("quote", ["", "  ", "\n"])
def test_an_empty_selection_is_nowhere(quote: str) -> None:
    assert locate(Passage(quote), TEXT) is None


@given(st.text(max_size=80), st.data())
def test_any_selection_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    assume(text.strip())
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wanted = passage(text, start, end)
    assume(wanted.quote.strip())
    place = locate(wanted, text)
    assert place is not None
    assert text[place.start : place.end] == wanted.quote


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_found_lies_inside_the_text(quote: str, text: str) -> None:
    place = locate(Passage(quote), text)
    assert place is None or 0 <= place.start < place.end <= len(text)
