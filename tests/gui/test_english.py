"""The interface speaks English when asked to: every text of ours has one, and none is cut off."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from navigator.app.workbench import Workbench
from navigator.ui.i18n import load_catalogue
from navigator.ui.window import MainWindow
from tests.gui.helpers import settle

UI = Path(__file__).resolve().parent.parent.parent / "navigator" / "ui"
CHINESE = re.compile("[\u4e00-\u9fff]")


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def said() -> dict[str, str]:
    """Every Chinese text that is translated when shown, with the file it stands in."""
    found: dict[str, str] = {}
    for file in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = {"t": 0, "ActionSpec": 1}.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            for text in _literals(node.args[place]):
                if CHINESE.search(text):
                    found.setdefault(text, str(file.relative_to(UI)))
    return found


def test_every_text_has_its_english() -> None:
    texts = said()
    assert len(texts) > 500
    english = load_catalogue("en")
    missing = {text: file for text, file in texts.items() if text not in english}
    assert missing == {}


def cut_off(root: QWidget) -> list[str]:
    """Buttons narrower than their words. Those that end in … on purpose keep a tooltip."""
    return [
        f"{made.text()!r} {made.width()} < {made.sizeHint().width()}"
        for kind in (QPushButton, QCheckBox)
        for made in root.findChildren(kind)
        if made.isVisible() and made.text() and not made.toolTip()
        and made.width() < made.sizeHint().width() - 2
        and "…" not in made.text()
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_button_is_cut_off_on_a_small_screen(
    bench: Workbench, open_window: Callable[..., MainWindow], language: str
) -> None:
    window = open_window(bench, 1366, 768)
    window.ctx.language.switch(language)
    try:
        for page in window.stack.specs:
            window.ctx.nav.open_page(page)
            settle()
            assert cut_off(window) == [], page
    finally:
        window.ctx.language.switch("zh")


def test_the_window_changes_language_while_it_is_open(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(bench)
    for page in window.stack.specs:
        window.ctx.nav.open_page(page)
        settle()
    window.ctx.language.switch("en")
    settle()
    try:
        names = [window.stack.made[page].accessibleName() for page in window.stack.specs]
        assert not any(CHINESE.search(name) for name in names), names
        assert window.windowTitle().endswith("Policy Navigator")
    finally:
        window.ctx.language.switch("zh")
    settle()
    assert window.windowTitle().endswith("政策导航")
