"""The first picture: filters, the chart or its table, and the chosen measure below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QStackedWidget,
    QWidget,
)

from navigator.app.timeline import Choice, Lane, grouped, lanes_of, span
from navigator.ui.context import UiContext
from navigator.ui.folders import export_folder
from navigator.ui.i18n import t
from navigator.ui.pages.timeline.chart import Chart
from navigator.ui.pages.timeline.detail import Detail
from navigator.ui.pages.timeline.export import Sheet, export_picture
from navigator.ui.pages.timeline.filters import Filters
from navigator.ui.pages.timeline.lane_table import LaneTable
from navigator.ui.pages.timeline.legend import Legend
from navigator.ui.pages.timeline.look import paper_look
from navigator.ui.pages.timeline.scale import SPANS
from navigator.ui.pages.timeline.tools import MODES, Tools
from navigator.ui.widgets import EmptyState, column

if TYPE_CHECKING:
    from navigator.app.content import DocumentView
    from navigator.app.workbench import Workbench


class LanesView(QWidget):
    """Follows the date of handling by itself."""

    def __init__(self, ctx: UiContext, documents: list[DocumentView]) -> None:
        super().__init__()
        self.ctx = ctx
        self.setProperty("ground", "none")
        bench = self.bench
        self._documents = documents
        self._lanes: list[Lane] = []
        theme = ctx.theme
        outer = column(theme, self, (0, 0, 0, 0), 8)
        self.filters = Filters(theme, bench.catalogue.vocabulary)
        self.filters.changed.connect(self._show)
        self.chart = Chart(theme)
        self.tools = Tools(theme, self.chart, self.export)
        self.mode, self.save = self.tools.mode, self.tools.save
        outer.addWidget(self.tools)
        outer.addWidget(self.filters)
        self.table = LaneTable(theme)
        self.model, self.sorted = self.table.lanes, self.table.sorted
        self.empty = EmptyState(
            theme, "calendar-range", "", "", (t("清除全部筛选"), self.filters.clear)
        )
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "card")
        for widget in (self.chart, self.table, self.empty):
            self._stack.addWidget(widget)
        outer.addWidget(self._stack, 1)
        self.legend = Legend(theme)
        outer.addWidget(self.legend)
        self.detail = Detail(theme)
        outer.addWidget(self.detail)
        self._wire()
        self.retranslate()

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def _wire(self) -> None:
        self.ctx.asOfChanged.connect(self.refresh)
        self.ctx.theme.changed.connect(self._fit)
        self.tools.narrow.toggled.connect(lambda _: self._fit())
        self.mode.changed.connect(self._show)
        self.chart.chosen.connect(self._chosen)
        self.chart.opened.connect(self._opened)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.activated.connect(lambda _: self._opened(self.chart.current, False))
        self.detail.shown.connect(lambda chosen: self._opened(chosen, False))
        self.detail.asked.connect(lambda chosen: self.ctx.nav.open_page("wizard", measure=chosen))
        self.detail.read.connect(self.ctx.nav.open_provision)

    def retranslate(self) -> None:
        self.tools.retranslate()
        self.table.setAccessibleName(t("措施期限列表"))
        self.chart.setAccessibleName(t("措施时间线"))
        self.empty.set_texts(t("没有这样的措施"), t("放宽上面的筛选，或换一个办理日期再看。"))
        self.detail.retranslate()
        self.legend.update()
        self.refresh()

    def show_documents(self, documents: list[DocumentView]) -> None:
        """The library has changed."""
        self._documents = documents
        self.refresh()

    # -- what is shown ----------------------------------------------------------------------------

    def refresh(self, *_: object) -> None:
        """Every lane anew, as it stands on the date of handling."""
        catalogue = self.bench.catalogue
        self._lanes = lanes_of(
            catalogue.measures,
            self.ctx.as_of,
            {view.id: view.document.domain for view in self._documents},
            catalogue.vocabulary,
            t,
            self._documents,
        )
        self.filters.retranslate(self._lanes)
        self._show()

    def _show(self, *_: object) -> None:
        choice = self.filters.choice()
        groups = grouped(self._lanes, choice, t)
        self._groups = groups
        shown = [lane for group in groups for lane in group.lanes]
        self.chart.show_groups(groups, self.ctx.as_of, span(self._lanes, self.ctx.as_of))
        self.model.set_lanes(shown)
        self.table.fit(self.width())
        picture = self.mode.current() == "picture"
        front: QWidget = self.chart if picture else self.table
        self._stack.setCurrentWidget(front if shown else self.empty)
        self._show_legend()
        self.tools.show_time(picture and bool(shown))
        self.detail.setVisible(bool(shown))
        documents = sum(lane.is_document for lane in shown)
        total = sum(not lane.is_document for lane in self._lanes)
        self.tools.show_count(len(shown) - documents, total, documents, choice.narrowed)
        self._chosen(self.chart.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.filters.updateGeometry()

    @property
    def _low(self) -> bool:
        """Large type or a small window: what explains the picture gives way to the picture."""
        return self.height() < self.ctx.theme.px(520)

    @property
    def _tiny(self) -> bool:
        """So little height that the filters hide behind a button."""
        return self.height() < self.ctx.theme.px(460)

    def _fit(self) -> None:
        self.table.fit(self.width())
        self.tools.set_room(self.width() < self.ctx.theme.px(820))
        self.tools.narrow.setVisible(self._tiny)
        self.filters.setVisible(not self._tiny or self.tools.narrow.isChecked())
        self.detail.set_compact(self._low)
        self._show_legend()

    def _show_legend(self) -> None:
        self.legend.setVisible(self._stack.currentWidget() is self.chart and not self._low)

    def show_mode(self, mode: str) -> None:
        """``picture`` or ``table``, with the focus in it."""
        self.mode.set_current(mode)
        front = self._stack.currentWidget()
        if front is not None:
            front.setFocus()

    def find_measure(self) -> None:
        """The cursor into the field for words, wherever it hides."""
        if not self.filters.isVisible():
            self.tools.narrow.setChecked(True)
        self.filters.words.setFocus()

    def only_domain(self, domain: str) -> None:
        """Everything of one domain, nothing else narrowed."""
        self.filters.set_choice(Choice(by=self.filters.choice().by, domain=domain))

    def choose(self, measure_id: str) -> None:
        """Chooses a measure, whatever was filtered away before."""
        if self.chart.plan.strip_of(measure_id) is None:
            self.filters.clear()
        self.chart.select(measure_id)

    # -- choosing ---------------------------------------------------------------------------------

    def _chosen(self, measure_id: str) -> None:
        lane = next((lane for lane in self._lanes if lane.id == measure_id), None)
        self.detail.show_lane(lane)
        at = self.model.row_of(measure_id)
        if at >= 0:
            index = self.sorted.mapFromSource(self.model.index(at, 0))
            flags = QItemSelectionModel.SelectionFlag
            if index != self.table.currentIndex():
                self.table.selectionModel().setCurrentIndex(
                    index, flags.ClearAndSelect | flags.Rows
                )

    def _row_chosen(self, index: Any, *_: object) -> None:
        source = self.sorted.mapToSource(index)
        if source.isValid():
            self.chart.select(self.model.lane(source.row()).id)

    def _opened(self, measure_id: str, text: bool) -> None:
        lane = next((lane for lane in self._lanes if lane.id == measure_id), None)
        if lane is None:
            return
        if text or lane.is_document:
            self.ctx.nav.open_provision(lane.cite)
        else:
            self.ctx.nav.open_page("wizard", show=measure_id)

    # -- taking away ------------------------------------------------------------------------------

    def export(self, kind: str = ".png") -> None:
        """Ask where to, then draw and write beside the window; ``kind`` is .png or .svg."""
        name = t("政策时间线-{date}", date=self.ctx.as_of) + kind
        start = str(export_folder(self.ctx.settings) / name)
        words = t("SVG 矢量图 (*.svg)") if kind == ".svg" else t("PNG 图片 (*.png)")
        chosen, _ = QFileDialog.getSaveFileName(self, t("导出时间线图"), start, words)
        if chosen:
            path = Path(chosen)
            self.export_to(path if path.suffix else path.with_suffix(kind))

    def export_to(self, path: Path) -> None:
        """Write what is shown as a picture; the suffix says which kind."""
        sheet = self.sheet()
        self.ctx.jobs.run(
            t("导出时间线图"),
            lambda control: export_picture(sheet, path, control.check),
            on_success=lambda done: self.ctx.messages.toast(
                t("已写出 {path}", path=str(done)), "good"
            ),
            owner=self,
        )

    def sheet(self) -> Sheet:
        """What is shown, as values."""
        return Sheet(
            t("政策措施时间线"),
            tuple(self._groups),
            self.ctx.as_of,
            span(self._lanes, self.ctx.as_of),
            sum(not lane.is_document for lane in self._lanes),
            paper_look(self.ctx.theme),
            self.filters.summary(),
        )

    # -- coming back ------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        choice = self.filters.choice()
        return {
            "kinds": sorted(choice.kinds),
            "audience": choice.audience,
            "state": choice.state,
            "by": choice.by,
            "domain": choice.domain,
            "days": self.chart.days,
            "mode": self.mode.current(),
            "measure": self.chart.current,
        }

    def restore(self, state: dict[str, Any]) -> None:
        kinds = state.get("kinds")
        self.filters.set_choice(
            Choice(
                frozenset(str(kind) for kind in kinds) if isinstance(kinds, list) else frozenset(),
                str(state.get("audience", "")),
                str(state.get("state", "")),
                (),
                str(state.get("by", "domain")),
                str(state.get("domain", "")),
            )
        )
        if state.get("mode") in dict(MODES):
            self.mode.set_current(str(state["mode"]))
        days = state.get("days")
        if isinstance(days, int) and days in SPANS.values() and days:
            self.chart.show_days(days)
        self.chart.select(str(state.get("measure", "")))
