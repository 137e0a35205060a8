"""The left side of the wizard: how far one is, what came out so far, and every answer given."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QWidget

from navigator.app.result_groups import Group, counts, moved_titles
from navigator.model.facts import Answer
from navigator.ui.accessible import announce
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.answer_rows import AnswerLine, InlineEditor
from navigator.ui.pages.wizard.counters import Counters
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.widgets import column, label

_TITLES_SHOWN = 1
_LOW, _TIGHT = 340, 720  # pixels of 100 % zoom


class AnswersRail(QFrame):
    """Follows an interview. ``dropped`` tells which answers an edit took back."""

    groupChosen = Signal(object)  # noqa: N815 (Qt spelling) a Group
    dropped = Signal(str, object)  # the fact changed, the fact ids whose answers had to go

    def __init__(self, ctx: UiContext, interview: Interview, summary: bool = True) -> None:
        super().__init__()
        self.ctx = ctx
        self.interview = interview
        self.setProperty("ground", "surface")
        self.setAccessibleName(t("已填的情况"))
        self._editing: str | None = None
        self._lines: dict[str, AnswerLine] = {}
        self.inline: InlineEditor | None = None
        outer = column(ctx.theme, self, (0, 0, 0, 0), 0)
        self._summary = QWidget()
        self._summary.setProperty("ground", "none")
        head = column(ctx.theme, self._summary, (12, 12, 12, 4), 6)
        self.progress_words = label("", "soft")
        self.left_words = label("", "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.counters = Counters(ctx.theme)
        self.counters.chosen.connect(self.groupChosen.emit)
        self.news = label("", "caption")
        for widget in (self.progress_words, self.bar, self.left_words, self.counters, self.news):
            head.addWidget(widget)
        outer.addWidget(self._summary)
        self._summary.setVisible(summary)  # in its place first, or it would be a window
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._area, 1)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._rebuild)
        interview.changed.connect(self._follow)
        ctx.theme.changed.connect(self._scale)
        self._scale()
        self.refresh()

    def _scale(self) -> None:
        """As wide as it likes, unless large type leaves too little beside it."""
        parent = self.parentWidget()
        tight = parent is not None and parent.width() < self.ctx.theme.px(_TIGHT)
        self.setFixedWidth(self.ctx.theme.px(224 if tight else 280))

    def make_room(self) -> None:
        """The width of the view around it has changed."""
        self._scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where large type leaves no height for both, the answers come before the figures, which
        the results show as well."""
        super().resizeEvent(event)
        self.counters.setVisible(self.height() >= self.ctx.theme.px(_LOW))

    def retranslate(self) -> None:
        self.counters.retranslate()
        self.setAccessibleName(t("已填的情况"))
        self.refresh()

    def _follow(self) -> None:
        self._show_summary(flash=True)
        # Rows are made anew only after the key press that changed them has been dealt with.
        self._late.start(0)

    def refresh(self) -> None:
        self._show_summary(flash=False)
        self._rebuild()

    # Summary

    def _show_summary(self, flash: bool) -> None:
        interview = self.interview
        how_far = interview.progress()
        words = t(
            "已定 {settled} 项 · 还有 {open} 项待定", settled=how_far.settled, open=how_far.open
        )
        self.progress_words.setText(words)
        left = how_far.questions_left
        self.left_words.setText(
            t("最多再问 {left} 题，随时可以看结果", left=left) if left else t("都问完了")
        )
        total = how_far.settled + how_far.open
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(how_far.settled)
        self.bar.setAccessibleName(self.progress_words.text())
        vocabulary = interview.rules.vocabulary
        self.counters.show_counts(counts(interview.assessment(), vocabulary), flash)
        self.news.setText(self._news() if flash else "")
        self.news.setVisible(bool(self.news.text()))
        announce(self, self.news.text())

    def _news(self) -> str:
        interview = self.interview
        parts = []
        for group, words in (
            (Group.ELIGIBLE, "新增可享受：{titles}"),
            (Group.REFUSED, "新增不符合：{titles}"),
        ):
            titles = moved_titles(
                interview.previous(), interview.assessment(), interview.rules, group
            )
            if titles:
                shown = "、".join(titles[:_TITLES_SHOWN])
                if len(titles) > _TITLES_SHOWN:
                    shown += t("等 {n} 项", n=len(titles))
                parts.append(t(words, titles=shown))
        return "\n".join(parts)

    # Answers

    def _rebuild(self) -> None:
        focused = next((fact for fact, line in self._lines.items() if line.hasFocus()), None)
        position = self._area.verticalScrollBar().value()
        ground = QWidget()
        ground.setProperty("ground", "none")
        body = column(self.ctx.theme, ground, (8, 4, 8, 16), 2)
        self._lines.clear()
        self.inline = None
        vocabulary = self.interview.rules.vocabulary
        group = None
        for fact in vocabulary.facts:
            answer: Answer | None = self.interview.answers.get(fact.id)
            shown = answer is not None or fact.id in self.interview.skipped
            if not shown and fact.id != self._editing:
                continue
            if fact.group != group:
                group = fact.group
                heading = label(group, "strong")
                heading.setContentsMargins(self.ctx.theme.px(8), self.ctx.theme.px(8), 0, 0)
                body.addWidget(heading)
            if fact.id == self._editing:
                self.inline = InlineEditor(self.ctx, self.interview, fact)
                self.inline.changed.connect(self.dropped.emit)
                self.inline.closed.connect(lambda fact_id=fact.id: self._close(fact_id))
                body.addWidget(self.inline)
                continue
            line = AnswerLine(self.ctx.theme, fact, answer)
            line.clicked.connect(lambda _=False, fact_id=fact.id: self.edit(fact_id))
            self._lines[fact.id] = line
            body.addWidget(line)
        if group is None:
            body.addWidget(label(t("还没有答案。答过的每一题都会列在这里，随时可以改。"), "soft"))
        body.addStretch(1)
        self._area.setWidget(ground)
        self._area.verticalScrollBar().setValue(position)
        if focused in self._lines:
            self._lines[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, fact_id: str) -> None:
        """Opens the editor of an answer in its place."""
        self._editing = fact_id
        self._rebuild()
        if self.inline is not None:
            self.inline.editor.first_focus()
            self._area.ensureWidgetVisible(self.inline)

    def _close(self, fact_id: str) -> None:
        self._editing = None
        self._late.stop()
        QTimer.singleShot(0, self, lambda: self._after_edit(fact_id))

    def _after_edit(self, fact_id: str) -> None:
        self._rebuild()
        if fact_id in self._lines:
            self._lines[fact_id].setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self, fact_id: str) -> AnswerLine | None:
        """The line of an answer, if it is shown."""
        return self._lines.get(fact_id)
