"""Finding inside the open document: a bar below the tabs, hits counted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from navigator.ui.accessible import announce
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.widgets import icon_button, label, row


class _Field(QLineEdit):
    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Hidden until wanted; Escape puts it away and takes the marks off."""

    changed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sunken")
        line = row(ctx.theme, self, (12, 6, 12, 6), 8)
        self._theme = ctx.theme
        self.field = _Field()
        ctx.theme.changed.connect(self._fit)
        self._fit()
        self.count = label("", "soft", wrap=False)
        line.addWidget(self.field)
        line.addWidget(icon_button(ctx.theme, "arrow-up", t("上一处"), lambda: self.stepped.emit(-1),
                                   shortcut="Shift+F3"))  # fmt: skip
        line.addWidget(icon_button(ctx.theme, "arrow-down", t("下一处"), lambda: self.stepped.emit(1),
                                   shortcut="F3"))  # fmt: skip
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(icon_button(ctx.theme, "x", t("关闭查找"), self._close, shortcut="Esc"))
        self.field.textChanged.connect(self.changed)
        self.field.stepped.connect(self.stepped)
        self.field.left.connect(self._close)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(t("在这份文件里查找"))
        self.field.setAccessibleName(t("在这份文件里查找"))

    def _fit(self) -> None:
        self.field.setMaximumWidth(self._theme.px(320))

    def show_words(self, words: str) -> None:
        """Tell what is marked already; an empty text puts the bar away."""
        self.field.blockSignals(True)
        self.field.setText(words)
        self.field.blockSignals(False)
        self.setVisible(bool(words))

    def open(self, words: str = "") -> None:
        """Show the bar, with ``words`` in it when there are any."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus()
        self.field.selectAll()

    def tell(self, number: int, total: int) -> None:
        """The hit in hand and how many there are."""
        if not self.field.text():
            self.count.setText("")
        elif not total:
            self.count.setText(t("没有找到"))
        else:
            self.count.setText(t("第 {n} 处，共 {total} 处", n=max(1, number), total=total))
        if self.field.hasFocus():
            self.field.setAccessibleDescription(self.count.text())
        else:
            announce(self, self.count.text())

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
