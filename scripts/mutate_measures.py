"""Do the cases notice a wrong figure? Changes measures in memory and runs the case files.

    python -m scripts.mutate_measures [--measure ID]... [--survivors] [--json]

One change at a time: a comparison turned or its edge moved, a figure, a number of years, a date of
the window, an answer asked for, a condition or exclusion dropped, a ceiling dropped. A change that
no case notices survives; the score is the share that is noticed.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.rules import Rules
from navigator.model.conditions import All, AnyOf, Condition, Not, Op, Test
from navigator.model.measures import (
    Case,
    Figure,
    Formula,
    Measure,
    MeasureCatalogue,
    Operation,
    Standing,
    WindowDate,
)

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "eligibility"))
from case_files import CaseOf, failures, read_cases  # noqa: E402

CENT = Decimal("0.01")
DAY = dt.timedelta(days=1)
_TURNED = {
    Op.LE: (Op.LT, Op.GE),
    Op.LT: (Op.LE, Op.GT),
    Op.GE: (Op.GT, Op.LE),
    Op.GT: (Op.GE, Op.LT),
    Op.ON_OR_BEFORE: (Op.ON_OR_AFTER,),
    Op.ON_OR_AFTER: (Op.ON_OR_BEFORE,),
    Op.WITHIN_YEARS: (Op.NOT_WITHIN_YEARS,),
    Op.NOT_WITHIN_YEARS: (Op.WITHIN_YEARS,),
    Op.IN: (Op.NOT_IN,),
    Op.NOT_IN: (Op.IN,),
    Op.EQ: (Op.NE,),
    Op.NE: (Op.EQ,),
    Op.HAS_ANY: (Op.HAS_ALL, Op.HAS_NONE),
    Op.HAS_ALL: (Op.HAS_ANY,),
    Op.HAS_NONE: (Op.HAS_ANY,),
}


@dataclass(frozen=True)
class Mutant:
    measure: Measure
    what: str


def _test_mutants(test: Test) -> Iterator[tuple[Condition, str]]:
    for op in _TURNED.get(test.op, ()):
        # A list of one value: all and any are the same.
        if isinstance(test.value, frozenset) and len(test.value) == 1 and op is Op.HAS_ALL:
            continue
        if test.op is Op.EQ and not isinstance(test.value, bool | str):
            continue
        yield dataclasses.replace(test, op=op), f"{test.fact}: {test.op} → {op}"
    if isinstance(test.value, Decimal):
        for step in (-CENT, CENT):
            yield (
                dataclasses.replace(test, value=test.value + step),
                f"{test.fact}: {test.value:f} {step:+f}",
            )
    elif isinstance(test.value, dt.date):
        for days in (-DAY, DAY):
            yield (
                dataclasses.replace(test, value=test.value + days),
                f"{test.fact}: {test.value} {days.days:+d} day",
            )
    elif isinstance(test.value, int) and not isinstance(test.value, bool):
        for years in (-1, 1):
            if test.value + years > 0:
                yield (
                    dataclasses.replace(test, value=test.value + years),
                    f"{test.fact}: {test.value} {years:+d} year",
                )
    elif isinstance(test.value, frozenset) and len(test.value) > 1:
        for value in sorted(test.value):
            yield (
                dataclasses.replace(test, value=test.value - {value}),
                f"{test.fact}: without {value}",
            )


def _condition_mutants(condition: Condition) -> Iterator[tuple[Condition, str]]:
    if isinstance(condition, Test):
        yield from _test_mutants(condition)
    elif isinstance(condition, Not):
        yield condition.of, "not dropped"
        for child, what in _condition_mutants(condition.of):
            yield dataclasses.replace(condition, of=child), what
    else:
        other = AnyOf if isinstance(condition, All) else All
        if len(condition.of) > 1:
            yield (
                other(condition.of, condition.text, condition.fails, condition.cite),
                "all ↔ any",
            )
        for index, child in enumerate(condition.of):
            for changed, what in _condition_mutants(child):
                of = (*condition.of[:index], changed, *condition.of[index + 1 :])
                yield dataclasses.replace(condition, of=of), what


def _formula_mutants(formula: Formula) -> Iterator[tuple[Formula, str]]:
    if isinstance(formula, Figure):
        if formula.printed:
            for factor in (Decimal("0.9"), Decimal("1.1")):
                yield (
                    dataclasses.replace(formula, value=formula.value * factor),
                    f"figure {formula.value:f} × {factor}",
                )
    elif isinstance(formula, Operation):
        for index, part in enumerate(formula.of):
            for changed, what in _formula_mutants(part):
                of = (*formula.of[:index], changed, *formula.of[index + 1 :])
                yield dataclasses.replace(formula, of=of), what
    elif isinstance(formula, Case):
        for value, branch in formula.of.items():
            for changed, what in _formula_mutants(branch):
                yield (
                    dataclasses.replace(formula, of={**formula.of, value: changed}),
                    f"{formula.fact}={value}: {what}",
                )


def mutants(measure: Measure) -> Iterator[Mutant]:
    """Every single change to one measure that can change an answer."""
    if measure.standing is Standing.INTENTION:
        # Announced is all it is: no condition, date or applicant decides anything yet.
        yield Mutant(
            dataclasses.replace(measure, standing=Standing.CLAIMABLE), "taken for claimable"
        )
        return
    for key in ("conditions", "exclusions"):
        items: tuple[Condition, ...] = getattr(measure, key)
        for index, condition in enumerate(items):
            rest = (items[:index], items[index + 1 :])
            yield Mutant(
                dataclasses.replace(measure, **{key: (*rest[0], *rest[1])}),
                f"{key}[{index}] dropped",
            )
            for changed, what in _condition_mutants(condition):
                yield Mutant(
                    dataclasses.replace(measure, **{key: (*rest[0], changed, *rest[1])}), what
                )
    for value in measure.audience:
        audience = tuple(v for v in measure.audience if v != value)
        if audience:
            yield Mutant(
                dataclasses.replace(measure, audience=audience), f"audience without {value}"
            )
    yield from _window_mutants(measure)
    yield from _amount_mutants(measure)


def _window_mutants(measure: Measure) -> Iterator[Mutant]:
    for key in ("start", "end", "apply_by"):
        date: WindowDate | None = getattr(measure.window, key)
        if date is None or (key == "end" and measure.window.apply_by is not None):
            continue
        for days in (-DAY, DAY):
            moved = dataclasses.replace(date, date=date.date + days)
            window = dataclasses.replace(measure.window, **{key: moved})
            yield Mutant(
                dataclasses.replace(measure, window=window),
                f"window.{key} {date.date} {days.days:+d} day",
            )


def _amount_mutants(measure: Measure) -> Iterator[Mutant]:
    amount = measure.benefit.amount
    if amount is None:
        return

    def with_amount(**changes: object) -> Measure:
        changed = dataclasses.replace(amount, **changes)  # type: ignore[arg-type]
        return dataclasses.replace(
            measure, benefit=dataclasses.replace(measure.benefit, amount=changed)
        )

    for formula, what in _formula_mutants(amount.formula):
        yield Mutant(with_amount(formula=formula), f"amount: {what}")
    for index, cap in enumerate(amount.caps):
        rest = (amount.caps[:index], amount.caps[index + 1 :])
        yield Mutant(with_amount(caps=(*rest[0], *rest[1])), f"cap {cap.label} dropped")
        for value, what in _formula_mutants(cap.value):
            changed = dataclasses.replace(cap, value=value)
            yield Mutant(with_amount(caps=(*rest[0], changed, *rest[1])), f"{cap.label}: {what}")
    if amount.only_if is not None:
        for condition, what in _condition_mutants(amount.only_if):
            yield Mutant(with_amount(only_if=condition), f"only_if: {what}")


def survives(mutant: Mutant, catalogue: MeasureCatalogue, cases: list[CaseOf]) -> bool:
    """Whether no case of the measure notices the change."""
    return not any(_failures(mutant.measure, catalogue, cases))


def _failures(
    measure: Measure, catalogue: MeasureCatalogue, cases: list[CaseOf]
) -> Iterator[list[str]]:
    """What each case says of one measure, judged beside those it shares warnings with."""
    group = measure.overlap_group
    others = (m for m in catalogue.measures if group and m.overlap_group == group)
    beside = (measure, *(m for m in others if m.id != measure.id))
    rules = Rules(MeasureCatalogue(catalogue.vocabulary, beside, "mutant"))
    for case in cases:
        expect = {measure.id: case.expect[measure.id]}
        yield failures(dataclasses.replace(case, expect=expect), rules)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--measure", action="append", default=[], help="only these measures")
    parser.add_argument("--survivors", action="store_true", help="list what no case notices")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    catalogue = load_catalogue()
    cases: dict[str, list[CaseOf]] = defaultdict(list)
    for case in read_cases():
        for measure_id in case.expect:
            cases[measure_id].append(case)
    total, alive = 0, []
    for measure in catalogue.measures:
        if arguments.measure and measure.id not in arguments.measure:
            continue
        if any(_failures(measure, catalogue, cases[measure.id])):
            print(f"{measure.id}: its cases fail as they stand; run pytest first", file=sys.stderr)
            return 1
        for mutant in mutants(measure):
            total += 1
            if survives(mutant, catalogue, cases[measure.id]):
                alive.append(f"{measure.id}: {mutant.what}")
    score = (total - len(alive)) / total if total else 1.0
    if arguments.json:
        print(json.dumps({"mutants": total, "score": score, "survivors": alive}, indent=1))
    else:
        print(f"{total} changes, {total - len(alive)} noticed, score {score:.3f}")
        if arguments.survivors:
            print("\n".join(alive))
    return 0


if __name__ == "__main__":
    sys.exit(main())
