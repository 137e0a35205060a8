"""What screen readers are told beyond what Qt tells them by itself.

Qt describes its own controls. Ours need more in three cases: a checkable button that acts when it
is clicked (to a screen reader Qt offers only to flip its state, which does nothing), a pane that
should be called by its name when the focus enters it, and a picture that is painted, whose parts
are no widgets. ``install`` hands Qt a factory that answers for these; everything else stays Qt's.

How a painted widget tells its parts stands in :mod:`navigator.ui.accessible_rows`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessible, QAccessibleInterface
    from PySide6.QtWidgets import QWidget

# By their names in QAccessible.Role: that class alone would hold up the window's first picture.
RoleName = Literal["CheckBox", "Grouping", "Notification", "PageTab", "RadioButton"]
_ROLE = "spokenRole"


def as_group(widget: QWidget, name: str = "") -> None:
    """Has the widget called by its name when the focus enters it; to be said as it is made, for
    Qt asks only once what a widget is."""
    as_role(widget, "Grouping")
    if name:
        widget.setAccessibleName(name)


def as_role(widget: QWidget, role: RoleName) -> None:
    """What kind of thing the widget is, where Qt cannot know."""
    widget.setProperty(_ROLE, role)


def announce(widget: QWidget, text: str, urgent: bool = False) -> None:
    """Has ``text`` said without moving the focus; ``urgent`` interrupts what is being said."""
    from PySide6.QtGui import QAccessible

    if not (text and QAccessible.isActive()):
        return
    if sys.platform.startswith("linux"):
        window = widget.window()
        from navigator.ui.accessible_parts import Herald

        (window.findChild(Herald) or Herald(window)).say(text)
        return
    try:
        from PySide6.QtGui import QAccessibleAnnouncementEvent
    except ImportError:  # before Qt 6.8; the words are on the screen all the same
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    kinds = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kinds.Assertive if urgent else kinds.Polite)
    QAccessible.updateAccessibility(event)


def role_of(widget: QWidget) -> QAccessible.Role | None:
    """What :func:`as_role` or :func:`as_group` said of the widget."""
    from PySide6.QtGui import QAccessible

    name = widget.property(_ROLE)
    return QAccessible.Role[name] if name is not None else None


_installed = False


def install() -> None:
    """Once a process; needs a QApplication."""
    global _installed
    if _installed:
        return
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QApplication

    _installed = True
    QAccessible.installFactory(_interface)
    if QAccessible.isActive():
        # A reader that was quicker than we are has been told of plain buttons: have it ask again.
        for widget in QApplication.allWidgets():
            told = QAccessible.queryAccessibleInterface(widget)
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(told))


def _interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    # Without a screen reader nobody asks, and the window need not wait for what would answer.
    from navigator.ui.accessible_parts import interface

    return interface(key, thing)
