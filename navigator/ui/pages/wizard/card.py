"""One measure's result as a card: what it gives, until when, why, and the way to the text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from navigator.app.result_groups import GROUP_LABELS, GROUP_LOOKS, Group, group_of, meant_for
from navigator.model.assessment import MeasureResult, Status
from navigator.model.measures import Measure
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.decision import decision_of
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.phrases import (
    amount_open,
    amount_words,
    audience_words,
    deadline,
    kind_words,
    nature_words,
)
from navigator.ui.pages.wizard.sources import SourceLink, Titles, small_link
from navigator.ui.pages.wizard.trace import STATE_LOOKS, TraceView
from navigator.ui.widgets import Card, IconLabel, badge, button, column, flow, label, row

_REASONS_SHOWN = 6
_FACTS_SHOWN = 8


class ResultCard(Card):
    """``brief`` cards show a title and the first reason until they are opened."""

    asked = Signal(str)  # a fact whose question is wanted
    detail = Signal(str)  # the measure's own page

    def __init__(
        self,
        ctx: UiContext,
        titles: Titles,
        interview: Interview,
        result: MeasureResult,
        brief: bool = False,
    ) -> None:
        vocabulary = interview.rules.vocabulary
        self.group = group_of(result, vocabulary)
        tone = GROUP_LOOKS[self.group][1]
        super().__init__(ctx.theme, (18, 12, 18, 12), 8, tone if tone != "accent" else "")
        self.ctx = ctx
        self.result = result
        self.measure: Measure = interview.rules.catalogue[result.measure_id]
        self._titles = titles
        self._interview = interview
        self._body: QWidget | None = None
        self._trace: TraceView | None = None
        self._reasons: QWidget | None = None
        self.setAccessibleName(f"{self.measure.title}，{t(GROUP_LABELS[self.group])}")
        self._add_head(brief)
        if not brief:
            self.open()

    @property
    def opened(self) -> bool:
        return self._body is not None and self._body.isVisibleTo(self)

    # Parts

    def _add_head(self, brief: bool) -> None:
        theme = self.ctx.theme
        line = row(theme, spacing=8)
        icon, tone = GROUP_LOOKS[self.group]
        colour = {"": "text_soft", "accent": "accent_text"}.get(tone, tone)
        line.addWidget(IconLabel(theme, icon, colour, 20), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(theme, spacing=4)
        texts.addWidget(label(self.measure.title, "subtitle", selectable=True))
        marks = flow(theme, spacing=6)
        marks.addWidget(badge(kind_words(self.measure)))
        when = deadline(self.measure, self.result, self._interview.as_of)
        marks.addWidget(badge(when.text, when.tone))
        for unit in self.measure.units:
            marks.addWidget(badge(unit))
        applicant = self._interview.answers.get("applicant_type")
        if not meant_for(self.measure, applicant):
            words = audience_words(self.measure, self._interview.rules.vocabulary)
            marks.addWidget(badge(t("面向{who}", who=words)))
        texts.addLayout(marks)
        if brief:
            first = next((r for r in self.result.reasons if r.met is not True), None)
            if self.result.missing_facts:
                self._add_missing(texts)
            elif self.result.near_miss is not None and self.group is Group.REFUSED:
                texts.addWidget(self._near_miss())
            elif first is not None:
                texts.addWidget(label(first.text, "soft"))
        line.addLayout(texts, 1)
        if brief:
            self.opener = button(theme, t("展开"), "quiet", on_click=self.toggle)
            self.opener.setAccessibleName(t("展开：{title}", title=self.measure.title))
            line.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self._brief = brief

    def toggle(self) -> None:
        if self.opened and self._body is not None:
            self._body.hide()
            self.opener.setText(t("展开"))
        else:
            self.open()
            self.opener.setText(t("收起"))

    def open(self) -> None:
        """Shows everything there is to say."""
        if self._body is None:
            self._body = QWidget()
            self._body.setProperty("ground", "none")
            self._fill(column(self.ctx.theme, self._body, spacing=8))
            self.body.addWidget(self._body)
        self._body.show()

    def _fill(self, body: QVBoxLayout) -> None:
        body.addWidget(label(self.measure.benefit.text, selectable=True))
        self._add_amount(body)
        if not (self._brief and self.result.missing_facts):
            self._add_missing(body)
        shown = self._brief and self.group is Group.REFUSED
        if self.result.near_miss is not None and not shown:
            body.addWidget(self._near_miss())
        self._add_reasons(body)
        self._add_notes(body)
        self._add_foot(body)

    def _add_amount(self, body: QVBoxLayout) -> None:
        amount = self.result.amount
        words = amount_words(amount)
        vocabulary = self._interview.rules.vocabulary
        lacking = amount_open(amount, vocabulary)
        if not (words or amount.arithmetic or lacking):
            return
        box = Card(self.ctx.theme, (14, 8, 14, 10), 2)
        if words:
            line = row(self.ctx.theme, spacing=10)
            line.addWidget(label(words, "title", "accent", wrap=False))
            shown = self.measure.benefit.amount
            what = f"{shown.label} · {nature_words(self.measure)}" if shown else ""
            line.addWidget(label(what, "soft"), 1)
            box.body.addLayout(line)
        if amount.arithmetic:
            box.body.addWidget(label(amount.arithmetic, "soft", selectable=True))
        if lacking and self.result.status is Status.ELIGIBLE:
            box.body.addWidget(label(lacking, "caption"))
        body.addWidget(box)

    def _add_missing(self, body: QVBoxLayout) -> None:
        vocabulary = self._interview.rules.vocabulary
        eligible = self.result.status is Status.ELIGIBLE
        facts = self.result.missing_facts or (self.result.amount_facts if eligible else ())
        if not facts:
            return
        head = t("还要知道：") if self.result.missing_facts else t("算金额还要知道：")
        line = flow(self.ctx.theme, spacing=6)
        caption = label(head, "soft", wrap=False)
        caption.setContentsMargins(0, self.ctx.theme.px(6), 0, 0)
        line.addWidget(caption)
        for fact in facts[:_FACTS_SHOWN]:
            name = vocabulary[fact].name
            ask = button(self.ctx.theme, name, on_click=partial(self.asked.emit, fact))
            ask.setToolTip(vocabulary[fact].question)
            line.addWidget(ask)
        if len(facts) > _FACTS_SHOWN:
            rest = len(facts) - _FACTS_SHOWN
            line.addWidget(label(t("等，另有 {n} 项", n=rest), "caption", wrap=False))
        body.addLayout(line)

    def _near_miss(self) -> QWidget:
        miss = self.result.near_miss
        assert miss is not None
        made = QWidget()
        made.setProperty("ground", "none")
        line = row(self.ctx.theme, made, spacing=8)
        line.addWidget(IconLabel(self.ctx.theme, "lightbulb", "warn", 18))
        words = f"{miss.change}。"
        if self.group is Group.REFUSED:
            # A change without a figure repeats the condition; once is enough.
            what = "" if miss.text in miss.change else f"{miss.text}。"
            words = t("只差一条：{what}{change}。", what=what, change=miss.change)
        line.addWidget(label(words, tone="warn", selectable=True), 1)
        return made

    def _add_reasons(self, body: QVBoxLayout) -> None:
        shown = self.result.reasons
        if not shown:
            return
        self._reasons = QWidget()
        self._reasons.setProperty("ground", "none")
        lines = column(self.ctx.theme, self._reasons, spacing=2)
        body.addWidget(self._reasons)
        for reason in shown[:_REASONS_SHOWN]:
            icon, colour, word = STATE_LOOKS[reason.met]
            line = row(self.ctx.theme, spacing=8)
            line.addWidget(IconLabel(self.ctx.theme, icon, colour, 16))
            words = label(reason.text, selectable=True)
            words.setAccessibleName(f"{t(word)}：{reason.text}")
            line.addWidget(words, 1)
            line.addWidget(small_link(self.ctx, self._titles, reason.provision_id))
            lines.addLayout(line)
        rest = len(shown) - _REASONS_SHOWN
        if rest > 0:
            text = t("另有 {n} 条，见“为什么”。", n=rest)
            lines.addWidget(label(text, "caption"))

    def _add_notes(self, body: QVBoxLayout) -> None:
        for icon, text in (
            *(("triangle-alert", warning) for warning in self.result.warnings),
            *((("map-pin", self.measure.how),) if self.measure.how else ()),
        ):
            line = row(self.ctx.theme, spacing=8)
            colour = "warn" if icon == "triangle-alert" else "text_soft"
            line.addWidget(
                IconLabel(self.ctx.theme, icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop
            )
            line.addWidget(label(text, "soft", selectable=True), 1)
            body.addLayout(line)

    def _add_foot(self, body: QVBoxLayout) -> None:
        theme = self.ctx.theme
        line = row(theme, spacing=4)
        ways = QWidget()  # the source beside them gives way, these do not
        ways.setProperty("ground", "none")
        ways.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        inner = row(theme, ways, spacing=4)
        self.why = button(theme, t("为什么"), "quiet", "list-tree", self.toggle_trace)
        self.why.setCheckable(True)
        inner.addWidget(self.why)
        more = button(
            theme, t("判断图"), "quiet", "split", lambda: self.detail.emit(self.measure.id)
        )
        more.setToolTip(t("打开这项措施的详情和条件图"))
        inner.addWidget(more)
        line.addWidget(ways)
        line.addStretch(1)
        line.addWidget(SourceLink(self.ctx, self._titles, self.measure.cite))
        body.addLayout(line)

    def toggle_trace(self) -> None:
        """Unfolds or folds every condition."""
        if self._trace is None:
            decision = decision_of(
                self.measure,
                self._interview.answers,
                self._interview.as_of,
                self._interview.rules.vocabulary,
            )
            self._trace = TraceView(self.ctx, self._titles, decision)
            assert self._body is not None
            layout = self._body.layout()
            assert layout is not None
            layout.addWidget(self._trace)
            self._trace.show()
        else:
            self._trace.setVisible(not self._trace.isVisibleTo(self))
        shown = self._trace.isVisibleTo(self)
        self.why.setChecked(shown)
        if self._reasons is not None:
            self._reasons.setVisible(not shown)  # the trace says it all, and more

    @property
    def trace(self) -> TraceView | None:
        return self._trace
