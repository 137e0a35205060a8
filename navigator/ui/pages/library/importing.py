"""The import, step by step in the page itself: choose, look, import, read the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from navigator.app.importing import ImportReport, Preview, preview_files
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import Job, JobControl
from navigator.ui.widgets import Card, badge, button, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

FILTER = "政策汇编 (*.txt *.docx *.pdf *.html *.htm)"


class ImportCard(Card):
    """Takes files by button, keyboard or drop; shows one step at a time."""

    imported = Signal()

    def __init__(self, ctx: UiContext, bench: Workbench) -> None:
        super().__init__(ctx.theme, (24, 20, 24, 20), 10)
        self.ctx = ctx
        self.bench = bench
        self.previews: list[Preview] = []
        self.report: ImportReport | None = None
        self.job: Job | None = None
        self.setAcceptDrops(True)
        self._content: QWidget | None = None
        self.show_start()

    # -- steps ------------------------------------------------------------------------------------

    def _fresh(self, title: str, words: str = "") -> QVBoxLayout:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(self.ctx.theme.px(8))
        inner.addWidget(label(title, "subtitle"))
        if words:
            inner.addWidget(label(words, "soft"))
        self.body.addWidget(self._content)
        return inner

    def _buttons(self, inner: QVBoxLayout, *made: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(self.ctx.theme.px(8))
        for widget in made:
            line.addWidget(widget)
        line.addStretch(1)
        inner.addLayout(line)

    def show_start(self) -> None:
        """Waiting for files."""
        inner = self._fresh(
            t("导入政策汇编"),
            t(
                "选择文件，或把文件拖到这里。可以是 txt、docx、pdf（带文字层）、html；先预览，确认后才存入。"
            ),
        )
        choose = button(self.ctx.theme, t("选择文件…"), "primary", "folder-open", self.choose)
        folder = button(self.ctx.theme, t("选择文件夹…"), "secondary", "folder", self.choose_folder)
        self._buttons(inner, choose, folder)

    def choose(self) -> None:
        """Ask for files."""
        start = str(self.ctx.settings.get("library.folder", str(Path.home())))
        names, _ = QFileDialog.getOpenFileNames(self, t("选择政策汇编"), start, t(FILTER))
        if names:
            self.ctx.settings.set("library.folder", str(Path(names[0]).parent))
            self.look([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder; the publications in it are taken."""
        start = str(self.ctx.settings.get("library.folder", str(Path.home())))
        name = QFileDialog.getExistingDirectory(self, t("选择文件夹"), start)
        if name:
            self.ctx.settings.set("library.folder", name)
            self.look([Path(name)])

    def look(self, paths: Sequence[Path]) -> None:
        """Read the files and show what they hold, storing nothing."""
        self._working(t("正在读文件"))
        library = self.bench.library
        self.job = self.ctx.jobs.run(
            t("读文件"),
            lambda control: preview_files(paths, library, _progress(control), control.check),
            on_success=self._looked,
            on_failure=self._stopped,
            on_progress=self._moved,
            owner=self,
        )

    def _working(self, words: str) -> None:
        inner = self._fresh(words)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(words)
        self.step = label("", "soft")
        inner.addWidget(self.bar)
        inner.addWidget(self.step)
        self._buttons(inner, button(self.ctx.theme, t("取消"), "secondary", "x", self.cancel))

    def _moved(self, share: float | None, words: str) -> None:
        self.bar.setValue(int((share or 0) * 1000))
        self.step.setText(t(words) if words else "")

    def cancel(self) -> None:
        """Stop the work in hand; nothing is changed."""
        if self.job is not None:
            self.job.cancel()

    def _stopped(self, error: BaseException) -> bool:
        del error
        self.show_start()
        return False  # the error boundary tells what happened

    def _looked(self, previews: list[Preview]) -> None:
        self.previews = previews
        self.job = None
        good = [p for p in previews if p.publication is not None and not p.present]
        inner = self._fresh(t("预览"), t("还没有存入。核对无误后点“导入”。"))
        for preview in previews:
            inner.addWidget(self._preview(preview))
        made = [button(self.ctx.theme, t("取消"), "secondary", "x", self.show_start)]
        if good:
            confirm = button(self.ctx.theme, t("导入 {n} 个文件", n=len(good)), "primary",
                             "download", self.confirm)  # fmt: skip
            made.insert(0, confirm)
            confirm.setFocus()
        self._buttons(inner, *made)

    def _preview(self, preview: Preview) -> QWidget:
        box = QWidget()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 4, 0, 4)
        head = row(self.ctx.theme, None, (0, 0, 0, 0), 8)
        head.addWidget(label(preview.path.name, "strong", wrap=False))
        if preview.present:
            head.addWidget(badge(t("已经导入过"), "accent"))
        elif preview.publication is None:
            head.addWidget(badge(t("不能导入"), "danger"))
        head.addStretch(1)
        inner.addLayout(head)
        publication = preview.publication
        if publication is None:
            inner.addWidget(label(preview.message, "body", "danger"))
            return box
        counts = publication.characters
        inner.addWidget(
            label(
                t(
                    "{documents} 份文件，{provisions} 条条款；原文 {source} 字 = 保留 {kept} 字 + 移除 {removed} 字",
                    documents=len(publication.documents),
                    provisions=sum(len(d.provisions) for d in publication.documents),
                    source=counts.source,
                    kept=counts.kept,
                    removed=counts.removed,
                ),
                "soft",
            )
        )
        table = QTableWidget(len(publication.documents), 5)
        table.setHorizontalHeaderLabels([t("标题"), t("文号"), t("日期"), t("条款"), t("说明")])
        table.setAccessibleName(t("将要导入的文件"))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        for line, document in enumerate(publication.documents):
            remark = t("更新") if document.id in preview.known else ""
            remark = remark or ("" if document.has_body else t("仅有标题"))
            cells = (document.title, document.doc_number or "",
                     document.issued_on.isoformat() if document.issued_on else "",
                     str(len(document.provisions)), remark)  # fmt: skip
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                table.setItem(line, column, item)
        table.horizontalHeader().setStretchLastSection(False)
        table.horizontalHeader().setSectionResizeMode(
            0, table.horizontalHeader().ResizeMode.Stretch
        )
        table.setMinimumHeight(self.ctx.theme.px(min(320, 44 + 36 * len(publication.documents))))
        inner.addWidget(table)
        return box

    def confirm(self) -> None:
        """Store what was looked at."""
        paths = [p.path for p in self.previews if p.publication is not None]
        self._working(t("正在导入"))
        self.job = self.ctx.jobs.run(
            t("导入"),
            lambda control: self.bench.import_files(paths, _progress(control), control.check),
            on_success=self._imported,
            on_failure=self._stopped,
            on_progress=self._moved,
            owner=self,
        )

    def _imported(self, report: ImportReport) -> None:
        self.report = report
        self.job = None
        done = [outcome for outcome in report.imported if not outcome.already_present]
        inner = self._fresh(t("导入完成") if done else t("没有新内容"))
        for outcome in report.imported:
            if outcome.already_present:
                words = t("《{name}》已经导入过，没有改动。", name=outcome.source.name)
                inner.addWidget(label(words))
                continue
            counts = outcome.characters
            inner.addWidget(
                label(
                    t(
                        "《{name}》：{n} 份文件，{p} 条条款。一字不少：原文 {source} 字 = 保留 {kept} 字 + 移除 {removed} 字。",
                        name=outcome.source.name,
                        n=len(outcome.documents),
                        p=outcome.provisions,
                        source=counts.source,
                        kept=counts.kept,
                        removed=counts.removed,
                    )
                )
            )
            for removal in outcome.removed:
                words = t("移除 第{line}行 “{words}”：{reason}", line=removal.line,
                          words=removal.text, reason=removal.reason)  # fmt: skip
                inner.addWidget(_small(words))
            for doubt in outcome.review:
                words = t("待核 第{line}行 “{words}”：{reason}", line=doubt.line, words=doubt.text,
                          reason=doubt.reason)  # fmt: skip
                inner.addWidget(_small(words, "warn"))
        for failure in report.failed:
            inner.addWidget(label(f"{failure.name}：{failure.message}", "body", "danger"))
        read = button(self.ctx.theme, t("去阅读"), "primary", "book-open",
                      lambda: self.ctx.nav.open_page("reading"))  # fmt: skip
        again = button(self.ctx.theme, t("再导入"), "secondary", "download", self.show_start)
        self._buttons(inner, read, again)
        changes_of(self.ctx).libraryChanged.emit()
        self.imported.emit()

    # -- drag and drop ----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.look(paths)


def _small(words: str, tone: str = "") -> QLabel:
    return label(words, "caption", tone, selectable=True)


def _progress(control: JobControl) -> Callable[[str, float], None]:
    def report(words: str, share: float) -> None:
        control.progress(share, 1.0, words)

    return report
