"""Which unknown facts could still decide a condition: exactly those.

Three-valued logic alone is too coarse where a fact appears twice (``x > 5 or x <= 5`` is unknown
to it, yet always true). Where branches share no unknown fact they are judged one by one; where
they do, the few facts they share are tried with one answer for each case the tests tell apart.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from navigator.eligibility.conditions import Node, Truth, Values
from navigator.eligibility.dates import years_before
from navigator.model.conditions import All, Not, Op, Test
from navigator.model.facts import NONE, Answer, Fact, FactType, Vocabulary

# Beyond this many combinations the plain three-valued answer stands: it asks rather too much.
MOST_COMBINATIONS = 50_000

Decision = tuple[Truth, frozenset[str]]
_NOTHING: frozenset[str] = frozenset()


class Decider:
    """Judges conditions at one date over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, as_of: dt.date) -> None:
        self._vocabulary = vocabulary
        self._as_of = as_of
        # Nodes live as long as the rules that hold them and this object; so do their ids.
        self._lone: dict[int, Decision] = {}

    def decide(self, node: Node, profile: Values) -> Decision:
        """The truth of a condition and, while it is open, the facts that could decide it."""
        value = node.value(profile)
        if value is not None:
            return value, _NOTHING
        if isinstance(node.condition, Test):
            if node.condition.op is Op.GT_FACT:
                return self._enumerate([node], all, profile)
            if id(node) not in self._lone:
                self._lone[id(node)] = self._enumerate([node], all, {})
            return self._lone[id(node)]
        if isinstance(node.condition, Not):
            inner, facts = self.decide(node.children[0], profile)
            return (None if inner is None else not inner), facts
        return self.join(node.children, isinstance(node.condition, All), profile)

    def join(self, nodes: Sequence[Node], conjunction: bool, profile: Values) -> Decision:
        """All (``conjunction``) or any of several conditions."""
        open_nodes: list[Node] = []
        for node in nodes:
            value = node.value(profile)
            if value is not None and value is not conjunction:
                return value, _NOTHING
            if value is None:
                open_nodes.append(node)
        missing: set[str] = set()
        for group in _connected(open_nodes, profile):
            if len(group) == 1:
                value, facts = self.decide(group[0], profile)
            else:
                value, facts = self._enumerate(group, all if conjunction else any, profile)
            if value is not None and value is not conjunction:
                return value, _NOTHING
            missing |= facts
        return (None, frozenset(missing)) if missing else (conjunction, _NOTHING)

    def _enumerate(self, nodes: Sequence[Node], join: Any, profile: Values) -> Decision:
        tests = [test for node in nodes for test in _open_tests(node, profile)]
        unknown = sorted({fact for node in nodes for fact in _open_facts(node, profile)})
        cells = [self._cells(fact, tests, profile) for fact in unknown]
        size = 1
        for cell in cells:
            size *= len(cell)
        if size > MOST_COMBINATIONS or size == 0:
            return None, frozenset(unknown)
        table: dict[tuple[int, ...], bool] = {}
        trial = dict(profile)
        for combination in itertools.product(*(range(len(cell)) for cell in cells)):
            for fact, cell, index in zip(unknown, cells, combination, strict=True):
                trial[fact] = cell[index]
            table[combination] = bool(join(node.value(trial) for node in nodes))
        if len(set(table.values())) == 1:
            return next(iter(table.values())), _NOTHING
        return None, frozenset(
            fact for position, fact in enumerate(unknown) if _flips(table, position)
        )

    def _cells(self, fact_id: str, tests: Iterable[Test], profile: Values) -> list[Answer]:
        fact = self._vocabulary[fact_id]
        own = [t for t in tests if fact_id in (t.fact, t.value if t.op is Op.GT_FACT else None)]
        return answers_that_differ(fact, own, self._as_of, profile)


def answers_that_differ(
    fact: Fact, tests: Sequence[Test], as_of: dt.date, profile: Values | None = None
) -> list[Answer]:
    """At least one admissible answer for each case that the tests on a fact can tell apart."""
    if fact.type is FactType.BOOL:
        return [True, False]
    if fact.type is FactType.ENUM and fact.multi:
        named = sorted({v for test in tests for v in _values_of(test)})
        return [
            frozenset(chosen)
            for size in range(len(named) + 1)
            for chosen in itertools.combinations(named, size)
        ]
    if fact.type is FactType.ENUM:
        return [item.value for item in fact.values]
    if fact.type is FactType.DATE:
        return _dates(fact, tests, as_of)
    return list(_numbers(fact, tests, profile or {}))


def _values_of(test: Test) -> Iterable[str]:
    if isinstance(test.value, frozenset):
        return test.value
    return (test.value,) if isinstance(test.value, str) else ()


def _dates(fact: Fact, tests: Sequence[Test], as_of: dt.date) -> list[Answer]:
    edges = {as_of}
    for test in tests:
        if isinstance(test.value, dt.date):
            edges.add(test.value)
        elif isinstance(test.value, int):
            edges.add(years_before(as_of, test.value))
    # In ordinals, so that the first and the last day of the calendar have neighbours too.
    ordinals = {edge.toordinal() + step for edge in edges for step in (-1, 0, 1)}
    last = dt.date.max.toordinal()
    near = {dt.date.fromordinal(number) for number in ordinals if 1 <= number <= last}
    result: list[Answer] = [d for d in sorted(near) if not (fact.past_only and d > as_of)]
    return [*result, NONE] if fact.allow_none else result


def _numbers(fact: Fact, tests: Sequence[Test], profile: Values) -> list[Decimal]:
    edges = {Decimal(0)}
    for test in tests:
        if isinstance(test.value, Decimal):
            edges.add(test.value)
        elif test.op is Op.GT_FACT:
            others = (profile.get(test.fact), profile.get(str(test.value)))
            edges.update(other for other in others if isinstance(other, Decimal))
    edges.update(limit for limit in (fact.minimum, fact.maximum) if limit is not None)
    ordered = sorted(edges)
    between = {(a + b) / 2 for a, b in itertools.pairwise(ordered)}
    near = {edge + step for edge in edges for step in (-1, 0, 1)} | between
    return [
        value
        for value in sorted(near)
        if (fact.minimum is None or value >= fact.minimum)
        and (fact.maximum is None or value <= fact.maximum)
    ]


def _flips(table: Mapping[tuple[int, ...], bool], position: int) -> bool:
    seen: dict[tuple[int, ...], bool] = {}
    for combination, value in table.items():
        rest = combination[:position] + combination[position + 1 :]
        if seen.setdefault(rest, value) is not value:
            return True
    return False


def _open_tests(node: Node, profile: Values) -> Iterable[Test]:
    if node.value(profile) is not None:
        return
    if isinstance(node.condition, Test):
        yield node.condition
    for child in node.children:
        yield from _open_tests(child, profile)


def _open_facts(node: Node, profile: Values) -> set[str]:
    """Unknown facts in branches that are not settled yet."""
    if node.value(profile) is not None:
        return set()
    if not node.children:
        return {fact for fact in node.facts if profile.get(fact) is None}
    return set().union(*(_open_facts(child, profile) for child in node.children))


def _connected(nodes: Sequence[Node], profile: Values) -> list[list[Node]]:
    """Groups of conditions that share unknown facts, directly or through others."""
    groups: list[tuple[set[str], list[Node]]] = []
    for node in nodes:
        facts, members = _open_facts(node, profile), [node]
        apart: list[tuple[set[str], list[Node]]] = []
        for group in groups:
            if group[0].isdisjoint(facts):
                apart.append(group)
            else:
                facts = facts | group[0]
                members = group[1] + members
        groups = [*apart, (facts, members)]
    return [members for _, members in groups]
