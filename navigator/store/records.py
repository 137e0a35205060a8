"""What the library hands out: documents with their origin, editions, references, outcomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from navigator.model.documents import CharacterCount, Document, Doubt, Removal, Source


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """An imported file; ``sequence`` is the order of import, whatever the clock said."""

    source: Source
    imported_at: dt.datetime
    characters: CharacterCount
    documents: int
    provisions: int
    sequence: int


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document without its provisions, and where it came from."""

    document: Document  # provisions left out
    provision_count: int
    source_name: str
    source_sha256: str
    imported_at: dt.datetime
    editions: int  # in the library, this one included

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def title(self) -> str:
        return self.document.title


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """One imported form of a document; ``current`` is the one shown everywhere else."""

    document: Document  # provisions left out
    provision_count: int
    source_name: str
    source_sha256: str
    imported_at: dt.datetime
    current: bool
    same_as_current: bool  # word for word


@dataclass(frozen=True, slots=True)
class Reference:
    """A provision naming another document.

    ``target`` is a document or provision id once the library holds it, None until then.
    """

    provision_id: str
    raw: str
    target: str | None


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What one import did. ``replaced`` are documents that got a newer edition."""

    source: Source
    imported_at: dt.datetime
    already_present: bool
    documents: tuple[str, ...]
    provisions: int
    characters: CharacterCount
    removed: tuple[Removal, ...]
    review: tuple[Doubt, ...]
    replaced: tuple[str, ...]
    generation: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a check found. ``mendable`` says that ``repair`` can put it right."""

    where: str  # 资料库, 书桌, 索引
    what: str
    mendable: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """What a check or a repair has to tell, in Chinese sentences."""

    checked: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    actions: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems

    def __add__(self, other: Report) -> Report:
        return Report(
            self.checked + other.checked,
            self.problems + other.problems,
            self.actions + other.actions,
        )
