"""Profile files: JSON, YAML or CSV, from bytes to raw profiles.

JSON and YAML hold one mapping or a list of mappings; CSV has a header of fact ids and one profile
a row, read lazily. What cannot be read at all raises ProfileError; what can be read but cannot be
is for :mod:`navigator.eligibility.check` to say.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import yaml

from navigator.model.errors import ProfileError

MOST_BYTES = 256 * 1024 * 1024
MOST_YAML_BYTES = 16 * 1024 * 1024
MOST_DEPTH = 20
_KEPT = "没有评估，也没有改动任何内容"


@dataclass(frozen=True, slots=True)
class RawProfile:
    """One profile as it stands in the file; ``broken`` says why its values cannot be taken."""

    values: Any
    csv: bool = False
    broken: str | None = None

    @property
    def name(self) -> str | None:
        value = self.values.get("name") if isinstance(self.values, dict) else None
        return value.strip() or None if isinstance(value, str) else None


def read_profiles(content: bytes, file_name: str) -> Iterator[RawProfile]:
    """The profiles of a file, in order; the ending of the name says the format.

    Raises ProfileError when the file is not what its ending says.
    """
    if len(content) > MOST_BYTES:
        raise ProfileError(
            f"文件太大：{file_name}", _KEPT, f"请拆成不超过{MOST_BYTES // 2**20}MB的几个文件"
        )
    suffix = PurePath(file_name).suffix.lower()
    text = _decode(content, file_name)
    if suffix == ".csv":
        return _csv_profiles(text, file_name)
    if suffix in (".yaml", ".yml"):
        data = _load_yaml(text, file_name)
    elif suffix == ".json":
        data = _load_json(text, file_name)
    else:
        raise ProfileError(
            f"不认识的文件类型：{file_name}", _KEPT, "请用 .json、.yaml 或 .csv 文件"
        )
    if isinstance(data, dict | _Twice):
        return iter([_raw(data)])
    if isinstance(data, list):
        return iter([_raw(item) for item in data])
    raise ProfileError(
        f"文件里没有资料：{file_name}", _KEPT, "内容应是一组“事实: 值”，或由这样的组构成的列表"
    )


def _raw(item: Any) -> RawProfile:
    if isinstance(item, _Twice):
        return RawProfile(item.values, broken=f"“{item.key}”写了两次，不知道以哪个为准")
    return RawProfile(item)


def _decode(content: bytes, file_name: str) -> str:
    # Spreadsheets in China still save CSV in GB 18030.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ProfileError(f"文件的编码认不出来：{file_name}", _KEPT, "请另存为 UTF-8 编码后再试")


@dataclass(frozen=True, slots=True)
class _Twice:
    """A mapping with a key that stands twice: nobody can say which value counts."""

    key: str
    values: dict[str, Any]


def _mapping(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any] | _Twice:
    result: dict[Any, Any] = {}
    twice: str | None = None
    for key, value in pairs:
        if key in result:
            twice = str(key)
        result[key] = value
    return result if twice is None else _Twice(twice, result)


def _whole(text: str) -> int | Decimal:
    # int() refuses very long texts; such a figure is a wrong answer, not an unreadable file.
    return int(text) if len(text) < 40 else Decimal(text)


def _load_json(text: str, file_name: str) -> Any:
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=Decimal,
            object_pairs_hook=_mapping,
        )
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise _unreadable("JSON", file_name, error) from error


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _ProfileLoader(_Base):
    """Plain data only, numbers kept exact."""


def _construct_mapping(loader: Any, node: Any) -> Any:
    # Merge keys (<<) are deliberately not unfolded: a small file could grow without bound.
    return _mapping(
        (loader.construct_object(key, deep=True), loader.construct_object(value, deep=True))
        for key, value in node.value
    )


def _construct_number(loader: Any, node: Any) -> Decimal:
    text = loader.construct_scalar(node).replace("_", "").lower()
    return Decimal(text.replace(".", "") if text.endswith((".inf", ".nan")) else text)


def _construct_date(loader: Any, node: Any) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:  # 2021-02-30: a wrong answer, not an unreadable file
        return loader.construct_scalar(node)


_ProfileLoader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)
_ProfileLoader.add_constructor("tag:yaml.org,2002:float", _construct_number)
_ProfileLoader.add_constructor("tag:yaml.org,2002:timestamp", _construct_date)


def _load_yaml(text: str, file_name: str) -> Any:
    if len(text) > MOST_YAML_BYTES:
        raise ProfileError(f"YAML 文件太大：{file_name}", _KEPT, "这么多资料请改用 CSV 或 JSON")
    try:
        _check_depth(text)
        return yaml.load(text, Loader=_ProfileLoader)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, ArithmeticError) as error:
        raise _unreadable("YAML", file_name, error) from error


def _check_depth(text: str) -> None:
    """Refuses deep nesting before anything recurses into it."""
    depth = 0
    for event in yaml.parse(text, Loader=_ProfileLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                raise yaml.YAMLError("嵌套太深")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _unreadable(kind: str, file_name: str, error: Exception) -> ProfileError:
    line = getattr(error, "lineno", None)
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        line = mark.line + 1
    where = f"（第{line}行附近）" if line else ""
    return ProfileError(f"{kind} 文件读不懂：{file_name}{where}", _KEPT, "请改正后再试")


def _csv_profiles(text: str, file_name: str) -> Iterator[RawProfile]:
    # Read to the end before the first row goes out: half an answer would look like a whole one.
    trial = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for _ in trial:
            pass
    except csv.Error as error:
        raise ProfileError(
            f"CSV 文件第{max(trial.line_num, 1)}行读不懂：{file_name}", _KEPT, "请改正后再试"
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [cell.strip() for cell in next(reader, [])]
    if not any(header):
        raise ProfileError(f"CSV 文件没有表头：{file_name}", _KEPT, "第一行应是事实的 id")
    twice = sorted({cell for cell in header if header.count(cell) > 1})
    if twice:
        raise ProfileError(
            f"CSV 表头有重复的列：{file_name}（{'、'.join(twice) or '空列名'}）",
            _KEPT,
            "每个事实只留一列",
        )
    return _csv_rows(reader, header)


def _csv_rows(reader: Iterable[list[str]], header: list[str]) -> Iterator[RawProfile]:
    for row in reader:
        if not row:
            continue
        values = dict(zip(header, row, strict=False))
        extra = [cell for cell in row[len(header) :] if cell.strip()]
        broken = "这一行的格子比表头多" if extra else None
        yield RawProfile(values, csv=True, broken=broken)
