"""The axis on top: months and years, today, and the date of handling as a flag."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from navigator.ui.i18n import t
from navigator.ui.pages.timeline.look import Look
from navigator.ui.pages.timeline.scale import Scale

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Frame:
    """What is shown: ``labels`` the width of the names, ``width`` of the whole picture."""

    width: float
    labels: float
    scale: Scale
    as_of: dt.date
    chosen: str = ""
    hovered: str = ""
    focused: bool = False
    today: dt.date | None = None

    @property
    def time(self) -> float:
        """Width of the part that shows time."""
        return max(1.0, self.width - self.labels)


def draw_axis(painter: QPainter, look: Look, frame: Frame) -> None:
    """Months and years along the top, with the date of handling as a flag."""
    height = look.axis
    painter.fillRect(QRectF(0, 0, frame.width, height), look.colour("sunken"))
    painter.setPen(look.colour("border"))
    painter.drawLine(QLineF(0, height - 0.5, frame.width, height - 0.5))
    painter.setFont(look.caption)
    metrics = QFontMetricsF(look.caption)
    words = "办理日期 {date}（今天）" if frame.today == frame.as_of else "办理日期 {date}"
    flag = t(words, date=frame.as_of)
    flag_width = metrics.horizontalAdvance(flag) + look.px(16)
    x = frame.scale.x(frame.as_of)
    left = min(max(x - flag_width / 2, 0.0), max(0.0, frame.time - flag_width))
    shown = 0 <= x <= frame.time
    painter.save()
    painter.setClipRect(QRectF(frame.labels, 0, frame.time, height))
    painter.translate(frame.labels, 0)
    for tick in frame.scale.ticks(frame.time, metrics.averageCharWidth() * 1.6):
        at = frame.scale.x(tick.day)
        if at < 0:
            continue  # clipping alone would not do: an SVG knows none
        painter.setPen(look.colour("border_strong" if tick.major else "border"))
        painter.drawLine(QLineF(at, height - look.px(6), at, height))
        width = metrics.horizontalAdvance(tick.text)
        if shown and at + width + look.px(6) > left and at < left + flag_width:
            continue  # the flag stands here
        if other_day(frame) and _overlaps(look, frame, at, width):
            continue  # 今天 stands here
        painter.setPen(look.colour("text" if tick.major else "text_soft"))
        painter.drawText(
            QRectF(at + look.px(4), 0, width + look.px(4), height - look.px(3)), _LEFT, tick.text
        )
    if other_day(frame):
        _today_word(painter, look, frame, (left, left + flag_width) if shown else None)
    if shown:
        box = QRectF(left, look.px(4), flag_width, height - look.px(9))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(box, look.px(4), look.px(4))
        tip = QPolygonF(
            [
                QPointF(x - look.px(4), box.bottom() - 0.5),
                QPointF(x + look.px(4), box.bottom() - 0.5),
                QPointF(x, height),
            ]
        )
        painter.drawPolygon(tip)
        painter.setPen(look.colour("on_accent"))
        painter.drawText(box, _CENTRE, flag)
    painter.restore()


def other_day(frame: Frame) -> bool:
    """Whether today is another day than the date of handling, and in sight."""
    today = frame.today
    return today is not None and today != frame.as_of and 0 <= frame.scale.x(today) <= frame.time


def _today_box(look: Look, frame: Frame) -> tuple[float, float]:
    """Left end and width of the word 今天 on the axis."""
    width = QFontMetricsF(look.caption).horizontalAdvance(t("今天")) + look.px(12)
    x = frame.scale.x(frame.today or frame.as_of)
    return min(max(x - width / 2, 0.0), max(0.0, frame.time - width)), width


def _overlaps(look: Look, frame: Frame, at: float, width: float) -> bool:
    left, wide = _today_box(look, frame)
    return at + width + look.px(6) > left and at < left + wide


def _today_word(
    painter: QPainter, look: Look, frame: Frame, flag: tuple[float, float] | None
) -> None:
    left, width = _today_box(look, frame)
    if flag is not None and left + width > flag[0] and left < flag[1]:
        # Beside the flag; where there is no room for both, the date of handling says more.
        later = frame.today is not None and frame.today > frame.as_of
        left = flag[1] + look.px(2) if later else flag[0] - width - look.px(2)
        if left < 0 or left + width > frame.time:
            return
    box = QRectF(left, look.px(4), width, look.axis - look.px(9))
    painter.setPen(QPen(look.colour("border_strong"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(box, look.px(4), look.px(4))
    painter.setPen(look.colour("text"))
    painter.drawText(box, _CENTRE, t("今天"))
