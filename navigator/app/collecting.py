"""From what a person kept or found to what is taken away on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from navigator.export.items import ExportItem
from navigator.model.anchors import locate
from navigator.model.citation import escape_markdown, split_id
from navigator.model.desk import Bookmark, Note, Passage
from navigator.model.documents import Provision
from navigator.model.markup import clean_text

if TYPE_CHECKING:
    from navigator.app.content import DocumentView, ProvisionView
    from navigator.app.workbench import Workbench


class Collector:
    """Gathers entries for one export; documents and provisions are looked up once each.

    Every method may raise StoreError.
    """

    def __init__(self, bench: Workbench, as_of: dt.date) -> None:
        self._bench = bench
        self._as_of = as_of
        self._documents: dict[str, DocumentView | None] = {}
        self._provisions: dict[str, ProvisionView | None] = {}

    def bookmark(self, kept: Bookmark) -> ExportItem:
        """The quotation stays as it was kept, whatever became of its provision."""
        return self._item(
            "bookmark",
            kept.on,
            quotation=kept.quote,
            official=self._is_official(kept.on, kept.passage),
            # A comment is typed as plain text; on paper it must not turn into markup.
            text=escape_markdown(clean_text(kept.comment)),
            folder=kept.folder,
            tags=kept.tags,
            created_at=kept.created_at,
        )

    def note(self, kept: Note) -> ExportItem:
        """A note on a provision carries the wording it was written on."""
        if kept.on is None:
            return ExportItem(
                "note",
                text=kept.text,
                folder=kept.folder or "",
                tags=kept.tags,
                created_at=kept.created_at,
            )
        measure = self._bench.catalogue.by_id.get(kept.on)
        if measure is not None:
            return ExportItem(
                "note",
                text=f"**措施：{escape_markdown(measure.title)}**\n\n{kept.text}",
                folder=kept.folder or "",
                tags=kept.tags,
                created_at=kept.created_at,
            )
        quotation, official = self._wording(kept.on)
        return self._item(
            "note",
            kept.on,
            quotation=quotation,
            official=official,
            text=kept.text,
            folder=kept.folder,
            tags=kept.tags,
            created_at=kept.created_at,
        )

    def provision(self, identifier: str) -> ExportItem:
        """A provision (or whole document) that was found: official wording, else our digest."""
        quotation, official = self._wording(identifier)
        return self._item("provision", identifier, quotation=quotation, official=official)

    def entries(self, bookmarks: Iterable[Bookmark], notes: Iterable[Note]) -> list[ExportItem]:
        """All of them by folder (loose ones last) and document, in the order given otherwise."""
        items = [self.bookmark(kept) for kept in bookmarks] + [self.note(kept) for kept in notes]
        return ordered(items)

    def _item(
        self,
        kind: str,
        on: str,
        *,
        quotation: str,
        official: bool,
        text: str = "",
        folder: str | None = None,
        tags: tuple[str, ...] = (),
        created_at: dt.datetime | None = None,
    ) -> ExportItem:
        view = self._document(split_id(on)[0])
        origin = view.origin if view else None
        return ExportItem(
            kind,
            quotation=quotation,
            text=text,
            # Without its document a citation can still name the permanent id.
            title=view.document.title if view else split_id(on)[0],
            doc_number=view.document.doc_number if view else None,
            provision_id=on,
            state=view.state(self._as_of).label if view else "",
            source_name=origin.name if origin else "",
            source_sha256=origin.sha256 if origin else "",
            official=official,
            found=self._bench.contents.exists(on),
            folder=folder or "",
            tags=tags,
            created_at=created_at,
        )

    def _wording(self, identifier: str) -> tuple[str, bool]:
        view = self._provision(identifier)
        if view is None:
            document = self._document(identifier)
            digest = document.digest if document else None
            return (digest.summary if digest else ""), False
        if view.official:
            return _paragraphs(view.provision), True
        return view.digest or "", False

    def _is_official(self, on: str, kept: Passage) -> bool:
        """Whether a kept quotation is official wording; our own words are never passed off so."""
        if not kept.quote.strip():
            return True
        view = self._provision(on)
        if view is not None and view.official and locate(kept, view.provision.wording):
            return True
        own = self._bench.digests.by_provision.get(on)
        if own is not None and (kept.quote in own.text or kept.quote.endswith(own.name)):
            return False
        document = self._bench.digests.by_id.get(on)
        if document is not None and kept.quote in document.summary:
            return False
        return view is None or view.official

    def _document(self, document_id: str) -> DocumentView | None:
        if document_id not in self._documents:
            self._documents[document_id] = self._bench.contents.document(document_id)
        return self._documents[document_id]

    def _provision(self, identifier: str) -> ProvisionView | None:
        if identifier not in self._provisions:
            known = "#" in identifier
            self._provisions[identifier] = (
                self._bench.contents.provision(identifier) if known else None
            )
        return self._provisions[identifier]


def _paragraphs(provision: Provision) -> str:
    """The wording with its heading on a line of its own, unless it runs into the sentence."""
    heading = f"{provision.label or ''}{provision.heading or ''}"
    apart = provision.heading and provision.text and provision.heading[-1] not in "。：:，"
    return f"{heading}\n{provision.text}" if apart else provision.wording


def ordered(items: Sequence[ExportItem]) -> list[ExportItem]:
    """By folder, loose ones last, then by document, each where it first appears."""
    place: dict[tuple[str, str], int] = {}
    for item in items:
        place.setdefault((item.folder, item.title), len(place))
    return sorted(
        items,
        key=lambda item: (not item.folder, item.folder, place[item.folder, item.title]),
    )


def collect_desk(
    bench: Workbench, as_of: dt.date, *, folder: str | None = None, tag: str | None = None
) -> list[ExportItem]:
    """Bookmarks and notes, all or those of a folder (with what nests in it) and with a tag."""
    desk = bench.desk
    if folder is None:
        bookmarks, notes = desk.bookmarks.all(), desk.notes.all()
    else:
        bookmarks = desk.bookmarks.in_folder(folder, nested=True)
        notes = desk.notes.in_folder(folder, nested=True)
    if tag is not None:
        bookmarks = [kept for kept in bookmarks if tag in kept.tags]
        notes = [kept for kept in notes if tag in kept.tags]
    return Collector(bench, as_of).entries(bookmarks, notes)


def collect_provisions(
    bench: Workbench, identifiers: Iterable[str], as_of: dt.date
) -> list[ExportItem]:
    """Provisions by id, such as the hits of a search, in the order given."""
    collector = Collector(bench, as_of)
    return [collector.provision(identifier) for identifier in dict.fromkeys(identifiers)]
