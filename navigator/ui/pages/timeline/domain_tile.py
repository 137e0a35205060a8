"""One domain as a tile to press: its name and two bars, provisions and measures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from navigator.ui.i18n import t
from navigator.ui.pages.timeline.overview import DomainTally
from navigator.ui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DomainTile(QAbstractButton):
    """Both bars share their scale with the other tiles: ``most`` is the longest of each kind."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tally: DomainTally | None = None
        self._most = (1, 1)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    @property
    def tally(self) -> DomainTally | None:
        return self._tally

    def set_tally(self, tally: DomainTally, most: tuple[int, int]) -> None:
        self._tally = tally
        self._most = (max(1, most[0]), max(1, most[1]))
        self.setText(t(tally.domain.label))
        self.setAccessibleName(
            t(
                "{domain}：{documents} 份文件，{provisions} 条条款，{measures} 项措施",
                domain=t(tally.domain.label),
                documents=len(tally.documents),
                provisions=tally.provisions,
                measures=len(tally.measures),
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(74))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(74))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tally = self._theme, self._tally
        if tally is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else "surface"
        edge = "accent" if self.isChecked() else "border"
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else edge), width))
        painter.setBrush(theme.colour(ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        inner = box.adjusted(theme.px(14), theme.px(8), -theme.px(14), -theme.px(8))
        line = inner.height() / 3
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("strong"))
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), line), _LEFT, self.text())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_soft"))
        files = t("{n} 份文件", n=len(tally.documents))
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), line), _RIGHT, files)
        for number, (words, count, most, token) in enumerate(
            (
                (t("条款"), tally.provisions, self._most[0], "accent"),
                (t("措施"), len(tally.measures), self._most[1], "good"),
            ),
            start=1,
        ):
            row = QRectF(inner.left(), inner.top() + number * line, inner.width(), line)
            self._bar(painter, row, words, count, most, token)
        painter.end()

    def _bar(
        self, painter: QPainter, row: QRectF, words: str, count: int, most: int, token: str
    ) -> None:
        theme = self._theme
        metrics = QFontMetricsF(painter.font())
        before = metrics.horizontalAdvance(words) + theme.px(10)
        after = metrics.horizontalAdvance("0000") + theme.px(6)
        painter.setPen(theme.colour("text_soft"))
        painter.drawText(row, _LEFT, words)
        room = row.width() - before - after
        length = room * count / most
        bar = QRectF(
            row.left() + before, row.center().y() - theme.px(4), max(length, 0.0), theme.px(8)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(token))
        if count:
            painter.drawRoundedRect(bar, theme.px(2), theme.px(2))
        painter.setPen(theme.colour("text"))
        number = QRectF(bar.right() + theme.px(6), row.top(), after, row.height())
        painter.drawText(number, _LEFT, str(count))
