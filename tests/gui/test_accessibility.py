"""For those who use keys or a screen reader: every control is named, reached and seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QWidget,
)

from navigator.app.workbench import Workbench
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible, settle

PAGES = (
    "reading",
    "wizard",
    "desk",
    "timeline",
    "atlas",
    "library",
    "glossary",
    "settings",
    "help",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("imported", [False, True])
def test_every_control_of_every_page_has_a_name_and_a_role(
    bench: Workbench, fresh_bench: Workbench, open_window: Callable[..., MainWindow],
    page: str, imported: bool,
) -> None:  # fmt: skip
    window = open_window(bench if imported else fresh_bench)
    window.ctx.nav.open_page(page)
    if page == "reading":
        window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle()
    assert_accessible(window)
    for child in window.findChildren(QWidget):
        inner = child.objectName().startswith("qt_") or isinstance(child, QHeaderView)
        if inner or not child.isVisible():
            continue  # inside a control of Qt's, which speaks for it
        if isinstance(child, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView):
            interface = QAccessible.queryAccessibleInterface(child)
            assert interface is not None
            assert interface.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client)


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_round_the_page_and_out_again(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow], page: str
) -> None:
    """The rail, the page and the field on top are all reached, and nothing holds the focus."""
    window = open_window(fresh_bench)
    window.ctx.nav.open_page(page)
    settle()
    window.activateWindow()
    window.topbar.search.setFocus()
    reached: list[QWidget] = []
    for _ in range(160):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        settle(1)
        now = QApplication.focusWidget()
        assert now is not None
        reached.append(now)
        if now is window.topbar.search:
            break
    assert reached[-1] is window.topbar.search, "Tab never comes back"
    shown = window.stack.current_page()
    assert shown is not None
    assert any(shown.isAncestorOf(widget) for widget in reached), "Tab never enters the page"
    assert any(window.rail.isAncestorOf(widget) for widget in reached)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_focus_can_be_seen(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow], theme: str
) -> None:
    window = open_window(fresh_bench)
    window.ctx.theme.set_mode(theme)
    window.ctx.nav.open_page("settings")
    settle()
    page = window.stack.current_page()
    assert page is not None
    button = next(b for b in page.findChildren(QPushButton) if b.isVisible() and b.isEnabled())
    window.topbar.search.setFocus()
    settle()
    before: QImage = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert button.grab().toImage() != before
    window.ctx.theme.set_mode("light")


def test_every_action_is_in_the_palette(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(bench)
    for spec in window.stack.specs.values():
        window.ctx.nav.open_page(spec.page_id)
        settle()
        offered = {bound.spec.id for bound in window.actions_now()}
        assert {row.id for row in spec.actions()} <= offered
