"""The wizard proper: entry, questions, results, what-if, and a measure's page beside the rail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from navigator.app.result_groups import Group
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.entry import EntryPane
from navigator.ui.pages.wizard.interview import APPLICANT, Interview
from navigator.ui.pages.wizard.measure_view import MeasureView
from navigator.ui.pages.wizard.question import QuestionPane
from navigator.ui.pages.wizard.rail import AnswersRail
from navigator.ui.pages.wizard.results import ResultsPane
from navigator.ui.pages.wizard.sources import Titles
from navigator.ui.pages.wizard.whatif import WhatIfPane
from navigator.ui.widgets import row


class AskView(QWidget):
    """Shows what fits the interview's state; ``slip``, ``save`` and ``copy`` are the page's."""

    slip = Signal()
    save = Signal()
    copy = Signal()
    browse = Signal()
    batch = Signal()

    def __init__(self, ctx: UiContext, interview: Interview, titles: Titles) -> None:
        super().__init__()
        self.ctx = ctx
        self.interview = interview
        self._titles = titles
        self.whatif_pane: WhatIfPane | None = None
        self.detail: MeasureView | None = None
        self._single = False  # one question was asked from the results: go back there
        self.setProperty("ground", "window")
        line = row(ctx.theme, self, spacing=0)
        self.rail = AnswersRail(ctx, interview)
        line.addWidget(self.rail)
        self.stack = QStackedWidget()
        line.addWidget(self.stack, 1)
        self.entry = EntryPane(ctx, interview)
        self.question = QuestionPane(ctx, interview)
        self.results = ResultsPane(ctx, interview, titles)
        for pane in (self.entry, self.question, self.results):
            self.stack.addWidget(pane)
        self._wire()
        self.follow()

    def _wire(self) -> None:
        self.entry.begun.connect(self.begin)
        self.entry.unclear.connect(lambda: self.interview.skip(APPLICANT))
        self.entry.browse.connect(self.browse.emit)
        self.entry.batch.connect(self.batch.emit)
        self.question.results.connect(self.show_results)
        self.question.dropped.connect(self.tell_dropped)
        self.question.unfocused.connect(lambda: self.interview.set_focus(None))
        self.rail.dropped.connect(self.tell_dropped)
        self.rail.groupChosen.connect(self.show_group)
        results = self.results
        results.more.connect(self.go_on)
        results.asked.connect(self.ask)
        results.detail.connect(self.show_measure)
        results.whatif.connect(self.show_whatif)
        results.slip.connect(self.slip.emit)
        results.save.connect(self.save.emit)
        results.copy.connect(self.copy.emit)
        results.dateBack.connect(self.ctx.set_as_of)
        self.interview.changed.connect(self._changed)

    def retranslate(self) -> None:
        for pane in (self.rail, self.entry, self.question, self.results):
            pane.retranslate()
        if self.detail is not None or self.whatif_pane is not None:
            self._leave_measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.make_room()

    # Following the interview

    def _changed(self) -> None:
        if self.stack.currentWidget() is self.results and self.interview.begun:
            self.results.refresh()
            self.question.show_question(self.interview.question())
            return
        if self.stack.currentWidget() in (self.whatif_pane, self.detail):
            return
        self.follow()

    def follow(self) -> None:
        """Shows the next question, or the results once nothing is left to ask."""
        question = self.interview.question()
        if self._single and self.interview.asked is None:
            self._single = False
            self.show_results()
        elif not self.interview.begun or (question and question.fact_id == APPLICANT):
            self.entry.refresh()
            self._show(self.entry)
            self.entry.take_focus()
        elif question is None or self._focus_settled():
            self.show_results()
        else:
            self.show_question()

    def _focus_settled(self) -> bool:
        """Whether somebody came for one measure, and it is decided."""
        return self.interview.asked is None and self.interview.focus_settled

    def _show(self, pane: QWidget) -> None:
        self._close_extra(pane)
        self.rail.setVisible(self.interview.begun)
        self.stack.setCurrentWidget(pane)

    def _close_extra(self, pane: QWidget) -> None:
        for extra in (self.whatif_pane, self.detail):
            if extra is not None and extra is not pane:
                self.stack.removeWidget(extra)
                extra.hide()
                extra.deleteLater()
        if self.whatif_pane is not pane:
            self.whatif_pane = None
        if self.detail is not pane:
            self.detail = None

    # Ways

    def begin(self, applicant: str) -> None:
        """An applicant has been chosen."""
        dropped = self.interview.answer(APPLICANT, applicant)
        self.tell_dropped(APPLICANT, dropped)

    def go_on(self) -> None:
        """From the results back to the questions, now about all measures."""
        self._single = False
        if self.interview.focus_settled:
            self.interview.set_focus(None)
        self.show_question()

    def show_question(self) -> None:
        """Shows the present question, or the results when there is none."""
        question = self.interview.question()
        if question is None:
            self.show_results()
            return
        if question.fact_id == APPLICANT:
            self._show(self.entry)
            self.entry.refresh()
            self.entry.take_focus()
            return
        self.question.show_question(question)
        self._show(self.question)
        self.question.take_focus()

    def ask(self, fact_id: str) -> None:
        """Asks exactly this question."""
        self._single = self.stack.currentWidget() is self.results
        self._show(self.question)
        self.interview.ask(fact_id)

    def show_results(self) -> None:
        self.results.refresh()
        self._show(self.results)
        first = self.results.slip_button if self.results.go_on.isHidden() else self.results.go_on
        first.setFocus()

    def show_group(self, group: Group) -> None:
        self.show_results()
        self.results.show_group(group)

    def show_whatif(self) -> None:
        pane = WhatIfPane(self.ctx, self.interview)
        pane.closed.connect(self.show_results)
        pane.detail.connect(self.show_measure)
        self.stack.addWidget(pane)
        self._close_extra(pane)
        self.whatif_pane = pane
        self.rail.hide()
        self.stack.setCurrentWidget(pane)

    def show_measure(self, measure_id: str) -> None:
        """A measure's own page; its back button leads where it was opened from."""
        measure = self.interview.rules.catalogue[measure_id]
        pane = MeasureView(self.ctx, self._titles, self.interview, measure)
        pane.closed.connect(self._leave_measure)
        pane.check.connect(self.check_measure)
        self.stack.addWidget(pane)
        self._close_extra(pane)
        self.detail = pane
        self.rail.setVisible(self.interview.begun)
        self.stack.setCurrentWidget(pane)
        pane.back.setFocus()

    def _leave_measure(self) -> None:
        if self.interview.begun:
            self.show_results()
        else:
            self.follow()

    def check_measure(self, measure_id: str) -> None:
        """Finds out about one measure first."""
        self._show(self.question)
        self.interview.set_focus(measure_id)

    # Telling

    def tell_dropped(self, fact_id: str, dropped: Sequence[str]) -> None:
        """Says which answers an edit took back, with the way to undo it."""
        if not dropped:
            return
        vocabulary = self.interview.rules.vocabulary
        names = "、".join(vocabulary[fact].name for fact in dropped)
        words = "“{name}”改了，与它矛盾的答案已收回：{names}"
        self.ctx.messages.toast(
            t(words, name=vocabulary[fact_id].name, names=names), undo=self.interview.undo
        )

    def forget(self) -> None:
        """Nothing of the visitor stays on any pane."""
        self._single = False
        self._close_extra(self.entry)
        self.results.forget()
        self.entry.name.clear()
        self.entry.refresh()
        self._show(self.entry)
