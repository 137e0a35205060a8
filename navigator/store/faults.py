"""What SQLite and the file system complain of, turned into sentences a person can act on."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from navigator.model.errors import StoreError


class BusyError(StoreError):
    """Another process holds the file longer than we wait."""


class FullError(StoreError):
    """No room left to write."""


class ReadOnlyError(StoreError):
    """The file or its folder cannot be written."""


class DamagedError(StoreError):
    """The file is no database any more, or part of it is unreadable."""


class NewerError(StoreError):
    """The file was written by a newer version of the program."""


_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY_ERRNOS = {errno.EROFS, errno.EACCES, errno.EPERM}


def translate(error: sqlite3.Error | OSError, name: str, path: Path) -> StoreError:
    """The :class:`StoreError` that tells a person about ``error`` on the store called ``name``."""
    if isinstance(error, OSError):
        return _from_os(error, name, path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(
            f"{name}正被另一个窗口或程序写入，等了几秒仍未轮到",
            "这一步没有写入，已有内容没有变化",
            "请稍候再试；若一直如此，请关闭其他正在运行的政策导航",
        )
    if code == sqlite3.SQLITE_FULL:
        return _full(name, path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return _read_only(name, path)
    unreadable = code == 0 and "decode" in str(error)  # text that is not UTF-8 any more
    if unreadable or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
        return damaged(name, path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(
            f"打不开{name}（{path}）",
            "没有改动任何内容",
            "请检查该文件夹是否存在、是否有权读写，或换一个数据文件夹",
        )
    if code == sqlite3.SQLITE_IOERR:
        return FullError(
            f"读写{name}时磁盘出错（{path}），可能是空间不足，也可能是磁盘或U盘故障",
            "这一步没有写入，之前已保存的内容不受影响",
            "请检查磁盘空间和连接后重试",
        )
    # A missing column or a broken statement is our own defect: let it surface as one.
    raise error


def _from_os(error: OSError, name: str, path: Path) -> StoreError:
    if error.errno in _FULL_ERRNOS:
        return _full(name, path)
    if error.errno in _READ_ONLY_ERRNOS:
        return _read_only(name, path)
    return StoreError(
        f"读写{name}的文件时出错（{path}：{error.strerror or error}）",
        "没有改动已有内容",
        "请检查该文件夹后重试",
    )


def _full(name: str, path: Path) -> StoreError:
    return FullError(
        f"磁盘空间不足，{name}没能写入（{path.parent}）",
        "这一步已整体撤回，之前保存的内容完好",
        "请腾出空间后重试",
    )


def _read_only(name: str, path: Path) -> StoreError:
    return ReadOnlyError(
        f"{name}所在的文件夹不能写入（{path.parent}）",
        "没有改动任何内容",
        "请取得写入权限，或用 --data-dir 指定另一个文件夹",
    )


def damaged(name: str, path: Path) -> DamagedError:
    """The error for a file whose content cannot be trusted."""
    return DamagedError(
        f"{name}文件已损坏（{path}）",
        "文件原样保留，没有改动",
        "请运行“修复”（policy-navigator repair），能读出的内容会被救回",
    )


@contextmanager
def told_plainly(name: str, path: Path) -> Iterator[None]:
    """Raise what goes wrong inside with SQLite or files as a :class:`StoreError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise translate(error, name, path) from error
    except UnicodeDecodeError as error:  # a name of a table or column is no text any more
        raise damaged(name, path) from error
