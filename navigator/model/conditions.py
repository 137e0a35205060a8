"""Conditions over facts: a tree of all / any / not over tests of single facts.

The same tree states what a measure asks for, what excludes an applicant, when a warning applies
and which answers contradict each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Op(StrEnum):
    """How a test compares the answer with its value."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    NOT_IN = "not_in"
    HAS = "has"  # a choice of several holds this value
    HAS_ANY = "has_any"
    HAS_ALL = "has_all"
    HAS_NONE = "has_none"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    GT_FACT = "gt_fact"  # greater than the answer to another fact
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    WITHIN_YEARS = "within_years"  # in the last N years, anniversary and date of handling inside
    NOT_WITHIN_YEARS = "not_within_years"
    KNOWN = "known"  # the question has been answered at all


Operand = bool | str | frozenset[str] | Decimal | dt.date | int | None


@dataclass(frozen=True, slots=True)
class Test:
    """One fact compared with one value.

    ``text`` states the requirement in our own words; ``printed`` is the figure as it stands in
    the provision ``cite``. ``file`` and ``line`` say where the test is written.
    """

    fact: str
    op: Op
    value: Operand = None
    text: str | None = None
    fails: str | None = None
    cite: str | None = None
    printed: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class All:
    of: tuple[Condition, ...]
    text: str | None = None
    fails: str | None = None
    cite: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class AnyOf:
    of: tuple[Condition, ...]
    text: str | None = None
    fails: str | None = None
    cite: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Not:
    of: Condition
    text: str | None = None
    fails: str | None = None
    cite: str | None = None
    line: int = 0


Condition = Test | All | AnyOf | Not


def tests_of(condition: Condition) -> Iterator[Test]:
    """Every test of a tree, in reading order."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Not):
        yield from tests_of(condition.of)
    else:
        for child in condition.of:
            yield from tests_of(child)


def facts_of(condition: Condition) -> tuple[str, ...]:
    """Ids of the facts a tree turns on, each once, in reading order."""
    seen: dict[str, None] = {}
    for test in tests_of(condition):
        seen.setdefault(test.fact)
        if test.op is Op.GT_FACT and isinstance(test.value, str):
            seen.setdefault(test.value)
    return tuple(seen)
