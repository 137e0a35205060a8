"""A window for tests: work runs at once, and whatever a test leaves behind fails it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.ui.application import make_application, make_window
from navigator.ui.context import UiContext, make_context
from navigator.ui.jobs import InlineExecutor
from navigator.ui.window import MainWindow

# The offscreen platform says these of itself; they tell nothing about our code.
_HARMLESS = (
    "This plugin does not support",
    "propagateSizeHints",
    "QFontDatabase: Cannot find font directory",
)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application()


def bury() -> None:
    """Carries out ``deleteLater`` now: without an event loop Qt would keep every old window, and
    each change of theme would dress all of them."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Qt's warnings, threads and windows that outlive a test fail it."""
    said: list[str] = []

    def listen(kind: QtMsgType, _context: object, text: str) -> None:
        serious = kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        if serious and not any(words in text for words in _HARMLESS):
            said.append(text)

    before = {thread.ident for thread in threading.enumerate()}
    previous = qInstallMessageHandler(listen)
    try:
        yield
        qapp.processEvents()
        bury()
    finally:
        qInstallMessageHandler(previous)
    assert said == []
    left = [t for t in threading.enumerate() if t.ident not in before and not t.daemon]
    assert left == []
    windows = [w for w in qapp.topLevelWidgets() if w.isVisible()]
    for window in windows:
        window.hide()
    assert windows == []


@pytest.fixture(scope="session")
def imported_home(tmp_path_factory: pytest.TempPathFactory, seed_path: Path) -> Path:
    """A data folder with the real compilation, imported once."""
    root = tmp_path_factory.mktemp("资料 库")
    with Workbench(Paths(root)) as bench:
        bench.import_files([seed_path])
    return root


@pytest.fixture
def home(tmp_path: Path, imported_home: Path) -> Path:
    """A private copy of the imported data folder."""
    import shutil

    target = tmp_path / "数据 文件夹"
    shutil.copytree(imported_home, target)
    return target


@pytest.fixture
def bench(home: Path) -> Iterator[Workbench]:
    """The product with the real compilation imported."""
    with Workbench(Paths(home)) as workbench:
        yield workbench


@pytest.fixture
def fresh_bench(tmp_path: Path) -> Iterator[Workbench]:
    """The product on its first start."""
    with Workbench(Paths(tmp_path / "新 数据")) as workbench:
        yield workbench


@pytest.fixture
def open_context(qapp: QApplication) -> Iterator[Callable[[Workbench], UiContext]]:
    """Makes the services of a window; background work runs at once."""
    made: list[UiContext] = []

    def make(workbench: Workbench) -> UiContext:
        made.append(make_context(workbench, InlineExecutor()))
        return made[-1]

    yield make
    for ctx in made:
        ctx.jobs.shutdown()
        ctx.language.uninstall()
        ctx.deleteLater()
    bury()


@pytest.fixture
def open_window(
    open_context: Callable[[Workbench], UiContext], qapp: QApplication
) -> Iterator[Callable[..., MainWindow]]:
    """Opens the whole window and closes it after the test."""
    made: list[MainWindow] = []

    def make(workbench: Workbench, width: int = 1366, height: int = 768) -> MainWindow:
        window = make_window(open_context(workbench))
        window.resize(width, height)
        window.show()
        for _ in range(4):  # the search panel comes after the first paint
            qapp.processEvents()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
    qapp.processEvents()
    bury()
