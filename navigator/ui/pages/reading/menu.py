"""What can be done with the provision under the pointer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from navigator.ui.highlights import NAMES, dot
from navigator.ui.i18n import t

_MOST = 20

if TYPE_CHECKING:
    from navigator.ui.pages.reading.page import ReadingPage


def provision_menu(page: ReadingPage) -> QMenu:
    """The context menu of the reader."""
    menu = QMenu(page)
    reader = page.current()
    chosen = reader is not None and reader.textCursor().hasSelection()
    if chosen:
        menu.addAction(t("复制选中的文字"), page.copy_words)
    menu.addAction(t("复制选中的引文") if chosen else t("复制本条引文"), page.copy_citation)
    menu.addAction(t("复制本条文字"), page.copy_text)
    menu.addAction(t("复制为 Markdown"), page.copy_markdown)
    menu.addAction(t("复制编号"), page.copy_id)
    menu.addSeparator()
    menu.addAction(t("标出选中的文字") if chosen else t("给本条加书签"), page.bookmark)
    colours = menu.addMenu(t("用颜色标出"))
    theme = page.ctx.theme
    for colour, name in NAMES.items():
        icon = dot(colour, theme.px(16), theme.colour("border_strong"))
        colours.addAction(icon, t(name), partial(page.bookmark, colour))
    menu.addAction(t("在本条写笔记"), page.note)
    menu.addSeparator()
    if page.aloud.offered:
        words = t("停止朗读") if page.aloud.speaking else t("朗读本条")
        menu.addAction(words, page.read_aloud)
    menu.addAction(t("本条可触发的措施"), page.open_measures)
    _add_references(menu, page)
    words = t("与先前选的一条对照") if page.compare_from else t("与另一条对照…")
    menu.addAction(words, page.start_comparison)
    return menu


def _add_references(menu: QMenu, page: ReadingPage) -> None:
    """谁引用了本条: each place that does is an entry of its own."""
    places = page.inspector.mentions_of(page.current_id())
    inner = menu.addMenu(t("谁引用了本条（{n}）", n=len(places)))
    inner.setEnabled(bool(places))
    for identifier in places[:_MOST]:
        inner.addAction(
            page.inspector.named(identifier),
            partial(page.ctx.nav.open_provision, identifier),
        )
