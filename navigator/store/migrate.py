"""Bringing a file to today's shape without ever risking what is in it.

Steps are append-only and hold their own SQL; they never import live models, so that a step
written today does the same in ten years. A file that exists is backed up first, the steps are
rehearsed on a copy, and only then run on the file itself, all in one transaction.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.model.errors import StoreError
from navigator.store.database import BUSY_SECONDS, connect, connect_to_read, immediate, sidecars
from navigator.store.faults import NewerError, told_plainly
from navigator.store.schema import Schema

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

KEPT_BACKUPS = 10


def migrations(schema: Schema) -> Migrations:
    """The steps as a sqlite-utils migration set."""
    from sqlite_utils.migrations import Migrations

    built = Migrations(schema.set_name)
    for step in schema.steps:

        def run(db: Database, sql: str = step.sql) -> None:
            db.executescript(sql)

        built(name=step.name)(run)
    return built


def prepare(
    path: Path, schema: Schema, backups: Path, *, busy_seconds: float = BUSY_SECONDS
) -> None:
    """Create the file or bring it up to date.

    Raises NewerError for a file of a newer program, DamagedError for one that is no database,
    and StoreError when the folder cannot be written or a migration does not succeed. In each of
    these cases the file is as it was.
    """
    with told_plainly(schema.name, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreError(
                f"{schema.name}应当是一个文件，{path} 却是文件夹",
                "没有改动任何内容",
                "请移走该文件夹，或用 --data-dir 指定另一个位置",
            )
        existing = path.exists() and path.stat().st_size > 0
        steps = migrations(schema)
        if existing:
            # Looked at without a hand on it: opening to write would change even a stranger's file.
            with closing(connect_to_read(path)) as db:
                if not check_owner(db, steps, schema, path):
                    return
        with closing(connect(path, busy_seconds=busy_seconds)) as db:
            if existing and steps.applied(db):
                back_up(db, backups, f"{path.stem}-before-upgrade", KEPT_BACKUPS)
                _rehearse(db, steps, schema, path)
            with immediate(db):
                steps.apply(db)
    if not existing:
        _sync_folder(path.parent)


def check_owner(db: Database, steps: Migrations, schema: Schema, path: Path) -> bool:
    """Whether steps are pending; refuse files that are newer or not ours."""
    tables = {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}
    if steps.migrations_table not in tables:
        if tables:
            raise StoreError(
                f"{path} 不是政策导航的{schema.name}文件",
                "文件原样保留，没有改动",
                "请移走该文件，或用 --data-dir 指定另一个文件夹",
            )
        return True
    sets = {row[0] for row in db.execute(f"select migration_set from {steps.migrations_table}")}
    if sets - {schema.set_name}:
        raise StoreError(
            f"{path} 不是政策导航的{schema.name}文件",
            "文件原样保留，没有改动",
            "请移走该文件，或用 --data-dir 指定另一个文件夹",
        )
    known = {step.name for step in schema.steps}
    if any(step.name not in known for step in steps.applied(db)):
        raise NewerError(
            f"{schema.name}由更新版本的政策导航写成，这个版本读不了（{path}）",
            "文件原样保留，没有改动",
            "请换用新版本的政策导航打开",
        )
    return bool(steps.pending(db))


def _rehearse(db: Database, steps: Migrations, schema: Schema, path: Path) -> None:
    """Run the steps on a copy; a copy that fails leaves the file untouched."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".upgrade-") as folder:
        copy = Path(folder) / path.name
        copy_database(db, copy)
        try:
            with closing(connect(copy)) as trial:
                steps.apply(trial)
                if faults := integrity_faults(trial):
                    raise sqlite3.IntegrityError(faults[0])
        except sqlite3.Error as error:
            raise StoreError(
                f"升级{schema.name}时试运行失败（{error}）",
                "原文件没有改动，升级前的副本也已留在备份文件夹",
                "请继续使用原来的版本，并把日志交给维护人员",
            ) from error


def copy_database(db: Database, target: Path) -> None:
    """A consistent copy of a database in use, on disk when this returns, or no file at all."""
    with _new_file(target) as temporary:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
            db.conn.backup(copy)
            # A copy that is complete in one file can be carried away on a stick.
            copy.execute("PRAGMA journal_mode = DELETE")
        sync_file(temporary)


def back_up(db: Database, folder: Path, stem: str, keep: int, label: str = "") -> Path:
    """Copy the database to ``folder`` and keep the ``keep`` newest of that name.

    Copies are numbered: a clock set back must not make the newest copy look like the oldest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    earlier = backups_of(folder, stem)
    number = 1 + max((number for number, _ in earlier), default=0)
    target = folder / f"{stem}-{number:06d}{f'-{label}' if label else ''}.db"
    copy_database(db, target)
    for _, old in earlier[: max(0, len(earlier) + 1 - keep)]:
        old.unlink(missing_ok=True)
    return target


def backups_of(folder: Path, stem: str) -> list[tuple[int, Path]]:
    """Numbered copies, oldest first."""
    pattern = re.compile(re.escape(stem) + r"-(\d{6})(?:-.*)?\.db")
    found = []
    for file in folder.glob(f"{stem}-*.db") if folder.is_dir() else ():
        if match := pattern.fullmatch(file.name):
            found.append((int(match[1]), file))
    return sorted(found)


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """A temporary neighbour of ``target`` that takes its name only when complete."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.replace(target)
        _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a new name survive the power switch, where the platform has such a thing."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def set_aside(path: Path, folder: Path) -> Path:
    """Copy a file with its sidecars to ``folder`` under a numbered name; the copy's path.

    Only for a file this process has no connection to: closing a copied file gives up the locks
    SQLite holds on it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (target := folder / f"{path.stem}-damaged-{number:03d}{path.suffix}").exists():
        number += 1
    for source, copy in zip((path, *sidecars(path)), (target, *sidecars(target)), strict=True):
        if source.exists():
            shutil.copy2(source, copy)
            sync_file(copy)
    return target


def integrity_faults(db: Database, *, quick: bool = False) -> list[str]:
    """What SQLite itself finds wrong; empty when all is well."""
    pragma = "quick_check" if quick else "integrity_check"
    found = [row[0] for row in db.execute(f"PRAGMA {pragma}(20)") if row[0] != "ok"]
    found += [
        f"{row[0]}: row {row[1]} refers to a missing row of {row[2]}"
        for row in db.execute("PRAGMA foreign_key_check")
    ]
    return found
