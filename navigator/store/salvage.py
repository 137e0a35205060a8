"""Saving what can be read from a damaged desk. The damaged file itself is always kept."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.model.errors import StoreError
from navigator.store.carve import Value, carve
from navigator.store.database import Store, refuse_if_open, sidecars
from navigator.store.desk_merge import merge
from navigator.store.desk_schema import DESK
from navigator.store.faults import BusyError, told_plainly
from navigator.store.migrate import backups_of, prepare, set_aside

if TYPE_CHECKING:
    from sqlite_utils import Database

# The key each table is walked by, and its columns that hold JSON; the order minds foreign keys.
_NUMBERED: dict[str, tuple[str, tuple[str, ...]]] = {
    "folders": ("sequence", ()),
    "bookmarks": ("sequence", ("tags",)),
    "notes": ("sequence", ("tags",)),
    "note_versions": ("number", ()),
    "assessments": ("sequence", ("answers", "result")),
    "saved_searches": ("sequence", ("filters",)),
    "search_history": ("sequence", ("filters",)),
}
_NAMED: dict[str, tuple[str, tuple[str, ...]]] = {
    "settings": ("key", ("value",)),
    "windows": ("name", ("state",)),
}
# What stands first in a row of each table that can be told from the bare row.
_SHAPES = {
    "folders": re.compile("f[0-9a-f]{10}"),
    "bookmarks": re.compile("b[0-9a-f]{10}"),
    "notes": re.compile("n[0-9a-f]{10}"),
    "note_versions": re.compile("n[0-9a-f]{10}"),
    "assessments": re.compile("a[0-9a-f]{10}"),
    "saved_searches": re.compile("s[0-9a-f]{10}"),
}
_LONGEST_GAP = 200_000  # numbers tried one by one between two readable ends


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was saved: ``entries`` from the damaged file, ``from_backup`` from ``backup``."""

    aside: Path
    entries: int
    backup: Path | None = None
    from_backup: int = 0


def salvage_desk(path: Path, backups: Path) -> Salvage:
    """Rebuild a damaged desk from every readable row and, for the rest, its newest backup.

    The damaged file is copied to ``backups`` first. This process must have no connection to the
    desk; raises BusyError, changing nothing, when another one has.
    """
    with told_plainly(DESK.name, path):
        # The copy comes first: merely opening the file may throw away an unfinished journal.
        aside = set_aside(path, backups)
        try:
            refuse_if_open(path, DESK.name)
        except BusyError:
            for copy in (aside, *sidecars(aside)):
                copy.unlink(missing_ok=True)
            raise
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".repair-") as folder:
            fresh = Path(folder) / path.name
            prepare(fresh, DESK, Path(folder) / "backups")
            with Store(fresh, DESK.name) as store:
                # Read from a second copy, for SQLite tidies up even what it only reads.
                entries, orphans = _copy_rows(set_aside(aside, Path(folder)), store)
                backup, from_backup = _fill_up(store, backups)
                entries += _adopt(store, orphans)
            _put_in_place(fresh, path)
    return Salvage(aside, entries, backup, from_backup)


def _put_in_place(fresh: Path, path: Path) -> None:
    # The journal of the damaged file, kept with its copy, must not be played into the new one.
    for sidecar in sidecars(path):
        sidecar.unlink(missing_ok=True)
    fresh.replace(path)


def _copy_rows(damaged: Path, store: Store) -> tuple[int, list[dict[str, Any]]]:
    """Insert every readable, sound row.

    Returns how many entries (not versions or settings) there were, and the note versions whose
    note could not be read.
    """
    entries = 0
    orphans: list[dict[str, Any]] = []
    with closing(sqlite3.connect(damaged, isolation_level=None)) as source, store.writing() as db:
        source.text_factory = lambda data: data.decode("utf-8", "replace")
        source.row_factory = sqlite3.Row
        for table, (key, json_columns) in (_NUMBERED | _NAMED).items():
            for found in _readable(source, table, key, numbered=table in _NUMBERED):
                row = dict(found)
                if _insert(db, table, row, json_columns):
                    entries += "deleted" in row
                elif table == "note_versions":
                    orphans.append(row)
        for table, row in _carved(damaged, db):
            if _insert(db, table, row, _NUMBERED[table][1]):
                entries += "deleted" in row
            elif table == "note_versions":
                orphans.append(row)
    return entries, orphans


def _carved(damaged: Path, db: Database) -> list[tuple[str, dict[str, Any]]]:
    """Rows SQLite could not find any more, in an order that minds foreign keys."""
    names = {
        table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")] for table in _SHAPES
    }
    found = []
    for number, values in carve(damaged):
        for table, shape in _SHAPES.items():
            key = names[table][0]
            if (
                len(values) == len(names[table])
                and values[0] is None
                and isinstance(values[1], str)
                and shape.fullmatch(values[1])
                and not _is_there(db, table, key, number, values[1])
            ):
                found.append((table, dict(zip(names[table], [number, *values[1:]], strict=True))))
    order = list(_SHAPES)
    return sorted(found, key=lambda item: order.index(item[0]))


def _is_there(db: Database, table: str, key: str, number: int, row_id: Value) -> bool:
    by_id = "" if table == "note_versions" else " or id = ?"
    parameters = [number] if table == "note_versions" else [number, row_id]
    row = db.execute(f"select 1 from {table} where {key} = ?{by_id}", parameters).fetchone()
    return row is not None


def _adopt(store: Store, orphans: list[dict[str, Any]]) -> int:
    """Bring back notes whose own row was lost from what their versions say; how many are new.

    Afterwards the newest version of every note is what the note says.
    """
    adopted = 0
    with store.writing() as db:
        for row in orphans:
            note_id, text, saved_at = row["note_id"], row["text"], row["saved_at"]
            if not all(isinstance(value, str) for value in (note_id, text, saved_at)):
                continue
            if not db.execute("select 1 from notes where id = ?", [note_id]).fetchone():
                db.execute(
                    "insert into notes (id, text, tags, created_at, updated_at)"
                    " values (?, ?, '[]', ?, ?)",
                    [note_id, text, saved_at, saved_at],
                )
                adopted += 1
            known = db.execute(
                "select 1 from note_versions where note_id = ? and text = ? and saved_at = ?",
                [note_id, text, saved_at],
            )
            if not known.fetchone():
                db.execute(
                    "insert into note_versions (note_id, session, text, saved_at)"
                    " values (?, '', ?, ?)",
                    [note_id, text, saved_at],
                )
            db.execute(
                "update notes set text = ?, updated_at = ? where id = ?", [text, saved_at, note_id]
            )
        db.execute(
            "insert into note_versions (note_id, session, text, saved_at)"
            " select id, '', text, updated_at from notes n where text is not ("
            " select text from note_versions v where v.note_id = n.id"
            " order by number desc limit 1)"
        )
    return adopted


def _readable(
    source: sqlite3.Connection, table: str, key: str, *, numbered: bool
) -> Iterator[sqlite3.Row]:
    """Rows from the front up to the damage, from the back down to it, and those in between."""
    front = list(_until_damage(source, f"select * from {table} order by {key}"))
    yield from front
    last = front[-1][key] if front else None
    back = []
    for row in _until_damage(source, f"select * from {table} order by {key} desc"):
        if last is not None and row[key] <= last:
            return
        back.append(row)
    yield from reversed(back)
    if numbered and back:
        start = (last or 0) + 1
        for number in range(start, min(back[-1][key], start + _LONGEST_GAP)):
            with contextlib.suppress(sqlite3.DatabaseError):
                yield from source.execute(f"select * from {table} where {key} = ?", [number])


def _until_damage(source: sqlite3.Connection, sql: str) -> Iterator[sqlite3.Row]:
    with contextlib.suppress(sqlite3.DatabaseError):
        yield from source.execute(sql)


def _insert(db: Database, table: str, row: dict[str, Any], json_columns: tuple[str, ...]) -> bool:
    try:
        for column in json_columns:
            json.loads(row[column])
        marks = ", ".join("?" * len(row))
        db.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))
    except (KeyError, TypeError, ValueError, sqlite3.Error):
        # Garbage where an entry was: the copy set aside still has it for a closer look.
        return False
    return True


def _fill_up(store: Store, backups: Path) -> tuple[Path | None, int]:
    """Entries the damage took, from the newest backup that can be read."""
    for _, backup in reversed(backups_of(backups, "desk")):
        with contextlib.suppress(StoreError):
            return backup, merge(store, backup, only_missing=True).added
    return None, 0
