"""The vocabulary of facts, from ``resources/catalogue/facts.yaml``."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from navigator.catalogue.conditions import parse_condition
from navigator.catalogue.yaml_source import (
    Problem,
    Reader,
    SourceMap,
    parse_yaml,
    raise_problems,
)
from navigator.model.facts import Constraint, Fact, FactType, FactValue, Role, Vocabulary
from navigator.resources import resource


def facts_path() -> Path:
    """Where the shipped vocabulary lies."""
    return resource("catalogue", "facts.yaml")


def load_facts(path: Path | None = None) -> Vocabulary:
    """The vocabulary of one file. Raises CatalogueError naming every mistake."""
    source = path or facts_path()
    return parse_facts(source.read_text(encoding="utf-8"), source.name)


def parse_facts(text: str, file: str = "facts.yaml") -> Vocabulary:
    """The vocabulary written in ``text``. Raises CatalogueError naming every mistake."""
    problems: list[Problem] = []
    data = parse_yaml(text, file)
    if not isinstance(data, SourceMap):
        raise_problems([Problem(file, 1, "facts", "应有 facts 和 constraints 两个键")])
    reader = Reader(data, file, problems)
    facts: dict[str, Fact] = {}
    for child in reader.children("facts"):
        fact = _parse_fact(child)
        if fact is not None and fact.id in facts:
            child.problem("id", f"重复：{fact.id}")
        elif fact is not None:
            facts[fact.id] = fact
    bare = Vocabulary(tuple(facts.values()))
    constraints = [c for child in reader.children("constraints") if (c := _constraint(child, bare))]
    reader.done()
    raise_problems(problems)
    return Vocabulary(bare.facts, tuple(constraints))


def _parse_fact(reader: Reader) -> Fact | None:
    fact_id = reader.text("id")
    kind = reader.choice("type", [item.value for item in FactType])
    role = reader.choice("role", [item.value for item in Role])
    group, question = reader.text("group_zh"), reader.text("question_zh")
    values = tuple(_values(reader))
    fact_type = FactType(kind) if kind else FactType.BOOL
    if kind and (fact_type is FactType.ENUM) != bool(values):
        reader.problem("values", "枚举须列出可选值，其他类型不列")
    minimum, maximum = _number(reader, "min"), _number(reader, "max")
    cost = reader.whole("cost")
    if cost is not None and not 1 <= cost <= 5:
        reader.problem("cost", "应为 1 到 5")
    flags = {name: reader.flag(name) for name in ("multi", "allow_none", "past_only")}
    if flags["multi"] and fact_type is not FactType.ENUM:
        reader.problem("multi", "只有枚举可以多选")
    if (flags["allow_none"] or flags["past_only"]) and fact_type is not FactType.DATE:
        reader.problem("allow_none", "allow_none 和 past_only 只用于日期")
    texts = {
        name: reader.text(name, required=False)
        for name in ("name_zh", "help_zh", "why_zh", "where_zh", "unit", "display_unit")
    }
    reader.done()
    if fact_id is None or kind is None or role is None or group is None or question is None:
        return None
    return Fact(
        fact_id,
        fact_type,
        Role(role),
        group,
        question,
        texts["name_zh"] or question.rstrip("？?"),
        help=texts["help_zh"],
        why=texts["why_zh"],
        where=texts["where_zh"],
        cost=cost or 1,
        unit=texts["unit"],
        display_unit=texts["display_unit"],
        values=values,
        minimum=minimum,
        maximum=maximum,
        **flags,
    )


def _values(reader: Reader) -> list[FactValue]:
    result: list[FactValue] = []
    for child in reader.children("values"):
        value, label = child.text("value"), child.text("label_zh")
        child.done()
        if value is not None and label is not None:
            if any(item.value == value for item in result):
                child.problem("value", f"重复：{value}")
            result.append(FactValue(value, label))
    return result


def _number(reader: Reader, key: str) -> Decimal | None:
    value = reader.raw(key)
    if value is None:
        return None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    reader.problem(key, f"应为数字，现为 {value!r}")
    return None


def _constraint(reader: Reader, vocabulary: Vocabulary) -> Constraint | None:
    constraint_id, message = reader.text("id"), reader.text("message_zh")
    child = reader.child("when")
    when = parse_condition(child, vocabulary, texts=False) if child else None
    reader.done()
    if constraint_id is None or message is None or when is None:
        return None
    return Constraint(constraint_id, when, message)
