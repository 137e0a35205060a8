"""Taking whole publications over from a damaged library into a new one."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.model.documents import Publication, count_characters
from navigator.store import library_rows
from navigator.store.database import connect, connect_to_read, immediate
from navigator.store.library_import import add
from navigator.store.library_load import load_publication

if TYPE_CHECKING:
    from sqlite_utils import Database


def salvage_library(path: Path, aside: Path) -> tuple[list[str], list[str]]:
    """Fill the new library at ``path`` from the damaged one at ``aside``.

    Only publications that are whole to the character are taken over. Returns the names of the
    sources saved and of those that must be imported again.
    """
    saved: list[str] = []
    lost: list[str] = []
    try:
        source = connect_to_read(aside)
    except sqlite3.DatabaseError:
        return saved, lost
    with closing(source), closing(connect(path)) as target:
        found: list[tuple[int, str, str]] = []
        with contextlib.suppress(sqlite3.DatabaseError):
            found += source.execute(
                "select sequence, name, imported_at from sources order by sequence"
            ).fetchall()
        for sequence, name, imported_at in found:
            try:
                publication = load_publication(source, sequence)
                whole = _is_whole(source, sequence, publication)
            except (sqlite3.DatabaseError, ValueError, KeyError, TypeError):
                whole = False
            if not whole:
                lost.append(name)
                continue
            with immediate(target):
                add(target, publication, library_rows.moment(imported_at))
            saved.append(name)
    return saved, lost


def _is_whole(source: Database, sequence: int, publication: Publication) -> bool:
    """Whether one source is there as it was imported, by count and by hash."""
    hashes = source.execute(
        "select content from editions where source = ? order by position", [sequence]
    ).fetchall()
    claimed = source.execute(
        "select documents from sources where sequence = ?", [sequence]
    ).fetchone()[0]
    documents, characters = publication.documents, publication.characters
    return (
        characters.balanced
        and len(documents) == claimed
        and sum(document.characters for document in documents) == characters.kept
        and sum(count_characters(item.text) for item in publication.removed) == characters.removed
        and [library_rows.content_hash(document) for document in documents]
        == [row[0] for row in hashes]
    )
