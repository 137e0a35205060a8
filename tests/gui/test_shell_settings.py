"""设置 and 帮助: changes hold at once and come back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from navigator.app.parts import parts
from navigator.app.workbench import Workbench
from navigator.ui.context import MemorySettings
from navigator.ui.folders import EXPORT, export_folder
from navigator.ui.fonts import FontChoice, choose_font
from tests.gui.helpers import assert_accessible, settle


@pytest.fixture
def settings(open_window, fresh_bench: Workbench):  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("settings")
    settle()
    yield window.stack.current_page()
    window.ctx.theme.set_mode("light")
    window.ctx.theme.set_zoom(100)


def test_the_theme_changes_at_once(settings, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    dark = next(b for b in settings.mode.findChildren(QPushButton) if b.text() == "深色")
    qtbot.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert settings.ctx.theme.name == "dark"
    assert settings.ctx.settings.get("ui.theme") == "dark"


def test_zoom_keys_and_slider_agree(settings, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    window = settings.window()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Equal, control)
    qtbot.keyClick(window, Qt.Key.Key_Equal, control)
    assert settings.zoom.value() == 12
    assert settings.zoom_text.text() == "120%"
    qtbot.keyClick(window, Qt.Key.Key_Minus, control)
    assert settings.ctx.theme.zoom == 110
    qtbot.keyClick(window, Qt.Key.Key_0, control)
    assert settings.ctx.theme.zoom == 100
    qtbot.keyClick(settings.zoom, Qt.Key.Key_Right)
    assert settings.ctx.theme.zoom == 110


def test_reading_type_is_remembered(settings, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    before = settings.ctx.theme.font("reading").pixelSize()
    settings.reading_size.setFocus()
    qtbot.keyClick(settings.reading_size, Qt.Key.Key_Down)
    settings.spacing.set_current("1.9")
    assert settings.ctx.theme.font("reading").pixelSize() > before
    assert settings.ctx.theme.line_spacing == 1.9


def test_forgetting_searches_is_immediate(settings) -> None:  # type: ignore[no-untyped-def]
    searches = settings.ctx.workbench.desk.searches
    searches.remember("贴息", {})
    assert settings.history.isChecked()
    settings.history.click()
    assert not searches.history_enabled
    assert searches.history() == []


def test_the_data_folder_and_every_part_are_named(settings) -> None:  # type: ignore[no-untyped-def]
    settings.list_parts.click()
    texts = {label.text() for label in settings.findChildren(QLabel)}
    assert str(settings.ctx.workbench.paths.root) in texts
    for part in parts():
        assert {part.name, part.version, part.licence or "未注明"} <= texts


def test_the_list_of_parts_can_be_saved(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "清 单.json"
    settings.write_parts(target)
    settle()
    kept = json.loads(target.read_text(encoding="utf-8"))
    assert len(kept["components"]) == len(parts())


@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_nothing_is_cut_off_at_any_zoom(settings, zoom: int) -> None:  # type: ignore[no-untyped-def]
    ctx = settings.ctx
    for page_id in ("settings", "help"):
        ctx.nav.open_page(page_id)
        ctx.theme.set_zoom(zoom)
        settle()
        page = settings.window().stack.current_page()
        scroll = page._scroll
        assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()
        assert_accessible(page)
    assert settings.window().topbar.date.isVisible()
    ctx.nav.open_page("settings")


def test_a_folder_that_has_gone_is_passed_over(tmp_path: Path) -> None:
    chosen = tmp_path / "导 出"
    chosen.mkdir()
    settings = MemorySettings({EXPORT: str(chosen)})
    assert export_folder(settings) == chosen
    chosen.rmdir()
    assert export_folder(settings) != chosen


def test_help_names_the_keys_of_pages_too(open_window, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("help")
    settle()
    texts = {label.text() for label in window.stack.current_page().findChildren(QLabel)}
    assert {"Ctrl+K", "Alt+←", "Ctrl+Shift+P", "命令面板"} <= texts
    for page in window.stack.specs.values():
        for row in page.actions():
            if row.shortcuts:
                assert row.label in texts


def test_fonts_of_the_system_come_before_the_bundled_one(qapp: object, tmp_path: Path) -> None:
    assert choose_font(lambda: ["Arial", "Noto Sans CJK SC"]) == FontChoice("Noto Sans CJK SC")
    assert choose_font(lambda: ["某字体"]) == FontChoice("某字体")
    bundled = choose_font(list)
    assert bundled.bundled
    assert bundled.family
    assert choose_font(list, lambda: None) == FontChoice(None)
