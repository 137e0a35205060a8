"""How many measures each group holds, live; a figure that moves is ringed for a moment."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Property, QPropertyAnimation, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from navigator.app.result_groups import GROUP_LABELS, GROUP_LOOKS, Group
from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import button, grid

SHOWN = (
    Group.ELIGIBLE,
    Group.UNKNOWN,
    Group.REFUSED,
    Group.CLOSED,
    Group.INTENTION,
    Group.NOT_YET_OPEN,
)
# One line says how many these are, so that the figures add up to all the measures there are.
REST = (Group.NOT_INVOLVED, Group.OTHER_AUDIENCE)
_INKS = {
    "good": "good",
    "warn": "warn",
    "danger": "danger",
    "accent": "accent_text",
    "": "text_soft",
}
_FLASH_MS = 1400


class Counter(QAbstractButton):
    """One group: icon, number, name."""

    def __init__(self, theme: Theme, group: Group) -> None:
        super().__init__()
        self._theme = theme
        self.bucket = group
        icon, tone = GROUP_LOOKS[group]
        self._ink = _INKS.get(tone, tone)
        self._icon = theme.icon(icon, self._ink)
        self._number = 0
        self._glow = 0.0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fade = QPropertyAnimation(self, b"glow", self)
        self._fade.setDuration(_FLASH_MS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        theme.changed.connect(self._changed)
        self.set_number(0)

    @property
    def number(self) -> int:
        return self._number

    def set_number(self, number: int, flash: bool = False) -> None:
        moved = number != self._number
        self._number = number
        self.setAccessibleName(f"{t(GROUP_LABELS[self.bucket])} {number}")
        self.setToolTip(t("看“{group}”的 {n} 项", group=t(GROUP_LABELS[self.bucket]), n=number))
        if moved and flash and self._theme.motion:
            self._fade.stop()
            self._fade.start()
        self.update()

    def _get_glow(self) -> float:
        return self._glow

    def _set_glow(self, value: float) -> None:
        self._glow = value
        self.update()

    glow = Property(float, _get_glow, _set_glow)

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(118), self._theme.px(42))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(96), self._theme.px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        edge = theme.colour("focus" if self.hasFocus() else "border")
        painter.setPen(QPen(edge, 2.5 if self.hasFocus() else 1))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(frame, theme.radius("m"), theme.radius("m"))
        if self._glow > 0:
            ring = theme.colour(self._ink)
            ring.setAlphaF(min(1.0, self._glow))
            painter.setPen(QPen(ring, 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, theme.radius("m"), theme.radius("m"))
        size = px(16)
        self._icon.paint(painter, px(9), (self.height() - size) // 2, size, size)
        painter.setPen(theme.colour(self._ink if self._number else "text_faint"))
        painter.setFont(theme.font("subtitle"))
        words = painter.fontMetrics().horizontalAdvance("188")
        left = px(9) + size + px(5)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(left, 0, words, self.height()),
            middle | Qt.AlignmentFlag.AlignLeft,
            str(self._number),
        )
        painter.setPen(theme.colour("text_soft"))
        painter.setFont(theme.font("caption"))
        left += words
        painter.drawText(
            QRectF(left, 0, self.width() - left - px(4), self.height()),
            middle | Qt.AlignmentFlag.AlignLeft,
            t(GROUP_LABELS[self.bucket]),
        )
        painter.end()


class Counters(QWidget):
    """All counters, two in a row; ``chosen`` carries the group clicked."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        inner = grid(theme, self, spacing=6)
        self.by_group: dict[Group, Counter] = {}
        for index, group in enumerate(SHOWN):
            made = Counter(theme, group)
            made.clicked.connect(lambda _=False, g=group: self.chosen.emit(g))
            inner.addWidget(made, index // 2, index % 2)
            self.by_group[group] = made
        self._left: dict[Group, int] = {}
        self.rest = button(theme, "", "quiet", "", self._show_rest)
        inner.addWidget(self.rest, inner.rowCount(), 0, 1, 2)

    def show_counts(self, counts: Mapping[Group, int], flash: bool) -> None:
        for group, counter in self.by_group.items():
            counter.set_number(counts.get(group, 0), flash)
        self._left = {group: counts.get(group, 0) for group in REST if counts.get(group, 0)}
        self._name_rest()

    def retranslate(self) -> None:
        for counter in self.by_group.values():
            counter.set_number(counter.number)
        self._name_rest()

    def _name_rest(self) -> None:
        self.rest.setText(t("另 {n} 项未涉及或不面向您", n=sum(self._left.values())))
        self.rest.setVisible(bool(self._left))

    def _show_rest(self) -> None:
        self.chosen.emit(next(iter(self._left)))
