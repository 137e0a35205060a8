"""The page: shelves, list and detail side by side, and what its actions do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QInputDialog,
    QMessageBox,
)

from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import LatestOnly
from navigator.ui.pages import Page
from navigator.ui.pages.desk.entries import (
    ASSESSMENT,
    BOOKMARK,
    EVERYTHING,
    NOTE,
    SMART,
    TRASH,
    Counts,
    Line,
    Reader,
    Shelf,
    count,
    on_shelf,
)
from navigator.ui.pages.desk.filing import Filing
from navigator.ui.pages.desk.menus import entry_menu
from navigator.ui.pages.desk.merging import Merging
from navigator.ui.pages.desk.panes import Panes
from navigator.ui.pages.desk.shelves import shelf_name

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

Key = tuple[str, str]


class DeskPage(Page):
    """Three panes; the right one is the entry's detail or the export."""

    page_id = "desk"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.lines: list[Line] = []
        self.counts = Counts({}, {}, {})
        self._folders: list[str] = []
        self._wanted: list[Key] = []  # to be selected once the desk has been read
        self._wanted_shelf: Shelf | None = None
        self._telling = False
        self.filing = Filing(ctx, self)
        self.merging = Merging(ctx, self)
        self.merging.merged.connect(self._changed)
        self.filing.changed.connect(self._changed)
        self._latest = LatestOnly(ctx.jobs, t("读取笔记"), self)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._build()
        changes = changes_of(ctx)
        changes.deskChanged.connect(self._desk_changed)
        changes.libraryChanged.connect(self.reload)
        ctx.asOfChanged.connect(lambda _date: self.reload())
        self.reload()

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    # -- composition ------------------------------------------------------------------------------

    def _build(self) -> None:
        """Make the panes, after a change of language anew."""
        self.panes = panes = Panes(self.ctx, self)
        self.shelves, self.list, self.detail = panes.shelves, panes.list, panes.detail
        self.bookmark, self.note, self.plain = panes.bookmark, panes.note, panes.plain
        self.panel, self.nothing, self.many = panes.panel, panes.nothing, panes.many
        self.splitter = panes.splitter
        self._outer.addWidget(panes)
        panes.wanted.connect(lambda name: getattr(self, name)())
        self._wire()

    def _wire(self) -> None:
        shelves, listed, filing = self.shelves, self.list, self.filing
        shelves.chosen.connect(self._shelf_chosen)
        shelves.folderWanted.connect(self._new_folder)
        shelves.renamed.connect(filing.rename)
        shelves.removed.connect(filing.remove_shelf)
        shelves.filed.connect(self._filed)
        shelves.arranged.connect(filing.set_order)
        shelves.exportWanted.connect(self._export_shelf)
        shelves.emptyWanted.connect(self.empty_trash)
        listed.selected.connect(self._show)
        listed.activated.connect(self._activated)
        listed.deleteWanted.connect(self.remove_selected)
        listed.menuWanted.connect(self._menu)
        listed.emptyWanted.connect(self.empty_trash)
        listed.newWanted.connect(self.new_note)
        listed.readWanted.connect(lambda: self.ctx.nav.open_page("reading"))
        listed.model.dropped.connect(filing.arrange)
        for view in (self.bookmark, self.note):
            view.opened.connect(self._read)
            view.changed.connect(self._changed)
        self.note.created.connect(self._note_created)
        self.note.saved.connect(lambda _id: self.reload())
        self.plain.opened.connect(self.open_assessment)
        self.plain.restored.connect(self._restore_one)
        self.plain.removed.connect(self.remove_selected)
        self.panel.closed.connect(lambda: self._show(self.list.chosen()))

    # -- reading the desk -------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the desk anew beside the window; what is chosen stays chosen."""
        bench, as_of = self.bench, self.ctx.as_of

        def work(_control: object) -> tuple[list[Line], list[str]]:
            lines = Reader(bench, as_of).lines()
            return lines, [folder.name for folder in bench.desk.folders.all()]

        self._latest.run(work, self._loaded)

    def _loaded(self, found: tuple[list[Line], list[str]]) -> None:
        self.lines, self._folders = found
        self.counts = count(self.lines, self._folders)
        self.shelves.fill(self.counts, self.filing.order())
        if self._wanted_shelf is not None:
            self.shelves.choose(self._wanted_shelf)
            self._wanted_shelf = None
        shelf = self.shelves.current() or EVERYTHING
        if shelf != self.list.shelf:
            self.list.shelf = shelf
        self.list.set_lines(self.lines)
        if self._wanted:
            wanted, self._wanted = self._wanted, []
            self._reveal(wanted)
        elif not self._editing():
            self._show(self.list.chosen())

    def _reveal(self, keys: Sequence[Key]) -> None:
        """Select entries, leaving a shelf or search that hides them."""
        if any(self.list.model.row_of(key) < 0 for key in keys):
            self.shelves.choose(EVERYTHING)
            self.list.show_shelf(EVERYTHING)
        self.list.choose(keys)
        self._show(self.list.chosen())
        self.list.view.scrollTo(self.list.view.currentIndex())

    def _changed(self) -> None:
        """This page changed the desk."""
        self._telling = True
        changes_of(self.ctx).deskChanged.emit()
        self._telling = False
        self.reload()

    def _desk_changed(self) -> None:
        if not self._telling:
            self.reload()

    def _editing(self) -> bool:
        """Whether the right pane must not be replaced under a person's hands."""
        shown = self.detail.currentWidget()
        return shown is self.panel or (shown is self.note and not self.list.chosen())

    def _note_created(self, note_id: str) -> None:
        self._wanted = [(NOTE, note_id)]
        self._changed()

    # -- the right pane ---------------------------------------------------------------------------

    def _shelf_chosen(self, shelf: Shelf) -> None:
        self.note.flush()
        self.list.show_shelf(shelf)

    def _show(self, lines: list[Line]) -> None:
        folders, tags = self.shelves.folders(), list(self.counts.tags)
        only = lines[0] if len(lines) == 1 else None
        if only is None or only.key != (NOTE, self.note.note_id):
            self.note.close_note()
        if only is None:
            self.many.set_texts(t("选中 {n} 条", n=len(lines)), self.many.text.text())
            self.detail.setCurrentWidget(self.many if lines else self.nothing)
            return
        kept = self.bench.desk.bookmarks.get(only.id) if only.kind == BOOKMARK else None
        note = self.bench.desk.notes.get(only.id) if only.kind == NOTE else None
        if kept is not None:
            self.bookmark.show_bookmark(kept, only, folders, tags)
            self.detail.setCurrentWidget(self.bookmark)
        elif note is not None:
            self.note.show_note(note, only, folders, tags)
            self.detail.setCurrentWidget(self.note)
        else:
            self.plain.show_line(only, self._trashed_text(only))
            self.detail.setCurrentWidget(self.plain)

    def _trashed_text(self, line: Line) -> str:
        if line.kind != NOTE:
            return ""
        return next((n.text for n in self.bench.desk.notes.trash() if n.id == line.id), "")

    def _activated(self, line: Line) -> None:
        if line.trashed:
            return
        if line.kind == BOOKMARK and line.found:
            self.ctx.nav.open_provision(line.on)
        elif line.kind == ASSESSMENT:
            self.open_assessment(line.id)
        elif line.kind == NOTE:
            self.note.editor.setFocus()

    def _read(self, identifier: str) -> None:
        self.ctx.nav.open_provision(identifier)

    def open_assessment(self, identifier: str) -> None:
        self.ctx.nav.open_page("wizard", section="saved", receipt=identifier)

    def _restore_one(self, key: Key) -> None:
        self.filing.restore([key])

    def _filed(self, keys: list[Key], shelf: Shelf) -> None:
        if shelf.kind == "tag":
            self.filing.tag(keys, shelf.name)
        elif shelf == Shelf("smart", TRASH):
            self.filing.trash(keys)
        else:
            self.filing.move(keys, shelf.name if shelf.kind == "folder" else "")

    def _menu(self, place: QPoint) -> None:
        lines = self.list.chosen()
        if lines:
            entry_menu(self, lines, place)

    def ask_tag(self, keys: list[Key]) -> None:
        """Put one more tag on entries."""
        tag, done = QInputDialog.getItem(self, t("加标签"), t("标签"), list(self.counts.tags))
        if done and tag.strip():
            self.filing.tag(keys, tag.strip())

    # -- actions ----------------------------------------------------------------------------------

    def new_note(self) -> None:
        """An empty page in the folder or with the tag in front."""
        shelf = self.list.shelf
        self.list.view.selectionModel().clear()
        self.detail.setCurrentWidget(self.note)
        self.note.new_note(
            shelf.name if shelf.kind == "folder" else "",
            [shelf.name] if shelf.kind == "tag" else [],
            self.shelves.folders(), list(self.counts.tags),
        )  # fmt: skip

    def new_folder(self) -> None:
        shelf = self.list.shelf
        self._new_folder(shelf.name if shelf.kind == "folder" else "")

    def _new_folder(self, parent: str) -> None:
        name = self.filing.new_folder(parent)
        if name:
            self.shelves.rename(Shelf("folder", name))

    def focus_search(self) -> None:
        self.list.search.enter()

    def open_current(self) -> None:
        lines = self.list.chosen()
        if len(lines) == 1 and lines[0].on and lines[0].found:
            self.ctx.nav.open_provision(lines[0].on)

    def next_view(self) -> None:
        if self.detail.currentWidget() is self.note:
            self.note.next_view()

    def show_versions(self) -> None:
        if self.detail.currentWidget() is self.note:
            self.note.history.toggle()
            self.note.toggle_versions()

    def remove_selected(self) -> None:
        """Into the trash; what is there already is left for 清空."""
        keys = [line.key for line in self.list.chosen() if not line.trashed]
        if keys:
            self.note.flush()
            self.filing.trash(keys)

    def empty_trash(self) -> None:
        """Ask, for this one cannot be undone."""
        number = self.counts.smart.get(TRASH, 0)
        if not number:
            return
        words = t("回收站里的 {n} 条将彻底删除，不能再恢复。", n=number)
        answer = QMessageBox.question(self, t("清空回收站"), words)
        if answer == QMessageBox.StandardButton.Yes:
            self.filing.empty_trash()

    def undo(self) -> None:
        self.note.flush()
        self.filing.undo()

    def redo(self) -> None:
        self.filing.redo()

    def export(self) -> None:
        """What is selected first, else what is shown; all can be chosen instead."""
        self._open_export(bool(self.list.chosen()))

    def print_out(self) -> None:
        self.export()
        self.panel.print.setFocus()

    def _export_shelf(self, shelf: Shelf) -> None:
        self.shelves.choose(shelf)
        self._shelf_chosen(shelf)
        self._open_export(False)

    def _open_export(self, selected: bool) -> None:
        self.note.flush()
        chosen = [line.key for line in self.list.chosen() if not line.trashed]
        scopes = [(t("选中的"), chosen)] if chosen else []
        if self.list.shelf != EVERYTHING or self.list.search.text().strip():
            shown = [line.key for line in self.list.shown() if not line.trashed]
            scopes.append((self.list.title.full_text(), shown))
        folders = [Shelf("folder", name) for name in self.shelves.folders()]
        tags = [Shelf("tag", name) for name in self.counts.tags]
        for shelf in (EVERYTHING, *folders, *tags):
            if shelf != self.list.shelf or shelf == EVERYTHING:
                name = t("全部书签和笔记") if shelf == EVERYTHING else shelf_name(shelf)
                scopes.append((name, [line.key for line in on_shelf(self.lines, shelf)]))
        self.detail.setCurrentWidget(self.panel)
        self.panel.open(scopes, 0 if selected or not chosen else 1)

    def merge(self) -> None:
        self.note.flush()
        self.merging.choose()

    # -- the page protocol ------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        """``note`` or ``bookmark``: show that entry; ``shelf``: one of the smart lists."""
        for kind in (NOTE, BOOKMARK):
            if isinstance(args.get(kind), str):
                self._wanted = [(kind, str(args[kind]))]
        if args.get("shelf") in SMART:
            self._wanted_shelf = Shelf("smart", str(args["shelf"]))
        self.reload()
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self.list.view.setFocus()

    def state(self) -> dict[str, Any]:
        self.note.flush()
        chosen = self.list.chosen()
        return {
            "shelf": [self.list.shelf.kind, self.list.shelf.name],
            "entry": list(chosen[0].key) if len(chosen) == 1 else None,
            "sort": self.list.sort.currentData(),
            "view": self.note.views.current(),
            "sizes": self.splitter.sizes(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        shelf = state.get("shelf")
        if isinstance(shelf, list) and len(shelf) == 2:
            self._wanted_shelf = Shelf(str(shelf[0]), str(shelf[1]))
        sort = self.list.sort.findData(state.get("sort"))
        if sort >= 0:
            self.list.sort.setCurrentIndex(sort)
        if state.get("view") in ("write", "both", "read"):
            self.note.views.set_current(str(state["view"]))
        entry = state.get("entry")
        if isinstance(entry, list) and len(entry) == 2:
            self._wanted = [(str(entry[0]), str(entry[1]))]
        self.reload()
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 3 and sum(sizes) > 0:
            self.splitter.setSizes([int(size) for size in sizes])

    def retranslate(self) -> None:
        state = self.state()
        self.note.close_note()
        old = self.panes
        self._outer.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._build()
        self.restore(state)

    def hideEvent(self, event: QHideEvent) -> None:
        self.note.flush()
        super().hideEvent(event)
