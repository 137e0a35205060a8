"""The head of a pane: what it is about, a line about it, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from navigator.ui.theme import Theme
from navigator.ui.widgets import ElidedLabel, column, label, row


class PaneHead(QWidget):
    """In a narrow pane the buttons keep their icons only."""

    def __init__(self, theme: Theme, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._theme = theme
        self._buttons = tuple(buttons)
        self._words: tuple[str, ...] = ("",) * len(self._buttons)
        self.setProperty("ground", "none")
        outer = column(theme, self, (12, 0, 12, 0), 4)
        line = row(theme, None, (0, 0, 0, 0), 8)
        self.title = ElidedLabel("", "subtitle")
        line.addWidget(self.title, 1)
        for made in self._buttons:
            line.addWidget(made)
        outer.addLayout(line)
        self.hint = label("", "soft")
        outer.addWidget(self.hint)
        theme.changed.connect(self._fit)

    def set_words(self, *words: tuple[str, str]) -> None:
        """Text and tooltip of each button."""
        for made, (text, tip) in zip(self._buttons, words, strict=True):
            made.setAccessibleName(text)
            made.setToolTip(tip)
        self._words = tuple(text for text, _ in words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._theme.px(200 + 120 * len(self._buttons))
        for made, words in zip(self._buttons, self._words, strict=True):
            made.setText("" if narrow else words)
