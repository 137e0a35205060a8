"""A list of documents, provisions and measures under headings; Enter or a click opens one."""

from __future__ import annotations

from collections.abc import Sequence
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
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from navigator.app.atlas import Entry
from navigator.ui.i18n import t
from navigator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
_INVALID = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class EntryModel(QAbstractListModel):
    """Rows are headings (texts) and entries."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | Entry] = []

    def set_sections(self, sections: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        """Empty sections are left out."""
        self.beginResetModel()
        self._rows = []
        for title, entries in sections:
            if entries:
                self._rows += [t("{title}　{n}", title=title, n=len(entries)), *entries]
        self.endResetModel()

    def row_of(self, entry_id: str) -> int:
        """-1 when it is not among them."""
        return next(
            (
                n
                for n, row in enumerate(self._rows)
                if isinstance(row, Entry) and row.id == entry_id
            ),
            -1,
        )

    def rowCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._rows[index.row()]
        if role == ENTRY:
            return item if isinstance(item, Entry) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return item if isinstance(item, str) else item.title
        if isinstance(item, Entry) and item.note:
            if role == Qt.ItemDataRole.AccessibleDescriptionRole:
                return item.note
            if role == Qt.ItemDataRole.ToolTipRole:
                return f"{item.title}\n{item.note}".replace("<", "＜")
        return None


class EntryDelegate(QStyledItemDelegate):
    """Title above, note below; headings in bold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY)
        lines = 2 if entry is not None and entry.note else 1
        return QSize(10, self._theme.px(14 + 22 * lines + (8 if entry is None else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        entry = index.data(ENTRY)
        painter.save()
        rect: QRect = option.rect
        state = option.state
        inner = rect.adjusted(theme.px(12), theme.px(5), -theme.px(12), -theme.px(5))
        if entry is None:
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.colour("text_soft"))
            painter.drawText(inner.adjusted(0, theme.px(6), 0, 0), _LEFT, str(index.data()))
            painter.restore()
            return
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        side = theme.px(16)
        icon = theme.icon("hand-coins" if entry.measure else "file-text", "text_faint")
        line = inner.height() // (2 if entry.note else 1)
        icon.paint(painter, QRect(inner.left(), inner.top() + (line - side) // 2, side, side))
        inner = inner.adjusted(side + theme.px(10), 0, 0, 0)
        for role, ink, text, top in (
            ("body", "text", entry.title, inner.top()),
            ("caption", "text_soft", entry.note, inner.top() + line),
        ):
            if not text:
                continue
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(ink))
            words = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(QRect(inner.left(), top, inner.width(), line), _LEFT, words)
        painter.restore()


class EntryList(QListView):
    """Opens what is activated."""

    opened = Signal(object)  # Entry

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.rows = EntryModel()
        self.setModel(self.rows)
        self._delegate = EntryDelegate(theme)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setProperty("frame", "none")
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def set_sections(self, sections: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        self.rows.set_sections(sections)
        self.scrollToTop()

    def show_entry(self, entry_id: str) -> None:
        """Selects an entry and brings it into view; unknown ids are ignored."""
        row = self.rows.row_of(entry_id)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))

    def _open(self, index: Index) -> None:
        entry = index.data(ENTRY)
        if entry is not None:
            self.opened.emit(entry)
