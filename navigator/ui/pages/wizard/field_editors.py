"""Answers that are typed: amounts, percentages, dates."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from navigator.eligibility.dates import chinese_date
from navigator.model.facts import NONE, Answer, Fact
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.amounts import read_number, shown_number, spelled, unit_of
from navigator.ui.pages.wizard.editor_base import Editor
from navigator.ui.widgets import column, icon_button, label, restyle, row
from navigator.ui.widgets.calendar import Calendar

_FULL_DATE = len("2021-04-01")


class NumberEditor(Editor):
    """An amount in 万元 or a percentage, spelled out below as one types."""

    immediate = False

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__(ctx, fact, compact)
        line = row(ctx.theme, spacing=8)
        self.field = QLineEdit()
        self.field.setAccessibleName(fact.question)
        self.field.setMaxLength(40)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        if not compact:
            self.field.setMaximumWidth(ctx.theme.px(280))
        line.addWidget(self.field, 1)
        line.addWidget(label(t(unit_of(fact)), "strong", wrap=False))
        if not compact:
            line.addStretch(1)
        self.body.addLayout(line)
        self.words = label("", "soft")
        self.body.addWidget(self.words)
        self.field.textChanged.connect(self._typed)
        self._typed("")

    def set_answer(self, answer: Answer | None) -> None:
        number = answer if isinstance(answer, Decimal) else None
        self.field.setText("" if number is None else shown_number(self.fact, number))

    def first_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def submit(self) -> None:
        typed = read_number(self.fact, self.field.text())
        if typed.value is not None:
            self.submitted.emit(typed.value)
        else:
            self.problem.emit(typed.error or t("请先填数字；说不准就按“不清楚”。"))

    def mark_invalid(self, wrong: bool) -> None:
        restyle(self.field, invalid="true" if wrong else "false")

    def _typed(self, text: str) -> None:
        typed = read_number(self.fact, text)
        if typed.value is not None:
            self.words.setText(spelled(self.fact, typed.value))
        elif unit_of(self.fact).startswith("万"):
            self.words.setText(t("按{unit}填；也可以写“2亿”“3500元”。", unit=t(unit_of(self.fact))))
        else:
            self.words.setText(t("可以带小数。"))


class DateEditor(Editor):
    """A day to type or to pick, and 无 where there may be no such event."""

    immediate = False

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__(ctx, fact, compact)
        line = row(ctx.theme, spacing=8)
        self.field = _DateLine()
        self.field.setAccessibleName(fact.question)
        if not compact:
            self.field.setMaximumWidth(ctx.theme.px(200))
        self.pick = icon_button(ctx.theme, "calendar", t("打开日历"), self._open_calendar)
        line.addWidget(self.field, 1)
        line.addWidget(self.pick)
        if not compact:
            line.addStretch(1)
        self.body.addLayout(line)
        self.words = label("", "soft")
        self.body.addWidget(self.words)
        self.none_words = t("无（没有这回事）") if fact.allow_none else ""
        self.field.textChanged.connect(self._typed)
        self._typed("")

    def set_answer(self, answer: Answer | None) -> None:
        self.field.setText(answer.isoformat() if isinstance(answer, dt.date) else "")
        if answer is NONE:
            self.words.setText(t("现在的答案：无"))

    def answer_none(self) -> None:
        self.submitted.emit(NONE)

    def first_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setCursorPosition(0)

    def submit(self) -> None:
        text, day = self.field.text(), self._day()
        if day is not None:
            self.submitted.emit(day)
        elif text == _DateLine.EMPTY:
            self.problem.emit(t("请先填日期；说不准就按“不清楚”。"))
        elif len(text) == _FULL_DATE:
            self.problem.emit(t("没有这一天：{day}", day=text))
        else:
            self.problem.emit(t("日期没有填完，请写成 2021-04-01 的样子。"))

    def mark_invalid(self, wrong: bool) -> None:
        restyle(self.field, invalid="true" if wrong else "false")

    def _day(self) -> dt.date | None:
        try:
            # Input methods in full-width mode type full-width digits.
            return dt.date.fromisoformat(unicodedata.normalize("NFKC", self.field.text()))
        except ValueError:
            return None

    def _typed(self, _: str) -> None:
        day = self._day()
        self.words.setText(chinese_date(day) if day else t("依次输入年、月、日的数字。"))

    def _open_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("role", "popup")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = Calendar(self.ctx.theme, popup)
        calendar.setLocale(self.ctx.language.locale())
        day = self._day() or self.ctx.as_of
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        if self.fact.past_only:
            last = self.ctx.as_of
            calendar.setMaximumDate(QDate(last.year, last.month, last.day))
        column(self.ctx.theme, popup, (6, 6, 6, 6)).addWidget(calendar)

        def chosen(date: QDate) -> None:
            self.field.setText(dt.date(date.year(), date.month(), date.day()).isoformat())
            popup.close()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

        calendar.clicked.connect(chosen)
        calendar.activated.connect(chosen)
        popup.adjustSize()
        popup.move(self.field.mapToGlobal(QPoint(0, self.field.height() + 2)))
        popup.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)


class _DateLine(QLineEdit):
    """Masked: digits only. While it is empty, typing begins at the year wherever one clicks."""

    EMPTY = "--"

    def __init__(self) -> None:
        super().__init__()
        self.setInputMask("9999-99-99;_")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._begin()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._begin()

    def _begin(self) -> None:
        if self.text() == self.EMPTY:
            self.setCursorPosition(0)
