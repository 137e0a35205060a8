"""How much: formulas over intervals, so that what is unknown narrows a figure but never fakes it.

An unknown fact is everything its range allows. A figure is given once no unknown fact can move
it any more; until then its ends are given, and answering never widens them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from navigator.eligibility.conditions import Node, Values
from navigator.eligibility.wording import EXACT, money, number_text, percent, plain, rounded
from navigator.model.assessment import AmountResult
from navigator.model.facts import FactType, Vocabulary
from navigator.model.measures import (
    Amount,
    Arithmetic,
    Bound,
    Case,
    FactFigure,
    Figure,
    Formula,
    Nature,
    Operation,
)

_INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """Everything a formula can still be, ends inside; ``given`` False: the text gives no figure."""

    low: Decimal
    high: Decimal
    missing: frozenset[str] = _NOTHING
    given: bool = True


_NOT_GIVEN = Span(_ZERO, _ZERO, given=False)


class AmountRule:
    """The amount of one measure, ready to be computed."""

    def __init__(self, amount: Amount, vocabulary: Vocabulary, only_if: Node | None) -> None:
        self._amount = amount
        self._vocabulary = vocabulary
        self._only_if = only_if

    def compute(self, profile: Values, *, settled: bool, indicative: bool = False) -> AmountResult:
        """The amount for a profile.

        ``settled``: the status is known to grant it; otherwise it may still turn out to be
        nothing, so the lower end is zero and no single figure is given.
        """
        amount = self._amount
        allowed = True if self._only_if is None else self._only_if.value(profile)
        if allowed is False:
            return AmountResult(arithmetic=amount.otherwise)
        main = self._span(amount.formula, profile)
        caps = [self._span(cap.value, profile) for cap in amount.caps]
        total = _least([main, *caps]) if all(s.given for s in (main, *caps)) else _NOT_GIVEN
        missing = set(total.missing)
        if allowed is None and self._only_if is not None:
            missing |= {f for f in self._only_if.facts if profile.get(f) is None}
        order = tuple(fact.id for fact in self._vocabulary.facts if fact.id in missing)
        text = self._arithmetic(profile, main, caps, total)
        if not total.given:
            return AmountResult(missing=order)
        if allowed is None:
            # A sum written out would read as an amount that is due.
            return AmountResult(missing=order)
        low, high = max(total.low, _ZERO), max(total.high, _ZERO)
        return self._result(low, high, order, text, settled, indicative)

    def _result(
        self,
        low: Decimal,
        high: Decimal,
        missing: tuple[str, ...],
        text: str | None,
        settled: bool,
        indicative: bool,
    ) -> AmountResult:
        bound: Bound | None = Bound.INDICATIVE if indicative else self._amount.bound
        value = rounded(high) if not missing and settled and low == high else None
        top = None if high == _INFINITY else rounded(high)
        if missing or not settled:
            bound = None if top is None else bound if indicative else Bound.UPPER
        floor = _ZERO if not settled or bound is Bound.UPPER else rounded(low)
        return AmountResult(value, floor, top, bound, text, missing)

    def _span(self, formula: Formula, profile: Values) -> Span:
        if isinstance(formula, Figure):
            return Span(formula.value, formula.value)
        if isinstance(formula, FactFigure):
            return self._fact_span(formula.fact, profile)
        if isinstance(formula, Case):
            return self._case_span(formula, profile)
        parts = [self._span(part, profile) for part in formula.of]
        if not all(part.given for part in parts):
            return _NOT_GIVEN
        return _OPERATIONS[formula.op](parts)

    def _fact_span(self, fact_id: str, profile: Values) -> Span:
        fact = self._vocabulary[fact_id]
        scale = Decimal("0.01") if fact.type is FactType.PERCENT else Decimal(1)
        answer = profile.get(fact_id)
        if isinstance(answer, Decimal):
            value = EXACT.multiply(answer, scale)
            return Span(value, value)
        low = -_INFINITY if fact.minimum is None else fact.minimum * scale
        high = _INFINITY if fact.maximum is None else fact.maximum * scale
        return Span(low, high, frozenset({fact_id}))

    def _case_span(self, case: Case, profile: Values) -> Span:
        answer = profile.get(case.fact)
        if answer is not None:
            chosen = case.of.get(str(answer), case.otherwise)
            return _NOT_GIVEN if chosen is None else self._span(chosen, profile)
        branches = list(case.of.values()) + ([] if case.otherwise is None else [case.otherwise])
        spans = [self._span(branch, profile) for branch in branches]
        given = [span for span in spans if span.given]
        if not given:
            return _NOT_GIVEN
        low, high = min(s.low for s in given), max(s.high for s in given)
        missing = _NOTHING.union(*(s.missing for s in given))
        if low == high and len(given) == len(spans):
            return Span(low, high, missing)
        return Span(low, high, missing | {case.fact})

    def _arithmetic(
        self, profile: Values, main: Span, caps: Sequence[Span], total: Span
    ) -> str | None:
        if not total.given:
            return None
        amount = self._amount
        text = self._render(amount.formula, profile)
        if not main.missing and isinstance(amount.formula, Operation | Case):
            text = f"{text} = {_span_text(main)}" if text != _span_text(main) else text
        for cap, span in zip(amount.caps, caps, strict=True):
            ceiling = self._render(cap.value, profile) if span.missing else _span_text(span)
            binds = not main.missing and not span.missing and main.high > span.high
            said = "超过上限" if binds else "不超过"
            text += f"，{said}{ceiling}（{cap.label}）"
        if not total.missing and main.high > total.high:
            text += f"，按{_span_text(Span(max(total.low, _ZERO), max(total.high, _ZERO)))}计"
        if amount.nature is Nature.EXEMPT_INCOME:
            text += "（免税的所得额，不是到手的钱）"
        return text

    def _render(self, formula: Formula, profile: Values, inner: bool = False) -> str:
        """A formula as one writes it down, answers filled in where they are known."""
        if isinstance(formula, Figure):
            if formula.percent:
                return percent(formula.value)
            return money(formula.value) if formula.printed else plain(formula.value)
        if isinstance(formula, FactFigure):
            fact = self._vocabulary[formula.fact]
            answer = profile.get(formula.fact)
            return number_text(fact, answer) if isinstance(answer, Decimal) else fact.name
        if isinstance(formula, Case):
            return self._render_case(formula, profile, inner)
        parts = [self._render(part, profile, True) for part in formula.of]
        if formula.op is Arithmetic.BETWEEN:
            return f"{parts[0]}至{parts[1]}"
        if formula.op in (Arithmetic.MIN, Arithmetic.MAX):
            shown = [
                text
                for part, text in zip(formula.of, parts, strict=True)
                if not (isinstance(part, Figure) and part.value == 0)
            ]
            if len(shown) == 1:  # max(0, x) reads as x: a negative amount is never paid
                return shown[0]
            which = "较小的" if formula.op is Arithmetic.MIN else "较大的"
            return f"{'与'.join(shown)}中{which}"
        joined = _SIGNS[formula.op].join(parts)
        return f"（{joined}）" if inner and formula.op is not Arithmetic.MUL else joined

    def _render_case(self, case: Case, profile: Values, inner: bool) -> str:
        fact = self._vocabulary[case.fact]
        answer = profile.get(case.fact)
        if answer is not None:
            chosen = case.of.get(str(answer), case.otherwise)
            return "" if chosen is None else self._render(chosen, profile, inner)
        branches = "、".join(
            f"{fact.label_of(value)}{self._render(branch, profile, True)}"
            for value, branch in case.of.items()
        )
        return f"按{fact.name}（{branches}）"


_SIGNS = {Arithmetic.ADD: " + ", Arithmetic.SUB: " − ", Arithmetic.MUL: " × "}


def _span_text(span: Span) -> str:
    if span.low == span.high:
        return money(rounded(span.low))
    return f"{money(rounded(span.low))}至{money(rounded(span.high))}"


def _add(parts: Sequence[Span]) -> Span:
    low = high = _ZERO
    for part in parts:
        low, high = EXACT.add(low, part.low), EXACT.add(high, part.high)
    return Span(low, high, _NOTHING.union(*(p.missing for p in parts)))


def _subtract(parts: Sequence[Span]) -> Span:
    left, right = parts
    return _add([left, Span(-right.high, -right.low, right.missing)])


def _multiply(parts: Sequence[Span]) -> Span:
    total = Span(Decimal(1), Decimal(1))
    for part in parts:
        corners = [
            _ZERO if a == 0 or b == 0 else EXACT.multiply(a, b)
            for a in (total.low, total.high)
            for b in (part.low, part.high)
        ]
        missing = total.missing | part.missing
        if min(corners) == max(corners):
            missing = _NOTHING  # times zero: whatever the other is
        total = Span(min(corners), max(corners), missing)
    return total


def _least(parts: Sequence[Span]) -> Span:
    ceiling = min(part.high for part in parts)
    # A part that cannot fall below the ceiling of the others no longer matters.
    live = [part for part in parts if part.low < ceiling]
    low = min((part.low for part in live), default=ceiling)
    return Span(low, ceiling, _NOTHING.union(*(part.missing for part in live)))


def _greatest(parts: Sequence[Span]) -> Span:
    least = _least([Span(-p.high, -p.low, p.missing) for p in parts])
    return Span(-least.high, -least.low, least.missing)


def _between(parts: Sequence[Span]) -> Span:
    first, last = parts
    return Span(first.low, last.high, first.missing | last.missing)


_OPERATIONS = {
    Arithmetic.ADD: _add,
    Arithmetic.SUB: _subtract,
    Arithmetic.MUL: _multiply,
    Arithmetic.MIN: _least,
    Arithmetic.MAX: _greatest,
    Arithmetic.BETWEEN: _between,
}
