"""Assessment: what a profile and a date give for each measure, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from navigator.model.measures import Bound


class Status(StrEnum):
    """The contract's statuses."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    NOT_YET_OPEN = "not_yet_open"
    INTENTION = "intention"

    @property
    def label(self) -> str:
        return STATUS_LABELS[self]


STATUS_LABELS: dict[Status, str] = {
    Status.ELIGIBLE: "可享受",
    Status.UNKNOWN: "还差信息",
    Status.INELIGIBLE: "不符合",
    Status.CLOSED: "已截止",
    Status.NOT_YET_OPEN: "尚未开始",
    Status.INTENTION: "仅为方向",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One deciding condition. ``met`` is None while its facts are unknown."""

    text: str
    provision_id: str
    met: bool | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The one condition that fails. ``change`` says by how much and what would change it."""

    fact: str
    text: str
    change: str
    provision_id: str


@dataclass(frozen=True, slots=True)
class AmountResult:
    """How much, in yuan, rounded half up to 0.01.

    ``value`` is None while facts are missing or the text gives a range; ``low`` and ``high``
    are what can be said already (``high`` None: no ceiling known).
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound | None = None
    arithmetic: str | None = None
    missing: tuple[str, ...] = ()


NO_AMOUNT = AmountResult()


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One measure's answer.

    ``missing_facts`` are exactly the unknown facts that could still decide the status;
    ``discretion`` holds the words only the window can judge.
    """

    measure_id: str
    status: Status
    amount: AmountResult = NO_AMOUNT
    missing_facts: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    citations: tuple[str, ...] = ()
    apply_by: dt.date | None = None
    warnings: tuple[str, ...] = ()
    discretion: tuple[str, ...] = ()
    near_miss: NearMiss | None = None

    @property
    def amount_facts(self) -> tuple[str, ...]:
        """Unknown facts needed only to compute the amount."""
        return self.amount.missing


@dataclass(frozen=True, slots=True)
class Assessment:
    """All measures for one profile at one date, with the hash that names this very result."""

    as_of: dt.date
    results: tuple[MeasureResult, ...]
    trace: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """One reason why a profile cannot be. ``what`` is a fact or constraint id."""

    what: str
    message: str


@dataclass(frozen=True, slots=True)
class Question:
    """The next thing to ask. ``measures`` are the ids it concerns.

    ``for_amount``: all statuses are settled, only a figure is still open.
    """

    fact_id: str
    measures: tuple[str, ...]
    for_amount: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the wizard is: measures settled, measures still open, questions left at most."""

    settled: int
    open: int
    questions_left: int
