"""Answer editors: one control for each type of fact. They give raw values and decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from navigator.eligibility.dates import chinese_date
from navigator.model.facts import NONE, Answer, Fact, FactType
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.amounts import read_number, shown_number, spelled, unit_of
from navigator.ui.pages.wizard.tiles import ChoiceTile
from navigator.ui.widgets import Calendar, button, column, grid, icon_button, label, restyle, row

_FULL_DATE = len("2021-04-01")
_TWO_COLUMNS = 6  # more choices than this stand side by side where there is room


class Editor(QWidget):
    """``submitted`` carries a raw value for :func:`check_answer`; ``problem`` a Chinese sentence.

    ``immediate`` editors submit with the choice itself and need no button. Enter is the owner's:
    it reaches the owner from every control.
    """

    submitted = Signal(object)
    problem = Signal(str)
    immediate = True

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__()
        self.ctx = ctx
        self.fact = fact
        self.compact = compact
        self.body = column(ctx.theme, self, spacing=8)
        self.setProperty("ground", "none")

    def set_answer(self, answer: Answer | None) -> None:
        """Shows what has been answered so far."""
        raise NotImplementedError

    def submit(self) -> None:
        """Hands over what stands in the editor, or says what is wrong with it."""

    def press_number(self, number: int) -> bool:
        """A digit key; False when it means nothing here."""
        return False

    def first_focus(self) -> None:
        """Puts the keyboard where answering begins."""

    def mark_invalid(self, wrong: bool) -> None:
        """Shows that the value was refused."""


class ChoiceEditor(Editor):
    """是/否, or one value of several."""

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__(ctx, fact, compact)
        if fact.type is FactType.BOOL:
            pairs: list[tuple[object, str]] = [(True, t("是")), (False, t("否"))]
        else:
            pairs = [(item.value, item.label) for item in fact.values]
        self._values = [value for value, _ in pairs]
        self.tiles = _tiles(self, [text for _, text in pairs], False)
        for index, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _=False, i=index: self._chosen(i))

    def set_answer(self, answer: Answer | None) -> None:
        for value, tile in zip(self._values, self.tiles, strict=True):
            tile.setChecked(answer is not None and value == answer)

    def press_number(self, number: int) -> bool:
        if not 1 <= number <= len(self.tiles):
            return False
        self._chosen(number - 1)
        return True

    def first_focus(self) -> None:
        chosen = next((tile for tile in self.tiles if tile.isChecked()), self.tiles[0])
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, index: int) -> None:
        for position, tile in enumerate(self.tiles):
            tile.setChecked(position == index)
        self.submitted.emit(self._values[index])


class SeveralEditor(Editor):
    """Any number of values; what is not ticked is answered with no."""

    immediate = False

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__(ctx, fact, compact)
        self.tiles = _tiles(self, [item.label for item in fact.values], True)
        self.none = button(ctx.theme, t("都没有"), on_click=self._none)
        self.body.addWidget(self.none, 0, Qt.AlignmentFlag.AlignLeft)

    def set_answer(self, answer: Answer | None) -> None:
        chosen = answer if isinstance(answer, frozenset) else frozenset()
        for item, tile in zip(self.fact.values, self.tiles, strict=True):
            tile.setChecked(item.value in chosen)

    def press_number(self, number: int) -> bool:
        if not 1 <= number <= min(9, len(self.tiles)):
            return False
        self.tiles[number - 1].toggle()
        self.tiles[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_focus(self) -> None:
        self.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        chosen = [
            item.value
            for item, tile in zip(self.fact.values, self.tiles, strict=True)
            if tile.isChecked()
        ]
        if chosen:
            self.submitted.emit(chosen)
        else:
            self.problem.emit(t("一项也没有勾。确实没有，请按“都没有”；说不准，请按“不清楚”。"))

    def _none(self) -> None:
        self.set_answer(None)
        self.submitted.emit([])


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
    _EMPTY = "--"

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__(ctx, fact, compact)
        line = row(ctx.theme, spacing=8)
        self.field = QLineEdit()
        self.field.setInputMask("9999-99-99;_")
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
        self.none = button(ctx.theme, t("没有这回事"), on_click=lambda: self.submitted.emit(NONE))
        self.body.addWidget(self.none, 0, Qt.AlignmentFlag.AlignLeft)
        self.none.setVisible(fact.allow_none)
        self.field.textChanged.connect(self._typed)
        self._typed("")

    def set_answer(self, answer: Answer | None) -> None:
        self.field.setText(answer.isoformat() if isinstance(answer, dt.date) else "")
        restyle(self.none, kind="primary" if answer is NONE else "secondary")

    def first_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setCursorPosition(0)

    def submit(self) -> None:
        text, day = self.field.text(), self._day()
        if day is not None:
            self.submitted.emit(day)
        elif text == self._EMPTY:
            self.problem.emit(t("请先填日期；说不准就按“不清楚”。"))
        elif len(text) == _FULL_DATE:
            self.problem.emit(t("没有这一天：{day}", day=text))
        else:
            self.problem.emit(t("日期没有填完，请写成 2021-04-01 的样子。"))

    def mark_invalid(self, wrong: bool) -> None:
        restyle(self.field, invalid="true" if wrong else "false")

    def _day(self) -> dt.date | None:
        try:
            return dt.date.fromisoformat(self.field.text())
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


def _tiles(owner: Editor, texts: Sequence[str], multi: bool) -> list[ChoiceTile]:
    theme = owner.ctx.theme
    inner = grid(theme, spacing=6 if owner.compact else 8)
    owner.body.addLayout(inner)
    columns = 2 if not owner.compact and len(texts) > _TWO_COLUMNS else 1
    if not owner.compact and len(texts) == 2:
        columns = 2
    tiles = []
    for index, text in enumerate(texts):
        number = 0 if owner.compact else index + 1
        tile = ChoiceTile(theme, text, number, multi=multi, compact=owner.compact)
        inner.addWidget(tile, index // columns, index % columns)
        tiles.append(tile)
    return tiles


def make_editor(ctx: UiContext, fact: Fact, compact: bool = False) -> Editor:
    """The control for a fact."""
    if fact.type is FactType.BOOL:
        return ChoiceEditor(ctx, fact, compact)
    if fact.type is FactType.ENUM:
        return SeveralEditor(ctx, fact, compact) if fact.multi else ChoiceEditor(ctx, fact, compact)
    if fact.type is FactType.DATE:
        return DateEditor(ctx, fact, compact)
    return NumberEditor(ctx, fact, compact)
