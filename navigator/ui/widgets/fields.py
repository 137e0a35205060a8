"""Fields: search with a leading glass, and a date."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QDateEdit, QLineEdit, QWidget

from navigator.ui.i18n import Language, t
from navigator.ui.theme import Theme
from navigator.ui.widgets.basics import icon_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCalendarWidget

_DATE = re.compile(r"(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?")
_ARROWS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}


class SearchField(QLineEdit):
    """A line with a glass and a clearing cross; arrows and Enter are handed on as signals."""

    stepped = Signal(int)  # rows to move in the list of results
    accepted = Signal(bool)  # Enter; True with Ctrl, for "open beside"
    escaped = Signal()
    entered = Signal()  # somebody is about to type: the focus came, or was asked for again

    def __init__(
        self, theme: Theme, name: str, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self._theme = theme
        self._glass = theme.icon("search")
        # Qt's own glass and cross keep their size when the window is enlarged.
        self._clear = icon_button(theme, "x", t("清除"), self.clear)
        self._clear.setParent(self)
        self._clear.setObjectName("clear")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        theme.changed.connect(self._fit)
        self._fit()

    def retranslate(self, name: str, placeholder: str) -> None:
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._clear.setAccessibleName(t("清除"))
        self._clear.setToolTip(t("清除"))

    def _fit(self) -> None:
        self.setTextMargins(self._theme.px(26), 0, self._theme.px(26), 0)
        self._place()

    def _place(self) -> None:
        side = max(self._theme.px(26), self._clear.minimumSizeHint().height())
        gap = self._theme.px(5)
        self._clear.setGeometry(self.width() - side - gap, (self.height() - side) // 2, side, side)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.entered.emit()

    def enter(self) -> None:
        """Gives the field the focus from the keyboard, all its text chosen."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(17)
        painter = QPainter(self)
        self._glass.paint(
            painter, QRect(self._theme.px(11), (self.height() - side) // 2, side, side)
        )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.stepped.emit(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def parse_date(text: str) -> dt.date | None:
    """The date in ``2021年3月31日``, ``2021-3-31``, ``2021.03.31`` or ``20210331``, else None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


class DateField(QDateEdit):
    """A date to type or to pick; gives and takes ``datetime.date``."""

    picked = Signal(object)  # datetime.date

    def __init__(
        self, theme: Theme, language: Language, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._has_calendar = False
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setDateRange(QDate(1949, 10, 1), QDate(2099, 12, 31))
        self.setKeyboardTracking(False)
        self.dateChanged.connect(self._emit)
        self.lineEdit().installEventFilter(self)
        language.changed.connect(self._localise)
        self._localise()

    def value(self) -> dt.date:
        date = self.date()
        return dt.date(date.year(), date.month(), date.day())

    def set_value(self, date: dt.date) -> None:
        self.setDate(QDate(date.year, date.month, date.day))

    def calendarWidget(self) -> QCalendarWidget:
        """The month that drops down, made when it is first wanted: the window opens without it."""
        if not self._has_calendar:
            from navigator.ui.widgets.calendar import Calendar

            self._has_calendar = True
            calendar = Calendar(self._theme, self)
            calendar.setLocale(self.locale())
            self.setCalendarWidget(calendar)
        return super().calendarWidget()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.calendarWidget()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.calendarWidget()  # a key may drop it down
        if event.matches(QKeySequence.StandardKey.Paste):
            found = parse_date(QGuiApplication.clipboard().text())
            if found is not None:
                self.set_value(found)
                return
        whole = self.lineEdit().selectedText() == self.text()
        if whole and event.text().isdigit():
            # Qt would refuse the digits: it takes them only within one part of the date.
            self.setSelectedSection(QDateEdit.Section.YearSection)
        if event.text() and event.text() in "-./" and self._at_start_of_part():
            return  # the last digit has moved on already; Qt would skip a part
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonRelease and not self.lineEdit().hasSelectedText():
            # A click chooses the part it meets, so that the next digits replace it.
            self.setSelectedSection(self.currentSection())
        return handled

    def _at_start_of_part(self) -> bool:
        line = self.lineEdit()
        at = line.selectionStart() if line.hasSelectedText() else line.cursorPosition()
        return at > 0 and self.text()[at - 1] == "-"

    def _emit(self, _: object) -> None:
        self.picked.emit(self.value())

    def _localise(self) -> None:
        locale = self._language.locale()
        self.setLocale(locale)
        if self._has_calendar:
            self.calendarWidget().setLocale(locale)
