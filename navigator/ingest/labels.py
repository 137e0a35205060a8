"""Labels of the outline: recognised, numbered, and normalised for paths.

Levels and their usual order come from GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then (1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from navigator.model.documents import Level
from navigator.model.numerals import parse_chinese

NUMERAL = "一二三四五六七八九十百"
TERMINAL = "。！？；：:;!?…"
CLOSING = "”’」』）)》〉"


@dataclass(frozen=True, slots=True)
class Label:
    level: Level
    number: int
    printed: str  # as printed, white space aside: 第一条, 一、, （一）, 1., (1), 一是
    path: str  # normalised: 第一条, 一, (一), 1, (1), 一是
    end: int  # offset just after the label in the text it was found in


RANK = {
    Level.CHAPTER: 0,
    Level.ARTICLE: 1,
    Level.H1: 2,
    Level.H2: 3,
    Level.H3: 4,
    Level.H4: 5,
    Level.ORDINAL: 6,
}

_AT_START = (
    (Level.CHAPTER, re.compile(rf"第\s*([{NUMERAL}]+|\d+)\s*章(?=\s|[\u4e00-\u9fff])")),
    (Level.ARTICLE, re.compile(rf"第\s*([{NUMERAL}]+|\d+)\s*条(?=\s)")),
    (Level.H1, re.compile(rf"([{NUMERAL}]+)\s*、")),
    (Level.H2, re.compile(rf"[（(]\s*([{NUMERAL}]+)\s*[）)]")),
    (Level.H3, re.compile(r"(\d{1,3})\s*[.．、](?!\s*\d)\s*")),
    (Level.H4, re.compile(r"[（(]\s*(\d{1,2})\s*[）)]")),
    (Level.ORDINAL, re.compile(rf"([{NUMERAL}]+)\s*是(?!否)")),
)
# Bounded, and never from the middle of a run: a file of nothing but numerals must not take for ever.
_RUN = rf"(?<![{NUMERAL}])([{NUMERAL}]{{1,9}})"
_INLINE = {
    Level.H2: re.compile(rf"[（(]\s*([{NUMERAL}]{{1,9}})\s*[）)]"),
    Level.H3: re.compile(r"(?<![\d.．])(\d{1,3})\s*[.．](?!\s*\d)(?=\s*[\u4e00-\u9fff“《])"),
    Level.H4: re.compile(r"[（(]\s*(\d{1,2})\s*[）)]"),
    Level.ORDINAL: re.compile(rf"{_RUN}\s*是(?!否)"),
}


def _make(level: Level, match: re.Match[str]) -> Label | None:
    digits = match[1]
    try:
        number = int(digits) if digits.isdigit() else parse_chinese(digits)
    except ValueError:
        return None
    if number < 1:
        return None
    printed = re.sub(r"\s+", "", match[0])
    path = {
        Level.H1: digits,
        Level.H2: f"({digits})",
        Level.H3: digits,
        Level.H4: f"({digits})",
    }.get(level, printed)
    return Label(level, number, printed, path, match.end())


def label_at_start(text: str) -> Label | None:
    """The label a paragraph begins with, whether or not its number fits the outline."""
    for level, pattern in _AT_START:
        if match := pattern.match(text):
            return _make(level, match)
    return None


def inline_labels(text: str, level: Level, start: int = 0) -> list[tuple[int, Label]]:
    """Candidates of one level inside a paragraph, each with its offset."""
    found = []
    for match in _INLINE[level].finditer(text, start):
        label = _make(level, match)
        if label:
            found.append((match.start(), label))
    return found


def may_end(text: str) -> bool:
    """Whether a paragraph may end here: a sentence's end, or a bracket such as 责任单位 closed."""
    return ends_sentence(text) or text.rstrip().endswith((")", "）"))


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence or list item does, closing brackets aside."""
    stripped = text.rstrip().rstrip(CLOSING)
    return bool(stripped) and stripped[-1] in TERMINAL
