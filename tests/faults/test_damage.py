"""Damaged files: found out, kept, and as much saved as can be read."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from store_samples import NOON, large_publication

from navigator.app.paths import Paths
from navigator.store.desk import Desk
from navigator.store.faults import DamagedError
from navigator.store.health import repair, verify
from navigator.store.library import Library

PAGE = 4096
NOTES = 200


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths(tmp_path / "数 据").make()
    with Desk.open(paths.desk) as desk:
        with desk.writing():
            for number in range(NOTES):
                desk.notes.add(f"第{number}条 " + "字" * 200, on="doc", session="1")
                desk.bookmarks.add(f"doc#{number}", folder="甲")
        desk.settings.set("theme", "dark")
    return paths


def roots(path: Path) -> dict[str, int]:
    """The page each table begins on."""
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("select name, rootpage from sqlite_master where type = 'table'")
        return dict(found.fetchall())
    finally:
        connection.close()


def overwrite(path: Path, page: int, data: bytes) -> None:
    with path.open("rb+") as file:
        file.seek((page - 1) * PAGE)
        file.write(data)


def pages(path: Path) -> int:
    return path.stat().st_size // PAGE


@pytest.mark.parametrize("seed", range(8))
def test_any_overwritten_page_costs_at_most_what_was_on_it(paths: Paths, seed: int) -> None:
    dice = random.Random(seed)
    page = dice.randrange(1, pages(paths.desk) + 1)
    overwrite(paths.desk, page, dice.randbytes(PAGE))
    damaged = paths.desk.read_bytes()
    if verify(paths).ok:
        return  # a page that is free
    report = repair(paths)
    assert report.ok, report
    aside = next(paths.backups.glob("desk-damaged-*.db"))
    assert aside.read_bytes() == damaged
    with Desk.open(paths.desk) as desk:
        notes, bookmarks = desk.notes.all(), desk.bookmarks.all()
    # A note's own page may be gone; its text is still in its versions.
    assert len(notes) >= NOTES - 10
    assert all(len(note.text) > 200 for note in notes)
    assert len(bookmarks) >= NOTES - 70  # as many fit on a page


def test_losing_the_way_to_the_rows_does_not_lose_the_rows(paths: Paths) -> None:
    with Desk.open(paths.desk) as desk:
        before = (desk.notes.all(), desk.bookmarks.all(), desk.folders.all())
        versions = [desk.notes.versions(note.id) for note in before[0]]
    for table in ("bookmarks", "notes", "note_versions"):
        overwrite(paths.desk, roots(paths.desk)[table], b"\xff" * PAGE)
    overwrite(paths.desk, 1, b"\0" * PAGE)
    assert repair(paths).ok
    with Desk.open(paths.desk) as desk:
        assert (desk.notes.all(), desk.bookmarks.all(), desk.folders.all()) == before
        assert [desk.notes.versions(note.id) for note in before[0]] == versions


def test_with_a_backup_everything_is_back(paths: Paths) -> None:
    with Desk.open(paths.desk) as desk:
        desk.backup_daily(paths.backups)
        before = {note.id: note.text for note in desk.notes.all()}
    for page in range(2, pages(paths.desk) + 1):
        overwrite(paths.desk, page, b"\xff" * PAGE)
    report = repair(paths)
    assert report.ok, report
    assert any("从备份" in action for action in report.actions)
    with Desk.open(paths.desk) as desk:
        assert {note.id: note.text for note in desk.notes.all()} == before
        assert len(desk.bookmarks.all()) == NOTES
        for note_id, text in before.items():
            assert [version.text for version in desk.notes.versions(note_id)] == [text]


@pytest.mark.parametrize("kind", ["first page", "garbage", "truncated", "head only"])
def test_desk_that_cannot_be_opened_is_refused_kept_and_restored(paths: Paths, kind: str) -> None:
    with Desk.open(paths.desk) as desk:
        backup = desk.backup_daily(paths.backups)
    assert backup is not None
    if kind == "first page":
        overwrite(paths.desk, 1, b"\0" * PAGE)
    elif kind == "garbage":
        paths.desk.write_bytes(b"not a database at all " * 5000)
    else:
        whole = paths.desk.read_bytes()
        paths.desk.write_bytes(whole[: len(whole) // 2 if kind == "truncated" else 50])
    damaged = paths.desk.read_bytes()
    with pytest.raises(DamagedError, match="已损坏") as caught:
        Desk.open(paths.desk).close()
    assert "修复" in caught.value.todo
    assert paths.desk.read_bytes() == damaged
    assert not verify(paths).ok
    report = repair(paths)
    assert report.ok, report
    assert next(paths.backups.glob("desk-damaged-*.db")).read_bytes() == damaged
    assert backup.exists()
    with Desk.open(paths.desk) as desk:
        assert len(desk.notes.all()) == len(desk.bookmarks.all()) == NOTES


def test_without_a_backup_a_lost_desk_is_begun_anew_and_the_old_kept(paths: Paths) -> None:
    paths.desk.write_bytes(b"\0" * 10_000)
    report = repair(paths)
    assert report.ok
    assert any("救回0个条目" in action for action in report.actions)
    assert next(paths.backups.glob("desk-damaged-*.db")).stat().st_size == 10_000
    with Desk.open(paths.desk) as desk:
        assert desk.notes.all() == []


def test_unfinished_journal_of_a_damaged_desk_is_kept_with_it(paths: Paths) -> None:
    paths.desk.write_bytes(b"garbage" * 2000)
    journal = paths.desk.with_name("desk.db-wal")
    journal.write_bytes(b"journal")
    repair(paths)
    assert not journal.exists() or journal.read_bytes() != b"journal"
    (aside,) = paths.backups.glob("desk-damaged-*.db")
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"journal"


@pytest.mark.parametrize("kind", ["garbage", "truncated", "one page"])
def test_damaged_library_never_stops_the_program(paths: Paths, kind: str) -> None:
    with Library.open(paths.library) as library:
        library.add_publication(large_publication(), NOON)
    desk = paths.desk.read_bytes()
    if kind == "garbage":
        paths.library.write_bytes(b"\x01" * 30_000)
        with Library.open(paths.library) as library:
            assert library.notice is not None and "重新导入" in library.notice
            assert library.documents() == []
            library.add_publication(large_publication(), NOON)
        with Library.open(paths.library) as library:
            assert library.notice is None
    else:
        whole = paths.library.read_bytes()
        if kind == "truncated":
            paths.library.write_bytes(whole[: len(whole) // PAGE // 2 * PAGE])
        else:
            overwrite(paths.library, pages(paths.library) - 1, b"\xee" * PAGE)
        assert not verify(paths).ok
        report = repair(paths)
        assert report.ok
        assert any("重新导入" in action or "救回" in action for action in report.actions)
        with Library.open(paths.library) as library:
            assert library.verify() == []
    assert list(paths.root.glob("library-damaged-*.db"))
    assert paths.desk.read_bytes() == desk


def test_reading_a_damaged_page_is_told_as_damage(paths: Paths) -> None:
    with Library.open(paths.library) as library:
        library.add_publication(large_publication(), NOON)
    overwrite(paths.library, roots(paths.library)["provisions"], b"\xee" * PAGE)
    with Library.open(paths.library) as library, pytest.raises(DamagedError, match="已损坏"):
        for record in library.documents():
            library.provisions(record.id)
