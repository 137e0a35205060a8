"""The timeline as a widget: scrolls, zooms, pans, and can be walked through with the keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from navigator.app.timeline import Group, Lane, spoken, tooltip
from navigator.ui.accessible_rows import Row, tell_row
from navigator.ui.i18n import t
from navigator.ui.pages.timeline.axis import Frame, draw_axis
from navigator.ui.pages.timeline.look import screen_look
from navigator.ui.pages.timeline.picture import draw_rows
from navigator.ui.pages.timeline.plan import Plan
from navigator.ui.pages.timeline.scale import STEP
from navigator.ui.pages.timeline.time_scroll import TimeScroll
from navigator.ui.theme import Theme

_PAN = 0.15  # share of the width an arrow key moves


class Chart(TimeScroll):
    """Rows scroll with the bar at the side, time with the one below; both can be dragged."""

    chosen = Signal(str)  # id of a lane; empty when nothing is left to choose
    opened = Signal(str, bool)  # id of a lane; True: its provision rather than the measure

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._groups: Sequence[Group] = ()
        self._chosen = ""
        self._hovered = ""
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(t("措施时间线"))
        theme.changed.connect(self._restyle)
        self._restyle()

    # What is shown

    def show_groups(
        self, groups: Sequence[Group], as_of: dt.date, span: tuple[dt.date, dt.date]
    ) -> None:
        """New lanes; the chosen one stays chosen while it is among them."""
        self._groups = groups
        moved = (as_of, span) != (self._as_of, self._span)
        self._as_of, self._span = as_of, span
        self._arrange()
        if self._plan.strip_of(self._chosen) is None:
            self._choose(self._plan.lanes[0] if self._plan.lanes else None)
        self._keep(moved)
        self.viewport().update()

    @property
    def plan(self) -> Plan:
        return self._plan

    @property
    def current(self) -> str:
        """Id of the chosen measure or document, or an empty text."""
        return self._chosen

    def select(self, measure_id: str) -> None:
        """Chooses a measure and brings it into view; unknown ids are ignored."""
        strip = self._plan.strip_of(measure_id)
        if strip is not None:
            self._choose(strip.lane)

    def _restyle(self) -> None:
        self._look = screen_look(self._theme)
        self._arrange()
        self._keep()
        self.viewport().update()

    def _arrange(self) -> None:
        self._plan = Plan(self._groups, self._look.row, self._look.head)
        room = max(1, self.viewport().height() - int(self._look.axis))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, int(self._plan.height) - room))
        bar.setPageStep(room)
        bar.setSingleStep(int(self._look.row))

    def label_width(self) -> float:
        """A third of a narrow picture, at most about twenty characters of a wide one."""
        return min(self.viewport().width() * 0.34, self._look.px(330))

    def time_width(self) -> float:
        return self._frame().time

    def _frame(self) -> Frame:
        return Frame(
            self.viewport().width(),
            self.label_width(),
            self._scale,
            self._as_of,
            self._chosen,
            self._hovered,
            self.hasFocus(),
            dt.date.today(),
        )

    # Choosing

    def _choose(self, lane: Lane | None) -> None:
        self._chosen = lane.id if lane is not None else ""
        if lane is not None:
            self._reveal(lane.id)
            tell_row(self, self.spoken_current())
            self.setAccessibleDescription(spoken(lane, t))
        self.viewport().update()
        self.chosen.emit(self._chosen)

    # For screen readers: the lanes are painted, each is a part of its own.

    def spoken_count(self) -> int:
        return len(self._plan.lanes)

    def spoken_current(self) -> int:
        ids = [lane.id for lane in self._plan.lanes]
        return ids.index(self._chosen) if self._chosen in ids else -1

    def spoken_row(self, index: int) -> Row:
        lane = self._plan.lanes[index]
        strip = self._plan.strip_of(lane.id)
        assert strip is not None
        top = strip.top - self.verticalScrollBar().value() + self._look.axis
        area = QRect(0, int(top), self.viewport().width(), int(strip.height))
        return Row(spoken(lane, t), area)

    def _reveal(self, measure_id: str) -> None:
        strip = self._plan.strip_of(measure_id)
        if strip is None:
            return
        bar = self.verticalScrollBar()
        room = self.viewport().height() - self._look.axis
        if strip.top < bar.value() + self._look.head:
            bar.setValue(int(max(0.0, strip.top - self._look.head)))
        elif strip.top + strip.height > bar.value() + room:
            bar.setValue(int(strip.top + strip.height - room) + 1)

    def lane_at(self, place: QPoint | QPointF) -> Lane | None:
        """The lane under a place of the viewport."""
        y = place.y() - self._look.axis
        top = self.verticalScrollBar().value()
        heading = self._plan.pinned(top) if y >= 0 else None
        if y < 0 or (heading is not None and y < heading.top - top + heading.height):
            return None
        strip = self._plan.at(y + top)
        return strip.lane if strip is not None else None

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        frame = self._frame()
        top = self._look.axis
        room = self.viewport().height() - top
        painter.save()
        painter.setClipRect(QRectF(0, top, frame.width, room))
        painter.translate(0, top)
        draw_rows(painter, self._look, frame, self._plan, self.verticalScrollBar().value(), room)
        painter.restore()
        draw_axis(painter, self._look, frame)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._keep()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x = event.position().x() - self.label_width()
            self.zoom(STEP if turned > 0 else 1 / STEP, max(0.0, x))
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.angleDelta().x():
            self.pan(-turned)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            lane = self.lane_at(event.position())
            if lane is not None:
                self._choose(lane)
            if event.position().x() > self.label_width():
                self._drag = event.position()
            event.accept()
        else:
            super().mousePressEvent(event)  # back and forward belong to the window

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            moved = self._drag.x() - event.position().x()
            if abs(moved) >= max(1.0, self._scale.density):
                self.pan(moved)
                self._drag = event.position()
            return
        lane = self.lane_at(event.position())
        hovered = lane.id if lane is not None else ""
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self.viewport().unsetCursor()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        lane = self.lane_at(event.position())
        if lane is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(lane.id, False)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._hovered:
            self._hovered = ""
            self.viewport().update()
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lane = self.lane_at(event.pos())
            words = f"{tooltip(lane, t)}\n{t('双击或按 Enter 打开')}" if lane else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        page = max(1, int((self.viewport().height() - self._look.axis) // self._look.row) - 2)
        rows = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._plan.strips),
            Qt.Key.Key_End: len(self._plan.strips),
        }
        plain = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.opened.emit(self._chosen, ctrl)
        elif plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif key in rows:
            self._choose(self._plan.beside(self._chosen, rows[key]))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = self._frame().time * _PAN
            self.pan(step if key == Qt.Key.Key_Right else -step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)
