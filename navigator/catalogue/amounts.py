"""From YAML to the formula of an amount.

``{figure, printed, cite}`` is a figure of the text, ``{fact: id}`` an answer, a bare number a
constant of arithmetic; ``add sub mul min max between`` take a list; ``case`` + ``of`` chooses by
the answer to an enumeration.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from navigator.catalogue.conditions import parse_condition
from navigator.catalogue.yaml_source import Reader, SourceList, SourceMap
from navigator.model.facts import FactType, Vocabulary
from navigator.model.measures import (
    Amount,
    Arithmetic,
    Bound,
    Cap,
    Case,
    FactFigure,
    Figure,
    Formula,
    Nature,
    Operation,
)

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_ARITY = {Arithmetic.SUB: 2, Arithmetic.BETWEEN: 2}


def parse_amount(reader: Reader, vocabulary: Vocabulary, cite: str) -> Amount | None:
    """The ``amount`` of a benefit, or None after a report."""
    label, nature = reader.text("label"), reader.choice("nature", [n.value for n in Nature])
    bound = reader.choice("bound", [b.value for b in Bound])
    word = reader.text("word", required=False)
    own_cite = reader.text("cite", required=False) or cite
    formula = parse_formula(reader, "formula", vocabulary, own_cite)
    caps = tuple(c for child in reader.children("caps") if (c := _cap(child, vocabulary, own_cite)))
    only_reader = reader.child("only_if", required=False)
    only_if = parse_condition(only_reader, vocabulary, texts=False) if only_reader else None
    otherwise = reader.text("otherwise", required=False)
    if (only_if is None) != (otherwise is None):
        reader.problem("otherwise", "only_if 和 otherwise（为什么不给金额）要一起写")
    if bound in (Bound.UPPER, Bound.EXACT) and word is None:
        reader.problem("word", "缺少，写出原文中定性质的词，如 不超过、最高、按照")
    reader.done()
    if label is None or nature is None or bound is None or formula is None:
        return None
    return Amount(
        label,
        Nature(nature),
        Bound(bound),
        formula,
        caps,
        word,
        own_cite,
        only_if,
        otherwise,
        reader.line,
    )


def _cap(reader: Reader, vocabulary: Vocabulary, cite: str) -> Cap | None:
    label = reader.text("label")
    value = parse_formula(reader, "value", vocabulary, cite)
    reader.done()
    return None if label is None or value is None else Cap(label, value, reader.line)


def parse_formula(reader: Reader, key: str, vocabulary: Vocabulary, cite: str) -> Formula | None:
    """The formula under ``key``, or None after a report."""
    return _formula(reader, key, reader.raw(key), vocabulary, cite)


def _formula(
    reader: Reader, key: str, raw: Any, vocabulary: Vocabulary, cite: str
) -> Formula | None:
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        return Figure(Decimal(raw), line=reader.line)
    if not isinstance(raw, SourceMap):
        reader.problem(key, "应为 {figure: …, printed: …}、{fact: …} 或一种运算")
        return None
    child = Reader(raw, reader.file, reader.problems, reader.key(key))
    operations = [op for op in Arithmetic if child.has(op.value)]
    kinds = [k for k in ("figure", "fact", "case") if child.has(k)] + operations
    if len(kinds) != 1:
        child.problem("figure", f"figure、fact、case、{'、'.join(Arithmetic)} 只写一个")
        return None
    if operations:
        formula = _operation(child, operations[0], vocabulary, cite)
    elif kinds == ["figure"]:
        formula = _figure(child, cite)
    elif kinds == ["fact"]:
        formula = _fact_figure(child, vocabulary)
    else:
        formula = _case(child, vocabulary, cite)
    child.done()
    return formula


def _operation(reader: Reader, op: Arithmetic, vocabulary: Vocabulary, cite: str) -> Formula | None:
    items = reader.raw(op.value)
    if not isinstance(items, SourceList) or len(items) < 2:
        reader.problem(op.value, "应为至少两项的列表")
        return None
    if len(items) != _ARITY.get(op, len(items)):
        reader.problem(op.value, "正好两项")
        return None
    parts = [
        _formula(_item_reader(reader, op, line), str(index), item, vocabulary, cite)
        for index, (item, line) in enumerate(zip(items, items.lines, strict=True))
    ]
    if any(part is None for part in parts):
        return None
    return Operation(op, tuple(p for p in parts if p is not None), reader.line)


def _item_reader(reader: Reader, op: Arithmetic, line: int) -> Reader:
    """A reader that places mistakes at one item of an operation's list."""
    carrier = SourceMap()
    carrier.line, carrier.lines = line, {}
    return Reader(carrier, reader.file, reader.problems, reader.key(op.value))


def _figure(reader: Reader, cite: str) -> Figure | None:
    raw = reader.raw("figure")
    printed = reader.text("printed")
    own_cite = reader.text("cite", required=False) or cite
    if isinstance(raw, str) and (match := _PERCENT.fullmatch(raw)):
        return Figure(Decimal(match[1]) / 100, printed, own_cite, True, reader.line)
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        return Figure(Decimal(raw), printed, own_cite, False, reader.line)
    reader.problem("figure", f"应为数字（元）或百分数（如 40%），现为 {raw!r}")
    return None


def _fact_figure(reader: Reader, vocabulary: Vocabulary) -> FactFigure | None:
    fact = reader.text("fact")
    if fact is None:
        return None
    if fact not in vocabulary or not vocabulary[fact].type.numeric:
        reader.problem("fact", f"应为数值事实的 id，现为 {fact}")
        return None
    return FactFigure(fact, reader.line)


def _case(reader: Reader, vocabulary: Vocabulary, cite: str) -> Case | None:
    fact = reader.text("case")
    branches = reader.child("of")
    rest = parse_formula(reader, "otherwise", vocabulary, cite) if reader.has("otherwise") else None
    if fact is None or branches is None:
        return None
    if fact not in vocabulary or vocabulary[fact].type is not FactType.ENUM:
        reader.problem("case", f"应为枚举事实的 id，现为 {fact}")
        return None
    known = [item.value for item in vocabulary[fact].values]
    of: dict[str, Formula] = {}
    for value in branches.data:
        if value not in known:
            branches.problem(value, f"应为 {'、'.join(known)} 之一")
        formula = parse_formula(branches, value, vocabulary, cite)
        if formula is not None:
            of[value] = formula
    return Case(fact, of, rest, reader.line)
