"""Layouts that keep their distances in step with the zoom."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QMargins, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from shiboken6 import isValid

from navigator.ui.theme import Theme

L = TypeVar("L", bound=QLayout)
Margins = tuple[int, int, int, int]


class _Scaler(QObject):
    """Child of a layout; sets its distances anew when the zoom changes."""

    def __init__(self, layout: QLayout, theme: Theme, margins: Margins, spacing: int) -> None:
        super().__init__(layout)
        self._layout = layout
        self._theme = theme
        self._margins = margins
        self._spacing = spacing
        theme.changed.connect(self.apply)
        self.apply()

    def apply(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(QMargins(*(px(side) for side in self._margins)))
        self._layout.setSpacing(px(self._spacing))


def scaled(layout: L, theme: Theme, margins: Margins = (0, 0, 0, 0), spacing: int = 8) -> L:
    """Gives ``layout`` margins (left, top, right, bottom) and spacing in pixels of 100 % zoom."""
    _Scaler(layout, theme, margins, spacing)
    return layout


def row(
    theme: Theme, parent: QWidget | None = None, margins: Margins = (0, 0, 0, 0), spacing: int = 8
) -> QHBoxLayout:
    """A scaled horizontal layout, put on ``parent`` when there is one."""
    return scaled(QHBoxLayout(parent) if parent else QHBoxLayout(), theme, margins, spacing)


def column(
    theme: Theme, parent: QWidget | None = None, margins: Margins = (0, 0, 0, 0), spacing: int = 8
) -> QVBoxLayout:
    """A scaled vertical layout, put on ``parent`` when there is one."""
    return scaled(QVBoxLayout(parent) if parent else QVBoxLayout(), theme, margins, spacing)


def grid(
    theme: Theme, parent: QWidget | None = None, margins: Margins = (0, 0, 0, 0), spacing: int = 8
) -> QGridLayout:
    """A scaled grid layout, put on ``parent`` when there is one."""
    return scaled(QGridLayout(parent) if parent else QGridLayout(), theme, margins, spacing)


class FlowLayout(QLayout):
    """Lays items out like words: left to right, wrapping. For chips and badges."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._taken: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        # Items made by Qt are deleted by Qt without Python's knowing, and one that is made later in
        # the same place would be taken for the old one. An item of our own is known on both sides.
        widget = item.widget()
        self._items.append(QWidgetItem(widget) if widget is not None else item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        # Qt deletes what it takes: Python holds on to it until then.
        self._taken = [item for item in self._taken if isValid(item)]
        self._taken.append(self._items.pop(index))
        return self._taken[-1]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size.grownBy(margins)

    def _arrange(self, rect: QRect, place: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        gap = max(0, self.spacing())
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), area.width()) if area.width() > 0 else hint.width()
            if x > area.x() and x + width > area.x() + area.width():
                x, y, line = area.x(), y + line + gap, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + gap
            line = max(line, hint.height())
        margins = self.contentsMargins()
        return y + line - rect.y() + margins.bottom()


class SteadyFlow(FlowLayout):
    """For many items that seldom change: remembers the heights a page asks for dozens of times
    while it lays itself out. Where chips come and go, hearing of each change costs more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = super().minimumSize()
        return self._least


def flow(theme: Theme, parent: QWidget | None = None, spacing: int = 8) -> FlowLayout:
    """A scaled :class:`FlowLayout`, put on ``parent`` when there is one."""
    return scaled(FlowLayout(parent), theme, spacing=spacing)


class ScrollColumn(QScrollArea):
    """A page that scrolls: one column of limited width, centred. Add widgets to ``body``."""

    def __init__(
        self,
        theme: Theme,
        width: int = 760,
        margins: Margins = (24, 24, 24, 32),
        spacing: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("ground", "none")
        outer = QHBoxLayout(ground)
        outer.setContentsMargins(0, 0, 0, 0)
        self._inner = QWidget()
        self._inner.setProperty("ground", "none")
        self._inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        outer.addStretch(1)
        outer.addWidget(self._inner, 1000)
        outer.addStretch(1)
        self.body = column(theme, self._inner, margins, spacing)
        self.setWidget(ground)
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self._inner.setMaximumWidth(self._theme.px(self._width))
