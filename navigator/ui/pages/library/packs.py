"""Policy packs, step by step in the page itself: choose, look, agree, install, go back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from navigator.app.packs import Inspection
from navigator.model.errors import Cancelled, ExpectedError
from navigator.store.packs import Installation, Installed
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.folders import IMPORT, import_folder
from navigator.ui.i18n import t
from navigator.ui.jobs import JobControl
from navigator.ui.messages import Message
from navigator.ui.pages.library.packs_preview import PackBox
from navigator.ui.pages.library.packs_trust import TrustBox
from navigator.ui.pages.library.packs_words import COLUMNS, done_words, installed_lines
from navigator.ui.pages.library.steps import StepCard, progress_of
from navigator.ui.pages.library.tables import WordsTable
from navigator.ui.widgets import Banner, Card, button, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

FILTER = "政策包 (*.pnpack)"


class PacksCard(StepCard):
    """Shows one step at a time; nothing is installed before it was looked at and agreed to."""

    def __init__(self, ctx: UiContext, bench: Workbench) -> None:
        super().__init__(ctx)
        self.bench = bench
        self.box: PackBox | None = None
        self.table: WordsTable | None = None
        self.trust: TrustBox | None = None
        self._render: Callable[[], None] = self.show_start
        self.show_start()

    def retranslate(self) -> None:
        """The present step anew in the language of the window."""
        if not self.busy:
            self._render()

    def refresh(self) -> None:
        """The library has changed: the list may have, too. A step under way is left alone."""
        if not self.busy and self._render == self.show_start:
            self.show_start()

    # -- steps ------------------------------------------------------------------------------------

    def _fresh(self, title: str, words: str = "", icon: str = "") -> QVBoxLayout:
        self.box = self.table = self.trust = None
        return super()._fresh(title, words, icon)

    def show_start(self, message: Message | None = None) -> None:
        """What is installed, and the way to more."""
        self._render = self.show_start
        words = t(
            "政策包把官方文件和要点一起装进来，由发布者签名。放在U盘上的 .pnpack 文件，"
            "先核对再安装；装错了可以退回。"
        )
        inner = self._fresh(t("政策包"), words, "package")
        if message is not None:
            banner = Banner(self.ctx.theme, message)
            banner.closed.connect(self.show_start)
            inner.addWidget(banner)
        theme = self.ctx.theme
        try:
            entries = self.bench.packs.installed()
        except ExpectedError as error:
            entries = []
            inner.addWidget(label(error.message, "body", "danger", selectable=True))
        made = [
            button(theme, t("打开政策包…"), "secondary", "folder-open", self.choose),
            button(theme, t("信任的发布者…"), "quiet", "shield-check", self.show_trust),
        ]
        if entries:
            self.table = WordsTable(theme, t("装过的政策包"), COLUMNS, 4)
            self.table.set_lines(installed_lines(entries))
            inner.addWidget(self.table)
            ask = partial(self.ask_to_go_back, entries)
            made.insert(1, button(theme, t("退回…"), "secondary", "undo", ask))
        self._buttons(inner, *made)
        if message is not None:
            made[0].setFocus()

    def choose(self) -> None:
        """Ask for a pack."""
        start = str(import_folder(self.ctx.settings))
        name, _ = QFileDialog.getOpenFileName(self, t("选择政策包"), start, t(FILTER))
        if name:
            self.ctx.settings.set(IMPORT, str(Path(name).parent))
            self.look(Path(name))

    def look(self, path: Path) -> None:
        """Read and prove a pack, installing nothing."""
        if self.busy:
            self.ctx.messages.toast(t("正在处理另一个政策包，请等它结束。"), "warn")
            return
        self._working(t("正在核对政策包"), known=False)
        self._start(
            t("核对政策包"),
            lambda control: self.bench.packs.inspect(path, control.check),
            self._looked,
            self._refused,
        )

    def _looked(self, found: object) -> None:
        self.job = None
        if isinstance(found, Inspection):
            self.show_pack(found)

    def _refused(self, error: BaseException) -> bool:
        """A pack that fails its proof: the card itself says why."""
        self.job = None
        if isinstance(error, ExpectedError) and not isinstance(error, Cancelled):
            rest = "".join(part.rstrip("。") + "。" for part in (error.kept, error.todo) if part)
            self.show_start(Message(error.what, "danger", rest))
            return True
        self.show_start()
        return False

    def show_pack(self, found: Inspection) -> None:
        """Whose it is and what it brings, to be agreed to or left."""
        self._render = partial(self.show_pack, found)
        words = t("还没有安装。") if not found.present else t("这个政策包已经装在这台电脑上。")
        inner = self._fresh(t("核对政策包"), words, "eye")
        installed = self.bench.packs.installed()
        self.box = PackBox(self.ctx.theme, found, installed[-1] if installed else None)
        inner.addWidget(self.box)
        if self.box.refused:
            back = button(self.ctx.theme, t("返回"), "secondary", "arrow-left", self.show_start)
            self._buttons(inner, back)
        else:
            back = button(self.ctx.theme, t("取消"), "secondary", "x", self.show_start)
            install = button(self.ctx.theme, t("安装"), "primary", "download", self.confirm)
            install.setEnabled(self.box.ready)
            self.box.changed.connect(install.setEnabled)
            self._buttons(inner, install, back)
        if self.main is not None:
            (self.main if self.main.isEnabled() else back).setFocus()

    def confirm(self) -> None:
        """Install what was looked at."""
        box = self.box
        if self.busy or box is None or not box.ready:
            return
        found, consent = box.found, box.consent()
        held: list[Installation] = []

        def work(control: JobControl) -> Installation:
            held.append(
                self.bench.packs.install(found, consent, progress_of(control), control.check)
            )
            return held[0]

        self._working(t("正在安装政策包"))
        self._start(
            t("安装政策包"),
            work,
            lambda done: self._installed(done),
            lambda error: self._interrupted(error, held),
        )

    def _installed(self, done: object) -> None:
        self.job = None
        if isinstance(done, Installation):
            head = t("已安装“{name}”{edition}", name=done.entry.name, edition=done.entry.edition)
            changes_of(self.ctx).libraryChanged.emit()
            self.show_start(Message(head, "good" if done.changed else "info", done_words(done)))

    def _interrupted(self, error: BaseException, held: list[Installation]) -> bool:
        """Stopped too late, it is installed, and must be told so."""
        if isinstance(error, Cancelled) and held:
            self._installed(held[0])
            return True
        changes_of(self.ctx).libraryChanged.emit()
        return self._refused(error)

    # -- going back -------------------------------------------------------------------------------

    def ask_to_go_back(self, entries: list[Installed]) -> None:
        """Say what going back does, before it is done."""
        self._render = partial(self.ask_to_go_back, entries)
        inner = self._fresh(t("退回上一个政策包之前"), icon="undo")
        last, theme = entries[-1], self.ctx.theme
        card = Card(theme, (16, 10, 12, 10), 8, tone="danger")
        words = t(
            "取下“{name}”{edition}：它带来的文件离开资料库，被它换掉的文字、要点和措施恢复。"
            "书签和笔记不受影响。",
            name=last.name,
            edition=last.edition,
        )
        words += (
            t("退回后是 {edition}。", edition=entries[-2].edition)
            if len(entries) > 1
            else t("退回后没有装任何政策包。")
        )
        card.body.addWidget(label(words))
        yes = button(theme, t("确定退回"), "danger", "undo", self.go_back)
        no = button(theme, t("不退回"), "secondary", "", self.show_start)
        line = row(theme, None, (0, 0, 0, 0), 8)
        line.addWidget(yes)
        line.addWidget(no)
        line.addStretch(1)
        card.body.addLayout(line)
        inner.addWidget(card)
        self.main = yes
        no.setFocus()

    def go_back(self) -> None:
        """Take the last pack out."""
        self._working(t("正在退回"), stoppable=False)
        self._start(
            t("退回政策包"),
            lambda control: self.bench.packs.roll_back(progress_of(control)),
            lambda result: self._gone_back(result),
            self._refused,
        )

    def _gone_back(self, result: tuple[Installed, Installed | None]) -> None:
        self.job = None
        gone, newest = result
        words = t("现在是 {edition}。", edition=newest.edition) if newest else ""
        head = t("已取下“{name}”{edition}", name=gone.name, edition=gone.edition)
        changes_of(self.ctx).libraryChanged.emit()
        self.show_start(Message(head, "good", words))

    # -- trust ------------------------------------------------------------------------------------

    def show_trust(self) -> None:
        """Who is trusted, and taking trust back."""
        self._render = self.show_trust
        words = t(
            "名单里的发布者签过名的政策包，核对后可以直接安装。"
            "安装时核对过指纹的发布者会加到这里；移除不影响已装的内容。"
        )
        inner = self._fresh(t("信任的发布者"), words, "shield-check")
        self.trust = TrustBox(self.ctx, self.bench.packs.trust)
        inner.addWidget(self.trust)
        back = button(self.ctx.theme, t("返回"), "secondary", "arrow-left", self.show_start)
        self._buttons(inner, back)
        back.setFocus()
