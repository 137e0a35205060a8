"""A paper as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re

from navigator.export.tree import Tree
from navigator.model.blocks import (
    Align,
    Block,
    CodeBlock,
    Heading,
    KeyValues,
    ListBlock,
    PageBreak,
    Paragraph,
    Quotation,
    Rule,
    Run,
    Runs,
    Table,
    TableOfContents,
)
from navigator.model.citation import code_span, escape_markdown

_ALIGNED = {Align.LEFT: "---", Align.CENTER: ":---:", Align.RIGHT: "---:"}


def to_markdown(tree: Tree) -> str:
    """The paper's text; ends in a line feed."""
    parts = [f"# {escape_markdown(tree.title)}"]
    if tree.subtitle:
        parts.append(escape_markdown(tree.subtitle))
    parts += [text for block in tree.blocks if (text := _block(block))]
    if tree.footer:
        parts.append(f"---\n\n{escape_markdown(tree.footer)}")
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * min(6, block.level + 1)} {_runs(block.runs, one_line=True)}"
        case Paragraph():
            return _runs(block.runs)
        case Quotation():
            inner = [text for child in block.blocks if (text := _block(child))]
            if block.citation:
                inner.append("—— " + _runs(block.citation))
            return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))
        case ListBlock():
            return _list(block)
        case CodeBlock():
            longest = max(map(len, re.findall("`+", block.text)), default=0)
            fence = "`" * max(3, longest + 1)
            return f"{fence}\n{block.text}\n{fence}"
        case Rule() | PageBreak():
            return "---"
        case Table():
            return _table(block)
        case KeyValues():
            return "\n".join(f"- {escape_markdown(k)}：{_runs(v)}" for k, v in block.pairs)
        case TableOfContents():
            return ""  # readers of Markdown make their own
    return ""


def _list(block: ListBlock) -> str:
    lines = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        body = "\n\n".join(text for child in item if (text := _block(child)))
        first, *rest = body.split("\n") or [""]
        lines.append(mark + first)
        lines += [" " * len(mark) + line if line else "" for line in rest]
    return "\n".join(lines)


def _table(table: Table) -> str:
    head = "| " + " | ".join(escape_markdown(c.title) for c in table.columns) + " |"
    rule = "| " + " | ".join(_ALIGNED[column.align] for column in table.columns) + " |"
    lines = [head, rule]
    for row in table.rows:
        cells = [_runs(cell, one_line=True) for cell in row.cells]
        cells += [""] * (len(table.columns) - len(cells))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _runs(runs: Runs, one_line: bool = False) -> str:
    text = "".join(_run(run) for run in runs)
    return text.replace("\n", " " if one_line else "  \n")


def _run(run: Run) -> str:
    if not run.text.strip():
        return run.text
    if run.code:
        return code_span(run.text)
    lead = run.text[: len(run.text) - len(run.text.lstrip())]
    tail = run.text[len(run.text.rstrip()) :]
    text = escape_markdown(run.text.strip())
    for wanted, mark in ((run.strike, "~~"), (run.italic, "*"), (run.bold, "**")):
        if wanted:
            text = f"{mark}{text}{mark}"
    return lead + text + tail
