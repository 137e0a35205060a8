"""责任单位: from a unit to the provisions it answers for and the measures it handles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import LatestOnly
from navigator.ui.pages.timeline.domains_view import load_overview, open_entry
from navigator.ui.pages.timeline.entry_list import EntryList
from navigator.ui.pages.timeline.overview import Overview, UnitTally
from navigator.ui.theme import Theme
from navigator.ui.widgets import Card, EmptyState, SearchField, column, label

Index = QModelIndex | QPersistentModelIndex
_INVALID = QModelIndex()
TALLY = Qt.ItemDataRole.UserRole


class UnitModel(QAbstractListModel):
    """Units whose name holds what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[UnitTally] = ()
        self._rows: list[UnitTally] = []
        self._words = ""

    @property
    def total(self) -> int:
        return len(self._all)

    def set_units(self, units: Sequence[UnitTally]) -> None:
        self._all = units
        self.set_words(self._words)

    def set_words(self, words: str) -> None:
        self.beginResetModel()
        self._words = words
        self._rows = [u for u in self._all if all(part in u.name for part in words.split())]
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """-1 when it is not shown."""
        return next((n for n, unit in enumerate(self._rows) if unit.name == name), -1)

    def rowCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        unit = self._rows[index.row()]
        if role == TALLY:
            return unit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return unit.name
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return counts(unit)
        return None


def counts(unit: UnitTally) -> str:
    """``条款 12　措施 3``, naming only what there is."""
    parts = []
    if unit.provisions:
        parts.append(t("条款 {n}", n=len(unit.provisions)))
    if unit.measures:
        parts.append(t("措施 {n}", n=len(unit.measures)))
    return "　".join(parts)


class _UnitDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, self._theme.px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        unit: UnitTally = index.data(TALLY)
        rect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        inner = rect.adjusted(theme.px(12), 0, -theme.px(12), 0)
        words = counts(unit)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_soft"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        taken = painter.fontMetrics().horizontalAdvance(words) + theme.px(12)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        name = painter.fontMetrics().elidedText(
            unit.name, Qt.TextElideMode.ElideRight, inner.width() - taken
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class UnitsView(QWidget):
    """A searchable list, and what the chosen unit has to do."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self._wanted = ""
        self._official = True
        self._latest = LatestOnly(ctx.jobs, owner=self)
        theme = ctx.theme
        outer = column(theme, self, (0, 0, 0, 0), 8)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_list())
        split.addWidget(self._make_pane())
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([460, 740])
        outer.addWidget(split, 1)
        self.retranslate()
        self.library_changed()

    def _make_list(self) -> QWidget:
        theme = self.ctx.theme
        left = Card(theme, (10, 10, 10, 4), 8)
        self.search = SearchField(theme, t("查找单位"), t("按名称查找单位"))
        self.search.textChanged.connect(self._search)
        self.search.stepped.connect(self._step)
        self.search.accepted.connect(self._to_list)
        self.search.escaped.connect(self.search.clear)
        self.count = label("", "caption")
        self.model = UnitModel()
        self.units = QListView()
        self.units.setModel(self.model)
        self._delegate = _UnitDelegate(theme)
        self.units.setItemDelegate(self._delegate)
        self.units.setProperty("frame", "none")
        self.units.setMouseTracking(True)
        self.units.selectionModel().currentRowChanged.connect(self._chosen)
        theme.changed.connect(self.units.scheduleDelayedItemsLayout)
        self.nothing = EmptyState(theme, "search", "", "")
        self.lists = QStackedWidget()
        self.lists.addWidget(self.units)
        self.lists.addWidget(self.nothing)
        left.body.addWidget(self.search)
        left.body.addWidget(self.count)
        left.body.addWidget(self.lists, 1)
        return left

    def _make_pane(self) -> QWidget:
        theme = self.ctx.theme
        pane = Card(theme, (4, 10, 4, 4), 4)
        self.title = label("", "subtitle", selectable=True)
        self.hint = label("", "soft")
        for words in (self.title, self.hint):
            words.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
            pane.body.addWidget(words)
        self.list = EntryList(theme, t("这个单位的条款和措施"))
        self.list.opened.connect(lambda entry: open_entry(self.ctx, entry))
        pane.body.addWidget(self.list, 1)
        return pane

    def library_changed(self) -> None:
        load_overview(self.ctx, self._latest, self._show)

    def _show(self, overview: Overview) -> None:
        self._official = overview.official
        self.model.set_units(overview.units)
        self._listed()

    def _search(self, words: str) -> None:
        self.model.set_words(words)
        self._listed()

    def _listed(self) -> None:
        shown = self.model.rowCount()
        self.count.setText(t("{n} 个单位，共 {total} 个", n=shown, total=self.model.total))
        self.nothing.set_texts(t("没有找到这个单位"), t("换个简称试试，例如“税务”“科委”“海关”。"))
        self.lists.setCurrentWidget(self.units if shown else self.nothing)
        at = self.model.row_of(self._wanted)
        if shown:
            self.units.setCurrentIndex(self.model.index(max(0, at)))

    def _to_list(self, *_: object) -> None:
        self.units.setFocus()

    def _step(self, by: int) -> None:
        row = self.units.currentIndex().row() + by
        self.units.setCurrentIndex(self.model.index(max(0, min(self.model.rowCount() - 1, row))))

    def _chosen(self, index: Index, *_: object) -> None:
        unit = index.data(TALLY)
        if unit is None:
            return
        self._wanted = unit.name
        self.title.setText(unit.name)
        words = "" if self._official else t("导入官方原文后，这里还会列出它负责的条款。")
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.list.set_sections(
            [(t("由它办理的措施"), unit.measures), (t("它负责的条款"), unit.provisions)]
        )

    def select(self, name: str) -> None:
        """Shows one unit, whatever was searched for."""
        self._wanted = name
        self.search.clear()
        self._listed()

    def setFocus(self, *_: Any) -> None:
        self.search.setFocus()

    def state(self) -> dict[str, Any]:
        return {"unit": self._wanted}

    def restore(self, state: dict[str, Any]) -> None:
        self._wanted = str(state.get("unit", ""))
        self._listed()

    def retranslate(self) -> None:
        self.search.retranslate(t("查找单位"), t("按名称查找单位"))
        self.units.setAccessibleName(t("责任单位"))
        self.list.setAccessibleName(t("这个单位的条款和措施"))
        self._listed()
