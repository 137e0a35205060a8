"""Taking over the entries of another desk.

Nothing here is overwritten. An entry that says the same as one of ours is a duplicate, whatever
its id; an id of ours with other content in the other desk is kept beside ours under a new id.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.model.desk import MergeOutcome
from navigator.model.errors import StoreError
from navigator.store.database import Store, connect_to_read
from navigator.store.desk_rows import moment, new_id
from navigator.store.desk_schema import DESK
from navigator.store.faults import damaged, told_plainly
from navigator.store.migrate import copy_database, prepare

if TYPE_CHECKING:
    from sqlite_utils import Database

# What makes two entries the same to a person; ids, order and times of saving do not.
CONTENT: dict[str, tuple[str, ...]] = {
    "bookmarks": ("target", "quote", "colour", "folder", "tags", "comment"),
    "notes": ("target", "text", "folder", "tags"),
    "assessments": ("name", "as_of", "answers", "catalogue_hash", "library_hash", "result"),
    "saved_searches": ("name", "query", "filters"),
}
_JSON = frozenset(("tags", "filters", "answers", "result"))
_NUMBERS = frozenset(("position", "sequence", "deleted", "start", "stop"))
_VERSION = ("session", "text", "saved_at")


def merge(store: Store, other: Path, *, only_missing: bool = False) -> MergeOutcome:
    """Add the entries of the desk at ``other``.

    ``only_missing`` takes entries whose id is unknown here and leaves all others, which is what
    mending a damaged desk from its own backup needs. Raises StoreError when ``other`` cannot be
    read as a desk.
    """
    if not other.is_file():
        raise StoreError(f"没有找到文件：{other}", "没有改动任何内容", "请检查路径")
    if other.resolve() == store.path.resolve():
        raise StoreError("这就是正在使用的书桌文件", "没有改动任何内容", "请选择另一份文件")
    with tempfile.TemporaryDirectory(prefix="policy-navigator-") as folder:
        copy = Path(folder) / "desk.db"
        with _foreign(other):
            # The copy is what gets migrated: the other desk may be older and is not ours to change.
            with closing(connect_to_read(other, at_rest=True)) as source:
                copy_database(source, copy)
            prepare(copy, DESK, Path(folder) / "backups")
            with closing(connect_to_read(copy, at_rest=True)) as source:
                found = {table: _read(source, table) for table in (*CONTENT, "folders")}
                versions = source.execute(
                    "select note_id, session, text, saved_at from note_versions order by number"
                ).fetchall()
    for table, rows in found.items():
        sound = [row for row in rows if _is_sound(row)]
        if len(sound) < len(rows) and not only_missing:
            raise damaged("要合并的书桌", other)
        found[table] = sound
    versions = [
        row for row in versions if _is_sound(dict(zip(("id", *_VERSION), row, strict=True)))
    ]
    with _foreign(other), store.writing() as db:
        return _add_all(db, found, versions, only_missing)


@contextmanager
def _foreign(other: Path) -> Iterator[None]:
    """A file from elsewhere may be wrong in ways ours cannot: whatever SQLite says of its tables
    and rows is damage, not a defect of ours. StoreErrors pass: they are about our own desk."""
    try:
        with told_plainly("要合并的书桌", other):
            yield
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise damaged("要合并的书桌", other) from error


def _is_sound(row: dict[str, Any]) -> bool:
    """Whether a row can be read again: one damaged row taken over would spoil the whole desk."""
    try:
        for name, value in row.items():
            if value is None:
                continue
            if name.endswith("_at"):
                moment(value)
            elif name == "as_of":
                dt.date.fromisoformat(value)
            elif name in _JSON:
                json.loads(value)
            elif name in _NUMBERS:
                float(value)
            elif not isinstance(value, str):
                return False
    except (ValueError, TypeError):
        return False
    return True


def _read(source: Database, table: str) -> list[dict[str, Any]]:
    cursor = source.execute(f"select * from {table} where not deleted order by sequence")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _add_all(
    db: Database,
    found: dict[str, list[dict[str, Any]]],
    versions: list[tuple[str, str, str, str]],
    only_missing: bool,
) -> MergeOutcome:
    added = duplicates = renamed = in_trash = 0
    for table, columns in CONTENT.items():
        for row in found[table]:
            ours = db.execute(f"select deleted from {table} where id = ?", [row["id"]]).fetchone()
            if ours is not None and ours[0]:
                in_trash += 1
                continue
            same = " and ".join(f"{column} is ?" for column in columns)
            if (only_missing and ours is not None) or db.execute(
                f"select 1 from {table} where {same} and not deleted",
                [row[column] for column in columns],
            ).fetchone():
                duplicates += 1
                continue
            theirs = row["id"]
            if ours is not None:
                row = row | {"id": new_id(theirs[0])}
                renamed += 1
            _insert(db, table, row)
            if table == "notes":
                _add_versions(db, row["id"], [v[1:] for v in versions if v[0] == theirs])
            added += 1
    known = {row[0] for row in db.execute("select name from folders where not deleted")}
    for row in found["folders"]:
        if row["name"] not in known:
            taken = db.execute("select 1 from folders where id = ?", [row["id"]]).fetchone()
            _insert(db, "folders", row | {"id": new_id("f")} if taken else row)
    return MergeOutcome(added, duplicates, renamed, in_trash)


def _insert(db: Database, table: str, row: dict[str, Any]) -> None:
    columns = {name: value for name, value in row.items() if name != "sequence"}
    marks = ", ".join("?" * len(columns))
    db.execute(
        f"insert into {table} ({', '.join(columns)}) values ({marks})", list(columns.values())
    )


def _add_versions(db: Database, note_id: str, versions: list[tuple[str, ...]]) -> None:
    db.conn.executemany(
        f"insert into note_versions (note_id, {', '.join(_VERSION)}) values (?, ?, ?, ?)",
        [(note_id, *version) for version in versions],
    )
