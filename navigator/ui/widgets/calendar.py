"""A month to pick a day from, with weeks and names as in China."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from navigator.ui.theme import Theme


class Calendar(QCalendarWidget):
    """A month: weeks begin on Monday, weekday names from the locale, today ringed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = self.layout()
        if inner is not None:
            inner.setContentsMargins(1, 1, 1, 5)
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
