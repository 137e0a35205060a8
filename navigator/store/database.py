"""One SQLite file: a connection a thread, short write transactions, errors in plain words.

``sqlite_utils`` is imported on first use: it costs more than the first picture of the window.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from navigator.model.errors import StoreError
from navigator.store.faults import BusyError, damaged, told_plainly

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")
BUSY_SECONDS = 5.0
_SIDECARS = ("-wal", "-shm", "-journal")


def connect(path: Path, *, busy_seconds: float = BUSY_SECONDS, create: bool = True) -> Database:
    """A connection set up the way every store needs it: WAL, foreign keys on, full durability.

    Raises sqlite3.Error; callers wrap it in :func:`told_plainly`.
    """
    from sqlite_utils import Database

    mode = "rwc" if create else "rw"
    # The thread check is off so that close() may close what worker threads opened; each thread
    # still uses a connection of its own.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        _enable_wal(connection, busy_seconds)
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def connect_to_read(path: Path, *, at_rest: bool = False) -> Database:
    """A connection that leaves the file as it is, even its journal mode.

    ``at_rest`` says that no program is writing the file: then nothing is put beside it either,
    as long as no unfinished journal lies there.
    """
    from sqlite_utils import Database

    address = f"{path.absolute().as_uri()}?mode=ro"
    if at_rest and not any(sidecar.exists() for sidecar in sidecars(path)):
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
        return Database(connection, execute_plugins=False)
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("select 1 from sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        # A copy on a disc or a write-protected stick: nobody can be writing it.
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
    except BaseException:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)


def _enable_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Switch to WAL; SQLite does not wait for its turn at this one statement, so we do."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            if mode != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@contextmanager
def immediate(db: Database) -> Iterator[Database]:
    """A write transaction that takes its turn at the start, or a savepoint inside one.

    A transaction that begins by reading cannot wait for another writer once it wants to write;
    one that begins IMMEDIATE can.
    """
    connection: sqlite3.Connection = db.conn
    if connection.in_transaction:
        with db.atomic():
            yield db
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield db
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class _Handle:
    """A thread's connection, closed when the thread is gone.

    Threads of a window's pool come and go all day; their connections must go with them.
    """

    def __init__(self, db: Database) -> None:
        self.db = db

    def close(self) -> None:
        # Another thread may be in the middle of a read whose result nobody awaits.
        with contextlib.suppress(sqlite3.Error):
            self.db.close()

    def __del__(self) -> None:
        self.close()


class Store:
    """Base of library and desk. Safe to share among threads; close it in any of them."""

    def __init__(self, path: Path, name: str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self.name = name
        self._busy_seconds = busy_seconds
        self._local = threading.local()
        self._lock = threading.Lock()
        self._handles: weakref.WeakSet[_Handle] = weakref.WeakSet()
        self._closed = False

    @property
    def db(self) -> Database:
        """This thread's connection."""
        if self._closed:
            raise StoreError(f"{self.name}已经关闭", "已保存的内容完好", "请重新打开后再试")
        handle: _Handle | None = getattr(self._local, "handle", None)
        if handle is None:
            with told_plainly(self.name, self.path):
                handle = _Handle(connect(self.path, busy_seconds=self._busy_seconds, create=False))
            self._local.handle = handle
            with self._lock:
                self._handles.add(handle)
        return handle.db

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Several statements on one state of the file, or one statement with its errors told."""
        db = self.db
        with told_plainly(self.name, self.path):
            if db.conn.in_transaction:
                yield db
                return
            db.conn.execute("BEGIN")
            try:
                yield db
            finally:
                if db.conn.in_transaction:
                    db.conn.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """All or nothing, and on disk when the block has ended."""
        db = self.db
        with told_plainly(self.name, self.path), immediate(db):
            yield db

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """All rows of one query."""
        db = self.db
        with told_plainly(self.name, self.path):
            return db.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Any = ()) -> tuple[Any, ...] | None:
        """The first row of one query."""
        db = self.db
        with told_plainly(self.name, self.path):
            found: tuple[Any, ...] | None = db.execute(sql, parameters).fetchone()
            return found

    def decode(
        self, convert: Callable[[tuple[Any, ...]], T], rows: Iterable[tuple[Any, ...]]
    ) -> list[T]:
        """Rows as objects; a row that makes no sense any more raises DamagedError."""
        try:
            return [convert(row) for row in rows]
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise damaged(self.name, self.path) from error

    @property
    def closed(self) -> bool:
        return self._closed

    def close(self) -> None:
        """Close every thread's connection; later calls on the store raise StoreError."""
        with self._lock:
            self._closed = True
            for handle in list(self._handles):
                handle.close()
            self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def refuse_if_open(path: Path, name: str) -> None:
    """Raise BusyError while any program has the file open: it would go on with the old one."""
    connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BusyError(
                f"{name}正被另一个窗口使用，暂时不能修复",
                "没有改动任何内容",
                "请关闭所有政策导航窗口后再运行修复",
            ) from error
    finally:
        connection.close()


def sidecars(path: Path) -> tuple[Path, ...]:
    """The files SQLite may keep beside ``path``."""
    return tuple(path.with_name(path.name + ending) for ending in _SIDECARS)
