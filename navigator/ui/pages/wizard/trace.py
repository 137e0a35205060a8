"""Why: every condition with its state, what was answered, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.decision import Decision, Truth
from navigator.ui.pages.wizard.sources import Titles, small_link
from navigator.ui.widgets import IconLabel, column, label, row

STATE_LOOKS: dict[Truth, tuple[str, str, str]] = {  # icon, colour, word
    True: ("circle-check", "good", "满足"),
    False: ("circle-x", "danger", "不满足"),
    None: ("circle-question-mark", "accent_text", "还不知道"),
}
_INDENT = 24


class TraceView(QWidget):
    """The decision as an indented list."""

    def __init__(self, ctx: UiContext, titles: Titles, decision: Decision) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.setAccessibleName(t("逐条判断"))
        body = column(ctx.theme, self, spacing=2)
        for depth, node in decision.walk():
            if depth > 0:
                body.addWidget(self._line(ctx, titles, node, depth - 1))
        if not decision.children:
            body.addWidget(label(t("这项措施没有对申请人另设条件。"), "soft"))

    def _line(self, ctx: UiContext, titles: Titles, node: Decision, depth: int) -> QWidget:
        icon, colour, word = STATE_LOOKS[node.state]
        made = QWidget()
        made.setProperty("ground", "none")
        inner = row(ctx.theme, made, (depth * _INDENT, 1, 0, 1), 8)
        top = Qt.AlignmentFlag.AlignTop
        inner.addWidget(IconLabel(ctx.theme, icon, colour, 18), 0, top)
        texts = column(ctx.theme, spacing=0)
        words = label(node.text, "strong" if node.children else "body", selectable=True)
        words.setAccessibleName(f"{t(word)}：{node.text}")
        texts.addWidget(words)
        detail = []
        if node.join and node.children:
            detail.append(node.join)
        detail.append(t(word))
        if node.answer:
            detail.append(t("您填的是：{answer}", answer=node.answer))
        texts.addWidget(label(" · ".join(detail), "caption"))
        inner.addLayout(texts, 1)
        inner.addWidget(small_link(ctx, titles, node.cite), 0, top)
        return made
