"""Putting a publication into the library and taking one out, each in one transaction.

Every document of every source is kept as an edition of its own, so that each source can be proved
lossless and earlier wordings can be compared; exactly one edition of a document is current.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from navigator.model.documents import (
    CharacterCount,
    Document,
    Doubt,
    Publication,
    Removal,
    Source,
)
from navigator.store import library_rows as rows
from navigator.store.records import ImportOutcome
from navigator.store.references import keys_of, target_of

if TYPE_CHECKING:
    from sqlite_utils import Database


def add(db: Database, publication: Publication, imported_at: dt.datetime) -> ImportOutcome:
    """Store ``publication``; inside the caller's transaction. A known file changes nothing."""
    source = publication.source
    present = db.execute("select sequence from sources where sha256 = ?", [source.sha256])
    if known := present.fetchone():
        return _known(db, known[0])
    provisions = sum(len(document.provisions) for document in publication.documents)
    when = rows.timestamp(imported_at)
    sequence = db.execute(
        "insert into sources (sha256, name, bytes, format, encoding, imported_at,"
        " characters_source, characters_kept, characters_removed, documents, provisions)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            source.sha256,
            source.name,
            source.bytes,
            source.format,
            source.encoding,
            when,
            publication.characters.source,
            publication.characters.kept,
            publication.characters.removed,
            len(publication.documents),
            provisions,
        ],
    ).lastrowid
    removed = [(item.line, item.text, item.reason) for item in publication.removed]
    review = [(item.line, item.text, item.reason) for item in publication.review]
    for table, items in (("removals", removed), ("reviews", review)):
        db.conn.executemany(
            f"insert into {table} values (?, ?, ?, ?, ?)",
            [(sequence, number, *item) for number, item in enumerate(items)],
        )
    replaced = [
        document.id
        for position, document in enumerate(publication.documents)
        if _add_edition(db, int(sequence or 0), position, document)
    ]
    return ImportOutcome(
        source=source,
        imported_at=rows.moment(when),
        already_present=False,
        documents=tuple(document.id for document in publication.documents),
        provisions=provisions,
        characters=publication.characters,
        removed=publication.removed,
        review=publication.review,
        replaced=tuple(replaced),
        generation=bump(db),
    )


def _add_edition(db: Database, source: int, position: int, document: Document) -> bool:
    """Store one document; whether it took the place of an earlier edition."""
    content = rows.content_hash(document)
    earlier = db.execute(
        "select edition, content from editions where document_id = ? and current", [document.id]
    ).fetchone()
    changed = earlier is not None and earlier[1] != content
    if changed:
        db.execute("update editions set current = 0 where edition = ?", [earlier[0]])
    edition = db.execute(
        "insert into editions (document_id, source, position, current, domain, content,"
        " provisions, fields) values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            document.id,
            source,
            position,
            int(earlier is None or changed),
            document.domain.value,
            content,
            len(document.provisions),
            rows.document_fields(document),
        ],
    ).lastrowid
    numbered = list(enumerate(document.provisions))
    connection = db.conn
    connection.executemany(
        "insert into provisions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [rows.provision_row(int(edition or 0), at, provision) for at, provision in numbered],
    )
    connection.executemany(
        "insert into responsible_units values (?, ?, ?, ?, ?)",
        [
            (edition, at, number, unit.role.value, unit.name)
            for at, provision in numbered
            for number, unit in enumerate(provision.responsible_units)
        ],
    )
    connection.executemany(
        "insert into citations values (?, ?, ?, ?, ?, ?)",
        [
            (edition, at, number, raw, *target_of(raw, document.id))
            for at, provision in numbered
            for number, raw in enumerate(provision.references)
        ],
    )
    connection.executemany(
        "insert into document_keys values (?, ?)", [(key, edition) for key in keys_of(document)]
    )
    return changed


def _known(db: Database, sequence: int) -> ImportOutcome:
    """What the first import of this file did, told again."""
    name, sha256, size, kind, encoding, when, total, kept, removed = db.execute(
        "select name, sha256, bytes, format, encoding, imported_at, characters_source,"
        " characters_kept, characters_removed from sources where sequence = ?",
        [sequence],
    ).fetchone()
    documents = db.execute(
        "select document_id, provisions from editions where source = ? order by position",
        [sequence],
    ).fetchall()
    return ImportOutcome(
        source=Source(name, sha256, size, kind, encoding),
        imported_at=rows.moment(when),
        already_present=True,
        documents=tuple(row[0] for row in documents),
        provisions=sum(row[1] for row in documents),
        characters=CharacterCount(total, kept, removed),
        removed=removals(db, sequence),
        review=reviews(db, sequence),
        replaced=(),
        generation=generation(db),
    )


def remove(db: Database, sha256: str) -> bool:
    """Take a source out; documents it replaced come back in their earlier edition.

    Returns False when there is no such source.
    """
    found = db.execute("select sequence from sources where sha256 = ?", [sha256]).fetchone()
    if found is None:
        return False
    orphaned = db.execute(
        "select document_id from editions where source = ? and current", found
    ).fetchall()
    db.execute("delete from sources where sequence = ?", found)
    for (document_id,) in orphaned:
        db.execute(
            "update editions set current = 1 where edition ="
            " (select max(edition) from editions where document_id = ?)",
            [document_id],
        )
    bump(db)
    return True


def removals(db: Database, sequence: int) -> tuple[Removal, ...]:
    return tuple(
        Removal(*row)
        for row in db.execute(
            "select line, text, reason from removals where source = ? order by seq", [sequence]
        )
    )


def reviews(db: Database, sequence: int) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(*row)
        for row in db.execute(
            "select line, text, reason from reviews where source = ? order by seq", [sequence]
        )
    )


def generation(db: Database) -> int:
    return int(db.execute("select value from meta where key = 'generation'").fetchone()[0])


def bump(db: Database) -> int:
    """Count one change of the library; what is derived from an earlier count is stale."""
    number = generation(db) + 1
    db.execute("update meta set value = ? where key = 'generation'", [str(number)])
    return number
