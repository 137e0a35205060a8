"""Runs of text broken into lines that can be drawn on any page.

All lengths are tenths of a point.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from navigator.export.pdf_fonts import font
from navigator.model.blocks import Align, Run, Runs, Tone

INK = "#1a1f26"
TONES = {
    Tone.NORMAL: INK,
    Tone.MUTED: "#5a6570",
    Tone.ACCENT: "#12498a",
    Tone.GOOD: "#17663a",
    Tone.WARN: "#8a4500",
}
_MARK, _CODE = "#fff0a6", "#eef1f5"
_BOLD = 0.035  # extra stroke around the letters of a bold run, in em
_MOST_SPREAD = 1.3  # a line this many em short, or less, is spread to the full measure


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set. ``size`` in points, ``leading`` as a multiple of it."""

    size: float
    leading: float = 1.6
    align: Align = Align.LEFT
    indent: int = 0  # characters the first line is set in
    justify: bool = True
    colour: str | None = None
    bold: bool = False

    @property
    def em(self) -> float:
        return self.size * 10

    @property
    def line_height(self) -> float:
        return self.em * self.leading


@dataclass(frozen=True, slots=True)
class Link:
    """Where a clickable stretch of a line lies, from the line's left end."""

    left: float
    right: float
    target: str


class Line:
    """One line of text, ready to be drawn with its top left corner anywhere."""

    def __init__(self, look: Look, runs: Runs, left: float, spread: float, base: QFont) -> None:
        self.height = look.line_height
        self._left = left
        self._runs = runs
        self._em = look.em
        self._layout = QTextLayout("".join(run.text for run in runs), base)
        self._layout.setFormats(_formats(runs, look, base, spread))
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._line.setLineWidth(1e6)
        self._layout.endLayout()
        self.width = self._line.naturalTextWidth()
        self._bold = look.bold or any(run.bold for run in runs)
        self._all_bold = look.bold
        self._ink = look.colour

    @property
    def links(self) -> list[Link]:
        return [
            Link(self._left + self._x(start), self._left + self._x(end), run.target)
            for start, end, run in _spans(self._runs)
            if run.target
        ]

    def _x(self, position: int) -> float:
        return float(self._line.cursorToX(position)[0])  # type: ignore[index]

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        x += self._left
        top = y + (self.height - self._line.height()) / 2
        for start, end, run in _spans(self._runs):
            if run.mark or run.code:
                area = QRectF(x + self._x(start), y + (self.height - self._em * 1.25) / 2,
                              self._x(end) - self._x(start), self._em * 1.25)  # fmt: skip
                painter.fillRect(area, QColor(_MARK if run.mark else _CODE))
        painter.setPen(QColor(self._ink or INK))
        self._layout.draw(painter, QPointF(x, top))
        if self._bold:
            self._embolden(painter, x, top)

    def _embolden(self, painter: QPainter, x: float, top: float) -> None:
        """The font has no bold cut, and Qt's synthetic one is text twice: outlines over it."""
        for start, end, run in _spans(self._runs):
            if not (run.bold or self._all_bold):
                continue
            ink = self._ink if run.tone is Tone.NORMAL and self._ink else TONES[run.tone]
            path = QPainterPath()
            for glyphs in self._line.glyphRuns(start, end - start):
                raw = glyphs.rawFont()
                for glyph, at in zip(glyphs.glyphIndexes(), glyphs.positions(), strict=True):
                    path.addPath(raw.pathForGlyph(glyph).translated(at.x() + x, at.y() + top))
            painter.setPen(QPen(QColor(ink), self._em * _BOLD))
            painter.setBrush(QColor(ink))
            painter.drawPath(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _units(text: str) -> int:
    """Length in UTF-16, which Qt counts in."""
    return len(text) + sum(character > "\uffff" for character in text)


def _spans(runs: Runs) -> list[tuple[int, int, Run]]:
    spans, at = [], 0
    for run in runs:
        end = at + _units(run.text)
        spans.append((at, end, run))
        at = end
    return spans


def _formats(runs: Runs, look: Look, base: QFont, spread: float) -> list[QTextLayout.FormatRange]:
    ranges = []
    for start, end, run in _spans(runs):
        style = QTextCharFormat()
        ink = look.colour if look.colour and run.tone is Tone.NORMAL else TONES[run.tone]
        style.setForeground(QColor(ink))
        style.setFontStrikeOut(run.strike)
        style.setFontUnderline(run.italic)  # Chinese has no italics; it is stressed from below
        if spread:
            spaced = QFont(base)
            spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spread)
            spaced.setStrikeOut(run.strike)
            spaced.setUnderline(run.italic)
            style.setFont(spaced)
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, end - start, style
        ranges.append(piece)
    return ranges


def _split_at_breaks(runs: Runs) -> list[list[Run]]:
    """The runs of each forced line."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(_with_text(run, part))
    return lines


def _with_text(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, run.strike, run.mark, run.code, run.tone, run.target)


def _slice(runs: list[Run], start: int, end: int) -> Runs:
    """The runs between two UTF-16 offsets."""
    found = []
    for first, last, run in _spans(tuple(runs)):
        low, high = max(first, start), min(last, end)
        if low < high:
            wide = run.text.encode("utf-16-le", "surrogatepass")
            part = wide[(low - first) * 2 : (high - first) * 2]
            found.append(_with_text(run, part.decode("utf-16-le", "replace")))
    return tuple(found)


def break_lines(runs: Runs, look: Look, width: float) -> list[Line]:
    """``runs`` set in lines of ``width``; an empty paragraph has one empty line."""
    lines: list[Line] = []
    base = font(look.size)
    for number, forced in enumerate(_split_at_breaks(runs)):
        indent = look.indent * look.em if number == 0 else 0.0
        lines += _break_one(forced, look, width, indent, base)
    return lines


def _break_one(runs: list[Run], look: Look, width: float, indent: float, base: QFont) -> list[Line]:
    text = "".join(run.text for run in runs)
    layout = QTextLayout(text, base)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    pieces: list[tuple[Runs, float, float]] = []  # runs, natural width, room
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        room = width - (indent if not pieces else 0)
        line.setLineWidth(max(room, look.em))
        part = _slice(runs, line.textStart(), line.textStart() + line.textLength())
        pieces.append((part, line.naturalTextWidth(), room))
    layout.endLayout()
    made = []
    for number, (part, natural, room) in enumerate(pieces or [((), 0.0, width)]):
        left = indent if number == 0 else 0.0
        spread = 0.0
        missing = room - natural
        if look.align is Align.CENTER:
            left += missing / 2
        elif look.align is Align.RIGHT:
            left += missing
        elif look.justify and number + 1 < len(pieces) and 0 < missing <= look.em * _MOST_SPREAD:
            part = _trimmed(part)
            letters = sum(_units(run.text) for run in part)
            spread = missing / (letters - 1) if letters > 8 else 0.0
        made.append(Line(look, part, left, spread, base))
    return made


def _trimmed(runs: Runs) -> Runs:
    """Without the spaces a line was broken at: they hang in the margin."""
    if not runs or not runs[-1].text.endswith(" "):
        return runs
    last = runs[-1].text.rstrip(" ")
    return (*runs[:-1], _with_text(runs[-1], last)) if last else _trimmed(runs[:-1])
