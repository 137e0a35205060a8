"""A list of lines: a strong one with a soft one below, and headings between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from navigator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_INVALID = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` is what choosing the row means; a heading has none. ``tail`` stands at the right."""

    title: str
    note: str = ""
    key: str = ""
    tail: str = ""
    icon: str = ""


class RowModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """-1 when it is not among them."""
        found = (n for n, row in enumerate(self.rows) if row.key and row.key == key)
        return next(found, -1)

    def rowCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not self.rows[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}　{row.tail}" if row.tail else row.title
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.note
        if role == Qt.ItemDataRole.ToolTipRole and row.key and row.note:
            return f"{row.title}\n{row.note}".replace("<", "＜")
        return None


class RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        height = 34 if not row.key else 60 if row.note else 38
        return QSize(10, self._theme.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        if row.key and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("accent")
            )
        elif row.key and option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        inner = rect.adjusted(theme.px(14), theme.px(7), -theme.px(14), -theme.px(7))
        if row.icon:
            side, line = theme.px(16), inner.height() // (2 if row.note else 1)
            place = QRect(inner.left(), inner.top() + (line - side) // 2, side, side)
            theme.icon(row.icon, "text_faint").paint(painter, place)
            inner = inner.adjusted(side + theme.px(10), 0, 0, 0)
        if not row.key:
            self._line(painter, inner, row.title, "strong", "text_soft")
        elif not row.note:
            self._line(painter, inner, row.title, "body", "text", row.tail)
        else:
            half = inner.height() // 2
            top = QRect(inner.left(), inner.top(), inner.width(), half)
            self._line(painter, top, row.title, "strong", "text", row.tail)
            self._line(painter, top.translated(0, half), row.note, "caption", "text_soft")
        painter.restore()

    def _line(
        self, painter: QPainter, place: QRect, words: str, role: str, ink: str, tail: str = ""
    ) -> None:
        theme = self._theme
        if tail:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text_faint"))
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tail
            )
            used = painter.fontMetrics().horizontalAdvance(tail) + theme.px(10)
            place = place.adjusted(0, 0, -used, 0)
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(ink))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, shown)


class RowList(QListView):
    """``chosen`` follows the selection, ``opened`` a click or Enter; both carry the row's key."""

    chosen = Signal(str)
    opened = Signal(str, bool)  # key, whether beside (Ctrl held)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.model_rows = RowModel()
        self.setModel(self.model_rows)
        self._delegate = RowDelegate(theme)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._current)
        self.clicked.connect(self._open)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.model_rows.set_rows(rows)
        self.scrollToTop()

    def targets(self) -> list[str]:
        """What can be chosen, from top to bottom."""
        return [row.key for row in self.model_rows.rows if row.key]

    def current_key(self) -> str:
        row = self.currentIndex().data(ROW)
        return row.key if isinstance(row, Row) else ""

    def choose(self, key: str) -> bool:
        """Moves the selection to a key; False when it is not in the list."""
        number = self.model_rows.row_of(key)
        if number < 0:
            return False
        self.setCurrentIndex(self.model_rows.index(number))
        self.scrollTo(self.currentIndex())
        return True

    def step(self, by: int) -> None:
        """Moves the selection by so many rows, headings not counted."""
        keys = self.targets()
        if keys:
            now = keys.index(self.current_key()) + by if self.current_key() in keys else 0
            self.choose(keys[min(max(now, 0), len(keys) - 1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key():
            beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.opened.emit(self.current_key(), beside)
            return
        super().keyPressEvent(event)

    def _current(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row) and row.key:
            self.chosen.emit(row.key)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row) and row.key:
            held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            self.opened.emit(row.key, bool(held))
