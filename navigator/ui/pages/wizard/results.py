"""Everything that came out, by group, with the ways on: ask more, what-if, slip, save."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from navigator.app.result_groups import GROUP_LABELS, Group, counts, sections
from navigator.eligibility.dates import chinese_date
from navigator.model.assessment import Assessment
from navigator.ui.accessible import as_group
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.card import ResultCard
from navigator.ui.pages.wizard.difference_list import DifferenceList
from navigator.ui.pages.wizard.differences import Change, differences
from navigator.ui.pages.wizard.interview import APPLICANT, Interview
from navigator.ui.pages.wizard.result_sections import SectionView
from navigator.ui.pages.wizard.sources import Titles
from navigator.ui.widgets import Card, ScrollColumn, button, column, flow, label, row

_TOLD = (Group.ELIGIBLE, Group.UNKNOWN, Group.REFUSED)  # said when the results are reached


class ResultsPane(QWidget):
    """Built anew when it is shown after a change; folded groups build nothing."""

    more = Signal()  # back to the questions
    asked = Signal(str)  # this very question
    detail = Signal(str)  # a measure's page
    whatif = Signal()
    slip = Signal()
    save = Signal()
    copy = Signal()
    dateBack = Signal(object)  # noqa: N815 (Qt spelling) the date to go back to

    def __init__(self, ctx: UiContext, interview: Interview, titles: Titles) -> None:
        super().__init__()
        self.ctx = ctx
        self.interview = interview
        self._titles = titles
        self._shown: Assessment | None = None
        self._date_before: tuple[dt.date, Assessment] | None = None
        self._unfolded: set[Group] = set()
        self.sections: list[SectionView] = []
        self.focus_card: ResultCard | None = None
        self.dates: DifferenceList | None = None
        self.setProperty("ground", "window")
        as_group(self)
        theme = ctx.theme
        outer = column(theme, self, spacing=0)
        self._bar = QWidget()
        self._bar.setProperty("ground", "surface")
        line = flow(theme, spacing=8)
        inner = column(theme, self._bar, (20, 10, 20, 10), 6)
        self.summary = label("", "strong")
        inner.addWidget(self.summary)
        inner.addLayout(line)
        self.go_on = button(theme, "", "primary", "arrow-right", self.more.emit)
        self.slip_button = button(theme, "", icon="file-text", on_click=self.slip.emit)
        self.whatif_button = button(theme, "", icon="sliders-horizontal", on_click=self.whatif.emit)
        self.save_button = button(theme, "", icon="save", on_click=self.save.emit)
        self.copy_button = button(theme, "", icon="copy", on_click=self.copy.emit)
        for made in (
            self.go_on,
            self.slip_button,
            self.whatif_button,
            self.save_button,
            self.copy_button,
        ):
            line.addWidget(made)
        if ctx.kiosk:
            self.save_button.hide()
            self.copy_button.hide()
        outer.addWidget(self._bar)
        self.area = ScrollColumn(theme, 860, (24, 16, 24, 32), 18)
        outer.addWidget(self.area, 1)
        self._ground: QWidget | None = None
        self.retranslate()

    def retranslate(self) -> None:
        self.slip_button.setText(t("一次性告知单"))
        self.whatif_button.setText(t("假如……"))
        self.whatif_button.setToolTip(t("换几个答案试试，不动真实的答案（Ctrl+I）"))
        self.save_button.setText(t("保存"))
        self.copy_button.setText(t("复制摘要"))
        self._shown = None
        if self.isVisible():
            self.refresh()

    # Showing

    def date_changed(self, before: dt.date, assessment: Assessment) -> None:
        """Remembers what it was on the date before, to say what opens and closes."""
        self._date_before = (before, assessment)
        self._shown = None

    def forget(self) -> None:
        """Nothing of the visitor stays."""
        self._date_before = None
        self._unfolded.clear()
        self._shown = None
        self.summary.clear()  # it begins with the applicant's name
        self._clear()

    def refresh(self) -> None:
        """Shows the present results; cheap when nothing has changed."""
        assessment = self.interview.assessment()
        self._head()
        if self._shown is assessment and self._ground is not None:
            return
        self._shown = assessment
        position = self.area.verticalScrollBar().value()
        self._unfolded = {view.group for view in self.sections if view.unfolded}
        self._clear()
        self._ground = QWidget()
        self._ground.setProperty("ground", "none")
        body = column(self.ctx.theme, self._ground, spacing=18)
        if self._date_before is not None:
            body.addWidget(self._date_card(*self._date_before, assessment))
        if self.interview.focus is not None:
            body.addWidget(self._focus(self.interview.focus))
        unclear = self.interview.unclear()
        if unclear:
            body.addWidget(self._unclear_card(unclear))
        applicant = self.interview.answers.get(APPLICANT)
        found = sections(assessment, self.interview.rules, applicant)
        hopeful = any(section.group in (Group.ELIGIBLE, Group.UNKNOWN) for section in found)
        words = t("同一笔钱可能对应几项措施，各项金额不能相加。")
        if not hopeful:
            words = t("按已填的情况，没有可享受的措施；原因写在下面每一项里。")
        body.addWidget(label(words, "caption" if hopeful else "subtitle"))
        for section in found:
            view = SectionView(
                self.ctx,
                self._titles,
                self.interview,
                section,
                section.group in self._unfolded,
            )
            view.asked.connect(self.asked.emit)
            view.detail.connect(self.detail.emit)
            self.sections.append(view)
            body.addWidget(view)
        body.addStretch(1)
        self.area.body.addWidget(self._ground)
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(position))

    def _head(self) -> None:
        question = self.interview.question()
        left = self.interview.progress().questions_left
        self.go_on.setVisible(question is not None)
        self.go_on.setText(t("继续答题（最多还有 {n} 题）", n=left) if left else t("继续答题"))
        date = chinese_date(self.interview.as_of)
        who = self.interview.name or t("申请人")
        self.summary.setText(t("{who} · 按{date}办理判断", who=who, date=date))
        vocabulary = self.interview.rules.vocabulary
        found = counts(self.interview.assessment(), vocabulary)
        held = [f"{t(GROUP_LABELS[group])} {found[group]}" for group in _TOLD if found[group]]
        self.setAccessibleName(t("结果：{counts}", counts="，".join(held)))

    def _clear(self) -> None:
        self.sections.clear()
        self.focus_card = None
        self.dates = None
        if self._ground is not None:
            self.area.body.removeWidget(self._ground)
            self._ground.hide()
            self._ground.deleteLater()
            self._ground = None

    def _focus(self, measure_id: str) -> QWidget:
        made = QWidget()
        made.setProperty("ground", "none")
        body = column(self.ctx.theme, made, spacing=8)
        body.addWidget(label(t("您问的这一项"), "title"))
        result = self.interview.result(measure_id)
        self.focus_card = ResultCard(self.ctx, self._titles, self.interview, result)
        self.focus_card.asked.connect(self.asked.emit)
        self.focus_card.detail.connect(self.detail.emit)
        body.addWidget(self.focus_card)
        return made

    def _unclear_card(self, facts: tuple[str, ...]) -> QWidget:
        card = Card(self.ctx.theme, (16, 10, 16, 12), 8, "warn")
        card.body.addWidget(
            label(t("有 {n} 题答了“不清楚”，补上后结果会更准：", n=len(facts)), "strong")
        )
        line = flow(self.ctx.theme, spacing=6)
        vocabulary = self.interview.rules.vocabulary
        for fact in facts:
            line.addWidget(
                button(
                    self.ctx.theme, vocabulary[fact].name, on_click=partial(self.asked.emit, fact)
                )
            )
        card.body.addLayout(line)
        return card

    def _date_card(self, before: dt.date, was: Assessment, now: Assessment) -> QWidget:
        card = Card(self.ctx.theme, (16, 12, 16, 14), 8, "accent")
        head = row(self.ctx.theme, spacing=8)
        found = differences(was, now, self.interview.rules.vocabulary)
        gains = sum(item.change is Change.GAIN for item in found)
        losses = sum(item.change is Change.LOSS for item in found)
        words = t(
            "办理日期由{before}改为{after}：{gains} 项变为可办，{losses} 项不再可办",
            before=chinese_date(before),
            after=chinese_date(now.as_of),
            gains=gains,
            losses=losses,
        )
        head.addWidget(label(words, "strong"), 1)
        head.addWidget(
            button(self.ctx.theme, t("改回原日期"), on_click=lambda: self.dateBack.emit(before)),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        head.addWidget(
            button(self.ctx.theme, t("知道了"), "quiet", on_click=self._dismiss_date),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        card.body.addLayout(head)
        self.dates = DifferenceList(self.ctx, self.interview)
        self.dates.picked.connect(self.detail.emit)
        self.dates.show_differences(found, t("换了日期，各项措施的判断没有变化。"))
        card.body.addWidget(self.dates)
        return card

    def _dismiss_date(self) -> None:
        self._date_before = None
        self._shown = None
        QTimer.singleShot(0, self, self.refresh)

    def show_group(self, group: Group) -> None:
        """Unfolds a group and brings it into view."""
        self.refresh()
        for view in self.sections:
            if view.group is group:
                view.set_unfolded(True)
                QTimer.singleShot(0, view, lambda v=view: self._bring(v))

    def _bring(self, view: SectionView) -> None:
        if self._ground is not None:
            top = view.mapTo(self._ground, view.rect().topLeft()).y()
            self.area.verticalScrollBar().setValue(max(0, top - self.ctx.theme.px(8)))
        view.fold.setFocus(Qt.FocusReason.OtherFocusReason)

    def card(self, measure_id: str) -> ResultCard | None:
        """The card of a measure, if it has been made."""
        for view in self.sections:
            for made in view.cards:
                if made.measure.id == measure_id:
                    return made
        return None
