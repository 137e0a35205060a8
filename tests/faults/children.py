"""What the fault tests run in processes of their own, to be killed or starved.

Run as ``python children.py edit|import|starved|add …``; acknowledged work is told on standard
output, one JSON line each, only after the call that did it has returned.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "store"))

from store_samples import NOON, large_publication

from navigator.model.desk import Passage
from navigator.model.errors import ExpectedError
from navigator.store.desk import Desk
from navigator.store.library import Library


def tell(**what: Any) -> None:
    os.write(1, (json.dumps(what, ensure_ascii=False) + "\n").encode("utf-8"))


def edit(path: Path, seed: int) -> None:
    """Change the desk at random, for ever, telling each change before and after it is made."""
    dice = random.Random(seed)
    with Desk.open(path) as desk:
        while True:
            bookmarks = [bookmark.id for bookmark in desk.bookmarks.all()]
            notes = [note.id for note in desk.notes.all()]
            kind = dice.choice(["bookmark", "note", "save", "remove", "move", "set"])
            size = dice.randrange(1, 3000)
            if kind == "bookmark" or (kind in ("remove", "move") and not bookmarks):
                tell(about="bookmark", value=size)
                tell(done=desk.bookmarks.add("doc#第一条", Passage("引" * size)).id)
            elif kind == "note" or (kind == "save" and not notes):
                tell(about="note", value=size)
                tell(done=desk.notes.add("记" * size, session=str(seed)).id)
            elif kind == "save":
                note_id = dice.choice(notes)
                tell(about="note", id=note_id, value=size)
                tell(done=desk.notes.save(note_id, "记" * size, str(dice.randrange(3))).id)
            elif kind == "remove":
                bookmark_id = dice.choice(bookmarks)
                tell(about="bookmark", id=bookmark_id, value=None)
                desk.bookmarks.remove(bookmark_id)
                tell(done=bookmark_id)
            elif kind == "move":
                # Moving makes folders and log entries too, in the same transaction.
                bookmark_id = dice.choice(bookmarks)
                tell(about="move", id=bookmark_id)
                desk.bookmarks.move(bookmark_id, folder=dice.choice(["甲", "乙/丙", None]))
                tell(done=bookmark_id)
            else:
                tell(about="number", id="number", value=size)
                desk.settings.set("number", size)
                tell(done="number")


def import_and_die(path: Path, statement: int) -> None:
    """Import a publication and be gone at the n-th statement (0: count them and live)."""
    counted = 0

    def count(_: str) -> None:
        nonlocal counted
        counted += 1
        if counted == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    with Library.open(path) as library:
        library.db.conn.set_trace_callback(count)
        library.add_publication(large_publication(), NOON)
        library.db.conn.set_trace_callback(None)
        tell(statements=counted)


def starved(path: Path, limit: int) -> None:
    """Write notes while no file may grow beyond ``limit`` bytes."""
    import resource

    with Desk.open(path) as desk:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        for number in range(10_000):
            try:
                note = desk.notes.add(f"{number} " + "满" * 500)
            except ExpectedError as error:
                resource.setrlimit(
                    resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
                )
                tell(refused=error.message, kind=type(error).__name__)
                tell(note=desk.notes.add("又有空间了").id)
                return
            tell(note=note.id)


def add_many(path: Path, name: str, count: int) -> None:
    with Desk.open(path) as desk:
        for number in range(count):
            desk.notes.add(f"{name}-{number}")
        tell(done=name)


if __name__ == "__main__":
    work, place, *rest = sys.argv[1:]
    if work == "edit":
        edit(Path(place), int(rest[0]))
    elif work == "import":
        import_and_die(Path(place), int(rest[0]))
    elif work == "starved":
        starved(Path(place), int(rest[0]))
    elif work == "add":
        add_many(Path(place), rest[0], int(rest[1]))
