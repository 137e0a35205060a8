"""A question above the page that needs an answer but stops nobody: save under what name, really
clear, replace that file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout

from navigator.ui.theme import Theme
from navigator.ui.widgets import button, label, row

Choice = tuple[str, str, Callable[[], object]]  # text, kind, what it does


class QuestionStrip(QFrame):
    """Escape takes it away; Enter in the field is the first choice."""

    closed = Signal()

    def __init__(
        self, theme: Theme, words: str, choices: Sequence[Choice], field: str | None = None
    ) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", "warn" if field is None else "info")
        self.setAccessibleName(words)
        line = row(theme, self, (14, 8, 10, 8), 10)
        line.addWidget(label(words, "strong"), 1 if field is None else 0)
        self.field: QLineEdit | None = None
        if field is not None:
            self.field = QLineEdit(field)
            self.field.setAccessibleName(words)
            self.field.setMaxLength(80)
            self.field.selectAll()
            line.addWidget(self.field, 1)
        self.buttons: list[QPushButton] = []
        for text, kind, run in choices:
            made = button(theme, text, kind, on_click=run)
            self.buttons.append(made)
            line.addWidget(made)

    def take_focus(self) -> None:
        target = self.field or self.buttons[0]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = next((b for b in self.buttons if b.hasFocus()), self.buttons[0])
            focused.click()
        else:
            super().keyPressEvent(event)


class StripPlace:
    """Where one strip at a time is shown: below the first row of a column."""

    def __init__(self, theme: Theme, column: QVBoxLayout) -> None:
        self._theme = theme
        self._column = column
        self.shown: QuestionStrip | None = None

    def ask(self, words: str, choices: Sequence[Choice], field: str | None = None) -> None:
        """Shows a question in place of an earlier one."""
        self.drop()
        self.shown = QuestionStrip(self._theme, words, choices, field)
        self.shown.closed.connect(self.drop)
        self._column.insertWidget(1, self.shown)
        self.shown.take_focus()

    def drop(self) -> None:
        if self.shown is not None:
            self._column.removeWidget(self.shown)
            self.shown.hide()
            self.shown.deleteLater()
            self.shown = None
