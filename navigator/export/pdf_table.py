"""Tables and boxes of labelled values as slices of a page. Lengths are tenths of a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from navigator.export.pdf_flow import Fill, Mark, Slice, Stroke, Words
from navigator.export.pdf_text import Line, Look, break_lines
from navigator.model.blocks import Align, KeyValues, Runs, Table, text_run

_HEAD, _SECTION, _RULE, _EDGE = "#e9eef4", "#f4f6f9", "#b6c0cb", "#4a5663"
_MOST_LINES, _STEP = 9, 5  # a taller row may be cut, so that no page is left half empty


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table stands and how its text is set."""

    left: float
    width: float
    look: Look
    dense: bool

    @property
    def pad(self) -> tuple[float, float]:
        """Padding of a cell, across and down."""
        return (45.0, 22.0) if self.dense else (60.0, 40.0)


@dataclass(frozen=True, slots=True)
class _Cell:
    runs: Runs
    width: float
    align: Align = Align.LEFT
    fill: str | None = None
    bold: bool = False


def table_slices(table: Table, grid: Grid) -> list[Slice]:
    """Header, repeated on every page, and rows that are not cut unless very tall."""
    total = sum(column.width for column in table.columns) or 1.0
    widths = [grid.width * column.width / total for column in table.columns]
    header: Slice | None = None
    if any(column.title for column in table.columns):
        cells = [
            _Cell(text_run(column.title), width, column.align, _HEAD, bold=True)
            for column, width in zip(table.columns, widths, strict=True)
        ]
        header = _row(cells, grid)[0]
    rows: list[list[Slice]] = []
    for row in table.rows:
        if row.section:
            runs = row.cells[0] if row.cells else ()
            rows.append(_row([_Cell(runs, grid.width, fill=_SECTION)], grid))
        else:
            padded = [*row.cells, *[()] * (len(widths) - len(row.cells))]
            cells = [
                _Cell(runs, width, column.align)
                for runs, width, column in zip(padded, widths, table.columns, strict=False)
            ]
            rows.append(_row(cells, grid))
    return _framed(header, rows, grid)


def facts_slices(box: KeyValues, grid: Grid) -> list[Slice]:
    """Two labelled values a line, or one where the box is ``wide``."""
    key = grid.look.em * (5.6 if grid.dense else 6.6)
    half = grid.width / 2
    rows: list[list[Slice]] = []
    step = 1 if box.wide else 2
    pairs = box.pairs
    for index in range(0, len(pairs), step):
        chunk = pairs[index : index + step]
        room = grid.width if len(chunk) == 1 else half
        cells: list[_Cell] = []
        for name, value in chunk:
            cells.append(_Cell(text_run(name), key, fill=_SECTION))
            cells.append(_Cell(value, room - key))
        rows.append(_row(cells, grid))
    return _framed(None, rows, grid)


def _framed(header: Slice | None, rows: list[list[Slice]], grid: Grid) -> list[Slice]:
    """A firm line above and below, the header tied to the first row."""
    made: list[Slice] = []
    if header is not None:
        header.marks.append(_across(grid, 0, _EDGE, 9))
        header.keep = True
        made.append(header)
    for row in rows:
        for part in row:
            part.header = header
        made += row
    if not made:
        return []
    if header is None:
        made[0].marks.append(_across(grid, 0, _EDGE, 9))
    elif rows:
        # On the first page the header stands before the first row of its own accord.
        rows[0][0].header = None if len(rows[0]) == 1 else header
    made[-1].marks.append(_across(grid, made[-1].height, _EDGE, 9))
    if len(rows) > 1 and len(rows[-1]) == 1:
        rows[-2][-1].keep = True
    made[0].gap = 50
    made.append(Slice(30))
    return made


def _across(grid: Grid, y: float, colour: str, width: float) -> Stroke:
    return Stroke(grid.left, y, grid.left + grid.width, y, colour, width)


def _row(cells: Sequence[_Cell], grid: Grid) -> list[Slice]:
    pad_x, pad_y = grid.pad
    columns: list[list[Line]] = []
    for cell in cells:
        look = replace(grid.look, align=cell.align, bold=cell.bold, justify=False)
        columns.append(break_lines(cell.runs, look, cell.width - 2 * pad_x))
    count = max(len(lines) for lines in columns)
    step = _STEP if count > _MOST_LINES else count
    line_height = grid.look.line_height
    made = []
    for first in range(0, count, step):
        shown = min(step, count - first)
        above = pad_y if first == 0 else 0.0
        below = pad_y if first + shown >= count else 0.0
        height = shown * line_height + above + below
        marks: list[Mark] = []
        x = grid.left
        edges: list[Mark] = [Stroke(x, 0, x, height, _RULE, 5)]
        for cell, lines in zip(cells, columns, strict=True):
            if cell.fill:
                marks.append(Fill(x, 0, cell.width, height, cell.fill))
            for index, line in enumerate(lines[first : first + shown]):
                marks.append(Words(line, x + pad_x, above + index * line_height))
            x += cell.width
            edges.append(Stroke(x, 0, x, height, _RULE, 5))
        if first == 0:
            edges.append(_across(grid, 0, _RULE, 5))
        if first + shown >= count:
            edges.append(_across(grid, height, _RULE, 5))
        made.append(Slice(height, [*marks, *edges]))
    return made
