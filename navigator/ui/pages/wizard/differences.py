"""What differs between two assessments: for what-if, another date, and a reopened receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from navigator.app.result_groups import Group, group_of
from navigator.model.assessment import Assessment, MeasureResult
from navigator.model.facts import Vocabulary


class Change(StrEnum):
    GAIN = "gain"  # newly within reach
    LOSS = "loss"
    OTHER = "other"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure that comes out otherwise."""

    measure_id: str
    before: MeasureResult
    after: MeasureResult
    change: Change


# How much a group is worth to the applicant; moving up is a gain.
_WORTH = {
    Group.ELIGIBLE: 3,
    Group.UNKNOWN: 2,
    Group.NOT_YET_OPEN: 1,
    Group.INTENTION: 0,
    Group.CLOSED: 0,
    Group.REFUSED: 0,
    Group.NOT_INVOLVED: 0,
    Group.OTHER_AUDIENCE: 0,
}
_ORDER = {Change.GAIN: 0, Change.LOSS: 1, Change.AMOUNT: 2, Change.OTHER: 3}


def differences(
    before: Assessment, after: Assessment, vocabulary: Vocabulary
) -> tuple[Difference, ...]:
    """Measures whose group or amount differs: gains first, then losses, amounts, the rest."""
    old = {result.measure_id: result for result in before.results}
    found = [
        difference
        for result in after.results
        if result.measure_id in old
        and (difference := _difference(old[result.measure_id], result, vocabulary)) is not None
    ]
    return tuple(sorted(found, key=lambda item: _ORDER[item.change]))


def _difference(
    before: MeasureResult, after: MeasureResult, vocabulary: Vocabulary
) -> Difference | None:
    was, is_now = group_of(before, vocabulary), group_of(after, vocabulary)
    if was is is_now:
        if _figures(before) == _figures(after):
            return None
        return Difference(after.measure_id, before, after, Change.AMOUNT)
    step = _WORTH[is_now] - _WORTH[was]
    change = Change.GAIN if step > 0 else Change.LOSS if step < 0 else Change.OTHER
    return Difference(after.measure_id, before, after, change)


def _figures(result: MeasureResult) -> tuple[object, ...]:
    amount = result.amount
    return amount.value, amount.low, amount.high, amount.bound


def only(items: Iterable[Difference], *changes: Change) -> tuple[Difference, ...]:
    return tuple(item for item in items if item.change in changes)
