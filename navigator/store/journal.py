"""The desk's operation log: what undo takes back and redo does again.

A change is recorded as the columns it touched, before and after; nothing is ever deleted by an
operation, only marked so. Each running program undoes its own operations only.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from navigator.model.errors import StoreError
from navigator.store.database import Store
from navigator.store.desk_rows import dumps

if TYPE_CHECKING:
    from sqlite_utils import Database

KEPT_OPERATIONS = 200


class Recorder:
    """Writes rows of the desk and remembers how they were. Rows are known by their ``id``."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.changes: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = []

    def insert(self, table: str, row: dict[str, Any]) -> int:
        """Add a row; undoing marks it deleted. Returns its sequence number."""
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self.db.execute(
            f"insert into {table} ({columns}) values ({marks})", list(row.values())
        )
        self.changes.append((table, row["id"], {"deleted": 1}, {"deleted": 0}))
        return int(cursor.lastrowid or 0)

    def update(self, table: str, row_id: str, after: dict[str, Any]) -> bool:
        """Set columns of a row; False when there is no such row."""
        before = _columns(self.db, table, row_id, after)
        if before is None:
            return False
        changed = {name: value for name, value in after.items() if before[name] != value}
        if changed:
            _set(self.db, table, row_id, changed)
            kept = {name: before[name] for name in changed}
            self.changes.append((table, row_id, kept, changed))
        return True

    def mark(self, table: str, row_id: str, *, deleted: bool) -> bool:
        """Into the trash or out of it; False when the row is not on the other side."""
        found = self.db.execute(
            f"select 1 from {table} where id = ? and deleted = ?", [row_id, int(not deleted)]
        ).fetchone()
        return found is not None and self.update(table, row_id, {"deleted": int(deleted)})


class Journal:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._session = secrets.token_hex(8)

    @contextmanager
    def operation(self, label: str) -> Iterator[Recorder]:
        """One durable transaction that undo takes back as a whole."""
        with self._store.writing() as db:
            recorder = Recorder(db)
            yield recorder
            if recorder.changes:
                self._record(db, label, recorder.changes)

    def _record(
        self,
        db: Database,
        label: str,
        changes: list[tuple[str, str, dict[str, Any], dict[str, Any]]],
    ) -> None:
        db.execute("delete from operations where session = ? and undone", [self._session])
        number = db.execute(
            "insert into operations (session, label) values (?, ?)", [self._session, label]
        ).lastrowid
        db.conn.executemany(
            "insert into operation_rows values (?, ?, ?, ?, ?, ?)",
            [
                (number, seq, table, row_id, dumps(before), dumps(after))
                for seq, (table, row_id, before, after) in enumerate(changes)
            ],
        )
        db.execute("delete from operations where number <= ?", [int(number or 0) - KEPT_OPERATIONS])

    def undoable(self) -> str | None:
        """What :meth:`undo` would take back, in words; None when there is nothing."""
        row = self._store.row(
            "select label from operations where session = ? and not undone"
            " order by number desc limit 1",
            [self._session],
        )
        return row[0] if row else None

    def redoable(self) -> str | None:
        """What :meth:`redo` would do again, in words; None when there is nothing."""
        row = self._store.row(
            "select label from operations where session = ? and undone order by number limit 1",
            [self._session],
        )
        return row[0] if row else None

    def undo(self) -> str | None:
        """Take back the last operation; its label, or None when there is nothing to undo.

        Raises StoreError, changing nothing, when another window has changed the same entry since.
        """
        return self._turn("not undone order by number desc", undone=True)

    def redo(self) -> str | None:
        """Do the last undone operation again; see :meth:`undo`."""
        return self._turn("undone order by number", undone=False)

    def _turn(self, which: str, *, undone: bool) -> str | None:
        with self._store.writing() as db:
            operation = db.execute(
                f"select number, label from operations where session = ? and {which} limit 1",
                [self._session],
            ).fetchone()
            if operation is None:
                return None
            number, label = operation
            rows = db.execute(
                "select table_name, row_id, before, after from operation_rows"
                f" where operation = ? order by seq {'desc' if undone else ''}",
                [number],
            ).fetchall()
            for table, row_id, before, after in rows:
                expected, wanted = json.loads(after), json.loads(before)
                if not undone:
                    expected, wanted = wanted, expected
                if _columns(db, table, row_id, expected) != expected:
                    raise StoreError(
                        f"“{label}”涉及的内容已在别处改动，不能{'撤销' if undone else '重做'}",
                        "没有改动任何内容",
                        "请直接修改该条目",
                    )
                _set(db, table, row_id, wanted)
            db.execute("update operations set undone = ? where number = ?", [int(undone), number])
            return str(label)


def _columns(
    db: Database, table: str, row_id: str, wanted: dict[str, Any]
) -> dict[str, Any] | None:
    found = db.execute(f"select {', '.join(wanted)} from {table} where id = ?", [row_id]).fetchone()
    return None if found is None else dict(zip(wanted, found, strict=True))


def _set(db: Database, table: str, row_id: str, columns: dict[str, Any]) -> None:
    assignments = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"update {table} set {assignments} where id = ?", [*columns.values(), row_id])
