"""The page as it was printed: physical lines, and text that remembers the line it came from."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty physical line of the source file."""

    number: int  # 1-based
    text: str  # without surrounding white space
    page_start: bool = False  # the first line of a printed page

    @property
    def width(self) -> float:
        """Width in full-width characters: a Latin letter or digit is half a one."""
        return display_width(self.text)


@lru_cache(maxsize=16_384)
def display_width(text: str) -> float:
    """Width in full-width characters. Brackets count as full: extraction narrows them."""
    return sum(1.0 if c in "()" or unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


class Span:
    """Text joined from several lines, with the source line of every character."""

    __slots__ = ("_lines", "_starts", "text")

    def __init__(self, text: str, starts: Iterable[int], lines: Iterable[int]) -> None:
        self.text = text
        self._starts = list(starts)
        self._lines = list(lines)

    @classmethod
    def of(cls, line: Line) -> Span:
        return cls(line.text, [0], [line.number])

    @classmethod
    def join(cls, lines: Iterable[Line]) -> Span:
        """Lines run together; a space only where two Latin words would merge."""
        text, starts, numbers = "", [], []
        for line in lines:
            if text and line.text and _is_latin(text[-1]) and _is_latin(line.text[0]):
                text += " "
            starts.append(len(text))
            numbers.append(line.number)
            text += line.text
        return cls(text, starts, numbers)

    def line_at(self, offset: int) -> int:
        """The source line of the character at ``offset``."""
        return self._lines[max(0, bisect_right(self._starts, offset) - 1)] if self._lines else 0

    @property
    def first_line(self) -> int:
        return self._lines[0] if self._lines else 0

    @property
    def last_line(self) -> int:
        return self.line_at(max(0, len(self.text) - 1))

    def cut(self, start: int, end: int | None = None) -> Span:
        """The part from ``start`` to ``end``, without white space at its edges."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        starts, lines = [0], [self.line_at(start)]
        for offset, line in zip(self._starts, self._lines, strict=True):
            if start < offset < end:
                starts.append(offset - start)
                lines.append(line)
        return Span(self.text[start:end], starts, lines)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __repr__(self) -> str:
        return f"Span({self.text!r} @{self.first_line}-{self.last_line})"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def tidy(text: str) -> str:
    """Typographic spaces of the extraction removed: beside digits, brackets and Chinese marks.

    A space between two Chinese words (财政部 税务总局) or two Latin ones is the author's and stays.
    """
    if " " not in text and "\u3000" not in text and "\t" not in text:
        return text
    out: list[str] = []
    pieces = text.replace("\u3000", " ").replace("\t", " ").split(" ")
    pieces = [piece for piece in pieces if piece]
    for piece in pieces:
        if out and _keeps_space(out[-1][-1], piece[0]):
            out.append(" ")
        out.append(piece)
    return "".join(out)


def _keeps_space(left: str, right: str) -> bool:
    if left.isascii() and right.isascii():
        return left.isalpha() and right.isalpha()
    return _is_cjk(left) and _is_cjk(right)


def _is_cjk(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
