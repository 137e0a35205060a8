"""Checking, mending, backing up: each tells what came of it in the card itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton

from navigator.model.desk import MergeOutcome
from navigator.store.records import Report
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.folders import export_folder, import_folder
from navigator.ui.i18n import t
from navigator.ui.jobs import JobControl
from navigator.ui.messages import Message, Tone
from navigator.ui.widgets import Banner, Card, button, flow, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench


def report_message(report: Report) -> Message:
    """What a check or a repair found, as one message."""
    checked = "、".join(t(part) for part in report.checked)
    lines = [
        *report.actions,
        *(f"{t(problem.where)}：{problem.what}" for problem in report.problems),
    ]
    if report.ok:
        lines.append(t("查过：{what}", what=checked))
        return Message(t("没有发现问题。"), "good", "\n".join(lines))
    lines.append(t("可以点“修复”：只重建能重建的部分，动书签和笔记之前会先留副本。"))
    return Message(t("发现 {n} 个问题", n=len(report.problems)), "warn", "\n".join(lines))


class UpkeepCard(Card):
    """One thing at a time; the outcome stays until the next."""

    def __init__(self, ctx: UiContext, bench: Workbench) -> None:
        super().__init__(ctx.theme, (24, 18, 24, 18), 10)
        self.ctx = ctx
        self.bench = bench
        self.outcome: Banner | None = None
        self._pressed: QPushButton | None = None
        self._makers: list[tuple[QPushButton, Callable[[], str]]] = []
        theme = ctx.theme
        self.title = label("", "subtitle")
        self.hint = label("", "soft")
        self.body.addWidget(self.title)
        self.body.addWidget(self.hint)
        line = flow(theme, None, 8)
        for icon, words, act in (
            ("shield-check", lambda: t("检查"), self.verify),
            ("wrench", lambda: t("修复"), self.repair),
            ("save", lambda: t("备份书签和笔记…"), self.backup),
            ("upload", lambda: t("并入另一台电脑的书签和笔记…"), self.merge),
        ):
            made = button(theme, "", "secondary", icon, act)
            self._makers.append((made, words))
            line.addWidget(made)
        self.body.addLayout(line)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0 if theme.motion else 1)
        self.bar.hide()
        self.body.addWidget(self.bar)
        where = row(theme, None, (0, 4, 0, 0), 8)
        self.where = label("", "caption", selectable=True)
        self.open = button(theme, "", "quiet", "folder-open", self.open_folder)
        where.addWidget(self.where, 1)
        where.addWidget(self.open)
        self.body.addLayout(where)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(t("检查与备份"))
        self.hint.setText(
            t("书签和笔记是您自己的，导入、升级、修复都不会改写；每天自动留一份副本。")
        )
        for made, words in self._makers:
            made.setText(words())
        self.bar.setAccessibleName(t("进度"))
        self.where.setText(t("数据文件夹：{path}", path=str(self.bench.paths.root)))
        self.open.setText(t("打开"))
        self.open.setAccessibleName(t("打开数据文件夹"))

    # -- telling ----------------------------------------------------------------------------------

    def tell(self, message: Message) -> None:
        """Shows an outcome in place of the one before."""
        self._forget()
        self.outcome = Banner(self.ctx.theme, message)
        self.outcome.closed.connect(self._forget)
        self.body.insertWidget(3, self.outcome)

    def _forget(self) -> None:
        if self.outcome is not None:
            self.body.removeWidget(self.outcome)
            self.outcome.hide()
            self.outcome.deleteLater()
            self.outcome = None

    def _run(
        self,
        name: str,
        operation: Callable[[JobControl], object],
        done: Callable[[Any], None],
        alone: bool = False,
    ) -> None:
        """``alone``: nothing else in the window may be touched meanwhile."""
        self._forget()
        self._pressed = next((made for made, _ in self._makers if made.hasFocus()), None)
        self.bar.show()
        for made, _ in self._makers:
            made.setEnabled(False)
        self.window().setEnabled(not alone)
        job = self.ctx.jobs.run(name, operation, on_success=done, owner=self)
        if job.done:
            self._ended()
        else:
            job.finished.connect(self._ended)

    def _ended(self) -> None:
        self.bar.hide()
        self.window().setEnabled(True)
        for made, _ in self._makers:
            made.setEnabled(True)
        if self._pressed is not None:
            self._pressed.setFocus()  # a control that is switched off loses the focus

    # -- doing ------------------------------------------------------------------------------------

    def verify(self) -> None:
        """Check everything stored, beside the window."""
        self._run(
            t("检查资料库"),
            lambda _control: self.bench.verify(),
            lambda report: self.tell(report_message(report)),
        )

    def repair(self) -> None:
        """Mend what is derived. The files are closed meanwhile, so the window rests."""
        self._run(t("修复资料库"), lambda _control: self.bench.repair(), self._repaired, alone=True)

    def _repaired(self, report: Report) -> None:
        self.tell(report_message(report))
        changes = changes_of(self.ctx)
        changes.libraryChanged.emit()
        changes.deskChanged.emit()

    def backup(self) -> None:
        """Copy the desk to a file of the person's choice."""
        name = t("政策导航-书签笔记-{date}", date=dt.date.today()) + ".db"
        start = str(export_folder(self.ctx.settings) / name)
        chosen, _ = QFileDialog.getSaveFileName(self, t("备份书签和笔记"), start, "*.db")
        if chosen:
            self.backup_to(Path(chosen))

    def backup_to(self, path: Path) -> None:
        """The file appears only when it is complete."""
        self._run(
            t("备份书签和笔记"),
            lambda _control: self.bench.desk.backup_to(path),
            lambda _: self._say(t("已备份。"), "good", str(path)),
        )

    def merge(self) -> None:
        """Ask for another desk file."""
        start = str(import_folder(self.ctx.settings))
        chosen, _ = QFileDialog.getOpenFileName(self, t("选择另一份书签和笔记"), start, "*.db")
        if chosen:
            self.merge_from(Path(chosen))

    def merge_from(self, path: Path) -> None:
        """Take in another desk; nothing of ours is overwritten."""
        self._run(
            t("并入书签和笔记"), lambda _control: self.bench.desk.merge_from(path), self._merged
        )

    def _merged(self, outcome: MergeOutcome) -> None:
        changes_of(self.ctx).deskChanged.emit()
        words = t(
            "并入 {n} 项，另有 {m} 项本来就有；已有的没有改动。",
            n=outcome.added,
            m=outcome.duplicates,
        )
        self._say(words, "good" if outcome.added else "info")

    def _say(self, words: str, tone: Tone, detail: str = "") -> None:
        self.tell(Message(words, tone, detail))

    def open_folder(self) -> None:
        """Show the data folder in the system's own file manager."""
        self.bench.paths.make()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.bench.paths.root)))
