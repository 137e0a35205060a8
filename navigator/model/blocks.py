"""Neutral text blocks: what a note or an exported paper says, before any file format.

Everything here is plain text in plain containers. There is no raw markup, no address that can be
opened and no picture, so a writer that escapes :attr:`Run.text` cannot leak anything active.
A line feed inside a run is a forced line break.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Tone(StrEnum):
    """What a run's colour means; each writer has its own palette."""

    NORMAL = "normal"
    MUTED = "muted"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. ``target`` is the anchor of a place in the same paper."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    mark: bool = False
    code: bool = False
    tone: Tone = Tone.NORMAL
    target: str | None = None


Runs = tuple[Run, ...]


class ParagraphStyle(StrEnum):
    BODY = "body"  # first line indented by two characters
    FLUSH = "flush"  # no indent
    SMALL = "small"  # remarks, sources


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 to 6; ``anchor`` makes it a target for :attr:`Run.target`."""

    level: int
    runs: Runs
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    style: ParagraphStyle = ParagraphStyle.BODY
    align: Align = Align.LEFT
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody else's words, with the citation they need to be found again."""

    blocks: tuple[Block, ...]
    citation: Runs = ()
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is relative to the other columns."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; a ``section`` row has a single cell that spans all columns."""

    cells: tuple[Runs, ...]
    section: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``dense`` asks for small type and tight rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    dense: bool = False


@dataclass(frozen=True, slots=True)
class KeyValues:
    """A box of labelled values: two a line, or one where it is ``wide``."""

    pairs: tuple[tuple[str, Runs], ...]
    dense: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """Entries are the headings after it, down to level ``depth``."""

    title: str = "目录"
    depth: int = 2


Block = (
    Heading
    | Paragraph
    | Quotation
    | ListBlock
    | CodeBlock
    | Rule
    | Table
    | KeyValues
    | PageBreak
    | TableOfContents
)


def plain(runs: Iterable[Run]) -> str:
    """The text of ``runs`` without their looks."""
    return "".join(run.text for run in runs)


def text_run(text: str, *, bold: bool = False, tone: Tone = Tone.NORMAL) -> Runs:
    """One run as a tuple, the commonest content of a cell or heading."""
    return (Run(text, bold=bold, tone=tone),) if text else ()
