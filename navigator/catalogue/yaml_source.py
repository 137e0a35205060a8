"""YAML files of the catalogue, read with the line of every key so that mistakes can be placed.

Mappings come as :class:`SourceMap` and lists as :class:`SourceList`: ordinary ``dict`` and
``list`` that remember lines. Numbers with a point come as ``Decimal``. :class:`Reader` takes
values out of them by key and type and collects every mistake as a :class:`Problem` naming file,
line, key and what was expected.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml

from navigator.model.errors import CatalogueError

_T = TypeVar("_T")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake of a catalogue file. ``key`` is a path such as ``conditions[2].value``."""

    file: str
    line: int
    key: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行 {self.key}：{self.expected}"


class SourceMap(dict[str, Any]):
    """A mapping that knows its own line and the line of each key."""

    line: int = 0
    lines: dict[str, int]


class SourceList(list[Any]):
    """A list that knows its own line and the line of each item."""

    line: int = 0
    lines: list[int]


class _SourceLoader(_Loader):
    pass


def _construct_map(loader: Any, node: yaml.MappingNode) -> SourceMap:
    result = SourceMap()
    result.line = node.start_mark.line + 1
    result.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(
                None, None, f"键必须是文字，不是 {key!r}", key_node.start_mark
            )
        if key in result:
            raise yaml.constructor.ConstructorError(
                None, None, f"键“{key}”重复", key_node.start_mark
            )
        result[key] = loader.construct_object(value_node, deep=True)
        result.lines[key] = key_node.start_mark.line + 1
    return result


def _construct_list(loader: Any, node: yaml.SequenceNode) -> SourceList:
    result = SourceList(loader.construct_object(child, deep=True) for child in node.value)
    result.line = node.start_mark.line + 1
    result.lines = [child.start_mark.line + 1 for child in node.value]
    return result


def _construct_decimal(loader: Any, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node).replace("_", ""))


# As in YAML 1.2, only true and false are yes and no: ``on`` is a key of ours, ``no`` a word.
_SourceLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith(":bool") or first in "tTfF"]
    for first, forms in _Loader.yaml_implicit_resolvers.items()
}
_SourceLoader.add_constructor("tag:yaml.org,2002:map", _construct_map)
_SourceLoader.add_constructor("tag:yaml.org,2002:seq", _construct_list)
_SourceLoader.add_constructor("tag:yaml.org,2002:float", _construct_decimal)


def parse_yaml(text: str, file: str) -> Any:
    """The content of one file. Raises CatalogueError, with file and line, when it is not YAML."""
    try:
        return yaml.load(text, Loader=_SourceLoader)
    except (yaml.YAMLError, ArithmeticError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        detail = getattr(error, "problem", None) or str(error)
        raise CatalogueError(
            f"目录文件读不懂：{file} 第{line}行（{detail}）",
            "没有改动任何内容",
            "请改正这一行后再试",
        ) from error


def read_yaml(path: Path) -> Any:
    """Content of one file on disk, the file named as it is named in messages."""
    return parse_yaml(path.read_text(encoding="utf-8"), path.name)


def digest_of(paths: Iterable[Path]) -> str:
    """One sha256 over names and contents, in order of name: the edition of a set of files."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def raise_problems(problems: Sequence[Problem]) -> None:
    """CatalogueError with every mistake, if there is any."""
    if problems:
        shown = "；".join(str(problem) for problem in problems[:20])
        more = f"；另有{len(problems) - 20}处" if len(problems) > 20 else ""
        raise CatalogueError(
            f"目录文件有{len(problems)}处错误：{shown}{more}",
            "没有改动任何内容",
            "请逐处改正后再试",
        )


class Reader:
    """Takes typed values out of a :class:`SourceMap`; mistakes go to a shared list.

    Every key that is asked for counts as allowed; :meth:`done` reports the keys nobody asked for.
    """

    def __init__(self, data: SourceMap, file: str, problems: list[Problem], path: str = "") -> None:
        self.data = data
        self.file = file
        self.problems = problems
        self.path = path
        self.line = data.line
        self._asked: set[str] = set()

    def key(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def problem(self, key: str, expected: str) -> None:
        line = self.data.lines.get(key, self.data.line)
        self.problems.append(Problem(self.file, line, self.key(key), expected))

    def raw(self, key: str) -> Any:
        self._asked.add(key)
        return self.data.get(key)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return self.data.get(key) is not None

    def _typed(self, key: str, kind: type[_T], expected: str, required: bool) -> _T | None:
        value = self.raw(key)
        if value is None:
            if required:
                self.problem(key, f"缺少，应为{expected}")
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.problem(key, f"应为{expected}，现为 {value!r}")
            return None
        return value

    def text(self, key: str, *, required: bool = True) -> str | None:
        value = self._typed(key, str, "文字", required)
        if value is not None and not value.strip():
            self.problem(key, "不能为空")
            return None
        return value

    def flag(self, key: str) -> bool:
        return bool(self._typed(key, bool, " true 或 false", False))

    def whole(self, key: str, *, required: bool = False) -> int | None:
        return self._typed(key, int, "整数", required)

    def date(self, key: str, *, required: bool = True) -> dt.date | None:
        value = self._typed(key, dt.date, "日期（YYYY-MM-DD）", required)
        if isinstance(value, dt.datetime):
            self.problem(key, "应为日期（YYYY-MM-DD），不带时刻")
            return None
        return value

    def choice(self, key: str, allowed: Iterable[str], *, default: str | None = None) -> str | None:
        if default is not None and not self.has(key):
            return default
        value = self.text(key)
        names = list(allowed)
        if value is not None and value not in names:
            self.problem(key, f"应为 {'、'.join(names)} 之一，现为 {value!r}")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; absent is empty."""
        value = self._typed(key, SourceList, "文字的列表", False)
        if value is None:
            return ()
        if any(not isinstance(item, str) for item in value):
            self.problem(key, "列表里只能是文字")
            return ()
        return tuple(value)

    def child(self, key: str, *, required: bool = True) -> Reader | None:
        value = self._typed(key, SourceMap, "一组键值", required)
        if value is None:
            return None
        return Reader(value, self.file, self.problems, self.key(key))

    def children(self, key: str) -> Iterator[Reader]:
        """Readers of a list of mappings; absent is empty."""
        value = self._typed(key, SourceList, "列表", False)
        if value is None:
            return
        for index, item in enumerate(value):
            if isinstance(item, SourceMap):
                yield Reader(item, self.file, self.problems, f"{self.key(key)}[{index}]")
            else:
                self.problems.append(
                    Problem(
                        self.file,
                        value.lines[index],
                        f"{self.key(key)}[{index}]",
                        f"应为一组键值，现为 {item!r}",
                    )
                )

    def done(self) -> None:
        """Reports keys that mean nothing here."""
        for key in self.data:
            if key not in self._asked:
                known = "、".join(sorted(self._asked))
                self.problem(key, f"不认识这个键；这里可用：{known}")
