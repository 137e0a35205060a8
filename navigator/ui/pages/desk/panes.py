"""The three panes side by side; what they do together is the page's."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.desk.details import BookmarkView, PlainView
from navigator.ui.pages.desk.export_panel import ExportPanel
from navigator.ui.pages.desk.list_pane import ListPane
from navigator.ui.pages.desk.note_view import NoteView
from navigator.ui.pages.desk.shelves import Shelves
from navigator.ui.widgets import EmptyState, button, column, icon_button, row

# (icon, name, the page's method, keys)
_FOOT = (
    ("folder-plus", "新建文件夹", "new_folder", "Ctrl+Shift+N"),
    ("undo", "撤销上一步整理", "undo", "Ctrl+Z"),
    ("redo", "重做上一步整理", "redo", "Ctrl+Y"),
    ("upload", "并入另一份笔记", "merge", ""),
    ("file-down", "导出与打印", "export", "Ctrl+E"),
)


class Panes(QWidget):
    wanted = Signal(str)  # name of one of the page's methods

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        theme = ctx.theme
        # From the outside in: what is put somewhere afterwards is dressed anew, with all it holds.
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        outer.addWidget(self.splitter)
        self.shelves = Shelves(theme)
        self.list = ListPane(ctx)
        self.bookmark = BookmarkView(ctx)
        self.note = NoteView(ctx)
        self.plain = PlainView(ctx)
        self.panel = ExportPanel(ctx)
        self.nothing = EmptyState(
            theme,
            "notebook-pen",
            t("选一条看看"),
            t("在左边选一条；Ctrl+N 写新笔记，Ctrl+E 导出。"),
        )
        self.many = EmptyState(
            theme, "layers", "", t("可以拖到左边的文件夹，或点右键。"),
            (t("导出选中的…"), lambda: self.wanted.emit("export")),
        )  # fmt: skip
        left = self._left(ctx)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.list)
        self.detail = QStackedWidget()
        self.splitter.addWidget(self.detail)
        self.detail.setProperty("ground", "surface")
        for widget in (self.nothing, self.bookmark, self.note, self.plain, self.many, self.panel):
            self.detail.addWidget(widget)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(2, 1)
        self._left_pane, self._theme = left, theme
        theme.changed.connect(self._scale)
        self._scale()
        self.splitter.setSizes([theme.px(220), theme.px(350), theme.px(720)])

    def _scale(self) -> None:
        """No pane becomes narrower than its tools, at any size of type."""
        self._left_pane.setMinimumWidth(self._theme.px(165))
        self.list.setMinimumWidth(self._theme.px(240))
        self.detail.setMinimumWidth(self._theme.px(170))

    def _left(self, ctx: UiContext) -> QWidget:
        theme = ctx.theme
        left = QWidget()
        left.setProperty("ground", "sunken")
        inner = column(theme, left, (8, 12, 8, 8), 8)
        new = button(
            theme, t("新建笔记"), "primary", "file-plus", lambda: self.wanted.emit("new_note")
        )
        new.setToolTip(t("新建笔记") + "（Ctrl+N）")
        inner.addWidget(new)
        inner.addWidget(self.shelves, 1)
        foot = row(theme, None, (0, 0, 0, 0), 2)
        for icon, name, method, keys in _FOOT:
            foot.addWidget(
                icon_button(theme, icon, t(name), partial(self.wanted.emit, method), shortcut=keys)
            )
        foot.addStretch(1)
        inner.addLayout(foot)
        return left
