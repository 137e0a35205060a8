"""The whole way from a file to a publication, with the proof that nothing was lost."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path

from navigator.ingest import annotate, ids
from navigator.ingest.lines import Line, Span, tidy
from navigator.ingest.outline import Node, OutlineBuilder
from navigator.ingest.read import SourceText, read_bytes, read_source
from navigator.ingest.repair import is_address, join_paragraphs, strip_page_numbers, whole_addresses
from navigator.ingest.split import Draft, display_title, divide, inner_title
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
    count_characters,
)

Progress = Callable[[str, float], None]  # what is being done, and how far (0..1)


def read_publication(
    path: Path,
    progress: Progress | None = None,
    check: Callable[[], None] | None = None,
) -> Publication:
    """Read and structure one file.

    ``check`` may raise Cancelled. Raises ReadError for a file that cannot be read; text that is
    merely strange never raises: it is kept and doubted.
    """
    if progress:
        progress("读取文件", 0.0)
    return structure(read_source(path, check), progress, check)


def publication_from_bytes(name: str, data: bytes) -> Publication:
    """The same for a file already in memory."""
    return structure(read_bytes(name, data))


def structure(
    source: SourceText,
    progress: Progress | None = None,
    check: Callable[[], None] | None = None,
) -> Publication:
    """Structure what was read. Kept and removed characters always add up to the source's."""
    paged = source.wrapped or source.source.format == "pdf"
    page = strip_page_numbers(source.lines, paged)
    width = page.width if source.wrapped else math.inf
    division = divide(whole_addresses(page.lines) if source.wrapped else page.lines, width)
    removed = [*page.removed, *division.removed]
    doubts = list(page.doubts)
    taken: set[str] = set()
    documents: list[Document] = []
    newest = _newest(division.drafts)
    for index, draft in enumerate(division.drafts):
        if check:
            check()
        if progress:
            progress("识别文件结构", index / len(division.drafts))
        documents.append(
            _document(draft, page.width, source.wrapped, newest, taken, removed, doubts)
        )
    if len(documents) == 1 and not division.drafts[0].titles:
        first = source.lines[0]
        doubts.append(Doubt(first.number, first.text[:40], "没有认出文件标题，以文件名代替"))
        documents = [_name_after_file(documents[0], source.source.name)]
    kept = sum(document.characters for document in documents)
    characters = CharacterCount(
        source.characters, kept, sum(count_characters(item.text) for item in removed)
    )
    return Publication(
        source.source,
        tuple(documents),
        characters,
        tuple(sorted(removed, key=lambda item: item.line)),
        tuple(sorted(doubts, key=lambda item: item.line)),
    )


def _newest(drafts: tuple[Draft, ...]) -> dt.date | None:
    dates = [
        date
        for draft in drafts
        for line in (*draft.notice, *draft.body)
        if len(line.text) < 20 and (date := annotate.parse_date(line.text))
    ]
    return max(dates, default=None)


def _document(
    draft: Draft,
    width: float,
    wrapped: bool,
    newest: dt.date | None,
    taken: set[str],
    removed: list[Removal],
    doubts: list[Doubt],
) -> Document:
    titles = [display_title(title) for title in draft.titles]
    body_lines = _without_repeats(draft.body, removed)
    nodes: list[Node] = []
    for lines, builder in (
        (draft.notice, OutlineBuilder("通知/", Level.NOTICE)),
        (body_lines, OutlineBuilder()),
    ):
        for paragraph in join_paragraphs(list(lines), width, wrapped):
            builder.feed(paragraph)
        nodes += builder.finish()
        doubts += builder.doubts
    signatures = [_text(node) for node in nodes if node.level is Level.SIGNATURE]
    dates = [date for block in signatures if (date := annotate.parse_date(block))]
    issued_on = dates[-1] if dates else None
    title = _title(draft, titles)
    number = tidy(draft.number.text).replace(" ", "") if draft.number else None
    identifier = _identifier(draft, titles, title, number, issued_on, newest)
    identifier = ids.unique(identifier, taken)
    provisions = tuple(_provision(identifier, node) for node in nodes)
    texts = [provision.text for provision in provisions]
    domain = draft.domain or (
        Domain.MUNICIPAL if draft.part == 1 else
        Domain.TWO_ZONES if draft.preface else annotate.guess_domain(title)
    )  # fmt: skip
    spoken = " ".join(titles)
    return Document(
        id=identifier,
        title=title,
        doc_number=number,
        issuers=() if draft.preface else annotate.issuers(titles[0] if titles else "", signatures),
        issued_on=issued_on,
        effective_from=annotate.effective_from(texts, issued_on),
        ends_on=annotate.ends_on(texts),
        part=draft.part,
        domain=domain,
        domains=annotate.further_domains(domain, spoken) if not draft.preface else (domain,),
        kind=Kind.PREFACE if draft.preface else annotate.kind_of(title, number),
        has_body=bool(provisions),
        provisions=provisions,
        attachments=tuple(
            text for text in texts if text.startswith(("附件", "附表")) or is_address(text)
        ),
        repeals=annotate.repeals(texts),
        printed_titles=tuple(titles),
        printed_number=number,
    )


def _title(draft: Draft, titles: list[str]) -> str:
    """The document's own title: the carried text's, else the last of the titles printed."""
    if not titles:
        return ""
    if draft.carried_title is None and draft.notice:
        return inner_title(titles[0]) or titles[0]
    return titles[-1]


def _identifier(
    draft: Draft,
    titles: list[str],
    title: str,
    number: str | None,
    issued_on: dt.date | None,
    newest: dt.date | None,
) -> str:
    if draft.preface:
        return ids.preface_id(draft.part or 0, newest)
    if number:
        return ids.number_id(number, issued_on)
    # Of two titles in a row the compiler's short one, printed first, tells papers apart.
    return ids.title_id(titles[0] if titles else title, issued_on)


def _without_repeats(lines: list[Line], removed: list[Removal]) -> list[Line]:
    """An address printed several times over is kept once."""
    kept: list[Line] = []
    for line in lines:
        if kept and is_address(line.text) and kept[-1].text == line.text:
            removed.append(Removal(line.number, line.text, "与上一行重复的网址"))
        else:
            kept.append(line)
    return kept


def _text(node: Node) -> str:
    return "\n".join(tidy(span.text) for span in node.paragraphs)


def _provision(document_id: str, node: Node) -> Provision:
    text = _text(node)
    heading = tidy(node.heading.text) if node.heading else None
    if heading and node.level is Level.CHAPTER:
        heading = heading.replace(" ", "")
    spans: list[Span] = ([node.heading] if node.heading else []) + node.paragraphs
    wording = f"{heading or ''}\n{text}"
    return Provision(
        document_id=document_id,
        path=node.path,
        level=node.level,
        label=node.label.printed if node.label else None,
        heading=heading,
        text=text,
        responsible_units=annotate.responsible_units(text),
        deadline=annotate.deadline(text),
        references=annotate.references(wording),
        first_line=spans[0].first_line if spans else 0,
        last_line=spans[-1].last_line if spans else 0,
    )


def _name_after_file(document: Document, name: str) -> Document:
    from dataclasses import replace

    stem = name.rsplit(".", 1)[0]
    identifier = ids.title_id(stem, document.issued_on)
    return replace(
        document,
        id=identifier,
        title=stem,
        provisions=tuple(replace(p, document_id=identifier) for p in document.provisions),
    )
