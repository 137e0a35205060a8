"""Differences between two assessments as a list: what it was, what it becomes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from navigator.app.result_groups import GROUP_LABELS, GROUP_LOOKS, group_of
from navigator.model.assessment import MeasureResult
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.differences import Change, Difference
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.phrases import amount_words
from navigator.ui.widgets import IconLabel, badge, button, column, label, row

_LOOKS: dict[Change, tuple[str, str, str]] = {
    Change.GAIN: ("arrow-up", "good", "变好"),
    Change.LOSS: ("arrow-down", "danger", "变差"),
    Change.AMOUNT: ("banknote", "accent_text", "金额变了"),
    Change.OTHER: ("arrow-right", "text_soft", "变了"),
}
_SHOWN = 12


class DifferenceList(QWidget):
    """``picked`` carries the id of a measure somebody wants to see."""

    picked = Signal(str)

    def __init__(self, ctx: UiContext, interview: Interview) -> None:
        super().__init__()
        self.ctx = ctx
        self._interview = interview
        self.setProperty("ground", "none")
        self._body = column(ctx.theme, self, spacing=6)
        self._inner: QWidget | None = None
        self.shown: tuple[Difference, ...] = ()

    def show_differences(self, items: Sequence[Difference], empty: str) -> None:
        """Replaces the list; ``empty`` is said when nothing differs."""
        if self._inner is not None:
            self._body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self.shown = tuple(items)
        self._inner = QWidget()
        self._inner.setProperty("ground", "none")
        lines = column(self.ctx.theme, self._inner, spacing=8)
        for item in self.shown[:_SHOWN]:
            lines.addWidget(self._line(item))
        rest = self.shown[_SHOWN:]
        if rest:
            self._add_more(lines, rest)
        if not self.shown:
            lines.addWidget(label(empty, "soft"))
        self._body.addWidget(self._inner)

    def _add_more(self, lines: QVBoxLayout, rest: Sequence[Difference]) -> None:
        more = button(self.ctx.theme, t("再显示 {n} 项", n=len(rest)), "quiet")

        def unfold() -> None:
            more.hide()
            for item in rest:
                lines.addWidget(self._line(item))

        more.clicked.connect(lambda _=False: unfold())
        lines.addWidget(more)

    def _line(self, item: Difference) -> QWidget:
        icon, colour, word = _LOOKS[item.change]
        catalogue = self._interview.rules.catalogue
        title = catalogue[item.measure_id].title
        made = QWidget()
        made.setProperty("ground", "none")
        line = row(self.ctx.theme, made, spacing=8)
        line.addWidget(IconLabel(self.ctx.theme, icon, colour, 18))
        texts = column(self.ctx.theme, spacing=3)
        words = label(title)
        words.setAccessibleName(f"{t(word)}：{title}")
        texts.addWidget(words)
        states = row(self.ctx.theme, spacing=6)
        self._add_state(states, item.before)
        states.addWidget(label("→", "soft", wrap=False))
        self._add_state(states, item.after)
        states.addStretch(1)
        texts.addLayout(states)
        line.addLayout(texts, 1)
        see = button(
            self.ctx.theme, t("看看"), "quiet", on_click=lambda: self.picked.emit(item.measure_id)
        )
        see.setAccessibleName(t("看“{title}”", title=title))
        line.addWidget(see)
        return made

    def _add_state(self, line: QHBoxLayout, result: MeasureResult) -> None:
        group = group_of(result, self._interview.rules.vocabulary)
        line.addWidget(badge(t(GROUP_LABELS[group]), GROUP_LOOKS[group][1]))
        words = amount_words(result.amount)
        if words:
            line.addWidget(label(words, "soft", wrap=False))
