"""A full disk costs the one step that did not fit, and is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from processes import finish, start
from store_samples import NOON, document, large_publication, publication

from navigator.store.database import Store
from navigator.store.desk import Desk
from navigator.store.faults import FullError
from navigator.store.library import Library


def limit_pages(store: Store, more: int) -> None:
    """Let the file grow by ``more`` pages and then say the disk is full."""
    pages = store.db.conn.execute("PRAGMA page_count").fetchone()[0]
    store.db.conn.execute(f"PRAGMA max_page_count = {pages + more}")


def test_note_that_does_not_fit_is_told_and_the_rest_kept(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.db") as desk:
        kept = desk.notes.add("之前", session="1")
        limit_pages(desk, 0)
        with pytest.raises(FullError, match="磁盘空间不足") as caught:
            desk.notes.add("满" * 100_000)
        assert caught.value.kept and caught.value.todo
        with pytest.raises(FullError):
            desk.notes.save(kept.id, "满" * 100_000, "1")
        assert desk.notes.all() == [kept]
        limit_pages(desk, 1000)
        assert desk.notes.save(kept.id, "满" * 100_000, "1").id == kept.id
        assert desk.journal.undoable() == "添加笔记"


def test_import_that_does_not_fit_leaves_the_library_as_before(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        library.add_publication(publication(document("earlier")), NOON)
        limit_pages(library, 3)
        with pytest.raises(FullError):
            library.add_publication(large_publication(), NOON)
        assert [record.id for record in library.documents()] == ["earlier"]
        assert library.verify() == []
        limit_pages(library, 1000)
        library.add_publication(large_publication(), NOON)
        assert library.document_count() == 13


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit of file size to set")
def test_notes_acknowledged_before_the_disk_filled_up_survive(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    told = finish(start("starved", path, 400_000))
    refused = [line for line in told if "refused" in line]
    assert len(refused) == 1
    assert refused[0]["kind"] == "FullError" and "磁盘" in refused[0]["refused"]
    with Desk.open(path) as desk:
        assert {note.id for note in desk.notes.all()} == {
            line["note"] for line in told if "note" in line
        }


def test_backup_that_does_not_fit_leaves_no_half_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def no_room(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = tmp_path / "backups"
    with Desk.open(tmp_path / "desk.db") as desk:
        desk.notes.add("一")
        first = desk.backup_daily(folder)
        monkeypatch.setattr("navigator.store.migrate.sync_file", no_room)
        with pytest.raises(FullError):
            desk.backup_daily(tmp_path / "elsewhere")
    assert first is not None
    assert list((tmp_path / "elsewhere").iterdir()) == []
