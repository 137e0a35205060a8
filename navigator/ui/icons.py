"""Icons: Lucide outlines tinted when drawn, so that one QIcon serves every theme and size."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from navigator.resources import read_resource

ColourOf = Callable[[str], str]  # colour token -> "#rrggbb" of the theme in force


@cache
def _outline(name: str) -> str:
    return read_resource("icons", f"{name}.svg")


def svg(name: str, colour: str, stroke: float = 2.0) -> str:
    """The SVG source of an icon with its strokes in ``colour``. Raises OSError when unknown."""
    tinted = _outline(name).replace("currentColor", colour)
    return tinted.replace('stroke-width="2"', f'stroke-width="{stroke}"')


def _drawn(source: str, width: int, height: int) -> QPixmap:
    """SVG source as a square picture in the middle of a transparent one."""
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    side = min(width, height)
    place = QRectF((width - side) / 2, (height - side) / 2, side, side)
    QSvgRenderer(QByteArray(source.encode("utf-8"))).render(painter, place)
    painter.end()
    return pixmap


@cache
def _render(name: str, colour: str, width: int, height: int) -> QPixmap:
    # Thin strokes blur below one device pixel, thick ones look clumsy when large.
    stroke = 2.0 if min(width, height) <= 20 else 1.75
    return _drawn(svg(name, colour, stroke), width, height)


class _Engine(QIconEngine):
    """Paints what ``pixmap`` gives, in the pixels of the screen."""

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))


class _TintedEngine(_Engine):
    """Draws an outline in the colour the theme has now for a token."""

    def __init__(self, name: str, normal: str, checked: str, colour_of: ColourOf) -> None:
        super().__init__()
        self._name = name
        self._normal = normal
        self._checked = checked
        self._colour_of = colour_of

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "text_disabled"
        return self._checked if state == QIcon.State.On else self._normal

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        colour = self._colour_of(self._token(mode, state))
        return QPixmap(_render(self._name, colour, max(1, size.width()), max(1, size.height())))

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._normal, self._checked, self._colour_of)


def tinted(
    name: str, colour_of: ColourOf, normal: str = "text_soft", checked: str = "accent_text"
) -> QIcon:
    """An icon that follows the theme; ``normal`` and ``checked`` are colour tokens."""
    _outline(name)  # an unknown name fails here, not at the first paint
    return QIcon(_TintedEngine(name, normal, checked, colour_of))


_MARK_SIDES = (16, 24, 32, 48, 64, 128, 256)  # what task bars ask for


@cache
def _mark(width: int, height: int) -> QPixmap:
    return _drawn(read_resource("icons", "app.svg"), width, height)


class _MarkEngine(_Engine):
    """Draws the product's mark in a size when that size is wanted."""

    def availableSizes(
        self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        return [QSize(side, side) for side in _MARK_SIDES]

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return QPixmap(_mark(max(1, size.width()), max(1, size.height())))

    def clone(self) -> QIconEngine:
        return _MarkEngine()


@cache
def app_icon() -> QIcon:
    """The product's own mark."""
    return QIcon(_MarkEngine())
