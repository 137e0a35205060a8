"""A measure's own page: what it is, its conditions as a picture, and everything it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from navigator.app.result_groups import GROUP_LABELS, GROUP_LOOKS, group_of
from navigator.model.measures import Measure
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.decision import decision_of
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.phrases import (
    amount_words,
    audience_words,
    deadline,
    kind_words,
    nature_words,
)
from navigator.ui.pages.wizard.picture import DecisionPicture
from navigator.ui.pages.wizard.sources import SourceLink, Titles
from navigator.ui.pages.wizard.trace import TraceView
from navigator.ui.widgets import Card, ScrollColumn, badge, button, column, flow, label, row


class MeasureView(QWidget):
    closed = Signal()
    check = Signal(str)  # find out for this applicant

    def __init__(
        self, ctx: UiContext, titles: Titles, interview: Interview, measure: Measure
    ) -> None:
        super().__init__()
        self.ctx = ctx
        self.measure = measure
        self._titles = titles
        self._interview = interview
        self.decision = decision_of(
            measure, interview.answers, interview.as_of, interview.rules.vocabulary
        )
        self.setProperty("ground", "window")
        theme = ctx.theme
        outer = column(theme, self, spacing=0)
        bar = QWidget()
        bar.setProperty("ground", "surface")
        line = row(theme, bar, (16, 8, 16, 8), 8)
        self.back = button(theme, t("返回"), "quiet", "arrow-left", self.closed.emit)
        line.addWidget(self.back)
        line.addStretch(1)
        self.go = button(
            theme, t("我能享受吗？"), "primary", on_click=lambda: self.check.emit(measure.id)
        )
        line.addWidget(self.go)
        outer.addWidget(bar)
        self.area = ScrollColumn(theme, 1080, (24, 18, 24, 32), 14)
        outer.addWidget(self.area, 1)
        self._fill()

    def _fill(self) -> None:
        body, measure = self.area.body, self.measure
        interview = self._interview
        result = interview.result(measure.id)
        body.addWidget(label(measure.title, "title", selectable=True))
        marks = flow(self.ctx.theme, spacing=6)
        marks.addWidget(badge(kind_words(measure)))
        if interview.begun:
            group = group_of(result, interview.rules.vocabulary)
            marks.addWidget(badge(t(GROUP_LABELS[group]), GROUP_LOOKS[group][1]))
        when = deadline(measure, result, interview.as_of)
        marks.addWidget(badge(when.text, when.tone))
        for unit in measure.units:
            marks.addWidget(badge(unit))
        body.addLayout(marks)
        body.addWidget(self._about())
        body.addWidget(label(t("条件图"), "subtitle"))
        body.addWidget(
            label(t("勾：满足；叉：不满足；虚线和问号：还不知道。点任何一格看出处。"), "caption")
        )
        body.addWidget(self._picture())
        body.addWidget(label(t("逐条判断"), "subtitle"))
        card = Card(self.ctx.theme, (18, 12, 18, 12), 4)
        card.body.addWidget(TraceView(self.ctx, self._titles, self.decision))
        body.addWidget(card)
        if result.warnings:
            body.addWidget(label(t("请注意"), "subtitle"))
            for warning in result.warnings:
                body.addWidget(label(f"· {warning}", "soft", selectable=True))
        body.addStretch(1)

    def _about(self) -> QWidget:
        measure, theme = self.measure, self.ctx.theme
        card = Card(theme, (18, 14, 18, 14), 8)
        card.body.addWidget(label(measure.benefit.text, selectable=True))
        amount = amount_words(self._interview.result(measure.id).amount)
        if amount and self._interview.begun:
            line = row(theme, spacing=10)
            line.addWidget(label(amount, "title", "accent", wrap=False))
            line.addWidget(label(nature_words(measure), "soft"), 1)
            card.body.addLayout(line)
        vocabulary = self._interview.rules.vocabulary
        card.body.addWidget(
            label(t("给谁：{who}", who=audience_words(measure, vocabulary)), "soft")
        )
        if measure.how:
            card.body.addWidget(label(t("怎么办：{how}", how=measure.how), "soft"))
        for item in measure.discretion:
            card.body.addWidget(label(t("须窗口核定：“{words}”", words=item.words), "soft"))
        card.body.addWidget(label(t("出处"), "strong"))
        for provision_id in measure.citations:
            card.body.addWidget(
                SourceLink(self.ctx, self._titles, provision_id), 0, Qt.AlignmentFlag.AlignLeft
            )
        return card

    def _picture(self) -> QWidget:
        self.picture = DecisionPicture(self.ctx.theme)
        self.picture.show_decision(self.decision)
        self.picture.provision.connect(lambda place: self.ctx.nav.open_provision(place))
        frame = QScrollArea()
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setWidget(self.picture)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        def fit() -> None:
            # As high as the picture, so that only the page itself scrolls up and down.
            frame.setFixedHeight(self.picture.sizeHint().height() + self.ctx.theme.px(16))

        self.picture.arranged.connect(fit)
        fit()
        return frame
