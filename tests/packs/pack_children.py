"""Installs and takes back packs in processes that are killed at one step after another.

``python pack_children.py FOLDER install|rollback``: for each step a child is forked on a fresh
copy of the same data folder and killed there; then the folder is looked at. One JSON line a step.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "store"))

from pack_samples import FIRST, SECOND, make
from store_samples import NOON

from navigator.store.desk import Desk
from navigator.store.library import Library
from navigator.store.packs import Counts, PackShelf, read

_WATCHED = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir"}
CATALOGUE = {"glossary.yaml": b"terms: []\n", "documents/doc-a.yaml": b"id: doc-a\n"}
ONE = read(make(FIRST, catalogue=CATALOGUE))
TWO = read(make(SECOND, edition="2021Q2", catalogue=CATALOGUE))


def shelf_of(home: Path, library: Library) -> PackShelf:
    return PackShelf(library, home / "packs")


def prepare(home: Path, work: str) -> None:
    with Desk.open(home / "desk.db") as desk:
        desk.notes.add("不许动")
    with Library.open(home / "library.db") as library:
        shelf = shelf_of(home, library)
        shelf.install(ONE, Counts(), NOON)
        if work == "rollback":
            shelf.install(TWO, Counts(), NOON)


def act(home: Path, work: str, count: Callable[[], None]) -> None:
    """The work, every file operation and every statement of it counted."""
    with Library.open(home / "library.db") as library:
        shelf = shelf_of(home, library)
        library.db.conn.set_trace_callback(lambda _: count())
        watching = True
        sys.addaudithook(lambda event, _: count() if watching and event in _WATCHED else None)
        if work == "install":
            shelf.install(TWO, Counts(), NOON)
        else:
            shelf.roll_back()
        library.db.conn.set_trace_callback(None)
        watching = False


def killed_at(home: Path, work: str, step: int) -> bool:
    """Whether a child was killed at its n-th step, rather than end by itself before."""
    child = os.fork()
    if child == 0:
        left = step

        def count() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        act(home, work, count)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the child failed at step {step}")
    return os.WIFSIGNALED(status)


def look(home: Path, desk: bytes, work: str) -> dict[str, Any]:
    """What is found afterwards, and whether the work then succeeds."""
    with Library.open(home / "library.db") as library:
        shelf = shelf_of(home, library)
        found: dict[str, Any] = {
            "notice": library.notice,
            "editions": [entry.edition for entry in shelf.installed()],
            "text": library.provisions("doc-a")[0].text,
            "documents": [record.id for record in library.documents()],
            "problems": [problem.what for problem in (*library.verify(), *shelf.problems())],
            "desk": (home / "desk.db").read_bytes() == desk,
        }
        before = [entry.edition for entry in shelf.installed()]
        if work == "install":
            shelf.install(TWO, Counts(), NOON)
        elif len(before) == 2:
            shelf.roll_back()
        found["then"] = [entry.edition for entry in shelf.installed()]
        found["folders"] = len([p for p in (home / "packs").iterdir() if p.is_dir()])
        found["then_problems"] = [p.what for p in (*library.verify(), *shelf.problems())]
    return found


def run(place: Path, work: str) -> None:
    base = place / "始"
    base.mkdir(parents=True)
    prepare(base, work)
    desk = (base / "desk.db").read_bytes()
    step, going = 0, True
    while going:
        step += 1
        home = place / "末"
        shutil.copytree(base, home)
        going = killed_at(home, work, step)
        found = {"step": step, "killed": going, **look(home, desk, work)}
        os.write(1, (json.dumps(found, ensure_ascii=False) + "\n").encode("utf-8"))
        shutil.rmtree(home)


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
