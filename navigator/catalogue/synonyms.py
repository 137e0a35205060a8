"""Groups of words that mean the same at the counter, from ``synonyms.yaml``."""

from __future__ import annotations

from pathlib import Path

import yaml

from navigator.model.errors import CatalogueError
from navigator.model.folding import fold

FILE_NAME = "synonyms.yaml"


def load_synonyms(folder: Path) -> tuple[tuple[str, ...], ...]:
    """The groups of ``folder/synonyms.yaml``, each of two or more words that differ when folded.

    Raises CatalogueError naming file, group and what was expected.
    """
    path = folder / FILE_NAME
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _wrong(path, f"读不出来（{error.strerror or error}）") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise _wrong(path, f"不是合法的 YAML：{error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("groups"), list):
        raise _wrong(path, "应有一个键 groups，其值为词组的列表")
    groups = []
    for number, group in enumerate(raw["groups"], 1):
        if not isinstance(group, list) or not all(isinstance(word, str) for word in group):
            raise _wrong(path, f"第 {number} 组应为词的列表，纯数字的词请加引号")
        words = tuple(word.strip() for word in group)
        folded = [fold(word) for word in words]
        if len(words) < 2 or not all(folded):
            raise _wrong(path, f"第 {number} 组应有两个以上的词，且不为空")
        if len(set(folded)) != len(folded):
            raise _wrong(path, f"第 {number} 组里有重复的词：{'、'.join(words)}")
        groups.append(words)
    return tuple(groups)


def _wrong(path: Path, what: str) -> CatalogueError:
    return CatalogueError(f"同义词表 {path.name} 有误：{what}", "", "请改正后重新启动")
