"""Two provisions, documents or editions side by side, in one sheet that scrolls as one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.reading.compare import Pair, Span, differences, wording
from navigator.ui.widgets import chip, column, icon_button, label, row

Marked = tuple[Pair, list[Span], list[Span]]


class _Sheet(QTextBrowser):
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is ever fetched for a text."""
        del kind, name
        return None


class ComparePane(QWidget):
    """``kept`` says, in plain values, what is compared here, so that it can be shown again."""

    def __init__(
        self,
        ctx: UiContext,
        titles: tuple[str, str],
        rows: Sequence[Pair],
        kept: list[str],
        marked: bool,
    ) -> None:
        super().__init__()
        self.ctx = ctx
        self.kept = kept
        self.titles = titles
        self._rows = list(rows)
        self._marked: list[Marked] | None = None
        self._at = 0
        self.setProperty("ground", "surface")
        outer = column(ctx.theme, self, (0, 0, 0, 0), 0)
        bar = QWidget()
        top = row(ctx.theme, bar, (12, 8, 12, 8), 8)
        self.marks = chip(t("标出不同"), checked=marked)
        # Of two editions one wants to know what has changed; most of it never does.
        changed = kept[:1] == ["edition"] and 0 < self.differing < len(self._rows)
        self.only = chip(t("只看不同的"), checked=changed)
        self.count = label("", "soft", wrap=False)
        self.steps = QWidget()
        steps = row(ctx.theme, self.steps, spacing=2)
        steps.addWidget(icon_button(ctx.theme, "arrow-up", t("上一处不同"), lambda: self.step(-1),
                                    shortcut="Shift+F3"))  # fmt: skip
        steps.addWidget(icon_button(ctx.theme, "arrow-down", t("下一处不同"), lambda: self.step(1),
                                    shortcut="F3"))  # fmt: skip
        for made in (self.marks, self.only, self.count, self.steps):
            top.addWidget(made)
        top.addStretch(1)
        outer.addWidget(bar)
        self.sheet = _Sheet()
        self.sheet.setOpenLinks(False)
        self.sheet.setFrameShape(QTextEdit.Shape.NoFrame)
        self.sheet.setProperty("frame", "none")
        self.sheet.setAccessibleName(t("对照：{left}；{right}", left=titles[0], right=titles[1]))
        outer.addWidget(self.sheet, 1)
        self.marks.toggled.connect(lambda _on: self.fill())
        self.only.toggled.connect(lambda _on: self.fill())
        ctx.theme.changed.connect(self.fill)
        self.setFocusProxy(self.sheet)
        self.fill()

    @property
    def differing(self) -> int:
        """Rows in which the two sides do not say the same."""
        return sum(not pair.same for pair in self._rows)

    def fill(self) -> None:
        """Set the sheet anew; differences are sought beside the window, once."""
        wanted = self.marks.isChecked()
        self.only.setVisible(wanted)
        self.steps.setVisible(wanted)
        self.count.setVisible(wanted)
        if wanted and self._marked is None:
            self.count.setText(t("正在比较…"))
            self.ctx.jobs.run(
                t("比较两份文字"), self._compare, on_success=self._compared, owner=self
            )
            return
        self._at = 0
        self._show()

    def _compare(self, control: Any) -> list[Marked]:
        found: list[Marked] = []
        for number, pair in enumerate(self._rows):
            control.progress(number, len(self._rows), "")
            left = wording(pair.left) if pair.left else ""
            right = wording(pair.right) if pair.right else ""
            found.append((pair, *differences(left, right)))
        return found

    def _compared(self, found: list[Marked]) -> None:
        self._marked = found
        self.fill()

    def _show(self) -> None:
        theme = self.ctx.theme
        self.count.setText(
            t("{n} 条不同，共 {total} 条", n=self.differing, total=len(self._rows))
            if self.differing
            else t("两边一字不差")
        )
        base = self.sheet.palette()
        base.setColor(QPalette.ColorRole.Base, theme.colour("surface"))
        base.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        self.sheet.setPalette(base)
        scroll = self.sheet.verticalScrollBar()
        place = scroll.value()
        self.sheet.setHtml(self._html())
        self.sheet.document().setDocumentMargin(theme.px(14))
        scroll.setValue(place)

    def _html(self) -> str:
        theme = self.ctx.theme
        edge, soft = theme.hex("border"), theme.hex("text_soft")
        marking = self.marks.isChecked() and self._marked is not None
        lines = [
            "<tr>" + "".join(
                f"<td width='50%' style='color:{soft}'><b>{escape(words)}</b></td>"
                for words in self.titles
            ) + "</tr>"
        ]  # fmt: skip
        number = 0
        rows: Sequence[Marked] = (
            self._marked
            if marking and self._marked is not None
            else [(pair, *_plain(pair)) for pair in self._rows]
        )
        for pair, left, right in rows:
            if marking and self.only.isChecked() and pair.same:
                continue
            name = ""
            if marking and not pair.same:
                name = f"<a name='d{number}'></a>"
                number += 1
            # Struck out as a whole, a provision that has no counterpart could hardly be read: the
            # empty half beside it says as much.
            both = pair.left is not None and pair.right is not None
            cells = (
                name + self._side(left, "danger_soft", "s" if both else "span"),
                self._side(right, "good_soft", "u" if both else "span"),
            )
            lines.append("<tr>" + "".join(
                f"<td width='50%' style='border-bottom:1px solid {edge}'>"
                f"<p style='line-height:{int(theme.line_spacing * 100)}%; margin:0'>{cell}</p></td>"
                for cell in cells
            ) + "</tr>")  # fmt: skip
        return (
            f"<body style='font-size:{theme.reading_size}px; color:{theme.hex('text')}'>"
            f"<table width='100%' cellpadding='10' cellspacing='0'>{''.join(lines)}</table></body>"
        )

    def _side(self, spans: Sequence[Span], ground: str, tag: str) -> str:
        """Colour never speaks alone: what is gone is struck out, what is new underlined."""
        theme = self.ctx.theme
        out = []
        for span in spans:
            words = escape(span.text).replace("\n", "<br>")
            if span.differs and self.marks.isChecked():
                words = (
                    f"<span style='background-color:{theme.hex(ground)}; "
                    f"color:{theme.hex('text')}'><{tag}>{words}</{tag}></span>"
                )
            out.append(words)
        return "".join(out)

    def step(self, by: int) -> None:
        """To the next row that differs."""
        if self.marks.isChecked() and self.differing:
            self.sheet.scrollToAnchor(f"d{self._at % self.differing}")
            self._at = (self._at + by) % self.differing

    def text(self) -> str:
        """What the sheet says, as plain text."""
        return self.sheet.toPlainText()


def _plain(pair: Pair) -> tuple[list[Span], list[Span]]:
    left = [Span(wording(pair.left), False)] if pair.left else []
    right = [Span(wording(pair.right), False)] if pair.right else []
    return left, right
