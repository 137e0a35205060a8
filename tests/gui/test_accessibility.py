"""For those who use keys or a screen reader: every control is named, reached and seen."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
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
from pytestqt.qtbot import QtBot

from navigator.app.workbench import Workbench
from navigator.ui.pages.reading.page import ReadingPage
from navigator.ui.pages.timeline.page import TimelinePage
from navigator.ui.pages.wizard.page import WizardPage
from navigator.ui.pages.wizard.picture import DecisionPicture
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


# What is painted, and what is said


def interface_of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def parts_of(widget: QWidget) -> list[str]:
    """Names of the parts a screen reader finds in a painted widget."""
    interface = interface_of(widget)
    parts = [interface.child(index) for index in range(interface.childCount())]
    assert all(part.isValid() and not part.rect().isEmpty() for part in parts)
    return [part.text(QAccessible.Text.Name) for part in parts]


def test_every_lane_of_the_timeline_is_a_part_of_its_own(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(bench)
    window.ctx.nav.open_page("timeline")
    settle()
    page = window.stack.current_page()
    assert isinstance(page, TimelinePage)
    chart = page.lanes.chart
    names = parts_of(chart)
    assert len(names) == len(chart.plan.lanes) > 100
    assert all(lane.title in name for lane, name in zip(chart.plan.lanes, names, strict=True))
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    current = interface_of(chart).child(chart.spoken_current())
    assert current.state().selected
    assert chart.plan.lanes[1].id == chart.current


def test_every_box_of_the_decision_is_a_part_with_its_state(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(bench)
    window.ctx.nav.open_page("wizard", show=bench.catalogue.measures[0].id)
    settle()
    (picture,) = window.findChildren(DecisionPicture)
    assert parts_of(picture) == [box.node.text for box in picture.boxes]
    first = interface_of(picture).child(0)
    assert "还不知道" in first.text(QAccessible.Text.Description)
    box = picture.boxes[0]
    place = picture.mapToGlobal(QPoint(int(box.x) + 20, int(box.middle)))
    assert interface_of(picture).childAt(place.x(), place.y()).text(QAccessible.Text.Name) == (
        box.node.text
    )


def test_the_marks_in_the_margin_can_be_read_out(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    bench.desk.bookmarks.add("jingzhengbanfa-2021-4#六")
    window = open_window(bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle()
    page = window.stack.current_page()
    assert isinstance(page, ReadingPage)
    reader = page.current()
    assert reader is not None
    names = parts_of(reader.gutter)
    assert any("书签" in name and name.startswith("六") for name in names)


def test_choices_are_radio_buttons_that_can_be_pressed_from_outside(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    """Voice control and switches press through the interface, not through keys."""
    window = open_window(fresh_bench)
    rail = interface_of(window.rail.findChildren(QAbstractButton)[1])
    assert rail.role() == QAccessible.Role.PageTab
    rail.actionInterface().doAction("Press")
    settle()
    page = window.stack.current_page()
    assert isinstance(page, WizardPage)
    assert page.workspace is not None
    tile = page.workspace.ask.entry.tiles["enterprise"]
    interface = interface_of(tile)
    assert interface.role() == QAccessible.Role.RadioButton
    assert not interface.state().checked
    interface.actionInterface().doAction("Press")
    settle()
    assert page.workspace.interview.begun


_EARLY = """
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QToolButton
from navigator.ui.accessible import as_role
from navigator.ui.application import make_application

app = make_application()
button = QToolButton()
button.setCheckable(True)
as_role(button, "PageTab")
QAccessible.setActive(True)
print(QAccessible.queryAccessibleInterface(button).role().name)
app.processEvents()
print(QAccessible.queryAccessibleInterface(button).role().name)
"""


def test_a_reader_that_asks_too_early_is_told_again() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _EARLY], capture_output=True, text=True, encoding="utf-8",
        check=True, timeout=60,
    )  # fmt: skip
    early, late = done.stdout.split()
    assert early != late == "PageTab"


def test_a_question_names_the_pane_its_answers_stand_in(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("wizard")
    settle()
    page = window.stack.current_page()
    assert isinstance(page, WizardPage)
    assert page.workspace is not None
    page.workspace.ask.begin("enterprise")
    settle()
    pane = page.workspace.ask.question
    assert pane.editor is not None
    interface = interface_of(pane.editor)
    assert interface.role() == QAccessible.Role.Grouping
    assert interface.text(QAccessible.Text.Name) == pane.words.text()


def test_what_a_search_found_is_described_on_the_field(
    bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(bench)
    field = window.topbar.search
    field.setFocus()
    field.setText("企业")
    qtbot.waitUntil(lambda: "第 1 条" in field.accessibleDescription(), timeout=5_000)
    assert "共" in field.accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert "第 2 条" in field.accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.accessibleDescription() == ""


def test_the_palette_describes_the_command_that_enter_runs(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(fresh_bench)
    palette = window.palette_pane
    palette.open()
    palette.field.setText("tc")
    assert "退出" in palette.field.accessibleDescription()
    palette.cancel()


def test_messages_are_announced_while_a_screen_reader_listens(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    window = open_window(fresh_bench)
    window.ctx.messages.toast("已加书签。")
    window.ctx.messages.banner("资料库打不开。", "danger")

    def said() -> str:
        return " ".join(
            interface_of(widget).text(QAccessible.Text.Name)
            for widget in window.findChildren(QWidget)
            if interface_of(widget).role() == QAccessible.Role.Notification
        )

    qtbot.waitUntil(lambda: "已加书签。" in said() and "资料库打不开。" in said(), timeout=5_000)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AT-SPI is Linux's")
def test_names_and_texts_arrive_through_at_spi(home: Path, tmp_path: Path) -> None:
    """The window as another process sees it; skipped where the tools are not installed."""
    needed = ("Xvfb", "xvfb-run", "dbus-run-session")
    if any(shutil.which(name) is None for name in needed):
        pytest.skip("needs xvfb and dbus")
    system = "/usr/bin/python3"
    if subprocess.run([system, "-c", "import gi; gi.require_version('Atspi', '2.0')"],
                      capture_output=True, check=False).returncode:  # fmt: skip
        pytest.skip("needs gir1.2-atspi-2.0")
    root = Path(__file__).resolve().parent.parent.parent
    start = f"{shlex.quote(sys.executable)} -m navigator --data-dir {shlex.quote(str(home))}"
    places = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        ["xvfb-run", "-a", "dbus-run-session", "--", system,
         str(root / "scripts" / "atspi_walk.py"), "--start", start, "--press", "资格向导"],
        cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode == 2 and "no window" in done.stderr:
        pytest.skip("no display or no accessibility bus here")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "page tab '资格向导'" in done.stdout
    assert "radio button '企业'" in done.stdout
    assert "panel '您以什么身份来办事？'" in done.stdout
