"""What a search answers. Plain values; ``to_json`` gives the shape of the published contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from navigator.store.search.query import Chip, Query


@dataclass(frozen=True, slots=True)
class Hit:
    """One provision (or own note). ``highlights`` are half-open ranges into ``snippet``.

    ``via`` names the other wording (synonym, pinyin) that led here, None for the asked one;
    ``soft`` marks a related result that does not contain all that was asked, ``named`` one whose
    label or place was typed instead of its words.
    """

    provision_id: str
    document_id: str
    title: str
    label: str | None
    snippet: str
    highlights: tuple[tuple[int, int], ...]
    score: float
    is_note: bool = False
    via: str | None = None
    soft: bool = False
    heading: str | None = None
    named: bool = False

    @property
    def exact(self) -> bool:
        """Whether all that was asked stands in it."""
        return self.via is None and not self.soft and not self.named

    def to_json(self) -> dict[str, Any]:
        return {
            "provision_id": self.provision_id,
            "document_id": self.document_id,
            "title": self.title,
            "label": self.label,
            "snippet": self.snippet,
            "highlights": [list(span) for span in self.highlights],
            "score": round(self.score, 4),
            "heading": self.heading,
            "via": self.via,
            "soft": self.soft,
        }


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document whose title or 文号 says what is asked."""

    document_id: str
    title: str
    highlights: tuple[tuple[int, int], ...]
    has_body: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "document_id": self.document_id,
            "title": self.title,
            "highlights": [list(span) for span in self.highlights],
            "has_body": self.has_body,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """The exact hits of one document, ``count`` over all of them, not only those listed."""

    document_id: str
    title: str
    count: int

    def to_json(self) -> dict[str, Any]:
        return {"document_id": self.document_id, "title": self.title, "count": self.count}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``total`` counts exact hits; ``hits`` lists them first, then what other wordings and
    related results add. ``jump`` is the id a typed citation names."""

    query: Query
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    groups: tuple[Group, ...] = ()
    documents: tuple[DocumentHit, ...] = ()
    notes: tuple[Hit, ...] = ()
    also_searched: tuple[str, ...] = ()
    also_total: int = 0
    suggestion: str | None = None
    chips: tuple[Chip, ...] = ()
    soft: bool = False
    jump: str | None = None
    complete: bool = field(default=True)  # False: answered by a plain scan while rebuilding

    def to_json(self) -> dict[str, Any]:
        # Programs may rely on it that every one of "hits" contains what was asked.
        return {
            "query": self.query.text,
            "total": self.total,
            "took_ms": round(self.took_ms, 3),
            "hits": [hit.to_json() for hit in self.hits if hit.exact],
            "related": [hit.to_json() for hit in self.hits if not hit.exact],
            "groups": [group.to_json() for group in self.groups],
            "documents": [document.to_json() for document in self.documents],
            "notes": [note.to_json() for note in self.notes],
            "also_searched": list(self.also_searched),
            "also_total": self.also_total,
            "suggestion": self.suggestion,
            "filters": [chip.label for chip in self.chips],
            "soft": self.soft,
            "jump": self.jump,
        }
