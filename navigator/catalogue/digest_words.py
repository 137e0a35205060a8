"""Figures, dates and names in our own words, read closely enough to be held against the text.

Unlike :mod:`navigator.catalogue.figures`, which reads what a measure computes with, a figure here
keeps the kind of thing it counts: 40% is not 40万元, and 5年 is not 5个工作日.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from navigator.model.numerals import NUMERAL_CHARACTERS, parse_chinese

LONGEST_RUN = 14  # characters in a row that our words may share with the official text

_NUMERALS = "".join(sorted(NUMERAL_CHARACTERS))
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# What may be mistaken for something else; other words after a figure (项, 家, 名) need no care.
_UNITS = (
    "个工作日",
    "工作日",
    "个月",
    "小时",
    "美元",
    "%",
    "元",
    "年",
    "月",
    "日",
    "天",
    "倍",
    "成",
)
_UNIT = "|".join(_UNITS)
_DATE = re.compile(
    r"(?P<year>\d{4})(?:年|-)(?:(?P<month>\d{1,2})(?:月|-(?=\d))(?:(?P<day>\d{1,2})日?)?)?"
)
_ARABIC = re.compile(
    rf"(?P<figure>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<scale>[百千万亿]*)(?P<unit>{_UNIT})?"
)
_CHINESE = re.compile(rf"(?P<percent>百分之)?(?P<figure>[{_NUMERALS}]+)(?P<unit>{_UNIT})?")
_RANGE = re.compile(rf"(\d+(?:\.\d+)?)(?=[-~至—]\d+(?:\.\d+)?({_UNIT}))")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(]\d{4}[〕\])]\d+号")
_QUOTED = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)?》|“[^“”]*”")
_BARE = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9%]+")
_WORDS = re.compile(r"[\u4e00-\u9fff]{6}")


def flat(text: str) -> str:
    """Width folded, white space taken out."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with the unit it bears, if that unit matters; ``printed`` is as written."""

    value: Decimal
    unit: str | None
    printed: str


def _unit(unit: str | None) -> str | None:
    return {"个工作日": "工作日", "天": "日"}.get(unit or "", unit)


def dates_in(text: str) -> dict[tuple[int, ...], str]:
    """(year,), (year, month) or (year, month, day) → as written."""
    found: dict[tuple[int, ...], str] = {}
    for match in _DATE.finditer(flat(text)):
        parts = [int(match[name]) for name in ("year", "month", "day") if match[name]]
        found.setdefault(tuple(parts), match[0].rstrip("-"))
    return found


def numbers_in(text: str) -> set[str]:
    """Document numbers (文号) as written, width and spaces aside."""
    return set(_NUMBER.findall(flat(text)))


def quantities_in(text: str, *, chinese: bool = True) -> Iterator[Quantity]:
    """Every figure that is no date. Chinese numerals count when a unit makes them figures."""
    rest = _NUMBER.sub("。", _DATE.sub("。", flat(text)))
    shared = {match.start(): match[2] for match in _RANGE.finditer(rest)}  # 10-20%: 10% as well
    for match in _ARABIC.finditer(rest):
        value = Decimal(match["figure"].replace(",", ""))
        for scale in match["scale"]:
            value *= _SCALES[scale]
        unit = match["unit"] or shared.get(match.start())
        yield Quantity(value, _unit(unit), match[0])
    if not chinese:
        return
    for match in _CHINESE.finditer(_ARABIC.sub(" ", rest)):
        if not (match["unit"] or match["percent"]):
            continue
        try:
            value = Decimal(parse_chinese(match["figure"]))
        except ValueError:
            continue
        yield Quantity(value, "%" if match["percent"] else _unit(match["unit"]), match[0])


class Ground:
    """The official wording some of our words rest on; what they may contain follows from it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.text = "\n".join(texts)
        self._flat = flat(self.text)
        self._dates = dates_in(self.text)
        self._quantities = {(q.value, q.unit) for q in quantities_in(self.text)}
        self._counts = {value for value, unit in self._quantities if unit is None}
        self._counts |= set(_plain_numerals(self._flat))
        if "减半" in self._flat or "一半" in self._flat:
            self._quantities.add((Decimal(50), "%"))

    def strangers(self, words: str) -> Iterator[str]:
        """Figures, dates and document numbers of ``words`` that do not stand here."""
        for number in sorted(numbers_in(words)):
            if not any(number[start:] in self._flat for start in range(len(number) - 8)):
                yield number
        for date, printed in dates_in(words).items():
            if not any(known[: len(date)] == date for known in self._dates):
                yield printed
        for item in quantities_in(words):
            if not self._holds(item):
                yield item.printed

    def _holds(self, item: Quantity) -> bool:
        if item.value == 1 and item.unit == "年" and ("每年" in self._flat or "年度" in self._flat):
            return True
        if item.unit is None:
            return item.value in self._counts
        return (item.value, item.unit) in self._quantities


def _plain_numerals(text: str) -> Iterator[Decimal]:
    for match in _CHINESE.finditer(text):
        try:
            yield Decimal(parse_chinese(match["figure"]))
        except ValueError:
            continue


def without_names(text: str) -> str:
    """``text`` without what stands in 《》 or “”, which may be called by its name."""
    return _QUOTED.sub("。", text)


def bare(text: str) -> str:
    """Letters, digits, % and Chinese characters only."""
    return _BARE.sub("", unicodedata.normalize("NFKC", text))


class OfficialWording:
    """Every run of characters of the official text that is too long to be repeated by us."""

    def __init__(self, documents: Iterable[str], names: Iterable[str]) -> None:
        size = LONGEST_RUN + 1
        self._grams: set[str] = set()
        found = {bare(name) for name in names}
        for document in documents:
            whole = bare(document)
            self._grams.update(whole[i : i + size] for i in range(len(whole) - size + 1))
            found |= {bare(name) for name in re.findall(r"《[^《》]{4,80}》", flat(document))}
        self._names = sorted((n for n in found if len(n) >= 8), key=lambda n: (-len(n), n))

    def repeated(self, words: str) -> str | None:
        """The first run of ``words`` that stands in the official text, names set aside."""
        size = LONGEST_RUN + 1
        text = bare(words)
        if len(text) < size:
            return None
        for name in self._names:
            if name in text:
                text = text.replace(name, "|")
        for part in text.split("|"):
            for start in range(len(part) - size + 1):
                run = part[start : start + size]
                if run in self._grams and _WORDS.search(run):
                    return run
        return None
