"""Many applicants at once: a file in, a table of whom to tell of what out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from navigator.eligibility.rules import Rules
from navigator.export.files import write_file
from navigator.model.errors import ProfileError
from navigator.ui.context import UiContext
from navigator.ui.folders import export_folder, import_folder
from navigator.ui.i18n import t
from navigator.ui.jobs import Job, JobControl
from navigator.ui.pages.wizard.batch_run import (
    BatchResult,
    as_csv,
    as_docx,
    run_batch,
    template_csv,
)
from navigator.ui.pages.wizard.batch_tables import BatchTables
from navigator.ui.widgets import EmptyState, button, column, flow, label


class BatchView(QWidget):
    def __init__(self, ctx: UiContext, rules: Rules) -> None:
        super().__init__()
        self.ctx = ctx
        self._catalogue = rules.catalogue
        self.result: BatchResult | None = None
        self._job: Job | None = None
        self.setProperty("ground", "window")
        theme = ctx.theme
        outer = column(theme, self, (16, 12, 16, 12), 8)
        head = flow(theme, spacing=8)
        self.choose = button(theme, "", "primary", "folder-open", self.choose_file)
        self.template = button(theme, "", icon="file-down", on_click=self.save_template)
        self.csv = button(theme, "", icon="download", on_click=lambda: self.export("csv"))
        self.docx = button(theme, "", icon="download", on_click=lambda: self.export("docx"))
        for made in (self.choose, self.template, self.csv, self.docx):
            head.addWidget(made)
        outer.addLayout(head)
        self.summary = label("", "strong")
        outer.addWidget(self.summary)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        self.empty = EmptyState(theme, "layers", "", "")
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._make_progress())
        self.tables = BatchTables(ctx, self._catalogue)
        self._stack.addWidget(self.tables)
        self.retranslate()
        self._show()

    def _make_progress(self) -> QWidget:
        made = QWidget()
        made.setProperty("ground", "none")
        body = column(self.ctx.theme, made, (0, 40, 0, 0), 12)
        self.progress_words = label("", "subtitle")
        self.progress_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.stop = button(self.ctx.theme, "", on_click=self.cancel)
        body.addWidget(self.progress_words)
        body.addWidget(self.bar)
        body.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(1)
        self._progress = made
        return made

    def retranslate(self) -> None:
        self.choose.setText(t("选择文件……"))
        self.template.setText(t("下载 CSV 模板"))
        self.csv.setText(t("导出 CSV"))
        self.docx.setText(t("导出 DOCX"))
        self.stop.setText(t("停止"))
        self.bar.setAccessibleName(t("进度"))
        self.empty.set_texts(
            t("一次评估多家企业"),
            t(
                "选一个 CSV、JSON 或 YAML 文件：一行（一组）一家企业，列名是事实的编号。"
                "没填的格子按“不清楚”算，不会被当作不符合。文件只在本机读，不会保存。"
            ),
        )
        self.tables.retranslate()
        self._show()

    # Work

    def choose_file(self) -> None:
        folder = str(import_folder(self.ctx.settings))
        kinds = t("企业情况 (*.csv *.json *.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self, t("选择企业情况文件"), folder, kinds)
        if chosen:
            self.run(Path(chosen))

    def run(self, path: Path) -> None:
        """Assesses a file beside the window."""
        as_of, catalogue = self.ctx.as_of, self._catalogue

        def work(control: JobControl) -> BatchResult:
            def report(done: int, total: int) -> None:
                words = t("已评估 {done} / {total} 家", done=done, total=total)
                control.progress(done, total, words)

            try:
                content = path.read_bytes()
            except OSError as error:
                raise ProfileError(
                    f"文件打不开：{path.name}（{error.strerror or error}）",
                    "没有评估，也没有改动任何内容",
                    "请检查文件是否还在、能否读取",
                ) from error
            return run_batch(content, path.name, as_of, catalogue, report)

        self.result = None
        self._job = self.ctx.jobs.run(
            t("批量评估"), work, on_success=self._done, on_progress=self._report, owner=self
        )
        if self._job.done:
            self._job = None
        else:
            self.progress_words.setText(t("正在读 {name}……", name=path.name))
            self.bar.setValue(0)
            self._job.finished.connect(self._ended)
        self._show()

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _report(self, share: float | None, words: str) -> None:
        self.bar.setValue(int((share or 0) * 1000))
        self.progress_words.setText(words)

    def _done(self, result: BatchResult) -> None:
        self.result = result
        self.tables.set_result(result)
        self._show()

    def _ended(self) -> None:
        self._job = None
        self._show()

    def forget(self) -> None:
        """Nothing of the file stays."""
        self.cancel()
        self.result = None
        self.tables.set_result(None)
        self._show()

    # Showing

    def _show(self) -> None:
        result = self.result
        done = result is not None
        self.csv.setEnabled(done)
        self.docx.setEnabled(done)
        self.choose.setEnabled(self._job is None)
        if self._job is not None:
            self._stack.setCurrentWidget(self._progress)
        else:
            self._stack.setCurrentWidget(self.tables if done else self.empty)
        self.summary.setVisible(done)
        if result is not None:
            refused = len({item.index for item in result.refused})
            words = "{file} · 办理日期 {date}：共 {n} 家，{told} 条该告知，退回 {refused} 家"
            self.summary.setText(
                t(
                    words,
                    file=result.file_name,
                    date=result.as_of.isoformat(),
                    n=result.profiles,
                    told=len(result.findings),
                    refused=refused,
                )
            )

    # Taking away

    def save_template(self) -> None:
        self._save(t("企业情况模板.csv"), "csv", lambda: template_csv(self._catalogue))

    def export(self, ending: str) -> None:
        """What the table shows, and the refused entries, as CSV or DOCX."""
        result = self.result
        if result is None:
            return
        shown, refused = list(self.tables.model.shown), list(result.refused)
        render = as_csv if ending == "csv" else as_docx
        name = f"{t('批量评估结果')}-{result.as_of.isoformat()}.{ending}"
        self._save(name, ending, lambda: render(shown, refused, result.as_of, self._catalogue))

    def _save(self, name: str, ending: str, render: Callable[[], bytes]) -> None:
        folder = export_folder(self.ctx.settings)
        chosen, _ = QFileDialog.getSaveFileName(
            self, t("保存为"), f"{folder}/{name}", f"{ending.upper()} (*.{ending})"
        )
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != f".{ending}":
            path = path.with_name(f"{path.name}.{ending}")

        def work(control: JobControl) -> Path:
            write_file(path, render(), force=str(path) == chosen)
            return path

        self.ctx.jobs.run(
            t("保存文件"),
            work,
            on_success=lambda done: self.ctx.messages.toast(
                t("已存为 {name}", name=done.name), "good"
            ),
            owner=self,
        )
