"""The diagnostic information in the window: read first, then saved or copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from navigator.app.diagnostics import as_text, collect
from navigator.export.files import write_file
from navigator.model.errors import ExpectedError
from navigator.ui.context import UiContext
from navigator.ui.folders import export_folder
from navigator.ui.i18n import t
from navigator.ui.widgets import button, label


class DiagnosticsDialog(QDialog):
    """Shows every line that would be saved; ``text`` is that text."""

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.text = ""
        self.setWindowTitle(t("诊断信息"))
        self.resize(ctx.theme.px(720), ctx.theme.px(520))
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 18, 20, 18)
        body.setSpacing(10)
        body.addWidget(label(t("交给技术支持前先看一遍"), "subtitle"))
        body.addWidget(
            label(
                t("下面就是要保存的全部内容，不含姓名、答案、笔记、查找内容和文件夹名称。"), "soft"
            )
        )
        self.view = QPlainTextEdit()
        self.view.setReadOnly(True)
        self.view.setAccessibleName(t("诊断信息"))
        self.view.setPlainText(t("正在检查……"))
        body.addWidget(self.view, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        self.copy = button(ctx.theme, t("复制"), icon="copy", on_click=self._copy)
        self.save = button(ctx.theme, t("保存…"), "primary", "save", self._save)
        self.close_button = button(ctx.theme, t("关闭"), on_click=self.reject)
        for made in (self.close_button, self.copy, self.save):
            line.addWidget(made)
        self.copy.setEnabled(False)
        self.save.setEnabled(False)
        body.addLayout(line)
        bench = ctx.workbench
        ctx.jobs.run(
            t("收集诊断信息"),
            lambda _control: as_text(collect(bench)),  # type: ignore[arg-type]
            on_success=self._show,
            owner=self,
            quiet=True,
        )

    def _show(self, text: str) -> None:
        self.text = text
        self.view.setPlainText(text)
        self.copy.setEnabled(True)
        self.save.setEnabled(True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._ctx.messages.toast(t("已复制诊断信息。"))

    def _save(self) -> None:
        start = f"{export_folder(self._ctx.settings)}/{t('政策导航诊断信息')}.txt"
        chosen, _ = QFileDialog.getSaveFileName(self, t("保存诊断信息"), start, "*.txt")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Save the text; the dialog has asked about an existing file."""
        try:
            write_file(path, self.text.encode("utf-8"), force=True)
        except ExpectedError as error:
            self._ctx.messages.banner(error.message, "danger")
        else:
            self._ctx.messages.toast(t("诊断信息已存为 {name}", name=path.name), "good")
        self.accept()
