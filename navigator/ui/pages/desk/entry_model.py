"""The lines of the middle list for Qt: model and drag data."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from navigator.ui.i18n import t
from navigator.ui.pages.desk.entries import ASSESSMENT, BOOKMARK, NOTE, Line

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-policy-navigator-entries"
_NAMES = {BOOKMARK: "书签", NOTE: "笔记", ASSESSMENT: "测算"}
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def pack(keys: Sequence[tuple[str, str]]) -> QMimeData:
    """Entries as drag data."""
    data = QMimeData()
    data.setData(MIME, json.dumps([list(key) for key in keys]).encode("utf-8"))
    return data


def unpack(data: QMimeData) -> list[tuple[str, str]]:
    """Entries of drag data; empty for any other data."""
    if not data.hasFormat(MIME):
        return []
    found = json.loads(bytes(data.data(MIME).data()).decode("utf-8"))
    return [(str(kind), str(identifier)) for kind, identifier in found]


class EntryModel(QAbstractListModel):
    dropped = Signal(object, object)  # keys moved, key of the line they were put before or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.arranging = False  # whether lines may be dragged to order

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def lines(self) -> list[Line]:
        return list(self._lines)

    def line(self, row: int) -> Line | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: tuple[str, str]) -> int:
        """-1 when the entry is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.heading
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (line.heading[:200], line.place) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [t(_NAMES[line.kind]), line.heading, line.place, line.state]
            if not line.found:
                parts.append(t("原条款已不在"))
            return "，".join(part for part in parts if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.arranging else Qt.ItemFlag.NoItemFlags
        line = self._lines[index.row()]
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if line.kind != ASSESSMENT and not line.trashed:
            found |= Qt.ItemFlag.ItemIsDragEnabled
        return found

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return pack([self._lines[row].key for row in sorted({i.row() for i in indexes})])

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del action, column, parent
        return self.arranging and row >= 0 and data.hasFormat(MIME)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del action, column, parent
        keys = unpack(data)
        if not keys or not self.arranging or row < 0:
            return False
        before = next((x.key for x in self._lines[row:] if x.key not in keys), None)
        self.dropped.emit(keys, before)
        return False  # the desk is read anew; the view must not take rows away itself
