"""How a line of the list looks: mark, heading, first words, where it stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from navigator.ui.highlights import ground
from navigator.ui.i18n import t
from navigator.ui.pages.desk.entries import ASSESSMENT, BOOKMARK, Line
from navigator.ui.pages.desk.entry_model import LINE_ROLE, Index
from navigator.ui.theme import Theme


def paint_dot(painter: QPainter, theme: Theme, colour: str, centre: QPointF, radius: float) -> None:
    """A bookmark's colour, ringed so that it shows on any ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("border_strong"), 1))
    painter.setBrush(QColor(ground(colour)))
    painter.drawEllipse(centre, radius, radius)


class EntryDelegate(QStyledItemDelegate):
    """Paints a :class:`Line`; every row has the same height, so that long lists stay quick."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.show_folder = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(self._theme.px(200), self._theme.px(84))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        theme, px = self._theme, self._theme.px
        painter.save()
        rect: QRect = option.rect.adjusted(px(4), 1, -px(4), -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(rect, theme.radius("m"), theme.radius("m"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top() + px(8), px(3), rect.height() - px(16)),
                             theme.colour("accent"))  # fmt: skip
        self._mark(painter, line, rect)
        left = rect.left() + px(34)
        width = rect.right() - left - px(10)
        strong, body, caption = (theme.font(role) for role in ("strong", "body", "caption"))
        painter.setFont(caption)
        painter.setPen(theme.colour("text_faint"))
        day = line.changed_at.astimezone().strftime("%m-%d %H:%M") if line.changed_at else ""
        room = painter.fontMetrics().horizontalAdvance(day) + px(8)
        top = QRect(left, rect.top() + px(8), width, px(22))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, day)
        is_note = line.kind not in (BOOKMARK, ASSESSMENT)
        painter.setFont(body if line.kind == BOOKMARK else strong)
        painter.setPen(theme.colour("text"))
        heading = line.heading or t("（空白笔记）")
        self._words(painter, QRect(left, top.top(), width - room, px(22)), heading)
        painter.setFont(caption)
        second = line.body or (line.spot if not is_note else "")
        third = self._third(line, second)
        painter.setPen(theme.colour("text_soft"))
        self._words(painter, QRect(left, top.top() + px(23), width, px(20)), second or third)
        if second and third:
            painter.setPen(theme.colour("text_faint"))
            self._words(painter, QRect(left, top.top() + px(43), width, px(20)), third)
        painter.restore()

    def _third(self, line: Line, second: str) -> str:
        parts = []
        if not line.found:
            parts.append(t("原条款已不在"))
        elif line.state:
            parts.append(t(line.state))
        if line.spot and line.spot != second:
            parts.append(line.spot)
        if line.folder and self.show_folder:
            parts.append(f"▸ {line.folder}")
        parts += [f"#{tag}" for tag in line.tags]
        return "　".join(parts)

    @staticmethod
    def _words(painter: QPainter, area: QRect, words: str) -> None:
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, max(0, area.width())
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _mark(self, painter: QPainter, line: Line, rect: QRect) -> None:
        theme, px = self._theme, self._theme.px
        middle = QPointF(rect.left() + px(20), rect.top() + px(19))
        if line.kind == BOOKMARK:
            paint_dot(painter, theme, line.colour, middle, px(6))
            return
        icon = theme.icon("compass" if line.kind == ASSESSMENT else "sticky-note")
        side = px(16)
        icon.paint(painter, QRect(int(middle.x()) - side // 2, int(middle.y()) - side // 2,
                                  side, side))  # fmt: skip
