"""Notes are written in Markdown, also by people one does not know.

:func:`parse_markdown` keeps structure and words and nothing that could act: raw HTML is text,
pictures are their description, an address is written out and cannot be opened. The one kind of
link that stays is ``policy:<provision id>``, which points inside our own house.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from navigator.model.blocks import (
    Align,
    Block,
    CodeBlock,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Row,
    Rule,
    Run,
    Runs,
    Table,
    plain,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

POLICY_SCHEME = "policy:"
# Control characters have no place in text, and Unicode's reordering marks can show an address or
# a sum as another one.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    "|[\ud800-\udfff]"
)
_PROVISION_ID = re.compile(r"[a-z0-9][a-z0-9-]*(?:#[^\s\"'<>]*)?")
_MAX_NESTING = 20
_BAR = re.compile(r"(?<!\\)\|")  # between two cells of a table


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 40 ms that the first picture need not wait for

    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": _MAX_NESTING}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # To Markdown ``[利率]: 3.85%`` defines a link and shows nothing; to a clerk it is a line of text.
    parser.disable("reference")
    # Every address comes through as written, so that it can be shown; none is ever opened.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


def clean_text(text: str) -> str:
    """``text`` without control and reordering characters; line ends become line feeds."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def parse_markdown(source: str) -> tuple[Block, ...]:
    """The blocks of a note. Never raises, and loses no words, whatever the text."""
    text = clean_text(source)
    tokens = _parser().parse(text)
    children = (child for token in tokens for child in token.children or ())
    # Beyond its limit the parser drops words, as it does with cells that have no heading above
    # them; such a note is shown as it was typed.
    too_deep = any(token.level >= _MAX_NESTING - 1 for token in chain(tokens, children))
    if too_deep or _loses_cells(tokens, text.split("\n")):
        lines = (line for line in text.splitlines() if line.strip())
        return tuple(Paragraph((Run(line),), ParagraphStyle.FLUSH) for line in lines)
    return _Builder(tokens).blocks_until(None)


def plain_text(source: str) -> str:
    """The words of a note, one block a line, for lists and tables."""
    return "\n".join(_lines(parse_markdown(source)))


def _lines(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            lines.append(plain(block.runs))
        elif isinstance(block, Quotation):
            lines.extend(_lines(block.blocks))
        elif isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start):
                mark = f"{number}. " if block.ordered else "· "
                inner = _lines(item) or [""]
                lines.extend([mark + inner[0], *inner[1:]])
        elif isinstance(block, CodeBlock):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines.append("\t".join(column.title for column in block.columns))
            lines.extend("\t".join(plain(cell) for cell in row.cells) for row in block.rows)
    return lines


def _loses_cells(tokens: list[Token], lines: list[str]) -> bool:
    """Whether a row of a table has more cells than the table has headings."""
    for token in tokens:
        if token.type == "table_open" and token.map is not None:
            head, *rows = (_cells(line) for line in lines[slice(*token.map)])
            if any(count > head for count in rows):
                return True
    return False


def _cells(line: str) -> int:
    cells = _BAR.split(line.strip())
    return len(cells) - (not cells[0]) - (not cells[-1])  # bars at the edges part nothing


class _Builder:
    """Reads markdown-it's flat list of opening and closing tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def _next(self) -> Token | None:
        if self._at >= len(self._tokens):
            return None
        self._at += 1
        return self._tokens[self._at - 1]

    def blocks_until(self, closing: str | None) -> tuple[Block, ...]:
        found: list[Block] = []
        while (token := self._next()) is not None and token.type != closing:
            block = self._block(token)
            if block is not None:
                found.append(block)
        return tuple(found)

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "heading_open":
                return Heading(int(token.tag[1:]), self._inline_until("heading_close"))
            case "paragraph_open":
                runs = self._inline_until("paragraph_close")
                return Paragraph(runs, ParagraphStyle.FLUSH) if runs else None
            case "blockquote_open":
                return Quotation(self.blocks_until("blockquote_close"))
            case "bullet_list_open":
                return ListBlock(self._items("bullet_list_close"))
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                return ListBlock(self._items("ordered_list_close"), ordered=True, start=start)
            case "fence" | "code_block":
                # What stands beside the opening fence is a language to others; here it may be a figure.
                said = (token.info.strip(), token.content.rstrip("\n"))
                return CodeBlock("\n".join(part for part in said if part))
            case "hr":
                return Rule()
            case "table_open":
                return self._table()
            case "inline":
                return Paragraph(inline_runs(token.children or []), ParagraphStyle.FLUSH)
        text = token.content.strip()  # anything a later parser may bring: its words, nothing else
        return Paragraph((Run(text),), ParagraphStyle.FLUSH) if text else None

    def _inline_until(self, closing: str) -> Runs:
        runs: list[Run] = []
        while (token := self._next()) is not None and token.type != closing:
            runs.extend(inline_runs(token.children or []))
        return tuple(runs)

    def _items(self, closing: str) -> tuple[tuple[Block, ...], ...]:
        items = []
        while (token := self._next()) is not None and token.type != closing:
            items.append(self.blocks_until("list_item_close"))
        return tuple(items)

    def _table(self) -> Table:
        columns: list[Column] = []
        rows: list[Row] = []
        cells: list[Runs] = []
        while (token := self._next()) is not None and token.type != "table_close":
            if token.type == "th_open":
                style = str(token.attrs.get("style", ""))
                align = next((a for a in Align if style.endswith(f":{a}")), Align.LEFT)
                columns.append(Column(plain(self._inline_until("th_close")), 1.0, align))
            elif token.type == "td_open":
                cells.append(self._inline_until("td_close"))
            elif token.type == "tr_close" and cells:
                rows.append(Row(tuple(cells)))
                cells = []
        return Table(tuple(columns), tuple(rows))


def policy_target(href: str) -> str | None:
    """The provision id of a ``policy:`` address, or None for any other address."""
    if not href.startswith(POLICY_SCHEME):
        return None
    target = unquote(href[len(POLICY_SCHEME) :])
    return target if _PROVISION_ID.fullmatch(target) else None


def inline_runs(tokens: list[Token]) -> Runs:
    """The runs of one inline token's children."""
    runs: list[Run] = []
    bold = italic = strike = 0
    links: list[tuple[str | None, str, int]] = []  # target, address, first run

    def add(text: str, code: bool = False) -> None:
        if not text:
            return
        target = links[-1][0] if links else None
        run = Run(text, bold > 0, italic > 0, strike > 0, code=code, target=target)
        first = links[-1][2] if links else 0
        if len(runs) > first and replace(runs[-1], text=text) == run:
            runs[-1] = replace(run, text=runs[-1].text + text)
        else:
            runs.append(run)

    for token in tokens:
        match token.type:
            case "text" | "html_inline" | "text_special":
                add(token.content)
            case "code_inline":
                add(token.content, code=True)
            case "softbreak" | "hardbreak":  # lines stay as they were typed
                add("\n")
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "s_open" | "s_close":
                strike += token.nesting
            case "image":
                alt = plain(inline_runs(token.children or [])) or "无说明"
                add(f"［图：{alt}］")
            case "link_open":
                href = str(token.attrs.get("href", ""))
                links.append((policy_target(href), href, len(runs)))
            case "link_close":
                target, href, first = links.pop()
                shown = plain(runs[first:])
                if target is None and href and href != shown and href != f"mailto:{shown}":
                    add(f"（{clean_text(_one_line(href))}）")
    return tuple(runs)


def _one_line(href: str) -> str:
    """An address cannot be broken over lines, which could hide its end."""
    return re.sub(r"\s", "%20", href)
