"""Every text of the wizard has its translation, with the same places to fill."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from navigator.app import result_groups
from navigator.model.measures import MEASURE_KIND_LABELS, NATURE_LABELS
from navigator.ui.actions import SHELL_ACTIONS, clashes
from navigator.ui.i18n import load_catalogue
from navigator.ui.pages import wizard
from tests.conftest import ROOT

PACKAGE = ROOT / "navigator" / "ui" / "pages" / "wizard"
PLACE = re.compile(r"\{(\w+)\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def said() -> Iterator[str]:
    """Texts given to ``t`` or ``say`` outright, labels of actions, and words of tables."""
    for path in [*PACKAGE.glob("*.py"), ROOT / "navigator" / "app" / "result_words.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("t", "say"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value
    yield from (row.label for row in wizard.ACTIONS)
    yield from result_groups.GROUP_LABELS.values()
    yield from result_groups.GROUP_HINTS.values()
    yield from MEASURE_KIND_LABELS.values()
    yield from NATURE_LABELS.values()


def test_every_text_is_translated() -> None:
    english = load_catalogue("en")
    missing = {text for text in said() if CHINESE.search(text) and text not in english}
    assert missing == set()


def test_translations_fill_the_same_places() -> None:
    english = load_catalogue("en")
    wrong = [
        text
        for text in said()
        if text in english and set(PLACE.findall(text)) != set(PLACE.findall(english[text]))
    ]
    assert wrong == []


def test_shortcuts_do_not_clash() -> None:
    assert clashes(SHELL_ACTIONS, wizard.ACTIONS) == []


def test_every_action_has_its_method() -> None:
    from navigator.ui.pages.wizard.page import WizardPage

    for row in wizard.ACTIONS:
        assert callable(getattr(WizardPage, row.handler.partition(":")[0]))
