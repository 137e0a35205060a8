"""A whole paper, before any file format.

The block types live in :mod:`navigator.model.blocks` because notes are made of them too; this
module adds what only a paper has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from navigator.model.blocks import (
    Block,
    Heading,
    KeyValues,
    ListBlock,
    Paragraph,
    Quotation,
    Table,
    plain,
)


class PageStyle(StrEnum):
    BOOK = "book"  # notes, collections, documents
    SLIP = "slip"  # the notice slip: narrower margins, smaller type


@dataclass(frozen=True, slots=True)
class Tree:
    """``footer`` is printed at the foot of each page, left of the page number.

    ``running_title`` appears in the page header from the second page on. ``created_at`` becomes
    the file's creation date; without it the writer states none of its own choosing.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    footer: str = ""
    running_title: str = ""
    created_at: dt.datetime | None = None
    style: PageStyle = PageStyle.BOOK


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, containers before what they hold."""
    for block in blocks:
        yield block
        if isinstance(block, Quotation):
            yield from walk(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from walk(item)


def headings(blocks: tuple[Block, ...], depth: int = 6) -> list[Heading]:
    """Headings on the top level of the paper, down to level ``depth``.

    Headings inside notes stand in quotations and lists and are no part of the contents.
    """
    return [b for b in blocks if isinstance(b, Heading) and b.level <= depth and plain(b.runs)]


def anchors(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Every anchor a run may point to."""
    found = (b.anchor for b in walk(blocks) if isinstance(b, Heading | Quotation))
    return frozenset(anchor for anchor in found if anchor)


def text_of(tree: Tree) -> str:
    """All words of the paper in reading order, for checks and for searching in a preview."""
    lines = [tree.title, tree.subtitle]
    for block in walk(tree.blocks):
        if isinstance(block, Heading | Paragraph):
            lines.append(plain(block.runs))
        elif isinstance(block, Table):
            lines.extend(column.title for column in block.columns)
            lines.extend(plain(cell) for row in block.rows for cell in row.cells)
        elif isinstance(block, KeyValues):
            lines.extend(part for key, value in block.pairs for part in (key, plain(value)))
        elif hasattr(block, "text"):
            lines.append(block.text)
        if isinstance(block, Quotation):
            lines.append(plain(block.citation))
    return "\n".join(line for line in lines if line)
