"""使用手册: the chapters that ship with the program, read and searched in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages import Page

WANTED = ("markdown_it",)  # read ahead with the page's own modules
_GROUP = "使用手册"
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("manual.find", "在手册里查找", "focus_field", ("Ctrl+F",), "search", "manual", _GROUP),
    ActionSpec("manual.contents", "到手册目录", "focus_contents", ("Ctrl+L",), "list-tree", "manual",
               _GROUP),
    ActionSpec("manual.next", "下一章", "next_chapter", ("Alt+Down",), "chevron-down", "manual",
               _GROUP),
    ActionSpec("manual.previous", "上一章", "previous_chapter", ("Alt+Up",), "chevron-up", "manual",
               _GROUP),
    ActionSpec("manual.page", "打开这一章讲的页面", "open_its_page", ("Ctrl+Return",), "external-link",
               "manual", _GROUP),
)  # fmt: skip


def create(ctx: UiContext) -> Page:
    from navigator.ui.pages.manual.page import ManualPage

    return ManualPage(ctx)
