"""A catalogue compiled once for each date of handling.

Whatever a date alone decides (windows, cut-off dates, ageing warnings) is worked out here, so
that assessing one profile only looks at answers.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass

from navigator.eligibility.amounts import AmountRule
from navigator.eligibility.conditions import Node, Truth, Values, compile_condition, negated
from navigator.eligibility.deciding import Decider
from navigator.eligibility.explain import Explainer
from navigator.eligibility.windows import age_warnings, anniversaries, window_status
from navigator.model.assessment import (
    NO_AMOUNT,
    AmountResult,
    MeasureResult,
    NearMiss,
    Reason,
    Status,
)
from navigator.model.conditions import Op, Test
from navigator.model.facts import Vocabulary
from navigator.model.measures import Measure, MeasureCatalogue, Nature

_DATES_KEPT = 8
_RESULTS_KEPT = 512


@dataclass(frozen=True, slots=True)
class _Item:
    """One top-level condition: ``requirement`` has to be true, ``node`` is as it is written."""

    node: Node
    requirement: Node
    exclusion: bool
    audience: bool = False


class MeasureRule:
    """One measure at one date."""

    def __init__(
        self,
        measure: Measure,
        vocabulary: Vocabulary,
        as_of: dt.date,
        decider: Decider,
        overlapping: tuple[str, ...],
    ) -> None:
        self.measure = measure
        self._vocabulary = vocabulary
        self._decider = decider
        self._explainer = Explainer(vocabulary, as_of, measure.cite)
        self._items = _items(measure, vocabulary, as_of)
        self._requirements = tuple(item.requirement for item in self._items)
        self._window = window_status(measure, as_of)
        self._citations = measure.citations
        self._facts = measure.facts
        self._apply_by = measure.window.apply_by.date if measure.window.apply_by else None
        self._discretion = tuple(item.words for item in measure.discretion)
        self._amount = _amount_rule(measure, vocabulary, as_of)
        self._cautions = tuple(
            (c.text, c.on, compile_condition(c.when, as_of) if c.when is not None else None)
            for c in measure.cautions
        )
        self._anniversaries = anniversaries(measure, as_of)
        self._standing_warnings = (
            *age_warnings(measure, as_of),
            *(f"须窗口核定：原文“{words}”没有给出标准。" for words in self._discretion),
            *_nature_warnings(measure),
            *_overlap_warnings(overlapping),
        )
        self._memory: dict[tuple[object, ...], MeasureResult] = {}

    @property
    def claimable_now(self) -> bool:
        """Whether answers still matter on this date."""
        return self._window is None

    def assess(self, profile: Values) -> MeasureResult:
        """The answer for one profile; the same answers to its facts give the same object."""
        key = tuple(profile.get(fact) for fact in self._facts)
        known = self._memory.get(key)
        if known is None:
            known = self._assess(profile)
            if len(self._memory) >= _RESULTS_KEPT:
                self._memory.clear()
            self._memory[key] = known
        return known

    def forget(self) -> None:
        """Drop the answers that were worked out; they are kept under what was answered."""
        self._memory.clear()

    def decide(self, profile: Values) -> tuple[Truth, frozenset[str]]:
        """Whether the conditions hold and, while open, the facts that could decide it."""
        return self._decider.join(self._requirements, True, profile)

    def _assess(self, profile: Values) -> MeasureResult:
        if self._window is not None:
            status, reason = self._window
            amount = NO_AMOUNT
            if status is Status.INTENTION and self._amount is not None:
                amount = self._amount.compute(profile, settled=True, indicative=True)
            return self._result(status, profile, amount, (reason,))
        truth, missing = self.decide(profile)
        if truth is False:
            reasons, near_miss = self._failures(profile)
            return self._result(Status.INELIGIBLE, profile, NO_AMOUNT, reasons, near_miss=near_miss)
        status = Status.ELIGIBLE if truth else Status.UNKNOWN
        amount = self._compute(profile, missing, settled=truth is True)
        order = tuple(fact for fact in self._facts if fact in missing)
        return self._result(status, profile, amount, self._reasons(profile, truth), order)

    def _compute(self, profile: Values, missing: frozenset[str], *, settled: bool) -> AmountResult:
        if self._amount is None:
            return NO_AMOUNT
        amount = self._amount.compute(profile, settled=settled)
        if missing.isdisjoint(amount.missing):
            return amount
        rest = tuple(fact for fact in amount.missing if fact not in missing)
        return AmountResult(
            amount.value, amount.low, amount.high, amount.bound, amount.arithmetic, rest
        )

    def _reasons(self, profile: Values, truth: Truth) -> tuple[Reason, ...]:
        """What is met, or what is still open."""
        reasons: list[Reason] = []
        for item in self._items:
            value = item.requirement.value(profile)
            if truth is True or value is None:
                reasons += self._worded(item, profile, value)
        return tuple(reasons)

    def _failures(self, profile: Values) -> tuple[tuple[Reason, ...], NearMiss | None]:
        values = [(item, item.requirement.value(profile)) for item in self._items]
        failed = [item for item, value in values if value is False]
        # Only where answers contradict each other in one condition is none false by itself.
        shown = failed or [item for item, value in values if value is None]
        reasons: list[Reason] = []
        for item in shown:
            reasons += self._worded(item, profile, item.requirement.value(profile))
        near_miss = None
        others_met = all(value is True for item, value in values if item not in failed)
        if len(failed) == 1 and others_met and not failed[0].audience:
            item = failed[0]
            near_miss = self._explainer.near_miss(item.node, profile, exclusion=item.exclusion)
        return tuple(reasons), near_miss

    def _worded(self, item: _Item, profile: Values, value: Truth) -> list[Reason]:
        if item.exclusion:
            applies = None if value is None else not value
            return self._explainer.exclusion(item.node, profile, applies)
        return self._explainer.condition(item.node, profile, value)

    def _result(
        self,
        status: Status,
        profile: Values,
        amount: AmountResult,
        reasons: tuple[Reason, ...],
        missing: tuple[str, ...] = (),
        near_miss: NearMiss | None = None,
    ) -> MeasureResult:
        granted = status in (Status.ELIGIBLE, Status.UNKNOWN, Status.INTENTION)
        warnings = tuple(
            text
            for text, on, when in self._cautions
            if status.value in on and (when is None or when.value(profile) is True)
        ) + tuple(
            edge.warning(self._vocabulary[edge.fact].name)
            for edge in self._anniversaries
            if profile.get(edge.fact) == edge.day
            and any(edge.fact in reason.facts for reason in reasons)
        )
        return MeasureResult(
            self.measure.id,
            status,
            amount,
            missing,
            reasons,
            self._citations,
            self._apply_by,
            warnings + self._standing_warnings if granted else warnings,
            self._discretion if granted else (),
            near_miss,
        )


class DatedRules:
    """All measures on one date of handling."""

    def __init__(self, catalogue: MeasureCatalogue, as_of: dt.date) -> None:
        self.as_of = as_of
        decider = Decider(catalogue.vocabulary, as_of)
        groups: dict[str, list[Measure]] = {}
        for measure in catalogue.measures:
            if measure.overlap_group:
                groups.setdefault(measure.overlap_group, []).append(measure)
        self.measures = tuple(
            MeasureRule(
                measure,
                catalogue.vocabulary,
                as_of,
                decider,
                tuple(
                    other.title
                    for other in groups.get(measure.overlap_group or "", [])
                    if other.id != measure.id
                ),
            )
            for measure in catalogue.measures
        )
        self.contradictions = tuple(
            (constraint, compile_condition(constraint.when, as_of))
            for constraint in catalogue.vocabulary.constraints
        )


class Rules:
    """A catalogue ready to assess profiles on any date; compiled dates are kept."""

    def __init__(self, catalogue: MeasureCatalogue) -> None:
        self.catalogue = catalogue
        self._dated: OrderedDict[dt.date, DatedRules] = OrderedDict()

    @property
    def vocabulary(self) -> Vocabulary:
        return self.catalogue.vocabulary

    def at(self, as_of: dt.date) -> DatedRules:
        """The rules as they stand on a date."""
        dated = self._dated.get(as_of)
        if dated is None:
            dated = self._dated[as_of] = DatedRules(self.catalogue, as_of)
            while len(self._dated) > _DATES_KEPT:
                self._dated.popitem(last=False)
        return dated

    def forget(self) -> None:
        """Drop everything that follows from somebody's answers; for the next visitor."""
        for dated in self._dated.values():
            for measure in dated.measures:
                measure.forget()


def _items(measure: Measure, vocabulary: Vocabulary, as_of: dt.date) -> tuple[_Item, ...]:
    items: list[_Item] = []
    if measure.audience:
        labels = "、".join(vocabulary["applicant_type"].label_of(v) for v in measure.audience)
        text = measure.audience_text or f"面向{labels}"
        test = Test("applicant_type", Op.IN, frozenset(measure.audience), text, cite=measure.cite)
        node = compile_condition(test, as_of)
        items.append(_Item(node, node, exclusion=False, audience=True))
    for condition in measure.conditions:
        node = compile_condition(condition, as_of)
        items.append(_Item(node, node, exclusion=False))
    for condition in measure.exclusions:
        node = compile_condition(condition, as_of)
        items.append(_Item(node, negated(node), exclusion=True))
    return tuple(items)


def _amount_rule(measure: Measure, vocabulary: Vocabulary, as_of: dt.date) -> AmountRule | None:
    amount = measure.benefit.amount
    if amount is None:
        return None
    only_if = compile_condition(amount.only_if, as_of) if amount.only_if is not None else None
    return AmountRule(amount, vocabulary, only_if)


def _nature_warnings(measure: Measure) -> tuple[str, ...]:
    amount = measure.benefit.amount
    if amount is not None and amount.nature is Nature.EXEMPT_INCOME:
        return ("所示金额是免税的所得额，不是到手的钱，也不是少缴的税。",)
    return ()


def _overlap_warnings(overlapping: tuple[str, ...]) -> tuple[str, ...]:
    if not overlapping:
        return ()
    titles = "、".join(f"“{title}”" for title in overlapping)
    return (f"与{titles}补的可能是同一笔钱，金额不能相加。",)
