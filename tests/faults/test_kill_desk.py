"""A desk whose program is killed in the middle of writing has lost nothing it acknowledged.

POLICY_NAVIGATOR_FAULTS sets how many kills are tried.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

from processes import lines, start

from navigator.store.desk import Desk
from navigator.store.migrate import integrity_faults

KILLS = int(os.environ.get("POLICY_NAVIGATOR_FAULTS", "40"))
State = dict[str, dict[str, Any]]


def killed_after(path: Path, seed: int, told: int) -> list[dict[str, Any]]:
    """Let a child edit the desk and kill it once it has told ``told`` lines; all it told."""
    child = start("edit", path, seed)
    assert child.stdout is not None and child.stderr is not None
    heard = b""
    try:
        while heard.count(b"\n") < told:
            piece = os.read(child.stdout.fileno(), 4096)
            assert piece, child.stderr.read().decode("utf-8", "replace")
            heard += piece
        child.kill()
        # What it told before it died counts too.
        heard += child.stdout.read()
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
        child.stderr.close()
    return lines(heard)


def read(desk: Desk) -> State:
    number = desk.settings.get("number")
    return {
        "bookmark": {bookmark.id: len(bookmark.quote) for bookmark in desk.bookmarks.all()},
        "note": {note.id: len(note.text) for note in desk.notes.all()},
        "number": {} if number is None else {"number": number},
    }


def apply(state: State, change: dict[str, Any], row_id: str) -> None:
    if change["about"] == "move":
        return
    if change["value"] is None:
        state[change["about"]].pop(row_id, None)
    else:
        state[change["about"]][row_id] = change["value"]


def after(state: State, journal: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Apply what was acknowledged; the change begun and not acknowledged, if any."""
    begun = None
    for line in journal:
        if "about" in line:
            begun = line
        elif begun is not None:
            apply(state, begun, line["done"])
            begun = None
    return begun


def test_every_acknowledged_change_is_there_after_a_kill(tmp_path: Path) -> None:
    dice = random.Random(20210318)
    path = tmp_path / "书 桌" / "desk.db"
    state: State = {"bookmark": {}, "note": {}, "number": {}}
    for seed in range(KILLS):
        begun = after(state, killed_after(path, seed, dice.randrange(1, 80)))
        with Desk.open(path) as desk:
            kept = read(desk)
            with desk.reading() as db:
                assert integrity_faults(db) == []
            for note in desk.notes.all():
                assert desk.notes.versions(note.id)[0].text == note.text
        if kept != state and begun is not None:
            # The last change may have been made whole and not told any more.
            new = set(kept[begun["about"]]) - set(state[begun["about"]])
            apply(state, begun, begun.get("id") or new.pop())
        assert kept == state, f"kill {seed}"
