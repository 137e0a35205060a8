"""Snippets show the hits, all of them, and end where a clause ends."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from navigator.model.folding import fold
from navigator.store.search.snippets import LENGTH, merge, snippet, spans

LONG = (
    "首先说明来由；" * 20
    + "每家企业补贴不超过２００ 万元，由窗口办理。"
    + "其余事项另行通知；" * 20
)


def test_marks_point_at_what_was_asked_in_any_spelling() -> None:
    for word in ("200万元", "2000000元", "二百万元"):
        piece, marks = snippet(LONG, spans(LONG, [fold(word)]))
        assert [piece[a:b] for a, b in marks] == ["２００ 万元"]


def test_a_snippet_is_cut_at_clause_borders() -> None:
    piece, marks = snippet(LONG, spans(LONG, ["补贴"]))
    assert piece.startswith("…") and piece.endswith("…")
    assert piece[1:].startswith("每家企业") or piece[1:].startswith("首先说明")
    assert piece[-2] in "。；"
    assert len(piece) < 2 * LENGTH
    assert [piece[a:b] for a, b in marks] == ["补贴"]


def test_all_hits_inside_are_marked() -> None:
    text = "补贴一次，补贴两次，再补贴。"
    piece, marks = snippet(text, spans(text, ["补贴", "一次"]))
    assert piece == text
    assert [piece[a:b] for a, b in marks] == ["补贴一次", "补贴", "补贴"]


def test_ranges_that_touch_are_one() -> None:
    assert merge([(3, 5), (0, 2), (2, 3), (9, 10)]) == [(0, 5), (9, 10)]


@given(st.text(alphabet="企业补贴，。；\n 200万", min_size=1, max_size=400), st.data())
def test_marks_always_lie_inside_the_snippet(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    word = fold(text[start : start + 4])
    if not word:
        return
    marks = spans(text, [word])
    assert marks
    piece, inside = snippet(text, marks)
    assert inside
    for begin, end in inside:
        assert 0 <= begin < end <= len(piece)
    assert all(b[0] >= a[1] for a, b in itertools.pairwise(inside))
