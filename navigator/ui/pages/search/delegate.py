"""How a row of the results looks: place, snippet with every hit marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from navigator.ui.pages.search.rows import Kind, Row
from navigator.ui.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_MAX_LINES = 3


class ResultDelegate(QStyledItemDelegate):
    """Paints :class:`Row` objects."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        theme = self._theme
        return theme.font("strong"), theme.font("body"), theme.font("caption")

    def _layout(self, row: Row, width: int) -> QTextLayout:
        theme = self._theme
        text = row.text.rstrip().replace("\n", " ")
        layout = QTextLayout(text, self._fonts()[1])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        marks = []
        for start, end in row.spans if row.kind in (Kind.HIT, Kind.NOTE, Kind.MANUAL) else ():
            look = QTextCharFormat()
            look.setBackground(theme.colour("mark"))
            look.setForeground(theme.colour("on_mark"))
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, end - start, look
            marks.append(span)
        layout.setFormats(marks)
        layout.beginLayout()
        height = 0.0
        for _ in range(_MAX_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.25
        layout.endLayout()
        return layout

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        theme = self._theme
        view = self.parent()
        width = view.viewport().width() if hasattr(view, "viewport") else 600  # type: ignore[union-attr]
        if row.kind is Kind.SECTION:
            return QSize(width, theme.px(34))
        if not row.text:
            return QSize(width, theme.px(34))
        layout = self._layout(row, width - 2 * theme.px(6) - 2 * theme.px(12))
        lines = min(_MAX_LINES, max(1, layout.lineCount()))
        line_height = layout.lineAt(0).height() * 1.25 if layout.lineCount() else theme.px(20)
        return QSize(width, int(theme.px(34) + lines * line_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        theme = self._theme
        strong, body, caption = self._fonts()
        painter.save()
        rect: QRect = option.rect.adjusted(theme.px(6), 1, -theme.px(6), -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and row.opens
        if chosen or (option.state & QStyle.StateFlag.State_MouseOver and row.opens):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(rect, 5, 5)
        inner = rect.adjusted(theme.px(12), theme.px(5), -theme.px(12), -theme.px(4))
        badge_room = 0
        if row.badge:
            painter.setFont(caption)
            painter.setPen(theme.colour("text_faint"))
            words = painter.fontMetrics().elidedText(
                row.badge, Qt.TextElideMode.ElideLeft, inner.width() * 2 // 5
            )
            badge_room = painter.fontMetrics().horizontalAdvance(words) + theme.px(10)
            line = QRect(inner.left(), inner.top(), inner.width(), theme.px(22))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words
            )
        section = row.kind is Kind.SECTION
        painter.setFont(caption if section else strong if row.text else body)
        ink = "accent_text" if row.kind in (Kind.JUMP, Kind.WORDS) else "text"
        painter.setPen(theme.colour("text_soft" if section else ink))
        head = QRect(inner.left(), inner.top(), inner.width() - badge_room, theme.px(22))
        title = painter.fontMetrics().elidedText(
            row.title, Qt.TextElideMode.ElideRight, head.width()
        )
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, title)
        if row.text:
            painter.setPen(theme.colour("text_soft"))
            layout = self._layout(row, inner.width())
            layout.draw(painter, QPointF(inner.left(), inner.top() + theme.px(24)))
        painter.restore()
