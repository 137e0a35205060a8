"""What a person keeps at the desk: bookmarks, notes, saved assessments, saved searches.

Desk entries are tied to the library by permanent ids only. Order among entries is a matter of
``sequence`` numbers, never of clocks: a hall's computer may well run with the wrong date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

COLOURS = ("yellow", "green", "blue", "pink", "purple")
DEFAULT_COLOUR = COLOURS[0]


@dataclass(frozen=True, slots=True)
class Passage:
    """A selection inside a provision, described so that it can be found again.

    ``start`` and ``end`` are offsets into :attr:`Provision.wording` as it was when the selection
    was made; ``prefix`` and ``suffix`` are up to 32 characters on either side of the quotation.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    id: str
    on: str  # provision or document id
    passage: Passage
    colour: str
    folder: str | None  # names joined by "/" nest
    tags: tuple[str, ...]
    comment: str
    position: float  # order within the folder, set by dragging
    created_at: dt.datetime
    sequence: int

    @property
    def quote(self) -> str:
        return self.passage.quote


@dataclass(frozen=True, slots=True)
class Note:
    """``on`` is a provision, document or measure id, or None for a note that stands alone."""

    id: str
    on: str | None
    text: str  # Markdown
    folder: str | None
    tags: tuple[str, ...]
    created_at: dt.datetime
    updated_at: dt.datetime
    sequence: int

    @property
    def title(self) -> str:
        """First line that says something, without Markdown's heading marks."""
        for line in self.text.splitlines():
            if stripped := line.strip().lstrip("#").strip():
                return stripped
        return ""


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """What a note said at the end of one editing session; ``number`` grows by time of saving."""

    number: int
    note_id: str
    text: str
    saved_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Folder:
    name: str
    bookmarks: int
    notes: int


@dataclass(frozen=True, slots=True)
class SavedAssessment:
    """A receipt: the answers, the date, what was known, and what came out."""

    id: str
    name: str
    as_of: dt.date
    answers: Mapping[str, Any]
    catalogue_hash: str
    library_hash: str
    result: Any  # JSON, the shape of one profile of the ``assess`` contract
    created_at: dt.datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    id: str
    name: str
    query: str
    filters: Mapping[str, Any]
    created_at: dt.datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One line of the search history, the newest having the highest ``sequence``."""

    query: str
    filters: Mapping[str, Any] = field(default_factory=dict)
    searched_at: dt.datetime | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """What merging another desk did: nothing that was here is ever overwritten."""

    added: int
    duplicates: int  # already here, word for word
    renamed: int  # of the added ones: same id but other content, so kept under a new id
    in_trash: int  # deleted here; left in the trash


Exists = Callable[[str], bool]


def entry(item: Bookmark | Note, exists: Exists) -> dict[str, Any]:
    """The published JSON shape of one desk entry.

    ``exists`` answers whether an id is in the library; a note that stands alone counts as found.
    """
    text = {"quote": item.quote} if isinstance(item, Bookmark) else {"text": item.text}
    return {
        "id": item.id,
        "on": item.on,
        **text,
        "folder": item.folder,
        "tags": list(item.tags),
        "created_at": item.created_at.isoformat(),
        "found": item.on is None or exists(item.on),
    }
