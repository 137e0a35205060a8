"""我的笔记: bookmarks, notes and saved assessments by folder and tag, and taking them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages.desk.page import DeskPage

_SCOPE, _GROUP = "desk", "我的笔记"


def _row(name: str, label: str, handler: str, icon: str, *keys: str) -> ActionSpec:
    return ActionSpec(f"desk.{name}", label, handler, keys, icon, _SCOPE, _GROUP)


ACTIONS: tuple[ActionSpec, ...] = (
    _row("new", "新建笔记", "new_note", "file-plus", "Ctrl+N"),
    _row("folder", "新建文件夹", "new_folder", "folder-plus", "Ctrl+Shift+N"),
    _row("find", "在笔记和书签里找", "focus_search", "search", "Ctrl+F"),
    _row("open", "在阅读页打开", "open_current", "book-open", "Ctrl+Return"),
    _row("preview", "换一种看笔记的方式", "next_view", "columns-2", "Ctrl+Shift+V"),
    _row("versions", "笔记的历史版本", "show_versions", "history", "Ctrl+H"),
    _row("delete", "移到回收站", "remove_selected", "trash-2", "Ctrl+Backspace"),
    _row("undo", "撤销上一步整理", "undo", "undo", "Ctrl+Z"),
    _row("redo", "重做上一步整理", "redo", "redo", "Ctrl+Y", "Ctrl+Shift+Z"),
    _row("export", "导出笔记和书签", "export", "file-down", "Ctrl+E"),
    _row("print", "打印笔记和书签", "print_out", "printer", "Ctrl+P"),
    _row("merge", "并入另一份笔记", "merge", "upload"),
)


def create(ctx: UiContext) -> DeskPage:
    """The page; what the desk holds is read after it is shown."""
    from navigator.ui.pages.desk.page import DeskPage

    return DeskPage(ctx)
