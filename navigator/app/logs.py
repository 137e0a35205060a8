"""The log: rotated, on this machine only, without what a person typed.

Only kinds of faults and places in our code are written, never answers, notes, queries or names:
exception messages may quote user input, so they are replaced by their type.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.app.paths import Paths
from navigator.model.errors import ExpectedError

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

FILE_NAME = "navigator.log"
MAX_BYTES = 512 * 1024
KEPT_FILES = 4


class _LogFile(logging.Handler):
    """A rotating file, opened by the first line: most sessions have nothing to tell."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
            )
            self._file.setFormatter(self.formatter)
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def start_log(paths: Paths) -> Path | None:
    """Write warnings and above of this process to the log; None where it cannot be written."""
    path = paths.logs / FILE_NAME
    root = logging.getLogger("navigator")
    if any(isinstance(handler, _LogFile) for handler in root.handlers):
        return path
    try:
        paths.logs.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    handler = _LogFile(path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False
    return path


def stop_log() -> None:
    """Close the log file."""
    root = logging.getLogger("navigator")
    for handler in list(root.handlers):
        if isinstance(handler, _LogFile):
            root.removeHandler(handler)
            handler.close()


def fault_lines(error: BaseException) -> list[str]:
    """Kind and place of a fault, innermost last, without any message text."""
    lines = []
    for frame in traceback.extract_tb(error.__traceback__):
        parts = Path(frame.filename).parts
        start = parts.index("navigator") if "navigator" in parts else max(0, len(parts) - 2)
        lines.append(f"  {'/'.join(parts[start:])}:{frame.lineno} {frame.name}")
    return [type(error).__name__, *lines]


def log_defect(paths: Paths, error: BaseException) -> Path | None:
    """Record a fault of ours; returns the log's path, or None where it cannot be written."""
    path = start_log(paths)
    if path is None or isinstance(error, ExpectedError):
        return path
    logging.getLogger("navigator").error("defect %s", "\n".join(fault_lines(error)))
    return path
