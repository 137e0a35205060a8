"""The import, step by step in the page itself: choose, look, import, read the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from navigator.app.importing import ImportReport, Preview, preview_files
from navigator.model.errors import Cancelled
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.folders import IMPORT, import_folder
from navigator.ui.i18n import t
from navigator.ui.jobs import JobControl
from navigator.ui.pages.library.preview import PreviewBox
from navigator.ui.pages.library.report import ReportBox
from navigator.ui.pages.library.steps import StepCard, progress_of
from navigator.ui.pages.library.words import headline
from navigator.ui.widgets import button, restyle

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

FILTER = "政策汇编 (*.txt *.docx *.pdf *.html *.htm)"


class ImportCard(StepCard):
    """Takes files by button, keyboard or drop; shows one step at a time."""

    def __init__(self, ctx: UiContext, bench: Workbench) -> None:
        super().__init__(ctx)
        self.setObjectName("dropzone")
        self.bench = bench
        self.previews: list[Preview] = []
        self.boxes: list[PreviewBox] = []
        self.report: ImportReport | None = None
        self._render: Callable[[], None] = self.show_start
        self.show_start()

    def retranslate(self) -> None:
        """The present step anew in the language of the window."""
        if not self.busy:
            self._render()

    # -- steps ------------------------------------------------------------------------------------

    def show_start(self) -> None:
        """Waiting for files."""
        self._render = self.show_start
        words = t(
            "选择文件，或把文件拖到这里。可以是 txt、docx、pdf（带文字层）、html；"
            "先预览，确认后才存入，原文件不会被改动。"
        )
        inner = self._fresh(t("导入政策汇编"), words, "download")
        theme = self.ctx.theme
        choose = button(theme, t("选择文件…"), "primary", "folder-open", self.choose)
        choose.setToolTip(t("选择文件（Ctrl+O）"))
        folder = button(theme, t("选择文件夹…"), "secondary", "folder", self.choose_folder)
        self._buttons(inner, choose, folder)

    def choose(self) -> None:
        """Ask for files."""
        start = str(import_folder(self.ctx.settings))
        names, _ = QFileDialog.getOpenFileNames(self, t("选择政策汇编"), start, t(FILTER))
        if names:
            self.ctx.settings.set(IMPORT, str(Path(names[0]).parent))
            self.look([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder; the publications in it are taken."""
        start = str(import_folder(self.ctx.settings))
        name = QFileDialog.getExistingDirectory(self, t("选择文件夹"), start)
        if name:
            self.ctx.settings.set(IMPORT, name)
            self.look([Path(name)])

    def look(self, paths: Sequence[Path]) -> None:
        """Read the files and show what they hold, storing nothing."""
        if self.busy:
            self.ctx.messages.toast(t("正在处理上一批文件，请等它结束或先取消。"), "warn")
            return
        self._working(t("正在读文件"))
        library = self.bench.library
        self._start(
            t("读文件"),
            lambda control: preview_files(paths, library, progress_of(control), control.check),
            self._looked,
            lambda _error: self._stopped(),
        )

    def _moved(self, share: float | None, words: str) -> None:
        # Reading and storing count their steps apart; a bar that went back would worry people.
        super()._moved(max(self.bar.value() / 1000, share or 0), words)

    def _stopped(self) -> bool:
        self.job = None
        self.show_start()
        return False  # the error boundary tells what happened

    def _looked(self, previews: object) -> None:
        self.job = None
        self.previews = list(previews)  # type: ignore[call-overload]
        self.show_previews()

    def show_previews(self) -> None:
        """What was read, to be confirmed or left."""
        self._render = self.show_previews
        good = self._good()
        words = (
            t("还没有存入。核对无误后点“导入”。")
            if good
            else t("这些文件没有可以导入的新内容；资料库没有任何改动。")
        )
        inner = self._fresh(t("预览"), words, "eye")
        most = 8 if len(good) == 1 else 4
        self.boxes = [PreviewBox(self.ctx.theme, preview, most) for preview in self.previews]
        for box in self.boxes:
            inner.addWidget(box)
        theme = self.ctx.theme
        if good:
            text = t("导入 {n} 个文件", n=len(good))
            take = button(theme, text, "primary", "download", self.confirm)
            back = button(theme, t("取消"), "secondary", "x", self.show_start)
            self._buttons(inner, take, back)
        else:
            self._buttons(
                inner, button(theme, t("返回"), icon="arrow-left", on_click=self.show_start)
            )
        if self.main is not None:
            self.main.setFocus()

    def _good(self) -> list[Path]:
        return [p.path for p in self.previews if p.publication is not None and not p.present]

    def confirm(self) -> None:
        """Store what was looked at."""
        paths = self._good()
        if self.busy or not paths:
            return
        self._working(t("正在导入"))
        held: list[ImportReport] = []

        def work(control: JobControl) -> ImportReport:
            held.append(self.bench.import_files(paths, progress_of(control), control.check))
            return held[0]

        self._start(
            t("导入"),
            work,
            lambda report: self._imported(report),
            lambda error: self._interrupted(error, held),
        )

    def _interrupted(self, error: BaseException, held: list[ImportReport]) -> bool:
        """Files stored before the stop are in the library; their report must not be lost."""
        if isinstance(error, Cancelled) and held and held[0].changed:
            self._imported(held[0])
            return True
        changes_of(self.ctx).libraryChanged.emit()
        return self._stopped()

    def _imported(self, report: object) -> None:
        self.job = None
        if isinstance(report, ImportReport):
            self.report = report
            self.show_report(report)
            changes_of(self.ctx).libraryChanged.emit()

    def show_report(self, report: ImportReport) -> None:
        """What was stored, with every removal and doubt."""
        self._render = partial(self.show_report, report)
        inner = self._fresh(headline(report), icon="circle-check" if report.changed else "info")
        box = ReportBox(self.ctx, report)
        inner.addWidget(box)
        theme = self.ctx.theme
        self._buttons(
            inner,
            button(theme, t("去阅读"), "primary", "book-open", self._read),
            button(theme, t("复制报告"), "secondary", "copy", box.copy),
            button(theme, t("保存报告…"), "secondary", "save", box.save),
            button(theme, t("再导入"), "secondary", "download", self.show_start),
        )
        if self.main is not None:
            self.main.setFocus()

    def _read(self) -> None:
        done = [o for o in (self.report.imported if self.report else []) if o.documents]
        if done:
            self.ctx.nav.open_provision(done[0].documents[0])
        else:
            self.ctx.nav.open_page("reading")

    def set_over(self, over: bool) -> None:
        """Files are held above the page."""
        restyle(self, over="true" if over else "false")
