"""The same lanes as a table: for screen readers, for sorting, for those who prefer words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from navigator.app.timeline import STATE_LABELS, Lane, spoken, tooltip
from navigator.ui.i18n import t
from navigator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("措施", "类别", "领域", "状态", "起始", "截止", "给谁", "责任单位")
WIDTHS = (0, 64, 104, 104, 110, 150, 150, 160)  # at 100 % zoom; 0 takes what is left
_SPARE = {"给谁", "责任单位", "起始", "领域"}  # columns a narrow table does without
_INVALID = QModelIndex()


def cells(lane: Lane) -> tuple[str, ...]:
    """One row of the table."""
    if lane.last is None:
        until = "" if lane.state == "intention" else t("未载明")
    else:
        until = t("{date}（申请）", date=lane.last) if lane.apply_by else lane.last.isoformat()
    return (
        lane.title,
        t(lane.kind_label),
        t(lane.domain.label),
        t(STATE_LABELS[lane.state]),
        lane.start.isoformat() if lane.stated else t("未载明"),
        until,
        lane.audience or t("不限"),
        "、".join(lane.units) or t("没有写明"),
    )


class LaneModel(QAbstractTableModel):
    """Rows are lanes in the order of the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._lanes: Sequence[Lane] = ()
        self._cells: list[tuple[str, ...]] = []

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        self.beginResetModel()
        self._lanes = lanes
        self._cells = [cells(lane) for lane in lanes]
        self.endResetModel()

    def lane(self, row: int) -> Lane:
        return self._lanes[row]

    def row_of(self, measure_id: str) -> int:
        """-1 when it is not among them."""
        return next((n for n, lane in enumerate(self._lanes) if lane.id == measure_id), -1)

    def rowCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._lanes)

    def columnCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._lanes[index.row()], t)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return spoken(self._lanes[index.row()], t)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return t(COLUMNS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class LaneTable(QTableView):
    """Sorted by any column; Enter opens."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lanes = LaneModel()
        self.sorted = QSortFilterProxyModel()
        self.sorted.setSourceModel(self.lanes)
        self.setModel(self.sorted)
        self.setProperty("frame", "none")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(theme.px(48))

    def fit(self, width: int) -> None:
        """Column widths for ``width`` pixels."""
        theme = self._theme
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        room = width / max(1.0, theme.zoom / 100)
        for number, wide in enumerate(WIDTHS):
            if wide:
                self.setColumnWidth(number, theme.px(wide))
                self.setColumnHidden(number, room < 900 and COLUMNS[number] in _SPARE)
