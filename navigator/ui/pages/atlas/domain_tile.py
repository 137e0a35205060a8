"""One domain as a tile of the map: its name, what can be claimed today, what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget

from navigator.app.atlas import DomainTally, Entry, treemap
from navigator.ui.i18n import t
from navigator.ui.theme import Theme

_ROLES = ("strong", "figure", "caption")
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One document on the tile, its area by its provisions."""

    entry: Entry
    count: int
    box: QRectF


def _paragraph(
    painter: QPainter, metrics: QFontMetricsF, box: QRectF, words: str, lines: int
) -> None:
    """Chinese breaks anywhere: as many lines as given, the last one elided."""
    y, rest = box.top(), words
    for number in range(lines):
        count = len(rest)
        while count > 1 and metrics.horizontalAdvance(rest[:count]) > box.width():
            count -= 1
        shown, rest = rest[:count], rest[count:]
        if rest and number == lines - 1:
            shown = metrics.elidedText(shown + rest, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRectF(box.left(), y, box.width(), metrics.height()), _TOP, shown)
        y += metrics.height()
        if not rest:
            return


class DomainTile(QAbstractButton):
    """Words are left out from below when the tile is too small for them."""

    walked = Signal(QPointF)  # an arrow key: which way
    entered = Signal()  # Enter, or a double click beside the documents
    pointed = Signal(str)  # id of a document
    opened = Signal(str)  # id of a document clicked twice

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tally: DomainTally | None = None
        self._open = 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    @property
    def tally(self) -> DomainTally | None:
        return self._tally

    @property
    def claimable(self) -> int:
        """Measures that can be asked for on the date of handling."""
        return self._open

    def set_tally(self, tally: DomainTally, claimable: int) -> None:
        self._tally, self._open = tally, claimable
        self.setText(t(tally.domain.label))
        name = t(
            "{domain}：{documents} 份文件，{provisions} 个条款，{measures} 项措施，{n} 项可以申请",
            domain=t(tally.domain.label),
            documents=len(tally.documents),
            provisions=tally.provisions,
            measures=len(tally.measures),
            n=claimable,
        )
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(96))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.walked.emit(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        piece = self._piece_at(event.position())
        if piece is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pointed.emit(piece.entry.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        piece = self._piece_at(event.position())
        if piece is not None:
            self.opened.emit(piece.entry.id)
        else:
            self.click()
            self.entered.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            piece = self._piece_at(QPointF(event.pos()))
            words = self.accessibleName()
            if piece is not None:
                words = "\n".join((piece.entry.title, t("{n} 个条款", n=piece.count)))
            QToolTip.showText(event.globalPos(), words.replace("<", "＜"), self)
            return True
        return super().event(event)

    def _piece_at(self, place: QPointF) -> Piece | None:
        return next((piece for piece in self._pieces() if piece.box.contains(place)), None)

    def _pieces(self) -> list[Piece]:
        """The tile's documents as a map of their own, where there is room for one."""
        area = self._middle()
        gap = self._theme.px(4)
        if self._tally is None or area.height() < self._theme.px(64):
            return []
        held = sorted(
            (
                (entry, count)
                for entry, count in zip(self._tally.documents, self._tally.counts, strict=True)
                if count
            ),
            key=lambda pair: -pair[1],
        )
        boxes = treemap(
            [float(count) for _, count in held], area.width() + gap, area.height() + gap
        )
        return [
            Piece(
                entry,
                count,
                QRectF(area.left() + box.x, area.top() + box.y, box.width - gap, box.height - gap),
            )
            for (entry, count), box in zip(held, boxes, strict=True)
        ]

    def _inner(self) -> QRectF:
        theme = self._theme
        return QRectF(self.rect()).adjusted(
            theme.px(14), theme.px(10), -theme.px(14), -theme.px(12)
        )

    def _middle(self) -> QRectF:
        """What is free between the figure and the foot."""
        theme, inner = self._theme, self._inner()
        heights = {role: QFontMetricsF(theme.font(role)).height() for role in _ROLES}
        top = inner.top() + heights["strong"] + heights["figure"] + theme.px(10)
        bottom = inner.bottom() - heights["caption"] - theme.px(20)
        return QRectF(inner.left(), top, inner.width(), max(0.0, bottom - top))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tally is None:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        inner = self._inner()
        y = inner.top()
        y = self._line(painter, inner, y, "strong", "text", self.text())
        spare = inner.bottom() - y
        figure = QFontMetricsF(theme.font("figure")).height()
        caption = QFontMetricsF(theme.font("caption")).height()
        if spare >= figure + 2 * caption + theme.px(14):
            self._figure(painter, inner, y + theme.px(2))
            self._documents(painter)
            self._foot(painter, inner)
        elif spare >= 2 * caption + theme.px(10):
            words = t("{n} 项可以申请", n=self._open)
            self._line(painter, inner, y, "caption", "text", words)
            self._foot(painter, inner)
        else:
            words = t("{n} 项可以申请", n=self._open)
            self._line(painter, inner, y, "caption", "text_soft", words)
        painter.end()

    def _ground(self, painter: QPainter) -> None:
        theme = self._theme
        ground = "surface"
        if self.isChecked():
            ground = "selected"
        elif self.underMouse():
            ground = "hover"
        focused = self.hasFocus()
        edge = "focus" if focused else "accent" if self.isChecked() else "border"
        width = theme.px(2) if focused or self.isChecked() else 1
        half = width / 2
        painter.setPen(QPen(theme.colour(edge), width))
        painter.setBrush(theme.colour(ground))
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, theme.px(8), theme.px(8))

    def _line(
        self, painter: QPainter, inner: QRectF, y: float, role: str, ink: str, words: str
    ) -> float:
        """Draws one line and gives where the next begins."""
        font = self._theme.font(role)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRectF(inner.left(), y, inner.width(), metrics.height()), _TOP, shown)
        return y + metrics.height() + self._theme.px(2)

    def _figure(self, painter: QPainter, inner: QRectF, y: float) -> None:
        """The number large, its words behind it on the same base line."""
        theme = self._theme
        font = theme.font("figure")
        metrics = QFontMetricsF(font)
        base = y + metrics.ascent()
        painter.setFont(font)
        painter.setPen(theme.colour("text" if self._open else "text_faint"))
        number = str(self._open)
        painter.drawText(QPointF(inner.left(), base), number)
        left = inner.left() + metrics.horizontalAdvance(number) + theme.px(6)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_soft"))
        words = QFontMetricsF(theme.font("caption")).elidedText(
            t("项可以申请"), Qt.TextElideMode.ElideRight, inner.right() - left
        )
        painter.drawText(QPointF(left, base), words)

    def _documents(self, painter: QPainter) -> None:
        theme = self._theme
        font = theme.font("caption")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for piece in self._pieces():
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(piece.box, theme.px(4), theme.px(4))
            inner = piece.box.adjusted(theme.px(8), theme.px(5), -theme.px(6), -theme.px(4))
            lines = int(inner.height() // metrics.height())
            if lines < 1 or inner.width() < metrics.horizontalAdvance("三个字"):
                continue
            painter.setPen(theme.colour("text"))
            _paragraph(painter, metrics, inner, piece.entry.title, min(lines, 6))

    def _foot(self, painter: QPainter, inner: QRectF) -> None:
        """What the domain holds, over a bar: how much of its measures can be claimed."""
        theme, tally = self._theme, self._tally
        if tally is None:
            return
        bar = QRectF(inner.left(), inner.bottom() - theme.px(6), inner.width(), theme.px(6))
        caption = QFontMetricsF(theme.font("caption"))
        y = bar.top() - theme.px(6) - caption.height()
        words = t(
            "措施 {measures}　文件 {documents}　条款 {provisions}",
            measures=len(tally.measures),
            documents=len(tally.documents),
            provisions=tally.provisions,
        )
        self._line(painter, inner, y, "caption", "text_soft", words)
        radius = theme.px(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pressed"))
        painter.drawRoundedRect(bar, radius, radius)
        if tally.measures and self._open:
            share = self._open / len(tally.measures)
            painter.setBrush(theme.colour("good"))
            bar.setWidth(max(2.0 * radius, bar.width() * share))
            painter.drawRoundedRect(bar, radius, radius)
