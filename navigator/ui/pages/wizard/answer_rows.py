"""Answers in the rail: a line each, which opens into an editor in its place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from navigator.eligibility.wording import answer_text
from navigator.model.facts import Answer, Fact
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.editors import make_editor
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.theme import Theme
from navigator.ui.widgets import button, column, flow, label


class AnswerLine(QAbstractButton):
    """What was asked and what was answered; clicking it opens the editor."""

    def __init__(self, theme: Theme, fact: Fact, answer: Answer | None) -> None:
        super().__init__()
        self._theme = theme
        self.fact = fact
        self.said = t("不清楚") if answer is None else answer_text(fact, answer)
        self._known = answer is not None
        self._pencil = theme.icon("pencil", "accent_text")
        self.setAccessibleName(f"{fact.name}：{self.said}")
        self.setToolTip(f"{fact.question}\n{self.said}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(100), self._theme.px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        live = self.underMouse() or self.hasFocus()
        if live:
            painter.setPen(QPen(theme.colour("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(frame, theme.radius("m"), theme.radius("m"))
        room = self.width() - px(8) - px(30)
        for role, ink, text, top in (
            ("caption", "text_faint", self.fact.name, 4),
            ("body", "text" if self._known else "warn", self.said, 20),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(ink if not (live and ink == "text_faint") else "text_soft"))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            line = QRectF(px(8), px(top), room, px(20))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )
        if live:
            size = px(15)
            self._pencil.paint(
                painter, self.width() - px(8) - size, (self.height() - size) // 2, size, size
            )
        painter.end()


class InlineEditor(QFrame):
    """An answer changed in its place; ``closed`` follows whatever way it ends."""

    changed = Signal(str, object)  # fact id, dropped fact ids
    closed = Signal()

    def __init__(self, ctx: UiContext, interview: Interview, fact: Fact) -> None:
        super().__init__()
        self._interview = interview
        self._fact = fact
        self.setProperty("role", "card")
        self.setProperty("tone", "accent")
        body = column(ctx.theme, self, (10, 10, 10, 10), 8)
        body.addWidget(label(fact.question, "strong"))
        self.editor = make_editor(ctx, fact, compact=True)
        self.editor.set_answer(interview.answers.get(fact.id))
        body.addWidget(self.editor)
        self.error = label("", tone="danger")
        self.error.hide()
        body.addWidget(self.error)
        line = flow(ctx.theme, spacing=6)
        if not self.editor.immediate:
            self.ok = button(ctx.theme, t("确定"), "primary", on_click=self.editor.submit)
            line.addWidget(self.ok)
        if self.editor.none_words:
            none = button(ctx.theme, self.editor.none_words, on_click=self.editor.answer_none)
            line.addWidget(none)
        self.unclear = button(ctx.theme, t("不清楚"), on_click=self._unclear)
        self.cancel = button(ctx.theme, t("取消"), "quiet", on_click=self.closed.emit)
        line.addWidget(self.unclear)
        line.addWidget(self.cancel)
        body.addLayout(line)
        self.editor.submitted.connect(self._submitted)
        self.editor.problem.connect(self._wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editor.submit()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and self.editor.press_number(key - Qt.Key.Key_0):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _submitted(self, raw: object) -> None:
        answer, error = self._interview.check(self._fact.id, raw)
        if error is not None or answer is None:
            self._wrong(t("{name}{error}", name=self._fact.name, error=error or ""))
            return
        dropped = self._interview.answer(self._fact.id, answer)
        self.changed.emit(self._fact.id, dropped)
        self.closed.emit()

    def _unclear(self) -> None:
        self._interview.skip(self._fact.id)
        self.changed.emit(self._fact.id, ())
        self.closed.emit()

    def _wrong(self, text: str) -> None:
        self.error.setText(text)
        self.error.show()
        self.editor.mark_invalid(True)
