"""What every answer editor offers its owner, the question pane or the rail."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from navigator.model.facts import Answer, Fact
from navigator.ui.accessible import as_group
from navigator.ui.context import UiContext
from navigator.ui.widgets import column


def is_back(event: QKeyEvent) -> bool:
    """Whether a key means the question before."""
    alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return alt and event.key() == Qt.Key.Key_Left


class Editor(QWidget):
    """``submitted`` carries a raw value for :func:`check_answer`; ``problem`` a Chinese sentence.

    ``immediate`` editors submit with the choice itself and need no button. Enter is the owner's:
    it reaches the owner from every control.
    """

    submitted = Signal(object)
    problem = Signal(str)
    back = Signal()  # Alt+←, before the scrolling area around takes it for an arrow key
    immediate = True
    none_words = ""  # what answering with none is called; empty where it is no answer

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__()
        self.ctx = ctx
        self.fact = fact
        self.compact = compact
        self.body = column(ctx.theme, self, spacing=8)
        self.setProperty("ground", "none")
        as_group(self, fact.question)
        self.setAccessibleDescription(fact.help or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_back(event):
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def set_answer(self, answer: Answer | None) -> None:
        """Shows what has been answered so far."""
        raise NotImplementedError

    def submit(self) -> None:
        """Hands over what stands in the editor, or says what is wrong with it."""

    def answer_none(self) -> None:
        """Answers with none: nothing of the list, or no such event."""

    def press_number(self, number: int) -> bool:
        """A digit key; False when it means nothing here."""
        return False

    def first_focus(self) -> None:
        """Puts the keyboard where answering begins."""

    def mark_invalid(self, wrong: bool) -> None:
        """Shows that the value was refused."""
