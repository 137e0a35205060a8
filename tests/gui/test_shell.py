"""The window itself: rail, date of handling, palette, notices, session."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from navigator.app.workbench import Workbench
from navigator.model.errors import ExpectedError
from navigator.ui.actions import SHELL_ACTIONS, clashes
from navigator.ui.pages import all_actions, available_pages
from tests.gui.helpers import assert_accessible, settle, tab_order


def test_every_entry_of_the_rail_opens_its_page(open_window, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    for spec in available_pages():
        window.ctx.nav.open_page(spec.page_id)
        settle()
        assert window.stack.current_page().page_id == spec.page_id
        assert window.rail.current() == (spec.under or spec.page_id)
        assert_accessible(window.stack.current_page())


def test_back_and_forward_retrace_the_way(open_window, fresh_bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    first, second = "library", "settings"
    window.ctx.nav.open_page(first)
    window.ctx.nav.open_page(second)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert window.rail.current() == first
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert window.rail.current() == second


def test_no_shortcut_means_two_things() -> None:
    assert clashes(SHELL_ACTIONS, all_actions(available_pages())) == []


def test_the_date_of_handling_is_in_sight_and_starts_today(
    open_window,
    fresh_bench: Workbench,  # type: ignore[no-untyped-def]
) -> None:
    window = open_window(fresh_bench)
    assert window.ctx.as_of == dt.date.today()
    window.ctx.set_as_of(dt.date(2021, 4, 1))
    settle()
    shown = [w for w in window.topbar.findChildren(QLabel) if w.isVisible()]
    assert any("办理日期" in label.text() for label in shown)
    assert window.topbar.isVisible()


def test_the_palette_finds_an_action_by_its_initials(
    open_window,
    fresh_bench: Workbench,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    window = open_window(fresh_bench)
    window.commands.open_palette()
    settle()
    pane = window.palette_pane
    assert pane.isVisible()
    qtbot.keyClicks(pane.focusWidget() or pane, "sszt")
    settle()
    pane.dismiss()


def test_an_expected_failure_becomes_a_banner_with_all_three_parts(
    open_window,
    fresh_bench: Workbench,  # type: ignore[no-untyped-def]
) -> None:
    window = open_window(fresh_bench)
    window.ctx.errors.handle(ExpectedError("文件坏了", "资料库没有改动", "请重新拷贝"))
    settle()
    text = " ".join(
        label.text() for banner in window.notices.banners for label in banner.findChildren(QLabel)
    )
    for part in ("文件坏了", "资料库没有改动", "请重新拷贝"):
        assert part in text


def test_a_defect_shows_no_traceback(open_window, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    window.ctx.errors.handle(KeyError("张三"))
    settle()
    text = " ".join(
        label.text() for banner in window.notices.banners for label in banner.findChildren(QLabel)
    )
    assert "程序内部出错" in text
    assert "Traceback" not in text
    assert "张三" not in text


def test_the_session_comes_back(open_window, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("settings")
    settle()
    window.close()
    again = open_window(fresh_bench)
    settle()
    assert again.rail.current() == "settings"


def test_the_session_outlives_a_machine_that_stops(open_window, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle()
    assert window._keeping.isActive()
    page = window.stack.current_page()
    page.note()
    page.inspector.quick.paper.setPlainText("写到一半")
    window.keep_session()
    assert page.inspector.quick.paper.toPlainText() == "写到一半"  # nothing is filed half written
    page.current().setFocus()
    page.inspector.quick.paper.clear()
    window.keep_session()
    again = open_window(bench)  # the first was never closed
    settle()
    assert again.stack.current_page().tabs.count() == 1


def test_everything_can_be_reached_with_tab(open_window, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("settings")
    settle()
    assert len(tab_order(window)) > 10
    assert_accessible(window)


def test_twenty_thousand_calls_that_return_nothing(open_window, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    """PySide6 6.12.0 loses a reference to None in each such call on Python 3.11 and aborts."""
    open_window(fresh_bench)
    label = QLabel()
    for number in range(20_000):
        label.setText(str(number))
    assert label.text() == "19999"
