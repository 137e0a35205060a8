"""Folders and tags, shared by bookmarks and notes. Names joined by "/" nest."""

from __future__ import annotations

from navigator.model.desk import Folder
from navigator.model.errors import StoreError
from navigator.store import desk_rows as rows
from navigator.store.database import Store
from navigator.store.journal import Journal, Recorder

_FILED = ("bookmarks", "notes")


class Folders:
    def __init__(self, store: Store, journal: Journal) -> None:
        self._store = store
        self._journal = journal

    def all(self) -> list[Folder]:
        """Every folder with what lies directly in it, by name."""
        counts = [
            dict(
                self._store.rows(
                    f"select folder, count(*) from {table} where not deleted group by folder"
                )
            )
            for table in _FILED
        ]
        names = self._store.rows("select name from folders where not deleted order by name")
        return [
            Folder(name, bookmarks=counts[0].get(name, 0), notes=counts[1].get(name, 0))
            for (name,) in names
        ]

    def add(self, name: str) -> str:
        """Make an empty folder; its name as kept. Raises StoreError for an empty name."""
        wanted = _required(name)
        with self._journal.operation("新建文件夹") as recorder:
            ensure_folder(recorder, wanted)
        return wanted

    def rename(self, old: str, new: str) -> bool:
        """Rename or move a folder with all that is in it; one of that name takes it in.

        Raises StoreError for an empty name or a move into itself; False when there is no ``old``.
        """
        source, target = rows.folder_name(old), _required(new)
        if source == target:
            return True
        if source is None or target.startswith(f"{source}/"):
            raise StoreError("文件夹不能移到它自己里面", "没有改动任何内容", "请选择另一个位置")
        with self._journal.operation("重命名文件夹") as recorder:
            inner = _inside(recorder, source)
            if not inner:
                return False
            for row_id, name in inner:
                recorder.update("folders", row_id, {"deleted": 1})
                ensure_folder(recorder, target + name[len(source) :])
            for table in _FILED:
                for row_id, name in _filed_in(recorder, table, source):
                    recorder.update(table, row_id, {"folder": target + name[len(source) :]})
            return True

    def remove(self, name: str) -> bool:
        """Remove a folder; what was in it or in folders inside it moves one level up."""
        source = rows.folder_name(name)
        if source is None:
            return False
        parent = source.rpartition("/")[0] or None
        with self._journal.operation("删除文件夹") as recorder:
            inner = _inside(recorder, source)
            for row_id, _ in inner:
                recorder.update("folders", row_id, {"deleted": 1})
            for table in _FILED:
                for row_id, _ in _filed_in(recorder, table, source):
                    recorder.update(table, row_id, {"folder": parent})
            return bool(inner)

    def tags(self) -> dict[str, int]:
        """Every tag in use and on how many bookmarks and notes it is, by name."""
        return dict(
            self._store.rows(
                "select value, count(*) from ("
                " select tag.value from bookmarks, json_each(bookmarks.tags) as tag"
                " where not bookmarks.deleted union all"
                " select tag.value from notes, json_each(notes.tags) as tag"
                " where not notes.deleted) group by value order by value"
            )
        )


def ensure_folder(recorder: Recorder, name: str | None) -> None:
    """Make the folder an entry is put into, and those around it, known by name."""
    if name is None:
        return
    parts = name.split("/")
    for depth in range(1, len(parts) + 1):
        partial = "/".join(parts[:depth])
        known = recorder.db.execute(
            "select id, deleted from folders where name = ? order by deleted", [partial]
        ).fetchone()
        if known is None:
            recorder.insert("folders", {"id": rows.new_id("f"), "name": partial})
        elif known[1]:
            recorder.update("folders", known[0], {"deleted": 0})


def _required(name: str) -> str:
    wanted = rows.folder_name(name)
    if wanted is None:
        raise StoreError("文件夹名称是空的", "没有改动任何内容", "请填写名称")
    return wanted


def _inside(recorder: Recorder, name: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = recorder.db.execute(
        "select id, name from folders where not deleted and (name = ? or substr(name, 1, ?) = ?)",
        [name, len(name) + 1, f"{name}/"],
    ).fetchall()
    return found


def _filed_in(recorder: Recorder, table: str, name: str) -> list[tuple[str, str]]:
    # Entries in the trash move along: restored, they are where their neighbours went.
    found: list[tuple[str, str]] = recorder.db.execute(
        f"select id, folder from {table} where folder = ? or substr(folder, 1, ?) = ?",
        [name, len(name) + 1, f"{name}/"],
    ).fetchall()
    return found
