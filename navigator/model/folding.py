"""Text folded for comparison: what a clerk types and what the page prints become alike.

Two forms, one on top of the other:

* The **literal** form maps each character by itself (width, case, brackets, quotes, dashes,
  traditional characters; white space disappears). Because no character looks at its neighbours,
  every substring of a text folds to a substring of the folded text: a literal query can never be
  lost, wherever it begins or ends.
* The **number** form rewrites whole numerals of the literal form to one canonical spelling
  (百分之十五, 15% and 15 %; 二百万, 200万 and 2,000,000; 第十三条 and 第13条). It looks at
  neighbours, so it is only ever searched *in addition* to the literal form.

Both keep the way back to the original characters, for marking hits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from navigator.model.numerals import DIGITS, LARGE_UNITS, NUMERAL_CHARACTERS, parse_chinese

NUMBER_OPEN = "\x02"  # around a canonical number; control characters never survive literal folding
NUMBER_CLOSE = "\x03"

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("〔[【〖「{", "("),
        **dict.fromkeys("〕]】〗」}", ")"),
        **dict.fromkeys("“”„‟＂『』", '"'),
        **dict.fromkeys("‘’‚‛＇", "'"),
        **dict.fromkeys("—–‐‑‒―−─", "-"),
        **dict.fromkeys("〜∼", "~"),
        **dict.fromkeys("•‧・", "·"),
        "〈": "《",
        "〉": "》",
        "﹪": "%",
    }
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@cache
def _converter() -> Any:
    """The traditional-to-simplified dictionary, loaded when the first such character is met."""
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplified(char: str) -> str:
    if not "\u3400" <= char <= "\u9fff":
        return char
    try:
        # Everything in GB 2312 is ordinary in simplified text, so the dictionary need not be
        # loaded (nor 乾 or 著 misread) for it.
        char.encode("gb2312")
    except UnicodeEncodeError:
        converted: str = _converter().convert(char)
        return converted
    return char


def _fold_character(char: str) -> str:
    if char.isspace() or char in _INVISIBLE:
        return ""
    folded = unicodedata.normalize("NFKC", char.translate(_ALIKE)).lower().translate(_ALIKE)
    return "".join(
        _simplified(c) for c in folded if not c.isspace() and unicodedata.category(c) != "Cc"
    )


class _LiteralTable(dict[int, str]):
    """Fills itself: a document uses a few thousand different characters."""

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = _fold_character(chr(codepoint))
        if len(folded) != 1:
            _UNEVEN.add(chr(codepoint))
        return folded


_UNEVEN: set[str] = set()  # characters that vanish or become several
_TABLE = _LiteralTable()


def fold(text: str) -> str:
    """The literal form of ``text``."""
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back.

    ``starts[i]`` and ``ends[i]`` bound the piece of the original that ``text[i]`` came from.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open range behind ``text[start:end]`` (``start < end``)."""
        return self.starts[start], self.ends[end - 1]


def fold_mapped(text: str) -> Folded:
    """The literal form of ``text`` with offsets into ``text``."""
    folded = fold(text)
    if _UNEVEN.isdisjoint(text):
        return Folded(folded, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, char in enumerate(text):
        piece = _TABLE[ord(char)]
        pieces.append(piece)
        for _ in piece:
            starts.append(index)
            ends.append(index + 1)
    return Folded("".join(pieces), tuple(starts), tuple(ends))


_NUMERAL = re.compile(
    r"(?P<percent>百分之)?(?:"
    r"(?P<arabic>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?P<fraction>\.[0-9]+)?"
    r"(?P<unit>[百千]?[万亿]+)?"
    r"|(?P<chinese>[" + "".join(sorted(NUMERAL_CHARACTERS)) + r"]+))"
)
_COUNTED = frozenset("年月日天个元%倍次项条款章节家号户人级档时季周届批类")
_LONGEST_NUMBER = 24  # digits; longer runs are serial numbers and file names


def _arabic_value(match: re.Match[str]) -> Decimal | None:
    digits = match["arabic"].replace(",", "")
    if len(digits) > _LONGEST_NUMBER:
        return None
    value = Decimal(digits + (match["fraction"] or ""))
    for unit in match["unit"] or "":
        value *= LARGE_UNITS.get(unit) or {"百": 100, "千": 1000}[unit]
    return value


def _chinese_value(literal: str, match: re.Match[str]) -> Decimal | None:
    """The number, or None where the characters are ordinary words (一般, 统一, 十分)."""
    run = match["chinese"]
    if len(run) > _LONGEST_NUMBER:
        return None
    if not match["percent"]:
        if len(run) == 1:
            before = literal[match.start() - 1 : match.start()]
            after = literal[match.end() : match.end() + 1]
            if run not in DIGITS and run != "十":
                return None
            if before != "第" and after not in _COUNTED:
                return None
        elif all(c in DIGITS for c in run):
            if len(run) != 4 and not any(c in "〇○零" for c in run):
                return None
        elif run[0] not in DIGITS and run[0] != "十":
            return None
    try:
        return Decimal(parse_chinese(run))
    except ValueError:
        return None


def _canonical(value: Decimal) -> str:
    try:
        plain = format(value.normalize(), "f")
    except InvalidOperation:
        return ""
    return plain


def number_fold(literal: str) -> Folded | None:
    """The number form of a *literal form*, with offsets into it; None when it holds no numeral."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    found = False

    def keep(until: int) -> None:
        pieces.append(literal[position:until])
        starts.extend(range(position, until))
        ends.extend(range(position + 1, until + 1))

    for match in _NUMERAL.finditer(literal):
        value = _arabic_value(match) if match["arabic"] else _chinese_value(literal, match)
        canonical = "" if value is None else _canonical(value)
        if not canonical:
            continue
        found = True
        keep(match.start())
        replacement = NUMBER_OPEN + canonical + NUMBER_CLOSE + ("%" if match["percent"] else "")
        pieces.append(replacement)
        starts.extend([match.start()] * len(replacement))
        ends.extend([match.end()] * len(replacement))
        position = match.end()
    if not found:
        return None
    keep(len(literal))
    return Folded("".join(pieces), tuple(starts), tuple(ends))


_TOKEN = re.compile(f"{NUMBER_OPEN}[^{NUMBER_CLOSE}]*{NUMBER_CLOSE}")


def number_tokens(number_form: str) -> list[str]:
    """The canonical numbers of a number form, each with its marks."""
    return _TOKEN.findall(number_form)


def fold_number_query(literal: str) -> str | None:
    """The number form of a folded query, or None where it would only add noise.

    A lone digit would otherwise find every 第…条 and every date.
    """
    if len(literal) < 2:
        return None
    folded = number_fold(literal)
    return folded.text if folded is not None else None


_WORDS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


def skeleton(text: str) -> str:
    """The literal form without punctuation, for titles and citations typed from memory."""
    return _WORDS.sub("", fold(text))
