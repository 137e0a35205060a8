"""Undo and redo: any run of changes can be taken back step by step and done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.model.errors import StoreError
from navigator.store.desk import Desk


def state(desk: Desk) -> Any:
    return (
        desk.bookmarks.all(),
        desk.notes.all(),
        desk.folders.all(),
        desk.assessments.all(),
        desk.searches.saved(),
    )


def act(desk: Desk, kind: int, which: int) -> None:
    """One change of the desk, chosen by two numbers."""
    bookmarks, notes = desk.bookmarks.all(), desk.notes.all()
    folder = [None, "甲", "甲/乙", "丙"][which % 4]
    if kind == 0 or not bookmarks:
        desk.bookmarks.add(f"doc-{which}", folder=folder)
    elif kind == 1:
        desk.bookmarks.remove(bookmarks[which % len(bookmarks)].id)
    elif kind == 2:
        desk.bookmarks.move(bookmarks[which % len(bookmarks)].id, folder=folder)
    elif kind == 3:
        desk.bookmarks.change(bookmarks[which % len(bookmarks)].id, tags=[str(which)])
    elif kind == 4 or not notes:
        desk.notes.add(str(which), folder=folder)
    elif kind == 5:
        desk.notes.change(notes[which % len(notes)].id, folder=folder)
    elif kind == 6:
        desk.notes.remove(notes[which % len(notes)].id)
    elif kind == 7:
        desk.folders.rename("甲", "丁/戊")
    elif kind == 8:
        desk.folders.remove("甲")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9)), max_size=15))
def test_undoing_and_redoing_walks_through_the_same_states(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    with Desk.open(tmp_path_factory.mktemp("desk") / "desk.db") as desk:
        states = [state(desk)]
        for kind, which in steps:
            act(desk, kind, which)
            if state(desk) != states[-1]:
                states.append(state(desk))
        for earlier in reversed(states[:-1]):
            assert desk.undo() is not None
            assert state(desk) == earlier
        assert desk.undo() is None
        for later in states[1:]:
            assert desk.redo() is not None
            assert state(desk) == later
        assert desk.redo() is None


def test_undo_says_what_it_takes_back(desk: Desk) -> None:
    assert (desk.journal.undoable(), desk.journal.redoable(), desk.undo()) == (None, None, None)
    added = desk.bookmarks.add("doc")
    desk.bookmarks.remove(added.id)
    assert desk.journal.undoable() == "删除书签"
    assert desk.undo() == "删除书签"
    assert (desk.journal.undoable(), desk.journal.redoable()) == ("添加书签", "删除书签")


def test_a_new_change_ends_redoing(desk: Desk) -> None:
    desk.bookmarks.add("one")
    desk.undo()
    desk.bookmarks.add("two")
    assert desk.redo() is None
    assert [bookmark.on for bookmark in desk.bookmarks.all()] == ["two"]


def test_changes_of_another_window_are_left_alone(desk: Desk) -> None:
    mine = desk.bookmarks.add("mine", tags=["甲"])
    desk.bookmarks.change(mine.id, tags=["乙"])
    with Desk.open(desk.path) as other:
        theirs = other.bookmarks.add("theirs")
        other.bookmarks.change(mine.id, tags=["丙"])
        with pytest.raises(StoreError, match="已在别处改动"):
            desk.undo()
        changed = desk.bookmarks.get(mine.id)
        assert changed is not None and changed.tags == ("丙",)
        assert other.undo() == "修改书签"
        assert desk.undo() == "修改书签"
        assert other.undo() == "添加书签"
        assert other.undo() is None
    assert desk.bookmarks.get(theirs.id) is None
    assert desk.bookmarks.get(mine.id) == mine


def test_a_change_that_changes_nothing_is_no_step(desk: Desk) -> None:
    added = desk.bookmarks.add("doc", tags=["急"])
    desk.bookmarks.change(added.id, tags=["急"])
    assert desk.journal.undoable() == "添加书签"


def test_typing_is_not_undone_but_kept_as_versions(desk: Desk) -> None:
    note = desk.notes.add("一", session="早")
    desk.notes.save(note.id, "二", "晚")
    desk.notes.change(note.id, tags=["急"])
    desk.notes.save(note.id, "三", "夜")
    assert desk.undo() == "修改笔记"
    kept = desk.notes.get(note.id)
    assert kept is not None and (kept.text, kept.tags) == ("三", ())


def test_emptied_trash_is_gone_for_good(desk: Desk) -> None:
    bookmark = desk.bookmarks.add("doc")
    note = desk.notes.add("密")
    kept = desk.bookmarks.add("kept")
    desk.bookmarks.remove(bookmark.id)
    desk.notes.remove(note.id)
    assert desk.empty_trash() == 2
    assert desk.empty_trash() == 0
    assert (desk.bookmarks.trash(), desk.notes.trash()) == ([], [])
    assert desk.notes.versions(note.id) == []
    assert desk.bookmarks.all() == [kept]
    assert desk.undo() == "添加书签"
    assert desk.bookmarks.all() == []
    assert desk.undo() is None


def test_the_log_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("navigator.store.journal.KEPT_OPERATIONS", 3)
    with Desk.open(tmp_path / "desk.db") as desk:
        for number in range(6):
            desk.bookmarks.add(str(number))
        undone = 0
        while desk.undo():
            undone += 1
        assert undone == 3
        assert len(desk.bookmarks.all()) == 3
