"""JSON that can be written in one way only, and strict reading of what is in it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
_HASH = re.compile(r"[0-9a-f]{64}")
_LARGEST = 2**53  # a whole number every program reads alike
_LONGEST_LINE = 80  # characters of a name


class MalformedError(ValueError):
    """What is wrong, in a few words; the caller names the file."""


def canonical(value: object) -> bytes:
    """Sorted keys, no spaces, UTF-8, one line feed at the end."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8") + b"\n"


def parse(data: bytes) -> Fields:
    """The object in ``data``, which must be canonical. Raises MalformedError."""
    try:
        value = json.loads(data.decode("utf-8"))
        same = canonical(value) == data
    except (ValueError, RecursionError) as error:  # UnicodeError is a ValueError
        raise MalformedError("不是合法的 JSON") from error
    if not isinstance(value, dict):
        raise MalformedError("应为一个对象")
    if not same:
        raise MalformedError("写法不合规定")
    return Fields(value)


class Fields:
    """Takes values out of an object by key and type; :meth:`done` refuses keys nobody took."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise MalformedError("应为一个对象")
        self._left: dict[str, Any] = dict(value)

    def take(self, key: str) -> Any:
        if key not in self._left:
            raise MalformedError(f"缺少 {key}")
        return self._left.pop(key)

    def done(self) -> None:
        if self._left:
            raise MalformedError(f"多出 {next(iter(self._left))[:40]}")

    def text(self, key: str) -> str:
        value = self.take(key)
        if not isinstance(value, str):
            raise MalformedError(f"{key} 应为文字")
        return value

    def text_or_none(self, key: str) -> str | None:
        value = self.take(key)
        if value is not None and not isinstance(value, str):
            raise MalformedError(f"{key} 应为文字")
        return value

    def line(self, key: str) -> str:
        """A short name for people: no line breaks, nothing invisible."""
        value = self.text(key)
        if not is_line(value):
            raise MalformedError(f"{key} 应为一行文字，最多{_LONGEST_LINE}个字")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.take(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise MalformedError(f"{key} 应为文字的列表")
        return tuple(value)

    def whole(self, key: str) -> int:
        return whole(self.take(key), key)

    def whole_or_none(self, key: str) -> int | None:
        value = self.take(key)
        return None if value is None else whole(value, key)

    def flag(self, key: str) -> bool:
        value = self.take(key)
        if not isinstance(value, bool):
            raise MalformedError(f"{key} 应为是或否")
        return value

    def hash(self, key: str) -> str:
        value = self.text(key)
        if not _HASH.fullmatch(value):
            raise MalformedError(f"{key} 应为 SHA-256")
        return value

    def date(self, key: str) -> dt.date:
        found = self.date_or_none(key)
        if found is None:
            raise MalformedError(f"{key} 应为日期")
        return found

    def date_or_none(self, key: str) -> dt.date | None:
        value = self.text_or_none(key)
        if value is None:
            return None
        try:
            found = dt.date.fromisoformat(value)
        except ValueError as error:
            raise MalformedError(f"{key} 应为日期") from error
        if found.isoformat() != value:
            raise MalformedError(f"{key} 应为日期")
        return found

    def choice(self, key: str, kind: type[E]) -> E:
        value = self.text(key)
        try:
            return kind(value)
        except ValueError as error:
            raise MalformedError(f"{key} 的值不认识") from error

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        try:
            return tuple(kind(value) for value in self.texts(key))
        except ValueError as error:
            raise MalformedError(f"{key} 的值不认识") from error

    def items(self, key: str, convert: Callable[[Any], T]) -> tuple[T, ...]:
        value = self.take(key)
        if not isinstance(value, list):
            raise MalformedError(f"{key} 应为列表")
        return tuple(convert(item) for item in value)


def whole(value: object, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST:
        raise MalformedError(f"{key} 应为整数")
    return value


def row(value: object, *kinds: type) -> list[Any]:
    """A list of exactly these types."""
    if not isinstance(value, list) or len(value) != len(kinds):
        raise MalformedError("列表的长度不对")
    for item, kind in zip(value, kinds, strict=True):
        if kind is int:
            whole(item, "行号")
        elif not isinstance(item, kind):
            raise MalformedError("列表里的类型不对")
    return value


def is_line(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _LONGEST_LINE and text.isprintable()


def unique(values: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise MalformedError(f"{what}重复")
        seen.add(value)
