"""A few lines about the provision in hand, written without leaving it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.widgets import ElidedLabel, button, column, row


class _Paper(QPlainTextEdit):
    sent = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QuickNote(QWidget):
    """Follows the provision in hand while it is empty; what has been begun stays with its own."""

    written = Signal(str, str)  # id, Markdown
    left = Signal()  # Escape: back to the text

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self._theme = ctx.theme
        self.target = ""
        self._next = ("", "")
        self.setProperty("ground", "none")
        body = column(ctx.theme, self, (14, 8, 14, 12), 6)
        self.about = ElidedLabel("", "caption")
        self.paper = _Paper()
        self.paper.setTabChangesFocus(True)
        self.save = button(ctx.theme, "", "secondary", "check", self.commit)
        body.addWidget(self.about)
        body.addWidget(self.paper)
        foot = row(ctx.theme)
        foot.addStretch(1)
        foot.addWidget(self.save)
        body.addLayout(foot)
        self.paper.textChanged.connect(self._changed)
        self.paper.sent.connect(self.commit)
        self.paper.left.connect(self.left)
        ctx.theme.changed.connect(self._fit)
        self._fit()
        self.retranslate()
        self.follow("", "")

    def retranslate(self) -> None:
        self.paper.setPlaceholderText(t("在本条写笔记（Ctrl+M），可以用 Markdown"))
        self.paper.setAccessibleName(t("在本条写笔记"))
        self.save.setText(t("记下"))
        self.save.setToolTip(t("记下（Ctrl+回车）"))

    def _fit(self) -> None:
        self.paper.setFixedHeight(self._theme.px(72))

    def follow(self, target: str, name: str) -> None:
        """The provision in hand; ``name`` is what to call it."""
        self._next = (target, name)
        if not self.paper.toPlainText().strip():
            self.target = target
            self.about.set_full_text(t("记在：{name}", name=name) if name else "")
            self.setVisible(bool(target))

    def commit(self) -> None:
        """Hand over what is written, if anything; nothing begun is ever lost."""
        text = self.paper.toPlainText().strip()
        if text and self.target:
            target = self.target
            self.paper.clear()
            self.written.emit(target, text)
            self.follow(*self._next)

    def begin(self) -> None:
        self.setVisible(True)
        self.paper.setFocus()

    def _changed(self) -> None:
        self.save.setEnabled(bool(self.paper.toPlainText().strip()))
