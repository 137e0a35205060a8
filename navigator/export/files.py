"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from navigator.model.errors import ExportError


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write ``data`` beside its place, sync it, and move it there in one step.

    An existing file is replaced only with ``force``, and only once the new one is complete. A
    link is followed, so that it stays a link. Raises ExportError; then nothing has changed on
    the disk.
    """
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise ExportError(f"“{path.name}”是文件夹", "没有写出任何内容", "请给出文件名")
        if path.is_symlink():
            path = path.resolve()
        if path.exists() and not force:
            raise _exists(path)
        handle, name = tempfile.mkstemp(prefix=".policy-", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
        _move(temporary, path, force)
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise _told(path, error) from error
    except ValueError as error:  # a name that no system accepts
        raise ExportError("文件名里有不能用的字符", "没有写出任何内容", "请换个文件名") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _move(temporary: Path, path: Path, force: bool) -> None:
    """Put the finished file in its place. Raises FileExistsError without ``force``."""
    if not force:
        # A file that somebody else made meanwhile is not ours to replace: linking fails then.
        # Memory sticks know no links; there the check made before has to do.
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:
            if path.exists():
                raise FileExistsError(path) from None
        else:
            return
    temporary.replace(path)


def _mode(path: Path) -> int:
    """The mode of the file replaced; mkstemp's is private, a new paper is as others are."""
    with contextlib.suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last too, where the system lets folders be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exists(path: Path) -> ExportError:
    return ExportError(
        f"“{path.name}”已经存在",
        "原文件没有改动",
        "请换个文件名；确要替换的，请选择替换（--force）",
    )


def _told(path: Path, error: OSError) -> ExportError:
    there = False
    with contextlib.suppress(OSError):
        there = path.exists()
    kept = "原有文件没有改动" if there else "没有留下半个文件"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportError("磁盘满了，文件没有写成", kept, "请腾出空间或换个磁盘后再试")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ExportError(f"没有权限写到“{path.parent}”", kept, "请换一个文件夹")
    if error.errno == errno.ENAMETOOLONG:
        return ExportError("文件名太长，系统不接受", kept, "请用短一些的文件名")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ExportError(f"文件夹“{path.parent}”不存在", kept, "请先建好文件夹，或换一个")
    return ExportError(f"文件没有写成（{error.strerror or error}）", kept, "请换个位置再试")
