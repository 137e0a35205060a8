"""The report of a finished import: balance, every removal and doubt, every failure."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.app.importing import ImportReport
from navigator.export import write_file
from navigator.ui.context import UiContext
from navigator.ui.folders import export_folder
from navigator.ui.i18n import t
from navigator.ui.pages.library.preview import FindingsBox
from navigator.ui.pages.library.words import outcome_words, report_text
from navigator.ui.widgets import badge, column, label, row


class ReportBox(QWidget):
    """Stays until the next import begins."""

    def __init__(self, ctx: UiContext, report: ImportReport) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._ctx = ctx
        self._report = report
        theme = ctx.theme
        body = column(theme, self, (0, 0, 0, 0), 8)
        for outcome in report.imported:
            body.addWidget(label(outcome_words(outcome), selectable=True))
            if outcome.already_present:
                continue
            body.addWidget(FindingsBox(theme, t("移除"), outcome.removed, opened=True))
            body.addWidget(FindingsBox(theme, t("待核"), outcome.review, True, "flag"))
        for failure in report.failed:
            line = row(theme, None, (0, 0, 0, 0), 8)
            line.addWidget(badge(t("没有导入"), "danger"))
            words = f"{failure.name}：{failure.message}"
            line.addWidget(label(words, "body", "danger", selectable=True), 1)
            body.addLayout(line)

    def copy(self) -> None:
        """The whole report to the clipboard."""
        QGuiApplication.clipboard().setText(report_text(self._report))
        self._ctx.messages.toast(t("报告已复制。"), "good")

    def save(self) -> None:
        """Ask where to, then write the report as plain text."""
        start = str(export_folder(self._ctx.settings) / (t("导入报告") + ".txt"))
        chosen, _ = QFileDialog.getSaveFileName(self, t("保存导入报告"), start, "*.txt")
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix else path.with_suffix(".txt"))

    def save_to(self, path: Path) -> None:
        """Writes whole or not at all; failures go to the error boundary."""
        data = report_text(self._report).encode("utf-8")
        self._ctx.jobs.run(
            t("保存导入报告"),
            lambda _control: write_file(path, data, force=True),
            on_success=lambda _: self._ctx.messages.toast(
                t("已写出 {path}", path=str(path)), "good"
            ),
            owner=self,
        )
