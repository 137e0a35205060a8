"""The real compilation, its import killed on the way; ``scripts/fault_count.py`` does it 200 times."""

from __future__ import annotations

from pathlib import Path

from scripts.fault_count import run


def test_an_import_killed_anywhere_comes_back_whole(seed_path: Path) -> None:
    result = run(seed_path, 9, 2)
    assert result["faults"] == []
    assert result["killed"] == result["whole"] == 9
    assert result["held_nothing"]  # the first kill is before anything is stored
    assert result["held_everything"]  # the last is after, while the index is written
