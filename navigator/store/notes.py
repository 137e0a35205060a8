"""Notes: Markdown on a provision, a document, a measure, or on nothing; every session kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from navigator.model.desk import Note, NoteVersion
from navigator.model.errors import StoreError
from navigator.store import desk_rows as rows
from navigator.store.database import Store
from navigator.store.desk_rows import UNSET, Unset
from navigator.store.folders import ensure_folder
from navigator.store.journal import Journal
from navigator.store.library_rows import timestamp

if TYPE_CHECKING:
    from sqlite_utils import Database

_RESTORED = "restored"


class Notes:
    def __init__(self, store: Store, journal: Journal, clock: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._journal = journal
        self._clock = clock

    def add(
        self,
        text: str,
        *,
        on: str | None = None,
        folder: str | None = None,
        tags: Iterable[str] = (),
        session: str = "",
    ) -> Note:
        """Keep a note; on disk when this returns.

        ``session`` names the editing session, so that saving again from it makes no new version.
        """
        name = rows.folder_name(folder)
        now = timestamp(self._clock())
        note_id = rows.new_id("n")
        with self._journal.operation("添加笔记") as recorder:
            recorder.insert(
                "notes",
                {
                    "id": note_id,
                    "target": on,
                    "text": text,
                    "folder": name,
                    "tags": rows.tag_list(tags),
                    "created_at": now,
                    "updated_at": now,
                },
            )
            ensure_folder(recorder, name)
            _add_version(recorder.db, note_id, session, text, now)
            return _one(recorder.db, note_id)

    def save(self, note_id: str, text: str, session: str) -> Note:
        """Autosave; on disk when this returns.

        All saves of one ``session`` (any string the editor makes when it opens the note) share a
        version. Raises StoreError when the note is gone, so that the editor can keep the text.
        """
        now = timestamp(self._clock())
        with self._store.writing() as db:
            note = _one(db, note_id)
            if note.text == text:
                return note
            db.execute(
                "update notes set text = ?, updated_at = ? where id = ?", [text, now, note_id]
            )
            number, latest = db.execute(
                "select number, session from note_versions where note_id = ?"
                " order by number desc limit 1",
                [note_id],
            ).fetchone() or (0, None)
            if session and latest == session:
                db.execute(
                    "update note_versions set text = ?, saved_at = ? where number = ?",
                    [text, now, number],
                )
            else:
                _add_version(db, note_id, session, text, now)
            return _one(db, note_id)

    def versions(self, note_id: str) -> list[NoteVersion]:
        """What the note said at the end of each session, newest first."""
        found = self._store.rows(
            f"select {rows.VERSION} from note_versions where note_id = ? order by number desc",
            [note_id],
        )
        return self._store.decode(rows.version, found)

    def restore_version(self, note_id: str, number: int) -> Note:
        """Make an earlier text the current one, as a version of its own: none is lost.

        Raises StoreError when there is no such version.
        """
        found = self._store.row(
            "select text from note_versions where note_id = ? and number = ?", [note_id, number]
        )
        if found is None:
            raise StoreError("没有找到这条笔记的该版本", "笔记没有改动", "请刷新版本列表后再试")
        # Never a session of an editor: what is typed next must not overwrite this version.
        return self.save(note_id, found[0], _RESTORED + rows.new_id("-"))

    def get(self, note_id: str) -> Note | None:
        found = self._where("not deleted and id = ?", [note_id])
        return found[0] if found else None

    def all(self) -> list[Note]:
        """Newest first."""
        return self._where("not deleted")

    def in_folder(self, folder: str | None, *, nested: bool = False) -> list[Note]:
        """Those of one folder (None: in no folder), with ``nested`` of those inside it too."""
        name = rows.folder_name(folder)
        if nested and name is not None:
            return self._where(
                "not deleted and (folder = ? or substr(folder, 1, ?) = ?)",
                [name, len(name) + 1, f"{name}/"],
            )
        return self._where("not deleted and folder is ?", [name])

    def tagged(self, tag: str) -> list[Note]:
        return self._where(
            "not deleted and exists (select 1 from json_each(tags) where value = ?)", [tag]
        )

    def on(self, any_id: str) -> list[Note]:
        """Those on one provision, document or measure, not on what is inside it."""
        return self._where("not deleted and target = ?", [any_id])

    def on_document(self, document_id: str) -> list[Note]:
        """Those on a document or on any provision of it."""
        return self._where(
            "not deleted and (target = ? or substr(target, 1, ?) = ?)",
            [document_id, len(document_id) + 1, f"{document_id}#"],
        )

    def search(self, query: str) -> list[Note]:
        """Notes whose text, folder or tags contain every word of ``query``, width aside."""
        wanted = [rows.fold(word) for word in query.split()]
        found = []
        for note in self.all():
            text = rows.fold("\n".join((note.text, note.folder or "", *note.tags)))
            if all(word in text for word in wanted):
                found.append(note)
        return found

    def trash(self) -> list[Note]:
        """Removed ones, to be restored or emptied away."""
        return self._where("deleted")

    def _where(self, condition: str, parameters: Iterable[Any] = ()) -> list[Note]:
        found = self._store.rows(
            f"select {rows.NOTE} from notes where {condition} order by sequence desc",
            list(parameters),
        )
        return self._store.decode(rows.note, found)

    def change(
        self,
        note_id: str,
        *,
        on: str | Unset | None = UNSET,
        folder: str | Unset | None = UNSET,
        tags: Iterable[str] | None = None,
    ) -> bool:
        """Change where a note belongs; its text goes through :meth:`save`."""
        columns: dict[str, Any] = {}
        if on is not UNSET:
            columns["target"] = on
        if folder is not UNSET:
            columns["folder"] = rows.folder_name(folder)
        if tags is not None:
            columns["tags"] = rows.tag_list(tags)
        if not columns:
            return self.get(note_id) is not None
        with self._journal.operation("修改笔记") as recorder:
            ensure_folder(recorder, columns.get("folder"))
            return recorder.update("notes", note_id, columns)

    def remove(self, note_id: str) -> bool:
        """Move to the trash; False when there is no such note."""
        with self._journal.operation("删除笔记") as recorder:
            return recorder.mark("notes", note_id, deleted=True)

    def restore(self, note_id: str) -> bool:
        """Bring back from the trash."""
        with self._journal.operation("恢复笔记") as recorder:
            return recorder.mark("notes", note_id, deleted=False)


def _add_version(db: Database, note_id: str, session: str, text: str, now: str) -> None:
    db.execute(
        "insert into note_versions (note_id, session, text, saved_at) values (?, ?, ?, ?)",
        [note_id, session, text, now],
    )


def _one(db: Database, note_id: str) -> Note:
    row = db.execute(
        f"select {rows.NOTE} from notes where id = ? and not deleted", [note_id]
    ).fetchone()
    if row is None:
        raise StoreError(
            "这条笔记已被删除", "刚才输入的文字没有写入", "请从回收站恢复，或另存为新笔记"
        )
    return rows.note(row)
