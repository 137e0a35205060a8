"""The page: contents and a field to search them at the left, the chapter at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from navigator.app.manual import VISITOR_PART, Chapter, Manual, load_manual
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import Page, available_pages
from navigator.ui.pages.manual.sheet import Sheet
from navigator.ui.widgets import (
    EmptyState,
    SearchField,
    button,
    column,
    divider,
    icon_button,
    label,
    row,
)
from navigator.ui.widgets.row_list import Row, RowList

_BETWEEN = "\n"  # between a chapter's id and a heading, in the key of a row


class ManualPage(Page):
    page_id = "manual"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        whole = load_manual()
        # A visitor alone at a kiosk has no use for how to leave or to maintain it.
        self.manual: Manual = whole.only({VISITOR_PART}) if ctx.kiosk else whole
        self.field = SearchField(ctx.theme, t("在手册里查找"))
        self.count = label("", "caption", wrap=False)
        self.list = RowList(ctx.theme, t("手册目录"))
        self.empty = EmptyState(
            ctx.theme, "search", "", "", (t("回到目录"), lambda: self.field.clear())
        )
        self.sheet = Sheet(ctx.theme)
        self._compose()
        self.retranslate()
        self._show(self.manual.chapters[0])

    def _compose(self) -> None:
        theme = self.ctx.theme
        left = QWidget()
        left.setProperty("ground", "window")
        side = column(theme, left, (12, 12, 8, 8), 8)
        self.field.textChanged.connect(self._fill)
        self.field.stepped.connect(self.list.step)
        self.field.accepted.connect(lambda _beside: self._open(self.list.current_key()))
        self.field.escaped.connect(self._leave_field)
        self.list.opened.connect(lambda key, _beside: self._open(key))
        side.addWidget(self.field)
        side.addWidget(self.count)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.empty)
        side.addWidget(self._lists, 1)
        right = QWidget()
        right.setProperty("ground", "surface")
        body = column(theme, right, (0, 0, 0, 0), 0)
        body.addWidget(self.sheet, 1)
        body.addWidget(divider())
        foot = row(theme, None, (16, 8, 16, 8), 8)
        self.previous = button(theme, "", "quiet", "chevron-up", self.previous_chapter)
        self.next = button(theme, "", "quiet", "chevron-down", self.next_chapter)
        self.opener = button(theme, "", icon="external-link", on_click=self.open_its_page)
        self.keys = icon_button(theme, "keyboard", "", lambda: self.ctx.nav.open_page("help"))
        for made in (self.previous, self.next):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(self.opener)
        foot.addWidget(self.keys)
        body.addLayout(foot)
        self.keys.setVisible(not self.ctx.kiosk)
        self.sheet.followed.connect(self.open_chapter)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([theme.px(300), theme.px(880)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    # -- the page protocol ------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        """``chapter`` with ``section`` and ``words`` to mark; ``page`` to explain; ``query``."""
        chapter = self.manual.chapter(str(args.get("chapter") or ""))
        if chapter is None and args.get("page"):
            chapter = self.manual.for_page(str(args["page"]))
        if chapter is not None:
            self._show(chapter, str(args.get("words") or ""), str(args.get("section") or ""))
        if "query" in args:
            self.field.setText(str(args["query"]))
            self.focus_field()
        else:
            self.sheet.setFocus()

    def state(self) -> dict[str, Any]:
        return {
            "chapter": self.sheet.chapter.id if self.sheet.chapter else "",
            "query": self.field.text(),
            "scroll": self.sheet.verticalScrollBar().value(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        chapter = self.manual.chapter(str(state.get("chapter") or ""))
        self.field.setText(str(state.get("query") or ""))
        if chapter is not None:
            self._show(chapter)
        scroll = state.get("scroll")
        self.sheet.verticalScrollBar().setValue(scroll if isinstance(scroll, int) else 0)

    def retranslate(self) -> None:
        self.field.retranslate(t("在手册里查找"), t("在手册里查找"))
        self.list.setAccessibleName(t("手册目录"))
        self.empty.set_texts(t("手册里没有这样的话"), t("少写几个字，或换个说法试试。"))
        self.empty.button.setText(t("回到目录"))
        self.previous.setText(t("上一章"))
        self.next.setText(t("下一章"))
        self.keys.setAccessibleName(t("全部快捷键"))
        self.keys.setToolTip(t("全部快捷键") + "（Ctrl+/）")
        self._fill()
        self._name_opener()

    # -- contents and results ---------------------------------------------------------------------

    def _fill(self, *_: object) -> None:
        typed = self.field.text().strip()
        rows = self._found(typed) if typed else self._contents()
        self.list.set_rows(rows)
        self._lists.setCurrentWidget(self.list if rows else self.empty)
        chapters = len(self.manual.chapters)
        found = len([item for item in rows if item.key])
        self.count.setText(t("{n} 处", n=found) if typed else t("{n} 章", n=chapters))
        if typed:
            self.list.step(0)
        else:
            self._choose()

    def _contents(self) -> list[Row]:
        rows = []
        for part in self.manual.parts:
            rows.append(Row(part.title))
            rows += [Row(chapter.title, key=chapter.id) for chapter in part.chapters]
        return rows

    def _found(self, typed: str) -> list[Row]:
        return [
            Row(
                place.heading or place.chapter.title,
                place.snippet,
                f"{place.chapter.id}{_BETWEEN}{place.heading}",
                place.chapter.title if place.heading else "",
            )
            for place in self.manual.find(typed)
        ]

    def _choose(self) -> None:
        if self.sheet.chapter is not None and not self.field.text().strip():
            self.list.choose(self.sheet.chapter.id)

    # -- the chapter in front ---------------------------------------------------------------------

    def _show(self, chapter: Chapter, words: str = "", section: str = "") -> None:
        part = next(part.title for part in self.manual.parts if part.id == chapter.part)
        self.sheet.show_chapter(chapter, part, tuple(words.split()))
        self.sheet.show_section(section)
        self.previous.setEnabled(self.manual.beside(chapter.id, -1) is not None)
        self.next.setEnabled(self.manual.beside(chapter.id, +1) is not None)
        self._name_opener()
        self._choose()

    def _name_opener(self) -> None:
        chapter = self.sheet.chapter
        page = chapter.page if chapter is not None and not self.ctx.kiosk else ""
        titles = {spec.page_id: spec.title for spec in available_pages()}
        self.opener.setVisible(page in titles)
        if page in titles:
            self.opener.setText(t("打开“{page}”", page=t(titles[page])))

    def _open(self, key: str) -> None:
        if not key:
            return
        chapter, _, section = key.partition(_BETWEEN)
        self.open_chapter(chapter, section, self.field.text().strip())

    def open_chapter(self, chapter: str, section: str = "", words: str = "") -> None:
        """Opens a chapter so that the way back leads here."""
        args = {"chapter": chapter, "section": section, "words": words}
        self.ctx.nav.open_page("manual", **{key: value for key, value in args.items() if value})

    # -- actions ----------------------------------------------------------------------------------

    def focus_field(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def focus_contents(self) -> None:
        if self._lists.currentWidget() is self.list:
            self.list.setFocus()

    def next_chapter(self) -> None:
        self._go(+1)

    def previous_chapter(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        chapter = self.sheet.chapter
        found = self.manual.beside(chapter.id, step) if chapter is not None else None
        if found is not None:
            self.open_chapter(found.id)

    def open_its_page(self) -> None:
        chapter = self.sheet.chapter
        if chapter is not None and chapter.page and not self.ctx.kiosk:
            self.ctx.nav.open_page(chapter.page)

    def _leave_field(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.sheet.setFocus()
