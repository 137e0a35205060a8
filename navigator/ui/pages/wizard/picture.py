"""The picture of a decision: every condition a box, coloured and marked by what it came to."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from navigator.ui.accessible_rows import Row, tell_row
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.decision import Decision, Truth
from navigator.ui.pages.wizard.picture_layout import Box, place
from navigator.ui.pages.wizard.trace import STATE_LOOKS
from navigator.ui.theme import Theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_GROUNDS: dict[Truth, str] = {True: "good_soft", False: "danger_soft", None: "surface"}
_EDGES: dict[Truth, str] = {True: "good", False: "danger", None: "accent"}
_STYLES = {
    True: Qt.PenStyle.SolidLine,
    False: Qt.PenStyle.SolidLine,
    None: Qt.PenStyle.DashLine,
}


class DecisionPicture(QWidget):
    """Arrow keys walk the boxes, Enter opens the provision; ``provision`` carries its id."""

    provision = Signal(str)
    arranged = Signal()  # the size has changed

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: tuple[Box, ...] = ()
        self._current = 0
        self._root: Decision | None = None
        self._icons: dict[Truth, QIcon] = {
            state: theme.icon(icon, colour) for state, (icon, colour, _) in STATE_LOOKS.items()
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(t("条件图"))
        theme.changed.connect(self._arrange)

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self._boxes

    @property
    def current(self) -> Decision | None:
        return self._boxes[self._current].node if self._boxes else None

    def show_decision(self, root: Decision) -> None:
        self._root = root
        self._current = 0
        self._arrange()

    def _arrange(self) -> None:
        if self._root is None:
            return
        px = self._theme.px
        self._boxes = place(self._root, self._height, px(230), px(44), px(12))
        self._describe()
        self.setFixedSize(self.sizeHint())
        self.arranged.emit()
        self.update()

    def sizeHint(self) -> QSize:
        pad = 2 * self._theme.px(12)
        if not self._boxes:
            return QSize(pad, pad)
        width = max(box.x + box.width for box in self._boxes)
        height = max(box.y + box.height for box in self._boxes)
        return QSize(int(width) + pad, int(height) + pad)

    def _height(self, node: Decision) -> float:
        px = self._theme.px
        room = px(230) - px(12 + 18 + 8 + 10)
        body = QFontMetrics(self._theme.font("body"))
        height = body.boundingRect(QRect(0, 0, room, 10_000), _WRAP, node.text).height()
        small = QFontMetrics(self._theme.font("caption"))
        extra = self._small_text(node)
        if extra:
            height += small.boundingRect(QRect(0, 0, room, 10_000), _WRAP, extra).height() + px(2)
        return height + px(18)

    def _small_text(self, node: Decision) -> str:
        parts = [t(STATE_LOOKS[node.state][2])]
        if node.join:
            parts.insert(0, node.join)
        if node.answer:
            parts.append(node.answer)
        return " · ".join(parts)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pad = self._theme.px(12)
        painter.translate(pad, pad)
        for box in self._boxes:
            if box.parent >= 0:
                self._paint_line(painter, self._boxes[box.parent], box)
        for index, box in enumerate(self._boxes):
            self._paint_box(painter, box, index == self._current and self.hasFocus())
        painter.end()

    def _paint_line(self, painter: QPainter, parent: Box, child: Box) -> None:
        right, half = parent.x + parent.width, (child.x - parent.x - parent.width) / 2
        path = QPainterPath(QPointF(right, parent.middle))
        path.lineTo(right + half, parent.middle)
        path.lineTo(right + half, child.middle)
        path.lineTo(child.x, child.middle)
        colour = self._theme.colour(_EDGES[child.node.state])
        painter.setPen(QPen(colour, 1.6, _STYLES[child.node.state]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_box(self, painter: QPainter, box: Box, focused: bool) -> None:
        theme, px, state = self._theme, self._theme.px, box.node.state
        frame = QRectF(box.x, box.y, box.width, box.height)
        painter.setPen(QPen(theme.colour(_EDGES[state]), 1.4, _STYLES[state]))
        painter.setBrush(theme.colour(_GROUNDS[state]))
        painter.drawRoundedRect(frame, theme.radius("m"), theme.radius("m"))
        if focused:
            painter.setPen(QPen(theme.colour("focus"), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(-3, -3, 3, 3), px(8), px(8))
        size = px(18)
        self._icons[state].paint(
            painter, QRect(int(box.x) + px(10), int(box.y) + px(9), size, size)
        )
        left = box.x + px(10) + size + px(8)
        room = QRectF(left, box.y + px(8), box.x + box.width - left - px(10), box.height)
        painter.setFont(theme.font("strong" if box.parent < 0 else "body"))
        painter.setPen(theme.colour("text"))
        used = painter.boundingRect(room, _WRAP, box.node.text)
        painter.drawText(room, _WRAP, box.node.text)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_soft"))
        painter.drawText(
            room.adjusted(0, used.height() + px(2), 0, 0), _WRAP, self._small_text(box.node)
        )

    # Walking

    def _at(self, point: QPointF) -> int | None:
        pad = self._theme.px(12)
        place_ = point - QPointF(pad, pad)
        for index, box in enumerate(self._boxes):
            if QRectF(box.x, box.y, box.width, box.height).contains(place_):
                return index
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        shape = Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        if index is not None:
            QToolTip.showText(event.globalPosition().toPoint(), t("点击看出处"), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = index
            self._describe()
            self.update()
            self.provision.emit(self._boxes[index].node.cite)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._boxes:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.provision.emit(self._boxes[self._current].node.cite)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self._go(min(self._current + 1, len(self._boxes) - 1))
        elif key == Qt.Key.Key_Up:
            self._go(max(self._current - 1, 0))
        elif key == Qt.Key.Key_Left:
            self._go(max(self._boxes[self._current].parent, 0))
        else:
            super().keyPressEvent(event)

    def _go(self, index: int) -> None:
        self._current = index
        self._describe()
        box = self._boxes[index]
        area = self._area()
        if area is not None:
            area.ensureVisible(int(box.x + box.width / 2), int(box.middle), 160, 80)
        self.update()

    def _area(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent

    def _describe(self) -> None:
        if self._boxes:
            node = self._boxes[self._current].node
            tell_row(self, self._current)
            self.setAccessibleDescription(f"{t(STATE_LOOKS[node.state][2])}：{node.text}")

    # For screen readers: each box is a part of its own.

    def spoken_count(self) -> int:
        return len(self._boxes)

    def spoken_current(self) -> int:
        return self._current if self._boxes else -1

    def spoken_row(self, index: int) -> Row:
        box, pad = self._boxes[index], self._theme.px(12)
        area = QRect(int(box.x) + pad, int(box.y) + pad, int(box.width), int(box.height))
        node = box.node
        below = t("下分 {n} 项", n=len(node.children)) if node.children else ""
        parts = (t(STATE_LOOKS[node.state][2]), node.join, node.answer, below)
        return Row(node.text, area, "，".join(part for part in parts if part))
