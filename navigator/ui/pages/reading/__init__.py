"""阅读: the tree of policy domains, the reader, and what is known about the provision in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages import Page

_GROUP = "阅读"
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("reading.find", "在文内查找", "find_in_text", ("Ctrl+F",), "search", "reading", _GROUP),
    ActionSpec("reading.find_next", "下一处", "find_next", ("F3",), "arrow-down", "reading",
               _GROUP, repeat=True),
    ActionSpec("reading.find_previous", "上一处", "find_previous", ("Shift+F3",), "arrow-up",
               "reading", _GROUP, repeat=True),
    ActionSpec("reading.next", "下一条", "next_provision", ("Alt+Down",), "chevron-down",
               "reading", _GROUP, repeat=True),
    ActionSpec("reading.previous", "上一条", "previous_provision", ("Alt+Up",), "chevron-up",
               "reading", _GROUP, repeat=True),
    ActionSpec("reading.bookmark", "给本条加书签", "bookmark", ("Ctrl+B",), "bookmark-plus",
               "reading", _GROUP),
    ActionSpec("reading.note", "在本条写笔记", "note", ("Ctrl+M",), "notebook-pen", "reading",
               _GROUP),
    ActionSpec("reading.cite", "复制本条引文", "copy_citation", ("Ctrl+Shift+C",), "quote",
               "reading", _GROUP),
    ActionSpec("reading.original", "看原文", "show_original", ("Alt+1",), "file-text", "reading",
               _GROUP),
    ActionSpec("reading.digest", "看要点", "show_digest", ("Alt+2", "F7"), "list", "reading", _GROUP),
    ActionSpec("reading.both", "原文要点对照", "show_both", ("Alt+3", "F8"), "columns-2", "reading",
               _GROUP),
    ActionSpec("reading.terms", "标出术语", "toggle_terms", ("F9",), "languages", "reading",
               _GROUP),
    ActionSpec("reading.aside", "显示或收起关联栏", "toggle_inspector", ("F10",), "panel-right",
               "reading", _GROUP),
    ActionSpec("reading.tree", "到目录", "focus_tree", ("Ctrl+L",), "list-tree", "reading",
               _GROUP),
    ActionSpec("reading.close_tab", "关闭标签页", "close_tab", ("Ctrl+W",), "x", "reading",
               _GROUP),
    ActionSpec("reading.compare", "与另一条对照", "start_comparison", ("Ctrl+Shift+D",),
               "columns-2", "reading", _GROUP),
    ActionSpec("reading.aloud", "朗读本条，再按停止", "read_aloud", ("F4",), "volume-2", "reading",
               _GROUP),
    ActionSpec("reading.pause", "暂停朗读，再按继续", "pause_reading", ("Shift+F4",), "volume-2",
               "reading", _GROUP),
    ActionSpec("reading.menu", "本条的全部操作", "open_menu", ("Shift+F10",), "ellipsis", "reading",
               _GROUP),
)  # fmt: skip


def create(ctx: UiContext) -> Page:
    from navigator.ui.pages.reading.page import ReadingPage

    return ReadingPage(ctx)
