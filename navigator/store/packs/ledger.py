"""What is installed: a list kept in the library itself, so that it changes together with it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.store.faults import DamagedError, damaged
from navigator.store.library_schema import LIBRARY

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEY = "packs"


@dataclass(frozen=True, slots=True)
class Installed:
    """One installed pack. ``added`` are the sources it brought, hash and sequence in the library;
    ``catalogue`` is the digest of its catalogue files, empty when it has none."""

    sha256: str
    name: str
    edition: str
    publisher: str
    fingerprint: str | None
    created: str  # YYYY-MM-DD
    installed_at: str  # ISO 8601
    documents: int
    provisions: int
    digests: int
    measures: int
    terms: int
    catalogue: str
    added: tuple[tuple[str, int], ...]

    @property
    def folder(self) -> str:
        """Name of its folder among the packs."""
        return self.sha256[:16]


def load(db: Database, path: Path) -> list[Installed]:
    """Oldest installation first. Raises DamagedError for a list that cannot be read."""
    row = db.execute("select value from meta where key = ?", [_KEY]).fetchone()
    if row is None:
        return []
    try:
        items = json.loads(row[0])
        if not isinstance(items, list):
            raise TypeError("not a list")
        return [_entry(item) for item in items]
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(LIBRARY.name, path) from error


def _entry(item: dict[str, Any]) -> Installed:
    item = dict(item)
    added = tuple((str(sha256), int(sequence)) for sha256, sequence in item.pop("added"))
    return Installed(**item, added=added)


def save(db: Database, entries: Sequence[Installed]) -> None:
    """Inside the caller's transaction."""
    text = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False)
    db.execute("insert or replace into meta values (?, ?)", [_KEY, text])


def carry_over(source: Database, target: Database) -> None:
    """Take the list of a damaged library into the one begun anew, as far as it can be read.

    Sources got new sequences there; those that were lost are no longer the packs'.
    """
    try:
        entries = load(source, Path())
    except (DamagedError, sqlite3.DatabaseError):
        return
    if not entries:
        return
    present = dict(target.execute("select sha256, sequence from sources").fetchall())
    save(
        target,
        [
            replace(
                entry,
                added=tuple((sha, present[sha]) for sha, _ in entry.added if sha in present),
            )
            for entry in entries
        ],
    )
