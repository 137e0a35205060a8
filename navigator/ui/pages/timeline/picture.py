"""Drawing the timeline: the same strokes on the screen, in a PNG and in an SVG."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPen,
    QPolygonF,
)

from navigator.app.timeline import Lane, State
from navigator.ui.i18n import t
from navigator.ui.pages.timeline.axis import Frame, other_day
from navigator.ui.pages.timeline.look import BAR_TOKENS, Look
from navigator.ui.pages.timeline.plan import Plan, Strip

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_rows(
    painter: QPainter, look: Look, frame: Frame, plan: Plan, top: float, height: float
) -> None:
    """The strips between ``top`` and ``top + height`` of the plan; y = 0 is ``top``."""
    painter.fillRect(QRectF(0, 0, frame.width, height), look.colour("surface"))
    strips = plan.between(top, top + height)
    for strip in strips:
        y = strip.top - top
        if strip.lane is None:
            painter.fillRect(QRectF(0, y, frame.width, strip.height), look.colour("window"))
        elif strip.lane.id in (frame.chosen, frame.hovered):
            token = "selected" if strip.lane.id == frame.chosen else "hover"
            painter.fillRect(QRectF(0, y, frame.width, strip.height), look.colour(token))
    _grid(painter, look, frame, height)
    for strip in strips:
        y = strip.top - top
        if strip.lane is None:
            _heading(painter, look, frame, strip, y)
        elif strip.lane.dated:
            _bar(painter, look, frame, strip.lane, QRectF(0, y, frame.width, strip.height))
    _day_lines(painter, look, frame, height)
    for strip in strips:
        if strip.aside:  # its words stand where the lines of the dates would run through
            y = strip.top - top
            painter.fillRect(QRectF(0, y, frame.width, strip.height), look.colour("window"))
            _heading(painter, look, frame, strip, y)
    for strip in strips:
        if strip.lane is not None:
            box = QRectF(0, strip.top - top, frame.labels, strip.height)
            if not strip.lane.dated:
                _undated(painter, look, frame, strip.lane, box)
            _name(painter, look, frame, strip.lane, box)
    painter.setPen(look.colour("border"))
    painter.drawLine(QLineF(frame.labels - 0.5, 0, frame.labels - 0.5, height))
    pinned = plan.pinned(top)
    if pinned is not None:
        y = pinned.top - top
        painter.fillRect(QRectF(0, y, frame.width, pinned.height), look.colour("window"))
        _heading(painter, look, frame, pinned, y)


def _grid(painter: QPainter, look: Look, frame: Frame, height: float) -> None:
    metrics = QFontMetricsF(look.caption)
    for tick in frame.scale.ticks(frame.time, metrics.averageCharWidth() * 1.6):
        at = frame.labels + frame.scale.x(tick.day)
        if at >= frame.labels:
            pen = QPen(look.colour("border"))
            pen.setStyle(Qt.PenStyle.SolidLine if tick.major else Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(QLineF(at, 0, at, height - 1))


def _day_lines(painter: QPainter, look: Look, frame: Frame, height: float) -> None:
    """Today, thin and dashed, when it is another day; the date of handling over it."""
    if other_day(frame) and frame.today is not None:
        x = frame.labels + frame.scale.x(frame.today)
        painter.setPen(QPen(look.colour("border_strong"), look.px(1), Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, 0, x, height - 1))
    x = frame.scale.x(frame.as_of)
    if 0 <= x <= frame.time:
        cap = Qt.PenCapStyle.FlatCap
        painter.setPen(QPen(look.colour("accent"), look.px(2), Qt.PenStyle.SolidLine, cap))
        painter.drawLine(QLineF(frame.labels + x, 0, frame.labels + x, height))


def _heading(painter: QPainter, look: Look, frame: Frame, strip: Strip, y: float) -> None:
    box = QRectF(look.px(12), y, frame.width - look.px(24), strip.height)
    painter.setFont(look.strong)
    painter.setPen(look.colour("text"))
    painter.drawText(box, _LEFT, strip.text)
    across = QFontMetricsF(look.strong).horizontalAdvance(strip.text)
    painter.setFont(look.caption)
    painter.setPen(look.colour("text_faint"))
    painter.drawText(box.adjusted(across + look.px(10), 0, 0, 0), _LEFT, t("{n} 项", n=strip.count))
    if strip.aside:
        _aside(painter, look, frame, box, across)
    painter.setPen(look.colour("border"))
    painter.drawLine(QLineF(0, y + strip.height - 0.5, frame.width, y + strip.height - 0.5))


def _aside(painter: QPainter, look: Look, frame: Frame, box: QRectF, across: float) -> None:
    """Why the rows below have no bar."""
    words = t("原文没有给出日期，不画期限；办理前请向责任单位核实")
    metrics = QFontMetricsF(look.caption)
    left = max(frame.labels + look.px(12), box.left() + across + look.px(70))
    room = box.right() - left
    if room > look.px(120):
        painter.setPen(look.colour("text_soft"))
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, box.top(), room, box.height()), _LEFT, words)


def _name(painter: QPainter, look: Look, frame: Frame, lane: Lane, box: QRectF) -> None:
    chosen = lane.id == frame.chosen
    ground = "selected" if chosen else "hover" if lane.id == frame.hovered else "surface"
    painter.fillRect(box, look.colour(ground))
    if chosen:
        painter.fillRect(QRectF(0, box.top(), look.px(3), box.height()), look.colour("accent"))
    if chosen and frame.focused:
        painter.setPen(QPen(look.colour("focus"), look.px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        whole = QRectF(0, box.top(), frame.width, box.height())
        painter.drawRect(whole.adjusted(look.px(1), look.px(1), -look.px(1), -look.px(1)))
    inner = box.adjusted(look.px(12), 0, -look.px(8), 0)
    font = look.strong if chosen else look.body
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    name = QFontMetricsF(font).elidedText(lane.title, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, _LEFT, name)


def _bar(painter: QPainter, look: Look, frame: Frame, lane: Lane, row: QRectF) -> None:
    """From start to end: an open end fades into an arrow, an unstated start is dotted."""
    painter.save()
    area = QRectF(frame.labels, row.top(), frame.time, row.height())
    painter.setClipRect(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = look.px(4)
    margin = look.px(12)  # how far out of sight an end may lie; Qt dislikes huge coordinates
    left = frame.labels + max(-margin, frame.scale.x(lane.start))
    edge = frame.labels + frame.time
    right = edge - look.px(10)
    if lane.last is not None:
        right = frame.labels + frame.scale.x(lane.last + dt.timedelta(days=1))
    right = min(max(right, left + look.px(4)), edge + margin)
    bar = QRectF(left, row.top() + inset, right - left, row.height() - 2 * inset)
    if bar.left() < edge and bar.right() > frame.labels:
        _shape(painter, look, lane, bar)
    _words(painter, look, frame, lane, bar, area)
    painter.restore()


def _undated(painter: QPainter, look: Look, frame: Frame, lane: Lane, row: QRectF) -> None:
    """No bar, no grid, no line of a date: where it belongs, and that no date is known."""
    area = QRectF(frame.labels, row.top(), frame.time, row.height())
    ground = "selected" if lane.id == frame.chosen else "surface"
    painter.fillRect(area, look.colour("hover" if lane.id == frame.hovered else ground))
    painter.setFont(look.caption)
    painter.setPen(look.colour("text_soft"))
    metrics = QFontMetricsF(look.caption)
    column = metrics.horizontalAdvance("中小微企业　")
    for text, left in ((t(lane.domain.label).strip("“”"), 0.0), (lane.words, column)):
        inner = area.adjusted(look.px(12) + left, 0, -look.px(8), 0)
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _LEFT, words)


def _shape(painter: QPainter, look: Look, lane: Lane, bar: QRectF) -> None:
    ground, edge, _ = BAR_TOKENS[lane.state]
    is_open = lane.last is None
    radius = look.px(4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_fading(look, ground, bar) if is_open else look.colour(ground))
    painter.drawRoundedRect(bar, radius, radius)
    pen = QPen(look.colour(edge), max(1.0, look.px(1.25)))
    if lane.state is State.INTENTION:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if is_open:
        _edges(painter, look, lane, bar, pen)
    else:
        painter.setPen(pen)
        painter.drawRoundedRect(bar, radius, radius)
    start = QPen(look.colour(edge), look.px(2.5))
    if not lane.stated:
        start.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(start)
    painter.drawLine(QLineF(bar.left(), bar.top(), bar.left(), bar.bottom()))
    if is_open:
        _arrow(painter, look, edge, bar)
    elif lane.apply_by:
        _flag(painter, look, edge, bar)
    else:
        painter.setPen(QPen(look.colour(edge), look.px(2.5)))
        painter.drawLine(QLineF(bar.right(), bar.top(), bar.right(), bar.bottom()))


def _edges(painter: QPainter, look: Look, lane: Lane, bar: QRectF, pen: QPen) -> None:
    """Upper and lower edge of an open bar. Fading ones are thin areas: an SVG has no fading pen."""
    for y in (bar.top(), bar.bottom()):
        if lane.state is State.INTENTION:
            painter.setPen(pen)
            painter.drawLine(QLineF(bar.left(), y, bar.right() - look.px(28), y))
        else:
            half = pen.widthF() / 2
            line = QRectF(bar.left(), y - half, bar.width(), 2 * half)
            painter.fillRect(line, _fading(look, BAR_TOKENS[lane.state][1], bar))


def _fading(look: Look, token: str, bar: QRectF) -> QBrush:
    """A colour that goes out towards the right end of an open bar."""
    gradient = QLinearGradient(bar.right() - min(bar.width() * 0.5, look.px(90)), 0, bar.right(), 0)
    clear = look.colour(token)
    clear.setAlpha(0)
    gradient.setColorAt(0, look.colour(token))
    gradient.setColorAt(1, clear)
    return QBrush(gradient)


def _arrow(painter: QPainter, look: Look, token: str, bar: QRectF) -> None:
    """“And so on”: the text names no end."""
    middle = bar.center().y()
    size = look.px(4)
    pen = QPen(look.colour(token), look.px(1.6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    tip = bar.right() + look.px(5)
    painter.drawLine(QLineF(tip - look.px(14), middle, tip, middle))
    painter.drawLine(QLineF(tip - size, middle - size, tip, middle))
    painter.drawLine(QLineF(tip - size, middle + size, tip, middle))


def _flag(painter: QPainter, look: Look, token: str, bar: QRectF) -> None:
    """The last day for applications: a pole with a pennant."""
    painter.setPen(QPen(look.colour(token), look.px(2)))
    painter.drawLine(QLineF(bar.right(), bar.top() - look.px(1), bar.right(), bar.bottom()))
    painter.setBrush(look.colour(token))
    painter.setPen(Qt.PenStyle.NoPen)
    top = bar.top() - look.px(1)
    pennant = [
        QPointF(bar.right(), top),
        QPointF(bar.right() + look.px(9), top + look.px(4.5)),
        QPointF(bar.right(), top + look.px(9)),
    ]
    painter.drawPolygon(QPolygonF(pennant))


def _words(
    painter: QPainter, look: Look, frame: Frame, lane: Lane, bar: QRectF, area: QRectF
) -> None:
    """Inside the bar where they fit, else after it, else before it."""
    metrics = QFontMetricsF(look.caption)
    width = metrics.horizontalAdvance(lane.words) + look.px(2)
    gap = look.px(8)
    seen_left = max(bar.left(), area.left())
    seen_right = min(bar.right(), area.right())
    _, _, ink = BAR_TOKENS[lane.state]
    painter.setFont(look.caption)
    today = frame.labels + frame.scale.x(frame.as_of)
    inside = seen_left + gap
    if inside - gap < today < inside + width and today < seen_right:
        inside = today + gap  # the line of the date would run through the words
    after = max(bar.right(), area.left()) + look.px(14)
    before = min(bar.left(), area.right()) - width - gap
    if inside + width + gap <= seen_right:
        x = inside
    elif after + width <= area.right():
        x, ink = after, "text_soft"
    elif before >= area.left():
        x, ink = before, "text_soft"
    else:
        return
    painter.setPen(look.colour(ink))
    painter.drawText(QRectF(x, area.top(), width, area.height()), _LEFT, lane.words)
