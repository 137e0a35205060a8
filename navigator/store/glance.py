"""Reading the desk's settings before anything heavy is imported: the window's first picture waits
for them.

A glance opens nothing for good and changes nothing. It answers only where the file is as a desk
should be; about any other file it says nothing, and opening the desk tells what is the matter.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from navigator.store.desk_schema import DESK


def glance(path: Path) -> dict[str, Any] | None:
    """All settings by name, none while there is no desk; None where only opening can tell."""
    try:
        if not path.exists():
            return {}
        # What lies beside a desk is a running program's, or left by one that was cut off.
        if any(path.with_name(path.name + tail).exists() for tail in ("-wal", "-journal")):
            return None
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as db:
            return _settings(db)
    except (OSError, sqlite3.Error, ValueError):
        return None


def _settings(db: sqlite3.Connection) -> dict[str, Any] | None:
    applied = db.execute("select migration_set, name from _sqlite_migrations").fetchall()
    if sorted(applied) != sorted((DESK.set_name, step.name) for step in DESK.steps):
        return None
    sound = db.execute("pragma quick_check(1)").fetchone() == ("ok",)
    if not sound or db.execute("pragma foreign_key_check").fetchone() is not None:
        return None
    found = db.execute("select key, value from settings")
    return {key: json.loads(value) for key, value in found}
