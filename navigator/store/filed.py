"""What bookmarks and notes have in common: filed by folder and tag, tied to a place, removable."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Generic, TypeVar

from navigator.store import desk_rows as rows
from navigator.store.database import Store
from navigator.store.journal import Journal

T = TypeVar("T")


class Filed(ABC, Generic[T]):
    """Entries of one table of the desk; the removed ones wait in the trash."""

    _table: ClassVar[str]
    _columns: ClassVar[str]
    _order: ClassVar[str]
    _noun: ClassVar[str]  # as the undo list names it

    def __init__(self, store: Store, journal: Journal, clock: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._journal = journal
        self._clock = clock

    @staticmethod
    @abstractmethod
    def _entry(row: tuple[Any, ...]) -> T:
        """A row as an entry."""

    @staticmethod
    @abstractmethod
    def _words(entry: T) -> tuple[str, ...]:
        """The texts that :meth:`search` looks into."""

    def get(self, entry_id: str) -> T | None:
        found = self._where("not deleted and id = ?", [entry_id])
        return found[0] if found else None

    def all(self) -> list[T]:
        return self._where("not deleted")

    def in_folder(self, folder: str | None, *, nested: bool = False) -> list[T]:
        """Those of one folder (None: in no folder), with ``nested`` of those inside it too."""
        name = rows.folder_name(folder)
        if nested and name is not None:
            return self._where(
                "not deleted and (folder = ? or substr(folder, 1, ?) = ?)",
                [name, len(name) + 1, f"{name}/"],
            )
        return self._where("not deleted and folder is ?", [name])

    def tagged(self, tag: str) -> list[T]:
        return self._where(
            "not deleted and exists (select 1 from json_each(tags) where value = ?)", [tag]
        )

    def on(self, any_id: str) -> list[T]:
        """Those on one provision, document or measure, not on what is inside it."""
        return self._where("not deleted and target = ?", [any_id])

    def on_document(self, document_id: str) -> list[T]:
        """Those on a document or on any provision of it."""
        return self._where(
            "not deleted and (target = ? or (target >= ? and target < ?))",
            [document_id, f"{document_id}#", f"{document_id}$"],  # $ follows #: found by the index
        )

    def search(self, query: str) -> list[T]:
        """Those whose texts, folder or tags contain every word of ``query``, width aside."""
        wanted = [rows.fold(word) for word in query.split()]
        found = []
        for entry in self.all():
            text = rows.fold("\n".join(self._words(entry)))
            if all(word in text for word in wanted):
                found.append(entry)
        return found

    def trash(self) -> list[T]:
        """Removed ones, to be restored or emptied away."""
        return self._where("deleted")

    def remove(self, entry_id: str) -> bool:
        """Move to the trash; False when there is no such entry."""
        with self._journal.operation(f"删除{self._noun}") as recorder:
            return recorder.mark(self._table, entry_id, deleted=True)

    def restore(self, entry_id: str) -> bool:
        """Bring back from the trash."""
        with self._journal.operation(f"恢复{self._noun}") as recorder:
            return recorder.mark(self._table, entry_id, deleted=False)

    def _where(self, condition: str, parameters: Iterable[Any] = ()) -> list[T]:
        found = self._store.rows(
            f"select {self._columns} from {self._table} where {condition} {self._order}",
            list(parameters),
        )
        return self._store.decode(self._entry, found)
