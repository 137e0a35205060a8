"""What is imported: one row a file, and below it the chosen file in detail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from navigator.store.records import SourceRecord
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import JobControl, LatestOnly
from navigator.ui.pages.library.details import COLUMNS as DETAIL_COLUMNS
from navigator.ui.pages.library.details import Details, read_details
from navigator.ui.pages.library.tables import (
    FINDING_COLUMNS,
    Column,
    Line,
    WordsTable,
    finding_lines,
)
from navigator.ui.pages.library.words import balance, size_of
from navigator.ui.widgets import Card, Segmented, button, column, flow, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

COLUMNS = (
    Column("文件名"),
    Column("导入时间", 140),
    Column("文件", 60, number=True, spare=3),
    Column("条款", 70, number=True),
    Column("字数（原文 = 保留 + 移除）", 230, spare=2),
    Column("SHA-256", 120, spare=1),
)
_TABS = (("documents", "文件与版本"), ("removed", "移除"), ("review", "待核"))


def source_line(record: SourceRecord) -> Line:
    """A row for :data:`COLUMNS`."""
    counts = record.characters
    return Line(
        (
            record.source.name,
            record.imported_at.astimezone().strftime("%Y-%m-%d %H:%M"),
            str(record.documents),
            str(record.provisions),
            f"{counts.source:,} = {counts.kept:,} + {counts.removed:,}",
            f"{record.source.sha256[:12]}…",
        ),
        record.source.sha256,
    )


class SourcesCard(Card):
    """Choosing a row shows its details; removal asks in place."""

    def __init__(self, ctx: UiContext, bench: Workbench) -> None:
        super().__init__(ctx.theme, (24, 18, 24, 18), 10)
        self.ctx = ctx
        self.bench = bench
        self._records: Sequence[SourceRecord] = ()
        self._latest = LatestOnly(ctx.jobs, owner=self)
        theme = ctx.theme
        self.title = label("", "subtitle")
        self.none = label("", "soft")
        self.table = WordsTable(theme, t("已导入的文件"), COLUMNS, most=6)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        for widget in (self.title, self.none, self.table):
            self.body.addWidget(widget)
        self.detail = self._make_detail()
        self.body.addWidget(self.detail)
        self.retranslate()

    def _make_detail(self) -> QWidget:
        theme = self.ctx.theme
        pane = QWidget()
        pane.setProperty("ground", "none")
        inner = column(theme, pane, (0, 4, 0, 0), 8)
        self.facts = label("", "soft", selectable=True)
        self.hash = label("", "caption", selectable=True)
        inner.addWidget(self.facts)
        inner.addWidget(self.hash)
        line = flow(theme, spacing=8)  # in large type they stand below each other
        self.tabs = Segmented(theme, [(key, t(words)) for key, words in _TABS], t("看文件的哪部分"))
        self.tabs.changed.connect(self._turn)
        self.copy_hash = button(theme, "", "quiet", "copy", self._copy)
        self.drop = button(theme, "", "quiet", "trash-2", self.ask_removal)
        line.addWidget(self.tabs)
        line.addWidget(self.copy_hash)
        line.addWidget(self.drop)
        inner.addLayout(line)
        self.asking = self._make_question()
        inner.addWidget(self.asking)
        self.documents = WordsTable(theme, t("这个文件里的文件与版本"), DETAIL_COLUMNS, most=8)
        self.documents.opened.connect(self.ctx.nav.open_provision)
        self.removed = WordsTable(theme, t("移除的字"), FINDING_COLUMNS, most=8)
        self.review = WordsTable(theme, t("待核的字"), FINDING_COLUMNS, most=8)
        self.nothing = label("", "soft")
        self._stack = QStackedWidget()
        for widget in (self.documents, self.removed, self.review, self.nothing):
            self._stack.addWidget(widget)
        inner.addWidget(self._stack)
        return pane

    def _make_question(self) -> Card:
        theme = self.ctx.theme
        card = Card(theme, (16, 10, 12, 10), 8, tone="danger")
        self.question = label("")
        card.body.addWidget(self.question)
        line = row(theme, None, (0, 0, 0, 0), 8)
        self.yes = button(theme, "", "danger", "trash-2", self.remove)
        self.no = button(theme, "", "secondary", "", self._keep)
        line.addWidget(self.yes)
        line.addWidget(self.no)
        line.addStretch(1)
        card.body.addLayout(line)
        card.hide()
        return card

    def retranslate(self) -> None:
        self.none.setText(t("还没有导入官方原文。目录、要点、检索和资格向导现在就能用。"))
        self.copy_hash.setText(t("复制哈希"))
        self.drop.setText(t("移除…"))
        self.yes.setText(t("确定移除"))
        self.no.setText(t("不移除"))
        self.refresh()

    # -- what is imported -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the imported files as they are now; the chosen one stays chosen."""
        chosen = self.table.current_key()
        self._records = self.bench.library.sources()
        n = len(self._records)
        self.title.setText(t("已导入的文件（{n}）", n=n) if n else t("已导入的文件"))
        self.table.set_lines([source_line(record) for record in self._records])
        self.none.setVisible(not n)
        self.table.setVisible(bool(n))
        self.detail.setVisible(bool(n))
        if n:
            keys = [record.source.sha256 for record in self._records]
            self.table.selectRow(keys.index(chosen) if chosen in keys else n - 1)

    @property
    def record(self) -> SourceRecord | None:
        """The file chosen."""
        key = self.table.current_key()
        return next((r for r in self._records if r.source.sha256 == key), None)

    def _chosen(self) -> None:
        self.asking.hide()
        record = self.record
        if record is None:
            return
        self.facts.setText(
            t(
                "{size}　{balance}",
                size=size_of(record.source),
                balance=balance(record.characters),
            )
        )
        self.hash.setText(f"SHA-256 {record.source.sha256}")
        self.drop.setAccessibleName(t("移除 {name}", name=record.source.name))
        library, sha256 = self.bench.library, record.source.sha256
        self._latest.run(lambda _control: read_details(library, sha256), self._show)

    def _show(self, details: Details) -> None:
        self.documents.set_lines(details.documents)
        self.removed.set_lines(finding_lines(details.removed))
        self.review.set_lines(finding_lines(details.review))
        numbers = (len(details.documents), len(details.removed), len(details.review))
        names = zip(_TABS, numbers, strict=True)
        self.tabs.set_texts([f"{t(words)} {n}" for (_, words), n in names])
        self._turn(self.tabs.current())

    def _turn(self, key: str) -> None:
        tables = {"documents": self.documents, "removed": self.removed, "review": self.review}
        table = tables[key]
        empty = not table.words.rowCount()
        self.nothing.setText(
            {
                "documents": t("这个文件里没有读出文件。"),
                "removed": t("没有移除任何字。"),
                "review": t("没有拿不准的地方。"),
            }[key]
        )
        front: QWidget = self.nothing if empty else table
        self._stack.setCurrentWidget(front)
        # A stack is as high as its highest page unless told otherwise.
        self._stack.setFixedHeight(
            table.height() if not empty else self.nothing.sizeHint().height()
        )

    def _copy(self) -> None:
        if self.record is not None:
            QGuiApplication.clipboard().setText(self.record.source.sha256)
            self.ctx.messages.toast(t("哈希已复制。"), "good")

    # -- taking out -------------------------------------------------------------------------------

    def ask_removal(self) -> None:
        """Ask in place before anything is taken out."""
        record = self.record
        if record is not None:
            self.question.setText(
                t(
                    "把“{name}”从资料库移除？{n} 份文件的原文会从这台电脑消失，要再用须重新导入。"
                    "书签和笔记都会保留，连同当时的引文。",
                    name=record.source.name,
                    n=record.documents,
                )
            )
            self.asking.show()
            self.no.setFocus()

    def _keep(self) -> None:
        self.asking.hide()
        self.drop.setFocus()

    def remove(self) -> None:
        """Take the chosen file out of library and index, beside the window."""
        record = self.record
        if record is None:
            return
        self.asking.hide()
        bench, sha256 = self.bench, record.source.sha256

        def work(control: JobControl) -> None:
            control.progress(1, 3, t("移除"))
            bench.library.remove_source(sha256)
            bench.search.moved_on(bench.library.generation)
            bench.search.ensure()

        job = self.ctx.jobs.run(
            t("移除资料"), work, on_success=lambda _: self._removed(), owner=self
        )
        job.failed.connect(lambda _: self.refresh())

    def _removed(self) -> None:
        changes_of(self.ctx).libraryChanged.emit()
        self.ctx.messages.toast(t("已移除，书签和笔记没有改动。"), "good")
