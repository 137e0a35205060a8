"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from navigator.model.errors import ExportError


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write ``data`` beside its place, sync it, and move it there in one step.

    An existing file is replaced only with ``force``, and only once the new one is complete.
    Raises ExportError; then nothing has changed on the disk.
    """
    if path.is_dir():
        raise ExportError(f"“{path.name}”是文件夹", "没有写出任何内容", "请给出文件名")
    if path.exists() and not force:
        raise ExportError(
            f"“{path.name}”已经存在",
            "原文件没有改动",
            "请换个文件名；确要替换的，请选择替换（--force）",
        )
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".policy-", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files private; an exported paper is as readable as any other file.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise _told(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _told(path: Path, error: OSError) -> ExportError:
    kept = "原有文件没有改动" if path.exists() else "没有留下半个文件"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportError("磁盘满了，文件没有写成", kept, "请腾出空间或换个磁盘后再试")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ExportError(f"没有权限写到“{path.parent}”", kept, "请换一个文件夹")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ExportError(f"文件夹“{path.parent}”不存在", kept, "请先建好文件夹，或换一个")
    return ExportError(f"文件没有写成（{error.strerror or error}）", kept, "请换个位置再试")
