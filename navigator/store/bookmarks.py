"""Bookmarks: a provision, the words selected in it, and where the user keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from navigator.model.desk import DEFAULT_COLOUR, Bookmark, Passage
from navigator.store import desk_rows as rows
from navigator.store.desk_rows import UNSET, Unset
from navigator.store.filed import Filed
from navigator.store.folders import ensure_folder
from navigator.store.journal import Recorder
from navigator.store.library_rows import timestamp

if TYPE_CHECKING:
    from sqlite_utils import Database

_CLOSEST = 1e-6  # neighbours nearer than this are spaced out again before one comes between


class Bookmarks(Filed[Bookmark]):
    """Listed by folder, loose ones first, in the order the user gave them."""

    _table, _noun = "bookmarks", "书签"
    _columns = rows.BOOKMARK
    _order = "order by folder is not null, folder, position, sequence"

    @staticmethod
    def _entry(row: tuple[Any, ...]) -> Bookmark:
        return rows.bookmark(row)

    @staticmethod
    def _words(entry: Bookmark) -> tuple[str, ...]:
        return (entry.quote, entry.comment, entry.folder or "", *entry.tags)

    def add(
        self,
        on: str,
        passage: Passage | None = None,
        *,
        colour: str = DEFAULT_COLOUR,
        folder: str | None = None,
        tags: Iterable[str] = (),
        comment: str = "",
    ) -> Bookmark:
        """Keep a place; on disk when this returns."""
        passage = passage or Passage("")
        name = rows.folder_name(folder)
        bookmark_id = rows.new_id("b")
        with self._journal.operation("添加书签") as recorder:
            last = recorder.db.execute(
                "select coalesce(max(position), 0) from bookmarks where folder is ?", [name]
            ).fetchone()[0]
            recorder.insert(
                "bookmarks",
                {
                    "id": bookmark_id,
                    "target": on,
                    "quote": passage.quote,
                    "prefix": passage.prefix,
                    "suffix": passage.suffix,
                    "start": passage.start,
                    "stop": passage.end,
                    "colour": colour,
                    "folder": name,
                    "tags": rows.tag_list(tags),
                    "comment": comment,
                    "position": last + 1.0,
                    "created_at": timestamp(self._clock()),
                },
            )
            ensure_folder(recorder, name)
            return _one(recorder.db, bookmark_id)

    def change(
        self,
        bookmark_id: str,
        *,
        passage: Passage | None = None,
        colour: str | None = None,
        folder: str | Unset | None = UNSET,
        tags: Iterable[str] | None = None,
        comment: str | None = None,
    ) -> bool:
        """Change what is given and leave the rest; False when there is no such bookmark."""
        columns: dict[str, Any] = {}
        if passage is not None:
            columns |= {
                "quote": passage.quote,
                "prefix": passage.prefix,
                "suffix": passage.suffix,
                "start": passage.start,
                "stop": passage.end,
            }
        if colour is not None:
            columns["colour"] = colour
        if tags is not None:
            columns["tags"] = rows.tag_list(tags)
        if comment is not None:
            columns["comment"] = comment
        if folder is not UNSET:
            columns["folder"] = rows.folder_name(folder)
        if not columns:
            return self.get(bookmark_id) is not None
        with self._journal.operation("修改书签") as recorder:
            ensure_folder(recorder, columns.get("folder"))
            return recorder.update("bookmarks", bookmark_id, columns)

    def move(self, bookmark_id: str, *, folder: str | None, before: str | None = None) -> bool:
        """Put a bookmark into ``folder``, in front of the bookmark ``before`` or at the end."""
        name = rows.folder_name(folder)
        with self._journal.operation("移动书签") as recorder:
            ensure_folder(recorder, name)
            position = _free_position(recorder, name, bookmark_id, before)
            return recorder.update("bookmarks", bookmark_id, {"folder": name, "position": position})


def _free_position(recorder: Recorder, folder: str | None, moved: str, before: str | None) -> float:
    """A position between two neighbours, spacing the folder out first where they are too close."""
    for _ in range(2):
        others = recorder.db.execute(
            "select id, position from bookmarks where folder is ? and id != ? and not deleted"
            " order by position, sequence",
            [folder, moved],
        ).fetchall()
        index = next((at for at, row in enumerate(others) if row[0] == before), len(others))
        low = others[index - 1][1] if index else None
        high = others[index][1] if index < len(others) else None
        if high is None:
            return float((low or 0.0) + 1.0)
        if low is None:
            return float(high - 1.0)
        if high - low > _CLOSEST:
            return float((low + high) / 2)
        for number, (other, _) in enumerate(others, start=1):
            recorder.update("bookmarks", other, {"position": float(number)})
    raise AssertionError("spaced out neighbours cannot be too close")


def _one(db: Database, bookmark_id: str) -> Bookmark:
    row = db.execute(
        f"select {rows.BOOKMARK} from bookmarks where id = ?", [bookmark_id]
    ).fetchone()
    return rows.bookmark(row)
