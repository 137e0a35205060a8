"""Finding a command by a few letters, and the table of actions behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from navigator.app.workbench import Workbench
from navigator.ui.actions import SHELL_ACTIONS, ActionSpec, BoundAction, bind, clashes, key_text
from navigator.ui.commands import ShellCommands
from navigator.ui.palette import matching, score
from tests.gui.helpers import settle


def nothing() -> None:
    """An action that does nothing."""


def found(query: str, *labels: str) -> list[str]:
    rows = [BoundAction(ActionSpec(f"a.{n}", text, "x"), nothing) for n, text in enumerate(labels)]
    return [action.label for action in matching(query, rows)]


@pytest.mark.parametrize(
    "query", ["资格", "向导", "资向", "zgxd", "ZGXD", "zg xd", "xd", "zige", "zigexiangdao", "zd"]
)
def test_words_initials_and_spelling_find_a_command(query: str) -> None:
    assert found(query, "退出", "资格向导") == ["资格向导"]


@pytest.mark.parametrize("query", ["库", "xz", "qqq", "导资"])
def test_what_does_not_fit_is_not_offered(query: str) -> None:
    assert found(query, "资格向导", "退出") == []


def test_the_better_match_comes_first() -> None:
    assert found("主题", "浅色主题", "主题跟随系统") == ["主题跟随系统", "浅色主题"]
    assert score("放大", "放大界面") > score("fd", "放大界面") > score("fdj", "放大当前界面") > 0


def test_an_empty_query_offers_everything_in_order() -> None:
    assert found("", "乙", "甲") == ["乙", "甲"]


def test_every_row_of_the_shell_has_a_handler() -> None:
    for spec in SHELL_ACTIONS:
        assert callable(getattr(ShellCommands, spec.handler.partition(":")[0])), spec.id


def test_a_row_with_an_argument_is_bound_to_it() -> None:
    class Target:
        opened = ""

        def open_page(self, page_id: str) -> None:
            self.opened = page_id

    target = Target()
    bind([ActionSpec("p", "阅读", "open_page:reading")], target)[0].run()
    assert target.opened == "reading"


def test_clashes_are_found() -> None:
    one = ActionSpec("one", "一", "x", ("Ctrl+E",), scope="desk")
    two = ActionSpec("two", "二", "x", ("Ctrl+E",), scope="reading")
    everywhere = ActionSpec("all", "全", "x", ("Ctrl+E",))
    assert clashes([one], [two]) == []
    assert clashes([one], [everywhere]) == ["Ctrl+E: one, all"]
    assert clashes([one, one])[0] == "id one"


def test_keys_are_written_as_on_the_keyboard() -> None:
    assert key_text("Alt+Left") == "Alt+←"
    assert key_text("Ctrl++") == "Ctrl++"
    assert key_text("F11") == "F11"


def test_typing_and_enter_run_the_command(
    open_window,
    fresh_bench: Workbench,
    qtbot: QtBot,  # type: ignore[no-untyped-def]
) -> None:
    window = open_window(fresh_bench)
    qtbot.keyClick(
        window,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    settle()
    pane = window.palette_pane
    assert pane.isVisible()
    qtbot.keyClicks(pane.field, "sszt")
    assert pane.model.action(0).label == "深色主题"
    qtbot.keyClick(pane.field, Qt.Key.Key_Return)
    settle()
    assert not pane.isVisible()
    assert window.ctx.theme.name == "dark"
    window.ctx.theme.set_mode("light")


def test_arrows_choose_and_escape_gives_the_focus_back(
    open_window,
    fresh_bench: Workbench,
    qtbot: QtBot,  # type: ignore[no-untyped-def]
) -> None:
    window = open_window(fresh_bench)
    window.topbar.date.field.setFocus()
    settle()
    window.commands.open_palette()
    settle()
    pane = window.palette_pane
    qtbot.keyClick(pane.field, Qt.Key.Key_Down)
    assert pane.list.currentIndex().row() == 1
    qtbot.keyClick(pane.field, Qt.Key.Key_Up)
    qtbot.keyClick(pane.field, Qt.Key.Key_Up)
    assert pane.list.currentIndex().row() == pane.model.rowCount() - 1
    qtbot.keyClick(pane.field, Qt.Key.Key_Escape)
    settle()
    assert not pane.isVisible()
    assert window.focusWidget() is window.topbar.date.field


def test_an_unknown_command_is_answered_kindly(
    open_window,
    fresh_bench: Workbench,
    qtbot: QtBot,  # type: ignore[no-untyped-def]
) -> None:
    window = open_window(fresh_bench)
    window.commands.open_palette()
    settle()
    pane = window.palette_pane
    qtbot.keyClicks(pane.field, "qqqqqq")
    assert pane.none.isVisible()
    assert pane.none.text()
    qtbot.keyClick(pane.field, Qt.Key.Key_Return)
    assert pane.isVisible()
    pane.dismiss()
