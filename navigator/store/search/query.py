"""What is asked: words, and filters that may be typed among them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from navigator.model.documents import DOMAIN_LABELS, KIND_LABELS
from navigator.model.folding import fold, skeleton
from navigator.model.numerals import parse_amount

_T = TypeVar("_T")


class State(StrEnum):
    """Where a document stands on the day of asking."""

    IN_FORCE = "有效"
    ENDED = "已截止"
    NOT_YET = "未生效"
    TITLE_ONLY = "仅有标题"


@dataclass(frozen=True, slots=True)
class Filters:
    """All that are set must hold; within one, any value will do.

    ``domains`` and ``kinds`` hold the contract's values (``technology``, ``notice``); ``units``
    match any responsible unit whose name contains one of them; amounts are CNY, inside the range
    including its ends; ``issued_from`` and ``issued_until`` bound the date of issue.
    """

    domains: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    kinds: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    amount_from: int | None = None
    amount_until: int | None = None
    issued_from: dt.date | None = None
    issued_until: dt.date | None = None

    def __bool__(self) -> bool:
        return self != _NO_FILTERS

    def joined(self, other: Filters) -> Filters:
        """Both together; of two bounds the narrower."""
        return Filters(
            domains=_union(self.domains, other.domains),
            units=_union(self.units, other.units),
            states=_union(self.states, other.states),
            kinds=_union(self.kinds, other.kinds),
            audiences=_union(self.audiences, other.audiences),
            documents=_union(self.documents, other.documents),
            amount_from=max(_given(self.amount_from, other.amount_from), default=None),
            amount_until=min(_given(self.amount_until, other.amount_until), default=None),
            issued_from=max(_given(self.issued_from, other.issued_from), default=None),
            issued_until=min(_given(self.issued_until, other.issued_until), default=None),
        )


_NO_FILTERS = Filters()


def _union(one: tuple[_T, ...], two: tuple[_T, ...]) -> tuple[_T, ...]:
    return one + tuple(value for value in two if value not in one)


def _given(*values: _T | None) -> list[_T]:
    return [value for value in values if value is not None]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter read out of the typed line: ``raw`` as typed, ``label`` as shown."""

    facet: str
    label: str
    raw: str


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` as typed. ``as_of`` is the date states are judged at, today by default.

    ``soft`` adds related results (相关结果): None only where nothing is found exactly, True
    always, False never.
    """

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    synonyms: bool = True
    soft: bool | None = None
    as_of: dt.date | None = None

    def without(self, chip: Chip) -> Query:
        """The query after the user has closed ``chip``."""
        words = [word for word in self.text.split() if word != chip.raw]
        return replace(self, text=" ".join(words))


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """``words`` are literal forms, all required; ``filters`` include the programmatic ones."""

    words: tuple[str, ...]
    filters: Filters
    chips: tuple[Chip, ...]
    literal_words: tuple[str, ...]  # as though nothing had been read as a filter
    joined: tuple[str, ...]  # 200 万 as one figure; empty where no figure is torn apart


_KEYS = {
    "域": "domain", "领域": "domain", "单位": "unit", "部门": "unit", "责任单位": "unit",
    "状态": "state", "类型": "kind", "种类": "kind", "对象": "audience", "适用": "audience",
    "文件": "document",
}  # fmt: skip
_KEYED = re.compile(rf"({'|'.join(sorted(_KEYS, key=len, reverse=True))})[:：](.+)")
_AMOUNT = re.compile(r"金额[:：]?(>=|<=|>|<|≥|≤|=|＞|＜)?([0-9.,]+[万亿]*)元?(以上|以下)?")
_DATE = r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?"
_PERIOD = re.compile(rf"{_DATE}(?:(?:\.\.|~|至|到){_DATE})?")
_STATES = {
    "有效": State.IN_FORCE, "现行": State.IN_FORCE, "在用": State.IN_FORCE,
    "已截止": State.ENDED, "截止": State.ENDED, "失效": State.ENDED, "过期": State.ENDED,
    "未生效": State.NOT_YET, "仅有标题": State.TITLE_ONLY, "仅标题": State.TITLE_ONLY,
}  # fmt: skip


_TORN = re.compile(r"(?<=[0-9０-９]) (?=[0-9０-９]|[百千万亿]|[%％元])")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values that stand in the index; what is not among them is no filter but a word."""

    units: Collection[str] = ()
    audiences: Collection[str] = ()
    documents: Collection[tuple[str, str]] = ()  # (id, title)


def parse_query(query: Query, vocabulary: Vocabulary) -> ParsedQuery:
    """Split the line into words and filters."""
    words: list[str] = []
    chips: list[Chip] = []
    filters = query.filters
    raw_words = query.text.split()
    for raw in raw_words:
        read = _read_filter(raw, vocabulary)
        if read is None:
            words.append(raw)
        else:
            filters = filters.joined(read[0])
            chips.append(read[1])
    joined = _TORN.sub("", " ".join(words)).split()
    return ParsedQuery(
        words=tuple(_folded(words)),
        joined=tuple(_folded(joined)) if len(joined) < len(words) else (),
        filters=filters,
        chips=tuple(chips),
        literal_words=tuple(_folded(raw_words)),
    )


def _folded(words: list[str]) -> list[str]:
    return list(dict.fromkeys(folded for word in words if (folded := fold(word))))


def _read_filter(raw: str, vocabulary: Vocabulary) -> tuple[Filters, Chip] | None:
    if match := _KEYED.fullmatch(raw):
        return _read_keyed(_KEYS[match[1]], match[2], raw, vocabulary)
    if match := _AMOUNT.fullmatch(raw):
        return _read_amount(match, raw)
    if match := _PERIOD.fullmatch(raw):
        return _read_period(match, raw)
    return None


def _read_keyed(
    facet: str, value: str, raw: str, vocabulary: Vocabulary
) -> tuple[Filters, Chip] | None:
    wanted = skeleton(value)
    if not wanted:
        return None
    if facet == "domain":
        for domain, label in DOMAIN_LABELS.items():
            if skeleton(label).startswith(wanted) or domain.value == wanted:
                return Filters(domains=(domain.value,)), Chip(facet, f"领域：{label}", raw)
    elif facet == "kind":
        for kind, label in KIND_LABELS.items():
            if skeleton(label).startswith(wanted) or kind.value == wanted:
                return Filters(kinds=(kind.value,)), Chip(facet, f"类型：{label}", raw)
    elif facet == "state":
        state = _STATES.get(value)
        if state is not None:
            return Filters(states=(state,)), Chip(facet, f"状态：{state.value}", raw)
    elif facet == "unit":
        if any(wanted in skeleton(name) for name in vocabulary.units):
            return Filters(units=(value,)), Chip(facet, f"单位：{value}", raw)
    elif facet == "audience":
        found = tuple(tag for tag in vocabulary.audiences if wanted in skeleton(tag))
        if found:
            return Filters(audiences=found), Chip(facet, f"对象：{value}", raw)
    elif facet == "document":
        ids = tuple(
            id_ for id_, title in vocabulary.documents if id_ == value or wanted in skeleton(title)
        )
        if ids:
            return Filters(documents=ids), Chip(facet, f"文件：{value}", raw)
    return None


def _read_amount(match: re.Match[str], raw: str) -> tuple[Filters, Chip] | None:
    try:
        amount = int(parse_amount(match[2]))
    except ValueError:
        return None
    sign = match[1] or {"以上": ">=", "以下": "<="}.get(match[3] or "", "=")
    lowest = highest = None
    if sign in (">", "＞"):
        lowest = amount + 1
    elif sign in (">=", "≥"):
        lowest = amount
    elif sign in ("<", "＜"):
        highest = amount - 1
    elif sign in ("<=", "≤"):
        highest = amount
    else:
        lowest = highest = amount
    filters = Filters(amount_from=lowest, amount_until=highest)
    return filters, Chip("amount", f"金额{sign}{match[2]}元", raw)


def _read_period(match: re.Match[str], raw: str) -> tuple[Filters, Chip] | None:
    first = _bounds(match[1], match[2], match[3])
    last = _bounds(match[4], match[5], match[6]) if match[4] else first
    if first is None or last is None or first[0] > last[1]:
        return None
    filters = Filters(issued_from=first[0], issued_until=last[1])
    return filters, Chip("issued", f"发文：{raw}", raw)


def _bounds(year: str, month: str, day: str | None) -> tuple[dt.date, dt.date] | None:
    try:
        if day:
            date = dt.date(int(year), int(month), int(day))
            return date, date
        last = calendar.monthrange(int(year), int(month))[1]
        return dt.date(int(year), int(month), 1), dt.date(int(year), int(month), last)
    except (ValueError, calendar.IllegalMonthError):
        return None
