"""The two tables of a batch, whom to tell and what was sent back, with their filters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QWidget,
)

from navigator.model.assessment import Status
from navigator.model.measures import MeasureCatalogue
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.batch_model import FindingsModel, RefusedModel
from navigator.ui.pages.wizard.batch_run import TOLD, BatchResult
from navigator.ui.widgets import EmptyState, SearchField, Segmented, column, row

_WIDTHS = (56, 150, 290, 80, 100, 150, 200, 160)
_REFUSED_WIDTHS = (56, 180, 220, 500)


class BatchTables(QWidget):
    def __init__(self, ctx: UiContext, catalogue: MeasureCatalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.setProperty("ground", "none")
        theme = ctx.theme
        body = column(theme, self, spacing=8)
        line = row(theme, spacing=8)
        self.view = Segmented(theme, [("found", ""), ("refused", "")], t("看什么"))
        self.view.changed.connect(lambda _: self._show_table())
        self.measure = QComboBox()
        self.measure.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.measure.setMinimumContentsLength(16)
        self.status = QComboBox()
        self.name = SearchField(theme, t("按名称找"))
        self.measure.currentIndexChanged.connect(lambda _: self._filter())
        self.status.currentIndexChanged.connect(lambda _: self._filter())
        self.name.textChanged.connect(lambda _: self._filter())
        line.addWidget(self.view)
        line.addWidget(self.measure, 2)
        line.addWidget(self.status, 1)
        line.addWidget(self.name, 2)
        body.addLayout(line)
        self.model = FindingsModel(catalogue)
        self.refused_model = RefusedModel()
        self.table = _table(self.model)
        self.refused = _table(self.refused_model)
        for number, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(number, theme.px(width))
        for number, width in enumerate(_REFUSED_WIDTHS):
            self.refused.setColumnWidth(number, theme.px(width))
        self.nothing = EmptyState(theme, "search", "", "")
        self._tables = QStackedWidget()
        for widget in (self.table, self.refused, self.nothing):
            self._tables.addWidget(widget)
        body.addWidget(self._tables, 1)

    def retranslate(self) -> None:
        self.view.set_texts([t("该告诉谁"), t("退回的")])
        self.table.setAccessibleName(t("该告诉谁哪项措施"))
        self.refused.setAccessibleName(t("退回的资料和原因"))
        self.measure.setAccessibleName(t("措施"))
        self.status.setAccessibleName(t("状态"))
        self.nothing.set_texts(t("没有这样的结果"), t("少选一个筛选条件再看。"))
        self._fill_filters()

    def set_result(self, result: BatchResult | None) -> None:
        """Shows what can be had first, and the refused entries when there is nothing else."""
        self.name.clear()
        self.model.set_result(result)
        self.refused_model.set_rows(result.refused if result is not None else [])
        self._fill_filters()
        eligible = any(item.result.status is Status.ELIGIBLE for item in self.model.found)
        self.status.setCurrentIndex(1 if eligible else 0)
        only_refused = not self.model.found and self.refused_model.rowCount() > 0
        self.view.set_current("refused" if only_refused else "found")
        self._show_table()

    def _fill_filters(self) -> None:
        self.measure.blockSignals(True)
        self.status.blockSignals(True)
        self.measure.clear()
        self.status.clear()
        self.measure.addItem(t("全部措施"), "")
        counts: dict[str, int] = {}
        for finding in self.model.found:
            measure_id = finding.result.measure_id
            counts[measure_id] = counts.get(measure_id, 0) + 1
        for measure in self._catalogue.measures:
            if measure.id in counts:
                self.measure.addItem(f"{measure.title}（{counts[measure.id]}）", measure.id)
        self.status.addItem(t("全部状态"), "")
        for status in TOLD:
            self.status.addItem(t(Status(status).label), status.value)
        self.measure.blockSignals(False)
        self.status.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        self.model.set_filter(
            str(self.measure.currentData() or ""),
            str(self.status.currentData() or ""),
            self.name.text(),
        )
        self._show_table()

    def _show_table(self) -> None:
        wanted = self.table if self.view.current() == "found" else self.refused
        for widget in (self.measure, self.status, self.name):
            widget.setEnabled(wanted is self.table)
        self._tables.setCurrentWidget(wanted if wanted.model().rowCount() else self.nothing)


def _table(model: FindingsModel | RefusedModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    head = table.horizontalHeader()
    head.setStretchLastSection(True)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table
