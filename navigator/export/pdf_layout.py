"""From blocks to slices of a page: the typography of our PDFs.

After GB/T 9704-2012 as far as one free font goes: title centred, headings by weight and size,
body set solid with two characters of indent. Lengths are tenths of a point.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from navigator.export.pdf_flow import Fill, Slice, Stroke, Words
from navigator.export.pdf_table import Grid, facts_slices, table_slices
from navigator.export.pdf_text import INK, Line, Look, break_lines
from navigator.export.tree import PageStyle, Tree, headings
from navigator.model.blocks import (
    Align,
    Block,
    CodeBlock,
    Heading,
    KeyValues,
    ListBlock,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Rule,
    Run,
    Runs,
    Table,
    TableOfContents,
    Tone,
    plain,
    text_run,
)

_ACCENT, _QUOTE, _CODE, _RULE = "#12498a", "#f3f6fa", "#f3f4f6", "#b6c0cb"
_MUTED = "#5a6570"
_INSET = 100.0  # between the edge of a panel and its text


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes in points of one page style."""

    title: float
    headings: tuple[float, float, float, float]
    body: float
    small: float
    dense: float
    leading: float
    gap: float  # after a paragraph, tenths of a point
    gaps: tuple[float, float, float, float]  # before headings


TYPES = {
    PageStyle.BOOK: Type(21, (15, 12.5, 11.5, 11), 10.5, 8.5, 9, 1.75, 40, (240, 170, 120, 90)),
    PageStyle.SLIP: Type(19, (12, 10.5, 9.5, 9.5), 9.5, 8.2, 8.5, 1.5, 30, (120, 120, 70, 60)),
}


class Composer:
    """Turns one paper into slices. ``numbers`` are the pages of the contents' headings."""

    def __init__(self, tree: Tree, width: float, numbers: Mapping[int, int]) -> None:
        self._tree = tree
        self._width = width
        self._numbers = numbers
        self._type = TYPES[tree.style]
        self._contents = {id(h): f"\x00{i}" for i, h in enumerate(headings(tree.blocks), 1)}

    def slices(self) -> list[Slice]:
        made = self._title()
        for block in self._tree.blocks:
            made += self._block(block, 0.0)
        return made

    # -- parts ------------------------------------------------------------------------------------

    def _title(self) -> list[Slice]:
        look = Look(self._type.title, 1.4, Align.CENTER, justify=False, bold=True)
        made = self._lines(text_run(self._tree.title), look, 0.0, 0.0)
        if self._tree.subtitle:
            small = Look(self._type.small + 1, 1.6, Align.CENTER, justify=False, colour=_MUTED)
            made += self._lines(text_run(self._tree.subtitle), small, 0.0, 30)
        width = self._width
        double = [Stroke(0, 40, width, 40, INK, 14), Stroke(0, 60, width, 60, INK, 4)]
        after = 100 if self._tree.style is PageStyle.SLIP else 160
        made.append(Slice(after, [*double]))
        return made

    def _block(self, block: Block, left: float) -> list[Slice]:
        match block:
            case Heading():
                return self._heading(block, left)
            case Paragraph():
                return self._paragraph(block, left)
            case Quotation():
                return self._quotation(block, left)
            case ListBlock():
                return self._list(block, left)
            case CodeBlock():
                look = Look(self._type.small + 0.5, 1.5, justify=False)
                self._width -= _INSET
                inner = self._lines((Run(block.text),), look, left + _INSET, 0)
                self._width += _INSET
                return self._panel(inner, left, _CODE, None)
            case Rule():
                return [Slice(60, [Stroke(left, 30, self._width, 30, _RULE)], gap=40)]
            case PageBreak():
                return [Slice(0, new_page=True, keep=True)]
            case Table():
                return table_slices(block, self._grid(left, block.dense))
            case KeyValues():
                return facts_slices(block, self._grid(left, block.dense))
            case TableOfContents():
                return self._table_of_contents(block)
        return []

    def _grid(self, left: float, dense: bool) -> Grid:
        size = self._type.dense if dense else self._type.body - 1
        return Grid(left, self._width - left, Look(size, 1.42 if dense else 1.6), dense)

    def _lines(self, runs: Runs, look: Look, left: float, gap: float) -> list[Slice]:
        """One slice a line; single lines are not left alone at either end of a page."""
        lines = break_lines(runs, look, self._width - left)
        made = [self._line(line, left) for line in lines]
        made[0].gap = gap
        if len(made) > 1:
            made[0].keep = made[-2].keep = True
        return made

    @staticmethod
    def _line(line: Line, left: float) -> Slice:
        return Slice(line.height, [Words(line, left, 0)])

    def _heading(self, block: Heading, left: float) -> list[Slice]:
        index = min(block.level, 4) - 1
        look = Look(self._type.headings[index], 1.45, justify=False, bold=True)
        made = self._lines(block.runs, look, left, self._type.gaps[index])
        for part in made:
            part.keep = True
        made[-1].height += 20
        made[0].anchor = block.anchor
        if name := self._contents.get(id(block)):
            made[0].bookmark = (block.level, plain(block.runs).replace("\n", " "))
            made[0].anchor = block.anchor or name
        return made

    def _paragraph(self, block: Paragraph, left: float) -> list[Slice]:
        small = block.style is ParagraphStyle.SMALL
        look = Look(
            self._type.small if small else self._type.body,
            1.5 if small else self._type.leading,
            block.align,
            2 if block.style is ParagraphStyle.BODY and block.align is Align.LEFT else 0,
        )
        made = self._lines(block.runs, look, left, self._type.gap)
        if block.keep_with_next:
            for part in made:
                part.keep = True
        return made

    def _quotation(self, block: Quotation, left: float) -> list[Slice]:
        inner: list[Slice] = []
        self._width -= _INSET  # room on the right of the panel
        for child in block.blocks:
            inner += self._block(child, left + _INSET)
        if block.citation:
            look = Look(self._type.small + 0.5, 1.6, Align.RIGHT, justify=False, colour=_MUTED)
            runs = (Run("—— "), *block.citation)
            room = self._width - left - _INSET
            cite = [self._line(line, left + _INSET) for line in break_lines(runs, look, room)]
            cite[0].gap = 20
            if inner:
                inner[-1].keep = True
            inner += cite
            inner[-1].keep = True  # what is said about the quotation follows it
        self._width += _INSET
        made = self._panel(inner, left, _QUOTE, _ACCENT)
        if made and block.anchor:
            made[0].anchor = block.anchor
        return made

    def _panel(self, inner: list[Slice], left: float, fill: str, bar: str | None) -> list[Slice]:
        """``inner`` on a tinted ground that goes on over gaps and page breaks."""
        if not inner:
            return []
        for number, part in enumerate(inner):
            above = 50.0 if number == 0 else part.gap
            below = 50.0 if number + 1 == len(inner) else 0.0
            part.marks = [_shifted(mark, above) for mark in part.marks]
            part.height += above + below
            part.gap = 0.0
            ground: list[Fill | Stroke | Words] = [
                Fill(left, 0, self._width - left, part.height, fill)
            ]
            if bar:
                ground.append(Fill(left, 0, 22, part.height, bar))
            part.marks = [*ground, *part.marks]
        inner[0].gap = self._type.gap + 20
        return inner

    def _list(self, block: ListBlock, left: float) -> list[Slice]:
        made: list[Slice] = []
        look = Look(self._type.body, self._type.leading, justify=False)
        # Deep lists stop moving in, so that some room for the text remains.
        step = look.em * (1.9 if block.ordered else 1.4)
        inset = min(left + step, self._width * 0.5)
        for number, item in enumerate(block.items, block.start):
            inner: list[Slice] = []
            for child in item or (Paragraph((), ParagraphStyle.FLUSH),):
                inner += self._block(child, inset)
            mark = f"{number}." if block.ordered else "•"
            line = break_lines((Run(mark, tone=Tone.MUTED),), look, look.em * 4)[0]
            if inner:
                x = max(0.0, inset - line.width - look.em * 0.35)
                inner[0].marks.append(Words(line, x, 0))
                inner[0].gap = min(inner[0].gap, self._type.gap * 0.6)
            made += inner
        if made:
            made[0].gap = self._type.gap
        return made

    def _table_of_contents(self, block: TableOfContents) -> list[Slice]:
        entries = headings(self._tree.blocks, block.depth)
        if not entries:
            return []
        head = Look(self._type.headings[1], 1.8, Align.CENTER, justify=False, bold=True)
        made = self._lines(text_run(block.title), head, 0, 60)
        made[-1].keep = True
        room = 300.0  # for the page number
        for entry in entries:
            left = (entry.level - 1) * self._type.body * 20
            look = Look(self._type.body, 1.65, justify=False, bold=entry.level == 1)
            runs = text_run(plain(entry.runs).replace("\n", " "))
            lines = break_lines(runs, look, self._width - left - room - 100)
            number = self._numbers.get(id(entry), 0)
            right = replace(look, align=Align.RIGHT, bold=False)
            shown = break_lines(text_run(str(number)), right, room)[0]
            for index, line in enumerate(lines):
                part = self._line(line, left)
                if index + 1 == len(lines):
                    y = line.height * 0.62
                    start, end = left + line.width + 40, self._width - shown.width - 50
                    part.marks.append(Words(shown, self._width - room, 0))
                    part.marks.append(Stroke(start, y, end, y, _RULE, 8, dotted=True))
                else:
                    part.keep = True
                target = entry.anchor or self._contents[id(entry)]
                part.jump = (left, self._width, target)
                made.append(part)
        return made


def _shifted(mark: Fill | Stroke | Words, by: float) -> Fill | Stroke | Words:
    if isinstance(mark, Stroke):
        return replace(mark, y1=mark.y1 + by, y2=mark.y2 + by)
    return replace(mark, y=mark.y + by)
