"""A paper as one self-contained HTML file that loads nothing and runs nothing."""

from __future__ import annotations

from html import escape

from navigator.export.tree import Tree, anchors, headings
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
)
from navigator.resources import read_resource

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(tree: Tree) -> str:
    """The whole page. Every text is escaped; the policy forbids loading anything at all."""
    body = HtmlBody(tree).render()
    footer = f"<footer>{escape(tree.footer)}</footer>" if tree.footer else ""
    subtitle = f"<p class='subtitle'>{escape(tree.subtitle)}</p>" if tree.subtitle else ""
    return (
        "<!DOCTYPE html>\n<html lang='zh-CN'><head><meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<meta name='referrer' content='no-referrer'>"
        f"<title>{escape(tree.title)}</title>"
        f"<style>{read_resource('templates', 'paper.css')}</style></head>"
        f"<body><main><h1>{escape(tree.title)}</h1>{subtitle}{body}{footer}</main></body></html>\n"
    )


class HtmlBody:
    """Renders blocks; anchors get short safe names."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._names = {a: f"a{i}" for i, a in enumerate(sorted(anchors(tree.blocks)), 1)}
        self._contents = {id(h): f"h{i}" for i, h in enumerate(headings(tree.blocks), 1)}

    def render(self) -> str:
        return self._blocks(self._tree.blocks)

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        return "\n".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                level = min(6, block.level + 1)
                name = self._name(block.anchor) or self._contents.get(id(block))
                return f"<h{level}{_id(name)}>{self._runs(block.runs)}</h{level}>"
            case Paragraph():
                style = "" if block.style is ParagraphStyle.BODY else f" class='{block.style}'"
                align = "" if block.align is Align.LEFT else f" style='text-align:{block.align}'"
                return f"<p{style}{align}>{self._runs(block.runs)}</p>"
            case Quotation():
                cite = f"<p class='cite'>{self._runs(block.citation)}</p>" if block.citation else ""
                name = _id(self._name(block.anchor))
                return f"<blockquote{name}>{self._blocks(block.blocks)}{cite}</blockquote>"
            case ListBlock():
                tag = "ol" if block.ordered else "ul"
                start = f" start='{block.start}'" if block.ordered and block.start != 1 else ""
                items = "".join(f"<li>{self._blocks(item)}</li>" for item in block.items)
                return f"<{tag}{start}>{items}</{tag}>"
            case CodeBlock():
                return f"<pre>{escape(block.text)}</pre>"
            case Rule():
                return "<hr>"
            case PageBreak():
                return "<div class='page-break'></div>"
            case Table():
                return self._table(block)
            case KeyValues():
                rows = "".join(
                    f"<tr><th>{escape(key)}</th><td>{self._runs(value)}</td></tr>"
                    for key, value in block.pairs
                )
                return f"<table class='facts'>{rows}</table>"
            case TableOfContents():
                entries = "".join(
                    f"<li class='l{h.level}'><a href='#{self._name(h.anchor) or self._contents[id(h)]}'>"
                    f"{escape(plain(h.runs))}</a></li>"
                    for h in headings(self._tree.blocks, block.depth)
                )
                return f"<nav><h2>{escape(block.title)}</h2><ul>{entries}</ul></nav>"
        return ""

    def _table(self, table: Table) -> str:
        head = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns)
        rows = []
        for row in table.rows:
            if row.section:
                span = len(table.columns)
                rows.append(f"<tr class='section'><td colspan='{span}'>"
                            f"{self._runs(row.cells[0])}</td></tr>")  # fmt: skip
                continue
            cells = "".join(
                f"<td style='text-align:{column.align}'>{self._runs(cell)}</td>"
                for column, cell in zip(table.columns, row.cells, strict=False)
            )
            rows.append(f"<tr>{cells}</tr>")
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"

    def _name(self, anchor: str | None) -> str | None:
        return self._names.get(anchor) if anchor else None

    def _runs(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        text = escape(run.text).replace("\n", "<br>")
        for wanted, tag in ((run.code, "code"), (run.strike, "s"), (run.italic, "em"),
                            (run.mark, "mark"), (run.bold, "strong")):  # fmt: skip
            if wanted:
                text = f"<{tag}>{text}</{tag}>"
        if run.tone is not Tone.NORMAL:
            text = f"<span class='{run.tone}'>{text}</span>"
        name = self._name(run.target)
        return f"<a href='#{name}'>{text}</a>" if name else text


def _id(name: str | None) -> str:
    return f" id='{name}'" if name else ""
