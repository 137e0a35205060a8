"""A card that shows one step at a time, with work beside the window and a way to stop it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from navigator.model.errors import Cancelled
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import Job, JobControl
from navigator.ui.widgets import Card, IconLabel, button, column, label, row


class StepCard(Card):
    """Each step fills the card anew."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx.theme, (24, 18, 24, 18), 10)
        self.ctx = ctx
        self.main: QPushButton | None = None  # what one wants to press at this step
        self.job: Job | None = None
        self._content: QWidget | None = None

    @property
    def busy(self) -> bool:
        """Whether work is going on beside the window."""
        return self.job is not None

    def _fresh(self, title: str, words: str = "", icon: str = "") -> QVBoxLayout:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        self._content.setProperty("ground", "none")
        inner = column(self.ctx.theme, self._content, (0, 0, 0, 0), 8)
        head = row(self.ctx.theme, None, (0, 0, 0, 0), 8)
        if icon:
            head.addWidget(IconLabel(self.ctx.theme, icon, "accent_text", 20))
        head.addWidget(label(title, "subtitle"), 1)
        inner.addLayout(head)
        if words:
            inner.addWidget(label(words, "soft"))
        self.body.addWidget(self._content)
        self.main = None
        return inner

    def _buttons(self, inner: QVBoxLayout, *made: QPushButton) -> None:
        line = row(self.ctx.theme, None, (0, 4, 0, 0), 8)
        for widget in made:
            line.addWidget(widget)
        line.addStretch(1)
        inner.addLayout(line)
        self.main = made[0]

    def _start(
        self,
        name: str,
        operation: Callable[[JobControl], object],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], bool],
    ) -> None:
        job = self.ctx.jobs.run(
            name,
            operation,
            on_success=done,
            on_failure=failed,
            on_progress=self._moved,
            owner=self,
        )
        self.job = None if job.done else job

    def _working(self, words: str, *, known: bool = True, stoppable: bool = True) -> None:
        inner = self._fresh(words)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000 if known or not self.ctx.theme.motion else 0)
        self.bar.setAccessibleName(words)
        self.step = label("", "soft")
        inner.addWidget(self.bar)
        inner.addWidget(self.step)
        if stoppable:
            self._buttons(inner, button(self.ctx.theme, t("取消"), "secondary", "x", self.cancel))

    def _moved(self, share: float | None, words: str) -> None:
        self.bar.setValue(round((share or 0) * 1000))
        self.step.setText(t(words) if words else "")

    def cancel(self) -> None:
        """Stop the work in hand; nothing is changed."""
        if self.job is not None:
            self.job.cancel()
            self.step.setText(t("正在停止…"))


def progress_of(control: JobControl) -> Callable[[str, float], None]:
    """Reports to ``control``.

    Stopping is the business of ``check``, at places where it is safe; once the library has been
    written, the index has to follow even though the button was pressed.
    """

    def report(words: str, share: float) -> None:
        with contextlib.suppress(Cancelled):
            control.progress(share, 1.0, words)

    return report
