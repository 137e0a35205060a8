"""What one visitor typed never reaches the next: not on the disk, not in the program's memory."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from navigator.app.logs import start_log, stop_log
from navigator.app.paths import Paths
from navigator.app.pin import Pin
from navigator.app.visitor import VisitorWorkbench
from navigator.app.workbench import Workbench
from navigator.ui.application import make_application, make_window
from navigator.ui.context import make_context
from navigator.ui.jobs import InlineExecutor
from navigator.ui.kiosk.window import KioskWindow, kiosk_settings
from navigator.ui.window import MainWindow

NAME = "丁丑寅卯测试公司"
SEARCHED = "丙午未申酉戌"
AMOUNT = Decimal("73910846.25")  # a loan's interest, in yuan


def settle() -> None:
    app = QApplication.instance()
    assert app is not None
    for _ in range(6):
        app.processEvents()


def traces_on_disk(places: list[Path]) -> list[str]:
    """Files that hold what was planted, in any encoding it could stand in."""
    planted = [word.encode(code) for word in (NAME, SEARCHED)
               for code in ("utf-8", "utf-16-le", "gb18030")]  # fmt: skip
    planted += [b"73910846", b"7391.084625"]
    planted += [word.encode("unicode_escape") for word in (NAME, SEARCHED)]
    found = []
    for place in places:
        for file in place.rglob("*"):
            if file.is_file() and not file.is_symlink():
                data = file.read_bytes()
                found += [str(file) for word in planted if word in data]
    return found


def traces_in_memory() -> list[str]:
    """Containers that still hold what was planted; this module's own names do not count."""
    gc.collect()
    own = globals()
    found = []
    for holder in gc.get_objects():
        if holder is own or not isinstance(holder, (dict, list, tuple, set)):
            continue
        values = holder.values() if isinstance(holder, dict) else holder
        try:
            for value in values:
                text = isinstance(value, str) and (NAME in value or SEARCHED in value)
                if text or (isinstance(value, Decimal) and value == AMOUNT):
                    found.append(f"{type(holder).__name__}: {value!r}")
        except RuntimeError:  # changed while it was walked
            continue
    return found


def traces_in_widgets() -> list[str]:
    widgets = QApplication.allWidgets()
    shown = [w.text() for w in widgets if isinstance(w, (QLabel, QLineEdit))]
    return [text for text in shown if NAME in text or SEARCHED in text or "7391" in text]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of this test alone, for Python and for Qt."""
    folder = tmp_path / "临时"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def work_through(space: object, search: QLineEdit) -> None:
    """Type everything a visitor can type, and look at everything that follows from it."""
    space.ask.begin("enterprise")  # type: ignore[attr-defined]
    space.interview.name = NAME  # type: ignore[attr-defined]
    space.interview.answer("enterprise_size", "small")  # type: ignore[attr-defined]
    space.interview.answer("loan_interest_paid_cny", AMOUNT)  # type: ignore[attr-defined]
    settle()
    space.show_results()  # type: ignore[attr-defined]
    settle()
    space.show_slip()  # type: ignore[attr-defined]
    settle()
    search.setText(SEARCHED)
    settle()
    search.setText("贴息")
    settle()


@pytest.fixture
def kiosk(tmp_path: Path, temporary: Path) -> Iterator[tuple[KioskWindow, Path]]:
    make_application()
    root = tmp_path / "数据"
    with Workbench(Paths(root)) as bench:
        start_log(bench.paths)
        Pin(bench.settings).choose("2468")
        guest = VisitorWorkbench(bench, kiosk_settings(QSize(1366, 768)))
        ctx = make_context(guest, InlineExecutor())  # type: ignore[arg-type]
        window = KioskWindow(ctx, Pin(bench.settings))
        window.resize(1366, 768)
        window.show()
        settle()
        yield window, root
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(window.guard)
        window._leaving = True
        window.close()
        window.deleteLater()
        ctx.jobs.shutdown()
        ctx.language.uninstall()
        ctx.deleteLater()
        settle()
        stop_log()


def by_button(window: KioskWindow) -> None:
    window.end.click()


def by_silence(window: KioskWindow) -> None:
    window.guard.idle.emit()
    for _ in range(30):
        window.warning.timer.timeout.emit()


@pytest.mark.parametrize("leave", [by_button, by_silence])
def test_a_kiosk_forgets(
    kiosk: tuple[KioskWindow, Path], temporary: Path, leave: Callable[[KioskWindow], None]
) -> None:
    window, root = kiosk
    work_through(window.stack.made["wizard"].workspace, window.search)  # type: ignore[attr-defined]
    QGuiApplication.clipboard().setText(NAME)
    assert traces_in_memory()  # the search itself finds what is there
    assert traces_on_disk([root, temporary]) == []  # not even during the visit
    leave(window)
    settle()
    from tests.gui.conftest import bury

    bury()
    assert traces_in_widgets() == []
    assert traces_in_memory() == []
    assert QGuiApplication.clipboard().text() == ""
    assert traces_on_disk([root, temporary]) == []


def test_the_counter_forgets_at_the_next_visitor(tmp_path: Path, temporary: Path) -> None:
    """At the counter the clerk's searches are the clerk's; answers are the visitor's."""
    make_application()
    root = tmp_path / "数据"
    with Workbench(Paths(root)) as bench:
        start_log(bench.paths)
        ctx = make_context(bench, InlineExecutor())
        window = make_window(ctx)
        window.show()
        settle()
        _visit_and_close(window, root, temporary)
        ctx.jobs.shutdown()
        ctx.language.uninstall()
        stop_log()
    assert traces_on_disk([root, temporary]) == []


def _visit_and_close(window: MainWindow, root: Path, temporary: Path) -> None:
    window.ctx.nav.open_page("wizard")
    settle()
    page = window.stack.current_page()
    work_through(page.workspace, QLineEdit())  # type: ignore[union-attr]
    page.copy_summary()  # type: ignore[union-attr]
    assert QGuiApplication.clipboard().text()
    page.wipe()  # type: ignore[union-attr]
    settle()
    from tests.gui.conftest import bury

    bury()
    assert traces_in_widgets() == []
    assert traces_in_memory() == []
    assert QGuiApplication.clipboard().text() == ""
    assert traces_on_disk([root, temporary]) == []
    window.close()
    window.deleteLater()
    bury()
