"""资料库: what is imported, from which file, and how to import, check and mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages import Page

_GROUP = "资料库"
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("library.import", "导入政策汇编", "choose_files", ("Ctrl+O",), "download",
               "library", _GROUP),
    ActionSpec("library.packs", "打开政策包", "choose_pack", (), "package", "library", _GROUP),
    ActionSpec("library.verify", "检查资料库", "verify", (), "shield-check", "library", _GROUP),
    ActionSpec("library.repair", "修复资料库", "repair", (), "wrench", "library", _GROUP),
    ActionSpec("library.merge", "并入另一台电脑的书签和笔记", "merge", (), "upload", "library",
               _GROUP),
    ActionSpec("library.folder", "打开数据文件夹", "open_folder", (), "folder-open", "library",
               _GROUP),
    ActionSpec("library.backup", "备份书签和笔记", "backup", (), "save", "library", _GROUP),
)  # fmt: skip


def create(ctx: UiContext) -> Page:
    from navigator.ui.pages.library.page import LibraryPage

    return LibraryPage(ctx)
