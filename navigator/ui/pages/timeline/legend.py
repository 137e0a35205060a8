"""What the signs of the picture mean, as a line of samples."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from navigator.app.timeline import STATE_LABELS, State
from navigator.ui.i18n import t
from navigator.ui.pages.timeline.look import BAR_TOKENS, Look, screen_look
from navigator.ui.theme import Theme

_SIGNS = ("open-end", "unstated", "flag")
_SIGN_WORDS: dict[str, str] = {
    "open-end": "未载明截止",
    "unstated": "起始未载明",
    "flag": "申请截止日",
}


def entries() -> list[tuple[str, str]]:
    """(sign, words) in the order they are drawn."""
    states = [(state.value, t(STATE_LABELS[state])) for state in State]
    return states + [(sign, t(_SIGN_WORDS[sign])) for sign in _SIGNS]


def legend_rows(look: Look, width: float) -> list[list[tuple[str, str]]]:
    """The entries, broken into lines of at most ``width`` pixels."""
    rows: list[list[tuple[str, str]]] = [[]]
    x = 0.0
    for entry in entries():
        step = _width(look, entry[1])
        if x + step > width and rows[-1]:
            rows.append([])
            x = 0.0
        rows[-1].append(entry)
        x += step
    return rows


def line_height(look: Look) -> float:
    return QFontMetricsF(look.caption).height() + look.px(6)


def _width(look: Look, words: str) -> float:
    return look.px(32 + 18) + QFontMetricsF(look.caption).horizontalAdvance(words)


def draw_legend(painter: QPainter, look: Look, width: float) -> None:
    """From the painter's origin to the right and down."""
    height = line_height(look)
    painter.setFont(look.caption)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, entries_of_row in enumerate(legend_rows(look, width)):
        x, y = 0.0, number * height
        for sign, words in entries_of_row:
            box = QRectF(x, y + height / 2 - look.px(6), look.px(24), look.px(12))
            _sample(painter, look, sign, box)
            painter.setPen(look.colour("text_soft"))
            painter.drawText(
                QRectF(x + look.px(30), y, width, height),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                words,
            )
            x += _width(look, words)


def _sample(painter: QPainter, look: Look, sign: str, box: QRectF) -> None:
    if sign not in _SIGNS:
        ground, edge, _ = BAR_TOKENS[State(sign)]
        pen = QPen(look.colour(edge), max(1.0, look.px(1.25)))
        if sign == State.INTENTION:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(box, look.px(3), look.px(3))
        return
    pen = QPen(look.colour("text_soft"), look.px(1.6))
    middle = box.center().y()
    if sign == "open-end":
        painter.setPen(pen)
        tip, size = box.right(), look.px(4)
        painter.drawLine(QLineF(box.left(), middle, tip, middle))
        painter.drawLine(QLineF(tip - size, middle - size, tip, middle))
        painter.drawLine(QLineF(tip - size, middle + size, tip, middle))
    elif sign == "unstated":
        pen.setWidthF(look.px(2.5))
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(QLineF(box.center().x(), box.top(), box.center().x(), box.bottom()))
    else:
        painter.setPen(pen)
        x = box.center().x() - look.px(3)
        painter.drawLine(QLineF(x, box.top(), x, box.bottom()))
        painter.setBrush(look.colour("text_soft"))
        painter.setPen(Qt.PenStyle.NoPen)
        pennant = [
            QPointF(x, box.top()),
            QPointF(x + look.px(8), box.top() + look.px(4)),
            QPointF(x, box.top() + look.px(8)),
        ]
        painter.drawPolygon(QPolygonF(pennant))


def caption(as_of: dt.date, shown: int, total: int) -> str:
    """The line below the title of an exported picture."""
    return t(
        "办理日期 {date}，共 {shown} 项措施（目录内 {total} 项）。期限以官方原文和窗口核定为准。",
        date=as_of,
        shown=shown,
        total=total,
    )


class Legend(QWidget):
    """What the signs mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(t("图例"))
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        look = screen_look(self._theme)
        rows = len(legend_rows(look, max(self.width(), 1)))
        self.setFixedHeight(int(rows * line_height(look)) + 1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_legend(painter, screen_look(self._theme), self.width())
        painter.end()
