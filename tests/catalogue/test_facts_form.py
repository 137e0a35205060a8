"""The vocabulary: what is shipped is sound, and each mistake of form is named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from navigator.catalogue.facts import load_facts, parse_facts
from navigator.model.errors import CatalogueError
from navigator.model.facts import FactType, Role

SOUND = """\
facts:
- id: size
  type: enum
  role: attribute
  group_zh: 组
  values:
  - {value: small, label_zh: 小}
  - {value: large, label_zh: 大}
  question_zh: 多大？
- {id: pay, type: number, role: matter, group_zh: 组, question_zh: 多少？, min: 0, unit: CNY}
- {id: day, type: date, role: attribute, group_zh: 组, question_zh: 哪天？, allow_none: true}
constraints:
- id: large-pay
  when: {all: [{fact: size, op: eq, value: large}, {fact: pay, op: gt, value: 1.5}]}
  message_zh: 矛盾
"""


def test_a_sound_vocabulary_is_read_whole() -> None:
    vocabulary = parse_facts(SOUND)
    assert [fact.id for fact in vocabulary.facts] == ["size", "pay", "day"]
    pay = vocabulary["pay"]
    assert (pay.type, pay.role, pay.minimum) == (FactType.NUMBER, Role.MATTER, Decimal(0))
    assert (pay.name, pay.currency, pay.cost) == ("多少", "CNY", 1)
    assert vocabulary["size"].label_of("small") == "小"
    assert [c.id for c in vocabulary.constraints] == ["large-pay"]
    assert "pay" in vocabulary and "other" not in vocabulary


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("type: enum", "type: list", "第3行 facts[0].type"),
        ("role: attribute", "role: x", "第4行 facts[0].role"),
        ("  question_zh: 多大？\n", "", "facts[0].question_zh：缺少"),
        ("value: large, label_zh", "value: small, label_zh", "重复：small"),
        ("id: pay", "id: size", "重复：size"),
        ("type: number", "type: enum", "枚举须列出可选值"),
        ("min: 0", "min: zero", "应为数字"),
        ("min: 0", "cost: 9", "1 到 5"),
        ("min: 0", "multi: true", "只有枚举可以多选"),
        ("min: 0", "past_only: true", "只用于日期"),
        ("op: eq, value: large", "op: eq, value: huge", "small、large"),
        ("fact: pay, op: gt", "fact: paid, op: gt", "没有这个事实"),
        ("  message_zh: 矛盾\n", "", "message_zh：缺少"),
        ("constraints:", "rules:", "不认识这个键"),
    ],
)
def test_a_mistake_is_named(old: str, new: str, words: str) -> None:
    assert old in SOUND
    with pytest.raises(CatalogueError) as caught:
        parse_facts(SOUND.replace(old, new, 1))
    assert words in caught.value.message
    assert "facts.yaml" in caught.value.message


def test_every_shipped_fact_can_be_asked_and_answered() -> None:
    vocabulary = load_facts()
    for fact in vocabulary.facts:
        assert fact.question.removesuffix("（可多选）").endswith("？"), fact.id
        assert fact.help and fact.why and fact.where, fact.id
        assert fact.name and len(fact.name) <= 12, fact.id
        assert 1 <= fact.cost <= 5
        assert bool(fact.display_unit) == fact.type.numeric, fact.id
        assert fact.type is not FactType.ENUM or len(fact.values) >= 2


def test_the_published_vocabulary_keeps_its_shape() -> None:
    """Ids, types and values are a contract: removing or retyping one breaks other programs."""
    vocabulary = load_facts()
    assert len(vocabulary.facts) >= 70
    assert len(vocabulary.constraints) >= 13
    kinds = {kind: sum(f.type is kind for f in vocabulary.facts) for kind in FactType}
    assert kinds[FactType.ENUM] >= 17 and kinds[FactType.DATE] >= 9
    matters = {f.id for f in vocabulary.facts if f.role is Role.MATTER}
    assert matters == {
        "financing_types",
        "planned_actions",
        "fee_items",
        "customs_matters",
        "licence_matters",
        "complaint_matters",
    }
    assert {f.id for f in vocabulary.facts if f.allow_none} == {
        "funding_fraud_record_date",
        "major_penalty_last_date",
        "legal_rep_bad_record_date",
    }
