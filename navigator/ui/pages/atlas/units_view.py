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

from navigator.app.atlas import Atlas, UnitTally, unit_name
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.atlas.domains_view import measure_sections, open_entry
from navigator.ui.pages.atlas.entry_list import EntryList
from navigator.ui.pages.atlas.pane_head import PaneHead
from navigator.ui.theme import Theme
from navigator.ui.widgets import Card, EmptyState, SearchField, button, column, label

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
        self._rows = [u for u in self._all if u.answers_to(words)]
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
        if role == Qt.ItemDataRole.DisplayRole:
            return unit.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((unit.name, counts(unit), *also(unit)))
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


def also(unit: UnitTally) -> tuple[str, ...]:
    """One line about the other names the texts give it, or none."""
    if not unit.spellings:
        return ()
    return (t("原文也写作：{names}", names="、".join(unit.spellings)),)


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
        self._atlas = Atlas(official=True)
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
        ctx.asOfChanged.connect(lambda _: self._listed())
        self.retranslate()

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
        pane = Card(theme, (4, 12, 4, 4), 8)
        self.lookup = button(theme, "", "secondary", "search", self.find_unit)
        self.head = PaneHead(theme, (self.lookup,))
        self.title, self.hint = self.head.title, self.head.hint
        pane.body.addWidget(self.head)
        self.list = EntryList(theme, t("这个单位的条款和措施"))
        self.list.entryOpened.connect(lambda entry: open_entry(self.ctx, entry))
        pane.body.addWidget(self.list, 1)
        return pane

    def show_atlas(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self.model.set_units(atlas.units)
        self._listed()

    def _search(self, words: str) -> None:
        self.model.set_words(words)
        self._listed()

    def _listed(self) -> None:
        shown = self.model.rowCount()
        total = self.model.total
        self.count.setText(
            t("共 {total} 个单位", total=total)
            if shown == total
            else t("{n} 个单位，共 {total} 个", n=shown, total=total)
        )
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
        self.title.set_full_text(unit.name)
        lines = [*also(unit)]
        if not self._atlas.official:
            lines.append(t("导入官方原文后，这里还会列出它负责的条款。"))
        self.hint.setText("\n".join(lines))
        self.hint.setVisible(bool(lines))
        self.lookup.setEnabled(bool(unit.provisions))
        sections = measure_sections(unit.measures, self.ctx.as_of)
        self.list.set_sections([*sections, (t("它负责的条款"), unit.provisions)])

    def find_unit(self) -> None:
        """The unit as a filter of the search field."""
        if self._wanted and self.lookup.isEnabled():
            self.ctx.search_for(f"单位:{self._wanted} ")

    def select(self, name: str) -> None:
        """Shows one unit, whatever was searched for and whichever of its names is given."""
        self._wanted = unit_name(name)
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
        self.head.set_words((t("搜索这个单位"), t("在搜索里只看这个单位（Alt+S）")))
        self._listed()
