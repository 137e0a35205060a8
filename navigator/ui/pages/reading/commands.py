"""What a person does with the provision in hand: copy, mark, note, compare, look for words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from navigator.app.content import ProvisionView
from navigator.model.citation import Citation
from navigator.model.desk import DEFAULT_COLOUR
from navigator.ui.changes import changes_of
from navigator.ui.i18n import t
from navigator.ui.pages import Page
from navigator.ui.pages.reading import sheet
from navigator.ui.pages.reading.compare import Pair, pairs
from navigator.ui.pages.reading.compare_pane import ComparePane

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench
    from navigator.ui.pages.reading.aloud import Aloud
    from navigator.ui.pages.reading.find_bar import FindBar
    from navigator.ui.pages.reading.inspector import Inspector
    from navigator.ui.pages.reading.pages_of import DocumentPages
    from navigator.ui.pages.reading.reader import Reader
    from navigator.ui.pages.reading.tabs import ReaderTabs
    from navigator.ui.pages.reading.tree_pane import TreePane
    from navigator.ui.widgets import Segmented


class ReadingCommands(Page):
    """The answers to the page's actions; the page itself composes what they work on."""

    pages: DocumentPages
    tabs: ReaderTabs
    tree: TreePane
    find_bar: FindBar
    inspector: Inspector
    aloud: Aloud
    modes: Segmented
    compare_from = ""  # id of the first side of a comparison

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def current(self) -> Reader | None:
        """The reader in front."""
        return self.tabs.current()

    def current_id(self) -> str:
        """Id of the provision in hand; of the document when none is; empty without a reader."""
        reader = self.current()
        if reader is None:
            return ""
        return f"{reader.document_id}#{reader.path}" if reader.path else reader.document_id

    def provision_id(self) -> str:
        """Id of the provision in hand, empty without one."""
        identifier = self.current_id()
        return identifier if "#" in identifier else ""

    def show_aside(self) -> None:
        """Makes the inspector visible."""
        raise NotImplementedError

    # -- moving -------------------------------------------------------------------------------------

    def next_provision(self) -> None:
        if reader := self.current():
            reader.step(1)

    def previous_provision(self) -> None:
        if reader := self.current():
            reader.step(-1)

    def show_original(self) -> None:
        self.modes.set_current(sheet.ORIGINAL)

    def show_digest(self) -> None:
        self.modes.set_current(sheet.DIGEST)

    def show_both(self) -> None:
        self.modes.set_current(sheet.BOTH)

    def focus_tree(self) -> None:
        self.tree.view.setFocus()

    def close_tab(self) -> None:
        self.tabs.close_current()

    # -- finding ------------------------------------------------------------------------------------

    def find_in_text(self) -> None:
        if reader := self.current():
            chosen = reader.textCursor().hasSelection()
            self.find_bar.open(reader.selected_words() if chosen else "")

    def find_next(self) -> None:
        self._step_hit(1)

    def find_previous(self) -> None:
        self._step_hit(-1)

    def _step_hit(self, by: int) -> None:
        reader = self.current()
        pane = self.tabs.currentWidget()
        if isinstance(pane, ComparePane):
            pane.step(by)
        elif reader is not None and reader.layers.hits:
            self.find_bar.tell(*reader.step_hit(by))
        else:
            self.find_in_text()

    # -- copying ------------------------------------------------------------------------------------

    def _copy(self, words: str, said: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.ctx.messages.toast(said)

    def _quoted(self) -> tuple[Citation, str] | None:
        reader = self.current()
        if reader is None or not reader.path or self.ctx.kiosk:
            return None
        return self.pages.quoted(reader)

    def copy_words(self) -> None:
        """The selected words alone."""
        if reader := self.current():
            self._copy(reader.selected_words(), t("已复制文字。"))

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
        if self.provision_id() and not self.ctx.kiosk:
            self._copy(self.provision_id(), t("已复制编号。"))

    # -- listening ----------------------------------------------------------------------------------

    def read_aloud(self) -> None:
        """Say the selected words, else what is shown of the provision in hand; again: stop."""
        reader = self.current()
        if self.aloud.speaking:
            self.aloud.stop()
        elif reader is not None:
            self.aloud.say(self.pages.spoken(reader, self.modes.current()))

    def pause_reading(self) -> None:
        self.aloud.pause_or_resume()

    def offers(self, action: str) -> bool:
        return self.aloud.offered or action not in ("reading.aloud", "reading.pause")

    # -- the desk -----------------------------------------------------------------------------------

    def bookmark(self, colour: str = DEFAULT_COLOUR) -> None:
        """Mark the selected words, or the whole provision."""
        reader, identifier = self.current(), self.provision_id()
        if reader is None or not identifier or self.ctx.kiosk:
            return
        passage = self.pages.passage_of(reader)
        self.bench.desk.bookmarks.add(identifier, passage=passage, colour=colour)
        self._kept(t("已加书签。"))

    def note(self) -> None:
        """Write about the provision in hand, beside it."""
        if self.current_id() and not self.ctx.kiosk:
            self.show_aside()
            self.inspector.quick.begin()

    def add_note(self, target: str, text: str) -> None:
        self.bench.desk.notes.add(text, on=target)
        self._kept(t("已记下。"))

    def remove_bookmark(self, bookmark_id: str) -> None:
        self.bench.desk.bookmarks.remove(bookmark_id)
        self._kept(t("书签已移到回收站。"))

    def _kept(self, said: str) -> None:
        self.ctx.messages.toast(said, action=(t("撤销"), self._undo))
        changes_of(self.ctx).deskChanged.emit()

    def _undo(self) -> None:
        self.bench.desk.undo()
        changes_of(self.ctx).deskChanged.emit()

    def open_measures(self) -> None:
        if self.provision_id():
            self.ctx.nav.open_page("wizard", provision=self.provision_id())

    # -- comparing ----------------------------------------------------------------------------------

    def start_comparison(self) -> None:
        """First call takes one side, the second shows both."""
        self.compare(self.current_id())

    def compare(self, identifier: str) -> None:
        """Take a document or provision as one side of a comparison; with two of them, show it."""
        if not identifier or self.ctx.kiosk:
            return
        if self.compare_from in ("", identifier):
            self.compare_from = identifier
            self.ctx.messages.toast(t("已选一方。再到另一条按 Ctrl+Shift+D 对照。"))
            return
        first, self.compare_from = self.compare_from, ""
        self.show_comparison(first, identifier)

    def show_comparison(self, first: str, second: str, last: bool = False) -> ComparePane | None:
        """Two provisions with all below them, or two whole documents; None when one is gone."""
        sides = [self.pages.with_children(i) for i in (first, second)]
        if not all(sides):
            self.ctx.messages.toast(t("其中一方没有可以对照的文字。"))
            return None
        named = (self.pages.named(first), self.pages.named(second))
        kept = ["pair", first, second]
        title = t("对照：{title}", title=" ↔ ".join(named))
        return self._add_comparison(title, named, pairs(*sides), kept, "#" in first, last)

    def compare_edition(
        self, document_id: str, sha256: str, last: bool = False
    ) -> ComparePane | None:
        """An earlier edition of a document beside the one that is read."""
        found = next(
            (e for e in self.bench.library.editions(document_id) if e.source_sha256 == sha256), None
        )
        if found is None:
            self.ctx.messages.toast(t("资料库里已经没有这个版本。"))
            return None
        old = [
            ProvisionView(item, official=True)
            for item in self.bench.library.edition_provisions(document_id, sha256)
        ]
        day = found.imported_at.astimezone().strftime("%Y-%m-%d")
        named = (
            t("{day} 导入的版本（{name}）", day=day, name=found.source_name),
            t("现在的版本"),
        )
        now = self.bench.contents.provisions(document_id)
        kept = ["edition", document_id, sha256]
        view = self.bench.contents.document(document_id)
        title = t("版本对照：{title}", title=view.document.title if view else document_id)
        return self._add_comparison(title, named, pairs(old, now), kept, True, last)

    def _add_comparison(
        self,
        title: str,
        sides: tuple[str, str],
        rows: list[Pair],
        kept: list[str],
        marked: bool,
        last: bool,
    ) -> ComparePane:
        pane = ComparePane(self.ctx, sides, rows, kept, marked)
        self.tabs.add(pane, title, last)
        self.tabs.setCurrentWidget(pane)
        return pane
