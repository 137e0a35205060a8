"""The first screen: who has come, on what day, and what else can be done here."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QWidget

from navigator.ui.accessible import as_group
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.interview import APPLICANT, Interview
from navigator.ui.pages.wizard.tiles import ChoiceTile
from navigator.ui.widgets import Card, DateField, ScrollColumn, button, column, flow, grid, label

_ICONS = {
    "enterprise": "building-2",
    "individual_business": "briefcase",
    "private_non_enterprise": "users",
    "institution": "landmark",
    "medical_institution_private": "plus",
    "medical_institution_public": "plus",
    "bank": "banknote",
    "guarantee_institution": "shield-check",
    "insurer": "shield-check",
    "ip_institution": "lightbulb",
    "investment_institution": "coins",
    "incubator": "rocket",
    "arbitration_institution": "scale",
    "person": "user",
}
_TILE_WIDTH = 250


class EntryPane(QWidget):
    """``begun`` follows the choice of an applicant."""

    begun = Signal(str)
    unclear = Signal()
    browse = Signal()
    batch = Signal()

    def __init__(self, ctx: UiContext, interview: Interview) -> None:
        super().__init__()
        self.ctx = ctx
        self.interview = interview
        self.setProperty("ground", "window")
        theme = ctx.theme
        outer = column(theme, self, spacing=0)
        self.area = ScrollColumn(theme, 960, (28, 24, 28, 28), 14)
        outer.addWidget(self.area)
        body = self.area.body
        fact = interview.rules.vocabulary[APPLICANT]
        self.focus_line = Card(theme, (14, 8, 14, 8), 0, "accent")
        self.focus_words = label("")
        self.focus_line.body.addWidget(self.focus_words)
        body.addWidget(self.focus_line)
        as_group(self, fact.question)
        self.title = label(fact.question, "display")
        self.help = label(fact.help or "", "soft")
        body.addWidget(self.title)
        body.addWidget(self.help)
        self.tiles: dict[str, ChoiceTile] = {}
        self._grid: QGridLayout = grid(theme, spacing=10)
        for index, item in enumerate(fact.values):
            number = 0 if ctx.kiosk else index + 1  # number keys are for the counter's keyboard
            tile = ChoiceTile(theme, item.label, number, _ICONS.get(item.value, "user"))
            tile.clicked.connect(lambda _=False, value=item.value: self.begun.emit(value))
            self.tiles[item.value] = tile
        body.addLayout(self._grid)
        self._columns = 0
        body.addWidget(self._make_options())
        body.addLayout(self._make_ways())
        body.addStretch(1)
        ctx.asOfChanged.connect(self.date.set_value)
        self.retranslate()

    def _make_options(self) -> QWidget:
        theme = self.ctx.theme
        card = Card(theme, (18, 12, 18, 14), 4)
        line = flow(theme, spacing=24)
        self.name_label = label("", "strong", wrap=False)
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setMinimumWidth(theme.px(260))
        self.name.textChanged.connect(self._named)
        self.date_label = label("", "strong", wrap=False)
        self.date = DateField(theme, self.ctx.language, t("办理日期"))
        self.date.set_value(self.ctx.as_of)
        self.date.picked.connect(self._dated)
        pairs: list[QWidget] = []
        for caption, field in ((self.name_label, self.name), (self.date_label, self.date)):
            pair = QWidget()
            pair.setProperty("ground", "none")
            inner = column(theme, pair, spacing=4)
            inner.addWidget(caption)
            inner.addWidget(field)
            line.addWidget(pair)
            pairs.append(pair)
        card.body.addLayout(line)
        self.privacy = label("", "caption")
        card.body.addWidget(self.privacy)
        if self.ctx.kiosk:  # a name that is not asked for cannot be left behind
            for widget in (self.name_label, self.name, *pairs[:1]):
                widget.hide()
        return card

    def _make_ways(self) -> QLayout:
        theme = self.ctx.theme
        ways = flow(theme, spacing=8)
        self.unclear_button = button(theme, "", "quiet", on_click=self.unclear.emit)
        self.browse_button = button(theme, "", icon="list", on_click=self.browse.emit)
        self.batch_button = button(theme, "", icon="layers", on_click=self.batch.emit)
        ways.addWidget(self.browse_button)
        ways.addWidget(self.batch_button)
        if self.ctx.kiosk:
            self.batch_button.hide()
        ways.addWidget(self.unclear_button)
        return ways

    def retranslate(self) -> None:
        self.name_label.setText(t("申请人名称（可以不填）"))
        self.name.setPlaceholderText(t("只印在告知单上"))
        self.name.setAccessibleName(t("申请人名称"))
        self.date_label.setText(t("办理日期"))
        self.date.setAccessibleName(t("办理日期"))
        words = t("名称和答案只留在内存里，按“下一位”就全部清空。")
        if self.ctx.kiosk:
            words = t("答案只留在内存里，按“结束，清空”就全部清掉。")
        self.privacy.setText(words)
        self.browse_button.setText(t("浏览全部措施"))
        self.batch_button.setText(t("批量评估多家企业"))
        self.unclear_button.setText(t("身份说不准，先往下问"))
        self.refresh()

    def refresh(self) -> None:
        """Follows the interview: the choice made, the name, the measure somebody came for."""
        chosen = self.interview.answers.get(APPLICANT)
        for value, tile in self.tiles.items():
            tile.setChecked(value == chosen)
        if self.name.text() != self.interview.name:
            self.name.setText(self.interview.name)
        measure_id = self.interview.focus
        self.focus_line.setVisible(measure_id is not None)
        if measure_id is not None:
            title = self.interview.rules.catalogue[measure_id].title
            self.focus_words.setText(t("要判断的是：{title}。先说您的身份。", title=title))

    def take_focus(self) -> None:
        first = next(iter(self.tiles.values()))
        # By then another pane may be in front, and the focus is not to go behind it.
        QTimer.singleShot(0, first, lambda: first.isVisible() and first.setFocus())

    def _named(self, text: str) -> None:
        self.interview.name = text.strip()

    def _dated(self, date: dt.date) -> None:
        self.ctx.set_as_of(date)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = min(event.size().width(), self.ctx.theme.px(960)) - self.ctx.theme.px(56)
        columns = max(1, min(3, room // self.ctx.theme.px(_TILE_WIDTH)))
        if columns != self._columns:
            self._columns = columns
            for index, tile in enumerate(self.tiles.values()):
                self._grid.addWidget(tile, index // columns, index % columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0
        tiles = list(self.tiles.items())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        typing = isinstance(self.focusWidget(), (QLineEdit, DateField))
        if plain and not typing and 1 <= number <= min(9, len(tiles)):
            self.begun.emit(tiles[number - 1][0])
        else:
            super().keyPressEvent(event)
