"""The synonym table is rich, well formed, and says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.catalogue.synonyms import FILE_NAME, load_synonyms
from navigator.model.errors import CatalogueError
from navigator.store.search.synonyms import Synonyms

CATALOGUE = Path(__file__).resolve().parents[2] / "resources" / "catalogue"


def test_the_table_is_rich() -> None:
    groups = load_synonyms(CATALOGUE)
    assert len(groups) >= 120
    table = Synonyms(groups)
    for one, two in (
        ("个体户", "个体工商户"),
        ("小微", "小型微利企业"),
        ("补贴", "补助"),
        ("社保", "社会保险"),
        ("海归", "留学回国人员"),
        ("落户", "进京户口"),
        ("押金", "保证金"),
    ):
        assert two in table.others(one) and one in table.others(two)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("groups: [[押金]]", "第 1 组应有两个以上的词"),
        ("groups: [[甲, 乙], [押金, 押 金]]", "第 2 组里有重复的词"),
        ("groups: [[热线, 12345]]", "纯数字的词请加引号"),
        ("words: []", "应有一个键 groups"),
        ("groups: [", "不是合法的 YAML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        load_synonyms(tmp_path)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="读不出来"):
        load_synonyms(tmp_path)


def test_words_are_replaced_whole_or_inside() -> None:
    table = Synonyms([("个体户", "个体工商户"), ("押金", "保证金"), ("补贴", "补贴支持")])
    assert table.variants(["押金"]) == [("保证金",)]
    assert table.variants(["个体户贷款"]) == [("个体工商户贷款",)]
    assert table.variants(["无关"]) == []
    assert table.variants(["补贴办法"]) == []  # 补贴支持办法 would only repeat itself
    assert set(table.variants(["押金", "个体户"])) == {
        ("保证金", "个体户"),
        ("押金", "个体工商户"),
        ("保证金", "个体工商户"),
    }
