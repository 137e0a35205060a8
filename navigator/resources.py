"""Where the files that ship with the program lie.

In a checkout they are in ``resources/`` beside the package; in an installed wheel they travel
inside it as ``navigator/_resources``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resource_folder() -> Path:
    """The folder that holds ``catalogue/``, ``icons/``, ``styles/`` and the rest."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """Path of one shipped file or folder, existing or not."""
    return resource_folder().joinpath(*parts)


def read_resource(*parts: str) -> str:
    """Text of one shipped file, UTF-8."""
    return resource(*parts).read_text(encoding="utf-8")
