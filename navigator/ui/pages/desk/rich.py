"""A note as it will look: our own safe blocks as Qt's rich text, in a view that loads nothing."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from navigator.model.blocks import (
    Block,
    CodeBlock,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    Rule,
    Run,
    Runs,
    Table,
)
from navigator.model.markup import POLICY_SCHEME, parse_markdown, policy_target
from navigator.ui.theme import Theme


class Paper(QTextBrowser):
    """Shows escaped rich text only; ``opened`` carries the provision id of a link of ours."""

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = ""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.anchorClicked.connect(self._clicked)
        theme.changed.connect(self._draw)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is ever fetched for a text, from the disk or from elsewhere."""
        del kind, name
        return None

    def show_markdown(self, source: str) -> None:
        self._source = source
        self._draw()

    def _draw(self) -> None:
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, self._theme.colour("surface"))
        colours.setColor(QPalette.ColorRole.Text, self._theme.colour("text"))
        self.setPalette(colours)
        bar = self.verticalScrollBar()
        at = bar.value()
        self.setHtml(Renderer(self._theme).page(self._source))
        bar.setValue(at)

    def _clicked(self, url: QUrl) -> None:
        target = policy_target(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if target is not None:
            self.opened.emit(target)


class Renderer:
    """Every word is escaped; the only addresses are ``policy:`` ones of our own."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._size = theme.px(15)

    def page(self, source: str) -> str:
        body = self._blocks(parse_markdown(source))
        ink = self._theme.hex("text")
        return f"<html><body style='font-size:{self._size}px; color:{ink}'>{body}</body></html>"

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        theme = self._theme
        match block:
            case Heading():
                size = int(self._size * max(1.0, 1.5 - 0.15 * (block.level - 1)))
                return (f"<p style='font-size:{size}px; font-weight:600; line-height:140%; "
                        f"margin:12px 0 4px 0'>{self._runs(block.runs)}</p>")  # fmt: skip
            case Paragraph():
                return f"<p style='line-height:170%; margin:4px 0'>{self._runs(block.runs)}</p>"
            case Quotation():
                return (f"<table width='100%' cellpadding='8' cellspacing='0' style='margin:6px 0'>"
                        f"<tr><td style='background-color:{theme.hex('sunken')}; border-left:"
                        f"3px solid {theme.hex('accent')}'>{self._blocks(block.blocks)}"
                        "</td></tr></table>")  # fmt: skip
            case ListBlock():
                tag = "ol" if block.ordered else "ul"
                items = "".join(f"<li>{self._blocks(item)}</li>" for item in block.items)
                return f"<{tag} start='{block.start}'>{items}</{tag}>"
            case CodeBlock():
                text = escape(block.text).replace("\n", "<br>").replace(" ", "&nbsp;")
                return (f"<p style='background-color:{theme.hex('sunken')}; margin:6px 0'>"
                        f"{text}</p>")  # fmt: skip
            case Rule():
                return "<hr>"
            case Table():
                return self._table(block)
        return ""

    def _table(self, table: Table) -> str:
        edge = f"border:1px solid {self._theme.hex('border')}"
        head = "".join(
            f"<td style='{edge}; background-color:{self._theme.hex('sunken')}'>"
            f"<b>{escape(column.title)}</b></td>"
            for column in table.columns
        )
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td align='{column.align}' style='{edge}'>{self._runs(cell)}</td>"
                for column, cell in zip(table.columns, row.cells, strict=False)
            )
            + "</tr>"
            for row in table.rows
        )
        return (f"<table cellpadding='5' cellspacing='0' style='border-collapse:collapse; "
                f"margin:6px 0'><tr>{head}</tr>{rows}</table>")  # fmt: skip

    def _runs(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        text = escape(run.text).replace("\n", "<br>")
        if run.code:
            text = f"<span style='background-color:{self._theme.hex('sunken')}'>{text}</span>"
        for wanted, tag in ((run.strike, "s"), (run.italic, "i"), (run.bold, "b")):
            if wanted:
                text = f"<{tag}>{text}</{tag}>"
        if run.target:
            address = POLICY_SCHEME + quote(run.target, safe="/()-#")
            ink = self._theme.hex("accent_text")
            text = f"<a href='{address}' style='color:{ink}'>{text}</a>"
        return text
