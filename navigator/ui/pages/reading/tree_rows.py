"""How a row of the tree looks: title on the left, a count or a state on the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from navigator.ui.i18n import t
from navigator.ui.pages.reading.tree_model import BADGE_ROLE, COUNT_ROLE, ID_ROLE, Index
from navigator.ui.theme import Theme

_INKS = {
    "good": "good",
    "warn": "warn",
    "danger": "danger",
    "accent": "accent_text",
    "": "text_soft",
}


class RowDelegate(QStyledItemDelegate):
    """Title elided on the left; a domain's count or a document's state on the right."""

    def __init__(self, theme: Theme, touch: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._least = 48 if touch else 0  # pixels a finger needs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, max(self._theme.px(32), self._least))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if hovered and not selected:  # the row itself shows the selection
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -2, -1), 4, 4)
        domain = not index.data(ID_ROLE)
        rect = option.rect.adjusted(theme.px(4), 0, -theme.px(8), 0)
        right = self._right(painter, index, rect)
        font = theme.font("strong" if domain else "body")
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        room = QRect(rect.left(), rect.top(), max(20, right - rect.left()), rect.height())
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -2, -2), 4, 4)
        painter.restore()

    def _right(self, painter: QPainter, index: Index, rect: QRect) -> int:
        """Draws what stands on the right; returns where the title must end."""
        theme = self._theme
        badge = index.data(BADGE_ROLE)
        words, ink = ("", "text_soft")
        if badge:
            words, ink = t(badge[0]), _INKS[badge[1]]
        elif not index.data(ID_ROLE):
            words = str(index.data(COUNT_ROLE))
        if not words:
            return rect.right()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour(ink))
        width = painter.fontMetrics().horizontalAdvance(words)
        place = QRect(rect.right() - width, rect.top(), width + 2, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        return rect.right() - width - theme.px(8)


class PolicyTree(QTreeView):
    """Shows the chosen row over its whole width, branch and item in one piece."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setStyleSheet(
            "QTreeView { selection-background-color: transparent }"
            "QTreeView::item, QTreeView::item:selected, QTreeView::item:hover,"
            "QTreeView::branch:selected, QTreeView::branch:hover { background: transparent }"
        )

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.selectionModel().isSelected(index):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("selected"))
            area = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
            painter.drawRoundedRect(area.adjusted(0, 1, -2, -1), 4, 4)
            painter.restore()
        super().drawRow(painter, option, index)
