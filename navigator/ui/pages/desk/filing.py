"""Changes of many entries at once, each told with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from navigator.model.errors import StoreError
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.desk.entries import ASSESSMENT, BOOKMARK, NOTE, Shelf

if TYPE_CHECKING:
    from navigator.store.assessments import Assessments
    from navigator.store.bookmarks import Bookmarks
    from navigator.store.desk import Desk
    from navigator.store.notes import Notes

T = TypeVar("T")
Key = tuple[str, str]
ORDER_SETTING = "desk.folder_order"


class Filing(QObject):
    """``changed`` follows every change; a failure goes to the error boundary."""

    changed = Signal()

    def __init__(self, ctx: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx

    @property
    def desk(self) -> Desk:
        return self.ctx.workbench.desk

    # -- entries ----------------------------------------------------------------------------------

    def move(self, keys: Sequence[Key], folder: str) -> None:
        """Into a folder, or out of all of them for an empty name."""
        where = t("“{name}”", name=folder) if folder else t("文件夹外")
        self._each(keys, lambda key: self._move(key, folder or None),
                   lambda n: t("已把 {n} 条移到{where}。", n=n, where=where))  # fmt: skip

    def _move(self, key: Key, folder: str | None) -> bool:
        kind, identifier = key
        if kind == BOOKMARK:
            return self.desk.bookmarks.move(identifier, folder=folder)
        return kind == NOTE and self.desk.notes.change(identifier, folder=folder)

    def tag(self, keys: Sequence[Key], tag: str) -> None:
        """Put a tag on entries that lack it."""
        self._each(keys, lambda key: self._retag(key, lambda tags: [*tags, tag]),
                   lambda n: t("已给 {n} 条加上标签“{tag}”。", n=n, tag=tag))  # fmt: skip

    def _retag(self, key: Key, change: Callable[[Sequence[str]], Sequence[str]]) -> bool:
        kind, identifier = key
        if kind == BOOKMARK:
            kept = self.desk.bookmarks.get(identifier)
            return kept is not None and self.desk.bookmarks.change(
                identifier, tags=change(kept.tags)
            )
        note = self.desk.notes.get(identifier) if kind == NOTE else None
        return note is not None and self.desk.notes.change(identifier, tags=change(note.tags))

    def trash(self, keys: Sequence[Key]) -> None:
        self._each(keys, self._trash, lambda n: t("已移到回收站：{n} 条。", n=n))

    def _trash(self, key: Key) -> bool:
        return self._room(key[0]).remove(key[1])

    def _room(self, kind: str) -> Bookmarks | Notes | Assessments:
        if kind == ASSESSMENT:
            return self.desk.assessments
        return self.desk.bookmarks if kind == BOOKMARK else self.desk.notes

    def restore(self, keys: Sequence[Key]) -> None:
        self._each(keys, self._restore, lambda n: t("已恢复 {n} 条。", n=n))

    def _restore(self, key: Key) -> bool:
        return self._room(key[0]).restore(key[1])

    def arrange(self, keys: Sequence[Key], before: Key | None) -> None:
        """Put bookmarks in front of another one, or at the end of their folder."""
        target = self.desk.bookmarks.get(before[1]) if before and before[0] == BOOKMARK else None

        def place(key: Key) -> bool:
            kept = self.desk.bookmarks.get(key[1]) if key[0] == BOOKMARK else None
            if kept is None:
                return False
            folder = target.folder if target else kept.folder
            return self.desk.bookmarks.move(
                kept.id, folder=folder, before=target.id if target else None
            )

        self._each(keys, place, lambda n: t("已排好 {n} 条书签。", n=n))

    def empty_trash(self) -> None:
        """For good; the page has asked before."""
        gone = self._try(self.desk.empty_trash)
        if gone is not None:
            self.ctx.messages.toast(t("回收站已清空，{n} 条。", n=gone))
            self.changed.emit()

    # -- folders and tags -------------------------------------------------------------------------

    def new_folder(self, parent: str) -> str:
        """A folder with a name that is still free; its full name, empty when it failed."""
        known = {folder.name for folder in self.desk.folders.all()}
        base = f"{parent}/{t('新文件夹')}" if parent else t("新文件夹")
        names = (base if n == 1 else f"{base} {n}" for n in range(1, 1000))
        name = self._try(lambda: self.desk.folders.add(next(x for x in names if x not in known)))
        self.changed.emit()
        return name or ""

    def rename(self, shelf: Shelf, new: str) -> None:
        """A folder with what is in it, or a tag wherever it is."""
        if not new or new == shelf.name:
            self.changed.emit()  # the old name is shown again
        elif shelf.kind == "folder":
            self._try(lambda: self.desk.folders.rename(shelf.name, new))
            order = [_renamed(name, shelf.name, new) for name in self.order()]
            self.set_order(order)
            self.changed.emit()
        else:
            self._each(self._tagged(shelf.name), lambda key: self._retag(
                key, lambda tags: [new if tag == shelf.name else tag for tag in tags]
            ), lambda n: t("标签“{old}”已改成“{new}”，{n} 条。", old=shelf.name, new=new, n=n))  # fmt: skip

    def remove_shelf(self, shelf: Shelf) -> None:
        """A folder gives its content to the one around it; a tag is taken off its entries."""
        if shelf.kind == "folder":
            if self._try(lambda: self.desk.folders.remove(shelf.name)):
                self._tell(t("已删除文件夹“{name}”，里面的移到了上一层。", name=shelf.name), 1)
            self.changed.emit()
        elif shelf.kind == "tag":
            self._each(self._tagged(shelf.name), lambda key: self._retag(
                key, lambda tags: [tag for tag in tags if tag != shelf.name]
            ), lambda n: t("已从 {n} 条去掉标签“{tag}”。", n=n, tag=shelf.name))  # fmt: skip

    def _tagged(self, tag: str) -> list[Key]:
        found = [(BOOKMARK, kept.id) for kept in self.desk.bookmarks.tagged(tag)]
        return found + [(NOTE, note.id) for note in self.desk.notes.tagged(tag)]

    def order(self) -> list[str]:
        """Folder names in the order given by dragging."""
        kept = self.ctx.settings.get(ORDER_SETTING, [])
        return [str(name) for name in kept] if isinstance(kept, list) else []

    def set_order(self, names: Sequence[str]) -> None:
        self.ctx.settings.set(ORDER_SETTING, list(names))

    # -- way back ---------------------------------------------------------------------------------

    def undo(self, steps: int = 1) -> None:
        """Take back the last changes of this window."""
        self._turn(self.desk.undo, steps, t("已撤销：{what}。"), t("没有可以撤销的。"))

    def redo(self) -> None:
        self._turn(self.desk.redo, 1, t("已重做：{what}。"), t("没有可以重做的。"))

    def _turn(self, turn: Callable[[], str | None], steps: int, done: str, nothing: str) -> None:
        what = None
        for _ in range(steps):
            what = self._try(turn)
            if what is None:
                break
        self.ctx.messages.toast(done.format(what=t(what)) if what else nothing)
        self.changed.emit()

    def _each(
        self, keys: Sequence[Key], run: Callable[[Key], bool], words: Callable[[int], str]
    ) -> None:
        done = sum(bool(self._try(lambda k=key: run(k))) for key in keys)  # type: ignore[misc]
        if done:
            self._tell(words(done), done)
        self.changed.emit()

    def _tell(self, words: str, steps: int) -> None:
        self.ctx.messages.toast(words, "good", undo=lambda: self.undo(steps))

    def _try(self, run: Callable[[], T]) -> T | None:
        try:
            return run()
        except StoreError as error:
            self.ctx.errors.handle(error)
            return None


def _renamed(name: str, old: str, new: str) -> str:
    return new + name[len(old) :] if name == old or name.startswith(f"{old}/") else name
