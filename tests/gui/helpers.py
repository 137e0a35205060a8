"""What every screen must satisfy, as functions a test can call."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget


def _speaks(widget: QWidget) -> bool:
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return True
    return bool(interface.text(QAccessible.Text.Name).strip())


def nameless(widget: QWidget) -> list[str]:
    """Controls below ``widget`` that a screen reader could not name."""
    found = []
    for child in [widget, *widget.findChildren(QWidget)]:
        if not child.isVisibleTo(widget):
            continue
        control = isinstance(child, QAbstractButton | QComboBox | QLineEdit)
        reached = child.focusPolicy() != Qt.FocusPolicy.NoFocus and child.isEnabled()
        inner = child.objectName().startswith("qt_") or child.parent() is None
        if control and reached and not inner and not _speaks(child):
            found.append(f"{type(child).__name__} {child.objectName()}")
    return found


def assert_accessible(widget: QWidget) -> None:
    """Every control that can be reached has a name."""
    assert nameless(widget) == []


def tab_order(window: QWidget, steps: int = 60) -> list[QWidget]:
    """Where repeated Tab leads, until it comes round."""
    seen: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window and len(seen) < 10_000:
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            seen.append(widget)
        widget = widget.nextInFocusChain()
    return seen[:steps]


def type_text(widget: QWidget, text: str) -> None:
    """Types as an input method does: Chinese never comes as key presses."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def settle(rounds: int = 4) -> None:
    """Let queued events of the window run."""
    for _ in range(rounds):
        QApplication.processEvents()
