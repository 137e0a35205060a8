"""Why: the deciding conditions as sentences, and what would change the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from navigator.eligibility.conditions import Node, Truth, Values
from navigator.eligibility.dates import chinese_date, years_after, years_before
from navigator.eligibility.wording import answer_text, number_text
from navigator.model.assessment import NearMiss, Reason
from navigator.model.conditions import AnyOf, Op, Test
from navigator.model.facts import Role, Vocabulary

_DAY = dt.timedelta(days=1)


class Explainer:
    """Words the conditions of one measure; ``main`` is the provision cited by default."""

    def __init__(self, vocabulary: Vocabulary, as_of: dt.date, main: str) -> None:
        self._vocabulary = vocabulary
        self._as_of = as_of
        self._main = main
        self._matters: dict[int, bool] = {}

    def condition(self, node: Node, profile: Values, value: Truth) -> list[Reason]:
        """Reasons for a condition that is met, failed or open."""
        return [self._reason(part, profile, value) for part in _worded(node, profile, value)]

    def exclusion(self, node: Node, profile: Values, value: Truth) -> list[Reason]:
        """Reasons for an exclusion; ``value`` True means that it applies."""
        condition = node.condition
        if value is True:
            text = condition.fails or f"有排除情形：{condition.text}"
            text += self._answers(node, profile)
        elif value is False:
            text = f"没有排除情形：{condition.text}"
        else:
            text = f"还不知道有没有排除情形：{condition.text}"
        met = None if value is None else not value
        return [Reason(text, self._cite(node), met, node.facts)]

    def _reason(self, node: Node, profile: Values, value: Truth) -> Reason:
        condition = node.condition
        if value is True:
            text = f"符合：{condition.text}"
        elif value is None:
            text = f"还不知道：{condition.text}"
        elif self.is_matter(node):
            text = f"未涉及：{condition.text}"
        else:
            text = condition.fails or f"不符合：{condition.text}"
            text += self._answers(node, profile)
        return Reason(text, self._cite(node), value, node.facts)

    def is_matter(self, node: Node) -> bool:
        """Whether the condition only asks what the applicant came for."""
        known = self._matters.get(id(node))
        if known is None:
            known = all(self._vocabulary[fact].role is Role.MATTER for fact in node.facts)
            self._matters[id(node)] = known
        return known

    def _answers(self, node: Node, profile: Values) -> str:
        given = []
        for fact_id in node.facts:
            fact, answer = self._vocabulary[fact_id], profile.get(fact_id)
            if answer is None or (fact.multi and fact.role is Role.MATTER):
                continue
            said = answer_text(fact, answer)
            given.append(said if len(node.facts) == 1 else f"{fact.name}：{said}")
        return f"（您填的是：{'；'.join(given)}）" if given else ""

    def _cite(self, node: Node) -> str:
        if node.condition.cite:
            return node.condition.cite
        return next((c.condition.cite for c in node.children if c.condition.cite), self._main)

    def near_miss(self, node: Node, profile: Values, *, exclusion: bool) -> NearMiss:
        """The one thing that fails, by how much, and what would change it."""
        test = _failing_test(node, profile, wanted=exclusion)
        text = node.condition.text or (test.text if test else None) or ""
        if exclusion:
            change = self._exclusion_change(test, profile)
            change = change or f"不再有“{text}”的情形，就不再卡在这一条"
        else:
            change = self._change(test, profile, node, text) if test is not None else ""
            change = change or f"如果情况变为“{text}”，就不再卡在这一条"
        return NearMiss(test.fact if test else node.facts[0], text, change, self._cite(node))

    def _exclusion_change(self, test: Test | None, profile: Values) -> str:
        answer = profile.get(test.fact) if test is not None else None
        if test is None or not isinstance(answer, dt.date) or test.op is not Op.WITHIN_YEARS:
            return ""
        return _clearance(answer, test.value) if isinstance(test.value, int) else ""

    def _change(self, test: Test, profile: Values, node: Node, text: str) -> str:
        fact, answer = self._vocabulary[test.fact], profile.get(test.fact)
        if isinstance(answer, Decimal) and isinstance(test.value, Decimal):
            gap = number_text(fact, abs(answer - test.value))
            if test.op in (Op.LE, Op.LT):
                least = "，须再低一些" if answer == test.value else f"，高出{gap}"
                return f"{fact.name}为{number_text(fact, answer)}{least}"
            if test.op in (Op.GE, Op.GT):
                least = "，须再高一些" if answer == test.value else f"，还差{gap}"
                return f"{fact.name}为{number_text(fact, answer)}{least}"
        if isinstance(answer, dt.date):
            return self._date_change(test, answer, fact.name)
        if self.is_matter(node):
            return f"这次如果也办“{text}”，请在“{fact.name}”里勾上"
        return ""

    def _date_change(self, test: Test, answer: dt.date, name: str) -> str:
        if test.op is Op.WITHIN_YEARS and isinstance(test.value, int):
            first = years_before(self._as_of, test.value)
            if answer < first:
                return f"{name}是{chinese_date(answer)}，早了{(first - answer).days}天"
            late = (answer - self._as_of).days
            return f"{name}是{chinese_date(answer)}，晚了{late}天"
        if test.op is Op.NOT_WITHIN_YEARS and isinstance(test.value, int):
            return _clearance(answer, test.value)
        if isinstance(test.value, dt.date):
            days = abs((answer - test.value).days)
            side = "晚" if answer > test.value else "早"
            return f"{name}是{chinese_date(answer)}，{side}了{days}天"
        return ""


def _clearance(event: dt.date, years: int) -> str:
    """When a past event stops counting; empty at the end of the calendar."""
    if event.year + years >= dt.MAXYEAR:
        return ""
    return f"{chinese_date(_first_day_outside(event, years))}起就满{years}年，不再卡在这一条"


def _first_day_outside(event: dt.date, years: int) -> dt.date:
    """The first date of handling on which an event no longer counts as within the years."""
    day = years_after(event, years) + _DAY
    while years_before(day, years) <= event:
        day += _DAY
    return day


def _worded(node: Node, profile: Values, value: Truth) -> Iterator[Node]:
    """The outermost parts that carry a text and decide the value."""
    if node.condition.text is not None or not node.children:
        yield node
        return
    parts = [child for child in node.children if child.value(profile) is value]
    # One true branch is enough for 或; all of them must be true for 且.
    if value is True and isinstance(node.condition, AnyOf):
        parts = parts[:1]
    for child in parts:
        yield from _worded(child, profile, value)


def _failing_test(node: Node, profile: Values, *, wanted: bool) -> Test | None:
    """The first test that makes the condition what it is; exclusions are wanted true."""
    if isinstance(node.condition, Test):
        return node.condition if node.value(profile) is wanted else None
    for child in node.children:
        if child.value(profile) is wanted and (
            found := _failing_test(child, profile, wanted=wanted)
        ):
            return found
    return None
