"""Just under, on and just over every figure of every measure.

What a test should say there is worked out once more here, from its operator alone, so that a
slip in the compiled form cannot hide.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Iterator
from decimal import Decimal

import pytest

from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.conditions import compile_condition
from navigator.model.conditions import Op
from navigator.model.conditions import Test as FactTest
from navigator.model.facts import NONE

AS_OF = dt.date(2024, 2, 29)  # the day that has no anniversary in most years
CENT = Decimal("0.01")
DAY = dt.timedelta(days=1)
_NUMERIC = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}


def _tests() -> Iterator[tuple[str, FactTest]]:
    seen: set[tuple[str, Op, object]] = set()
    for measure in load_catalogue().measures:
        for test in measure.tests():
            if (test.fact, test.op, test.value) not in seen:
                seen.add((test.fact, test.op, test.value))
                yield measure.id, test


def _expected(test: FactTest) -> Iterator[tuple[object, bool]]:
    value = test.value
    if isinstance(value, Decimal):
        for answer in (value - CENT, value, value + CENT):
            yield answer, _NUMERIC[test.op](answer, value)
    elif test.op in (Op.WITHIN_YEARS, Op.NOT_WITHIN_YEARS) and isinstance(value, int):
        first = dt.date(AS_OF.year - value, 2, 29 if value % 4 == 0 else 28)
        inside = test.op is Op.WITHIN_YEARS
        yield from [(first - DAY, not inside), (first, inside), (first + DAY, inside)]
        yield from [(AS_OF, inside), (AS_OF + DAY, not inside), (NONE, not inside)]
    elif isinstance(value, dt.date):
        before = test.op is Op.ON_OR_BEFORE
        yield from [(value - DAY, before), (value, True), (value + DAY, not before)]
        yield NONE, False


@pytest.mark.parametrize(
    ("measure", "test"), list(_tests()), ids=lambda v: v if isinstance(v, str) else v.fact
)
def test_each_figure_decides_where_it_stands(measure: str, test: FactTest) -> None:
    evaluate = compile_condition(test, AS_OF).value
    assert evaluate({}) is (False if test.op is Op.KNOWN else None)
    for answer, expected in _expected(test):
        assert evaluate({test.fact: answer}) is expected, (answer, expected)


@pytest.mark.parametrize("measure", load_catalogue().measures, ids=lambda m: m.id)
def test_windows_close_the_day_after_their_last(measure) -> None:
    from navigator.eligibility.windows import UNSTATED_START, window_status
    from navigator.model.assessment import Status
    from navigator.model.measures import Standing

    start = measure.window.start.date if measure.window.start else UNSTATED_START
    last = measure.window.apply_by or measure.window.end
    if measure.standing is Standing.INTENTION:
        for day in (start - DAY, start, AS_OF):
            assert window_status(measure, day)[0] is Status.INTENTION
        return
    assert window_status(measure, start - DAY)[0] is Status.NOT_YET_OPEN
    if last is None:
        assert window_status(measure, start) is None
        assert window_status(measure, dt.date(2099, 1, 1)) is None
    else:
        assert (window_status(measure, start) is None) == (start <= last.date)
        assert window_status(measure, last.date) is None
        assert window_status(measure, last.date + DAY)[0] is Status.CLOSED
