"""Every row of SECURITY.md names tests that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\|(?P<cells>.+)\|$", re.M)
NAMED = re.compile(r"`(tests/[\w/]+(?:\.py)?)(?:::(\w+))?`")


def rows() -> list[str]:
    lines = [m["cells"] for m in ROW.finditer((ROOT / "SECURITY.md").read_text(encoding="utf-8"))]
    return [line for line in lines if not set(line) <= set("-| ") and not line.startswith(" Who")]


def test_every_row_names_a_test_that_exists() -> None:
    assert len(rows()) >= 15
    for row in rows():
        named = NAMED.findall(row)
        assert named, row
        for place, function in named:
            path = ROOT / place
            assert path.exists(), place
            if function:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                names = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
                assert function in names, f"{place}::{function}"
