"""What answers for our controls when a screen reader asks; see :mod:`navigator.ui.accessible`."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
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

from navigator.ui.accessible import as_role, role_of
from navigator.ui.accessible_rows import Role, Row, Rows

Text = QAccessible.Text

_PAUSE_MS = 350


class Herald(QWidget):
    """One pixel that appears with a name: what every screen reader of Linux reads out at once,
    also those that know no announcements.

    It waits for a moment, for a reader that is flooded with news of the page drops what comes with
    it; what is to be said meanwhile is said together.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        as_role(self, "Notification")
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
        return role_of(button) or kind

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


def interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks for each class of ``thing`` in turn, the most derived first."""
    del key
    if not isinstance(thing, QWidget):
        return None
    if isinstance(thing, Rows):
        return _Painted(thing, role_of(thing) or Role.List)
    role = role_of(thing)
    if isinstance(thing, QAbstractButton):
        if not thing.isCheckable() or isinstance(thing, QCheckBox | QRadioButton):
            return None
        return _Button(thing)
    if role is not None:
        return _Named(thing, role)
    if isinstance(thing, QStackedWidget):
        return _Named(thing, Role.Grouping)  # of no meaning to a person: pages say what they are
    return None
