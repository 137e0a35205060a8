"""Plain tables of the page: rows of words, as high as what they hold, up to a limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from navigator.ui.i18n import t
from navigator.ui.pages.library.words import Finding
from navigator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_INVALID = QModelIndex()
_LEAST = 200  # pixels of the stretching column at 100 % zoom
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` at 100 % zoom, 0 for what is left; ``number`` aligns to the right.

    A narrow table does without ``spare`` columns: 1 goes first, 0 never.
    """

    title: str
    width: int = 0
    number: bool = False
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """``key`` is handed out when the row is opened."""

    cells: tuple[str, ...]
    key: str = ""


class WordsModel(QAbstractTableModel):
    """Texts only; the tooltip shows a cell in full."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line:
        return self._lines[row]

    def rowCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._lines[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._lines[index.row()].cells[index.column()].replace("<", "＜")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].number else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return t(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        return None


class WordsTable(QTableView):
    """Shows up to ``most`` rows at once; further ones scroll."""

    opened = Signal(str)  # the key of the row

    def __init__(self, theme: Theme, name: str, columns: Sequence[Column], most: int = 8) -> None:
        super().__init__()
        self._theme = theme
        self._most = most
        self.words = WordsModel(columns)
        self.setModel(self.words)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        for number, column in enumerate(columns):
            if not column.width:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._open)
        theme.changed.connect(self._fit)
        self._fit()

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.words.set_lines(lines)
        self._fit()

    def current_key(self) -> str:
        """The key of the row chosen, or an empty text."""
        index = self.currentIndex()
        return self.words.line(index.row()).key if index.isValid() else ""

    def _fit(self) -> None:
        theme = self._theme
        row = theme.px(32)
        self.verticalHeader().setDefaultSectionSize(row)
        for number, column in enumerate(self.words.columns):
            if column.width:
                self.setColumnWidth(number, self._width(column))
        self._make_room()
        shown = max(1, min(self._most, self.words.rowCount()))
        self.setFixedHeight(theme.px(34) + row * shown + theme.px(8))

    def _width(self, column: Column) -> int:
        """Of a column that does not stretch: at least its title, which other languages lengthen."""
        if not column.width:
            return 0
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(t(column.title))
        return max(self._theme.px(column.width), title + self._theme.px(24))

    def _make_room(self) -> None:
        """Hides spare columns until the stretching one has room for some words."""
        px, columns = self._theme.px, self.words.columns
        room = self.viewport().width() - px(_LEAST)
        kept = sum(self._width(column) for column in columns)
        hidden = set()
        for number in sorted(
            (n for n, column in enumerate(columns) if column.spare), key=lambda n: columns[n].spare
        ):
            if kept > room:
                hidden.add(number)
                kept -= self._width(columns[number])
        for number in range(len(columns)):
            self.setColumnHidden(number, number in hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _open(self, index: Index) -> None:
        key = self.words.line(index.row()).key
        if key:
            self.opened.emit(key)


FINDING_COLUMNS = (
    Column("行号", 70, number=True),
    Column("原文里的字"),
    Column("原因", 260),
)


def finding_lines(findings: Sequence[Finding]) -> list[Line]:
    """Rows for :data:`FINDING_COLUMNS`."""
    return [Line((str(f.line), f.text.strip(), t(f.reason))) for f in findings]
