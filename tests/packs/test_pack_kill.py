"""The power goes at every single step of installing and of taking back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by signal")
BEFORE = {
    "install": (["2021Q1"], "甲方可以申请。", ["doc-a", "doc-b"]),
    "rollback": (["2021Q1", "2021Q2"], "甲方可以网上申请。", ["doc-b", "doc-a", "doc-c"]),
}
AFTER = {"install": BEFORE["rollback"], "rollback": BEFORE["install"]}


@pytest.mark.parametrize("work", ["install", "rollback"])
def test_killed_at_any_step_it_is_the_state_before_or_the_state_after(
    tmp_path: Path, work: str
) -> None:
    child = Path(__file__).with_name("pack_children.py")
    done = subprocess.run(
        [sys.executable, str(child), str(tmp_path / "数 据"), work],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    seen = [(item["editions"], item["text"], item["documents"]) for item in told]
    wholly = [found == AFTER[work] for found in seen]
    for item, found in zip(told, seen, strict=True):
        assert found in (BEFORE[work], AFTER[work]), item
        assert item["notice"] is None
        assert item["problems"] == []
        assert item["desk"], "the desk was touched"
        assert item["then"] == AFTER[work][0], item
        assert item["then_problems"] == []
        # What nothing refers to any more goes with the next installation.
        assert item["folders"] in {"install": (2,), "rollback": (1, 2)}[work], item
    # It turns over once, and only near the end: with the commit.
    assert wholly == sorted(wholly)
    assert wholly[-1]
    assert len(told) > 40
    assert [item["killed"] for item in told] == [True] * (len(told) - 1) + [False]
