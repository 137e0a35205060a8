"""Which texts the pages of pictures show, read from their source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import navigator

ROOT = Path(navigator.__file__).parent


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def words_of(page_id: str) -> set[str]:
    """Every text given to ``t`` or ``say``, and the labels of the page's actions."""
    found: set[str] = set()
    files = [*(ROOT / "ui" / "pages" / page_id).glob("*.py"), ROOT / "app" / f"{page_id}.py"]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ("t", "say"):
                found.update(_texts(node.args[0]))
            elif node.func.id == "ActionSpec":
                found.update(_texts(node.args[1]))
    return found
