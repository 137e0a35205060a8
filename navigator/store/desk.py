"""The desk: what the user made. No import, upgrade or repair of ours ever rewrites it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Self

from navigator.model.desk import MergeOutcome
from navigator.store.assessments import Assessments
from navigator.store.bookmarks import Bookmarks
from navigator.store.database import BUSY_SECONDS, Store
from navigator.store.desk_merge import merge
from navigator.store.desk_schema import DESK
from navigator.store.faults import damaged, told_plainly
from navigator.store.folders import Folders
from navigator.store.journal import Journal
from navigator.store.library_rows import timestamp
from navigator.store.migrate import (
    KEPT_BACKUPS,
    back_up,
    backups_of,
    integrity_faults,
    prepare,
)
from navigator.store.notes import Notes
from navigator.store.searches import Searches
from navigator.store.settings import Settings, Windows

_TRASHED = ("bookmarks", "notes", "assessments", "saved_searches")


def local_now() -> dt.datetime:
    return dt.datetime.now().astimezone()


class Desk(Store):
    """Thread-safe, and safe to open in two processes at once.

    Every change is on disk when the call that makes it returns. Every public method, and those of
    the parts below, may raise StoreError.
    """

    def __init__(
        self,
        path: Path,
        *,
        busy_seconds: float = BUSY_SECONDS,
        clock: Callable[[], dt.datetime] = local_now,
    ) -> None:
        super().__init__(path, DESK.name, busy_seconds=busy_seconds)
        self._clock = clock
        self.journal = Journal(self)
        self.settings = Settings(self)
        self.windows = Windows(self)
        self.folders = Folders(self, self.journal)
        self.bookmarks = Bookmarks(self, self.journal, clock)
        self.notes = Notes(self, self.journal, clock)
        self.assessments = Assessments(self, self.journal, clock)
        self.searches = Searches(self, self.journal, self.settings, clock)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        busy_seconds: float = BUSY_SECONDS,
        clock: Callable[[], dt.datetime] = local_now,
    ) -> Self:
        """Open or create. Raises StoreError; a file that cannot be opened stays as it is."""
        prepare(path, DESK, path.parent / "backups", busy_seconds=busy_seconds)
        desk = cls(path, busy_seconds=busy_seconds, clock=clock)
        try:
            # A desk is small, and damage found before the next write is damage that can be mended.
            with desk.reading() as db:
                if integrity_faults(db, quick=True):
                    raise damaged(DESK.name, path)
        except BaseException:
            desk.close()
            raise
        return desk

    def undo(self) -> str | None:
        """Take back this program's last change of bookmarks, folders, notes' places, receipts.

        Returns what was taken back in words, None when there is nothing. Text typed into a note
        is not undone here but kept in its versions.
        """
        return self.journal.undo()

    def redo(self) -> str | None:
        return self.journal.redo()

    def empty_trash(self) -> int:
        """Delete for good what was removed; how many entries. Cannot be undone."""
        with self.writing() as db:
            gone = 0
            for table in _TRASHED:
                # Operations on vanished rows could not be undone any more.
                db.execute(
                    "delete from operations where number in (select r.operation"
                    f" from operation_rows r join {table} t on t.id = r.row_id"
                    " where r.table_name = ? and t.deleted)",
                    [table],
                )
                gone += db.execute(f"delete from {table} where deleted").rowcount
            return gone

    def backup_daily(self, folder: Path | None = None) -> Path | None:
        """Copy the desk once a day, keeping ten copies; None when today's copy is there."""
        place = folder or self.path.parent / "backups"
        today = timestamp(self._clock())[:10].replace("-", "")
        db = self.db
        with told_plainly(self.name, place / "desk"):
            newest = backups_of(place, "desk")[-1:]
            if newest and newest[0][1].stem.endswith(f"-{today}"):
                return None
            return back_up(db, place, "desk", KEPT_BACKUPS, today)

    def backup_to(self, path: Path) -> None:
        """Copy the whole desk into one file, which appears only when it is complete.

        Raises StoreError; a file already there is replaced.
        """
        import sqlite3

        part = path.with_name(f".{path.name}.part")
        with told_plainly(self.name, path):
            part.unlink(missing_ok=True)
            target = sqlite3.connect(part)
            try:
                self.db.conn.backup(target)
            finally:
                target.close()
            part.replace(path)

    def merge_from(self, path: Path) -> MergeOutcome:
        """Take over what another desk holds, overwriting nothing; the other file is only read."""
        return merge(self, path)
