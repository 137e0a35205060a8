"""One built index on disk: written whole into a new folder, then made current by a pointer file.

A reader never sees a half-written index: the pointer names a folder only once everything in it is
on the disk. What is missing, damaged, of another library, of another schema or of another state
of the library is told apart, and never opened: Whoosh unpickles what it opens.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

from navigator.store.search.corpus import Corpus
from navigator.store.search.postings import WhooshPostings, write_postings

SCHEMA = 1  # raise with every change of files, folding, terms or codec
CHECKED_WHOLE = 32_000_000  # bytes of an index that are hashed before it is opened
_POINTER = "current"
_MANIFEST = "manifest.json"
_PREFIX = "g-"


class Health(StrEnum):
    READY = "ready"
    MISSING = "missing"
    STALE = "stale"  # of an earlier state of the library, or of an earlier program
    DAMAGED = "damaged"
    FOREIGN = "foreign"  # of another library


def affordable(folder: Path) -> bool:
    """Whether every byte of the current index can be checked in a few milliseconds."""
    current = _current(folder)
    if current is None:
        return True
    return sum(p.stat().st_size for p in current.rglob("*") if p.is_file()) <= CHECKED_WHOLE


def inspect(folder: Path, library_id: str, generation: int, *, deep: bool = False) -> Health:
    """How the current index stands; ``deep`` also compares every file's hash."""
    current = _current(folder)
    if current is None:
        return Health.MISSING
    try:
        manifest = json.loads((current / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["library"] != library_id:
            return Health.FOREIGN
        if manifest["schema"] != SCHEMA or manifest["generation"] != generation:
            return Health.STALE
        for name, (size, digest) in manifest["files"].items():
            path = current / name
            if path.stat().st_size != size or (deep and _digest(path) != digest):
                return Health.DAMAGED
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Health.DAMAGED
    return Health.READY


def open_current(folder: Path) -> tuple[Corpus, WhooshPostings]:
    """The current index; call only after :func:`inspect` has found it ready."""
    current = _current(folder)
    if current is None:
        raise FileNotFoundError(folder / _POINTER)
    corpus = Corpus.load(current)
    return corpus, WhooshPostings(current / "whoosh")


def write(
    folder: Path,
    corpus: Corpus,
    library_id: str,
    generation: int,
    step: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write a new index beside the current one, switch to it, and clear older ones away.

    What ``step`` raises ends the work and leaves the current index as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{_PREFIX}{generation}-{uuid.uuid4().hex[:8]}"
    fresh = folder / name
    (fresh / "whoosh").mkdir(parents=True)
    try:
        corpus.save(fresh)
        write_postings(corpus, fresh / "whoosh", step)
        files = {
            path.relative_to(fresh).as_posix(): (path.stat().st_size, _digest(path))
            for path in sorted(fresh.rglob("*"))
            if path.is_file()
        }
        manifest: dict[str, Any] = {
            "schema": SCHEMA, "library": library_id, "generation": generation, "files": files,
        }  # fmt: skip
        for path in files:
            _sync(fresh / path)
        _write_synced(fresh / _MANIFEST, json.dumps(manifest, ensure_ascii=False))
        _write_synced(folder / f"{_POINTER}.new", name)
        (folder / f"{_POINTER}.new").replace(folder / _POINTER)
        _sync_folder(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    for old in folder.glob(f"{_PREFIX}*"):
        if old.name != name:
            # A reader may still hold files of it open; on Windows they go with the next build.
            shutil.rmtree(old, ignore_errors=True)


def _current(folder: Path) -> Path | None:
    try:
        name = (folder / _POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    if not name.startswith(_PREFIX) or Path(name).name != name:
        return None
    return folder / name


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
