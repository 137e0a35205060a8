"""A pane that floats over the pages and goes when attention leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from navigator.ui.theme import Theme


class Overlay(QFrame):
    """Base of the command palette and the search results. ``partners`` count as inside."""

    dismissed = Signal()

    def __init__(self, theme: Theme, ground: QWidget, partners: tuple[QWidget, ...] = ()) -> None:
        super().__init__(ground)
        self.theme = theme
        self.ground = ground
        self._partners = partners
        self.setProperty("role", "popup")
        self.hide()
        ground.installEventFilter(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def place(self) -> None:
        """Sets the geometry within ``ground``."""
        raise NotImplementedError

    def open(self) -> None:
        self.place()
        if not self.isVisible():
            self.show()
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.installEventFilter(self)
            app.focusChanged.connect(self._focus_moved)
        self.raise_()

    def dismiss(self) -> None:
        if self.isVisible():
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.removeEventFilter(self)
            app.focusChanged.disconnect(self._focus_moved)
            self.hide()
            self.dismissed.emit()

    def _inside(self, widget: QWidget | None) -> bool:
        if widget is None:
            return True  # another window or a menu took over: come back to the same view
        around = (self, *self._partners)
        return any(part is widget or part.isAncestorOf(widget) for part in around)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is self.window() and not self._inside(new):
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.ground and kind == QEvent.Type.Resize and self.isVisible():
            self.place()
        elif (
            kind == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
            and watched.window() is self.window()
            and not self._inside(watched)
        ):
            self.dismiss()
        return False

    def _restyle(self) -> None:
        if self.theme.name == "contrast":
            self.setGraphicsEffect(None)  # type: ignore[arg-type]
            return
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(self.theme.px(28))
        shadow.setOffset(0, self.theme.px(6))
        colour = self.theme.colour("shadow")
        colour.setAlpha(70)
        shadow.setColor(colour)
        self.setGraphicsEffect(shadow)
