"""Browsing all measures: a table to search and filter, the chosen one's page beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QWidget,
)

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.browse_model import (
    COLUMNS,
    MeasureModel,
    measure_rows,
)
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.measure_view import MeasureView
from navigator.ui.pages.wizard.phrases import source_words
from navigator.ui.pages.wizard.sources import Titles
from navigator.ui.widgets import EmptyState, SearchField, chip, column, flow, label, row

_KIND, _AUDIENCE, _UNIT, _STATE = 1, 2, 3, 5
_NEEDED = {_AUDIENCE: 660, _UNIT: 560, _KIND: 460}  # room of the table at 100 % zoom
_FILTERED = (_AUDIENCE, _KIND, _UNIT, _STATE)


class BrowseView(QWidget):
    check = Signal(str)  # find out whether the applicant can have it

    def __init__(self, ctx: UiContext, interview: Interview, titles: Titles) -> None:
        super().__init__()
        self.ctx = ctx
        self._interview = interview
        self._titles = titles
        self._shown: object = None
        self.detail: MeasureView | None = None
        self.setProperty("ground", "window")
        theme = ctx.theme
        outer = column(theme, self, (16, 12, 16, 12), 8)
        self.search = SearchField(theme, t("查找措施"), t("按名称、单位、内容查找措施"))
        self.search.textChanged.connect(self._search)
        self.search.stepped.connect(self._step)
        self.search.accepted.connect(lambda _: self.table.setFocus())
        self.search.escaped.connect(self.search.clear)
        self.count = label("", "soft", wrap=False)
        top = row(theme, spacing=12)
        top.addWidget(self.search, 1)
        top.addWidget(self.count)
        outer.addLayout(top)
        filters = flow(theme, spacing=8)
        self.boxes: dict[int, QComboBox] = {}
        for number in _FILTERED:
            box = QComboBox()
            box.setAccessibleName(t(COLUMNS[number]))
            box.currentIndexChanged.connect(lambda _=0, n=number: self._choose(n))
            self.boxes[number] = box
            filters.addWidget(box)
        self.only = chip("", checked=True)
        self.only.clicked.connect(lambda _=False: self._lift_only())
        self.only.hide()
        filters.addWidget(self.only)
        outer.addLayout(filters)
        outer.addWidget(self._make_body(), 1)
        self.retranslate()

    def _make_body(self) -> QWidget:
        self.model = MeasureModel()
        self.sorted = QSortFilterProxyModel()
        self.sorted.setSourceModel(self.model)
        self.table = QTableView()
        self.table.setModel(self.sorted)
        self.table.setAccessibleName(t("全部措施"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.activated.connect(self._activated)
        self.empty = EmptyState(
            self.ctx.theme, "search", "", "", (t("清除全部筛选"), self.clear_filters)
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.empty)
        self._side = QStackedWidget()
        self.hint = EmptyState(self.ctx.theme, "list", "", "")
        self._side.addWidget(self.hint)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._lists)
        split.addWidget(self._side)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 4)
        split.setChildrenCollapsible(False)
        split.setSizes([820, 430])
        split.splitterMoved.connect(lambda *_: self._fit_columns())
        return split

    def retranslate(self) -> None:
        self.empty.set_texts(
            t("没有这样的措施"), t("换个说法，或少选一个筛选条件。原文里的内容请到“阅读”里检索。")
        )
        self.hint.set_texts(t("选一项看详情"), t("上下键移动，回车判断能不能享受。"))
        self.search.setPlaceholderText(t("按名称、单位、内容查找措施"))
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Follows date and answers; cheap when nothing has changed."""
        assessment = self._interview.assessment()
        if self._shown is assessment:
            return
        self._shown = assessment
        rows = measure_rows(self._interview)
        self.model.set_rows(rows)
        for number, box in self.boxes.items():
            values = {
                part
                for item in rows
                for part in (
                    item.cells[number].split("、")
                    if number in (_AUDIENCE, _UNIT)
                    else (item.cells[number],)
                )
            }
            self._fill(box, number, sorted(values))
        self._fit_columns()
        self._count()

    def _fill(self, box: QComboBox, number: int, values: Sequence[str]) -> None:
        chosen = box.currentData() or ""
        box.blockSignals(True)
        box.clear()
        box.addItem(t("{column}：全部", column=t(COLUMNS[number])), "")
        for value in values:
            box.addItem(value, value)
        index = box.findData(chosen)
        box.setCurrentIndex(max(0, index))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(15)
        box.blockSignals(False)
        self.model.set_choice(number, str(box.currentData() or ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_columns)

    def _fit_columns(self) -> None:
        """Gives each column its width; where room is short, what the side shows anyway goes."""
        px = self.ctx.theme.px
        room = self.table.width() * 100 / self.ctx.theme.zoom
        for number, needed in _NEEDED.items():
            self.table.setColumnHidden(number, room < needed)
        for number, width in ((1, 56), (2, 100), (3, 112), (4, 148), (5, 82)):
            self.table.setColumnWidth(number, px(width))
        self.table.verticalHeader().setDefaultSectionSize(px(36))

    # Filtering

    def _search(self, text: str) -> None:
        self.model.set_words(text)
        self._count()

    def _choose(self, number: int) -> None:
        self.model.set_choice(number, str(self.boxes[number].currentData() or ""))
        self._count()

    def show_only(self, measure_ids: Sequence[str], titles: Titles, provision_id: str) -> None:
        """Only the measures that rest on a provision."""
        self.clear_filters()
        self.model.set_only(measure_ids)
        self.only.setText(t("只看依据：{place}", place=source_words(provision_id, titles)))
        self.only.setChecked(True)
        self.only.show()
        self._count()

    def _lift_only(self) -> None:
        self.model.set_only(None)
        self.only.hide()
        self._count()

    def clear_filters(self) -> None:
        self.search.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self._lift_only()

    def forget(self) -> None:
        """For the next visitor."""
        self.clear_filters()
        self._show_detail(None)
        self.table.clearSelection()
        self._shown = None

    def _count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        words = t("{n} 项措施", n=total)
        if self.model.filtered:
            words = t("{shown} / {n} 项措施", shown=shown, n=total)
        self.count.setText(words)
        self._lists.setCurrentWidget(self.table if shown else self.empty)

    # Choosing

    def _step(self, by: int) -> None:
        index = self.table.currentIndex()
        target = max(0, min(self.model.rowCount() - 1, index.row() + by if index.isValid() else 0))
        self.table.selectRow(target)

    def _selected(self, selection: QItemSelection, _: QItemSelection) -> None:
        indexes = selection.indexes()
        self._show_detail(indexes[0] if indexes else None)

    def _show_detail(self, index: QModelIndex | None) -> None:
        if self.detail is not None:
            self._side.removeWidget(self.detail)
            self.detail.hide()
            self.detail.deleteLater()
            self.detail = None
        if index is not None:
            measure = self.model.row(self.sorted.mapToSource(index).row()).measure
            self.detail = MeasureView(self.ctx, self._titles, self._interview, measure)
            self.detail.back.hide()
            self.detail.check.connect(self.check.emit)
            self._side.addWidget(self.detail)
            self._side.setCurrentWidget(self.detail)

    def _activated(self, index: QModelIndex) -> None:
        self.check.emit(self.model.row(self.sorted.mapToSource(index).row()).measure.id)
