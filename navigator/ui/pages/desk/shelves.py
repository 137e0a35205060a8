"""The left pane: what the desk is sorted into, each with a count; takes what is dropped on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem

from navigator.ui.i18n import t
from navigator.ui.pages.desk.entries import (
    ALL,
    ASSESSMENTS,
    BOOKMARKS,
    EVERYTHING,
    NOTES,
    TRASH,
    Counts,
    Shelf,
    folder_order,
)
from navigator.ui.pages.desk.entry_model import MIME, unpack
from navigator.ui.theme import Theme

SMART_NAMES = {ALL: "全部", BOOKMARKS: "书签", NOTES: "笔记", ASSESSMENTS: "收藏的评估",
               TRASH: "回收站"}  # fmt: skip
_ICONS = {ALL: "layers", BOOKMARKS: "bookmark", NOTES: "sticky-note", ASSESSMENTS: "compass",
          TRASH: "trash-2"}  # fmt: skip
_SHELF = Qt.ItemDataRole.UserRole + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def shelf_name(shelf: Shelf) -> str:
    """As shown above the list."""
    if shelf.kind == "smart":
        return t(SMART_NAMES[shelf.name])
    return f"#{shelf.name}" if shelf.kind == "tag" else shelf.name


class Shelves(QTreeWidget):
    """Smart lists, folders (nested, in the order dragged) and tags."""

    chosen = Signal(object)  # Shelf
    folderWanted = Signal(str)  # noqa: N815 (Qt spelling) a new folder inside this one, or ""
    renamed = Signal(object, str)  # Shelf, its new full name
    removed = Signal(object)  # Shelf
    filed = Signal(object, object)  # entry keys, Shelf they were dropped on
    arranged = Signal(object)  # all folder names in their new order
    exportWanted = Signal(object)  # noqa: N815 (Qt spelling) Shelf
    emptyWanted = Signal()  # noqa: N815 (Qt spelling)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filling = False
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(1)  # a count of one digit needs no more than that
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setProperty("frame", "none")
        self.setAccessibleName(t("文件夹和标签"))
        theme.changed.connect(self._scale)
        self._scale()
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._current)
        self.itemChanged.connect(self._edited)
        self.customContextMenuRequested.connect(self._menu)

    def _scale(self) -> None:
        self.setIndentation(self._theme.px(16))
        side = self._theme.px(16)
        self.setIconSize(QSize(side, side))
        self._filling = True  # a new look is no new name
        for number in range(self.topLevelItemCount()):
            self._dress(self.topLevelItem(number))
        self._filling = False

    def _dress(self, item: QTreeWidgetItem | None) -> None:
        """Type and colours of an item and of those below it, for the theme of now."""
        if item is None:
            return
        if item.data(0, _SHELF) is None:  # a heading, or the hint below one
            item.setFont(0, self._theme.font("caption"))
            item.setForeground(0, self._theme.colour("text_faint"))
        item.setForeground(1, self._theme.colour("text_faint"))
        for number in range(item.childCount()):
            self._dress(item.child(number))

    # -- filling ----------------------------------------------------------------------------------

    def fill(self, counts: Counts, order: Sequence[str]) -> None:
        """Show what there is, keeping the choice and what is folded away."""
        keep = self.current()
        closed = {s for s, item in self._items() if item.childCount() and not item.isExpanded()}
        self._filling = True
        self.clear()
        for name in SMART_NAMES:
            self._add(None, Shelf("smart", name), t(SMART_NAMES[name]), _ICONS[name],
                      counts.smart.get(name, 0))  # fmt: skip
        head = self._head(t("文件夹"), t("按 Ctrl+Shift+N 新建"), bool(counts.folders))
        nodes: dict[str, QTreeWidgetItem] = {}
        for name in folder_order(counts.folders, order):
            parent, _, leaf = name.rpartition("/")
            shelf = Shelf("folder", name)
            item = self._add(nodes.get(parent, head), shelf, leaf, "folder",
                             counts.folders.get(name, 0))  # fmt: skip
            item.setFlags(
                item.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
                | Qt.ItemFlag.ItemIsDropEnabled
            )  # fmt: skip
            nodes[name] = item
        tags = self._head(t("标签"), t("加过的标签列在这里"), bool(counts.tags))
        for name, number in counts.tags.items():
            item = self._add(tags, Shelf("tag", name), name, "tag", number)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.expandAll()
        for shelf, item in self._items():
            if shelf in closed:
                item.setExpanded(False)
        self.choose(keep or EVERYTHING)
        self._filling = False

    def _head(self, words: str, hint: str, filled: bool) -> QTreeWidgetItem:
        head = QTreeWidgetItem(self, [words, ""])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled)
        if not filled:
            empty = QTreeWidgetItem(head, [hint, ""])
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            empty.setToolTip(0, hint)
            empty.setFirstColumnSpanned(True)
        self._dress(head)
        return head

    def _add(
        self, parent: QTreeWidgetItem | None, shelf: Shelf, words: str, icon: str, number: int
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([words, str(number) if number else ""])
        item.setData(0, _SHELF, shelf)
        item.setIcon(0, self._theme.icon(icon))
        item.setToolTip(0, shelf.name if shelf.kind != "smart" else "")
        item.setTextAlignment(1, _RIGHT)
        item.setForeground(1, self._theme.colour("text_faint"))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, t("{name}，{n} 条", name=words,
                                                              n=number))  # fmt: skip
        if shelf.kind == "smart" and shelf.name in (ALL, TRASH):
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsDropEnabled)
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        return item

    def _items(self) -> list[tuple[Shelf, QTreeWidgetItem]]:
        found: list[tuple[Shelf, QTreeWidgetItem]] = []
        waiting = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is None:
                continue
            shelf = item.data(0, _SHELF)
            if isinstance(shelf, Shelf):
                found.append((shelf, item))
            waiting = [item.child(row) for row in range(item.childCount())] + waiting
        return found

    def current(self) -> Shelf | None:
        item = self.currentItem()
        shelf = item.data(0, _SHELF) if item is not None else None
        return shelf if isinstance(shelf, Shelf) else None

    def choose(self, shelf: Shelf) -> None:
        """Make a shelf the current one; 全部 where it is gone."""
        items = dict(self._items())
        item = items.get(shelf) or items.get(EVERYTHING)
        if item is not None:
            self.setCurrentItem(item)

    def rename(self, shelf: Shelf) -> None:
        """Type a new name in place."""
        item = dict(self._items()).get(shelf)
        if item is not None:
            self.setCurrentItem(item)
            self.editItem(item, 0)

    def folders(self) -> list[str]:
        """Names in the order shown."""
        return [shelf.name for shelf, _ in self._items() if shelf.kind == "folder"]

    # -- what a person does -----------------------------------------------------------------------

    def _current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        shelf = item.data(0, _SHELF) if item is not None else None
        if not self._filling and isinstance(shelf, Shelf):
            self.chosen.emit(shelf)

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        shelf = item.data(0, _SHELF)
        if self._filling or column or not isinstance(shelf, Shelf):
            return
        typed = item.text(0).strip()
        parent = shelf.name.rpartition("/")[0] if shelf.kind == "folder" else ""
        self.renamed.emit(shelf, f"{parent}/{typed}" if parent and typed else typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shelf = self.current()
        if event.key() == Qt.Key.Key_Delete and shelf is not None and shelf.kind != "smart":
            self.removed.emit(shelf)
        else:
            super().keyPressEvent(event)

    def _menu(self, place: QPoint) -> None:
        item = self.itemAt(place)
        shelf = item.data(0, _SHELF) if item is not None else None
        menu = QMenu(self)
        if not isinstance(shelf, Shelf):
            menu.addAction(t("新建文件夹"), lambda: self.folderWanted.emit(""))
        elif shelf.name == TRASH and shelf.kind == "smart":
            menu.addAction(t("清空回收站"), self.emptyWanted.emit)
        else:
            if shelf.kind == "folder":
                menu.addAction(t("在里面新建文件夹"), lambda: self.folderWanted.emit(shelf.name))
            if shelf.kind != "smart":
                menu.addAction(t("改名（F2）"), lambda: self.rename(shelf))
                words = (
                    t("删除文件夹，里面的移到上一层")
                    if shelf.kind == "folder"
                    else t("去掉这个标签")
                )
                menu.addAction(words, lambda: self.removed.emit(shelf))
                menu.addSeparator()
            menu.addAction(t("导出…"), lambda: self.exportWanted.emit(shelf))
        menu.popup(self.viewport().mapToGlobal(place))

    # -- drag and drop ----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            super().dragMoveEvent(event)
        elif self._takes(event.position().toPoint()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _takes(self, place: QPoint) -> Shelf | None:
        item = self.itemAt(place)
        shelf = item.data(0, _SHELF) if item is not None else None
        if not isinstance(shelf, Shelf):
            return None
        return shelf if shelf.kind != "smart" or shelf.name in (ALL, TRASH) else None

    def dropEvent(self, event: QDropEvent) -> None:
        keys = unpack(event.mimeData())
        if keys:
            shelf = self._takes(event.position().toPoint())
            if shelf is not None:
                event.acceptProposedAction()
                self.filed.emit(keys, shelf)
            return
        moved, target = self.current(), self.itemAt(event.position().toPoint())
        event.ignore()  # the desk is read anew; the view must not move items itself
        if moved is None or moved.kind != "folder" or event.source() is not self:
            return
        shelf = target.data(0, _SHELF) if target is not None else None
        under = shelf if isinstance(shelf, Shelf) and shelf.kind == "folder" else None
        self.place_folder(moved.name, under.name if under else "", self.dropIndicatorPosition())

    def place_folder(
        self, name: str, target: str, where: QAbstractItemView.DropIndicatorPosition
    ) -> None:
        """Put a folder into ``target`` (OnItem), before or after it, or on top for no target."""
        inside = where == QAbstractItemView.DropIndicatorPosition.OnItem or not target
        if target == name or target.startswith(f"{name}/"):
            return
        parent = target if inside else target.rpartition("/")[0]
        leaf = name.rpartition("/")[2]
        new = f"{parent}/{leaf}" if parent else leaf
        order = [x for x in self.folders() if x != name]
        if not inside and target in order:
            after = where == QAbstractItemView.DropIndicatorPosition.BelowItem
            order.insert(order.index(target) + after, new)
        else:
            order.append(new)
        self.arranged.emit(order)
        if new != name:
            self.renamed.emit(Shelf("folder", name), new)
