"""Reading whole editions, and whole publications, back from the library's rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from navigator.model.documents import (
    CharacterCount,
    Document,
    Provision,
    Publication,
    Source,
)
from navigator.store import library_rows as convert
from navigator.store.library_import import removals, reviews

if TYPE_CHECKING:
    from sqlite_utils import Database


def load_edition(
    db: Database, document_id: str, edition: int, position: int | None = None
) -> list[Provision]:
    """Provisions of one edition, or the one at ``position``."""
    where = "where edition = ?" + ("" if position is None else " and position = ?")
    parameters = [edition] if position is None else [edition, position]
    return convert.provisions(
        document_id,
        db.execute(
            f"select {convert.PROVISION_COLUMNS} from provisions {where} order by position",
            parameters,
        ).fetchall(),
        db.execute(
            f"select position, role, name from responsible_units {where} order by position, seq",
            parameters,
        ),
        db.execute(
            f"select position, raw from citations {where} order by position, seq", parameters
        ),
    )


def load_document(db: Database, edition: int) -> Document:
    """One edition with its provisions."""
    document_id, domain, fields = db.execute(
        "select document_id, domain, fields from editions where edition = ?", [edition]
    ).fetchone()
    bare = convert.document(document_id, domain, fields)
    return replace(bare, provisions=tuple(load_edition(db, document_id, edition)))


def load_publication(db: Database, sequence: int) -> Publication:
    """What one source file held, as it was imported."""
    name, sha256, size, kind, encoding, total, kept, removed = db.execute(
        "select name, sha256, bytes, format, encoding, characters_source, characters_kept,"
        " characters_removed from sources where sequence = ?",
        [sequence],
    ).fetchone()
    editions = db.execute(
        "select edition from editions where source = ? order by position", [sequence]
    ).fetchall()
    return Publication(
        source=Source(name, sha256, size, kind, encoding),
        documents=tuple(load_document(db, edition) for (edition,) in editions),
        characters=CharacterCount(total, kept, removed),
        removed=removals(db, sequence),
        review=reviews(db, sequence),
    )
