"""One view of documents, whether their official wording is here or only our own digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from navigator.model.digests import Digests, DocumentDigest
from navigator.model.documents import Document, Domain, Provision

if TYPE_CHECKING:
    from navigator.store.library import Library
    from navigator.store.records import DocumentRecord


class DocumentState(StrEnum):
    """What a document is worth on a day; no text without an end is ever called valid."""

    IN_FORCE = "in_force"  # stated to be in force, no end stated
    NOT_YET = "not_yet"
    ENDED = "ended"
    UNSTATED = "unstated"  # neither start of force nor end is stated
    TITLE_ONLY = "title_only"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


_STATE_LABELS = {
    DocumentState.IN_FORCE: "已施行",
    DocumentState.NOT_YET: "未施行",
    DocumentState.ENDED: "已截止",
    DocumentState.UNSTATED: "未载明期限",
    DocumentState.TITLE_ONLY: "仅有标题",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """The file the official wording came from."""

    name: str
    sha256: str
    imported_at: dt.datetime


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as every screen and command shows it; ``document`` holds no provisions."""

    document: Document
    provision_count: int
    origin: Origin | None
    digest: DocumentDigest | None
    editions: int = 0

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def official(self) -> bool:
        """Whether the official wording is on this machine."""
        return self.origin is not None

    @property
    def domains(self) -> tuple[Domain, ...]:
        """The import's domains, then those the catalogue knows from the content."""
        further = self.digest.document.domains if self.digest else ()
        return tuple(dict.fromkeys((*self.document.domains, *further)))

    def state(self, as_of: dt.date) -> DocumentState:
        document = self.document
        if not document.has_body:
            return DocumentState.TITLE_ONLY
        if document.ends_on and document.ends_on < as_of:
            return DocumentState.ENDED
        start = document.effective_from or document.issued_on
        if start and start > as_of:
            return DocumentState.NOT_YET
        return DocumentState.IN_FORCE if document.effective_from else DocumentState.UNSTATED


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision with our digest of it. Without the official wording ``provision.text`` is empty
    and its heading is our own short name."""

    provision: Provision
    official: bool
    digest: str | None = None
    name: str | None = None
    stale: bool = False  # the wording changed since the digest was written: 待复核

    @property
    def id(self) -> str:
        return self.provision.id

    @property
    def title(self) -> str:
        """A short line for trees and lists: label, then heading, our name, or the first words."""
        provision = self.provision
        words = (provision.heading or "").rstrip("。：:") or self.name or ""
        if not words:
            text = provision.text.replace("\n", " ")
            words = text[:24] + ("…" if len(text) > 24 else "")
        return headline(provision.label, words)


def headline(label: str | None, words: str | None) -> str:
    """A label and what it heads in one line: 第三条 and 3. stand apart, 三、 and （三） do not."""
    between = ""
    if label and words:
        between = "　" if label.startswith("第") else " " if label.endswith(".") else ""
    return f"{label or ''}{between}{words or ''}"


class Contents:
    """Documents of the library and of the catalogue, the library's first where both have one."""

    def __init__(self, library: Callable[[], Library], digests: Callable[[], Digests]) -> None:
        self._library = library
        self._digests = digests

    def documents(self) -> list[DocumentView]:
        """All documents: imported ones in the order of import, then what only we know."""
        digests = self._digests()
        views = [self._imported(record, digests) for record in self._library().documents()]
        present = {view.id for view in views}
        views += [
            DocumentView(item.document, len(item.provisions), None, item)
            for item in digests.documents
            if item.id not in present
        ]
        return views

    def document(self, document_id: str) -> DocumentView | None:
        record = self._library().document(document_id)
        digests = self._digests()
        if record is not None:
            return self._imported(record, digests)
        item = digests.by_id.get(document_id)
        return DocumentView(item.document, len(item.provisions), None, item) if item else None

    def provisions(self, document_id: str) -> list[ProvisionView]:
        """In document order; empty for an unknown document or a bare title."""
        digests = self._digests()
        official = self._library().provisions(document_id)
        if official:
            return [self._official(provision, digests) for provision in official]
        item = digests.by_id.get(document_id)
        if item is None or self._library().exists(document_id):
            return []
        return [
            ProvisionView(provision, False, digest.text, digest.name)
            for provision, digest in zip(item.document.provisions, item.provisions, strict=True)
        ]

    def provision(self, provision_id: str) -> ProvisionView | None:
        digests = self._digests()
        provision = self._library().provision(provision_id)
        if provision is not None:
            return self._official(provision, digests)
        document_id = provision_id.partition("#")[0]
        if self._library().exists(document_id):
            return None
        return next((v for v in self.provisions(document_id) if v.id == provision_id), None)

    def exists(self, identifier: str) -> bool:
        """Whether a document or provision of this id can be shown."""
        if self._library().exists(identifier):
            return True
        digests = self._digests()
        document_id = identifier.partition("#")[0]
        if self._library().exists(document_id):
            return False
        return identifier in digests.by_id or identifier in digests.by_provision

    @staticmethod
    def _imported(record: DocumentRecord, digests: Digests) -> DocumentView:
        """Dates that only reading can find (the end of a suspension) come from the catalogue, so
        that a document does not change its state by being imported."""
        known = digests.by_id.get(record.id)
        document = record.document
        if known is not None:
            ours = known.document
            document = replace(
                document,
                effective_from=document.effective_from or ours.effective_from,
                ends_on=document.ends_on or ours.ends_on,
            )
        return DocumentView(
            document,
            record.provision_count,
            Origin(record.source_name, record.source_sha256, record.imported_at),
            known,
            record.editions,
        )

    @staticmethod
    def _official(provision: Provision, digests: Digests) -> ProvisionView:
        found = digests.by_provision.get(provision.id)
        return ProvisionView(
            provision,
            True,
            found.text if found else None,
            found.name if found else None,
            digests.needs_review(provision),
        )
