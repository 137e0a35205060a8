"""What every picture of the running window needs: data folders, a window, a moment to settle.

Importing this chooses the offscreen platform, unless another has been chosen.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.catalogue.documents import measure_order
from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.rules import Rules
from navigator.model.measures import MeasureCatalogue
from navigator.ui.application import make_window
from navigator.ui.context import UiContext, make_context
from navigator.ui.jobs import Executor, InlineExecutor
from navigator.ui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed"
SIZES = ((1366, 768), (1920, 1080))
SPRING = dt.date(2021, 4, 1)  # the quarter the compilation is about has just ended
THEMES = ("light", "dark", "contrast")


def seed_file() -> Path | None:
    """The compilation, where it is at hand."""
    return next(iter(sorted(SEED.glob("*.txt"))), None)


def settle(rounds: int = 8) -> None:
    """Lets queued events run, and what they queue in turn."""
    for _ in range(rounds):
        QApplication.processEvents()


def bury() -> None:
    """Carries out ``deleteLater`` now: without an event loop every old window would stay."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def furnish(bench: Workbench) -> None:
    """A desk somebody has worked at."""
    desk = bench.desk
    desk.bookmarks.add("jingzhengbanfa-2021-4#六", folder="常用", tags=("小微",))
    desk.bookmarks.add("jingzhengfa-2021-3#第三条", folder="总部企业", tags=("门槛",))
    desk.notes.add("窗口常问：先看**规模**，再看行业。", on="jingzhengbanfa-2021-4#一")
    desk.notes.add("总部认定材料由区商务局先核。", on="jingzhengfa-2021-3#第三条", tags=("材料",))


def make_home(root: Path, file: Path | None) -> Path:
    """A data folder with the compilation imported and a desk in use."""
    with Workbench(Paths(root)) as bench:
        if file is not None:
            bench.import_files([file])
            furnish(bench)
    return root


@cache
def _measures() -> tuple[MeasureCatalogue, Rules]:
    catalogue = load_catalogue(order=measure_order())
    return catalogue, Rules(catalogue)


def share_measures(bench: Workbench) -> Workbench:
    """Gives a workbench the measures, read once for all pictures: reading them takes seconds."""
    catalogue, rules = _measures()
    vars(bench).update(catalogue=catalogue, rules=rules)
    return bench


@contextmanager
def opened(
    bench: Workbench, size: tuple[int, int], executor: Executor | None = None
) -> Iterator[MainWindow]:
    """The whole window on ``bench``; background work runs at once unless told otherwise."""
    ctx = make_context(bench, executor or InlineExecutor())
    window = make_window(ctx)
    window.resize(*size)
    window.show()
    settle()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        dismiss(ctx)


def dismiss(ctx: UiContext) -> None:
    """Ends the services of a window, so that the next one is not dressed together with it."""
    ctx.jobs.shutdown()
    ctx.language.uninstall()
    settle()
    bury()


def front(window: MainWindow) -> Any:
    """The page in front; pictures reach into it as no other page may."""
    return window.stack.current_page()


def page_of(window: MainWindow, page_id: str, **args: object) -> Any:
    """Opens a page at a date within the compilation's time."""
    window.ctx.set_as_of(SPRING)
    window.ctx.nav.open_page(page_id, **args)
    settle()
    return front(window)
