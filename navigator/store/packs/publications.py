"""A structured publication as JSON and back, with the proof that no character is missing."""

from __future__ import annotations

import re
from typing import Any

from navigator.model.documents import (
    CharacterCount,
    Document,
    Domain,
    Doubt,
    Kind,
    Level,
    Provision,
    Publication,
    Removal,
    ResponsibleUnit,
    Source,
    UnitRole,
    count_characters,
)
from navigator.store.packs.fields import Fields, MalformedError, canonical, parse, row, unique

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,119}")


def dump(publication: Publication) -> bytes:
    """Canonical JSON of a publication. Raises MalformedError when it could not be read back."""
    source, counts = publication.source, publication.characters
    try:
        data = canonical(
            {
                "source": {
                    "name": source.name,
                    "sha256": source.sha256,
                    "bytes": source.bytes,
                    "format": source.format,
                    "encoding": source.encoding,
                },
                "characters": [counts.source, counts.kept, counts.removed],
                "documents": [_document_json(document) for document in publication.documents],
                "removed": [[r.line, r.text, r.reason] for r in publication.removed],
                "review": [[d.line, d.text, d.reason] for d in publication.review],
            }
        )
    except UnicodeEncodeError as error:
        raise MalformedError("有不成字的字符") from error
    if load(data) != publication:
        raise MalformedError("写出后读回不一致")
    return data


def load(data: bytes) -> Publication:
    """The publication in ``data``. Raises MalformedError for anything that is not whole."""
    fields = parse(data)
    publication = Publication(
        source=_source(fields.take("source")),
        characters=CharacterCount(*row(fields.take("characters"), int, int, int)),
        documents=fields.items("documents", _document),
        removed=fields.items("removed", lambda item: Removal(*row(item, int, str, str))),
        review=fields.items("review", lambda item: Doubt(*row(item, int, str, str))),
    )
    fields.done()
    unique((document.id for document in publication.documents), "文件编号")
    _check_balance(publication)
    return publication


def _check_balance(publication: Publication) -> None:
    counts = publication.characters
    kept = sum(document.characters for document in publication.documents)
    removed = sum(count_characters(item.text) for item in publication.removed)
    if not counts.balanced or (kept, removed) != (counts.kept, counts.removed):
        raise MalformedError(
            f"字数对不上：原文 {counts.source} 字，保留 {kept} 字，移除 {removed} 字"
        )


def _source(value: object) -> Source:
    fields = Fields(value)
    source = Source(
        name=fields.text("name"),
        sha256=fields.hash("sha256"),
        bytes=fields.whole("bytes"),
        format=fields.line("format"),
        encoding=fields.text_or_none("encoding"),
    )
    fields.done()
    if not source.name or len(source.name) > 255 or not source.name.isprintable():
        raise MalformedError("来源文件名不合规定")
    return source


def _document_json(document: Document) -> dict[str, Any]:
    def day(value: Any) -> str | None:
        return value.isoformat() if value else None

    return {
        "id": document.id,
        "title": document.title,
        "doc_number": document.doc_number,
        "issuers": document.issuers,
        "issued_on": day(document.issued_on),
        "effective_from": day(document.effective_from),
        "ends_on": day(document.ends_on),
        "part": document.part,
        "domain": document.domain.value,
        "domains": [domain.value for domain in document.domains],
        "kind": document.kind.value,
        "has_body": document.has_body,
        "attachments": document.attachments,
        "repeals": document.repeals,
        "printed_titles": document.printed_titles,
        "printed_number": document.printed_number,
        "provisions": [_provision_json(provision) for provision in document.provisions],
    }


def _provision_json(provision: Provision) -> dict[str, Any]:
    return {
        "path": provision.path,
        "level": provision.level.value,
        "label": provision.label,
        "heading": provision.heading,
        "text": provision.text,
        "units": [[unit.role.value, unit.name] for unit in provision.responsible_units],
        "deadline": provision.deadline,
        "references": provision.references,
        "lines": [provision.first_line, provision.last_line],
    }


def _document(value: object) -> Document:
    fields = Fields(value)
    identifier = fields.text("id")
    if not _ID.fullmatch(identifier):
        raise MalformedError("文件编号不合规定")
    document = Document(
        id=identifier,
        title=fields.text("title"),
        doc_number=fields.text_or_none("doc_number"),
        issuers=fields.texts("issuers"),
        issued_on=fields.date_or_none("issued_on"),
        effective_from=fields.date_or_none("effective_from"),
        ends_on=fields.date_or_none("ends_on"),
        part=fields.whole_or_none("part"),
        domain=fields.choice("domain", Domain),
        domains=fields.choices("domains", Domain),
        kind=fields.choice("kind", Kind),
        has_body=fields.flag("has_body"),
        attachments=fields.texts("attachments"),
        repeals=fields.texts("repeals"),
        printed_titles=fields.texts("printed_titles"),
        printed_number=fields.text_or_none("printed_number"),
        provisions=fields.items("provisions", lambda item: _provision(item, identifier)),
    )
    fields.done()
    unique((provision.path for provision in document.provisions), "条款路径")
    return document


def _provision(value: object, document_id: str) -> Provision:
    fields = Fields(value)
    first, last = row(fields.take("lines"), int, int)
    provision = Provision(
        document_id=document_id,
        path=fields.text("path"),
        level=fields.choice("level", Level),
        label=fields.text_or_none("label"),
        heading=fields.text_or_none("heading"),
        text=fields.text("text"),
        responsible_units=fields.items("units", _unit),
        deadline=fields.text_or_none("deadline"),
        references=fields.texts("references"),
        first_line=first,
        last_line=last,
    )
    fields.done()
    if not provision.path.isprintable() or "#" in provision.path or not provision.path:
        raise MalformedError("条款路径不合规定")
    return provision


def _unit(value: object) -> ResponsibleUnit:
    role, name = row(value, str, str)
    try:
        return ResponsibleUnit(UnitRole(role), name)
    except ValueError as error:
        raise MalformedError("单位的角色不认识") from error
