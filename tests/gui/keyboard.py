"""A person with a keyboard and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from navigator.ui.window import MainWindow
from tests.gui.helpers import settle, type_text

MOST_STEPS = 400


class Keyboard:
    """Keys go where the focus is; nothing is clicked and no method is called."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    @property
    def focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None, "the focus is nowhere"
        return found

    @property
    def page(self) -> str:
        page = self.window.stack.current_page()
        assert page is not None
        return page.page_id

    def press(self, *keys: str) -> None:
        """Key sequences as they are written, ``Ctrl+K``."""
        for text in keys:
            both = QKeySequence(text)[0]
            QTest.keyClick(self.focus, both.key(), both.keyboardModifiers())
            settle()

    def write(self, text: str) -> None:
        """Latin text key by key, Chinese as an input method hands it over."""
        if text.isascii():
            QTest.keyClicks(self.focus, text)
        else:
            type_text(self.focus, text)
        settle()

    def tab_to(self, name: str, back: bool = False) -> QWidget:
        """Tab until the control of this name (or text) has the focus."""
        for _ in range(MOST_STEPS):
            if name in names(self.focus):
                return self.focus
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab never reaches {name}")


def names(widget: QWidget) -> tuple[str, ...]:
    """What a control is called: its name for screen readers, and its words."""
    text = getattr(widget, "text", None)
    return (widget.accessibleName(), str(text()) if callable(text) else "")


def tabbable(widget: QWidget) -> bool:
    return bool(
        widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    )
