"""Bookmarks, folders and tags."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.model.desk import Folder, Passage, entry
from navigator.model.errors import StoreError
from navigator.store.desk import Desk

PASSAGE = Passage("可以申请", prefix="甲方", suffix="。", start=5, end=9)


def order(desk: Desk, folder: str | None = None) -> list[str]:
    return [bookmark.on for bookmark in desk.bookmarks.in_folder(folder)]


def test_bookmark_keeps_everything_given(desk: Desk) -> None:
    added = desk.bookmarks.add(
        "doc#第一条",
        PASSAGE,
        colour="green",
        folder=" 常用 / 税 ",
        tags=["急", "急", " "],
        comment="看",
    )
    (found,) = desk.bookmarks.all()
    assert found == added == desk.bookmarks.get(added.id)
    assert found.passage == PASSAGE
    assert (found.colour, found.folder, found.tags, found.comment) == (
        "green",
        "常用/税",
        ("急",),
        "看",
    )


def test_entry_has_the_published_shape(desk: Desk) -> None:
    bookmark = desk.bookmarks.add("doc#第一条", PASSAGE, folder="常用", tags=["急"])
    assert entry(bookmark, lambda any_id: any_id == "doc#第一条") == {
        "id": bookmark.id,
        "on": "doc#第一条",
        "quote": "可以申请",
        "folder": "常用",
        "tags": ["急"],
        "created_at": "2026-03-04T04:00:00+00:00",
        "found": True,
    }
    assert entry(bookmark, lambda any_id: False)["found"] is False
    alone = desk.notes.add("想法")
    shown = entry(alone, lambda any_id: False)
    assert (shown["on"], shown["text"], shown["found"]) == (None, "想法", True)


def test_bookmarks_are_found_by_place_tag_and_words(desk: Desk) -> None:
    one = desk.bookmarks.add("doc#第一条", PASSAGE, tags=["急"])
    two = desk.bookmarks.add("doc", comment="ＶＡＴ 起征点")
    three = desk.bookmarks.add("doc-2#第一条", folder="甲/乙")
    assert desk.bookmarks.on("doc#第一条") == [one]
    assert desk.bookmarks.on_document("doc") == [one, two]
    assert desk.bookmarks.tagged("急") == [one]
    assert desk.bookmarks.search("vat 起征") == [two]
    assert desk.bookmarks.search("甲/") == [three]
    assert desk.bookmarks.in_folder("甲") == []
    assert desk.bookmarks.in_folder("甲", nested=True) == [three]
    assert desk.bookmarks.search("没有的词") == []


def test_change_touches_only_what_is_given(desk: Desk) -> None:
    added = desk.bookmarks.add("doc", PASSAGE, folder="甲", tags=["急"])
    assert desk.bookmarks.change(added.id, colour="blue")
    changed = desk.bookmarks.get(added.id)
    assert changed is not None
    assert (changed.colour, changed.folder, changed.tags, changed.passage) == (
        "blue",
        "甲",
        ("急",),
        PASSAGE,
    )
    assert desk.bookmarks.change(added.id, folder=None, tags=[])
    changed = desk.bookmarks.get(added.id)
    assert changed is not None and (changed.folder, changed.tags) == (None, ())
    assert not desk.bookmarks.change("none", colour="blue")
    assert not desk.bookmarks.change("none")


def test_dragging_reorders_within_and_between_folders(desk: Desk) -> None:
    ids = {name: desk.bookmarks.add(name, folder="甲").id for name in "abc"}
    desk.bookmarks.move(ids["c"], folder="甲", before=ids["a"])
    assert order(desk, "甲") == ["c", "a", "b"]
    desk.bookmarks.move(ids["c"], folder="甲")
    assert order(desk, "甲") == ["a", "b", "c"]
    desk.bookmarks.move(ids["b"], folder=None)
    assert (order(desk, "甲"), order(desk)) == (["a", "c"], ["b"])
    assert not desk.bookmarks.move("none", folder=None)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=60))
def test_any_dragging_gives_the_order_asked_for(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int]]
) -> None:
    with Desk.open(tmp_path_factory.mktemp("desk") / "desk.db") as desk:
        expected = [desk.bookmarks.add(str(number)).id for number in range(5)]
        for which, place in moves:
            moved = expected.pop(which)
            before = expected[place] if place < len(expected) else None
            expected.insert(place, moved)
            desk.bookmarks.move(moved, folder=None, before=before)
            assert [bookmark.id for bookmark in desk.bookmarks.all()] == expected


def test_always_dragging_between_the_same_two_never_runs_out_of_room(desk: Desk) -> None:
    first, second, third, last = (desk.bookmarks.add(name).id for name in "abcd")
    expected = [first, second, third, last]
    for _ in range(60):
        expected[1], expected[2] = expected[2], expected[1]
        desk.bookmarks.move(expected[1], folder=None, before=expected[2])
        assert [bookmark.id for bookmark in desk.bookmarks.all()] == expected


def test_removed_bookmark_can_be_brought_back(desk: Desk) -> None:
    added = desk.bookmarks.add("doc", PASSAGE)
    assert desk.bookmarks.remove(added.id)
    assert desk.bookmarks.all() == []
    assert desk.bookmarks.get(added.id) is None
    assert desk.bookmarks.trash() == [added]
    assert not desk.bookmarks.remove(added.id)
    assert desk.bookmarks.restore(added.id)
    assert desk.bookmarks.all() == [added]
    assert not desk.bookmarks.remove("none")


def test_folders_nest_rename_and_go(desk: Desk) -> None:
    desk.bookmarks.add("doc", folder="甲/乙")
    desk.notes.add("记", folder="甲")
    assert desk.folders.add(" 空 ") == "空"
    assert set(desk.folders.all()) == {
        Folder("甲", bookmarks=0, notes=1),
        Folder("甲/乙", bookmarks=1, notes=0),
        Folder("空", bookmarks=0, notes=0),
    }
    assert desk.folders.rename("甲", "空/丙")
    assert {folder.name for folder in desk.folders.all()} == {"空", "空/丙", "空/丙/乙"}
    assert order(desk, "空/丙/乙") == ["doc"]
    assert desk.folders.remove("空/丙")
    assert {folder.name for folder in desk.folders.all()} == {"空"}
    assert order(desk, "空") == ["doc"]
    assert [note.text for note in desk.notes.in_folder("空")] == ["记"]
    assert desk.folders.remove("空")
    assert order(desk) == ["doc"]
    assert not desk.folders.remove("空")
    assert not desk.folders.rename("没有", "有")


@pytest.mark.parametrize("name", ["", " ", "/", " / "])
def test_folder_without_a_name_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(StoreError, match="名称是空的"):
        desk.folders.add(name)


def test_folder_cannot_go_into_itself(desk: Desk) -> None:
    desk.folders.add("甲")
    with pytest.raises(StoreError, match="它自己里面"):
        desk.folders.rename("甲", "甲/乙")
    assert desk.folders.rename("甲", "甲")


def test_folder_names_are_not_patterns(desk: Desk) -> None:
    desk.bookmarks.add("doc", folder="a_c")
    desk.bookmarks.add("other", folder="abc/x")
    desk.folders.rename("a_c", "z")
    assert order(desk, "abc/x") == ["other"]


def test_tags_are_counted_over_bookmarks_and_notes(desk: Desk) -> None:
    desk.bookmarks.add("doc", tags=["急", "税"])
    gone = desk.notes.add("记", tags=["急"])
    assert desk.folders.tags() == {"急": 2, "税": 1}
    desk.notes.remove(gone.id)
    assert desk.folders.tags() == {"急": 1, "税": 1}
