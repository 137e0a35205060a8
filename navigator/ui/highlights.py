"""The colours of highlights: the same in every theme, each readable under its own ink."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from navigator.model.desk import DEFAULT_COLOUR

GROUNDS = {"yellow": "#ffe48a", "green": "#b8e6b0", "blue": "#b5d8ff", "pink": "#ffc6d9",
           "purple": "#dcc8ff"}  # fmt: skip
INK = "#17212e"  # official text on any of them, in dark themes too
NAMES = {"yellow": "黄", "green": "绿", "blue": "蓝", "pink": "粉", "purple": "紫"}


def ground(colour: str) -> str:
    """``#rrggbb`` of a highlight; an unknown colour counts as the usual one."""
    return GROUNDS.get(colour, GROUNDS[DEFAULT_COLOUR])


def dot(colour: str, side: int, edge: QColor) -> QIcon:
    """A round patch of the colour, for buttons and menus."""
    picture = QPixmap(QSize(side * 2, side * 2))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(2)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge)
    painter.setBrush(QColor(ground(colour)))
    painter.drawEllipse(2, 2, side - 4, side - 4)
    painter.end()
    return QIcon(picture)
