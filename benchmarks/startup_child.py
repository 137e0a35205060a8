"""What runs in the fresh processes of :mod:`benchmarks.startup`; imports nothing it need not."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from typing import Any

SIZE = (1366, 768)
SETTLE_MS = 500
PATIENCE_S = 30


def resident_mb() -> float:
    with open("/proc/self/statm", encoding="ascii") as status:  # noqa: PTH123 (pathlib weighs)
        return int(status.read().split()[1]) * resource.getpagesize() / 1e6


def processor_ms() -> float:
    """Processor time this process has taken so far: what other programs do hardly matters to it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000


def _after_paint(window: Any, act: Callable[[], None]) -> Any:
    """Calls ``act`` once, right after the next paint of ``window`` and all it holds."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, act)
            return False

    watch = Watch(window)
    window.installEventFilter(watch)
    return watch


def _tell(values: dict[str, Any]) -> None:
    from PySide6.QtCore import QCoreApplication

    print(json.dumps(values), flush=True)
    # Not quit(): that closes the window, and the next start would open the page it was left on.
    QCoreApplication.exit(0)


def bare(began: float) -> None:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    app.setStyle("Fusion")
    window = QMainWindow()
    window.resize(*SIZE)
    text = QLabel("政策导航", window)
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setCentralWidget(text)
    found: dict[str, Any] = {}

    def painted() -> None:
        found["paint_ms"] = (time.monotonic() - began) * 1000
        found["paint_cpu_ms"] = processor_ms()
        found["paint_mb"] = resident_mb()
        QTimer.singleShot(SETTLE_MS, settled)

    def settled() -> None:
        found["settled_mb"] = resident_mb()
        _tell(found)

    watch = _after_paint(window, painted)
    window.show()
    app.exec()
    del watch


def ours(began: float, folder: str, switches: str = "") -> None:
    """The program as the command starts it, watched from outside; any word for ``switches`` has
    every page opened and opened again."""
    from navigator.app import logs
    from navigator.cli import main

    start_log = logs.start_log

    def watch(*arguments: Any) -> Any:
        # The command calls this once the window's modules are there and nothing of it is made.
        _watch_window(began, bool(switches))
        return start_log(*arguments)

    logs.start_log = watch
    main(["--data-dir", folder])


def _watch_window(began: float, switches: bool) -> None:
    from PySide6.QtCore import QTimer

    from navigator.ui import application

    found: dict[str, Any] = {}
    make = application.make_window
    watches = []

    def watched(*arguments: Any) -> Any:
        window = make(*arguments)

        def painted() -> None:
            found["paint_ms"] = (time.monotonic() - began) * 1000
            found["paint_cpu_ms"] = processor_ms()
            found["paint_mb"] = resident_mb()

        def begun() -> None:
            watches.append(_after_paint(window.stack, page_painted))
            window.stack.update()

        def page_painted() -> None:
            from navigator.ui.warmup import WarmUp

            found["page_ms"] = (time.monotonic() - began) * 1000
            warm_up = window.findChild(WarmUp)
            warm_up.finished.connect(lambda: QTimer.singleShot(SETTLE_MS, settled))

        def settled() -> None:
            found["settled_mb"] = resident_mb()
            if switches:
                found["switch_ms"] = _switches(window)
                found["all_pages_mb"] = resident_mb()
            _tell(found)

        watches.append(_after_paint(window, painted))
        window.started.connect(begun)
        return window

    application.make_window = watched


def _pass(milliseconds: int) -> None:
    """Lets the window live; unlike QTest.qWait this lets go of the interpreter, for the jobs."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _rest(window: Any) -> None:
    """Waits for what pages read behind their picture: each refreshes itself when it is opened."""
    patience = time.monotonic() + PATIENCE_S
    _pass(10)
    while window.ctx.jobs.running and time.monotonic() < patience:
        _pass(10)


def _switches(window: Any) -> dict[str, list[float]]:
    """Page to [first opening, slowest of the later switches], in milliseconds."""
    from PySide6.QtCore import QEventLoop

    def switch(page: str) -> float:
        began = time.perf_counter()
        done: list[float] = []
        loop = QEventLoop()

        def painted() -> None:
            done.append(time.perf_counter())
            loop.quit()

        watch = _after_paint(window.stack, painted)
        window.ctx.nav.open_page(page)
        window.stack.update()
        loop.exec()
        del watch
        return (done[0] - began) * 1000

    pages = list(window.stack.specs)
    here = window.ctx.nav.current.page_id
    first = {}
    for page in pages:
        _rest(window)
        first[page] = switch(page)
    later: dict[str, list[float]] = {page: [] for page in pages}
    for _ in range(3):
        for page in pages:
            _rest(window)
            later[page].append(switch(page))
    _rest(window)
    window.ctx.nav.open_page(here)
    window.save_session()  # the next start is to open the same page
    return {page: [first[page], max(later[page])] for page in pages}
