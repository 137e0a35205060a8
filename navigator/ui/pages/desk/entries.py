"""What the lists of the page show, free of Qt: one line an entry, and which lines where."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from navigator.model.citation import Citation, citable_label, split_id
from navigator.model.desk import Bookmark, Note, SavedAssessment
from navigator.model.markup import plain_text

if TYPE_CHECKING:
    from navigator.app.content import DocumentView
    from navigator.app.workbench import Workbench

BOOKMARK, NOTE, ASSESSMENT = "bookmark", "note", "assessment"
ALL, BOOKMARKS, NOTES, ASSESSMENTS, TRASH = "all", "bookmarks", "notes", "assessments", "trash"
SMART = (ALL, BOOKMARKS, NOTES, ASSESSMENTS, TRASH)
ORDER, NEWEST, DOCUMENT, TITLE = "order", "newest", "document", "title"
SORTS = (NEWEST, ORDER, DOCUMENT, TITLE)
_KINDS = {BOOKMARKS: BOOKMARK, NOTES: NOTE, ASSESSMENTS: ASSESSMENT}
_BODY = 160  # characters of a note's text below its title


@dataclass(frozen=True, slots=True)
class Shelf:
    """One entry of the left pane: ``kind`` smart, folder or tag."""

    kind: str
    name: str


EVERYTHING = Shelf("smart", ALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the list shows it."""

    kind: str
    id: str
    heading: str
    body: str = ""
    place: str = ""  # where it stands, or where it was written
    spot: str = ""  # the same with the provision first, for a narrow list
    state: str = ""
    ended: bool = False
    colour: str = ""
    on: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    found: bool = True
    trashed: bool = False
    changed_at: dt.datetime | None = None
    rank: float = 0.0  # order in the folder
    sequence: int = 0
    words: str = field(default="", repr=False)  # folded, for searching

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.id


def fold(text: str) -> str:
    """As compared in a search: blind to width, case and white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class Where:
    """``place`` is the citation, ``spot`` the same with the provision first."""

    place: str
    spot: str
    state: str = ""
    ended: bool = False
    found: bool = True


class Reader:
    """Reads the desk into lines; documents are looked up once each. May be used on any thread."""

    def __init__(self, bench: Workbench, as_of: dt.date) -> None:
        self._bench = bench
        self._as_of = as_of
        self._documents: dict[str, DocumentView | None] = {}

    def lines(self) -> list[Line]:
        """All entries, those in the trash included. Raises StoreError."""
        desk = self._bench.desk
        found = [self._bookmark(kept) for kept in desk.bookmarks.all()]
        found += [self._note(kept) for kept in desk.notes.all()]
        found += [self._assessment(kept) for kept in desk.assessments.all()]
        found += [self._bookmark(kept, True) for kept in desk.bookmarks.trash()]
        found += [self._note(kept, True) for kept in desk.notes.trash()]
        found += [self._assessment(kept, True) for kept in desk.assessments.trash()]
        return found

    def where(self, identifier: str) -> Where:
        """Where an id stands and what it is worth on the day."""
        view = self._document(split_id(identifier)[0])
        if view is None:
            return Where(identifier, identifier, found=False)
        document = view.document
        label = citable_label(split_id(identifier)[1])
        spot = "　".join(part for part in (label, f"《{document.title}》") if part)
        state = view.state(self._as_of)
        return Where(
            Citation(document.title, document.doc_number, identifier).place,
            spot,
            state.label,
            state.value == "ended",
            self._bench.contents.exists(identifier),
        )

    def _document(self, document_id: str) -> DocumentView | None:
        if document_id not in self._documents:
            self._documents[document_id] = self._bench.contents.document(document_id)
        return self._documents[document_id]

    def _bookmark(self, kept: Bookmark, trashed: bool = False) -> Line:
        at = self.where(kept.on)
        quote = " ".join(kept.quote.split())
        return Line(
            BOOKMARK,
            kept.id,
            quote or at.place,
            kept.comment,
            at.place if quote else "",
            at.spot if quote else "",
            at.state,
            at.ended,
            kept.colour,
            kept.on,
            kept.folder or "",
            kept.tags,
            at.found,
            trashed,
            kept.created_at,
            kept.position,
            kept.sequence,
            fold("\n".join((kept.quote, kept.comment, at.place, kept.folder or "", *kept.tags))),
        )

    def _note(self, kept: Note, trashed: bool = False) -> Line:
        at = Where("", "")
        if kept.on is not None:
            measure = self._bench.catalogue.by_id.get(kept.on)
            named = f"措施：{measure.title}" if measure else ""
            at = Where(named, named) if measure else self.where(kept.on)
        lines = [line for line in plain_text(kept.text[:2000]).splitlines() if line.strip()]
        return Line(
            NOTE,
            kept.id,
            lines[0] if lines else "",
            " ".join(lines[1:])[:_BODY],
            at.place,
            at.spot,
            at.state,
            at.ended,
            "",
            kept.on or "",
            kept.folder or "",
            kept.tags,
            at.found,
            trashed,
            kept.updated_at,
            0.0,
            kept.sequence,
            fold("\n".join((kept.text, at.place, kept.folder or "", *kept.tags))),
        )

    def _assessment(self, kept: SavedAssessment, trashed: bool = False) -> Line:
        day = f"办理日期 {kept.as_of.isoformat()}"
        return Line(
            ASSESSMENT, kept.id, kept.name, "", day, day,
            trashed=trashed, changed_at=kept.created_at, sequence=kept.sequence,
            words=fold(f"{kept.name} {kept.as_of.isoformat()}"),
        )  # fmt: skip


def on_shelf(lines: Iterable[Line], shelf: Shelf) -> list[Line]:
    """The lines of one entry of the left pane; a folder shows what nests in it, too."""
    if shelf == Shelf("smart", TRASH):
        return [line for line in lines if line.trashed]
    kept = [line for line in lines if not line.trashed]
    if shelf.kind == "folder":
        inner = f"{shelf.name}/"
        return [x for x in kept if x.folder == shelf.name or x.folder.startswith(inner)]
    if shelf.kind == "tag":
        return [line for line in kept if shelf.name in line.tags]
    kind = _KINDS.get(shelf.name)
    return [line for line in kept if kind is None or line.kind == kind]


def matching(lines: Iterable[Line], query: str) -> list[Line]:
    """Those that hold every word of ``query``, wherever they are filed; none from the trash."""
    wanted = [fold(word) for word in query.split()]
    return [
        line for line in lines if not line.trashed and all(word in line.words for word in wanted)
    ]


def ordered(lines: Sequence[Line], sort: str) -> list[Line]:
    """``order`` is the one given by dragging: by folder, then place in it."""
    newest = sorted(lines, key=_time, reverse=True)
    if sort == ORDER:
        # Notes have no place of their own among bookmarks: they follow, newest first.
        return sorted(newest, key=lambda x: (x.folder, x.kind != BOOKMARK, x.rank))
    if sort == DOCUMENT:
        return sorted(newest, key=lambda x: (not x.on, split_id(x.on)[0], x.place))
    if sort == TITLE:
        return sorted(newest, key=lambda x: x.heading)
    return newest


def _time(line: Line) -> tuple[float, int]:
    return (line.changed_at.timestamp() if line.changed_at else 0.0, line.sequence)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines are where; a folder counts what nests in it."""

    smart: dict[str, int]
    folders: dict[str, int]
    tags: dict[str, int]


def count(lines: Sequence[Line], folders: Iterable[str]) -> Counts:
    smart = {name: len(on_shelf(lines, Shelf("smart", name))) for name in SMART}
    inside = dict.fromkeys(folders, 0)
    tags: dict[str, int] = {}
    for line in lines:
        if line.trashed:
            continue
        for tag in line.tags:
            tags[tag] = tags.get(tag, 0) + 1
        parts = line.folder.split("/") if line.folder else []
        for depth in range(1, len(parts) + 1):
            name = "/".join(parts[:depth])
            inside[name] = inside.get(name, 0) + 1
    return Counts(smart, inside, dict(sorted(tags.items())))


def folder_order(names: Iterable[str], wanted: Sequence[str]) -> list[str]:
    """Folders with those inside them right after, siblings as ``wanted`` lists them, then by name.

    Parents that are only implied by a nested name are added.
    """
    known = set(names)
    for name in list(known):
        parts = name.split("/")
        known.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
    place = {name: number for number, name in enumerate(wanted)}

    def key(name: str) -> list[tuple[int, str]]:
        parts = name.split("/")
        chain = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
        return [(place.get(link, len(place)), link) for link in chain]

    return sorted(known, key=key)
