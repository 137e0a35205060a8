"""How long the window stands still while the program works, against a bare window.

    python -m benchmarks.responsiveness [--seed-file F] [--scale N] [--home D] [--only WORD]
                                        [--where] [--json]

A timer beats every 10 ms on the window's thread; the longest time between two beats is how long
a key press could have gone unanswered. Beside it stands the processor time that thread spent in
the gap: what is not ours is another thread's, or another program's. Baseline: a bare window while
a second thread computes in pure Python. Every activity runs in the real window with its threads,
on a library ``--scale`` times the compilation and a desk of 10,000 entries; the file that is
looked at and imported holds the compilation 20 times under other titles. A target of 100 ms is
held to a gap's own processor time, since the clock also counts what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.golden import find_seed

BEAT_MS = 10
LIMIT_MS = 100.0
COPIES = 20
APPLICANTS = 1_000
LATE = 0.06  # seconds after which a beat is looked into
PATIENCE = 180.0

Row = dict[str, Any]


class Heart:
    """Beats on the window's thread and remembers its longest pause."""

    def __init__(self, where: bool) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.rows: dict[str, Row] = {}
        self._last = self._spent = 0.0
        self._worst = self._worst_own = 0.0
        self._stack = self._seen = ""
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._main = threading.get_ident()
        self._listening = False
        self._ended = threading.Event()
        if where:
            threading.Thread(target=self._look, daemon=True).start()

    def _beat(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        if now - self._last > self._worst:
            self._worst, self._stack = now - self._last, self._seen
        self._worst_own = max(self._worst_own, spent - self._spent)
        self._last, self._spent, self._seen = now, spent, ""

    def _look(self) -> None:
        """From another thread: what the window's does while it is late."""
        while not self._ended.wait(0.02):
            late = time.perf_counter() - self._last
            if self._listening and not self._seen and late > LATE:
                frame = sys._current_frames().get(self._main)
                self._seen = "".join(traceback.format_stack(frame)[-6:])

    @contextmanager
    def listening(self, name: str) -> Iterator[None]:
        self._last, self._spent = time.perf_counter(), time.thread_time()
        self._worst = self._worst_own = 0.0
        self._stack = self._seen = ""
        self._timer.start()
        self._listening = True
        began = time.perf_counter()
        try:
            yield
        finally:
            self._beat()
            self._listening = False
            self._timer.stop()
            self.rows[name] = {
                "gap_ms": self._worst * 1000,
                "own_ms": self._worst_own * 1000,
                "took_s": time.perf_counter() - began,
                "where": self._stack,
            }


def until(done: Callable[[], bool], what: str) -> None:
    """Lets the window live until ``done``."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + PATIENCE
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > end:
            raise SystemExit(f"{what} did not end")


def live(seconds: float) -> None:
    end = time.perf_counter() + seconds
    until(lambda: time.perf_counter() > end, "waiting")


# -- the baseline ----------------------------------------------------------------------------------


def baseline(heart: Heart) -> None:
    """A window that does nothing, beside a thread that computes."""
    from PySide6.QtWidgets import QMainWindow

    window = QMainWindow()
    window.show()
    stop = threading.Event()

    def compute() -> None:
        number = 0
        while not stop.is_set():
            number = (number * 31 + 7) % 1_000_003

    thread = threading.Thread(target=compute)
    with heart.listening("bare window, idle"):
        live(2)
    thread.start()
    with heart.listening("bare window, a thread computing"):
        live(4)
    stop.set()
    thread.join()
    window.close()


# -- what is worked on -----------------------------------------------------------------------------


def large_file(seed: Path, target: Path) -> Path:
    """The compilation many times over, its titles told apart by a number."""
    from navigator.ingest import read_publication

    text = seed.read_text(encoding="utf-8")
    titles = [document.title for document in read_publication(seed).documents]
    parts = []
    for number in range(1, COPIES + 1):
        copy = text
        for title in titles:
            copy = copy.replace(title, f"{title}（{number}）")
        parts.append(copy)
    target.write_text("\n".join(parts), encoding="utf-8")
    return target


def applicants_file(target: Path) -> Path:
    chance = random.Random(5)
    kinds = ("enterprise", "individual_business")
    lines = ["name,applicant_type"]
    lines += [f"企业{number},{chance.choice(kinds)}" for number in range(APPLICANTS)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


# -- the window ------------------------------------------------------------------------------------


class Stage:
    """The whole window on one data folder."""

    def __init__(self, heart: Heart, home: Path, name: str) -> None:
        from navigator.app.paths import Paths
        from navigator.app.workbench import Workbench
        from navigator.ui.application import make_window
        from navigator.ui.context import make_context

        self.heart = heart
        self.bench = Workbench(Paths(home))
        self.ctx = make_context(self.bench)
        begun: list[bool] = []
        self.window = make_window(self.ctx)
        self.window.started.connect(lambda: begun.append(True))
        with heart.listening(f"{name}: start, reading page, index"):
            self.window.show()
            until(lambda: bool(begun), "the start")
            self.rest()

    def idle(self) -> bool:
        return not self.ctx.jobs.running

    def rest(self) -> None:
        """Until the jobs have ended and the window has drawn what they brought."""
        live(0.4)
        until(self.idle, "the work")
        live(0.3)

    def page(self, name: str) -> Any:
        self.ctx.nav.open_page(name)
        self.rest()
        return self.window.stack.current_page()

    def opening(self, name: str) -> Any:
        with self.heart.listening(f"{name}: first opening"):
            return self.page(name)

    def close(self) -> None:
        self.window.close()
        self.ctx.jobs.shutdown()
        self.ctx.language.uninstall()
        self.window.deleteLater()
        self.bench.close()


def importing(heart: Heart, home: Path, file: Path) -> None:
    stage = Stage(heart, home, "small library")
    card = stage.opening("library").importer
    stage.page("reading")
    stage.page("library")
    with heart.listening("import: preview of the large file"):
        card.look([file])
        until(lambda: not card.busy, "the preview")
        live(0.3)
    with heart.listening("import: storing, indexing, report, tree"):
        card.confirm()
        until(lambda: not card.busy, "the import")
        stage.rest()
    if card.report is None or not card.report.changed:
        raise SystemExit("the large file was not imported")
    stage.close()


def reading(stage: Stage) -> None:
    heart, page = stage.heart, stage.page("reading")
    views = stage.bench.library.documents()[:100]
    longest = max(views, key=lambda view: view.provision_count)
    for mode in ("original", "both"):
        page.modes.set_current(mode)
        with heart.listening(f"reading: longest document, {mode}"):
            stage.ctx.nav.open_provision(longest.id)
            stage.rest()
        page.tabs.close_current()
        page.modes.set_current("original")
    with heart.listening("reading: the tree filled anew"):
        page.tree.load()
        stage.rest()
    with heart.listening("reading: the tree filtered"):
        page.tree.filter.setText("办法")
        stage.rest()
    page.tree.filter.setText("")
    stage.rest()


def searching(stage: Stage) -> None:
    field = stage.window.topbar.search
    with stage.heart.listening("search: the field gets the focus"):
        stage.window.activateWindow()
        stage.window.topbar.focus_search()
        stage.rest()
    for words in ("的", "企业", "企业 补贴", "没有这样的话"):
        with stage.heart.listening(f"search: {words}"):
            for end in range(1, len(words) + 1):
                field.setText(words[:end])
                live(0.05)
            stage.rest()
    field.setText("")
    live(0.2)


def on_desk(stage: Stage, folder: Path) -> None:
    page = stage.opening("desk")
    for ending in ("pdf", "docx"):
        with stage.heart.listening(f"desk: 1,000 provisions to {ending}"):
            keys = [line.key for line in page.lines if line.key[0] == "bookmark"][:1000]
            page.panel.open([("全部", keys)])
            page.panel.formats.set_current(ending)
            page.panel.place.setText(str(folder / f"out.{ending}"))
            page.panel.export()
            stage.rest()
        if not (folder / f"out.{ending}").is_file():
            raise SystemExit(f"nothing was exported to {ending}")


def asking(stage: Stage, folder: Path) -> None:
    from navigator.ui.pages.wizard.batch_view import BatchView

    page = stage.opening("wizard")
    until(lambda: page.workspace is not None, "the wizard")
    space = page.workspace
    with stage.heart.listening("wizard: 40 answers"):
        tiles = space.ask.entry.tiles
        tiles["enterprise" if "enterprise" in tiles else next(iter(tiles))].click()
        for _ in range(40):
            live(0.05)
            if space.ask.stack.currentWidget() is space.ask.results:
                break
            space.ask.question.foot.unclear.click()
    page.open_section("batch")
    live(0.2)
    view = space.findChild(BatchView)
    file = applicants_file(folder / "applicants.csv")
    with stage.heart.listening(f"wizard: {APPLICANTS} applicants assessed"):
        view.run(file)
        stage.rest()


def ending(stage: Stage) -> None:
    """Closing while something runs: the wait is for its next safe place."""

    def work(control: Any) -> None:
        while True:
            control.check()
            sum(range(2_000))

    stage.ctx.jobs.run("计算", work, quiet=True)
    live(0.1)
    with stage.heart.listening("closing while a job runs"):
        stage.close()


def large(heart: Heart, home: Path, folder: Path, only: str) -> None:
    stage = Stage(heart, home, "large library")
    parts: dict[str, Callable[[], Any]] = {
        "reading": lambda: reading(stage),
        "search": lambda: searching(stage),
        "timeline": lambda: stage.opening("timeline"),
        "atlas": lambda: stage.opening("atlas"),
        "glossary": lambda: stage.opening("glossary"),
        "desk": lambda: on_desk(stage, folder),
        "wizard": lambda: asking(stage, folder),
        "library": lambda: stage.opening("library"),
    }
    for name, part in parts.items():
        if only in ("", name):
            part()
    ending(stage)


def run(seed: Path, scale: int, home: Path | None, only: str, where: bool) -> dict[str, Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from benchmarks.large_library import fill, fill_desk
    from navigator.ui.application import make_application

    make_application()
    heart = Heart(where)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = home or folder / "large"
        if not home.exists():
            fill(home, seed, scale)
            fill_desk(home)
        baseline(heart)
        if only in ("", "import"):
            fill(folder / "small", seed, 1)
            importing(heart, folder / "small", large_file(seed, folder / "汇编.txt"))
        if only != "import":
            shutil.copytree(home, folder / "used")
            large(heart, folder / "used", folder, only)
    return heart.rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed-file")
    parser.add_argument("--scale", type=int, default=20)
    parser.add_argument("--home", type=Path, help="kept and filled when it is not there")
    parser.add_argument("--only", default="", help="import, or one page")
    parser.add_argument("--where", action="store_true", help="what the longest gap was spent in")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = run(
        find_seed(options.seed_file), options.scale, options.home, options.only, options.where
    )
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for name, row in rows.items():
            print(
                f"{row['gap_ms']:6.0f} ms  (own {row['own_ms']:5.0f} ms)  of"
                f" {row['took_s']:5.1f} s  {name}"
            )
            if options.where and row["where"] and row["gap_ms"] > LIMIT_MS:
                print(row["where"])
    missed = [name for name, row in rows.items() if row["own_ms"] > LIMIT_MS]
    print("misses: " + ("; ".join(missed) or "none"))
    # The process ends at once: what is left of Qt at exit is no part of this.
    sys.stdout.flush()
    os._exit(1 if missed else 0)


if __name__ == "__main__":
    main()
