"""The page: import above, what is imported below, upkeep at the foot."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout

from navigator.store.records import Report, SourceRecord
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import Page
from navigator.ui.pages.library.importing import ImportCard
from navigator.ui.widgets import Card, ScrollColumn, button, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench


class LibraryPage(Page):
    """Everything about what is stored, in one scrolling column."""

    page_id = "library"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(ctx.theme, width=920)
        outer.addWidget(self._scroll)
        body = self._scroll.body
        body.addWidget(label(t("资料库"), "display"))
        self.importer = ImportCard(ctx, self.bench)
        body.addWidget(self.importer)
        self._sources = Card(ctx.theme, (24, 20, 24, 20), 10)
        body.addWidget(self._sources)
        body.addWidget(self._upkeep())
        body.addStretch(1)
        changes_of(ctx).libraryChanged.connect(self.refresh)
        self.refresh()

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def activate(self, **args: Any) -> None:
        if self.bench.library.notice:
            self.ctx.messages.banner(self.bench.library.notice, "warn", key="library-notice")
        if args.get("action") == "import":
            self.importer.setFocus()

    # -- what is imported -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the imported files as they are now."""
        body = self._sources.body
        while body.count():
            item = body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        body.addWidget(label(t("已导入的文件"), "subtitle"))
        sources = self.bench.library.sources()
        if not sources:
            body.addWidget(
                label(t("还没有导入官方原文。目录、要点、检索和资格向导现在就能用。"), "soft")
            )
        for source in sources:
            body.addWidget(self._source(source))

    def _source(self, record: SourceRecord) -> Card:
        card = Card(self.ctx.theme, (16, 12, 16, 12), 4)
        head = row(self.ctx.theme, None, (0, 0, 0, 0), 8)
        head.addWidget(label(record.source.name, "strong", wrap=False), 1)
        remove = button(self.ctx.theme, t("移除"), "quiet", "trash-2",
                        partial(self.remove, record))  # fmt: skip
        remove.setAccessibleName(t("移除 {name}", name=record.source.name))
        head.addWidget(remove)
        card.body.addLayout(head)
        day = record.imported_at.astimezone().strftime("%Y-%m-%d %H:%M")
        counts = record.characters
        card.body.addWidget(
            label(
                t(
                    "{day} 导入　{n} 份文件　{p} 条条款",
                    day=day,
                    n=record.documents,
                    p=record.provisions,
                ),
                "soft",
            )
        )
        card.body.addWidget(
            label(
                t(
                    "原文 {source} 字 = 保留 {kept} 字 + 移除 {removed} 字　SHA-256 {sha}",
                    source=counts.source,
                    kept=counts.kept,
                    removed=counts.removed,
                    sha=record.source.sha256,
                ),
                "caption",
                selectable=True,
            )
        )
        return card

    def remove(self, record: SourceRecord) -> None:
        """Take a publication out of the library, after asking."""
        question = t(
            "把《{name}》从资料库移除？书签和笔记会保留；以后可以重新导入。",
            name=record.source.name,
        )
        answer = QMessageBox.question(self, t("移除资料"), question)
        if answer == QMessageBox.StandardButton.Yes:
            self.bench.library.remove_source(record.source.sha256)
            changes_of(self.ctx).libraryChanged.emit()
            self.ctx.messages.toast(t("已移除，书签和笔记没有改动。"))

    # -- upkeep -----------------------------------------------------------------------------------

    def _upkeep(self) -> Card:
        card = Card(self.ctx.theme, (24, 20, 24, 20), 10)
        card.body.addWidget(label(t("检查与备份"), "subtitle"))
        line = row(self.ctx.theme, None, (0, 0, 0, 0), 8)
        for words, icon, act in (
            (t("检查"), "shield-check", self.verify),
            (t("修复"), "wrench", self.repair),
            (t("备份书签和笔记…"), "save", self.backup),
            (t("并入另一台电脑的书签和笔记…"), "upload", self.merge),
        ):
            line.addWidget(button(self.ctx.theme, words, "secondary", icon, act))
        line.addStretch(1)
        card.body.addLayout(line)
        self.outcome = label("", "soft", selectable=True)
        card.body.addWidget(self.outcome)
        where = t("数据文件夹：{path}", path=str(self.bench.paths.root))
        card.body.addWidget(label(where, "caption", selectable=True))
        return card

    def choose_files(self) -> None:
        self.importer.choose()

    def verify(self) -> None:
        """Check everything stored, beside the window."""
        self.outcome.setText(t("正在检查…"))
        self.ctx.jobs.run(t("检查资料库"), lambda _control: self.bench.verify(),
                          on_success=self._told, owner=self)  # fmt: skip

    def _told(self, report: Report) -> None:
        lines = [t("检查了：{what}", what="、".join(report.checked))] if report.checked else []
        lines += report.actions
        lines += [f"{problem.where}：{problem.what}" for problem in report.problems]
        lines.append(
            t("没有发现问题。") if report.ok else t("可以点“修复”；书签和笔记不会被改动。")
        )
        self.outcome.setText("\n".join(lines))

    def repair(self) -> None:
        """Mend what is derived. Files are closed meanwhile, so this runs at once."""
        self._told(self.bench.repair())
        changes_of(self.ctx).libraryChanged.emit()

    def backup(self) -> None:
        """Copy the desk to a file of the person's choice."""
        name = f"政策导航-书签笔记-{dt.date.today().isoformat()}.db"
        start = str(Path(str(self.ctx.settings.get("library.folder", str(Path.home())))) / name)
        chosen, _ = QFileDialog.getSaveFileName(self, t("备份书签和笔记"), start)
        if chosen:
            self.bench.desk.backup_to(Path(chosen))
            self.ctx.messages.toast(t("已备份到 {path}", path=chosen))

    def merge(self) -> None:
        """Take in another desk; nothing of ours is overwritten."""
        chosen, _ = QFileDialog.getOpenFileName(self, t("选择另一份书签和笔记"), "", "*.db")
        if chosen:
            outcome = self.bench.desk.merge_from(Path(chosen))
            changes_of(self.ctx).deskChanged.emit()
            self.outcome.setText(
                t(
                    "并入 {n} 项，另有 {m} 项本来就有；已有的没有改动。",
                    n=outcome.added,
                    m=outcome.duplicates,
                )
            )
