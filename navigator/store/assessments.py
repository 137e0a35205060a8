"""Saved assessments: receipts of what was answered, on what state of knowledge, and the result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from navigator.model.desk import SavedAssessment
from navigator.store import desk_rows as rows
from navigator.store.database import Store
from navigator.store.journal import Journal
from navigator.store.library_rows import timestamp


class Assessments:
    def __init__(self, store: Store, journal: Journal, clock: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._journal = journal
        self._clock = clock

    def save(
        self,
        name: str,
        *,
        as_of: dt.date,
        answers: Mapping[str, Any],
        catalogue_hash: str,
        library_hash: str,
        result: Any,
    ) -> SavedAssessment:
        """Keep a receipt; on disk when this returns. ``answers`` and ``result`` must be JSON."""
        assessment_id = rows.new_id("a")
        with self._journal.operation("保存测算") as recorder:
            recorder.insert(
                "assessments",
                {
                    "id": assessment_id,
                    "name": name.strip(),
                    "as_of": as_of.isoformat(),
                    "answers": rows.dumps(answers),
                    "catalogue_hash": catalogue_hash,
                    "library_hash": library_hash,
                    "result": rows.dumps(result),
                    "created_at": timestamp(self._clock()),
                },
            )
            row = recorder.db.execute(
                f"select {rows.ASSESSMENT} from assessments where id = ?", [assessment_id]
            ).fetchone()
            return rows.assessment(row)

    def all(self) -> list[SavedAssessment]:
        """Newest first."""
        return self._where("not deleted", [])

    def get(self, assessment_id: str) -> SavedAssessment | None:
        found = self._where("not deleted and id = ?", [assessment_id])
        return found[0] if found else None

    def trash(self) -> list[SavedAssessment]:
        return self._where("deleted", [])

    def _where(self, condition: str, parameters: list[Any]) -> list[SavedAssessment]:
        found = self._store.rows(
            f"select {rows.ASSESSMENT} from assessments where {condition} order by sequence desc",
            parameters,
        )
        return self._store.decode(rows.assessment, found)

    def rename(self, assessment_id: str, name: str) -> bool:
        with self._journal.operation("重命名测算") as recorder:
            return recorder.update("assessments", assessment_id, {"name": name.strip()})

    def remove(self, assessment_id: str) -> bool:
        """Move to the trash; False when there is no such assessment."""
        with self._journal.operation("删除测算") as recorder:
            return recorder.mark("assessments", assessment_id, deleted=True)

    def restore(self, assessment_id: str) -> bool:
        with self._journal.operation("恢复测算") as recorder:
            return recorder.mark("assessments", assessment_id, deleted=False)
