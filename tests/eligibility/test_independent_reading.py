"""The product against a second reading of the text: every measure, every bound, several dates."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from independent_reading import READINGS, Reading, Values, holds, years_back

from navigator.eligibility.check import check_profile
from navigator.eligibility.rules import Rules
from navigator.model.assessment import MeasureResult
from navigator.model.facts import Fact, FactType
from navigator.model.measures import MeasureCatalogue

DAYS = [
    dt.date(2020, 11, 30), dt.date(2020, 12, 1), dt.date(2021, 3, 15), dt.date(2021, 6, 30),
    dt.date(2021, 7, 1), dt.date(2021, 12, 31), dt.date(2022, 1, 1), dt.date(2024, 2, 29),
    dt.date(2026, 11, 25),
]  # fmt: skip
OPEN_DAY = dt.date(2021, 3, 20)  # everything that can be had is open
CENT = Decimal("0.01")
# Around every cap: what it takes to reach it at the rate that goes with it.
FIGURES = [
    Decimal(text) for text in (
        "0", "0.01", "333.33", "100000", "200000", "200000.01", "999999.99", "1000000",
        "1000000.01", "1250000", "1250000.01", "2500000", "3333333.33", "6666666.67",
        "9999999.99", "10000000", "10000000.01", "20000000", "20000000.01", "100000000",
    )
]  # fmt: skip


def facts_in(condition: tuple[Any, ...]) -> list[str]:
    """The facts a condition of a reading looks at."""
    if condition[0] in ("or", "not"):
        return [fact for part in condition[1:] for fact in facts_in(part)]
    return [condition[1]]


def plain(condition: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The conditions inside a condition."""
    if condition[0] in ("or", "not"):
        for part in condition[1:]:
            yield from plain(part)
    else:
        yield condition


def answers_to(fact: Fact, reading: Reading, day: dt.date) -> list[Any]:
    """Answers that a reading can tell apart, on and beside every bound."""
    own = [part for need in reading.needs for part in plain(need) if part[1] == fact.id]
    if fact.type is FactType.BOOL:
        return [True, False]
    if fact.type is FactType.ENUM and not fact.multi:
        return [value.value for value in fact.values]
    if fact.type is FactType.ENUM:
        named = sorted({value for part in own for value in part[2:]})
        every = [value.value for value in fact.values]
        others = [value for value in every if value not in named]
        chosen = [
            list(some) for n in range(len(named) + 1) for some in itertools.combinations(named, n)
        ]
        return [*chosen, every, others]
    if fact.type is FactType.DATE:
        edges = {day, *(years_back(day, part[2]) for part in own if part[0] == "recent")}
        for part in own:
            if part[0] == "days":
                edges |= {dt.date.fromisoformat(end) for end in part[2:] if end is not None}
        step = dt.timedelta(days=1)
        dates = sorted({edge + n * step for edge in edges for n in (-1, 0, 1)})
        allowed = [date for date in dates if not (fact.past_only and date > day)]
        return [*allowed, "none"] if fact.allow_none else allowed
    bounds = {Decimal(part[2]) for part in own}
    numbers = {bound + n * CENT for bound in bounds for n in (-1, 0, 1)} | set(FIGURES)
    low, high = fact.minimum, fact.maximum
    return sorted(
        n for n in numbers if (low is None or n >= low) and (high is None or n <= high)
    )  # fmt: skip


def days_of(reading: Reading) -> list[dt.date]:
    """The days looked at, with both sides of the ends of the window."""
    step = dt.timedelta(days=1)
    start = dt.date.fromisoformat(reading.start or "2020-12-01")
    until = start if reading.until is None else dt.date.fromisoformat(reading.until)
    return sorted({*DAYS, start - step, start, until, until + step})


def expected_status(reading: Reading, values: Values, day: dt.date) -> str:
    """What the second reading says, in the order of the conventions."""
    if reading.intention:
        return "intention"
    if day < dt.date.fromisoformat(reading.start or "2020-12-01"):
        return "not_yet_open"
    if reading.until is not None and day > dt.date.fromisoformat(reading.until):
        return "closed"
    return "eligible" if granted(reading, values, day) else "ineligible"


def granted(reading: Reading, values: Values, day: dt.date) -> bool:
    """Audience and conditions, on complete answers."""
    if reading.who and values["applicant_type"] not in reading.who.split():
        return False
    return all(holds(need, values, day) for need in reading.needs)


class Bench:
    """One measure of the product, with the answers that its second reading can tell apart."""

    def __init__(self, measure_id: str, rules: Rules) -> None:
        self.reading = READINGS[measure_id]
        self.rules = rules
        self.measure = rules.catalogue.by_id[measure_id]
        self.place = [m.id for m in rules.catalogue.measures].index(measure_id)
        needed = {fact for need in self.reading.needs for fact in facts_in(need)}
        if self.reading.who:
            needed.add("applicant_type")
        self.deciding = sorted(needed)
        self.facts = sorted(needed | set(self.measure.facts))

    def result(self, values: Values, day: dt.date) -> MeasureResult | None:
        """The product's answer; None where the answers contradict each other."""
        raw = {
            fact: value.isoformat() if isinstance(value, dt.date) else value
            for fact, value in values.items()
        }
        answers, rejections = check_profile(raw, day, self.rules)
        if rejections:
            return None
        return self.rules.at(day).measures[self.place].assess(answers)

    def options(self, fact: str, day: dt.date) -> list[Any]:
        return answers_to(self.rules.vocabulary[fact], self.reading, day)

    def qualifying(self, day: dt.date) -> Values:
        """Complete answers that the second reading grants."""
        values = {fact: self.options(fact, day)[0] for fact in self.facts}
        for fact in self.facts * 2:
            met = {}
            for number, option in enumerate(self.options(fact, day)):
                trial = {**values, fact: option}
                who = not self.reading.who or trial["applicant_type"] in self.reading.who.split()
                count = sum(holds(need, trial, day) for need in self.reading.needs)
                sound = self.result(trial, day) is not None
                met[number] = (sound, count + who, -number)
            best = max(met, key=lambda number: met[number])
            values[fact] = self.options(fact, day)[best]
        assert granted(self.reading, values, day), (self.measure.id, values)
        return values


def differs(bench: Bench, values: Values, day: dt.date) -> str | None:
    """How the product and the second reading differ on complete answers."""
    result = bench.result(values, day)
    if result is None:
        return None
    wanted = expected_status(bench.reading, values, day)
    if result.status.value != wanted:
        return f"{day} {values}: {result.status.value}, the text says {wanted}"
    if wanted != "eligible":
        return None
    amount = result.amount
    due = bench.reading.amount(values) if bench.reading.amount is not None else None
    got = (amount.low, amount.high, amount.bound.value if amount.bound is not None else None)
    if due is None:
        return f"{day} {values}: {got}, no amount is due" if amount.high is not None else None
    low, high, kind = due
    rounded = (low.quantize(CENT, ROUND_HALF_UP), high.quantize(CENT, ROUND_HALF_UP), kind)
    return None if got == rounded else f"{day} {values}: {got}, the text says {rounded}"


def test_every_measure_was_read_twice(catalogue: MeasureCatalogue) -> None:
    assert sorted(READINGS) == sorted(catalogue.by_id)


@pytest.mark.parametrize("measure_id", sorted(READINGS))
def test_one_answer_after_the_other(measure_id: str, rules: Rules) -> None:
    """From answers that qualify, each fact through all it can be, on every day."""
    bench = Bench(measure_id, rules)
    found = []
    for day in days_of(bench.reading):
        good = bench.qualifying(day)
        for fact in bench.facts:
            for option in bench.options(fact, day):
                found.append(differs(bench, {**good, fact: option}, day))
    assert [text for text in found if text] == []


@pytest.mark.parametrize("measure_id", sorted(READINGS))
def test_what_is_not_answered_is_asked(measure_id: str, rules: Rules) -> None:
    """With one or two facts open, exactly those are asked whose answer could decide."""
    bench = Bench(measure_id, rules)
    if bench.reading.intention:
        return
    day, good = OPEN_DAY, bench.qualifying(OPEN_DAY)
    for size in (1, 2):
        for hidden in itertools.combinations(bench.facts, size):
            known = {fact: value for fact, value in good.items() if fact not in hidden}
            result = bench.result(known, day)
            assert result is not None
            asked = set(hidden) & set(bench.deciding)
            table = {
                picked: granted(
                    bench.reading, {**good, **dict(zip(hidden, picked, strict=True))}, day
                )
                for picked in _frozen_product(bench, hidden, day)
            }
            flips = {f for n, f in enumerate(hidden) if f in asked and _flips(table, n)}
            wanted = "unknown" if flips else "eligible"
            assert (result.status.value, set(result.missing_facts)) == (wanted, flips), hidden
            if flips and result.amount.low is not None:
                assert result.amount.low == 0 and result.amount.value is None


@pytest.mark.parametrize("measure_id", sorted(READINGS))
def test_nothing_answered_is_never_yes_or_no(measure_id: str, rules: Rules) -> None:
    bench = Bench(measure_id, rules)
    result = bench.result({}, OPEN_DAY)
    assert result is not None
    if bench.reading.intention:
        assert result.status.value == "intention"
    else:
        assert (result.status.value, set(result.missing_facts)) == ("unknown", set(bench.deciding))


def _frozen_product(
    bench: Bench, hidden: tuple[str, ...], day: dt.date
) -> Iterator[tuple[Any, ...]]:
    options = (
        [tuple(o) if isinstance(o, list) else o for o in bench.options(fact, day)]
        for fact in hidden
    )
    return itertools.product(*options)


def _flips(table: dict[tuple[Any, ...], bool], place: int) -> bool:
    outcomes: dict[tuple[Any, ...], set[bool]] = {}
    for picked, outcome in table.items():
        outcomes.setdefault(picked[:place] + picked[place + 1 :], set()).add(outcome)
    return any(len(seen) == 2 for seen in outcomes.values())
