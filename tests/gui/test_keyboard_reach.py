"""Where the keys lead on every page: round it, in the order one reads, always seen, and out again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from navigator.app.workbench import Workbench
from navigator.ui.actions import SHELL_ACTIONS, ActionSpec, clashes, page_action
from navigator.ui.pages import available_pages
from navigator.ui.pages.reading.menu import provision_menu
from navigator.ui.pages.reading.page import ReadingPage
from navigator.ui.shell.panes import panes_of, reachable
from navigator.ui.window import MainWindow
from tests.gui.helpers import settle, type_text
from tests.gui.keyboard import Keyboard, names

PAGES = tuple(page.page_id for page in available_pages())
PROVISION = "jingzhengbanfa-2021-4#六"
_ROUND = 160


def show(window: MainWindow, page: str) -> QWidget:
    window.ctx.nav.open_page(page)
    if page == "reading":
        window.ctx.nav.open_provision(PROVISION)
    settle()
    shown = window.stack.current_page()
    assert shown is not None
    return shown


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_round_with_documents_and_back_again(
    bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot, page: str
) -> None:
    """Forwards and backwards, and both rounds meet the same controls."""
    window = open_window(bench)
    keys = Keyboard(window, qtbot)
    show(window, page)
    rounds: list[set[QWidget]] = []
    for key in ("Tab", "Shift+Tab"):
        window.topbar.search.setFocus()
        met: set[QWidget] = set()
        for _ in range(_ROUND):
            keys.press(key)
            if window.topbar.search.hasFocus():
                break
            assert keys.focus.isVisible()
            met.add(keys.focus)
        assert window.topbar.search.hasFocus(), f"{key} is trapped at {names(keys.focus)}"
        rounds.append(met)
    assert rounds[0] == rounds[1]


def _place(widget: QWidget, ground: QWidget) -> QRect:
    return QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("page", PAGES)
def test_tab_follows_the_eye(
    bench: Workbench, open_window: Callable[..., MainWindow], page: str
) -> None:
    """Within a pane the next control is never wholly above the last: reading order goes down."""
    window = open_window(bench)
    shown = show(window, page)
    for pane in panes_of(shown):
        order = [widget for widget in reachable(pane) if widget.width() > 1]
        places = [_place(widget, shown) for widget in order]
        for (one, before), (other, after) in zip(
            zip(order, places, strict=True), zip(order[1:], places[1:], strict=True), strict=False
        ):
            same_column = before.left() < after.right() and after.left() < before.right()
            assert not (same_column and after.bottom() <= before.top()), (
                names(one), names(other),
            )  # fmt: skip


def _seen(widget: QWidget, window: MainWindow) -> QImage:
    """The widget with a rim of what is around it, where focus rings may be drawn."""
    place = _place(widget, window).adjusted(-4, -4, 4, 4)
    return window.grab(place.intersected(window.rect())).toImage()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("page", PAGES)
def test_the_focus_is_seen_on_every_control(
    bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot, page: str, theme: str
) -> None:
    window = open_window(bench)
    keys = Keyboard(window, qtbot)
    window.ctx.theme.set_mode(theme)
    try:
        show(window, page)
        unseen: list[tuple[str, ...]] = []
        looked = 0
        window.topbar.search.setFocus()
        for _ in range(_ROUND):
            keys.press("Tab")
            widget = keys.focus
            if widget is window.topbar.search:
                break
            if isinstance(widget, QTextEdit):
                continue  # the text cursor shows it, and blinks
            looked += 1
            focused = _seen(widget, window)
            # Another control of the window takes the focus; the widget stays where it is.
            other = window.rail.findChildren(QWidget)[0]
            if other is widget:
                other = window.topbar.search
            other.setFocus(Qt.FocusReason.TabFocusReason)
            settle(2)
            if _seen(widget, window) == focused:
                unseen.append((type(widget).__name__, *names(widget)))
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            settle(2)
        assert unseen == []
        assert looked > 6
    finally:
        window.ctx.theme.set_mode("light")


@pytest.mark.parametrize("page", PAGES)
def test_f6_goes_round_the_parts_of_the_window(
    bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot, page: str
) -> None:
    window = open_window(bench)
    keys = Keyboard(window, qtbot)
    shown = show(window, page)
    window.topbar.search.setFocus()
    every = [window.topbar, window.rail, *panes_of(shown), window.strip]
    panes = [pane for pane in every if reachable(pane)]
    met = []
    for _ in panes:
        keys.press("F6")
        met.append(next(p for p in reversed(panes) if p.isAncestorOf(keys.focus)))
    assert met[-1] is window.topbar
    assert any(shown is pane or shown.isAncestorOf(pane) for pane in met)
    assert len(set(met)) == len(met)
    keys.press("Shift+F6")
    assert not window.topbar.isAncestorOf(keys.focus)


def test_escape_leaves_whatever_was_opened(
    bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    """Search, palette, find bar, note: Escape closes each and gives the focus back."""
    window = open_window(bench)
    keys = Keyboard(window, qtbot)
    page = show(window, "reading")
    assert isinstance(page, ReadingPage)
    reader = page.current()
    assert reader is not None
    keys.press("Ctrl+F")
    keys.press("Escape")
    assert page.find_bar.isHidden()
    assert reader.hasFocus()
    keys.press("Ctrl+Shift+P")
    keys.press("Escape")
    assert window.palette_pane.isHidden()
    assert reader.hasFocus()
    keys.press("Ctrl+M")
    keys.press("Escape")
    assert reader.hasFocus()
    keys.press("Ctrl+K")
    keys.write("企业")
    assert window.search_overlay is not None
    assert window.search_overlay.isVisible()
    keys.press("Escape")
    assert window.search_overlay.isHidden()
    keys.press("Escape")
    assert window.topbar.search.text() == ""
    assert reader.hasFocus()


# What can be done


def test_no_two_actions_share_a_key() -> None:
    pages = available_pages()
    shown = [page for page in pages if not page.bottom]
    rows = [
        page_action(page.page_id, page.title, page.icon, number)
        for number, page in enumerate(shown, start=1)
    ]
    assert clashes(rows, SHELL_ACTIONS, *(page.actions() for page in pages)) == []


def test_every_action_can_be_reached_and_is_explained(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    """Each has a handler, stands in the palette of its page, and has words and an icon."""
    window = open_window(bench)
    for spec in window.stack.specs.values():
        page = show(window, spec.page_id)
        offered = {bound.spec.id: bound for bound in window.actions_now()}
        for row in spec.actions():
            name = row.handler.partition(":")[0]
            assert callable(getattr(page, name)), row.id
            assert row.id in offered or not window.stack.current_page().offers(row.id)  # type: ignore[union-attr]
            assert row.icon, row.id


def every_entry(menu: QMenu) -> list[str]:
    """Labels of entries that would do nothing when chosen."""
    dead = []
    for action in menu.actions():
        if action.isSeparator():
            continue
        inner = action.menu()
        if isinstance(inner, QMenu):
            dead += every_entry(inner) if action.isEnabled() else []
        elif action.receivers("2triggered(bool)") + action.receivers("2triggered()") == 0:
            dead.append(action.text())
    return dead


def test_every_entry_of_the_provision_menu_does_something(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(bench)
    page = show(window, "reading")
    assert isinstance(page, ReadingPage)
    menu = provision_menu(page)
    assert len(menu.actions()) > 8
    assert every_entry(menu) == []
    menu.deleteLater()


def test_the_provision_menu_opens_with_a_key(
    bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(bench)
    keys = Keyboard(window, qtbot)
    show(window, "reading")
    opened: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        opened.extend(action.text() for action in menu.actions())
        QTest.keyClick(menu, Qt.Key.Key_Escape)

    QTimer.singleShot(0, look)
    keys.press("Shift+F10")
    assert any("引文" in text for text in opened)


# Chinese input


def _all_rows(window: MainWindow) -> list[ActionSpec]:
    return [row for spec in window.stack.specs.values() for row in spec.actions()]


def test_no_shortcut_is_a_key_one_types_with(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    """A single letter, digit or sign as a shortcut would swallow pinyin before the input method
    has made characters of it; Ctrl+Space and Shift belong to the input methods themselves."""
    window = open_window(bench)
    for row in [*_all_rows(window), *SHELL_ACTIONS]:
        for keys in row.shortcuts:
            head, plus, last = keys.rpartition("+")
            function = last.startswith("F") and last[1:].isdigit()
            held = {"Ctrl", "Alt"} & set(head.split("+")) if plus else set()
            assert function or held or len(last) > 1, keys
            assert keys not in ("Ctrl+Space", "Shift+Space", "Ctrl+."), keys


class _Overheard(QObject):
    """Shortcuts that were carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut:
            self.ids.append(watched.objectName())
        return False


@pytest.mark.parametrize("page", PAGES)
def test_typed_pinyin_and_chinese_arrive_in_every_field(
    bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot, page: str
) -> None:
    """Letters (as an input method in its own window lets them through) and committed Chinese both
    land in the field; no shortcut fires, nothing moves."""
    window = open_window(bench)
    keys = Keyboard(window, qtbot)
    show(window, page)
    heard = _Overheard()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(heard)
    try:
        keys.press("Ctrl+K")
        heard.ids.clear()
        keys.write("gaoxin")
        type_text(keys.focus, "高新")
        assert window.topbar.search.text() == "gaoxin高新"
        assert heard.ids == []
        assert keys.page == page
    finally:
        app.removeEventFilter(heard)
    assert not isinstance(keys.focus, QAbstractScrollArea)
