"""The chosen measure below the picture: what it is, until when, and the two ways on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from navigator.app.timeline import STATE_LABELS, STATE_TONES, Lane
from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import Card, ElidedLabel, badge, button, column, restyle, row


class Detail(Card):
    """Two lines of text and two buttons; empty while nothing is chosen."""

    shown = Signal(str)  # id of the lane: its own page
    asked = Signal(str)  # measure id: can the applicant have it?
    read = Signal(str)  # provision or document id

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, (16, 10, 12, 10), 4)
        self._lane: Lane | None = None
        self._theme = theme
        line = row(theme, None, (0, 0, 0, 0), 12)
        texts = column(theme, None, (0, 0, 0, 0), 3)
        head = row(theme, None, (0, 0, 0, 0), 8)
        self.state = badge("")
        self.kind = badge("")
        self.title = ElidedLabel("", "strong")
        head.addWidget(self.state)
        head.addWidget(self.kind)
        head.addWidget(self.title, 1)
        texts.addLayout(head)
        self.benefit = ElidedLabel("", "body")
        self.facts = ElidedLabel("", "soft")
        texts.addWidget(self.benefit)
        texts.addWidget(self.facts)
        line.addLayout(texts, 1)
        self.show_measure = button(theme, "", "secondary", "eye", self._show)
        self.ask = button(theme, "", "secondary", "compass", self._ask)
        self.show_text = button(theme, "", "secondary", "book-open", self._read)
        line.addWidget(self.show_measure)
        line.addWidget(self.ask)
        line.addWidget(self.show_text)
        self.body.addLayout(line)
        self.retranslate()

    def retranslate(self) -> None:
        self.ask.setToolTip(t("在资格向导里判断"))
        self.show_measure.setToolTip(t("看这项措施的条件和依据（Enter）"))
        self.show_text.setToolTip(t("在阅读页打开（Ctrl+Enter）"))
        self.show_lane(self._lane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_words()

    def set_compact(self, on: bool) -> None:
        """One line only, where height is scarce; the rest is in the tooltip of the row."""
        self.benefit.setVisible(not on)
        self.facts.setVisible(not on)

    def _set_words(self) -> None:
        document = self._lane is not None and self._lane.is_document
        for made, words in (
            (self.show_measure, t("看措施")),
            (self.ask, t("能不能享受")),
            (self.show_text, t("看文件") if document else t("看依据条款")),
        ):
            made.setText("" if self.width() < self._theme.px(700) else words)
            made.setAccessibleName(words)

    def show_lane(self, lane: Lane | None) -> None:
        """None empties the card but keeps its height, so that the picture does not jump."""
        self._lane = lane
        document = lane is not None and lane.is_document
        self._set_words()
        self.show_text.setEnabled(lane is not None)
        for widget in (self.ask, self.show_measure):
            widget.setEnabled(lane is not None)
            widget.setVisible(not document)
        widgets: tuple[QWidget, ...] = (self.state, self.kind)
        for shown in widgets:
            shown.setVisible(lane is not None)
        if lane is None:
            self.title.set_full_text(t("选一项看详情"))
            self.benefit.set_full_text("")
            self.facts.set_full_text("")
            return
        self.state.setText(t(STATE_LABELS[lane.state]))
        restyle(self.state, tone=STATE_TONES[lane.state])
        self.kind.setText(t(lane.kind_label))
        self.title.set_full_text(lane.title)
        self.benefit.set_full_text(lane.benefit)
        facts = [lane.words, *([t("给谁：{who}", who=lane.audience)] if lane.audience else [])]
        if lane.units:
            words = "发文单位：{units}" if lane.is_document else "责任单位：{units}"
            facts.append(t(words, units="、".join(lane.units)))
        facts += lane.warnings
        self.facts.set_full_text("　".join(facts))

    def _show(self) -> None:
        if self._lane is not None:
            self.shown.emit(self._lane.id)

    def _ask(self) -> None:
        if self._lane is not None:
            self.asked.emit(self._lane.id)

    def _read(self) -> None:
        if self._lane is not None:
            self.read.emit(self._lane.cite)
