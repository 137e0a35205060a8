"""The menu of chosen entries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from navigator.ui.i18n import t
from navigator.ui.pages.desk.entries import ASSESSMENT, Line

if TYPE_CHECKING:
    from navigator.ui.pages.desk.page import DeskPage


def entry_menu(page: DeskPage, lines: list[Line], place: QPoint) -> QMenu:
    """Pops up at ``place``; what it does is the page's."""
    keys = [line.key for line in lines]
    filing = page.filing
    menu = QMenu(page)
    menu.aboutToHide.connect(menu.deleteLater)
    if lines[0].trashed:
        menu.addAction(t("恢复"), partial(filing.restore, keys))
        menu.popup(place)
        return menu
    only = lines[0] if len(lines) == 1 else None
    if only is not None and only.on and only.found:
        menu.addAction(t("在阅读页打开"), page.open_current)
    if only is not None and only.kind == ASSESSMENT:
        menu.addAction(t("打开这份评估"), partial(page.open_assessment, only.id))
    else:
        into = menu.addMenu(t("移到文件夹"))
        into.addAction(t("（不放文件夹）"), partial(filing.move, keys, ""))
        for name in page.shelves.folders():
            into.addAction(name, partial(filing.move, keys, name))
        menu.addAction(t("加标签…"), partial(page.ask_tag, keys))
        menu.addAction(t("导出…"), page.export)
    menu.addSeparator()
    menu.addAction(t("移到回收站"), page.remove_selected)
    menu.popup(place)
    return menu
