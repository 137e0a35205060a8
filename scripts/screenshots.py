"""Pictures of every page, taken from the running window without a screen.

    python -m scripts.screenshots [--out docs/screenshots] [--only NAME] [--all]

The compilation is taken from ``../shared/seed`` or ``--file``; without one, the pictures show the
built-in digests. ``--all`` takes every picture in three themes and two sizes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.ui.application import make_application, make_context, make_window
from navigator.ui.jobs import InlineExecutor
from navigator.ui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed"
SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark", "contrast")


@dataclass(frozen=True)
class Shot:
    name: str
    take: Callable[[MainWindow], None]
    imported: bool = True
    theme: str = "light"
    zoom: int = 100


SHOTS: list[Shot] = []


def shot(name: str, **options: object) -> Callable[[Callable[[MainWindow], None]], None]:
    """Registers a picture; the function brings the window into the state to show."""

    def add(take: Callable[[MainWindow], None]) -> None:
        SHOTS.append(Shot(name, take, **options))  # type: ignore[arg-type]

    return add


def settle(rounds: int = 8) -> None:
    for _ in range(rounds):
        QApplication.processEvents()


@shot("first-start", imported=False)
def first_start(window: MainWindow) -> None:
    window.ctx.nav.open_page("reading")


@shot("digest-only", imported=False)
def digest_only(window: MainWindow) -> None:
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")


@shot("reading")
def reading(window: MainWindow) -> None:
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4")


@shot("side-by-side")
def side_by_side(window: MainWindow) -> None:
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle()
    window.stack.current_page().show_both()


@shot("search")
def search(window: MainWindow) -> None:
    window.ctx.nav.open_page("reading")
    window.topbar.search.setFocus()
    window.topbar.search.setText("贴息")


@shot("nothing-found")
def nothing_found(window: MainWindow) -> None:
    window.ctx.nav.open_page("reading")
    window.topbar.search.setFocus()
    window.topbar.search.setText("火星移民补贴券")


@shot("title-only")
def title_only(window: MainWindow) -> None:
    window.ctx.nav.open_provision("zuohaojieduanxingjianmian-qiye-shehuibaoxianfei-gongzuo")


@shot("library")
def library(window: MainWindow) -> None:
    window.ctx.nav.open_page("library")


@shot("import-preview", imported=False)
def import_preview(window: MainWindow) -> None:
    window.ctx.nav.open_page("library")
    settle()
    if SEED.is_dir():
        window.stack.current_page().importer.look([SEED])


@shot("wizard")
def wizard(window: MainWindow) -> None:
    window.ctx.set_as_of(dt.date(2021, 4, 1))
    window.ctx.nav.open_page("wizard")


@shot("measure")
def measure(window: MainWindow) -> None:
    window.ctx.set_as_of(dt.date(2021, 4, 1))
    window.ctx.nav.open_page("wizard", measure="ip-pledge-interest-subsidy")


@shot("settings")
def settings(window: MainWindow) -> None:
    window.ctx.nav.open_page("settings")


@shot("help")
def help_page(window: MainWindow) -> None:
    window.ctx.nav.open_page("help")


@shot("reading-dark", theme="dark")
def reading_dark(window: MainWindow) -> None:
    side_by_side_view(window)


@shot("reading-contrast", theme="contrast")
def reading_contrast(window: MainWindow) -> None:
    side_by_side_view(window)


@shot("reading-zoom-150", zoom=150)
def reading_zoom(window: MainWindow) -> None:
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")


def side_by_side_view(window: MainWindow) -> None:
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle()
    window.stack.current_page().show_both()


def optional(page_id: str) -> None:
    """A plain picture of a page that is part of this build."""

    @shot(page_id)
    def plain(window: MainWindow, page: str = page_id) -> None:
        window.ctx.set_as_of(dt.date(2021, 4, 1))
        window.ctx.nav.open_page(page)


for _page in ("desk", "timeline"):
    optional(_page)


@contextmanager
def homes(file: Path | None) -> Iterator[dict[bool, Path]]:
    """Two data folders: with the compilation imported, and empty."""
    with tempfile.TemporaryDirectory() as folder:
        places = {True: Path(folder) / "有原文", False: Path(folder) / "新装"}
        if file is not None:
            with Workbench(Paths(places[True])) as bench:
                bench.import_files([file])
        yield places


def take(
    app: QApplication, item: Shot, home: Path, size: tuple[int, int], theme: str, out: Path
) -> None:
    with Workbench(Paths(home)) as bench:
        ctx = make_context(bench, InlineExecutor())
        ctx.theme.set_mode(theme)
        ctx.theme.set_zoom(item.zoom)
        window = make_window(ctx, make_search=None)
        window.resize(*size)
        window.show()
        settle()
        item.take(window)
        settle()
        app.processEvents()
        window.grab().save(str(out))
        ctx.theme.set_mode("light")
        ctx.theme.set_zoom(100)
        window.close()
        ctx.jobs.shutdown()
        window.deleteLater()
        settle()
        bench.desk.windows.forget("main")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--all", action="store_true", help="every theme and size")
    parser.add_argument("--file", type=Path, default=None)
    options = parser.parse_args()
    file = options.file or next(iter(sorted(SEED.glob("*.txt"))), None)
    options.out.mkdir(parents=True, exist_ok=True)
    app = make_application()
    from navigator.ui.pages import available_pages

    present = {page.page_id for page in available_pages()}
    with homes(file) as places:
        for item in SHOTS:
            if options.only and item.name not in options.only:
                continue
            if item.name in ("desk", "timeline") and item.name not in present:
                continue
            themes = THEMES if options.all else (item.theme,)
            sizes = SIZES if options.all else SIZES[:1]
            for theme in themes:
                for size in sizes:
                    tail = f"-{theme}-{size[0]}" if options.all else ""
                    target = options.out / f"{item.name}{tail}.png"
                    take(app, item, places[item.imported and file is not None], size, theme, target)
                    print(
                        target.relative_to(Path.cwd())
                        if target.is_relative_to(Path.cwd())
                        else target
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
