"""A visitor alone at the screen: nothing leads out, nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QWidget,
)

from navigator.app.pin import Pin
from navigator.app.visitor import VisitorWorkbench
from navigator.app.workbench import Workbench
from navigator.ui.context import make_context
from navigator.ui.jobs import InlineExecutor
from navigator.ui.kiosk.window import TOUCH, KioskWindow, kiosk_settings
from navigator.ui.pages.wizard.page import WizardPage
from navigator.ui.pages.wizard.workspace import Workspace
from navigator.ui.window import MainWindow
from tests.gui.conftest import bury

RIGHT = "2468"


@pytest.fixture
def open_kiosk_window(qapp: QApplication) -> Iterator[Callable[..., KioskWindow]]:
    made: list[KioskWindow] = []

    def make(bench: Workbench, width: int = 1366, height: int = 768) -> KioskWindow:
        Pin(bench.settings).choose(RIGHT)
        guest = VisitorWorkbench(bench, kiosk_settings(QSize(width, height)))
        ctx = make_context(guest, InlineExecutor())  # type: ignore[arg-type]
        window = KioskWindow(ctx, Pin(bench.settings))
        window.resize(width, height)
        window.show()
        window.activateWindow()
        settle(qapp)
        made.append(window)
        return window

    yield make
    for window in made:
        qapp.removeEventFilter(window.guard)
        window._leaving = True
        window.close()
        window.deleteLater()
        window.ctx.jobs.shutdown()
        window.ctx.language.uninstall()
        window.ctx.deleteLater()
    bury()


def settle(app: QApplication) -> None:
    for _ in range(6):
        app.processEvents()


def workspace(window: KioskWindow) -> Workspace:
    page = window.stack.made["wizard"]
    assert isinstance(page, WizardPage)
    assert page.workspace is not None
    return page.workspace


def interactive(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QDateEdit)
    return [
        w for w in root.findChildren(QWidget)
        if isinstance(w, kinds) and w.isVisible() and w.isEnabled()
        and not isinstance(w.parentWidget(), (QComboBox, QDateEdit))
        and not w.objectName().startswith("qt_")
    ]  # fmt: skip


def too_small(window: KioskWindow) -> list[str]:
    return [
        f"{type(w).__name__} {w.accessibleName() or getattr(w, 'text', str)()!r} {w.width()}x{w.height()}"
        for w in interactive(window)
        if w.height() < TOUCH or w.width() < TOUCH
    ]


def test_every_target_is_large_enough_for_a_finger(
    bench: Workbench, open_kiosk_window: Callable[..., KioskWindow], qapp: QApplication
) -> None:
    window = open_kiosk_window(bench)
    assert too_small(window) == []
    space = workspace(window)
    space.ask.begin("enterprise")
    settle(qapp)
    assert too_small(window) == []
    space.ask.ask("loan_interest_paid_cny")
    settle(qapp)
    assert window.keypad.isVisible()
    assert too_small(window) == []
    space.show_results()
    settle(qapp)
    assert too_small(window) == []
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle(qapp)
    assert too_small(window) == []
    window.ctx.nav.open_page("glossary", term="“两区”")
    settle(qapp)
    assert too_small(window) == []
    tree = window.stack.made["reading"].findChildren(QAbstractItemView)[0]
    assert tree.sizeHintForRow(0) >= TOUCH


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1080, 1920)])
def test_the_window_fits_the_screen(
    bench: Workbench, open_kiosk_window: Callable[..., KioskWindow], qapp: QApplication,
    width: int, height: int,
) -> None:  # fmt: skip
    window = open_kiosk_window(bench, width, height)
    assert (window.width(), window.height()) == (width, height)
    window.search.setFocus()
    settle(qapp)
    assert window.keypad.isVisible()
    assert (window.width(), window.height()) == (width, height)
    assert window.ctx.theme.zoom >= 125


def test_only_wizard_and_reader_and_no_way_to_keep_or_to_choose_files(
    bench: Workbench, open_kiosk_window: Callable[..., KioskWindow], qapp: QApplication
) -> None:
    bench.desk.notes.add("柜台口径：带公章", on="jingzhengbanfa-2021-4#六")
    window = open_kiosk_window(bench)
    for page in ("desk", "library", "settings", "help"):
        window.ctx.nav.open_page(page)
        settle(qapp)
        assert page not in window.stack.made
    space = workspace(window)
    space.ask.begin("enterprise")
    space.show_results()
    settle(qapp)
    words = {w.text() for w in interactive(window) if isinstance(w, QAbstractButton)}
    for word in ("保存", "复制摘要", "批量评估", "已存测算", "存为 PDF", "导入官方原文"):
        assert word not in words
    space.show_slip()
    settle(qapp)
    words = {w.text() for w in interactive(window) if isinstance(w, QAbstractButton)}
    assert "存为 PDF" not in words
    assert "存为 DOCX" not in words
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle(qapp)
    shown = " ".join(w.text() for w in window.findChildren(QAbstractButton) if w.isVisible())
    assert "柜台口径" not in shown  # the clerk's notes are the clerk's


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_that_lead_out_do_nothing(
    fresh_bench: Workbench, open_kiosk_window: Callable[..., KioskWindow], qapp: QApplication,
    key: Qt.Key, held: Qt.KeyboardModifier,
) -> None:  # fmt: skip
    window = open_kiosk_window(fresh_bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle(qapp)
    target = window.stack.current_page() or window
    before = [w for w in qapp.topLevelWidgets() if w.isVisible()]
    QTest.keyClick(target, key, held)
    settle(qapp)
    assert window.isVisible()
    assert [w for w in qapp.topLevelWidgets() if w.isVisible()] == before
    assert fresh_bench.desk.notes.all() == []


def test_no_menu_opens_and_closing_asks_for_the_pin(
    fresh_bench: Workbench, open_kiosk_window: Callable[..., KioskWindow], qapp: QApplication
) -> None:
    window = open_kiosk_window(fresh_bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle(qapp)
    page = window.stack.current_page()
    assert page is not None
    for target in (page, window.search):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(40, 40), QPoint(40, 40))
        QApplication.sendEvent(target, event)
    settle(qapp)
    assert [w for w in qapp.topLevelWidgets() if w.isVisible() and w is not window] == []
    assert not window.close()
    assert window.pad.isVisible()


def test_the_right_pin_leaves_and_wrong_ones_wait(
    fresh_bench: Workbench, open_kiosk_window: Callable[..., KioskWindow], qapp: QApplication
) -> None:
    window = open_kiosk_window(fresh_bench)
    left: list[bool] = []
    window.left.connect(lambda: left.append(True))
    QTest.keyClick(
        window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert window.pad.isVisible()
    for key in ("1", "1", "1", "2", "确定"):
        window.pad.press(key)
    assert "密码不对" in window.pad.words.text()
    assert not left
    for key in (*RIGHT, "确定"):
        window.pad.press(key)
    assert left == [True]
    assert not window.isVisible()


def test_holding_the_mark_asks_for_the_pin(
    fresh_bench: Workbench, open_kiosk_window: Callable[..., KioskWindow]
) -> None:
    window = open_kiosk_window(fresh_bench)
    QTest.mousePress(window.mark, Qt.MouseButton.LeftButton)
    assert window.mark.hold.isActive()
    assert not window.pad.isVisible()
    window.mark.hold.timeout.emit()
    assert window.pad.isVisible()
    QTest.mouseRelease(window.mark, Qt.MouseButton.LeftButton)
    assert not window.mark.hold.isActive()


def test_silence_is_asked_about_then_wiped(
    fresh_bench: Workbench, open_kiosk_window: Callable[..., KioskWindow], qapp: QApplication
) -> None:
    window = open_kiosk_window(fresh_bench)
    workspace(window).ask.begin("enterprise")
    QTest.mouseClick(window.ask, Qt.MouseButton.LeftButton)
    assert window.guard.timer.isActive()
    window.guard.idle.emit()
    assert window.warning.isVisible()
    assert "30 秒" in window.warning.words.text()
    window.warning.go_on.click()
    assert not window.warning.isVisible()
    assert workspace(window).interview.begun
    window.guard.idle.emit()
    for _ in range(30):
        window.warning.timer.timeout.emit()
    settle(qapp)
    assert not window.warning.isVisible()
    assert not workspace(window).interview.begun
    assert not window.guard.timer.isActive()  # nothing to forget: nobody is asked again


def test_the_keypad_types_amounts_and_initials(
    fresh_bench: Workbench, open_kiosk_window: Callable[..., KioskWindow], qapp: QApplication
) -> None:
    window = open_kiosk_window(fresh_bench)
    space = workspace(window)
    space.ask.begin("enterprise")
    space.ask.ask("loan_interest_paid_cny")
    settle(qapp)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    for key in ("1", "2", ".", "5"):
        window.keypad.press(key)
    assert field.text() == "12.5"
    window.keypad.press("⌫")
    assert field.text() == "12."
    window.search.setFocus()
    settle(qapp)
    for key in "zgcsccp":
        window.keypad.keys[key].click()
    settle(qapp)
    assert window.search.text() == "zgcsccp"
    assert window.overlay is not None
    assert window.overlay.isVisible()
    bottom = window.overlay.geometry().bottom()
    assert bottom <= window.keypad.y()


def test_from_the_settings_and_back(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow], qapp: QApplication
) -> None:
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("settings")
    controls = window.stack.current_page().kiosk  # type: ignore[union-attr]
    assert not controls.enter_button.isEnabled()
    controls.field.setText("1111")
    controls.set_button.click()
    assert not controls.enter_button.isEnabled()
    controls.field.setText(RIGHT)
    controls.set_button.click()
    assert controls.field.text() == ""
    controls.enter_button.click()
    settle(qapp)
    kiosk = controls.kiosk
    assert kiosk is not None
    assert kiosk.isFullScreen()
    assert not window.isVisible()
    zoom = window.ctx.theme.zoom
    for key in (*RIGHT, "确定"):
        kiosk.pad.press(key)
    settle(qapp)
    assert window.isVisible()
    assert window.ctx.theme.zoom == zoom
    assert fresh_bench.settings.get("ui.zoom", 100) == zoom
    kiosk.deleteLater()
    bury()


def test_the_clipboard_is_empty_after_a_visit(
    fresh_bench: Workbench, open_kiosk_window: Callable[..., KioskWindow]
) -> None:
    window = open_kiosk_window(fresh_bench)
    QGuiApplication.clipboard().setText("甲科技有限公司")
    window.end.click()
    assert QGuiApplication.clipboard().text() == ""


def test_nothing_may_be_dropped_on_it(
    fresh_bench: Workbench, open_kiosk_window: Callable[..., KioskWindow]
) -> None:
    window = open_kiosk_window(fresh_bench)
    for kind in (QEvent.Type.DragEnter, QEvent.Type.Drop, QEvent.Type.FileOpen):
        assert window.guard.eventFilter(window, QEvent(kind))


def test_a_kiosk_without_a_pin_does_not_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    from navigator.cli.main import main

    folder = str(tmp_path / "数据")
    assert main(["--data-dir", folder, "--kiosk"]) == 1
    assert "set-pin" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("12ab\n"))
    assert main(["--data-dir", folder, "kiosk", "set-pin"]) == 1
    assert "位数字" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{RIGHT}\n"))
    assert main(["--data-dir", folder, "kiosk", "set-pin"]) == 0
    secret = b"".join(file.read_bytes() for file in Path(folder).rglob("*") if file.is_file())
    assert RIGHT.encode() not in secret.replace(b"$", b" ").split()
    assert b"argon2id" in secret
