"""Merging another desk: nothing is overwritten, nothing comes twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from store_samples import snapshot

from navigator.model.desk import MergeOutcome, Passage
from navigator.model.errors import StoreError
from navigator.store.desk import Desk


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "u 盘" / "desk.db"
    with Desk.open(path) as desk:
        desk.bookmarks.add("doc#第一条", Passage("可以"), folder="同事/甲", tags=["急"])
        note = desk.notes.add("一", on="doc", session="1")
        desk.notes.save(note.id, "二", "2")
        desk.assessments.save(
            "公司",
            as_of=dt.date(2021, 1, 1),
            answers={},
            catalogue_hash="",
            library_hash="",
            result=[],
        )
        desk.searches.save("找", "税")
        desk.bookmarks.remove(desk.bookmarks.add("gone").id)
        desk.settings.set("theme", "dark")
    return path


def test_everything_comes_over_and_only_once(desk: Desk, other: Path) -> None:
    mine = desk.bookmarks.add("mine")
    desk.settings.set("theme", "light")
    before = snapshot(other.parent)
    assert desk.merge_from(other) == MergeOutcome(4, 0, 0, 0)
    assert desk.merge_from(other) == MergeOutcome(0, 4, 0, 0)
    assert snapshot(other.parent) == before
    assert {bookmark.on for bookmark in desk.bookmarks.all()} == {"mine", "doc#第一条"}
    assert desk.bookmarks.get(mine.id) == mine
    (note,) = desk.notes.all()
    assert [version.text for version in desk.notes.versions(note.id)] == ["二", "一"]
    assert "同事/甲" in {folder.name for folder in desk.folders.all()}
    assert len(desk.assessments.all()) == len(desk.searches.saved()) == 1
    assert desk.settings.get("theme") == "light"


def test_same_entry_with_other_content_is_kept_beside_ours(desk: Desk, other: Path) -> None:
    desk.merge_from(other)
    (bookmark,) = desk.bookmarks.all()
    (note,) = desk.notes.all()
    desk.bookmarks.change(bookmark.id, comment="我的话")
    desk.notes.save(note.id, "我的文字", "x")
    assert desk.merge_from(other) == MergeOutcome(2, 2, 2, 0)
    assert {b.comment for b in desk.bookmarks.all()} == {"", "我的话"}
    assert {n.text for n in desk.notes.all()} == {"二", "我的文字"}
    for kept in desk.notes.all():
        assert desk.notes.versions(kept.id)[0].text == kept.text
    assert desk.merge_from(other) == MergeOutcome(0, 4, 0, 0)


def test_what_was_deleted_here_stays_in_the_trash(desk: Desk, other: Path) -> None:
    desk.merge_from(other)
    (bookmark,) = desk.bookmarks.all()
    desk.bookmarks.remove(bookmark.id)
    assert desk.merge_from(other) == MergeOutcome(0, 3, 0, 1)
    assert desk.bookmarks.all() == []


def test_a_desk_of_an_earlier_version_is_read_without_changing_it(
    desk: Desk, tmp_path: Path
) -> None:
    import sqlite3

    from sqlite_utils import Database

    from navigator.store.desk_schema import DESK
    from navigator.store.migrate import migrations

    path = tmp_path / "old.db"
    old = Database(sqlite3.connect(path, isolation_level=None))
    migrations(DESK).apply(old, stop_before="0002_operations")
    old.execute(
        "insert into bookmarks (id, target, quote, prefix, suffix, colour, tags, comment, position,"
        " created_at) values ('b1', 'doc', '', '', '', 'yellow', '[]', '', 1, '2020-01-01')"
    )
    old.close()
    before = path.read_bytes()
    assert desk.merge_from(path).added == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["missing", "garbage", "itself", "foreign"])
def test_what_is_no_desk_is_refused(desk: Desk, tmp_path: Path, kind: str) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    if kind == "garbage":
        path.write_bytes(b"no database" * 1000)
    elif kind == "itself":
        path = desk.path
    elif kind == "foreign":
        connection = sqlite3.connect(path)
        connection.execute("create table t (x)")
        connection.close()
    desk.bookmarks.add("mine")
    with pytest.raises(StoreError) as caught:
        desk.merge_from(path)
    assert caught.value.kept
    assert len(desk.bookmarks.all()) == 1
