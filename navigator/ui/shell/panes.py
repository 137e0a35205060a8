"""From one part of the window to the next with F6: search, pages, the panes of a page, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget


def reachable(pane: QWidget) -> list[QWidget]:
    """What Tab reaches inside a pane, in its order."""
    found: list[QWidget] = []
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if (
            pane.isAncestorOf(widget)
            and widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def panes_of(page: QWidget) -> list[QWidget]:
    """The panes of a page: the sides of its outermost splitter, or the page as a whole."""
    for splitter in page.findChildren(QSplitter):
        if splitter.isVisible() and not isinstance(splitter.parent(), QSplitter):
            sides = [splitter.widget(index) for index in range(splitter.count())]
            shown = [side for side in sides if side is not None and side.isVisible()]
            if len(shown) > 1:
                return shown
    return [page]


def step(window: QWidget, panes: Sequence[QWidget], by: int) -> None:
    """Puts the focus into the next pane (``by`` 1) or the one before (-1), where it last was."""
    usable = [pane for pane in panes if pane.isVisible() and reachable(pane)]
    if not usable:
        return
    here = window.focusWidget()
    inside = [n for n, pane in enumerate(usable) if here is not None and pane.isAncestorOf(here)]
    at = (inside[-1] + by) % len(usable) if inside else 0 if by > 0 else -1
    enter(usable[at])


def enter(pane: QWidget) -> None:
    """Puts the focus into a pane: where it last was, else at its beginning."""
    inner, choices = pane.focusWidget(), reachable(pane)
    target = inner if inner in choices else choices[0] if choices else None
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)


class FocusKeeper(QObject):
    """Sees to it that the focus is somewhere in the window while the window is used.

    A button that has the focus often makes way for the next step; without this the keyboard would
    then lead nowhere, and a screen reader would fall silent.
    """

    def __init__(self, window: QWidget, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._mend)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)
        stack.currentChanged.connect(lambda _: self._soon.start())

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            self._soon.start()

    def _mend(self) -> None:
        page = self._stack.currentWidget()
        if page is None or not self._window.isActiveWindow() or QApplication.focusWidget():
            return
        enter(page)
