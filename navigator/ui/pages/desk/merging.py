"""Taking over the entries of another desk file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.model.desk import MergeOutcome
from navigator.ui.context import UiContext
from navigator.ui.i18n import t


class Merging(QObject):
    merged = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._parent = parent

    def choose(self) -> None:
        """Take over another desk's entries; nothing here is overwritten."""
        start = str(self.ctx.settings.get("desk.merge_folder", str(Path.home())))
        words = t("选择另一份书签和笔记（desk 文件或备份）")
        name, _ = QFileDialog.getOpenFileName(
            self._parent, words, start, t("书签和笔记 (*.db *.sqlite);;全部 (*)")
        )
        if name:
            self.ctx.settings.set("desk.merge_folder", str(Path(name).parent))
            self.merge_file(Path(name))

    def merge_file(self, path: Path) -> None:
        """Merge beside the window and tell what came of it."""
        bench = self.ctx.workbench
        self.ctx.jobs.run(t("并入笔记"), lambda _control: bench.desk.merge_from(path),
                          on_success=self._merged, owner=self)  # fmt: skip

    def _merged(self, outcome: MergeOutcome) -> None:
        parts = [t("新增 {n} 条", n=outcome.added), t("{n} 条本来就有", n=outcome.duplicates)]
        if outcome.renamed:
            parts.append(t("其中 {n} 条内容不同，两份都留着", n=outcome.renamed))
        if outcome.in_trash:
            parts.append(t("{n} 条在这里已删除，没有恢复", n=outcome.in_trash))
        self.ctx.messages.banner(t("已并入另一份笔记，这里原有的都没有改动。"), "good",
                                 detail="；".join(parts) + "。", key="desk-merged")  # fmt: skip
        self.merged.emit()
