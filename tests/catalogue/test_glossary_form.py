"""Each way a glossary file can be wrong has a message with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.catalogue.glossary import load_glossary
from navigator.model.digests import Basis
from navigator.model.errors import CatalogueError

SOUND = """\
terms:
- term: 首贷
  also: [首次贷款]
  basis: text
  explanation: 第一次贷款。以前没有贷过。
  provisions: [doc#一]
- {term: LPR, explanation: 基准利率。}
"""


def _load(folder: Path, text: str) -> None:
    path = folder / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    load_glossary(path)


def test_a_sound_file_loads(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text(SOUND, encoding="utf-8")
    first, second = load_glossary(tmp_path / "glossary.yaml")
    assert first.spellings == ("首贷", "首次贷款")
    assert (first.basis, first.provisions) == (Basis.TEXT, ("doc#一",))
    assert (second.basis, second.line) == (Basis.USUAL, 7)


def test_without_a_file_there_are_no_terms(tmp_path: Path) -> None:
    assert load_glossary(tmp_path / "glossary.yaml") == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("term: LPR", "term: 首次 贷款", "第7行 terms[1].term：“首次 贷款”已在“首贷”里解释过"),
        ("term: LPR", "term: ''", "terms[1].term：不能为空"),
        ("also: [首次贷款]", "also: [首贷]", "第3行 terms[0].also：“首贷”已在"),
        ("basis: text", "basis: 汇编", "第4行 terms[0].basis：应为 text、usual 之一"),
        ("以前没有贷过。", "以前没有。真的。", "不超过 2 句，现为 3 句"),
        ("基准利率。", "基准利率", "第7行 terms[1].explanation：应是完整的句子"),
        ("基准利率。", "利" * 140 + "。", "不超过 140 字，现为 141 字"),
        ("explanation: 基准利率。", "explain: 基准利率。", "terms[1].explanation：缺少"),
        ("explanation: 基准利率。", "explanation: 基准利率。, x: 1", "不认识这个键"),
        ("terms:", "words: []\nterms:", "words：不认识这个键"),
    ],
)
def test_a_mistake_is_placed_and_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert SOUND.count(old) == 1
    with pytest.raises(CatalogueError) as caught:
        _load(tmp_path, SOUND.replace(old, new))
    assert "glossary.yaml" in caught.value.message
    assert words in caught.value.message, caught.value.message
