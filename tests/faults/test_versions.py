"""Files of other versions: earlier ones are brought up to date, later ones refused untouched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from navigator.app.paths import Paths
from navigator.model.errors import StoreError
from navigator.store import desk as desk_module
from navigator.store.desk import Desk
from navigator.store.desk_schema import DESK
from navigator.store.faults import NewerError
from navigator.store.health import verify
from navigator.store.library import Library
from navigator.store.library_schema import LIBRARY
from navigator.store.migrate import migrations
from navigator.store.schema import Schema, Step

# Rows as the first version of each file wrote them, kept as they were.
FIRST_ROWS = {
    DESK: (
        "insert into bookmarks (id, target, quote, prefix, suffix, start, stop, colour, folder,"
        " tags, comment, position, created_at) values ('b1', 'doc#一', '引', '', '', 0, 1,"
        " 'yellow', '甲', '[\"急\"]', '', 1.0, '2021-03-18T09:00:00+08:00')",
        "insert into notes (id, target, text, folder, tags, created_at, updated_at) values"
        " ('n1', null, '记', null, '[]', '2021-03-18T09:00:00+08:00', '2021-03-18T09:00:00+08:00')",
        "insert into note_versions (note_id, session, text, saved_at) values"
        " ('n1', 's', '记', '2021-03-18T09:00:00+08:00')",
    ),
    LIBRARY: (
        "insert into sources (sha256, name, bytes, format, encoding, imported_at,"
        " characters_source, characters_kept, characters_removed, documents, provisions) values"
        " ('abc', '空.txt', 1, 'txt', 'utf-8', '2021-03-18T09:00:00+08:00', 0, 0, 0, 0, 0)",
    ),
}


def build(path: Path, schema: Schema, steps: int) -> None:
    """A file as the version with only the first ``steps`` steps left it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = Database(sqlite3.connect(path, isolation_level=None))
    db.conn.execute("PRAGMA journal_mode = WAL")
    later = [step.name for step in schema.steps[steps:]]
    migrations(schema).apply(db, stop_before=later)
    for sql in FIRST_ROWS.get(schema, ()):
        db.execute(sql)
    db.close()


@pytest.mark.parametrize("steps", range(1, len(DESK.steps) + 1))
def test_desk_of_any_earlier_version_opens_with_all_that_is_in_it(
    tmp_path: Path, steps: int
) -> None:
    paths = Paths(tmp_path)
    build(paths.desk, DESK, steps)
    assert verify(paths).ok
    with Desk.open(paths.desk) as desk:
        (bookmark,) = desk.bookmarks.all()
        assert (bookmark.id, bookmark.tags, bookmark.folder) == ("b1", ("急",), "甲")
        assert [note.text for note in desk.notes.all()] == ["记"]
        desk.bookmarks.remove("b1")
        assert desk.undo() == "删除书签"
        desk.settings.set("x", 1)
        desk.searches.remember("税")
        assert desk.assessments.all() == []
    backups = list(paths.backups.glob("desk-before-upgrade-*.db")) if paths.backups.exists() else []
    assert len(backups) == (steps < len(DESK.steps))
    for backup in backups:
        connection = sqlite3.connect(backup)
        assert connection.execute("select text from notes").fetchall() == [("记",)]
        connection.close()
    assert verify(paths).ok


@pytest.mark.parametrize("steps", range(1, len(LIBRARY.steps) + 1))
def test_library_of_any_earlier_version_opens(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "library.db"
    build(path, LIBRARY, steps)
    with Library.open(path) as library:
        assert [source.source.name for source in library.sources()] == ["空.txt"]
        assert library.units() == {}
        assert library.verify() == []
        assert library.notice is None


@pytest.mark.parametrize(("kind", "schema"), [(Desk, DESK), (Library, LIBRARY)])
def test_file_of_a_newer_program_is_refused_and_left_alone(
    tmp_path: Path, kind: type[Desk | Library], schema: Schema
) -> None:
    path = tmp_path / "store.db"
    newer = Schema(
        schema.set_name, schema.name, (*schema.steps, Step("9999_later", "create table later (x)"))
    )
    build(path, newer, len(newer.steps))
    before = path.read_bytes()
    with pytest.raises(NewerError, match="更新版本") as caught:
        kind.open(path)
    assert caught.value.kept and caught.value.todo
    assert path.read_bytes() == before


def test_upgrade_that_fails_is_rehearsed_on_a_copy_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    build(path, DESK, len(DESK.steps))
    before = path.read_bytes()
    broken = Schema(
        DESK.set_name,
        DESK.name,
        (
            *DESK.steps,
            Step("0099_broken", "create table fine (x); insert into missing values (1);"),
        ),
    )
    monkeypatch.setattr(desk_module, "DESK", broken)
    with pytest.raises(StoreError, match="试运行失败") as caught:
        Desk.open(path)
    assert "没有改动" in caught.value.kept
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"desk.db", "backups"}
    assert len(list((tmp_path / "backups").iterdir())) == 1


@pytest.mark.parametrize(("kind", "other"), [(Desk, LIBRARY), (Library, DESK)])
def test_files_taken_for_each_other_are_refused(
    tmp_path: Path, kind: type[Desk | Library], other: Schema
) -> None:
    path = tmp_path / "store.db"
    build(path, other, len(other.steps))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="不是政策导航的"):
        kind.open(path)
    assert path.read_bytes() == before


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    connection = sqlite3.connect(path)
    connection.execute("create table mine (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="不是政策导航的"):
        Desk.open(path)
    assert path.read_bytes() == before
