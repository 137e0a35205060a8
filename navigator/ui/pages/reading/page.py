"""The reading page: composes tree, tabs and inspector, and answers its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QInputDialog,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from navigator.model.citation import Citation
from navigator.model.desk import DEFAULT_COLOUR
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import Page
from navigator.ui.pages.reading import sheet
from navigator.ui.pages.reading.compare import ComparePane
from navigator.ui.pages.reading.find_bar import FindBar
from navigator.ui.pages.reading.inspector import Inspector
from navigator.ui.pages.reading.menu import provision_menu
from navigator.ui.pages.reading.pages_of import DocumentPages
from navigator.ui.pages.reading.reader import Reader
from navigator.ui.pages.reading.tree_pane import TreePane
from navigator.ui.pages.reading.welcome import Welcome
from navigator.ui.widgets import Segmented, chip, icon_button, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

_MODES = ((sheet.ORIGINAL, "原文"), (sheet.DIGEST, "要点"), (sheet.BOTH, "对照"))


class ReadingPage(Page):
    """Three panes: tree, reader, inspector."""

    page_id = "reading"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.pages = DocumentPages(ctx)
        self.compare_from = ""  # id of the first side of a comparison
        self._aside_wanted: bool | None = None  # None: as the width allows
        self._compose()
        self.tree.load()
        self._show_welcome()
        changes = changes_of(ctx)
        changes.libraryChanged.connect(self._library_changed)
        changes.deskChanged.connect(self._repaint)
        ctx.asOfChanged.connect(self._repaint)
        ctx.theme.changed.connect(self._repaint)

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    # -- composition ------------------------------------------------------------------------------

    def _compose(self) -> None:
        ctx = self.ctx
        self.tree = TreePane(ctx)
        self.tree.chosen.connect(self._chosen)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setTabsClosable(not ctx.kiosk)  # a cross is too small for a finger
        self.tabs.setMovable(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.tabBar().setAccessibleName(t("打开的文件"))
        self.tabs.tabCloseRequested.connect(self._close_tab_at)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.modes = Segmented(ctx.theme, [(key, t(text)) for key, text in _MODES], t("怎样读"))
        self.modes.changed.connect(lambda _key: self._repaint())
        self.terms = chip(t("标出术语"))
        self.terms.setToolTip(t("给看不懂的词加下划线，点一下看解释（F9）"))
        self.terms.toggled.connect(lambda _on: self._repaint())
        self.find_bar = FindBar(ctx)
        self.find_bar.changed.connect(self._find_changed)
        self.find_bar.stepped.connect(self._step_hit)
        self.find_bar.closed.connect(self._find_closed)
        middle = QWidget()
        middle.setProperty("ground", "surface")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        line = row(ctx.theme, bar, (12, 8, 12, 8), 10)
        line.addWidget(self.modes)
        line.addWidget(self.terms)
        line.addStretch(1)
        self.aside = icon_button(ctx.theme, "panel-right", t("关联栏"), self.toggle_inspector,
                                 checkable=True, shortcut="F10")  # fmt: skip
        line.addWidget(self.aside)
        self.bar = bar
        column.addWidget(bar)
        column.addWidget(self.find_bar)
        self.welcome = Welcome(ctx, self.bench)
        column.addWidget(self.welcome, 1)
        column.addWidget(self.tabs, 1)
        self.inspector = Inspector(ctx)
        self.inspector.clear()
        self.inspector.openWanted.connect(self._open_id)
        self.inspector.measureWanted.connect(
            lambda measure: ctx.nav.open_page("wizard", measure=measure)
        )
        self.inspector.noteWanted.connect(lambda note: ctx.nav.open_page("desk", note=note))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.tree, middle, self.inspector):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([ctx.theme.px(300), ctx.theme.px(700), ctx.theme.px(280)])
        self.tree.setMinimumWidth(ctx.theme.px(180))
        self.inspector.setMinimumWidth(ctx.theme.px(200))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The inspector folds away where the text would become too narrow to read."""
        wide = self.width() >= self.ctx.theme.px(980)
        shown = wide if self._aside_wanted is None else self._aside_wanted
        self.inspector.setVisible(shown)
        self.aside.setChecked(shown)

    def toggle_inspector(self) -> None:
        """Show or hide what is known about the provision in hand."""
        self._aside_wanted = self.inspector.isHidden()
        self._make_room()

    def _show_welcome(self) -> None:
        empty = self.tabs.count() == 0
        self.welcome.setVisible(empty)
        self.tabs.setVisible(not empty)
        self.bar.setVisible(not empty)
        if empty:
            self.welcome.refresh()
            self.inspector.clear()

    # -- the page protocol ------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        target = str(args.get("provision_id") or args.get("document_id") or "")
        if target:
            self.open(target, str(args.get("highlight") or ""), bool(args.get("beside")))

    def state(self) -> dict[str, Any]:
        readers = self.readers()
        current = self.current()
        return {
            "tabs": [{"document": r.document_id, "path": r.path} for r in readers],
            "current": readers.index(current) if current in readers else 0,
            "mode": self.modes.current(),
            "domains": self.tree.expanded(),
            "sizes": self.splitter.sizes(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        mode = state.get("mode")
        if mode in [key for key, _ in _MODES]:
            self.modes.set_current(str(mode))
        open_now = {reader.document_id for reader in self.readers()}
        for tab in state.get("tabs", [])[:50]:
            document_id = str(tab.get("document", ""))
            if document_id not in open_now and self.bench.contents.exists(document_id):
                self._add_tab(document_id, str(tab.get("path", "")))
        index = state.get("current")
        if isinstance(index, int) and 0 <= index < self.tabs.count():
            self.tabs.setCurrentIndex(index)
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 3 and sum(sizes) > 0:
            self.splitter.setSizes([int(size) for size in sizes])
        self._show_welcome()

    # -- opening ----------------------------------------------------------------------------------

    def readers(self) -> list[Reader]:
        """The readers of all tabs, in their order."""
        found = [self.tabs.widget(index) for index in range(self.tabs.count())]
        return [widget for widget in found if isinstance(widget, Reader)]

    def current(self) -> Reader | None:
        widget = self.tabs.currentWidget()
        return widget if isinstance(widget, Reader) else None

    def open(self, identifier: str, highlight: str = "", beside: bool = False) -> None:
        """Show a document or provision, in its own tab or ``beside`` what is read now."""
        document_id, _, path = identifier.partition("#")
        if self.bench.contents.document(document_id) is None:
            self.ctx.messages.toast(t("资料库里已经没有这份文件。"))
            return
        reader = next((r for r in self.readers() if r.document_id == document_id), None)
        if reader is None or beside:
            reader = self._add_tab(document_id, path)
        self.tabs.setCurrentWidget(reader)
        self._show_welcome()
        if path and not reader.show_path(path):
            self.ctx.messages.toast(t("这一条已不在文件里，显示整份文件。"))
        words = highlight.split()
        if words:
            total = reader.find_all(words, path or None)
            if total:
                self.find_bar.show()
                self.find_bar.field.blockSignals(True)
                self.find_bar.field.setText(highlight)
                self.find_bar.field.blockSignals(False)
                self.find_bar.tell(0, total)
        self.tree.show_entry(identifier)
        reader.setFocus()

    def _add_tab(self, document_id: str, path: str) -> Reader:
        reader = Reader(self.ctx, document_id)
        reader.path = path
        reader.provisionChanged.connect(lambda _path, r=reader: self._provision_changed(r))
        reader.linkChosen.connect(self._link)
        reader.menuWanted.connect(self._menu)
        view = self.bench.contents.document(document_id)
        title = view.document.title if view else document_id
        index = self.tabs.addTab(reader, title[:12] + ("…" if len(title) > 12 else ""))
        self.tabs.setTabToolTip(index, title)
        self._fill(reader)
        if self.current() is reader:
            self._refresh_inspector()
        return reader

    def _fill(self, reader: Reader) -> None:
        mode = self.modes.current()
        page = self.pages.page(reader.document_id, mode, self.terms.isChecked())
        reader.set_page(page, wide=mode == sheet.BOTH)
        reader.mark_passages(self.pages.passages(reader))

    def _repaint(self, *_: object) -> None:
        self.pages.forget()
        for reader in self.readers():
            self._fill(reader)
        self._make_room()
        self._refresh_inspector()

    def _library_changed(self) -> None:
        self.tree.load()
        self._repaint()
        self._show_welcome()

    def _chosen(self, identifier: str) -> None:
        self.ctx.nav.open_provision(identifier)

    def _open_id(self, identifier: str, beside: bool) -> None:
        self.ctx.nav.open_provision(identifier, beside=beside)

    def _tab_changed(self, _index: int) -> None:
        self._refresh_inspector()

    def _close_tab_at(self, index: int) -> None:
        widget = self.tabs.widget(index)
        self.tabs.removeTab(index)
        if widget is not None:
            widget.deleteLater()
        self._show_welcome()

    def _provision_changed(self, reader: Reader) -> None:
        if reader is self.current():
            self._refresh_inspector()

    def _refresh_inspector(self) -> None:
        reader = self.current()
        if reader is None:
            return
        view = self.bench.contents.document(reader.document_id)
        item = self.bench.contents.provision(self._id()) if reader.path else None
        if view is not None and item is not None:
            self.inspector.show_provision(view, item)
        elif view is not None:
            self.inspector.show_document(view)
        else:
            self.inspector.clear()

    def _id(self) -> str:
        """Id of the provision in hand, empty without one."""
        reader = self.current()
        return f"{reader.document_id}#{reader.path}" if reader and reader.path else ""

    # -- links and menus --------------------------------------------------------------------------

    def _link(self, href: str, beside: bool) -> None:
        scheme, _, rest = href.partition(":")
        if scheme == "policy":
            self._open_id(QUrl.fromPercentEncoding(rest.encode()), beside)
        elif scheme == "term":
            self.ctx.nav.open_page("glossary", term=QUrl.fromPercentEncoding(rest.encode()))
        elif href == "app:import":
            self.ctx.nav.open_page("library", action="import")
        elif scheme == "app":
            action, _, path = QUrl.fromPercentEncoding(rest.encode()).partition(":")
            if action == "fold":
                self.pages.fold(path)
                self._repaint()
                return
            reader = self.current()
            if reader is not None:
                reader.show_path(path)
            if action == "measures":
                self.ctx.nav.open_page("wizard", provision=self._id())

    def _menu(self, place: QPoint) -> None:
        if self.ctx.kiosk:
            return
        menu = provision_menu(self)
        menu.exec(place)
        menu.deleteLater()

    # -- actions ----------------------------------------------------------------------------------

    def find_in_text(self) -> None:
        reader = self.current()
        if reader is not None:
            self.find_bar.open(
                reader.selected_words() if reader.textCursor().hasSelection() else ""
            )

    def find_next(self) -> None:
        self._step_hit(1)

    def find_previous(self) -> None:
        self._step_hit(-1)

    def _find_changed(self, words: str) -> None:
        reader = self.current()
        if reader is not None:
            total = reader.find_all([words] if words.strip() else [])
            self.find_bar.tell(*(reader.step_hit(1) if total else (0, 0)))

    def _step_hit(self, by: int) -> None:
        reader = self.current()
        if reader is not None:
            self.find_bar.tell(*reader.step_hit(by))

    def _find_closed(self) -> None:
        reader = self.current()
        if reader is not None:
            reader.find_all([])
            reader.setFocus()

    def next_provision(self) -> None:
        reader = self.current()
        if reader is not None:
            reader.step(1)

    def previous_provision(self) -> None:
        reader = self.current()
        if reader is not None:
            reader.step(-1)

    def show_original(self) -> None:
        self.modes.set_current(sheet.ORIGINAL)

    def show_digest(self) -> None:
        self.modes.set_current(sheet.DIGEST)

    def show_both(self) -> None:
        self.modes.set_current(sheet.BOTH)

    def toggle_terms(self) -> None:
        self.terms.toggle()

    def focus_tree(self) -> None:
        self.tree.view.setFocus()

    def close_tab(self) -> None:
        if self.tabs.count():
            self._close_tab_at(self.tabs.currentIndex())

    def bookmark(self, colour: str = DEFAULT_COLOUR) -> None:
        """Mark the selected words, or the whole provision."""
        reader, identifier = self.current(), self._id()
        if reader is None or not identifier:
            return
        passage = self.pages.passage_of(reader)
        self.bench.desk.bookmarks.add(identifier, passage=passage, colour=colour)
        self.ctx.messages.toast(t("已加书签。"), action=(t("撤销"), self._undo))
        changes_of(self.ctx).deskChanged.emit()

    def _undo(self) -> None:
        self.bench.desk.undo()
        changes_of(self.ctx).deskChanged.emit()

    def note(self) -> None:
        identifier = self._id()
        if not identifier:
            return
        text, done = QInputDialog.getMultiLineText(self, t("在本条写笔记"), t("可以用 Markdown"))
        if done and text.strip():
            self.bench.desk.notes.add(text, on=identifier)
            self.ctx.messages.toast(t("已记下。"), action=(t("撤销"), self._undo))
            changes_of(self.ctx).deskChanged.emit()

    def open_measures(self) -> None:
        if self._id():
            self.ctx.nav.open_page("wizard", provision=self._id())

    def _copy(self, words: str, said: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.ctx.messages.toast(said)

    def _quoted(self) -> tuple[Citation, str] | None:
        reader = self.current()
        return self.pages.quoted(reader) if reader is not None and reader.path else None

    def copy_text(self) -> None:
        if quoted := self._quoted():
            self._copy(quoted[1], t("已复制文字。"))

    def copy_citation(self) -> None:
        if quoted := self._quoted():
            self._copy(quoted[0].formal(quoted[1]), t("已复制引文。"))

    def copy_markdown(self) -> None:
        if quoted := self._quoted():
            self._copy(quoted[0].markdown(quoted[1]), t("已复制为 Markdown。"))

    def copy_id(self) -> None:
        if self._id():
            self._copy(self._id(), t("已复制编号。"))

    def start_comparison(self) -> None:
        """First call takes one side, the second shows both."""
        identifier = self._id()
        if not identifier:
            return
        if self.compare_from in ("", identifier):
            self.compare_from = identifier
            self.ctx.messages.toast(t("已选一方。再到另一条按 Ctrl+Shift+D 对照。"))
            return
        first, self.compare_from = self.compare_from, ""
        sides = [self.pages.with_children(i) for i in (first, identifier)]
        titles = [self.pages.named(i) for i in (first, identifier)]
        pane = ComparePane(self.ctx, (titles[0], titles[1]), (sides[0], sides[1]))
        index = self.tabs.addTab(pane, t("对照"))
        self.tabs.setTabToolTip(index, " ↔ ".join(titles))
        self.tabs.setCurrentIndex(index)
