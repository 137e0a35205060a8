"""The choice tile: one answer of several, with its number key, drawn with the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from navigator.ui.accessible import as_role
from navigator.ui.i18n import t
from navigator.ui.theme import Theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ARROWS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


class ChoiceTile(QAbstractButton):
    """``multi`` shows a box to tick, else a ring to choose; ``number`` is its key, 0 for none."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        number: int = 0,
        icon: str = "",
        multi: bool = False,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = number if 0 < number < 10 else 0
        self._picture: QIcon | None = theme.icon(icon) if icon else None
        self._multi = multi
        self._compact = compact
        self._under = False
        self._tick = theme.icon("check", "on_accent")
        self.setText(text)
        self.setCheckable(True)
        as_role(self, "CheckBox" if multi else "RadioButton")
        self.setAccessibleName(text)
        if self._number:
            self.setAccessibleDescription(t("数字键 {n}", n=self._number))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._changed)

    @property
    def number(self) -> int:
        return self._number

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    # Size

    def _paddings(self) -> tuple[int, int]:
        px = self._theme.px
        return (px(10), px(5)) if self._compact else (px(14), px(11))

    def _left(self) -> int:
        px = self._theme.px
        side, _ = self._paddings()
        left = side + px(18) + px(10)
        return left + px(24 + 10) if self._picture is not None else left

    def _right(self) -> int:
        side, _ = self._paddings()
        return side + (self._theme.px(24) if self._number else 0)

    def _lines_height(self, width: int) -> int:
        room = max(self._theme.px(60), width - self._left() - self._right())
        metrics = QFontMetrics(self._theme.font())
        return metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAP, self.text()).height()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        _, pad = self._paddings()
        least = self._theme.px(30 if self._compact else 46)
        return max(least, self._lines_height(width) + 2 * pad)

    def sizeHint(self) -> QSize:
        width = self._theme.px(200 if self._compact else 220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._theme.px(130)
        return QSize(width, self._theme.px(30 if self._compact else 46))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._multi:
            self.click()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # Alt+← is the pane's way back
        elif key in _ARROWS:
            self._step(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the editor submits
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        parent = self.parentWidget()
        found = [] if parent is None else parent.findChildren(ChoiceTile)
        tiles = [tile for tile in found if tile.isVisible()]
        if self in tiles and len(tiles) > 1:
            tiles[(tiles.index(self) + by) % len(tiles)].setFocus(Qt.FocusReason.TabFocusReason)

    # Looks

    def enterEvent(self, event: QEnterEvent) -> None:
        self._under = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._under = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ground = "pressed" if self.isDown() else "hover" if self._under else "surface"
        if chosen:
            ground = "selected"
        edge, width = ("border_strong", 1.0)
        if chosen:
            edge, width = ("accent", 1.5)
        if self.hasFocus():
            edge, width = ("focus", 2.5)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(theme.colour(edge), width))
        painter.setBrush(theme.colour(ground))
        radius = theme.radius("m" if self._compact else "l")
        painter.drawRoundedRect(frame, radius, radius)
        self._paint_mark(painter, chosen)
        side, _ = self._paddings()
        if self._picture is not None:
            size = theme.px(24)
            x = side + theme.px(28)
            self._picture.paint(painter, QRect(x, (self.height() - size) // 2, size, size))
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.colour("accent_text" if chosen else "text"))
        room = self.rect().adjusted(self._left(), 0, -self._right(), 0)
        painter.drawText(room, _WRAP, self.text())
        if self._number:
            self._paint_key(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter, chosen: bool) -> None:
        theme = self._theme
        side, _ = self._paddings()
        size = theme.px(18)
        box = QRectF(side, (self.height() - size) / 2, size, size)
        painter.setPen(QPen(theme.colour("accent" if chosen else "border_strong"), 1.3))
        painter.setBrush(theme.colour("accent" if chosen else "surface"))
        if self._multi:
            painter.drawRoundedRect(box, theme.radius("s"), theme.radius("s"))
        else:
            painter.drawEllipse(box)
        if chosen:
            inset = theme.px(3)
            self._tick.paint(painter, box.toRect().adjusted(inset, inset, -inset, -inset))

    def _paint_key(self, painter: QPainter) -> None:
        theme = self._theme
        side, _ = self._paddings()
        size = theme.px(18)
        box = QRectF(self.width() - side - size, (self.height() - size) / 2, size, size)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(box, theme.radius("s"), theme.radius("s"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_faint"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
