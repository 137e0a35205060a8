"""Between desk entries and the desk's rows."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import Any

from navigator.model.desk import (
    Bookmark,
    Note,
    NoteVersion,
    Passage,
    SavedAssessment,
    SavedSearch,
    SearchEntry,
)

BOOKMARK = (
    "id, target, quote, prefix, suffix, start, stop, colour, folder, tags, comment, position,"
    " created_at, sequence"
)
NOTE = "id, target, text, folder, tags, created_at, updated_at, sequence"
VERSION = "number, note_id, text, saved_at"
ASSESSMENT = "id, name, as_of, answers, catalogue_hash, library_hash, result, created_at, sequence"
SEARCH = "id, name, query, filters, created_at, sequence"


class Unset(Enum):
    """Stands for "leave as it is" where None is a value of its own."""

    UNSET = "unset"


UNSET = Unset.UNSET


def new_id(kind: str) -> str:
    """Short enough to type at a prompt, random enough to merge two desks."""
    return f"{kind}{secrets.token_hex(5)}"


def dumps(value: Any) -> str:
    """JSON as stored; dates become ISO strings and exact decimals plain numbers."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"not JSON: {value!r}")


def tag_list(tags: Iterable[str]) -> str:
    """Tags as stored: trimmed, without doubles, in the order given."""
    return dumps(list(dict.fromkeys(tag.strip() for tag in tags if tag.strip())))


def folder_name(name: str | None) -> str | None:
    """A folder name without stray white space; nested names are joined by single slashes."""
    parts = [part.strip() for part in (name or "").split("/")]
    return "/".join(part for part in parts if part) or None


def fold(text: str) -> str:
    """Text as compared in a search: blind to width, case and white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def bookmark(row: tuple[Any, ...]) -> Bookmark:
    return Bookmark(
        id=row[0],
        on=row[1],
        passage=Passage(*row[2:7]),
        colour=row[7],
        folder=row[8],
        tags=tuple(json.loads(row[9])),
        comment=row[10],
        position=row[11],
        created_at=moment(row[12]),
        sequence=row[13],
    )


def note(row: tuple[Any, ...]) -> Note:
    return Note(
        id=row[0],
        on=row[1],
        text=row[2],
        folder=row[3],
        tags=tuple(json.loads(row[4])),
        created_at=moment(row[5]),
        updated_at=moment(row[6]),
        sequence=row[7],
    )


def version(row: tuple[Any, ...]) -> NoteVersion:
    return NoteVersion(row[0], row[1], row[2], moment(row[3]))


def assessment(row: tuple[Any, ...]) -> SavedAssessment:
    return SavedAssessment(
        id=row[0],
        name=row[1],
        as_of=dt.date.fromisoformat(row[2]),
        answers=json.loads(row[3]),
        catalogue_hash=row[4],
        library_hash=row[5],
        result=json.loads(row[6]),
        created_at=moment(row[7]),
        sequence=row[8],
    )


def saved_search(row: tuple[Any, ...]) -> SavedSearch:
    return SavedSearch(row[0], row[1], row[2], json.loads(row[3]), moment(row[4]), row[5])


def search_entry(row: tuple[Any, ...]) -> SearchEntry:
    return SearchEntry(row[0], json.loads(row[1]), moment(row[2]), row[3])
