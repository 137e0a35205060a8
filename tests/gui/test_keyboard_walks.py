"""Two whole errands without a mouse: from the counter's first key to the paper that is taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from navigator.app.workbench import Workbench
from navigator.ui.pages.desk.export_panel import FOLDER_SETTING
from navigator.ui.pages.desk.page import DeskPage
from navigator.ui.pages.library.page import LibraryPage
from navigator.ui.pages.reading.page import ReadingPage
from navigator.ui.pages.wizard.editors import ChoiceEditor, SeveralEditor
from navigator.ui.pages.wizard.field_editors import DateEditor, NumberEditor
from navigator.ui.pages.wizard.page import WizardPage
from navigator.ui.window import MainWindow
from tests.gui.keyboard import Keyboard
from tests.gui.wizard_driver import SPRING, with_measures

QUESTIONS = 12


def answer(keys: Keyboard, page: WizardPage) -> str:
    """The question on the screen with the keys its pane names; gives its fact."""
    assert page.workspace is not None
    pane = page.workspace.ask.question
    assert pane.question is not None
    editor = pane.editor
    fact = pane.question.fact_id
    if isinstance(editor, ChoiceEditor):
        keys.press("1")
    elif isinstance(editor, SeveralEditor):
        keys.press("1", "Return")
    elif isinstance(editor, NumberEditor):
        keys.write("20")
        keys.press("Return")
    else:
        assert isinstance(editor, DateEditor)
        keys.write("20180315")
        keys.press("Return")
    if pane.foot.error.isVisible():
        keys.press("Ctrl+U")
    return fact


def test_the_wizard_from_start_to_slip_with_the_keyboard_alone(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    slip = tmp_path / "告知单 一.pdf"
    # The system's own dialog for files is not ours to press keys in.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(slip), ""))
    window = open_window(with_measures(fresh_bench))
    keys = Keyboard(window, qtbot)

    keys.press("Ctrl+D")
    keys.write(SPRING.strftime("%Y%m%d"))
    keys.press("Return")
    assert window.ctx.as_of == SPRING

    keys.press("Ctrl+2")
    page = window.stack.current_page()
    assert isinstance(page, WizardPage)
    assert page.workspace is not None
    space = page.workspace
    keys.tab_to("申请人名称")
    keys.write("北京某某科技有限公司")
    keys.tab_to("企业", back=True)
    keys.press("Return")
    asked = [answer(keys, page) for _ in range(QUESTIONS)]
    assert len(set(asked)) == QUESTIONS

    keys.press("Ctrl+Z")
    assert asked[-1] not in space.interview.answers
    keys.press("Ctrl+R")
    assert space.ask.results.isVisible()
    assert "北京某某科技有限公司" in space.ask.results.summary.text()

    keys.tab_to("一次性告知单")
    keys.press("Return")
    assert space.slip is not None
    qtbot.waitUntil(lambda: space.slip is not None and bool(space.slip.pages), timeout=20_000)
    keys.tab_to(space.slip.pdf.text())
    keys.press("Return")
    qtbot.waitUntil(slip.exists, timeout=20_000)
    assert slip.read_bytes().startswith(b"%PDF")

    keys.press("Ctrl+Shift+N")
    assert not space.interview.begun


def test_import_read_search_mark_note_and_export_with_the_keyboard_alone(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow], seed_path: Path,
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(seed_path)], ""))
    fresh_bench.settings.set(FOLDER_SETTING, str(tmp_path))
    window = open_window(fresh_bench)
    keys = Keyboard(window, qtbot)

    keys.press("Ctrl+6", "Ctrl+O")
    assert isinstance(window.stack.current_page(), LibraryPage)
    keys.press("Return")  # the preview has put the focus on 导入
    assert len(fresh_bench.documents()) > 20

    keys.press("Ctrl+K")
    keys.write("科技型企业")
    keys.press("Down", "Up", "Return")
    page = window.stack.current_page()
    assert isinstance(page, ReadingPage)
    reader = page.current()
    assert reader is not None
    assert reader.hasFocus()
    assert reader.layers.hits

    before = reader.textCursor().position()
    keys.press("F3")
    if len(reader.layers.hits) > 1:
        assert reader.textCursor().position() != before
    target = page.provision_id()
    assert target
    keys.press("Ctrl+B")
    assert [kept.on for kept in fresh_bench.desk.bookmarks.all()] == [target]

    keys.press("Ctrl+M")
    keys.write("问清楚是否需要知识产权")
    keys.press("Ctrl+Return")
    (note,) = fresh_bench.desk.notes.all()
    assert note.on == target
    keys.press("Escape")
    assert reader.hasFocus()

    keys.press("Ctrl+3", "Ctrl+E")
    desk = window.stack.current_page()
    assert isinstance(desk, DeskPage)
    keys.tab_to("DOCX")
    keys.press("Right", "Right")  # PDF, Markdown
    keys.tab_to("导出")
    keys.press("Return")
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.md"))), timeout=20_000)
    (taken,) = tmp_path.glob("*.md")
    text = taken.read_text(encoding="utf-8")
    assert "问清楚是否需要知识产权" in text
    keys.press("Escape")
    assert keys.page == "desk"
