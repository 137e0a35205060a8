"""The vocabulary of facts about an applicant, and what an answer is.

An answer is ``bool``, ``str`` (one value of an enumeration), ``frozenset[str]`` (a complete
choice of several), ``Decimal`` (amounts and percentages), ``datetime.date``, or :data:`NONE` (no
such event). A fact that is not in a profile is unknown, which is neither zero nor no.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final

from navigator.model.conditions import Condition


class NoEvent(Enum):
    """The answer that there has been no such event (``"none"``, 无)."""

    NONE = "none"

    def __repr__(self) -> str:
        return "NONE"


NONE: Final = NoEvent.NONE

Answer = bool | str | frozenset[str] | Decimal | dt.date | NoEvent
Profile = Mapping[str, Answer]


class FactType(StrEnum):
    BOOL = "bool"
    ENUM = "enum"
    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"

    @property
    def numeric(self) -> bool:
        return self in (FactType.NUMBER, FactType.PERCENT)


class Role(StrEnum):
    MATTER = "matter"  # what the applicant came for: not met reads 未涉及
    ATTRIBUTE = "attribute"  # how things are: not met reads 不符合


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of an enumeration."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about the applicant.

    ``name`` is a short noun for tables and arithmetic; ``why`` says why it is asked, ``where``
    where the answer is found.
    ``minimum`` and ``maximum`` are inside. ``cost`` is the effort of answering, 1 (known by
    heart) to 5 (has to be worked out). ``unit`` is the contract's; ``display_unit`` is what the
    screen enters and shows (万元 for amounts in yuan).
    """

    id: str
    type: FactType
    role: Role
    group: str
    question: str
    name: str
    help: str | None = None
    why: str | None = None
    where: str | None = None
    cost: int = 1
    unit: str | None = None
    display_unit: str | None = None
    values: tuple[FactValue, ...] = ()
    multi: bool = False
    allow_none: bool = False
    past_only: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    def label_of(self, value: str) -> str:
        """Chinese label of an enumeration's value; KeyError if there is none."""
        for item in self.values:
            if item.value == value:
                return item.label
        raise KeyError(value)

    @property
    def currency(self) -> str | None:
        """``CNY`` or ``USD`` for amounts of money, else None."""
        head = (self.unit or "").partition("/")[0]
        return head if head in ("CNY", "USD") else None


@dataclass(frozen=True, slots=True)
class Constraint:
    """Answers that contradict each other: ``when`` true rejects the whole profile."""

    id: str
    when: Condition
    message: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All facts, in the order they are listed, and the contradictions between them."""

    facts: tuple[Fact, ...]
    constraints: tuple[Constraint, ...] = ()
    by_id: Mapping[str, Fact] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {fact.id: fact for fact in self.facts})

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self.by_id

    def __getitem__(self, fact_id: str) -> Fact:
        return self.by_id[fact_id]
