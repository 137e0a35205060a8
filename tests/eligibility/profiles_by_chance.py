"""Hypothesis strategies for profiles that can be, drawn around the figures of the measures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from navigator.eligibility.check import contradictions
from navigator.eligibility.deciding import answers_that_differ
from navigator.eligibility.rules import Rules
from navigator.model.conditions import Op
from navigator.model.conditions import Test as FactTest
from navigator.model.facts import NONE, Answer, Fact, FactType

DATES = st.sampled_from(
    [
        dt.date(2020, 11, 30),
        dt.date(2020, 12, 1),
        dt.date(2021, 2, 28),
        dt.date(2021, 3, 31),
        dt.date(2021, 4, 1),
        dt.date(2021, 6, 30),
        dt.date(2022, 4, 1),
        dt.date(2024, 2, 29),
        dt.date(2026, 11, 25),
    ]
)


def conditions_by_fact(rules: Rules) -> dict[str, list[FactTest]]:
    """Every test of the catalogue, under the fact it looks at."""
    found: dict[str, list[FactTest]] = {}
    for measure in rules.catalogue.measures:
        for test in measure.tests():
            found.setdefault(test.fact, []).append(test)
    return found


def answers(fact: Fact, tests: list[FactTest], as_of: dt.date) -> st.SearchStrategy[Answer]:
    """Admissible answers to one fact, favouring those that tests tell apart."""
    if fact.type is FactType.ENUM and fact.multi:
        return st.frozensets(st.sampled_from([v.value for v in fact.values]), max_size=4)
    edges = answers_that_differ(fact, [t for t in tests if t.op is not Op.GT_FACT], as_of)
    near = st.sampled_from(edges)
    if fact.type.numeric:
        low = fact.minimum if fact.minimum is not None else Decimal(-1_000_000)
        high = fact.maximum if fact.maximum is not None else Decimal(10) ** 9
        return near | st.decimals(low, high, places=2)
    if fact.type is FactType.DATE:
        last = as_of if fact.past_only else dt.date(2030, 1, 1)
        days: st.SearchStrategy[Answer] = st.dates(dt.date(2010, 1, 1), last)
        return near | days | (st.just(NONE) if fact.allow_none else st.nothing())
    return near


@st.composite
def profiles(draw: st.DrawFn, rules: Rules, as_of: dt.date, *, most: int = 20) -> dict[str, Answer]:
    """A profile without contradictions that answers some of the facts."""
    tests = conditions_by_fact(rules)
    chosen = draw(
        st.lists(st.sampled_from(rules.vocabulary.facts), max_size=most, unique_by=lambda f: f.id)
    )
    profile: dict[str, Answer] = {}
    for fact in chosen:
        profile[fact.id] = draw(answers(fact, tests.get(fact.id, []), as_of))
        if contradictions(profile, as_of, rules):
            del profile[fact.id]
    return profile


@st.composite
def completions(
    draw: st.DrawFn, rules: Rules, as_of: dt.date, profile: dict[str, Answer], *, most: int = 6
) -> dict[str, Answer]:
    """The profile with a few more answers, none of them contradicting."""
    tests = conditions_by_fact(rules)
    unknown = [fact for fact in rules.vocabulary.facts if fact.id not in profile]
    chosen = draw(st.lists(st.sampled_from(unknown), max_size=most, unique_by=lambda f: f.id))
    grown = dict(profile)
    for fact in chosen:
        grown[fact.id] = draw(answers(fact, tests.get(fact.id, []), as_of))
        if contradictions(grown, as_of, rules):
            del grown[fact.id]
    return grown
