"""Starts the window: fonts, theme, language, error boundary; the heavy rest after first paint."""

from __future__ import annotations

import gc
import linecache
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from navigator import __version__
from navigator.model.errors import StoreError
from navigator.ui import accessible, errors
from navigator.ui.context import UiContext, Workbench, make_context
from navigator.ui.housekeeping import keep_house
from navigator.ui.icons import app_icon
from navigator.ui.pages import PageSpec, SearchPanel, available_pages, has_search, search_panel
from navigator.ui.window import MainWindow

MakeSearch = Callable[[UiContext], SearchPanel]


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The QApplication, made once; Fusion is the ground the style sheets are written for."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        app = QApplication(["policy-navigator", *argv])
    QCoreApplication.setApplicationName("policy-navigator")
    QCoreApplication.setApplicationVersion(__version__)
    # Screen readers are answered from the event loop: no need to be ready before the window is.
    QTimer.singleShot(0, app, accessible.install)
    app.setStyle("Fusion")
    app.setWindowIcon(app_icon())
    return app


def make_window(
    ctx: UiContext,
    pages: Sequence[PageSpec] | None = None,
    make_search: MakeSearch | None = None,
) -> MainWindow:
    """The window with the given pages, or with all that are part of this build."""
    if pages is None:
        pages = available_pages()
        make_search = search_panel if has_search() else None
    return MainWindow(ctx, pages, make_search)


def show_file(window: MainWindow, file: Path) -> None:
    """What the file holds, on the page where it can be taken in; nothing is stored by this."""
    window.ctx.nav.open_page("library")
    page = window.stack.current_page()
    if page is not None and hasattr(page, "look"):
        page.look([file])


def _tidy() -> None:
    """After the first page."""
    # PySide reads the source of every module as it is imported, and Python would keep it all.
    linecache.clearcache()
    # Who started us may have put the search for garbage off; what stands now stays to the end, and
    # going through it again and again would hold up the window.
    gc.freeze()
    gc.enable()


def _warm_up(window: MainWindow) -> None:
    from navigator.ui.warmup import WarmUp

    modules = [page.module for page in window.stack.specs.values() if page.module]
    WarmUp(modules, window).finished.connect(linecache.clearcache)


def run(
    workbench: Workbench,
    argv: Sequence[str] = (),
    kiosk: bool = False,
    file: Path | None = None,
) -> int:
    """Opens the window, or a kiosk's, and returns the process's exit status.

    ``file`` is a policy pack or a publication to look at once the window stands.
    """
    app = make_application(argv)
    try:
        ctx = make_context(workbench)
    except StoreError as error:
        from navigator.ui.rescue import Rescue

        if Rescue(workbench, error).exec() != Rescue.DialogCode.Accepted:
            return 1
        ctx = make_context(workbench)
    errors.install(ctx.errors)
    if kiosk:
        from navigator.ui.kiosk.window import open_kiosk

        open_kiosk(ctx, app.quit)
        gc.enable()
        return app.exec()
    window = make_window(ctx)
    app.aboutToQuit.connect(ctx.jobs.shutdown)
    window.started.connect(_tidy)
    window.started.connect(lambda: _warm_up(window))
    window.started.connect(lambda: keep_house(ctx))
    if file is not None:
        window.started.connect(lambda: show_file(window, file))
    window.show()
    return app.exec()
