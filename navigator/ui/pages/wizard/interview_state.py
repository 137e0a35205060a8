"""The small values of an interview."""

from __future__ import annotations

from dataclasses import dataclass, field

from navigator.model.facts import Answer


@dataclass(frozen=True, slots=True)
class Conflict:
    """A new answer contradicts earlier ones: why, and which would have to go."""

    messages: tuple[str, ...]
    drops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What undo puts back."""

    answers: dict[str, Answer] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    trail: tuple[str, ...] = ()
