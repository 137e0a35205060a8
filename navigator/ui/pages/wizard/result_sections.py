"""One group of results: a heading that folds, and its cards, made only when they are seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from navigator.app.result_groups import (
    GROUP_HINTS,
    GROUP_LABELS,
    GROUP_LOOKS,
    Group,
    Section,
)
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.card import ResultCard
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.sources import Titles
from navigator.ui.widgets import IconLabel, button, column, label, row

AT_ONCE = 15
_OPEN_AT_FIRST = (Group.ELIGIBLE, Group.UNKNOWN)
_FULL = (Group.ELIGIBLE,)


class SectionView(QWidget):
    asked = Signal(str)
    detail = Signal(str)

    def __init__(
        self, ctx: UiContext, titles: Titles, interview: Interview, section: Section, unfold: bool
    ) -> None:
        super().__init__()
        self.ctx = ctx
        self.section = section
        self.group = section.group
        self.cards: list[ResultCard] = []
        self._titles = titles
        self._interview = interview
        self.setProperty("ground", "none")
        theme = ctx.theme
        self._body = column(theme, self, spacing=8)
        icon, tone = GROUP_LOOKS[self.group]
        colour = {"": "text_soft", "accent": "accent_text"}.get(tone, tone)
        head = row(theme, spacing=8)
        head.addWidget(IconLabel(theme, icon, colour, 22), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(theme, spacing=1)
        self.title = label(f"{t(GROUP_LABELS[self.group])}（{len(section.results)}）", "title")
        texts.addWidget(self.title)
        texts.addWidget(label(t(GROUP_HINTS[self.group]), "caption"))
        head.addLayout(texts, 1)
        self.fold = button(theme, "", "quiet", on_click=self.toggle)
        head.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(head)
        self._more = button(theme, "", "quiet", on_click=self._add_cards)
        self._body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()
        self._unfolded = False
        self._name_fold()
        if unfold or self.group in _OPEN_AT_FIRST:
            self.set_unfolded(True)

    @property
    def unfolded(self) -> bool:
        return self._unfolded

    def toggle(self) -> None:
        self.set_unfolded(not self._unfolded)

    def set_unfolded(self, on: bool) -> None:
        self._unfolded = on
        if on and not self.cards:
            self._add_cards()
        for card in self.cards:
            card.setVisible(on)
        self._name_more()
        self._name_fold()

    def _name_fold(self) -> None:
        words = t("收起") if self._unfolded else t("展开")
        self.fold.setText(words)
        self.fold.setAccessibleName(f"{words}：{t(GROUP_LABELS[self.group])}")

    def _name_more(self) -> None:
        rest = len(self.section.results) - len(self.cards)
        self._more.setText(t("再显示 {n} 项", n=rest))
        self._more.setVisible(self._unfolded and rest > 0)

    def _add_cards(self) -> None:
        have = len(self.cards)
        for result in self.section.results[have : have + AT_ONCE]:
            card = ResultCard(
                self.ctx, self._titles, self._interview, result, self.group not in _FULL
            )
            card.asked.connect(self.asked.emit)
            card.detail.connect(self.detail.emit)
            self.cards.append(card)
            self._body.insertWidget(self._body.count() - 1, card)
        self._name_more()
