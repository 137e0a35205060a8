"""What screen readers are told beyond what Qt tells them by itself.

Qt describes its own controls. Ours need more in three cases: a checkable button that acts when it
is clicked (to a screen reader Qt offers only to flip its state, which does nothing), a pane that
should be called by its name when the focus enters it, and a picture that is painted, whose parts
are no widgets. ``install`` hands Qt a factory that answers for these; everything else stays Qt's.

A painted widget offers :class:`Rows`, and calls :func:`tell_row` when another part becomes current.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QCheckBox,
    QRadioButton,
    QStackedWidget,
    QWidget,
)

Role = QAccessible.Role
Text = QAccessible.Text
_ROLE = "spokenRole"
_PAUSE_MS = 350


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


def as_group(widget: QWidget, name: str = "") -> None:
    """Has the widget called by its name when the focus enters it; to be said as it is made, for
    Qt asks only once what a widget is."""
    widget.setProperty(_ROLE, Role.Grouping.value)
    if name:
        widget.setAccessibleName(name)


def as_role(widget: QWidget, role: Role) -> None:
    """What kind of thing the widget is, where Qt cannot know."""
    widget.setProperty(_ROLE, role.value)


def tell_row(widget: QWidget, index: int) -> None:
    """The part at ``index`` has become the current one."""
    if QAccessible.isActive() and widget.hasFocus():
        event = QAccessibleEvent(widget, QAccessible.Event.Focus)
        event.setChild(index)
        QAccessible.updateAccessibility(event)


class _Herald(QWidget):
    """One pixel that appears with a name: what every screen reader of Linux reads out at once,
    also those that know no announcements.

    It waits for a moment, for a reader that is flooded with news of the page drops what comes with
    it; what is to be said meanwhile is said together.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        as_role(self, Role.Notification)
        self.setFixedSize(1, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._waiting: list[str] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.speak)

    def say(self, text: str) -> None:
        if text not in self._waiting:
            self._waiting.append(text)
        self._pause.start()

    def speak(self) -> None:
        """Says what has gathered."""
        self.hide()
        self.setAccessibleName(" ".join(self._waiting))
        self._waiting.clear()
        self.show()


def announce(widget: QWidget, text: str, urgent: bool = False) -> None:
    """Has ``text`` said without moving the focus; ``urgent`` interrupts what is being said."""
    if not (text and QAccessible.isActive()):
        return
    if sys.platform.startswith("linux"):
        window = widget.window()
        (window.findChild(_Herald) or _Herald(window)).say(text)
        return
    try:
        from PySide6.QtGui import QAccessibleAnnouncementEvent
    except ImportError:  # before Qt 6.8; the words are on the screen all the same
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    kinds = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kinds.Assertive if urgent else kinds.Polite)
    QAccessible.updateAccessibility(event)


class _Named(QAccessibleWidget):
    """A widget under another role."""


class _Button(QAccessibleWidget):
    """A checkable button that is pressed, not flipped."""

    def _button(self) -> QAbstractButton:
        button = self.widget()
        assert isinstance(button, QAbstractButton)
        return button

    def role(self) -> Role:
        """Asked anew each time: a button often joins its group after it was first looked at."""
        button = self._button()
        kind = Role.RadioButton if _exclusive(button) else Role.CheckBox
        return _role(button) or kind

    def text(self, kind: Text) -> str:
        words = super().text(kind)
        if kind == Text.Name and not words:
            return self._button().text().replace("&", "")
        return words

    def state(self) -> QAccessible.State:
        state = super().state()
        state.checkable = True
        state.checked = self._button().isChecked()
        return state

    def actionNames(self) -> list[str]:
        press = ["Press"] if self._button().isEnabled() else []
        return [*press, *super().actionNames()]

    def doAction(self, name: str) -> None:
        if name == "Press":
            self._button().click()
        else:
            super().doAction(name)


class _Part(QAccessibleInterface):
    """One row of a painted widget. It reads the widget when asked, so it never goes stale."""

    def __init__(self, owner: _Painted, index: int) -> None:
        super().__init__()
        self._owner = owner
        self._index = index

    def _row(self) -> Row | None:
        rows = self._owner.rows()
        if rows is None or self._index >= rows.spoken_count():
            return None
        return rows.spoken_row(self._index)

    def isValid(self) -> bool:
        return self._row() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._owner.window()

    def parent(self) -> QAccessibleInterface:
        return self._owner

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> Role:
        row = self._row()
        return row.role if row is not None else Role.NoRole

    def rect(self) -> QRect:
        row, widget = self._row(), self._owner.widget()
        if row is None:
            return QRect()
        return QRect(widget.mapToGlobal(row.area.topLeft()), row.area.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        row, rows, widget = self._row(), self._owner.rows(), self._owner.widget()
        if row is None or rows is None:
            state.invalid = True
            return state
        current = rows.spoken_current() == self._index
        state.focusable = state.selectable = True
        state.selected = current
        state.focused = current and widget.hasFocus()
        state.offscreen = not widget.rect().intersects(row.area)
        state.invisible = not widget.isVisible()
        return state

    def text(self, kind: Text) -> str:
        row = self._row()
        if row is None:
            return ""
        return {Text.Name: row.name, Text.Description: row.description}.get(kind, "")

    def setText(self, kind: Text, text: str) -> None:
        """The parts are painted; nobody writes into them."""

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()


class _Painted(QAccessibleWidget):
    """A painted widget with its parts as children."""

    def __init__(self, widget: QWidget, role: Role) -> None:
        super().__init__(widget, role)
        self._parts: list[_Part] = []

    def rows(self) -> Rows | None:
        widget = self.widget() if self.isValid() else None
        return widget if isinstance(widget, Rows) else None

    def childCount(self) -> int:
        rows = self.rows()
        return rows.spoken_count() if rows is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        while len(self._parts) <= index:
            part = _Part(self, len(self._parts))
            QAccessible.registerAccessibleInterface(part)
            self._parts.append(part)
        return self._parts[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((i for i, part in enumerate(self._parts) if part is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        rows = self.rows()
        if rows is None:
            return None
        place = self.widget().mapFromGlobal(QPoint(x, y))
        for index in range(rows.spoken_count()):
            if rows.spoken_row(index).area.contains(place):
                return self.child(index)
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        rows = self.rows()
        if rows is None or not self.widget().hasFocus():
            return None
        return self.child(rows.spoken_current()) or self


def _exclusive(button: QAbstractButton) -> bool:
    group = button.group()
    return button.autoExclusive() or (group is not None and group.exclusive())


def _interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks for each class of ``thing`` in turn, the most derived first."""
    del key
    if not isinstance(thing, QWidget):
        return None
    if isinstance(thing, Rows):
        return _Painted(thing, _role(thing) or Role.List)
    role = _role(thing)
    if isinstance(thing, QAbstractButton):
        if not thing.isCheckable() or isinstance(thing, QCheckBox | QRadioButton):
            return None
        return _Button(thing)
    if role is not None:
        return _Named(thing, role)
    if isinstance(thing, QStackedWidget):
        return _Named(thing, Role.Grouping)  # of no meaning to a person: pages say what they are
    return None


def _role(widget: QWidget) -> Role | None:
    value = widget.property(_ROLE)
    return Role(value) if value is not None else None


_installed = False


def install() -> None:
    """Once a process; needs a QApplication."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface)
