"""Settings and the state of windows: small JSON values by name."""

from __future__ import annotations

import json
from typing import Any

from navigator.store.database import Store
from navigator.store.desk_rows import dumps


class Settings:
    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str, default: Any = None) -> Any:
        row = self._store.row("select value from settings where key = ?", [key])
        return default if row is None else json.loads(row[0])

    def set(self, key: str, value: Any) -> None:
        """Keep a JSON value; on disk when this returns."""
        with self._store.writing() as db:
            db.execute("insert or replace into settings values (?, ?)", [key, dumps(value)])

    def remove(self, key: str) -> None:
        with self._store.writing() as db:
            db.execute("delete from settings where key = ?", [key])

    def all(self) -> dict[str, Any]:
        found = self._store.rows("select key, value from settings order by key")
        return {key: json.loads(value) for key, value in found}


class Windows:
    """Where a window was left: tabs, scroll positions, sizes, as the window itself describes it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load(self, name: str = "main") -> Any:
        """The state last saved, or None."""
        row = self._store.row("select state from windows where name = ?", [name])
        return None if row is None else json.loads(row[0])

    def save(self, state: Any, name: str = "main") -> None:
        with self._store.writing() as db:
            db.execute("insert or replace into windows values (?, ?)", [name, dumps(state)])

    def forget(self, name: str = "main") -> None:
        with self._store.writing() as db:
            db.execute("delete from windows where name = ?", [name])
