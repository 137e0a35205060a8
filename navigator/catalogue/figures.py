"""Figures, bound words and dates as official texts print them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from decimal import Decimal

from navigator.model.conditions import Op
from navigator.model.numerals import NUMERAL_CHARACTERS, parse_chinese

_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_ARABIC = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([万亿]*)")
_CHINESE = re.compile(f"[{''.join(sorted(NUMERAL_CHARACTERS))}]+")
_HALF = ("减半", "一半", "半数")
_DATE = re.compile(r"(\d{4})[年-](?:(\d{1,2})[月-]?(?:份)?(?:(\d{1,2})日?)?)?")

# Longer words first: 不超过 must be seen before 超过.
_BOUNDS: tuple[tuple[str, Op], ...] = (
    ("不超过", Op.LE),
    ("不得超过", Op.LE),
    ("不高于", Op.LE),
    ("不大于", Op.LE),
    ("不低于", Op.GE),
    ("不少于", Op.GE),
    ("不小于", Op.GE),
    ("以上", Op.GE),
    ("以下", Op.LE),
    ("以内", Op.LE),
    ("最高", Op.LE),
    ("上限", Op.LE),
    ("不到", Op.LT),
    ("不足", Op.LT),
    ("未满", Op.LT),
    ("低于", Op.LT),
    ("少于", Op.LT),
    ("超过", Op.GT),
    ("高于", Op.GT),
    ("大于", Op.GT),
)


def normalized(text: str) -> str:
    """Width folded and white space taken out, so that typography does not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def figures_in(text: str, *, chinese: bool = True) -> set[Decimal]:
    """Every figure of a text, 万 and 亿 multiplied out; 40% counts as 40, 减半 as 50."""
    flat = normalized(text)
    found: set[Decimal] = set()
    for match in _ARABIC.finditer(flat):
        value = Decimal(match[1].replace(",", ""))
        for unit in match[2]:
            value *= _SCALES[unit]
        found.add(value)
    if not chinese:
        return found
    for match in _CHINESE.finditer(_ARABIC.sub(" ", flat.replace("百分之", " "))):
        try:
            found.add(Decimal(parse_chinese(match[0])))
        except ValueError:
            continue
    if any(word in flat for word in _HALF):
        found.add(Decimal(50))
    return found


def bound_of(printed: str) -> Op | None:
    """The comparison a printed figure's words ask for; None when there are no such words."""
    flat = normalized(printed)
    return next((op for word, op in _BOUNDS if word in flat), None)


def is_upper(words: str) -> bool:
    """Whether words make a figure a ceiling."""
    return bound_of(words) in (Op.LE, Op.LT)


def date_agrees(printed: str, date: dt.date, *, last: bool) -> bool:
    """Whether a printed date names this day.

    A month or year alone means its first day, or its ``last`` for the end of a window.
    """
    match = _DATE.search(normalized(printed))
    if match is None:
        return False
    year = int(match[1])
    month = int(match[2]) if match[2] else (12 if last else 1)
    day = int(match[3]) if match[3] else 1
    if last and not match[3] and 1 <= month <= 12:
        day = calendar.monthrange(year, month)[1]
    return (date.year, date.month, date.day) == (year, month, day)
