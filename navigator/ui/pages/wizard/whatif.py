"""What if: a copy of the answers to play with, and what would come out otherwise.

The real answers are never touched; the copy is thrown away when the pane is left.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.difference_list import DifferenceList
from navigator.ui.pages.wizard.differences import Change, differences
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.rail import AnswersRail
from navigator.ui.widgets import Card, ScrollColumn, button, column, label, row


class WhatIfPane(QWidget):
    closed = Signal()
    detail = Signal(str)

    def __init__(self, ctx: UiContext, real: Interview) -> None:
        super().__init__()
        self.ctx = ctx
        self.real = real
        self.trial = real.copy(self)
        self.setProperty("ground", "window")
        theme = ctx.theme
        line = row(theme, self, spacing=0)
        left = QWidget()
        left.setProperty("ground", "surface")
        side = column(theme, left, (0, 8, 0, 8), 6)
        caption = label(t("假设的答案"), "subtitle")
        caption.setContentsMargins(theme.px(16), 0, 0, 0)
        side.addWidget(caption)
        self.rail = AnswersRail(ctx, self.trial, summary=False)
        side.addWidget(self.rail, 1)
        foot = column(theme, margins=(12, 0, 12, 4), spacing=4)
        self.picker = QComboBox()
        self.picker.setAccessibleName(t("再加一个假设"))
        self.picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.picker.activated.connect(self._picked)
        foot.addWidget(self.picker)
        side.addLayout(foot)
        line.addWidget(left)
        self.area = ScrollColumn(theme, 760, (24, 20, 24, 28), 14)
        line.addWidget(self.area, 1)
        body = self.area.body
        body.addWidget(label(t("假如换几个答案"), "title"))
        body.addWidget(
            label(t("点左边的答案改着试。这里怎么改，真实的答案和告知单都不变。"), "soft")
        )
        self.summary = label("", "strong")
        body.addWidget(self.summary)
        card = Card(theme, (18, 14, 18, 16), 8)
        self.list = DifferenceList(ctx, self.trial)
        self.list.picked.connect(self.detail.emit)
        card.body.addWidget(self.list)
        body.addWidget(card)
        buttons = row(theme, spacing=10)
        self.reset = button(theme, t("恢复真实答案"), icon="rotate-ccw", on_click=self.restart)
        self.leave = button(theme, t("不试了，回到结果"), "primary", on_click=self.closed.emit)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        body.addLayout(buttons)
        body.addStretch(1)
        self.trial.changed.connect(self._compare)
        self._compare()

    def restart(self) -> None:
        """Begins again from the real answers."""
        self.trial.adopt(self.real.answers)

    def _compare(self) -> None:
        found = differences(
            self.real.assessment(), self.trial.assessment(), self.trial.rules.vocabulary
        )
        self.list.show_differences(found, t("和真实情况没有差别。改一个答案看看。"))
        gains = sum(item.change is Change.GAIN for item in found)
        losses = sum(item.change is Change.LOSS for item in found)
        amounts = sum(item.change is Change.AMOUNT for item in found)
        self.summary.setText(
            t(
                "变好 {gains} 项 · 变差 {losses} 项 · 金额变化 {amounts} 项",
                gains=gains,
                losses=losses,
                amounts=amounts,
            )
        )
        self.reset.setEnabled(dict(self.trial.answers) != dict(self.real.answers))
        self._fill_picker()

    def _fill_picker(self) -> None:
        self.picker.clear()
        self.picker.addItem(t("再加一个假设……"), "")
        for fact in self.trial.unanswered():
            self.picker.addItem(fact.name, fact.id)
            self.picker.setItemData(
                self.picker.count() - 1, fact.question, Qt.ItemDataRole.ToolTipRole
            )

    def _picked(self, index: int) -> None:
        fact_id = self.picker.itemData(index)
        if fact_id:
            self.rail.edit(str(fact_id))
            self.picker.setCurrentIndex(0)
