"""The page: import above, what is imported below, upkeep at the foot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout

from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import Page
from navigator.ui.pages.library.importing import ImportCard
from navigator.ui.pages.library.packs import PacksCard
from navigator.ui.pages.library.sources import SourcesCard
from navigator.ui.pages.library.upkeep import UpkeepCard
from navigator.ui.widgets import ScrollColumn, label

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench


class LibraryPage(Page):
    """Everything about what is stored, in one scrolling column; files may be dropped anywhere."""

    page_id = "library"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.setAcceptDrops(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(ctx.theme, width=1040, spacing=14)
        outer.addWidget(self._scroll)
        body = self._scroll.body
        self.title = label("", "display")
        self.lead = label("", "lead")
        body.addWidget(self.title)
        body.addWidget(self.lead)
        self.importer = ImportCard(ctx, self.bench)
        self.sources = SourcesCard(ctx, self.bench)
        self.packs = PacksCard(ctx, self.bench)
        self.upkeep = UpkeepCard(ctx, self.bench)
        for card in (self.importer, self.sources, self.packs, self.upkeep):
            body.addWidget(card)
        body.addStretch(1)
        changes_of(ctx).libraryChanged.connect(self.refresh)
        self._say()

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def refresh(self) -> None:
        """Show the imported files as they are now."""
        self.sources.refresh()
        self.packs.refresh()
        self._say()

    def _say(self) -> None:
        self.title.setText(t("资料库"))
        if self.sources.table.words.rowCount():
            words = t("官方原文都在这台电脑上；每个文件可以查来源、哈希、移除了什么、哪里拿不准。")
        else:
            words = t(
                "第一次使用：导入一份官方政策汇编，就能看原文、记书签、核对条款。"
                "没有原文时，目录、要点和资格向导照样能用。"
            )
        self.lead.setText(words)

    # -- the page's life --------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        """``action="import"``: the way to the files is at hand; ``upkeep``: so are the checks."""
        if self.bench.library.notice:
            self.ctx.messages.banner(self.bench.library.notice, "warn", key="library-notice")
        action = args.get("action")
        if action == "import":
            self._scroll.verticalScrollBar().setValue(0)
            if self.importer.main is not None:
                self.importer.main.setFocus()
        elif action == "upkeep":
            # The column has its height only after the page has been laid out.
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.upkeep))

    def retranslate(self) -> None:
        for card in (self.importer, self.sources, self.packs, self.upkeep):
            card.retranslate()
        self._say()

    # -- actions ----------------------------------------------------------------------------------

    def choose_files(self) -> None:
        self.importer.choose()

    def choose_pack(self) -> None:
        self._scroll.ensureWidgetVisible(self.packs)
        self.packs.choose()

    def verify(self) -> None:
        self._to_upkeep()
        self.upkeep.verify()

    def repair(self) -> None:
        self._to_upkeep()
        self.upkeep.repair()

    def backup(self) -> None:
        self._to_upkeep()
        self.upkeep.backup()

    def merge(self) -> None:
        self._to_upkeep()
        self.upkeep.merge()

    def open_folder(self) -> None:
        self.upkeep.open_folder()

    def _to_upkeep(self) -> None:
        self._scroll.ensureWidgetVisible(self.upkeep)

    # -- drag and drop ----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_files(event):
            event.acceptProposedAction()
            self.importer.set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.importer.set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.importer.set_over(False)
        if paths := _local_files(event):
            event.acceptProposedAction()
            self.look(paths)

    def look(self, paths: list[Path]) -> None:
        """Shows what the files hold, before anything is taken in: one pack, or publications."""
        if packs := [path for path in paths if path.suffix.lower() == ".pnpack"]:
            self._scroll.ensureWidgetVisible(self.packs)
            self.packs.look(packs[0])
        else:
            self._scroll.verticalScrollBar().setValue(0)
            self.importer.look(paths)


def _local_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
