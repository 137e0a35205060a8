"""From YAML to conditions: the form the contract's constraints and our measures share.

``{fact, op, value, text, fails, cite, printed}`` is a test; ``all:`` and ``any:`` take a list,
``not:`` takes one condition.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from navigator.catalogue.yaml_source import Reader, SourceList
from navigator.model.conditions import All, AnyOf, Condition, Not, Op, Operand, Test
from navigator.model.facts import Fact, FactType, Vocabulary

_NUMERIC = frozenset({Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE, Op.GT_FACT, Op.KNOWN})
_DATE = frozenset(
    {Op.EQ, Op.ON_OR_BEFORE, Op.ON_OR_AFTER, Op.WITHIN_YEARS, Op.NOT_WITHIN_YEARS, Op.KNOWN}
)
_ONE = frozenset({Op.EQ, Op.NE, Op.IN, Op.NOT_IN, Op.KNOWN})
_SEVERAL = frozenset({Op.HAS, Op.HAS_ANY, Op.HAS_ALL, Op.HAS_NONE, Op.KNOWN})
_BOOL = frozenset({Op.EQ, Op.NE, Op.KNOWN})
_LISTS = frozenset({Op.IN, Op.NOT_IN, Op.HAS_ANY, Op.HAS_ALL, Op.HAS_NONE})


def allowed_ops(fact: Fact) -> frozenset[Op]:
    """The comparisons that make sense for a fact."""
    if fact.type is FactType.BOOL:
        return _BOOL
    if fact.type is FactType.ENUM:
        return _SEVERAL if fact.multi else _ONE
    return _DATE if fact.type is FactType.DATE else _NUMERIC


def parse_condition(
    reader: Reader, vocabulary: Vocabulary, *, texts: bool, default_cite: str | None = None
) -> Condition | None:
    """One condition. ``texts``: every test outside a group with a text needs one of its own."""
    text = reader.text("text", required=False)
    fails = reader.text("fails", required=False)
    cite = reader.text("cite", required=False) or default_cite
    need = texts and text is None
    groups = [key for key in ("all", "any", "not") if reader.has(key)]
    if len(groups) + reader.has("fact") != 1:
        reader.problem("fact", "一个条件只能有 fact、all、any、not 其中之一")
        return None
    if groups == ["not"]:
        child = reader.child("not")
        inner = (
            parse_condition(child, vocabulary, texts=False, default_cite=cite) if child else None
        )
        if need:
            reader.problem("text", "缺少，not 须用自己的话写出要求")
        reader.done()
        return Not(inner, text, fails, cite, reader.line) if inner else None
    if groups:
        key = groups[0]
        of = tuple(
            condition
            for child in reader.children(key)
            if (condition := parse_condition(child, vocabulary, texts=need, default_cite=cite))
        )
        if not of:
            reader.problem(key, "至少要有一个条件")
            return None
        reader.done()
        return (All if key == "all" else AnyOf)(of, text, fails, cite, reader.line)
    return _parse_test(reader, vocabulary, need, text, fails, cite)


def _parse_test(
    reader: Reader,
    vocabulary: Vocabulary,
    need_text: bool,
    text: str | None,
    fails: str | None,
    cite: str | None,
) -> Test | None:
    fact_id = reader.text("fact")
    op_name = reader.choice("op", [op.value for op in Op])
    printed = reader.text("printed", required=False)
    raw = reader.raw("value")
    reader.done()
    if need_text and text is None:
        reader.problem("text", "缺少，须用自己的话写出要求")
    if fact_id is None or op_name is None:
        return None
    if fact_id not in vocabulary:
        reader.problem("fact", f"没有这个事实：{fact_id}")
        return None
    fact, op = vocabulary[fact_id], Op(op_name)
    if op not in allowed_ops(fact):
        names = "、".join(sorted(allowed_ops(fact)))
        reader.problem("op", f"{fact_id} 只能用 {names}，现为 {op_name}")
        return None
    if op is not Op.KNOWN and raw is None:
        reader.problem("value", "缺少")
        return None
    value = _operand(reader, vocabulary, fact, op, raw)
    if value is None and op is not Op.KNOWN:
        return None
    return Test(fact_id, op, value, text, fails, cite, printed, reader.line)


def _operand(reader: Reader, vocabulary: Vocabulary, fact: Fact, op: Op, raw: Any) -> Operand:
    """The value a test compares with, or None after a report."""
    if op is Op.KNOWN:
        if raw is not None:
            reader.problem("value", "known 不带值")
        return None
    if op is Op.GT_FACT:
        if raw in vocabulary and vocabulary[raw].type.numeric:
            return str(raw)
        reader.problem("value", f"应为另一个数值事实的 id，现为 {raw!r}")
    elif op in _LISTS:
        if isinstance(raw, SourceList) and raw and all(_known(fact, item) for item in raw):
            return frozenset(raw)
        reader.problem("value", f"应为 {_names(fact)} 中若干个的列表，现为 {raw!r}")
    elif op in (Op.WITHIN_YEARS, Op.NOT_WITHIN_YEARS):
        if isinstance(raw, int) and not isinstance(raw, bool) and raw > 0:
            return raw
        reader.problem("value", f"应为正整数（年），现为 {raw!r}")
    elif fact.type is FactType.BOOL:
        if isinstance(raw, bool):
            return raw
        reader.problem("value", f"应为 true 或 false，现为 {raw!r}")
    elif fact.type is FactType.ENUM:
        if _known(fact, raw):
            return str(raw)
        reader.problem("value", f"应为 {_names(fact)} 之一，现为 {raw!r}")
    elif fact.type is FactType.DATE:
        if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
            return raw
        reader.problem("value", f"应为日期（YYYY-MM-DD），现为 {raw!r}")
    elif isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        return Decimal(raw)
    else:
        reader.problem("value", f"应为数字，现为 {raw!r}")
    return None


def _known(fact: Fact, value: object) -> bool:
    return isinstance(value, str) and any(item.value == value for item in fact.values)


def _names(fact: Fact) -> str:
    return "、".join(item.value for item in fact.values)
