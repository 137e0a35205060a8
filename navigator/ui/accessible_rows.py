"""How a painted widget tells screen readers of its parts, which are no widgets.

It offers :class:`Rows`, and calls :func:`tell_row` when another part becomes current.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a painted widget; ``area`` in the coordinates of the widget."""

    name: str
    area: QRect
    description: str = ""
    role: Role = Role.ListItem


@runtime_checkable
class Rows(Protocol):
    """A painted widget whose parts can be told one by one."""

    def spoken_count(self) -> int: ...

    def spoken_row(self, index: int) -> Row: ...

    def spoken_current(self) -> int:
        """Index of the part the keys act on; -1 without one."""
        ...


def tell_row(widget: QWidget, index: int) -> None:
    """The part at ``index`` has become the current one."""
    if QAccessible.isActive() and widget.hasFocus():
        event = QAccessibleEvent(widget, QAccessible.Event.Focus)
        event.setChild(index)
        QAccessible.updateAccessibility(event)
