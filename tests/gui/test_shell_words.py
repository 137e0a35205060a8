"""The words of the frame: Chinese by nature, English on demand, none forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

import navigator.ui
from navigator.app.workbench import Workbench
from navigator.ui.actions import SHELL_ACTIONS
from navigator.ui.i18n import Language, load_catalogue, t
from navigator.ui.pages import available_pages
from tests.gui.helpers import settle

UI = Path(navigator.ui.__file__).parent


@pytest.fixture
def english() -> Iterator[Language]:
    language = Language("en")
    yield language
    language.uninstall()
    Language("zh").uninstall()


def spoken(folder: Path) -> set[str]:
    """Every literal given to ``t`` in the modules of a folder."""
    found = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "t"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def test_the_frame_has_english_for_every_text() -> None:
    texts = spoken(UI) | spoken(UI / "shell") | spoken(UI / "widgets")
    texts |= {word for row in SHELL_ACTIONS for word in (row.label, row.group)}
    texts |= {page.title for page in available_pages()}
    assert sorted(texts - set(load_catalogue("en"))) == []


def test_places_are_the_same_in_both_languages() -> None:
    def places(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    for chinese, foreign in load_catalogue("en").items():
        assert places(chinese) == places(foreign), chinese


def test_a_text_without_translation_stays_chinese(english: Language) -> None:
    assert t("设置") == "Settings"
    assert t("没有译文的话") == "没有译文的话"
    assert t("版本 {v}", v="1.0") == "Version 1.0"


def test_a_broken_or_unknown_language_is_chinese(qapp: object) -> None:
    language = Language("xx")
    assert language.code == "zh"
    language.uninstall()


def test_the_window_changes_its_language_while_it_runs(
    open_window,
    fresh_bench: Workbench,  # type: ignore[no-untyped-def]
) -> None:
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("settings")
    window.ctx.language.switch("en")
    settle()
    page = window.stack.current_page()
    assert "Settings" in {label.text() for label in page.findChildren(QLabel)}
    assert window.windowTitle() == "Settings - Policy Navigator"
    assert window.topbar.search.accessibleName() == "Search policies"
    window.ctx.language.switch("zh")
    settle()
    assert window.windowTitle() == "设置 - 政策导航"


def test_menus_of_qt_itself_speak_chinese(qapp: object, qtbot: QtBot) -> None:
    language = Language("zh")
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    assert any("复制" in action.text() for action in menu.actions())
    menu.deleteLater()
    language.uninstall()
