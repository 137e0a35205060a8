"""Two programs on one desk: both write, neither loses anything, waiting is told in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from processes import finish, start
from store_samples import NOON, document, publication

from navigator.store.desk import Desk
from navigator.store.faults import BusyError
from navigator.store.library import Library

EACH = 40


def test_two_programs_begin_one_desk_and_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "书 桌" / "desk.db"
    children = [start("add", path, name, EACH) for name in ("甲", "乙", "丙")]
    for child in children:
        finish(child)
    with Desk.open(path) as desk:
        texts = {note.text for note in desk.notes.all()}
    assert texts == {f"{name}-{number}" for name in ("甲", "乙", "丙") for number in range(EACH)}


def test_an_open_window_sees_what_another_program_wrote(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Desk.open(path) as desk:
        mine = desk.notes.add("我的")
        finish(start("add", path, "甲", 1))
        assert [note.text for note in desk.notes.all()] == ["甲-0", "我的"]
        assert desk.notes.save(mine.id, "我的，改过", "1").text == "我的，改过"


def test_waiting_too_long_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Desk.open(path) as desk, Desk.open(path, busy_seconds=0.05) as hasty:
        with desk.writing():
            with pytest.raises(BusyError, match="正被另一个窗口或程序写入") as caught:
                hasty.notes.add("急")
            assert "database is locked" not in caught.value.message
            assert hasty.notes.all() == []
        assert hasty.notes.add("急").text == "急"


def test_importing_while_another_program_imports_is_told(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    given = publication(document("one"))
    with Library.open(path) as library, Library.open(path, busy_seconds=0.05) as hasty:
        with library.writing():
            with pytest.raises(BusyError):
                hasty.add_publication(given, NOON)
            assert hasty.documents() == []
        assert not hasty.add_publication(given, NOON).already_present
        assert library.add_publication(given, NOON).already_present


def test_importing_and_removing_leave_the_desk_alone(tmp_path: Path) -> None:
    desk_path = tmp_path / "desk.db"
    with Desk.open(desk_path) as desk:
        desk.bookmarks.add("one#第一条")
    before = desk_path.read_bytes()
    given = publication(document("one"))
    with Library.open(tmp_path / "library.db") as library:
        library.add_publication(given, NOON)
        library.remove_source(given.source.sha256)
    assert desk_path.read_bytes() == before
