"""Which entry stands on which shelf, in what order, and what a search lets through."""

from __future__ import annotations

import datetime as dt

from navigator.ui.pages.desk.entries import (
    Line,
    Shelf,
    count,
    fold,
    folder_order,
    matching,
    on_shelf,
    ordered,
)
from navigator.ui.pages.desk.entry_model import pack, unpack
from navigator.ui.pages.desk.meta import split_tags


def line(name: str, kind: str = "note", **values: object) -> Line:
    day = dt.datetime(2021, 4, 1, tzinfo=dt.UTC)
    base: dict[str, object] = {"words": fold(name), "changed_at": day} | values
    return Line(kind, name, name, **base)  # type: ignore[arg-type]


LINES = [
    line("甲", folder="融资/贴息", tags=("急",), sequence=1),
    line("乙", "bookmark", folder="融资", rank=2.0, sequence=2),
    line("丙", "bookmark", folder="融资", rank=1.0, sequence=3),
    line("丁", trashed=True, folder="融资", tags=("急",), sequence=4),
    line("戊", "assessment", sequence=5),
]


def names(found: list[Line]) -> str:
    return "".join(item.heading for item in found)


def test_shelves_hold_what_they_say() -> None:
    assert names(on_shelf(LINES, Shelf("smart", "all"))) == "甲乙丙戊"
    assert names(on_shelf(LINES, Shelf("smart", "bookmarks"))) == "乙丙"
    assert names(on_shelf(LINES, Shelf("smart", "trash"))) == "丁"
    assert names(on_shelf(LINES, Shelf("folder", "融资"))) == "甲乙丙"
    assert names(on_shelf(LINES, Shelf("folder", "融"))) == ""
    assert names(on_shelf(LINES, Shelf("tag", "急"))) == "甲"


def test_counts_agree_with_the_shelves() -> None:
    counts = count(LINES, ["融资", "空的"])
    assert counts.folders == {"融资": 3, "空的": 0, "融资/贴息": 1}
    assert counts.tags == {"急": 1}
    assert counts.smart["trash"] == 1


def test_orders() -> None:
    assert names(ordered(LINES, "newest")) == "戊丁丙乙甲"
    assert names(ordered(on_shelf(LINES, Shelf("folder", "融资")), "order")) == "丙乙甲"
    assert names(ordered(LINES[:3], "title")) == "丙乙甲"


def test_a_search_is_blind_to_width_and_leaves_the_trash_out() -> None:
    assert (
        names(matching([line("１５％ 贴息"), line("贴息", trashed=True)], "15% 贴息"))
        == "１５％ 贴息"
    )
    assert matching(LINES, "火星") == []


def test_folders_follow_the_order_given_and_keep_their_inner_ones() -> None:
    found = folder_order(["乙", "甲", "甲/一", "丙/深"], ["甲", "乙"])
    assert found == ["甲", "甲/一", "乙", "丙", "丙/深"]


def test_tags_as_typed_and_keys_as_dragged() -> None:
    assert split_tags(" 急，窗口 #急、电话;") == ["急", "窗口", "电话"]
    assert unpack(pack([("note", "n1"), ("bookmark", "b1")])) == [
        ("note", "n1"),
        ("bookmark", "b1"),
    ]
