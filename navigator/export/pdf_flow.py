"""Slices of a page and the rules by which they are put on pages.

A slice is never cut. Lengths are tenths of a point; the origin is the page's top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from navigator.export.pdf_text import Line


@dataclass(frozen=True, slots=True)
class Fill:
    x: float
    y: float
    width: float
    height: float
    colour: str

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        area = QRectF(x + self.x, y + self.y, self.width, self.height)
        painter.fillRect(area, QColor(self.colour))


@dataclass(frozen=True, slots=True)
class Stroke:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 4.0
    dotted: bool = False

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        pen = QPen(QColor(self.colour), self.width)
        if self.dotted:
            pen.setDashPattern([1.5, 4])
        painter.setPen(pen)
        painter.drawLine(QLineF(x + self.x1, y + self.y1, x + self.x2, y + self.y2))


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text inside a slice."""

    line: Line
    x: float
    y: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        self.line.draw(painter, x + self.x, y + self.y)


Mark = Fill | Stroke | Words


@dataclass(slots=True)
class Slice:
    """A horizontal strip of the paper.

    ``gap`` is white space before it, dropped at the top of a page; ``keep`` ties it to the next
    one. ``header`` is repeated above it where it comes first on a page. ``bookmark`` is a
    heading's level and words, ``anchor`` a target of links.
    """

    height: float
    marks: list[Mark] = field(default_factory=list)
    gap: float = 0.0
    keep: bool = False
    header: Slice | None = None
    bookmark: tuple[int, str] | None = None
    anchor: str | None = None
    new_page: bool = False
    jump: tuple[float, float, str] | None = None  # left, right, anchor of an entry of the contents


@dataclass(frozen=True, slots=True)
class Placed:
    slice: Slice
    y: float


Page = list[Placed]


def paginate(slices: Sequence[Slice], height: float) -> list[Page]:
    """Put the slices on pages of ``height``; there is always at least one page.

    Slices tied together move to the next page together unless they would not fit on a page of
    their own, in which case they flow like any others.
    """
    pages: list[Page] = [[]]
    y = 0.0
    index = 0
    while index < len(slices):
        end = index
        while slices[end].keep and end + 1 < len(slices) and not slices[end + 1].new_page:
            end += 1
        group = list(slices[index : end + 1])
        if group[0].new_page and pages[-1]:
            pages.append([])
            y = 0.0
        needed = sum(part.height + part.gap for part in group)
        if pages[-1] and y + needed > height and needed <= height * 0.7:
            pages.append([])
            y = 0.0
        for part in group:
            y = _place(part, pages, y, height)
        index = end + 1
    return pages


def _place(part: Slice, pages: list[Page], y: float, height: float) -> float:
    gap = part.gap if pages[-1] else 0.0
    if pages[-1] and y + gap + part.height > height:
        pages.append([])
        y, gap = 0.0, 0.0
    if not pages[-1] and part.header is not None:
        pages[-1].append(Placed(part.header, 0.0))
        y = part.header.height
        gap = 0.0
    pages[-1].append(Placed(part, y + gap))
    return y + gap + part.height
