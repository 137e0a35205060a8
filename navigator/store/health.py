"""Checking and mending what is stored, told in sentences.

The library is derived and may be rebuilt; the desk is the user's and is only ever rebuilt from its
own rows after a copy was set aside. The index is checked and rebuilt by callables the caller
passes in, which keeps this module apart from the search engine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from navigator.model.errors import StoreError
from navigator.store.database import connect_to_read
from navigator.store.desk_schema import DESK
from navigator.store.faults import DamagedError, told_plainly
from navigator.store.library_check import check as check_library
from navigator.store.library_salvage import renew
from navigator.store.library_schema import LIBRARY
from navigator.store.migrate import check_owner, integrity_faults, migrations
from navigator.store.records import Problem, Report
from navigator.store.salvage import salvage_desk
from navigator.store.schema import Schema

if TYPE_CHECKING:
    from sqlite_utils import Database

CheckIndex = Callable[[], Iterable[Problem]]
RebuildIndex = Callable[[], str]  # what was done, as a sentence

_JSON_COLUMNS = {
    "bookmarks": ("tags",),
    "notes": ("tags",),
    "assessments": ("answers", "result"),
    "saved_searches": ("filters",),
}


class Places(Protocol):
    """Where the files lie."""

    @property
    def library(self) -> Path: ...

    @property
    def desk(self) -> Path: ...

    @property
    def backups(self) -> Path: ...


def verify(paths: Places, *, check_index: CheckIndex | None = None) -> Report:
    """Check library, desk and index; nothing is created or changed."""
    library = _verify_library(paths)
    report = library + _verify_desk(paths)
    # Of a damaged library the index can say nothing, and asking it might open the library.
    if check_index is not None and library.ok:
        report += Report(("索引",), tuple(check_index()))
    return report


def repair(
    paths: Places,
    *,
    check_index: CheckIndex | None = None,
    rebuild_index: RebuildIndex | None = None,
) -> Report:
    """Mend what can be mended; what is left is in ``problems``.

    Library and desk must be closed in this process. Raises StoreError when a file is in use.
    """
    actions: list[str] = []
    if any(problem.mendable for problem in _verify_desk(paths).problems):
        actions += _repair_desk(paths)
    if any(problem.mendable for problem in _verify_library(paths).problems):
        actions += renew(paths.library).told
    # A library begun anew has made the old index stale.
    if rebuild_index is not None and (
        actions or (check_index and any(True for _ in check_index()))
    ):
        actions.append(rebuild_index())
    return verify(paths, check_index=check_index) + Report(actions=tuple(actions))


def _verify_library(paths: Places) -> Report:
    return _verify(paths.library, LIBRARY, check_library)


def _verify_desk(paths: Places) -> Report:
    return _verify(paths.desk, DESK, _check_desk)


def _verify(path: Path, schema: Schema, check: Callable[[Database], list[Problem]]) -> Report:
    if not path.exists():
        return Report((f"{schema.name}：尚未建立",))
    try:
        with told_plainly(schema.name, path), closing(connect_to_read(path)) as db:
            db.execute("BEGIN")
            pending = check_owner(db, migrations(schema), schema, path)
            # A file of an earlier version is brought up to date when it is opened.
            problems = _check_file(db, schema) if pending else check(db)
    except StoreError as error:
        mendable = isinstance(error, DamagedError)
        return Report((schema.name,), (Problem(schema.name, error.what, mendable),))
    return Report((schema.name,), tuple(problems))


def _check_file(db: Database, schema: Schema) -> list[Problem]:
    return [Problem(schema.name, f"文件已损坏：{fault}") for fault in integrity_faults(db)]


def _check_desk(db: Database) -> list[Problem]:
    if problems := _check_file(db, DESK):
        return problems
    for table, columns in _JSON_COLUMNS.items():
        for row in db.execute(f"select id, {', '.join(columns)} from {table}"):
            try:
                for value in row[1:]:
                    json.loads(value)
            except ValueError:
                problems.append(Problem(DESK.name, f"条目 {row[0]} 的内容无法读出"))
    for (note_id,) in db.execute(
        "select id from notes n where text is not (select text from note_versions v"
        " where v.note_id = n.id order by number desc limit 1)"
    ):
        problems.append(
            Problem(DESK.name, f"笔记 {note_id} 的正文与它的最新版本不一致", mendable=False)
        )
    return problems


def _repair_desk(paths: Places) -> list[str]:
    result = salvage_desk(paths.desk, paths.backups)
    actions = [
        f"书桌已修复，损坏的文件副本保留在“{result.aside}”",
        f"从损坏的文件中救回{result.entries}个条目",
    ]
    if result.from_backup and result.backup is not None:
        actions.append(f"另从备份“{result.backup.name}”补回{result.from_backup}个条目")
    return actions
