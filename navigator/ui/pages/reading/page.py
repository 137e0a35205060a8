"""The reading page: composes tree, tabs and inspector, and opens what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.reading import sheet
from navigator.ui.pages.reading.aloud import Aloud
from navigator.ui.pages.reading.commands import ReadingCommands
from navigator.ui.pages.reading.find_bar import FindBar
from navigator.ui.pages.reading.inspector import Inspector
from navigator.ui.pages.reading.menu import provision_menu
from navigator.ui.pages.reading.pages_of import DocumentPages
from navigator.ui.pages.reading.reader import Reader
from navigator.ui.pages.reading.selection_bar import SelectionBar
from navigator.ui.pages.reading.session import restore, state
from navigator.ui.pages.reading.tabs import ReaderTabs
from navigator.ui.pages.reading.tree_pane import TreePane
from navigator.ui.pages.reading.welcome import Welcome
from navigator.ui.widgets import Segmented, chip, icon_button, row

MODES = ((sheet.ORIGINAL, "原文"), (sheet.DIGEST, "要点"), (sheet.BOTH, "对照"))
_SETTLE_MS = 90  # the inspector follows once scrolling pauses


class ReadingPage(ReadingCommands):
    """Three panes: tree, reader, inspector."""

    page_id = "reading"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.pages = DocumentPages(ctx)
        self._aside_wanted: bool | None = None  # None: as the width allows
        self._opening = False  # the inspector waits until the place is reached
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLE_MS)
        self._pause.timeout.connect(self._refresh_inspector)
        self._compose()
        self._wire()
        self.tree.load()
        self._show_welcome()
        self.pages.prepare(self._refresh_marks, self)
        self.aloud.begin()

    # -- composition --------------------------------------------------------------------------------

    def _compose(self) -> None:
        ctx = self.ctx
        self.tree = TreePane(ctx)
        self.tabs = ReaderTabs(ctx, self._dress)
        self.modes = Segmented(ctx.theme, [(key, t(text)) for key, text in MODES], t("怎样读"))
        self.terms = chip(t("标出术语"))
        self.find_bar = FindBar(ctx)
        self.welcome = Welcome(ctx, self.bench)
        self.inspector = Inspector(ctx, self.pages)
        self.inspector.clear()
        middle = QWidget()
        middle.setProperty("ground", "surface")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = QWidget()
        line = row(ctx.theme, self.bar, (12, 8, 12, 8), 10)
        line.addWidget(self.modes)
        line.addWidget(self.terms)
        line.addStretch(1)
        self.aloud = Aloud(ctx, self)
        line.addWidget(self.aloud.button)
        self.aside = icon_button(ctx.theme, "panel-right", t("关联栏"), self.toggle_inspector,
                                 checkable=True, shortcut="F10")  # fmt: skip
        line.addWidget(self.aside)
        for part, stretch in (
            (self.bar, 0), (self.find_bar, 0), (self.welcome, 1), (self.tabs, 1),
        ):  # fmt: skip
            column.addWidget(part, stretch)
        self.selection = SelectionBar(ctx, middle)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.tree, middle, self.inspector):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([ctx.theme.px(300), ctx.theme.px(700), ctx.theme.px(280)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)
        self.retranslate()

    def _wire(self) -> None:
        ctx = self.ctx
        self.tree.chosen.connect(self._open_id)
        self.tree.compareWanted.connect(self.compare)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.tabs.emptied.connect(self._show_welcome)
        self.modes.changed.connect(self._set_anew)
        self.terms.toggled.connect(self._set_anew)
        self.find_bar.changed.connect(self._find_changed)
        self.find_bar.stepped.connect(self._step_hit)
        self.find_bar.closed.connect(self._find_closed)
        self.inspector.openWanted.connect(self._open_id)
        self.inspector.measureWanted.connect(lambda m: ctx.nav.open_page("wizard", measure=m))
        self.inspector.noteWanted.connect(lambda note: ctx.nav.open_page("desk", note=note))
        self.inspector.termWanted.connect(lambda term: ctx.nav.open_page("glossary", term=term))
        self.inspector.unmarkWanted.connect(self.remove_bookmark)
        self.inspector.editionWanted.connect(self.compare_edition)
        self.inspector.quick.written.connect(self.add_note)
        self.inspector.quick.left.connect(self._focus_text)
        self.selection.copyWanted.connect(self.copy_words)
        self.selection.citeWanted.connect(self.copy_citation)
        self.selection.markWanted.connect(self.bookmark)
        self.selection.noteWanted.connect(self.note)
        for signal in (self.selection.copyWanted, self.selection.citeWanted,
                       self.selection.markWanted, self.selection.noteWanted):  # fmt: skip
            signal.connect(self.selection.hide)
        self.aloud.wanted.connect(self.read_aloud)
        changes = changes_of(ctx)
        changes.libraryChanged.connect(self._library_changed)
        changes.deskChanged.connect(self._refresh_marks)
        ctx.asOfChanged.connect(self._set_anew)
        ctx.theme.changed.connect(self._set_anew)

    def _dress(self, reader: Reader) -> None:
        """Tie a new reader to the page."""
        reader.provisionChanged.connect(lambda _path: self._provision_changed(reader))
        reader.linkChosen.connect(self._link)
        reader.menuWanted.connect(self._menu)
        reader.markChosen.connect(self._mark_chosen)
        reader.wordsChosen.connect(self._offer)
        reader.selectionChanged.connect(self._withdraw)
        reader.verticalScrollBar().valueChanged.connect(self.selection.hide)

    def retranslate(self) -> None:
        self.tree.retranslate()
        self.tabs.retranslate()
        self.modes.set_texts([t(text) for _, text in MODES])
        self.modes.setAccessibleName(t("怎样读"))
        self.terms.setText(t("标出术语"))
        self.terms.setToolTip(t("给看不懂的词加下划线，指着它或按 Tab 看解释（F9）"))
        self.aside.setAccessibleName(t("关联栏"))
        self.aside.setToolTip(t("关联栏（F10）"))
        self.find_bar.retranslate()
        self.aloud.retranslate()
        self.inspector.quick.retranslate()
        self.welcome.refresh()
        self._set_anew()

    def hideEvent(self, event: QHideEvent) -> None:
        """What cannot be seen any more is not read on: another page, the next visitor."""
        super().hideEvent(event)
        self.aloud.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.selection.hide()
        self._make_room()

    def _make_room(self) -> None:
        """The inspector folds away where the text would become too narrow to read."""
        px = self.ctx.theme.px
        # The tree keeps room for titles; the chip has a key and stands in the palette besides.
        self.tree.setMinimumWidth(px(170))
        self.inspector.setMinimumWidth(px(200))
        self.terms.setVisible(self.width() >= px(700))
        wide = self.width() >= px(980)
        shown = wide if self._aside_wanted is None else self._aside_wanted
        appears = shown and self.inspector.isHidden()
        self.inspector.setVisible(shown)
        self.aside.setChecked(shown)
        if appears:
            self._refresh_inspector()

    def toggle_inspector(self) -> None:
        """Show or hide what is known about the provision in hand."""
        self._aside_wanted = self.inspector.isHidden()
        self._make_room()
        self._refresh_inspector()

    def show_aside(self) -> None:
        if self.inspector.isHidden():
            self.toggle_inspector()

    def toggle_terms(self) -> None:
        self.terms.toggle()

    def _show_welcome(self) -> None:
        empty = self.tabs.count() == 0
        self.welcome.setVisible(empty)
        self.tabs.setVisible(not empty)
        self.bar.setVisible(not empty)
        if empty:
            self.find_bar.hide()
            self.welcome.refresh()
            self.inspector.clear()

    # -- the page protocol --------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        target = str(args.get("provision_id") or args.get("document_id") or "")
        if target:
            self.open(target, str(args.get("highlight") or ""), bool(args.get("beside")))

    def state(self) -> dict[str, Any]:
        self.inspector.quick.commit()
        return state(self)

    def restore(self, state: dict[str, Any]) -> None:
        restore(self, state)
        self._show_welcome()

    # -- opening ------------------------------------------------------------------------------------

    def open(self, identifier: str, highlight: str = "", beside: bool = False) -> None:
        """Show a document or provision, in its own tab or ``beside`` what is read now."""
        document_id, _, path = identifier.partition("#")
        view = self.bench.contents.document(document_id)
        if view is None:
            self.ctx.messages.toast(t("资料库里已经没有这份文件。"))
            return
        reader = self.tabs.reader_of(document_id)
        words = highlight.split()
        self._opening = True
        try:
            if reader is None or (beside and reader is self.current()):
                reader = self.tabs.add_reader(document_id, view.document.title, path)
            if self.pages.unfold_for(document_id, path, words):
                reader.stale = True
            self.tabs.setCurrentWidget(reader)
            self._show_welcome()
        finally:
            self._opening = False
        self._fill_if_stale(reader)
        reader.setFocus()  # first, so that a screen reader reads where the cursor goes
        if path and not reader.show_path(path):
            self.ctx.messages.toast(t("这一条已不在文件里，显示整份文件。"))
        elif not path:
            reader.show_top()
        if words:
            total = reader.find_all(words, path or None)
            self.find_bar.show_words(highlight if total else "")
            self.find_bar.tell(reader.layers.current + 1, total)
        self.tree.show_entry(identifier)
        self._refresh_inspector()

    def _fill_if_stale(self, reader: Reader) -> None:
        if not reader.stale:
            return
        mode = self.modes.current()
        words = reader.layers.words
        page = self.pages.page(reader.document_id, mode, self.terms.isChecked())
        reader.set_page(page, wide=mode == sheet.BOTH)
        self._mark(reader)
        if words:
            reader.find_all(words)

    def _mark(self, reader: Reader) -> None:
        reader.show_marks(self.pages.marks(reader.document_id))
        reader.mark_passages([] if self.ctx.kiosk else self.pages.passages(reader))

    def _set_anew(self, *_: object) -> None:
        """Every page is out of date; the one in front is set now, the others when looked at."""
        for reader in self.tabs.readers():
            reader.stale = True
        if (current := self.current()) is not None:
            self._fill_if_stale(current)
        self._make_room()
        self._refresh_inspector()

    def _refresh_marks(self) -> None:
        """What is tied to provisions has changed; the text has not."""
        for reader in self.tabs.readers():
            if not reader.stale:
                self._mark(reader)
        self._refresh_inspector()

    def _library_changed(self) -> None:
        self.tree.load()
        self._set_anew()
        self._show_welcome()

    def _open_id(self, identifier: str, beside: bool) -> None:
        self.ctx.nav.open_provision(identifier, beside=beside)

    def _tab_changed(self, _index: int) -> None:
        self.selection.hide()
        reader = self.current()
        self.modes.setEnabled(reader is not None)
        self.terms.setEnabled(reader is not None)
        if reader is not None:
            self._fill_if_stale(reader)
            self.find_bar.tell(reader.layers.current + 1, len(reader.layers.hits))
        self._refresh_inspector()

    def _provision_changed(self, reader: Reader) -> None:
        if reader is not self.current():
            return
        if reader.scrolling:
            self._pause.start()
        else:
            self._refresh_inspector()

    def _refresh_inspector(self) -> None:
        self._pause.stop()
        reader = self.current()
        if self._opening or reader is None or self.inspector.isHidden():
            return
        view = self.bench.contents.document(reader.document_id)
        item = self.bench.contents.provision(self.provision_id()) if reader.path else None
        if view is not None and item is not None:
            self.inspector.show_provision(view, item)
        elif view is not None:
            self.inspector.show_document(view)
        else:
            self.inspector.clear()

    # -- links, menus, selections -------------------------------------------------------------------

    def _link(self, href: str, beside: bool) -> None:
        scheme, _, rest = href.partition(":")
        words = QUrl.fromPercentEncoding(rest.encode())
        if scheme == "policy":
            self._open_id(words, beside)
        elif scheme == "term":
            self.ctx.nav.open_page("glossary", term=words)
        elif href == "app:import":
            self.ctx.nav.open_page("library", action="import")
        elif words.startswith("fold:"):
            self.pages.fold(words.removeprefix("fold:"))
            self._set_anew()

    def open_menu(self) -> None:
        """The menu of the provision in hand, beside it."""
        if (reader := self.current()) is not None:
            reader.setFocus()
            self._menu(reader.viewport().mapToGlobal(reader.cursorRect().bottomLeft()))

    def _menu(self, place: QPoint) -> None:
        if not self.ctx.kiosk:
            menu = provision_menu(self)
            menu.exec(place)
            menu.deleteLater()

    def _mark_chosen(self, kind: str, path: str) -> None:
        """A mark in the margin: the inspector says more; measures have a page of their own."""
        if (reader := self.current()) is not None:
            reader.show_path(path)
            if kind == "measures":
                self.open_measures()
            else:
                self.show_aside()
                self._refresh_inspector()

    def _offer(self) -> None:
        reader = self.current()
        if reader is not None and not self.ctx.kiosk:
            self.selection.appear(reader, reader.selection_place())

    def _withdraw(self) -> None:
        reader = self.current()
        if reader is None or not reader.textCursor().hasSelection():
            self.selection.hide()

    def _focus_text(self) -> None:
        if (reader := self.current()) is not None:
            reader.setFocus()

    def _find_changed(self, words: str) -> None:
        reader = self.current()
        if reader is None:
            return
        wanted: Sequence[str] = [words] if words.strip() else []
        if wanted and self.pages.unfold_for(reader.document_id, "", wanted):
            reader.stale = True
            self._fill_if_stale(reader)
        total = reader.find_all(list(wanted))
        self.find_bar.tell(*(reader.step_hit(1) if total else (0, 0)))

    def _find_closed(self) -> None:
        for reader in self.tabs.readers():
            reader.find_all([])
        self._focus_text()
