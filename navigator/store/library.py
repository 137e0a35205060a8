"""The library: everything imported, derived from publications and replaceable at any time."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from navigator.model.documents import (
    CharacterCount,
    Domain,
    Doubt,
    Provision,
    Publication,
    Removal,
    Source,
)
from navigator.store import library_import
from navigator.store import library_rows as convert
from navigator.store.database import BUSY_SECONDS, Store, connect
from navigator.store.faults import DamagedError, told_plainly
from navigator.store.library_check import check
from navigator.store.library_load import load_edition
from navigator.store.library_salvage import renew
from navigator.store.library_schema import LIBRARY
from navigator.store.migrate import prepare
from navigator.store.records import (
    DocumentRecord,
    EditionRecord,
    ImportOutcome,
    Problem,
    Reference,
    SourceRecord,
)
from navigator.store.references import path_matches

if TYPE_CHECKING:
    from sqlite_utils import Database

_DOCUMENT = (
    "select e.document_id, e.domain, e.fields, e.provisions, s.name, s.sha256, s.imported_at"
)
_EDITION_COUNT = "(select count(*) from editions o where o.document_id = e.document_id)"
_CURRENT = "from editions e join sources s on s.sequence = e.source where e.current"
_CITING = (
    "select e.document_id, p.path, c.raw, c.target_key, c.target_path from citations c"
    " join editions e on e.edition = c.edition and e.current"
    " join provisions p on p.edition = c.edition and p.position = c.position"
)


class Library(Store):
    """Thread-safe; every public method may raise StoreError."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        super().__init__(path, LIBRARY.name, busy_seconds=busy_seconds)
        self.notice: str | None = None  # what opening had to do, for the user

    @classmethod
    def open(cls, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Open or create. A file that is damaged beyond opening is renamed and a new one begun
        with what could be read of it; ``notice`` then says so.

        Raises StoreError for a file of a newer program, a folder that cannot be written, a file
        that is not ours, a damaged file in use elsewhere.
        """
        library = cls(path, busy_seconds=busy_seconds)
        backups = path.parent / "backups"
        try:
            prepare(path, LIBRARY, backups, busy_seconds=busy_seconds)
            library.generation  # noqa: B018  (the first page may be whole and this one not)
        except DamagedError:
            library.close()
            renewal = renew(path)
            library = cls(path, busy_seconds=busy_seconds)
            library.notice = "。".join((*renewal.told, "书签和笔记不受影响")) + "。"
        return library

    @property
    def generation(self) -> int:
        """Grows by one with every change; what was derived from another number is stale."""
        row = self.row("select value from meta where key = 'generation'")
        return int(row[0]) if row else 0

    @property
    def library_id(self) -> str:
        """Random, made with the file: an index of another library must never be taken for ours."""
        row = self.row("select value from meta where key = 'library_id'")
        return str(row[0]) if row else ""

    @property
    def fingerprint(self) -> str:
        """Hash of the imported files: equal on two machines that imported the same."""
        digest = hashlib.sha256()
        for (sha256,) in self.rows("select sha256 from sources order by sha256"):
            digest.update(sha256.encode("utf-8"))
        return digest.hexdigest()

    # -- writing ---------------------------------------------------------------------------

    def add_publication(self, publication: Publication, imported_at: dt.datetime) -> ImportOutcome:
        """Store a publication whole or not at all; the same file again changes nothing."""
        with self.writing() as db:
            return library_import.add(db, publication, imported_at)

    def remove_source(self, sha256: str) -> bool:
        """Take out what came from one file; False when there is no such file."""
        with self.writing() as db:
            return library_import.remove(db, sha256)

    # -- sources ---------------------------------------------------------------------------

    def has_source(self, sha256: str) -> bool:
        return self.row("select 1 from sources where sha256 = ?", [sha256]) is not None

    def sources(self) -> list[SourceRecord]:
        """Imported files, oldest import first."""
        rows = self.rows(
            "select name, sha256, bytes, format, encoding, imported_at, characters_source,"
            " characters_kept, characters_removed, documents, provisions, sequence"
            " from sources order by sequence"
        )
        return self.decode(
            lambda row: SourceRecord(
                Source(*row[:5]), convert.moment(row[5]), CharacterCount(*row[6:9]), *row[9:]
            ),
            rows,
        )

    def removals(self, sha256: str) -> list[Removal]:
        """What was taken off the pages of one file."""
        with self.reading() as db:
            return list(library_import.removals(db, _sequence(db, sha256)))

    def reviews(self, sha256: str) -> list[Doubt]:
        """What of one file was kept but placed with doubt."""
        with self.reading() as db:
            return list(library_import.reviews(db, _sequence(db, sha256)))

    # -- documents -------------------------------------------------------------------------

    def documents(self) -> list[DocumentRecord]:
        """All documents, in the order of import and of their publication."""
        return self._records(f"{_CURRENT} order by e.source, e.position", [])

    def documents_in(
        self, domain: Domain, offset: int = 0, limit: int | None = None
    ) -> list[DocumentRecord]:
        """A page of the documents whose primary domain is ``domain``."""
        return self._records(
            f"{_CURRENT} and e.domain = ? order by e.source, e.position limit ? offset ?",
            [domain.value, -1 if limit is None else limit, offset],
        )

    def domain_counts(self) -> dict[Domain, int]:
        """Documents by primary domain; domains without any are 0."""
        counted = dict(
            self.rows("select domain, count(*) from editions where current group by domain")
        )
        return {domain: counted.get(domain.value, 0) for domain in Domain}

    def document_count(self) -> int:
        row = self.row("select count(*) from editions where current")
        return int(row[0]) if row else 0

    def document(self, document_id: str) -> DocumentRecord | None:
        found = self._records(f"{_CURRENT} and e.document_id = ?", [document_id])
        return found[0] if found else None

    def _records(self, tail: str, parameters: list[Any]) -> list[DocumentRecord]:
        return self.decode(
            lambda row: DocumentRecord(
                convert.document(row[0], row[1], row[2]),
                row[3],
                row[4],
                row[5],
                convert.moment(row[6]),
                row[7],
            ),
            self.rows(f"{_DOCUMENT}, {_EDITION_COUNT} {tail}", parameters),
        )

    def editions(self, document_id: str) -> list[EditionRecord]:
        """Every imported form of a document, the current one first, then newest first."""
        rows = self.rows(
            f"{_DOCUMENT}, e.current, e.content from editions e"
            " join sources s on s.sequence = e.source where e.document_id = ?"
            " order by e.current desc, e.edition desc",
            [document_id],
        )
        return self.decode(
            lambda row: EditionRecord(
                convert.document(row[0], row[1], row[2]),
                row[3],
                row[4],
                row[5],
                convert.moment(row[6]),
                bool(row[7]),
                row[8] == rows[0][8],
            ),
            rows,
        )

    # -- provisions ------------------------------------------------------------------------

    def provisions(self, document_id: str) -> list[Provision]:
        """A document's provisions in order; empty for an unknown document."""
        with self.reading() as db:
            edition = _current(db, document_id)
            return [] if edition is None else self._load(db, document_id, edition)

    def edition_provisions(self, document_id: str, sha256: str) -> list[Provision]:
        """The provisions of the edition that came from one file."""
        with self.reading() as db:
            found = db.execute(
                "select e.edition from editions e join sources s on s.sequence = e.source"
                " where e.document_id = ? and s.sha256 = ?",
                [document_id, sha256],
            ).fetchone()
            return [] if found is None else self._load(db, document_id, found[0])

    def provision(self, provision_id: str) -> Provision | None:
        document_id, _, path = provision_id.partition("#")
        with self.reading() as db:
            found = db.execute(
                "select e.edition, p.position from editions e"
                " join provisions p on p.edition = e.edition"
                " where e.document_id = ? and e.current and p.path = ?",
                [document_id, path],
            ).fetchone()
            if found is None:
                return None
            return self._load(db, document_id, found[0], found[1])[0]

    def _load(
        self, db: Database, document_id: str, edition: int, position: int | None = None
    ) -> list[Provision]:
        return self.decode(lambda row: load_edition(db, document_id, *row), [(edition, position)])[
            0
        ]

    def exists(self, any_id: str) -> bool:
        """Whether a document or provision of that id is in the library."""
        document_id, mark, path = any_id.partition("#")
        if not mark:
            sql, parameters = "", [document_id]
        else:
            sql = " join provisions p on p.edition = e.edition and p.path = ?"
            parameters = [path, document_id]
        return (
            self.row(
                f"select 1 from editions e{sql} where e.document_id = ? and e.current", parameters
            )
            is not None
        )

    def provision_ids(self) -> list[str]:
        """Ids of all provisions, in document order."""
        return [
            f"{row[0]}#{row[1]}"
            for row in self.rows(
                "select e.document_id, p.path from editions e"
                " join provisions p on p.edition = e.edition where e.current"
                " order by e.source, e.position, p.position"
            )
        ]

    def iter_provisions(self) -> Iterator[Provision]:
        """All provisions in document order, one document in memory at a time.

        The walk sees one state of the library from its first step on, even if an import ends
        meanwhile. It has a connection of its own, closed when the iterator is.
        """
        with (
            told_plainly(self.name, self.path),
            closing(connect(self.path, busy_seconds=self._busy_seconds, create=False)) as db,
        ):
            db.conn.execute("BEGIN")
            editions = db.execute(
                "select document_id, edition from editions where current order by source, position"
            ).fetchall()
            for document_id, edition in editions:
                yield from self._load(db, document_id, edition)

    def units(self) -> dict[str, tuple[str, ...]]:
        """Responsible units and the ids of the provisions they answer for, by name."""
        found: dict[str, dict[str, None]] = {}
        for name, document_id, path in self.rows(
            "select u.name, e.document_id, p.path from responsible_units u"
            " join editions e on e.edition = u.edition and e.current"
            " join provisions p on p.edition = u.edition and p.position = u.position"
            " order by u.name, e.source, e.position, u.position"
        ):
            found.setdefault(name, {})[f"{document_id}#{path}"] = None
        return {name: tuple(ids) for name, ids in found.items()}

    # -- references ------------------------------------------------------------------------

    def references_from(self, any_id: str) -> list[Reference]:
        """What a provision, or any provision of a document, refers to."""
        document_id, mark, path = any_id.partition("#")
        with self.reading() as db:
            rows = db.execute(
                f"{_CITING} where e.document_id = ?{' and p.path = ?' if mark else ''}"
                " order by c.position, c.seq",
                [document_id, path] if mark else [document_id],
            ).fetchall()
            return [_resolve(db, row) for row in rows]

    def references_to(self, any_id: str) -> list[Reference]:
        """Provisions that name a document, or exactly this provision of it."""
        document_id, mark, path = any_id.partition("#")
        with self.reading() as db:
            rows = db.execute(
                f"{_CITING} where c.target_key in (select k.key from document_keys k"
                " join editions d on d.edition = k.edition and d.current where d.document_id = ?)"
                " order by e.source, e.position, c.position, c.seq",
                [document_id],
            ).fetchall()
            resolved = [
                _resolve(db, row)
                for row in rows
                if not mark or (row[4] and path_matches(path, row[4]))
            ]
        wanted = any_id if mark else document_id
        return [
            reference
            for reference in resolved
            if reference.target == wanted
            or (not mark and reference.target and reference.target.startswith(f"{document_id}#"))
        ]

    # -- upkeep ----------------------------------------------------------------------------

    def verify(self) -> list[Problem]:
        """What is wrong with the file or with what it claims to hold; empty when all is well."""
        try:
            with self.reading() as db:
                return check(db)
        except DamagedError as error:
            return [Problem(LIBRARY.name, error.what)]


def _current(db: Database, document_id: str) -> int | None:
    found = db.execute(
        "select edition from editions where document_id = ? and current", [document_id]
    ).fetchone()
    return None if found is None else int(found[0])


def _sequence(db: Database, sha256: str) -> int:
    found = db.execute("select sequence from sources where sha256 = ?", [sha256]).fetchone()
    return 0 if found is None else int(found[0])


def _resolve(db: Database, row: tuple[Any, ...]) -> Reference:
    document_id, path, raw, key, label = row
    source_id = f"{document_id}#{path}"
    target = db.execute(
        "select e.document_id, e.edition from document_keys k"
        " join editions e on e.edition = k.edition and e.current where k.key = ?"
        " order by e.source, e.position limit 1",
        [key],
    ).fetchone()
    if target is None:
        return Reference(source_id, raw, None)
    if label:
        paths = db.execute(
            "select path from provisions where edition = ? and (path = ? or path like ?)"
            " order by position",
            [target[1], label, f"%/{label}"],
        )
        for (candidate,) in paths:
            if path_matches(candidate, label):
                return Reference(source_id, raw, f"{target[0]}#{candidate}")
    return Reference(source_id, raw, target[0])
