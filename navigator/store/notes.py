"""Notes: Markdown on a provision, a document, a measure, or on nothing; every session kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from navigator.model.desk import Note, NoteVersion
from navigator.model.errors import StoreError
from navigator.store import desk_rows as rows
from navigator.store.desk_rows import UNSET, Unset
from navigator.store.filed import Filed
from navigator.store.folders import ensure_folder
from navigator.store.library_rows import timestamp

if TYPE_CHECKING:
    from sqlite_utils import Database

_RESTORED = "restored"


class Notes(Filed[Note]):
    """Listed newest first."""

    _table, _noun = "notes", "笔记"
    _columns = rows.NOTE
    _order = "order by sequence desc"

    @staticmethod
    def _entry(row: tuple[Any, ...]) -> Note:
        return rows.note(row)

    @staticmethod
    def _words(entry: Note) -> tuple[str, ...]:
        return (entry.text, entry.folder or "", *entry.tags)

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
