"""The findings of a batch as a table, filtered by measure and status."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from navigator.model.measures import MeasureCatalogue
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.batch_run import HEADER, BatchResult, Finding, Refused, cells

Index = QModelIndex | QPersistentModelIndex
_INVALID = QModelIndex()
REFUSED_HEADER = ("序号", "名称", "哪一项", "原因")


class FindingsModel(QAbstractTableModel):
    """Cells are worded only when they are looked at: a batch may hold a million of them."""

    def __init__(self, catalogue: MeasureCatalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._all: list[Finding] = []
        self._shown: list[Finding] = []
        self._as_of = dt.date.today()
        self._measure = ""
        self._status = ""
        self._words = ""

    def set_result(self, result: BatchResult | None) -> None:
        self._all = result.findings if result is not None else []
        self._as_of = result.as_of if result is not None else self._as_of
        self._filter()

    def set_filter(self, measure: str, status: str, words: str) -> None:
        """Empty texts lift a filter; ``words`` is looked for in names."""
        self._measure, self._status, self._words = measure, status, words.casefold().strip()
        self._filter()

    @property
    def found(self) -> list[Finding]:
        """All of them, whatever the filter."""
        return self._all

    @property
    def shown(self) -> list[Finding]:
        return self._shown

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [
            item
            for item in self._all
            if (not self._measure or item.result.measure_id == self._measure)
            and (not self._status or item.result.status.value == self._status)
            and (not self._words or self._words in item.name.casefold())
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(HEADER)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or role not in wanted:
            return None
        return cells(self._shown[index.row()], self._as_of, self._catalogue)[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return t(HEADER[section])
        return None


class RefusedModel(QAbstractTableModel):
    """Entries that were sent back, one line a reason."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Refused] = []

    def set_rows(self, rows: list[Refused]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(REFUSED_HEADER)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or role not in wanted:
            return None
        row = self._rows[index.row()]
        return (str(row.index + 1), row.name, row.what, row.message)[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return t(REFUSED_HEADER[section])
        return None
