"""A link as a line of its own: flush left, ending in … when the pane is narrower than its words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from navigator.ui.theme import Theme
from navigator.ui.widgets import PushButton


class LinkButton(PushButton):
    """Keeps its whole text for the tooltip and for screen readers; ``fixed`` never gives way."""

    def __init__(
        self, theme: Theme, text: str, on_click: Callable[[], object], icon: str = "",
        parent: QWidget | None = None, fixed: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._whole = text
        self._fixed = fixed
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setStyleSheet("text-align: left; padding-left: 2px; padding-right: 2px;")
        wide = QSizePolicy.Policy.Preferred if fixed else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setToolTip(text)
        if icon:
            self.setIcon(theme.icon(icon, "accent_text"))
        self.setText(text)
        self.clicked.connect(lambda: on_click())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        if self._fixed:
            return
        icon = 0 if self.icon().isNull() else self.iconSize().width() + 8
        room = self.width() - icon - 8
        words = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if words != self.text():
            self.setText(words)
