"""Measures: what an applicant can obtain, on what conditions, how much and until when.

Every statement rests on a provision (``cite``), and every figure is kept twice: as a value and
as ``printed`` in that provision, so that the one can be checked against the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from navigator.model.conditions import Condition, Test, facts_of, tests_of
from navigator.model.facts import Vocabulary


class MeasureKind(StrEnum):
    RELIEF = "relief"
    SUBSIDY = "subsidy"
    FINANCE = "finance"
    FACILITATION = "facilitation"
    QUALIFICATION = "qualification"
    RIGHT = "right"


MEASURE_KIND_LABELS: dict[MeasureKind, str] = {
    MeasureKind.RELIEF: "减免",
    MeasureKind.SUBSIDY: "奖补",
    MeasureKind.FINANCE: "融资",
    MeasureKind.FACILITATION: "便利",
    MeasureKind.QUALIFICATION: "资质",
    MeasureKind.RIGHT: "权益",
}


class Standing(StrEnum):
    """Whether the text grants the measure or only announces it."""

    CLAIMABLE = "claimable"
    INTENTION = "intention"


class Bound(StrEnum):
    """What a computed figure is: the contract's ``bound``."""

    EXACT = "exact"  # 按照
    UPPER = "upper"  # 不超过, 最高
    RANGE = "range"  # 10%-20%
    INDICATIVE = "indicative"  # an illustration only


class Nature(StrEnum):
    """What the money is, so that it is never shown as more than it is."""

    RECEIVED = "received"
    SAVED = "saved"
    REFUNDED = "refunded"
    EXEMPT_INCOME = "exempt_income"


NATURE_LABELS: dict[Nature, str] = {
    Nature.RECEIVED: "补给您的钱",
    Nature.SAVED: "少缴的钱",
    Nature.REFUNDED: "退回的钱",
    Nature.EXEMPT_INCOME: "免税的所得额，不是到手的钱，也不是少缴的税",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the text. Percentages are fractions: 40% is ``Decimal("0.4")``."""

    value: Decimal
    printed: str | None = None  # None only for constants of arithmetic (0, 1)
    cite: str | None = None
    percent: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class FactFigure:
    """The answer to a numeric fact; a percentage counts as a fraction."""

    fact: str
    line: int = 0


class Arithmetic(StrEnum):
    ADD = "add"
    SUB = "sub"
    MUL = "mul"
    MIN = "min"
    MAX = "max"
    BETWEEN = "between"  # the text gives a range: anything from the first to the second


@dataclass(frozen=True, slots=True)
class Operation:
    op: Arithmetic
    of: tuple[Formula, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A formula that depends on the answer to an enumeration."""

    fact: str
    of: Mapping[str, Formula]
    otherwise: Formula | None = None
    line: int = 0


Formula = Figure | FactFigure | Operation | Case


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling; ``label`` says per what (每家企业每年, 每份合同)."""

    label: str
    value: Formula
    line: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """How much. ``only_if`` false: no amount is given (``otherwise`` says why).

    ``word`` is the word of the text that makes the figure exact or a ceiling (按照, 不超过).
    """

    label: str
    nature: Nature
    bound: Bound
    formula: Formula
    caps: tuple[Cap, ...] = ()
    word: str | None = None
    cite: str | None = None
    only_if: Condition | None = None
    otherwise: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Benefit:
    text: str
    amount: Amount | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class WindowDate:
    """A date of the window, with the form it is printed in."""

    date: dt.date
    printed: str
    cite: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """When the measure can be asked for; all ends inside.

    ``undated`` (the document bears no date) and ``continuing`` (继续) have no start of their own.
    ``single_year`` is the one past year the measure rests on, if it does.
    """

    start: WindowDate | None = None
    end: WindowDate | None = None
    apply_by: WindowDate | None = None
    undated: bool = False
    continuing: bool = False
    single_year: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Discretion:
    """Words that only the window can judge (符合条件, 突出): shown as 须窗口核定."""

    words: str
    cite: str
    line: int = 0


DEFAULT_ON = frozenset({"eligible", "unknown", "intention"})


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning or a reading, shown with the statuses in ``on`` once ``when`` is true."""

    text: str
    when: Condition | None = None
    on: frozenset[str] = DEFAULT_ON
    cite: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """Something an applicant can obtain.

    ``audience`` holds values of ``applicant_type``; empty means anybody. ``derived`` lists
    figures of our own wording that do not stand in the text because they follow from it.
    """

    id: str
    title: str
    audience: tuple[str, ...]
    kind: MeasureKind
    standing: Standing
    cite: str
    benefit: Benefit
    window: Window
    conditions: tuple[Condition, ...] = ()
    exclusions: tuple[Condition, ...] = ()
    cites: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    overlap_group: str | None = None
    intention_word: str | None = None
    audience_text: str | None = None
    how: str | None = None
    discretion: tuple[Discretion, ...] = ()
    cautions: tuple[Caution, ...] = ()
    derived: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    @property
    def status_facts(self) -> tuple[str, ...]:
        """Facts that decide the status, in reading order."""
        seen: dict[str, None] = dict.fromkeys(("applicant_type",) if self.audience else ())
        for condition in (*self.conditions, *self.exclusions):
            seen.update(dict.fromkeys(facts_of(condition)))
        return tuple(seen)

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact the measure looks at: status, amount, warnings."""
        seen = dict.fromkeys(self.status_facts)
        amount = self.benefit.amount
        if amount is not None:
            if amount.only_if is not None:
                seen.update(dict.fromkeys(facts_of(amount.only_if)))
            for formula in (amount.formula, *(cap.value for cap in amount.caps)):
                seen.update(dict.fromkeys(formula_facts(formula)))
        for caution in self.cautions:
            if caution.when is not None:
                seen.update(dict.fromkeys(facts_of(caution.when)))
        return tuple(seen)

    @property
    def citations(self) -> tuple[str, ...]:
        """Ids of the provisions the measure rests on, the main one first."""
        seen: dict[str, None] = {self.cite: None}
        seen.update(dict.fromkeys(self.cites))
        for condition in (*self.conditions, *self.exclusions):
            seen.update(dict.fromkeys(t.cite for t in tests_of(condition) if t.cite))
        for formula in self.formulas():
            seen.update(dict.fromkeys(f.cite for f in figures_of(formula) if f.cite))
        for date in (self.window.start, self.window.end, self.window.apply_by):
            if date is not None and "#" in date.cite:
                seen.setdefault(date.cite)
        seen.update(dict.fromkeys(item.cite for item in self.discretion))
        return tuple(seen)

    def formulas(self) -> Iterator[Formula]:
        """The amount's formula and those of its caps."""
        if self.benefit.amount is not None:
            yield self.benefit.amount.formula
            yield from (cap.value for cap in self.benefit.amount.caps)

    def tests(self) -> Iterator[Test]:
        """Every test written in the measure, wherever it stands."""
        amount = self.benefit.amount
        trees = [*self.conditions, *self.exclusions]
        trees += [c.when for c in self.cautions if c.when is not None]
        if amount is not None and amount.only_if is not None:
            trees.append(amount.only_if)
        for tree in trees:
            yield from tests_of(tree)


def _children(formula: Formula) -> tuple[Formula, ...]:
    if isinstance(formula, Operation):
        return formula.of
    if isinstance(formula, Case):
        rest = () if formula.otherwise is None else (formula.otherwise,)
        return (*formula.of.values(), *rest)
    return ()


def formula_facts(formula: Formula) -> tuple[str, ...]:
    """Ids of the facts a formula needs, each once."""
    seen: dict[str, None] = {}
    if isinstance(formula, FactFigure | Case):
        seen.setdefault(formula.fact)
    for child in _children(formula):
        seen.update(dict.fromkeys(formula_facts(child)))
    return tuple(seen)


def figures_of(formula: Formula) -> Iterator[Figure]:
    """Every figure of the text that a formula uses."""
    if isinstance(formula, Figure):
        yield formula
    for child in _children(formula):
        yield from figures_of(child)


@dataclass(frozen=True, slots=True)
class MeasureCatalogue:
    """Facts and measures as one thing; ``digest`` names this edition (sha256 of its sources)."""

    vocabulary: Vocabulary
    measures: tuple[Measure, ...]
    digest: str
    by_id: Mapping[str, Measure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {m.id: m for m in self.measures})

    def __getitem__(self, measure_id: str) -> Measure:
        return self.by_id[measure_id]

    def titles(self) -> dict[str, str]:
        """Measure id → title."""
        return {m.id: m.title for m in self.measures}
