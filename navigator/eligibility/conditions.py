"""Three-valued evaluation: conditions compiled to closures.

A compiled condition takes a profile (a plain ``dict``) and returns True, False or None; None
means that it depends on facts that are not known. Dates that depend on the date of handling are
resolved when compiling, so a compiled condition belongs to one date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from navigator.eligibility.dates import years_before
from navigator.model.conditions import All, Condition, Not, Op, Test, facts_of

Truth = bool | None
Values = Mapping[str, Any]
Evaluator = Callable[[Values], Truth]


@dataclass(frozen=True, slots=True)
class Node:
    """A compiled condition beside its source."""

    condition: Condition
    value: Evaluator
    facts: tuple[str, ...]
    children: tuple[Node, ...] = ()


def compile_condition(condition: Condition, as_of: dt.date) -> Node:
    """The condition as it stands on the date of handling."""
    facts = facts_of(condition)
    if isinstance(condition, Test):
        return Node(condition, compile_test(condition, as_of), facts)
    if isinstance(condition, Not):
        child = compile_condition(condition.of, as_of)
        return Node(condition, _negate(child.value), facts, (child,))
    children = tuple(compile_condition(child, as_of) for child in condition.of)
    evaluators = tuple(child.value for child in children)
    join = _conjunction if isinstance(condition, All) else _disjunction
    return Node(condition, join(evaluators), facts, children)


def negated(node: Node) -> Node:
    """The opposite, as a node of its own."""
    return Node(Not(node.condition), _negate(node.value), node.facts, (node,))


def _negate(evaluate: Evaluator) -> Evaluator:
    def value(profile: Values) -> Truth:
        inner = evaluate(profile)
        return None if inner is None else not inner

    return value


def _conjunction(evaluators: tuple[Evaluator, ...]) -> Evaluator:
    def value(profile: Values) -> Truth:
        result: Truth = True
        for evaluate in evaluators:
            inner = evaluate(profile)
            if inner is False:
                return False
            if inner is None:
                result = None
        return result

    return value


def _disjunction(evaluators: tuple[Evaluator, ...]) -> Evaluator:
    def value(profile: Values) -> Truth:
        result: Truth = False
        for evaluate in evaluators:
            inner = evaluate(profile)
            if inner is True:
                return True
            if inner is None:
                result = None
        return result

    return value


def _known(fact: str, test: Callable[[Any], bool]) -> Evaluator:
    def value(profile: Values) -> Truth:
        answer = profile.get(fact)
        return None if answer is None else test(answer)

    return value


def compile_test(test: Test, as_of: dt.date) -> Evaluator:
    """One test of one fact."""
    fact, op = test.fact, test.op
    if op is Op.KNOWN:
        return lambda profile: profile.get(fact) is not None
    if op is Op.GT_FACT:
        return _greater_than_fact(fact, str(test.value))
    return _known(fact, predicate(op, test.value, as_of))


def predicate(op: Op, operand: Any, as_of: dt.date) -> Callable[[Any], bool]:
    """What a known answer has to fulfil. Raises ValueError for operators without a value."""
    if op in _PLAIN:
        return _PLAIN[op](operand)
    if op is Op.ON_OR_BEFORE:
        return lambda a: isinstance(a, dt.date) and a <= operand
    if op is Op.ON_OR_AFTER:
        return lambda a: isinstance(a, dt.date) and a >= operand
    first = years_before(as_of, operand)
    if op is Op.WITHIN_YEARS:
        return lambda a: isinstance(a, dt.date) and first <= a <= as_of
    if op is Op.NOT_WITHIN_YEARS:
        return lambda a: not (isinstance(a, dt.date) and first <= a <= as_of)
    raise ValueError(op)


_PLAIN: dict[Op, Callable[[Any], Callable[[Any], bool]]] = {
    Op.EQ: lambda v: lambda a: bool(a == v),
    Op.NE: lambda v: lambda a: bool(a != v),
    Op.IN: lambda v: lambda a: a in v,
    Op.NOT_IN: lambda v: lambda a: a not in v,
    Op.HAS: lambda v: lambda a: v in a,
    Op.HAS_ANY: lambda v: lambda a: not v.isdisjoint(a),
    Op.HAS_ALL: lambda v: lambda a: bool(v <= a),
    Op.HAS_NONE: lambda v: lambda a: v.isdisjoint(a),
    Op.LT: lambda v: lambda a: bool(a < v),
    Op.LE: lambda v: lambda a: bool(a <= v),
    Op.GT: lambda v: lambda a: bool(a > v),
    Op.GE: lambda v: lambda a: bool(a >= v),
}


def _greater_than_fact(fact: str, other: str) -> Evaluator:
    def value(profile: Values) -> Truth:
        left, right = profile.get(fact), profile.get(other)
        return None if left is None or right is None else left > right

    return value
