"""What the reader shows before anything is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.widgets import Card, button, flow, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench


class Welcome(QWidget):
    """First steps, told by what is on this machine."""

    def __init__(self, ctx: UiContext, bench: Workbench) -> None:
        super().__init__()
        self._ctx = ctx
        self._bench = bench
        outer = QVBoxLayout(self)
        middle = row(ctx.theme, spacing=0)
        card = self._card = Card(ctx.theme, (32, 28, 32, 28), 12)
        self._title = label("", "title")
        self._text = label("", "body")
        self._hint = label("", "soft")
        for widget in (self._title, self._text, self._hint):
            card.body.addWidget(widget)
        line = flow(ctx.theme, spacing=8)
        self._import = button(ctx.theme, t("导入官方原文"), "primary", "download",
                              lambda: ctx.nav.open_page("library", action="import"))  # fmt: skip
        self._wizard = button(ctx.theme, t("看看能享受什么"), "secondary", "compass",
                              lambda: ctx.nav.open_page("wizard"))  # fmt: skip
        line.addWidget(self._import)
        line.addWidget(self._wizard)
        card.body.addSpacing(ctx.theme.px(8))
        card.body.addLayout(line)
        middle.addStretch(1)
        middle.addWidget(card, 1000)
        middle.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        ctx.theme.changed.connect(self._scale)
        self._scale()
        self.refresh()

    def _scale(self) -> None:
        self._card.setMaximumWidth(self._ctx.theme.px(620))

    def refresh(self) -> None:
        """Texts for what is there now."""
        # Counted, not read: the library may hold a hundred thousand documents.
        official = sum(self._bench.library.domain_counts().values())
        if not official:
            self._title.setText(t("官方原文还不在这台电脑上"))
            self._text.setText(
                t(
                    "这里已有 {n} 份政策文件的要点，可以直接阅读、检索和判断资格。",
                    n=len(self._bench.digests.documents),
                )
            )
            self._hint.setText(
                t(
                    "要读原文、引用原文，请导入政策汇编文件（txt、docx、pdf 或 html）。导入后要点和原文自动对上。"
                )
            )
        else:
            self._title.setText(t("从左边的目录打开一份文件"))
            self._text.setText(
                t(
                    "资料库里有 {n} 份文件的官方原文。也可以在上方输入任意几个字，结果随输入出现。",
                    n=official,
                )
            )
            self._hint.setText(t("Ctrl+K 查找，Ctrl+L 到目录，Alt+↓ 下一条，Alt+3 原文要点对照。"))
        self._import.setVisible(not official and not self._ctx.kiosk)
        self._hint.setVisible(not self._ctx.kiosk)
