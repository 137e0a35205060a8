"""One question at a time: the words, the control, why it is asked and where the answer is found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from navigator.model.assessment import Question
from navigator.model.facts import Answer
from navigator.ui.accessible import announce
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.editor_base import Editor, is_back
from navigator.ui.pages.wizard.editors import make_editor
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.interview_state import Conflict
from navigator.ui.pages.wizard.question_foot import QuestionFoot
from navigator.ui.widgets import (
    Card,
    ElidedLabel,
    ScrollColumn,
    button,
    column,
    grid,
    label,
    row,
)


class QuestionPane(QWidget):
    """Shows the interview's present question; ``results`` asks for the results."""

    results = Signal()
    dropped = Signal(str, object)  # the fact answered, the fact ids whose answers had to go
    measureWanted = Signal(str)  # noqa: N815 (Qt spelling)
    unfocused = Signal()  # the whole catalogue is wanted again

    def __init__(self, ctx: UiContext, interview: Interview) -> None:
        super().__init__()
        self.ctx = ctx
        self.interview = interview
        self.setProperty("ground", "window")
        self.editor: Editor | None = None
        self.question: Question | None = None
        self._conflict: tuple[Answer, Conflict] | None = None
        theme = ctx.theme
        outer = column(theme, self, spacing=0)
        self.area = ScrollColumn(theme, 760, (28, 22, 28, 24), 12)
        outer.addWidget(self.area, 1)
        body = self.area.body
        self.focus_line = Card(theme, (14, 8, 8, 8), 0, "accent")
        inner = row(theme, spacing=8)
        self.focus_words = label("")
        inner.addWidget(self.focus_words, 1)
        self.widen = button(theme, "", "quiet", on_click=self.unfocused.emit)
        inner.addWidget(self.widen)
        self.focus_line.body.addLayout(inner)
        body.addWidget(self.focus_line)
        self.group = label("", "caption")
        self.words = label("", "title")
        self.help = label("", "soft")
        for widget in (self.group, self.words, self.help):
            body.addWidget(widget)
        body.addLayout(self._make_background())
        self._slot = column(theme)
        body.addLayout(self._slot)
        self.foot = QuestionFoot(theme)
        body.addWidget(self.foot.error_box)  # beside what is wrong, not below at the buttons
        body.addStretch(1)
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_room)
        if ctx.kiosk:
            self.foot.keys.hide()  # there is no keyboard to speak of
        outer.addWidget(self.foot)
        for made, run in (
            (self.foot.next, self.submit),
            (self.foot.none, self.answer_none),
            (self.foot.unclear, self.answer_unclear),
            (self.foot.back, self.go_back),
            (self.foot.see, self.results.emit),
            (self.foot.override, self._take_new),
        ):
            made.clicked.connect(lambda _=False, run=run: run())
        self.retranslate()

    def _make_background(self) -> QLayout:
        lines = grid(self.ctx.theme, spacing=7)
        self.why_head, self.where_head = label("", "strong"), label("", "strong")
        self.why, self.where = label("", "soft"), label("", "soft")
        self.concerns = ElidedLabel(role="caption")
        top = Qt.AlignmentFlag.AlignTop
        for number, (head, text) in enumerate(
            ((self.why_head, self.why), (None, self.concerns), (self.where_head, self.where))
        ):
            if head is not None:
                head.setWordWrap(False)
                lines.addWidget(head, number, 0, top)
            lines.addWidget(text, number, 1)
        lines.setColumnStretch(1, 1)
        lines.setHorizontalSpacing(self.ctx.theme.px(12))
        return lines

    def retranslate(self) -> None:
        self.foot.retranslate()
        self.why_head.setText(t("为什么问"))
        self.where_head.setText(t("在哪里看"))
        self.widen.setText(t("改看全部措施"))
        self.show_question(self.interview.question())

    # Showing

    def show_question(self, question: Question | None) -> None:
        """Shows a question with its earlier answer, if there is one."""
        self.question = question
        self._clear_error()
        if self.editor is not None:
            self._slot.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        if question is None:
            return
        fact = self.interview.rules.vocabulary[question.fact_id]
        self.group.setText(
            t("{group} · 只用来算金额", group=fact.group) if question.for_amount else fact.group
        )
        self.words.setText(fact.question)
        for widget, text in (
            (self.help, fact.help),
            (self.why, fact.why),
            (self.where, fact.where),
        ):
            widget.setText(text or "")
            widget.setVisible(bool(text))
        self.where_head.setVisible(bool(fact.where))
        self._show_concerns(question)
        self._show_focus()
        self.editor = make_editor(self.ctx, fact)
        self.editor.set_answer(self.interview.answers.get(fact.id))
        self.editor.submitted.connect(self._submitted)
        self.editor.problem.connect(self._wrong)
        self.editor.back.connect(self.go_back)
        self._slot.addWidget(self.editor)
        self.foot.show_for(self.editor, self.interview.can_go_back)
        self.area.verticalScrollBar().setValue(0)

    def _show_concerns(self, question: Question) -> None:
        catalogue = self.interview.rules.catalogue
        titles = [catalogue[measure].title for measure in question.measures]
        shown = "、".join(titles)
        words = t("关系到 {n} 项措施：{titles}", n=len(titles), titles=shown)
        self.concerns.set_full_text(words)

    def _show_focus(self) -> None:
        measure_id = self.interview.focus
        self.focus_line.setVisible(measure_id is not None)
        if measure_id is not None:
            title = self.interview.rules.catalogue[measure_id].title
            self.focus_words.setText(t("正在判断：{title}", title=title))

    def _leave_room(self, low: int, high: int) -> None:
        # Asked for anew each time: a bar of Qt's that is kept may be taken for one that is gone.
        wide = self.area.verticalScrollBar().sizeHint().width()
        self.foot.leave_room(wide if high > low else 0)

    def take_focus(self) -> None:
        """Puts the keyboard where answering begins."""
        if self.editor is not None:
            QTimer.singleShot(0, self.editor, self._enter)

    def _enter(self) -> None:
        """Unless another pane has come to the front: the focus is not to go behind it."""
        if self.editor is not None and self.editor.isVisible():
            self.editor.first_focus()

    # Answering

    def submit(self) -> None:
        if self.editor is not None:
            self.editor.submit()

    def answer_none(self) -> None:
        if self.editor is not None:
            self.editor.answer_none()

    def answer_unclear(self) -> None:
        if self.question is not None:
            self.interview.skip(self.question.fact_id)

    def go_back(self) -> None:
        self.interview.back()

    def _submitted(self, raw: object) -> None:
        if self.question is None:
            return
        fact = self.interview.rules.vocabulary[self.question.fact_id]
        answer, error = self.interview.check(fact.id, raw)
        if error is not None or answer is None:
            self._wrong(f"{fact.name}{error or ''}")
            return
        conflict = self.interview.conflict(fact.id, answer)
        editing = fact.id in self.interview.answers
        insisted = self._conflict is not None and self._conflict[0] == answer
        if conflict is not None and not editing and not insisted:
            self._show_conflict(answer, conflict)
            return
        self._give(answer)

    def _give(self, answer: Answer) -> None:
        if self.question is None:
            return
        fact_id = self.question.fact_id
        self._conflict = None
        dropped = self.interview.answer(fact_id, answer)
        if dropped:
            self.dropped.emit(fact_id, dropped)

    def _show_conflict(self, answer: Answer, conflict: Conflict) -> None:
        vocabulary = self.interview.rules.vocabulary
        names = "、".join(vocabulary[fact].name for fact in conflict.drops)
        why = "；".join(conflict.messages)
        self._wrong(
            t("和前面的答案矛盾：{why}。以这次的为准，会收回“{names}”。", why=why, names=names)
        )
        self._conflict = (answer, conflict)
        self.foot.offer_override()

    def _take_new(self) -> None:
        if self._conflict is not None:
            self._give(self._conflict[0])

    def _wrong(self, text: str) -> None:
        self._conflict = None
        self.foot.show_error(text)
        announce(self.foot, text, urgent=True)
        box = self.foot.error_box
        QTimer.singleShot(0, box, lambda: self.area.ensureWidgetVisible(box, 0, 12))
        if self.editor is not None:
            self.editor.mark_invalid(True)

    def _clear_error(self) -> None:
        self._conflict = None
        self.foot.clear_error()

    # Keys

    def event(self, event: QEvent) -> bool:
        # Alt+← is the way back through the questions first, and only then through the pages.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and is_back(event)
            and self.interview.can_go_back
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        editor = self.editor
        typing = isinstance(self.focusWidget(), QLineEdit)
        if is_back(event) or (key == Qt.Key.Key_Backspace and not typing):
            self.go_back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and editor is not None:
            editor.submit()
        elif (
            editor is not None
            and not typing
            and Qt.Key.Key_0 <= key <= Qt.Key.Key_9
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            editor.press_number(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)
