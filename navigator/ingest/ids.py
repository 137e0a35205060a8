"""Permanent, readable ASCII ids of documents.

A document with a 文号 is named after it (京政办发〔2021〕4号 → ``jingzhengbanfa-2021-4``); one
without, after its title. Readings come from a frozen table and words from a frozen list: a
library's next release must not move a clerk's bookmarks. Never edit either; a test holds the ids
of the known compilation.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache

from navigator.resources import read_resource

# The zones' full name, which titles print in full or in short, is one word either way.
_ZONES = re.compile("国家服务业.{4}综合示范区.{3}[(（]北京[)）]自由贸易试验区")
_DROPPED = {"关于", "的", "有关", "相关", "若干", "进一步"}
_MAX_LENGTH = 56

_NUMBER_WITH_YEAR = re.compile(r"^(.+?)[〔\[(【]?(\d{4})[〕\])】]第?(\d+)号$")
_NUMBER_PLAIN = re.compile(r"^(.+?)第?(\d+)号$")


@cache
def _readings() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in read_resource("ingest", "pinyin.txt").splitlines():
        if line and not line.startswith("#"):
            syllable, characters = line.split(" ", 1)
            table.update(dict.fromkeys(characters, syllable))
    return table


@cache
def _word_pattern() -> re.Pattern[str]:
    """Known words, longest first; what stands between two of them is one word of its own."""
    lines = read_resource("ingest", "words.txt").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))))


def romanise(text: str) -> str:
    """ASCII reading of ``text``: known characters by syllable, ASCII letters and digits as are."""
    readings = _readings()
    parts = []
    for character in unicodedata.normalize("NFKC", text):
        if character.isascii() and character.isalnum():
            parts.append(character.lower())
        elif character in readings:
            parts.append(readings[character])
        elif character.isalnum():
            parts.append(f"u{ord(character):x}")
    return "".join(parts)


def number_id(doc_number: str, issued_on: dt.date | None = None) -> str:
    """Id from a 文号; a number that carries no year takes the year of issue."""
    compact = re.sub(r"\s+", "", doc_number)
    if match := _NUMBER_WITH_YEAR.match(compact):
        return f"{romanise(match[1])}-{match[2]}-{int(match[3])}"
    if match := _NUMBER_PLAIN.match(compact):
        year = f"-{issued_on.year}" if issued_on else ""
        return f"{romanise(match[1])}{year}-{int(match[2])}"
    return romanise(compact)


def title_id(title: str, issued_on: dt.date | None = None) -> str:
    """Id from a title, with the year of issue where it is known."""
    title = _ZONES.sub("两区", title)
    words: list[str] = []
    position = 0
    for match in _word_pattern().finditer(title):
        words.append(title[position : match.start()])
        if match[0] not in _DROPPED:
            words.append(match[0])
        position = match.end()
    words.append(title[position:])
    parts: list[str] = []
    length = 0
    for word in filter(None, map(romanise, words)):
        if parts and length + len(word) > _MAX_LENGTH:
            break
        parts.append(word)
        length += len(word) + 1
    year = f"-{issued_on.year}" if issued_on else ""
    return ("-".join(parts) or "document") + year


def preface_id(part: int, newest: dt.date | None) -> str:
    """Id of a part's preface, told apart by the quarter of the compilation's newest document."""
    quarter = f"-{newest.year}q{(newest.month + 2) // 3}" if newest else ""
    return f"preface-{part}{quarter}"


def unique(wanted: str, taken: set[str]) -> str:
    """``wanted``, or with ``-2``, ``-3`` … where an earlier document of the file has it."""
    candidate, count = wanted, 1
    while candidate in taken:
        count += 1
        candidate = f"{wanted}-{count}"
    taken.add(candidate)
    return candidate
