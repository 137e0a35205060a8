"""The conditions of a measure as a tree with their state, for the trace and the picture.

Every node has words, a state (met, failed, open), the provision it rests on and, where it looks at
a single fact, what the applicant answered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from navigator.eligibility.conditions import Node, compile_condition
from navigator.eligibility.dates import chinese_date
from navigator.eligibility.wording import answer_text, number_text
from navigator.model.conditions import All, AnyOf, Condition, Not, Op, Test
from navigator.model.facts import Answer, Fact, Vocabulary
from navigator.model.measures import Measure
from navigator.ui.i18n import t

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Decision:
    """``join`` is 全部 / 任一 / 没有 for groups and empty for a single condition.

    ``state`` True is good for the applicant: an excluded circumstance that is absent is True.
    """

    text: str
    state: Truth
    cite: str
    join: str = ""
    answer: str = ""
    facts: tuple[str, ...] = ()
    children: tuple[Decision, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Decision]]:
        """Every node with its depth, in reading order."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


def decision_of(
    measure: Measure, answers: Mapping[str, Answer], as_of: dt.date, vocabulary: Vocabulary
) -> Decision:
    """The whole decision of a measure for these answers on this date."""
    maker = _Maker(dict(answers), as_of, vocabulary, measure.cite)
    parts: list[Decision] = []
    if measure.audience:
        labels = "、".join(vocabulary["applicant_type"].label_of(v) for v in measure.audience)
        text = measure.audience_text or t("面向{labels}", labels=labels)
        test = Test("applicant_type", Op.IN, frozenset(measure.audience), text, cite=measure.cite)
        parts.append(maker.make(compile_condition(test, as_of)))
    parts += [maker.make(compile_condition(c, as_of)) for c in measure.conditions]
    parts += [maker.exclusion(compile_condition(c, as_of)) for c in measure.exclusions]
    return Decision(measure.title, _all(parts), measure.cite, t("全部满足"), children=tuple(parts))


def _all(parts: list[Decision]) -> Truth:
    states = [part.state for part in parts]
    if False in states:
        return False
    return None if None in states else True


class _Maker:
    def __init__(
        self, answers: dict[str, Answer], as_of: dt.date, vocabulary: Vocabulary, cite: str
    ) -> None:
        self._answers = answers
        self._as_of = as_of
        self._vocabulary = vocabulary
        self._cite = cite

    def make(self, node: Node, cite: str | None = None) -> Decision:
        condition = node.condition
        place = condition.cite or cite or self._cite
        state = node.value(self._answers)
        if isinstance(condition, Test):
            words = condition.text or self._words(condition)
            return Decision(words, state, place, "", self._answered(condition), node.facts)
        join, words = _group_words(condition)
        children = tuple(self.make(child, place) for child in node.children)
        return Decision(
            condition.text or words, state, place, join, facts=node.facts, children=children
        )

    def exclusion(self, node: Node) -> Decision:
        inner = self.make(node)
        state = None if inner.state is None else not inner.state
        text = t("没有排除情形：{what}", what=inner.text)
        if not inner.children:
            return Decision(text, state, inner.cite, t("排除"), inner.answer, inner.facts)
        return Decision(text, state, inner.cite, t("排除"), facts=inner.facts, children=(inner,))

    def _answered(self, test: Test) -> str:
        answer = self._answers.get(test.fact)
        if answer is None:
            return ""
        said = answer_text(self._vocabulary[test.fact], answer)
        if test.op is Op.GT_FACT and isinstance(test.value, str):
            other = self._answers.get(test.value)
            if other is not None:
                said += f"；{answer_text(self._vocabulary[test.value], other)}"
        return said

    def _words(self, test: Test) -> str:
        fact = self._vocabulary[test.fact]
        value = test.value
        if test.op is Op.KNOWN:
            return t("已填{name}", name=fact.name)
        if test.op is Op.GT_FACT:
            return t("{a}大于{b}", a=fact.name, b=self._vocabulary[str(value)].name)
        if isinstance(value, int) and test.op in (Op.WITHIN_YEARS, Op.NOT_WITHIN_YEARS):
            inside = (
                t("在近{n}年内", n=value)
                if test.op is Op.WITHIN_YEARS
                else t("不在近{n}年内", n=value)
            )
            return f"{fact.name}{inside}"
        return f"{fact.name}{t(_OP_WORDS[test.op])}{_value_words(fact, value)}"


_OP_WORDS = {
    Op.EQ: "为",
    Op.NE: "不为",
    Op.IN: "为",
    Op.NOT_IN: "不为",
    Op.HAS: "含",
    Op.HAS_ANY: "含任一",
    Op.HAS_ALL: "含全部",
    Op.HAS_NONE: "不含",
    Op.LT: "低于",
    Op.LE: "不超过",
    Op.GT: "超过",
    Op.GE: "不低于",
    Op.ON_OR_BEFORE: "不晚于",
    Op.ON_OR_AFTER: "不早于",
}


def _value_words(fact: Fact, value: object) -> str:
    if isinstance(value, bool):
        return t("是") if value else t("否")
    if isinstance(value, Decimal):
        return number_text(fact, value)
    if isinstance(value, dt.date):
        return chinese_date(value)
    if isinstance(value, frozenset):
        return "、".join(item.label for item in fact.values if item.value in value)
    return fact.label_of(value) if isinstance(value, str) and fact.values else str(value)


def _group_words(condition: Condition) -> tuple[str, str]:
    if isinstance(condition, All):
        return t("全部满足"), t("下列各条都满足")
    if isinstance(condition, AnyOf):
        return t("任一满足"), t("下列任一条满足")
    assert isinstance(condition, Not)
    return t("不成立"), t("下列情形不成立")
