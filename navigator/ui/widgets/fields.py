"""Fields: search with a leading glass, and a date with a Chinese calendar."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QLineEdit, QWidget

from navigator.ui.i18n import Language
from navigator.ui.theme import Theme

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

    def __init__(
        self, theme: Theme, name: str, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        clear = self.findChild(QWidget, "_q_qlineeditclearaction")
        if clear is None:
            for action in self.actions():
                if action.objectName() == "_q_qlineeditclearaction":
                    action.setIcon(theme.icon("x"))

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


class Calendar(QCalendarWidget):
    """A month: weeks begin on Monday, weekday names from the locale, today ringed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(self._theme.colour("text_soft"))
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, plain)
        self.setHeaderTextFormat(plain)
        self.setMinimumSize(QSize(self._theme.px(300), self._theme.px(270)))

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate | dt.date) -> None:
        day = date if isinstance(date, QDate) else QDate(date.year, date.month, date.day)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = rect.adjusted(3, 2, -3, -2)
        radius = self._theme.radius("m")
        ink = self._theme.colour("text")
        if day.month() != self.monthShown():
            ink = self._theme.colour("text_faint")
        allowed = self.minimumDate() <= day <= self.maximumDate()
        if not allowed:
            ink = self._theme.colour("text_disabled")
        painter.fillRect(rect, self._theme.colour("surface"))
        if day == self.selectedDate():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(cell, radius, radius)
            ink = self._theme.colour("on_accent")
        elif day == QDate.currentDate():
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, radius, radius)
        painter.setPen(QColor(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()


class DateField(QDateEdit):
    """A date to type or to pick; gives and takes ``datetime.date``."""

    picked = Signal(object)  # datetime.date

    def __init__(
        self, theme: Theme, language: Language, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setCalendarWidget(Calendar(theme, self))
        self.setDisplayFormat("yyyy-MM-dd")
        self.setDateRange(QDate(1949, 10, 1), QDate(2099, 12, 31))
        self.setKeyboardTracking(False)
        self.dateChanged.connect(self._emit)
        language.changed.connect(self._localise)
        self._localise()

    def value(self) -> dt.date:
        date = self.date()
        return dt.date(date.year(), date.month(), date.day())

    def set_value(self, date: dt.date) -> None:
        self.setDate(QDate(date.year, date.month, date.day))

    def _emit(self, _: object) -> None:
        self.picked.emit(self.value())

    def _localise(self) -> None:
        locale = self._language.locale()
        self.setLocale(locale)
        self.calendarWidget().setLocale(locale)
