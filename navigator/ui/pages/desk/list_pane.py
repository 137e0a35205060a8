"""The middle pane: what a shelf holds, searched, sorted, chosen, dragged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView, QStackedWidget, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.desk.entries import (
    ASSESSMENTS,
    BOOKMARKS,
    DOCUMENT,
    EVERYTHING,
    NEWEST,
    NOTES,
    ORDER,
    SORTS,
    TITLE,
    TRASH,
    Line,
    Shelf,
    matching,
    on_shelf,
    ordered,
)
from navigator.ui.pages.desk.entry_delegate import EntryDelegate
from navigator.ui.pages.desk.entry_model import EntryModel
from navigator.ui.pages.desk.shelves import shelf_name
from navigator.ui.widgets import ElidedLabel, EmptyState, SearchField, button, column, label, row

_SORT_NAMES = {NEWEST: "最近改动在前", ORDER: "自己排的顺序", DOCUMENT: "按文件", TITLE: "按标题"}
Key = tuple[str, str]


class EntryList(QListView):
    deleteWanted = Signal()  # noqa: N815 (Qt spelling)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deleteWanted.emit()
        else:
            super().keyPressEvent(event)


class ListPane(QWidget):
    selected = Signal(object)  # list of Line
    activated = Signal(object)  # Line: Enter or double click
    deleteWanted = Signal()  # noqa: N815 (Qt spelling)
    menuWanted = Signal(object)  # noqa: N815 (Qt spelling) global position
    emptyWanted = Signal()  # noqa: N815 (Qt spelling)
    newWanted = Signal()  # noqa: N815 (Qt spelling)
    readWanted = Signal()  # noqa: N815 (Qt spelling)

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self.shelf: Shelf = EVERYTHING
        self._all: list[Line] = []
        self._empty: EmptyState | None = None
        theme = ctx.theme
        body = column(theme, self, (10, 12, 10, 8), 8)
        top = row(theme, None, (4, 0, 0, 0), 8)
        self.title = ElidedLabel("", "subtitle")
        self.number = label("", "caption", wrap=False)
        self.clear_trash = button(theme, t("清空"), "quiet", "trash-2", self.emptyWanted.emit)
        top.addWidget(self.title, 1)
        top.addWidget(self.number)
        top.addWidget(self.clear_trash)
        body.addLayout(top)
        self.search = SearchField(theme, t("在全部笔记和书签里找"))
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.search.stepped.connect(self._step)
        self.search.accepted.connect(self._enter_list)
        self.search.escaped.connect(self._leave_search)
        body.addWidget(self.search)
        self.sort = QComboBox()
        self.sort.setAccessibleName(t("排列方式"))
        for key in SORTS:
            self.sort.addItem(t(_SORT_NAMES[key]), key)
        self.sort.currentIndexChanged.connect(lambda _row: self.refresh())
        body.addWidget(self.sort)
        self.model = EntryModel(self)
        self.view = EntryList()
        self.view.setModel(self.model)
        self.delegate = EntryDelegate(theme, self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setProperty("frame", "none")
        self.view.setAccessibleName(t("条目"))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setDragEnabled(True)
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.view.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.activated.connect(self._activated)
        self.view.deleteWanted.connect(self.deleteWanted)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.clear_trash.hide()
        self.title.set_full_text(shelf_name(self.shelf))
        self._empty = EmptyState(theme, "hourglass", t("正在读取…"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        body.addWidget(self._stack, 1)
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.view.doItemsLayout()

    # -- showing ----------------------------------------------------------------------------------

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Everything on the desk; what the shelf and the search let through is shown."""
        self._all = list(lines)
        self.refresh()

    def show_shelf(self, shelf: Shelf) -> None:
        self.shelf = shelf
        if self.search.text():
            self.search.clear()  # refreshes
        else:
            self.refresh()

    def shown(self) -> list[Line]:
        query = self.search.text().strip()
        found = matching(self._all, query) if query else on_shelf(self._all, self.shelf)
        return ordered(found, self.sort.currentData() or NEWEST)

    def refresh(self) -> None:
        """Show the lines as they are now, keeping what is chosen."""
        keep = [line.key for line in self.chosen()]
        lines = self.shown()
        query = self.search.text().strip()
        trash = self.shelf == Shelf("smart", TRASH) and not query
        self.title.set_full_text(t("找到的") if query else shelf_name(self.shelf))
        self.number.setText(t("{n} 条", n=len(lines)))
        self.clear_trash.setVisible(trash and bool(lines))
        self.model.arranging = not query and not trash and self.sort.currentData() == ORDER
        self.delegate.show_folder = self.shelf.kind != "folder" or bool(query)
        picking = self.view.selectionModel()
        picking.blockSignals(True)
        self.model.set_lines(lines)
        self.choose(keep)
        picking.blockSignals(False)
        self.view.viewport().update()
        self._show_empty(query) if not lines else self._stack.setCurrentWidget(self.view)
        if [line.key for line in self.chosen()] != keep:
            self._selected()

    def _show_empty(self, query: str) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.hide()
            self._empty.deleteLater()
        self._empty = self._hint(query)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _hint(self, query: str) -> EmptyState:
        theme, name = self.ctx.theme, self.shelf.name
        if query:
            return EmptyState(theme, "search", t("没有找到“{query}”", query=query),
                              t("在引文、笔记、出处、文件夹名和标签里都找过了。试试少写几个字。"),
                              (t("清除查找"), self._leave_search))  # fmt: skip
        if self.shelf.kind != "smart":
            return EmptyState(
                theme,
                "folder-open",
                t("这里还没有条目"),
                t("把条目从列表拖到这个文件夹，或在条目下方填写文件夹。"),
            )
        if name == BOOKMARKS:
            return EmptyState(theme, "bookmark-plus", t("还没有书签"),
                              t("阅读时选中一段话，按 Ctrl+B 标出，引文和出处会一起留在这里。"),
                              (t("去阅读"), self.readWanted.emit))  # fmt: skip
        if name == ASSESSMENTS:
            return EmptyState(
                theme,
                "compass",
                t("还没有收藏的评估"),
                t("在资格向导的结果页按“保存”，以后可以在这里重新打开。"),
            )
        if name == TRASH:
            return EmptyState(
                theme,
                "trash-2",
                t("回收站是空的"),
                t("删除的书签、笔记和评估先放在这里，可以恢复。"),
            )
        title = t("还没有笔记") if name == NOTES else t("这里放您的书签和笔记")
        return EmptyState(theme, "notebook-pen", title,
                          t("写下窗口口径、要带的材料。随写随存，断电也不丢；可以导出带走。"),
                          (t("写第一条笔记"), self.newWanted.emit))  # fmt: skip

    # -- choosing ---------------------------------------------------------------------------------

    def chosen(self) -> list[Line]:
        """The selected lines from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [line for number in rows if (line := self.model.line(number))]

    def choose(self, keys: Sequence[Key]) -> None:
        """Select these entries as far as they are shown."""
        picking = self.view.selectionModel()
        picking.clear()
        flag = QItemSelectionModel.SelectionFlag
        for key in keys:
            number = self.model.row_of(key)
            if number >= 0:
                index = self.model.index(number)
                picking.select(index, flag.Select)
                picking.setCurrentIndex(index, flag.NoUpdate)

    def choose_first(self) -> None:
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def _selected(self) -> None:
        self.selected.emit(self.chosen())

    def _activated(self) -> None:
        line = self.model.line(self.view.currentIndex().row())
        if line is not None:
            self.activated.emit(line)

    def _menu(self, place: QPoint) -> None:
        self.menuWanted.emit(self.view.viewport().mapToGlobal(place))

    def _step(self, by: int) -> None:
        last = self.model.rowCount() - 1
        if last >= 0:
            number = max(0, min(last, self.view.currentIndex().row() + by))
            self.view.setCurrentIndex(self.model.index(number))

    def _enter_list(self, _beside: bool) -> None:
        self.view.setFocus()

    def _leave_search(self) -> None:
        self.search.clear()
        self.view.setFocus()
