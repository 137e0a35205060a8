"""What the index is built from: plain values, so that it depends on nobody's storage."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class EntryKind(StrEnum):
    DOCUMENT = "document"  # one for each document; what makes a bare title findable
    PROVISION = "provision"
    NOTE = "note"  # the user's own; searched beside, never built into the index


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One thing that can be found.

    ``provision_id`` is the permanent id (for a document entry the document's, for a note the
    note's). ``text`` is official wording; ``name`` and ``digest`` are our own short title and
    words on it, and the digest stands in for the text while that is not on this machine.
    ``context`` holds the headings above the provision, outermost first. ``amount`` is the largest
    sum of money in CNY the provision names, None for none. ``audiences`` are short Chinese tags.
    Dates are the document's.
    """

    provision_id: str
    document_id: str
    title: str
    text: str = ""
    kind: EntryKind = EntryKind.PROVISION
    doc_number: str | None = None
    doc_kind: str = ""
    domains: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    label: str | None = None
    path: str = ""
    level: str = ""
    heading: str | None = None
    name: str = ""
    digest: str = ""
    context: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    amount: int | None = None
    issued_on: dt.date | None = None
    effective_from: dt.date | None = None
    ends_on: dt.date | None = None
    has_body: bool = True

    @property
    def searched_text(self) -> str:
        """The wording that counts as the provision's text for an exact hit."""
        return self.text or ("" if self.heading else self.digest)

    def to_json(self) -> dict[str, Any]:
        raw = asdict(self)
        for key in ("issued_on", "effective_from", "ends_on"):
            value = raw[key]
            raw[key] = value.isoformat() if value else None
        return {key: value for key, value in raw.items() if value not in (None, "", (), [])}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> IndexEntry:
        fields = dict(raw)
        fields["kind"] = EntryKind(fields.get("kind", EntryKind.PROVISION))
        for key in ("domains", "issuers", "context", "units", "audiences"):
            fields[key] = tuple(fields.get(key, ()))
        for key in ("issued_on", "effective_from", "ends_on"):
            value = fields.get(key)
            fields[key] = dt.date.fromisoformat(value) if value else None
        return cls(**fields)
