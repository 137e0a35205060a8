"""Where the user's files lie.

In this order: ``--data-dir``; the environment variable POLICY_NAVIGATOR_HOME; beside the program
when it is carried on a stick (portable); the platform's own place for user data.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import navigator
from navigator.model.errors import StoreError

ENVIRONMENT = "POLICY_NAVIGATOR_HOME"
PORTABLE_MARK = "portable.txt"  # its first line may name the data folder, relative to the file
PORTABLE_FOLDER = "data"
_SHARED_FOLDERS = {"site-packages", "dist-packages"}


class Paths(NamedTuple):
    """The data folder and what is in it. ``portable`` when it travels with the program."""

    root: Path
    portable: bool = False

    @property
    def library(self) -> Path:
        return self.root / "library.db"

    @property
    def desk(self) -> Path:
        return self.root / "desk.db"

    @property
    def index_folder(self) -> Path:
        return self.root / "index"

    @property
    def packs(self) -> Path:
        return self.root / "packs"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def tmp(self) -> Path:
        return self.root / "tmp"

    def make(self) -> Paths:
        """Create the folders and make sure they can be written; raises StoreError if not."""
        try:
            for folder in (self.root, self.index_folder, self.logs, self.backups, self.tmp):
                folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.tmp) as probe:
                probe.write(b"1")
        except (FileExistsError, NotADirectoryError) as error:
            raise StoreError(
                f"数据位置不是文件夹：{error.filename or self.root}",
                "没有改动任何内容",
                "请移走同名文件，或用 --data-dir 指定一个文件夹",
            ) from error
        except OSError as error:
            raise StoreError(
                f"数据文件夹不能写入（{self.root}：{error.strerror or error}）",
                "没有改动任何内容",
                "请检查权限和磁盘空间，或用 --data-dir 指定另一个文件夹",
            ) from error
        return self


def find_paths(
    data_dir: str | Path | None = None, environment: Mapping[str, str] | None = None
) -> Paths:
    """The data folder to use; nothing is created yet (see :meth:`Paths.make`)."""
    environment = os.environ if environment is None else environment
    if data_dir:
        return Paths(_absolute(data_dir))
    if home := environment.get(ENVIRONMENT, "").strip():
        return Paths(_absolute(home))
    if portable := portable_folder(program_folder(), frozen=is_frozen()):
        return Paths(portable, portable=True)
    from platformdirs import user_data_path

    return Paths(user_data_path("policy-navigator", appauthor=False))


def is_frozen() -> bool:
    """Whether the program runs as one packed executable."""
    return bool(getattr(sys, "frozen", False))


def program_folder() -> Path:
    """The folder a person sees the program in: of the executable, else around the package."""
    if is_frozen():
        return Path(sys.executable).resolve().parent
    return Path(navigator.__file__).resolve().parent.parent


def portable_folder(program: Path, *, frozen: bool) -> Path | None:
    """The data folder beside the program, or None when the program is not carried about.

    A folder ``data`` alone counts only where the program has its folder to itself: among
    installed packages it may be anybody's.
    """
    mark = program / PORTABLE_MARK
    if mark.is_file():
        lines = mark.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        named = lines[0].strip() if lines else ""
        return (program / (named or PORTABLE_FOLDER)).resolve()
    folder = program / PORTABLE_FOLDER
    if folder.is_dir() and (frozen or program.name not in _SHARED_FOLDERS):
        return folder
    return None


def _absolute(path: str | Path) -> Path:
    return Path(path).expanduser().absolute()
