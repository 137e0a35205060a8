"""帮助: first steps and every key, made from the table of actions so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.app.manual import load_manual
from navigator.ui.actions import SHELL_ACTIONS, ActionSpec, key_text, page_action
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import Page, PageSpec, available_pages
from navigator.ui.widgets import Card, ScrollColumn, SteadyFlow, button, flow, label, row, scaled

# (page that must exist, icon, title, text)
_STEPS = (
    (
        "library",
        "library",
        "导入资料",
        "在“资料库”选择政策汇编文件。导入前先预览，导入后给出核对结果。",
    ),
    (
        "reading",
        "book-open",
        "阅读与查找",
        "按领域展开目录，或在上方输入任意几个字；结果随输入出现。",
    ),
    (
        "wizard",
        "compass",
        "核对资格",
        "回答几个问题，逐项看到可享受的政策、依据和金额，并可打印告知单。",
    ),
    ("desk", "notebook-pen", "留下笔记", "阅读时可加书签和笔记，引文与出处一并保存，随时导出。"),
)


def create(ctx: UiContext) -> HelpPage:
    return HelpPage(ctx, available_pages())


class HelpPage(Page):
    """Shows the steps of the pages that are there, then the keys."""

    page_id = "help"

    def __init__(self, ctx: UiContext, pages: Iterable[PageSpec]) -> None:
        super().__init__(ctx)
        self._pages = list(pages)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._scroll: ScrollColumn | None = None
        self._build()

    def retranslate(self) -> None:
        self._build()

    def _build(self) -> None:
        if self._scroll is not None:
            self._outer.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._scroll = ScrollColumn(self.ctx.theme, width=860)
        self._outer.addWidget(self._scroll)
        body = self._scroll.body
        body.addWidget(label(t("帮助"), "display"))
        body.addWidget(label(t("全部操作都可以只用键盘完成。"), "soft"))
        self._add_manual()
        self._add_steps()
        for group, rows in self._groups():
            body.addWidget(self._keys(group, rows))
        body.addStretch(1)

    def _add_manual(self) -> None:
        assert self._scroll is not None
        if "manual" not in {page.page_id for page in self._pages}:
            return
        open_page = self.ctx.nav.open_page
        card = Card(self.ctx.theme, (20, 16, 20, 16), 12)
        line = row(self.ctx.theme, spacing=12)
        line.addWidget(label(t("使用手册"), "subtitle"), 1)
        line.addWidget(
            button(
                self.ctx.theme,
                t("打开使用手册"),
                "primary",
                "book-open",
                partial(open_page, "manual"),
            )
        )
        card.body.addLayout(line)
        card.body.addWidget(
            label(t("用中文写成，按读者分四部分；在任何页面按 F1，打开讲那一页的章节。"), "soft")
        )
        cells = flow(self.ctx.theme, spacing=8)
        for part in load_manual().parts:
            opener = partial(open_page, "manual", chapter=part.chapters[0].id)
            made = button(self.ctx.theme, t(part.title), on_click=opener)
            made.setToolTip(t(part.about))
            cells.addWidget(made)
        card.body.addLayout(cells)
        self._scroll.body.addWidget(card)

    def _add_steps(self) -> None:
        assert self._scroll is not None
        present = {page.page_id for page in self._pages}
        steps = [step for step in _STEPS if step[0] in present]
        if not steps:
            return
        card = Card(self.ctx.theme, (20, 16, 20, 16), 12)
        card.body.addWidget(label(t("从这里开始"), "subtitle"))
        for page_id, icon, title, text in steps:
            line = row(self.ctx.theme, spacing=12)
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(label(t(title), "strong"))
            words.addWidget(label(t(text), "soft"))
            line.addLayout(words, 1)
            opener = button(
                self.ctx.theme,
                t("打开"),
                icon=icon,
                on_click=partial(self.ctx.nav.open_page, page_id),
            )
            opener.setAccessibleName(t("打开：{title}", title=t(title)))
            line.addWidget(opener, 0, Qt.AlignmentFlag.AlignVCenter)
            card.body.addLayout(line)
        self._scroll.body.addWidget(card)

    def _groups(self) -> list[tuple[str, list[ActionSpec]]]:
        rows = [
            page_action(page.page_id, page.title, page.icon, number)
            for number, page in enumerate((p for p in self._pages if not p.bottom), start=1)
        ]
        rows += SHELL_ACTIONS
        groups: dict[str, list[ActionSpec]] = {}
        for spec in rows:
            if spec.shortcuts:
                groups.setdefault(t(spec.group), []).append(spec)
        for page in self._pages:
            own = [spec for spec in page.actions() if spec.shortcuts]
            if own:
                groups[t("在“{page}”中", page=t(page.title))] = own
        return list(groups.items())

    def _keys(self, group: str, rows: list[ActionSpec]) -> Card:
        card = Card(self.ctx.theme, (20, 16, 0, 16), 10)  # each cell keeps its own distance
        card.body.addWidget(label(group, "subtitle"))
        cells = scaled(SteadyFlow(), self.ctx.theme, spacing=8)
        for spec in rows:
            cells.addWidget(_KeyCell(self.ctx, spec))
        card.body.addLayout(cells)
        return card


class _KeyCell(QWidget):
    """An action and its keys; as many stand side by side as there is room for."""

    WIDTH = 390

    def __init__(self, ctx: UiContext, spec: ActionSpec) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._theme = ctx.theme
        line = row(ctx.theme, self, (0, 0, 24, 0), spacing=6)
        line.addWidget(label(t(spec.label)), 1)
        for keys in spec.shortcuts:
            line.addWidget(label(key_text(keys), "key", wrap=False))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self.WIDTH), super().sizeHint().height())
