"""Between model objects and the library's rows."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from navigator.model.documents import (
    Document,
    Domain,
    Kind,
    Level,
    Provision,
    ResponsibleUnit,
    UnitRole,
)

PROVISION_COLUMNS = "position, path, level, label, heading, text, deadline, first_line, last_line"


def timestamp(moment: dt.datetime) -> str:
    """ISO 8601 with its offset; a naive time is taken as this machine's."""
    return moment.astimezone().isoformat(timespec="seconds")


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def document_fields(document: Document) -> str:
    """All of a document but id, domain and provisions, as JSON."""
    return json.dumps(
        {
            "title": document.title,
            "doc_number": document.doc_number,
            "issuers": document.issuers,
            "issued_on": _day(document.issued_on),
            "effective_from": _day(document.effective_from),
            "ends_on": _day(document.ends_on),
            "part": document.part,
            "domains": [domain.value for domain in document.domains],
            "kind": document.kind.value,
            "has_body": document.has_body,
            "attachments": document.attachments,
            "repeals": document.repeals,
            "printed_titles": document.printed_titles,
            "printed_number": document.printed_number,
        },
        ensure_ascii=False,
    )


def document(
    document_id: str, domain: str, fields: str, provisions: tuple[Provision, ...] = ()
) -> Document:
    stored: dict[str, Any] = json.loads(fields)
    return Document(
        id=document_id,
        title=stored["title"],
        doc_number=stored["doc_number"],
        issuers=tuple(stored["issuers"]),
        issued_on=_date(stored["issued_on"]),
        effective_from=_date(stored["effective_from"]),
        ends_on=_date(stored["ends_on"]),
        part=stored["part"],
        domain=Domain(domain),
        domains=tuple(Domain(name) for name in stored["domains"]),
        kind=Kind(stored["kind"]),
        has_body=stored["has_body"],
        provisions=provisions,
        attachments=tuple(stored["attachments"]),
        repeals=tuple(stored["repeals"]),
        printed_titles=tuple(stored["printed_titles"]),
        printed_number=stored["printed_number"],
    )


def provision_row(edition: int, position: int, provision: Provision) -> tuple[Any, ...]:
    return (
        edition,
        position,
        provision.path,
        provision.level.value,
        provision.label,
        provision.heading,
        provision.text,
        provision.deadline,
        provision.first_line,
        provision.last_line,
    )


def provisions(
    document_id: str,
    rows: Iterable[tuple[Any, ...]],
    units: Iterable[tuple[int, str, str]],
    citations: Iterable[tuple[int, str]],
) -> list[Provision]:
    """Provisions from rows of ``PROVISION_COLUMNS``, units (position, role, name) and citations
    (position, raw), all in order."""
    units_at: dict[int, list[ResponsibleUnit]] = {}
    for position, role, name in units:
        units_at.setdefault(position, []).append(ResponsibleUnit(UnitRole(role), name))
    cited_at: dict[int, list[str]] = {}
    for position, raw in citations:
        cited_at.setdefault(position, []).append(raw)
    return [
        Provision(
            document_id=document_id,
            path=path,
            level=Level(level),
            label=label,
            heading=heading,
            text=text,
            responsible_units=tuple(units_at.get(position, ())),
            deadline=deadline,
            references=tuple(cited_at.get(position, ())),
            first_line=first_line,
            last_line=last_line,
        )
        for position, path, level, label, heading, text, deadline, first_line, last_line in rows
    ]


def content_hash(document: Document) -> str:
    """Hash of what a document says, whatever file it came from."""
    digest = hashlib.sha256()
    parts: list[str | None] = [document.title, document.doc_number]
    for provision in document.provisions:
        parts += (provision.path, provision.label, provision.heading, provision.text)
    for part in parts:
        digest.update((part or "").encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()
