"""Saved searches, and a search history the user can clear or switch off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from navigator.model.desk import SavedSearch, SearchEntry
from navigator.store import desk_rows as rows
from navigator.store.database import Store
from navigator.store.journal import Journal
from navigator.store.library_rows import timestamp
from navigator.store.settings import Settings

HISTORY_ENABLED = "search.history"
KEPT_QUERIES = 200


class Searches:
    def __init__(
        self,
        store: Store,
        journal: Journal,
        settings: Settings,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._store = store
        self._journal = journal
        self._settings = settings
        self._clock = clock

    def save(self, name: str, query: str, filters: Mapping[str, Any] | None = None) -> SavedSearch:
        """Keep a search under a name; on disk when this returns."""
        search_id = rows.new_id("s")
        with self._journal.operation("保存搜索") as recorder:
            recorder.insert(
                "saved_searches",
                {
                    "id": search_id,
                    "name": name.strip() or query,
                    "query": query,
                    "filters": rows.dumps(filters or {}),
                    "created_at": timestamp(self._clock()),
                },
            )
            row = recorder.db.execute(
                f"select {rows.SEARCH} from saved_searches where id = ?", [search_id]
            ).fetchone()
            return rows.saved_search(row)

    def saved(self) -> list[SavedSearch]:
        """In the order they were saved."""
        found = self._store.rows(
            f"select {rows.SEARCH} from saved_searches where not deleted order by sequence"
        )
        return self._store.decode(rows.saved_search, found)

    def rename(self, search_id: str, name: str) -> bool:
        with self._journal.operation("重命名搜索") as recorder:
            return recorder.update("saved_searches", search_id, {"name": name.strip()})

    def remove(self, search_id: str) -> bool:
        with self._journal.operation("删除保存的搜索") as recorder:
            return recorder.mark("saved_searches", search_id, deleted=True)

    # -- history ---------------------------------------------------------------------------

    @property
    def history_enabled(self) -> bool:
        return bool(self._settings.get(HISTORY_ENABLED, True))

    def enable_history(self, enabled: bool) -> None:
        """Switch remembering on or off; switching off also forgets what was remembered."""
        self._settings.set(HISTORY_ENABLED, enabled)
        if not enabled:
            self.clear_history()

    def remember(self, query: str, filters: Mapping[str, Any] | None = None) -> None:
        """Put a query on top of the history; nothing happens while it is switched off."""
        query = query.strip()
        if not query or not self.history_enabled:
            return
        with self._store.writing() as db:
            db.execute("delete from search_history where query = ?", [query])
            db.execute(
                "insert into search_history (query, filters, searched_at) values (?, ?, ?)",
                [query, rows.dumps(filters or {}), timestamp(self._clock())],
            )
            db.execute(
                "delete from search_history where sequence not in"
                " (select sequence from search_history order by sequence desc limit ?)",
                [KEPT_QUERIES],
            )

    def history(self, limit: int = 20, *, containing: str = "") -> list[SearchEntry]:
        """The last queries, newest first; only those with ``containing`` in them."""
        wanted = rows.fold(containing)
        found = self._store.rows(
            "select query, filters, searched_at, sequence from search_history"
            " order by sequence desc"
        )
        entries = self._store.decode(rows.search_entry, found)
        return [entry for entry in entries if wanted in rows.fold(entry.query)][:limit]

    def clear_history(self) -> None:
        with self._store.writing() as db:
            db.execute("delete from search_history")
