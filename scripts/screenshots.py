"""Pictures of every page, taken from the running window without a screen.

    python -m scripts.screenshots [--out docs/screenshots] [--only NAME] [--all] [--zoom PER_CENT]

The compilation is taken from ``../shared/seed`` or ``--file``; without one, the pictures show the
built-in digests. ``--all`` takes every picture in three themes and two sizes.

A picture is a function that brings the window into the state to show. It is registered here with
``@shot("name")``, or stands in the dictionary ``SHOTS`` of a module ``tests/gui/*_shots.py``; pages
without any get a plain one.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.ui.application import make_application
from navigator.ui.pages import available_pages
from navigator.ui.window import MainWindow
from scripts.pictures import (
    ROOT,
    SEED,
    SIZES,
    SPRING,
    THEMES,
    front,
    make_home,
    opened,
    page_of,
    seed_file,
    settle,
    share_measures,
)


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
    front(window).show_both()


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
    page_of(window, "library")


@shot("import-preview", imported=False)
def import_preview(window: MainWindow) -> None:
    page = page_of(window, "library")
    if SEED.is_dir():
        page.importer.look([SEED])


@shot("library-first-start", imported=False)
def library_first_start(window: MainWindow) -> None:
    page_of(window, "library", action="import")


@shot("library-checked")
def library_checked(window: MainWindow) -> None:
    page = page_of(window, "library", action="upkeep")
    page.verify()


@shot("glossary")
def glossary(window: MainWindow) -> None:
    page_of(window, "glossary", term="两步申报")


@shot("glossary-first-start", imported=False)
def glossary_first_start(window: MainWindow) -> None:
    page_of(window, "glossary").field.setText("rqsl")


@shot("timeline")
def timeline(window: MainWindow) -> None:
    page_of(window, "timeline").lanes.chart.setFocus()


@shot("timeline-dark", theme="dark")
def timeline_dark(window: MainWindow) -> None:
    lanes = page_of(window, "timeline").lanes
    lanes.filters.by.setCurrentIndex(1)
    lanes.chart.zoom(1.6)


@shot("timeline-list")
def timeline_list(window: MainWindow) -> None:
    page_of(window, "timeline").lanes.mode.set_current("table")


@shot("domains")
def domains(window: MainWindow) -> None:
    page_of(window, "atlas", view="domains")


@shot("units")
def units(window: MainWindow) -> None:
    page_of(window, "atlas", unit="市财政局")


@shot("wizard")
def wizard(window: MainWindow) -> None:
    window.ctx.set_as_of(SPRING)
    window.ctx.nav.open_page("wizard")


@shot("measure")
def measure(window: MainWindow) -> None:
    window.ctx.set_as_of(SPRING)
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
    front(window).show_both()


def plain(page_id: str) -> Callable[[MainWindow], None]:
    def open_it(window: MainWindow) -> None:
        page_of(window, page_id)

    return open_it


def all_shots() -> list[Shot]:
    """What is registered here, what pages bring with them, and plain pictures of the rest."""
    found = {item.name: item for item in SHOTS}
    for file in sorted((ROOT / "tests" / "gui").glob("*_shots.py")):
        module = importlib.import_module(f"tests.gui.{file.stem}")
        for name, function in module.SHOTS.items():
            found.setdefault(name, Shot(name, function))
    for page in available_pages():
        found.setdefault(page.page_id, Shot(page.page_id, plain(page.page_id)))
    return list(found.values())


def take(item: Shot, home: Path, size: tuple[int, int], theme: str, out: Path) -> None:
    with Workbench(Paths(home)) as bench:
        bench.settings.set("ui.theme", theme)
        bench.settings.set("ui.zoom", item.zoom)
        with opened(share_measures(bench), size) as window:
            item.take(window)
            settle()
            window.grab().save(str(out))
        # The next picture begins as a first start does.
        for key in ("ui.session", "ui.geometry"):
            bench.desk.settings.set(key, {} if key == "ui.session" else "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--all", action="store_true", help="every theme and size")
    parser.add_argument("--file", type=Path, default=None, help="the compilation")
    parser.add_argument("--zoom", type=int, default=0, help="per cent, for all pictures")
    options = parser.parse_args()
    file = options.file or seed_file()
    options.out.mkdir(parents=True, exist_ok=True)
    make_application()
    shots = [item for item in all_shots() if not options.only or item.name in options.only]
    if not shots:
        parser.error("no such picture; known: " + ", ".join(s.name for s in all_shots()))
    with tempfile.TemporaryDirectory() as folder:
        places = {True: make_home(Path(folder) / "有原文", file), False: Path(folder) / "新装"}
        for item in shots:
            home = places[item.imported and file is not None]
            zoomed = replace(item, zoom=options.zoom or item.zoom)
            for theme in THEMES if options.all else (item.theme,):
                for size in SIZES if options.all else SIZES[:1]:
                    tail = f"-{theme}-{size[0]}" if options.all else ""
                    target = options.out / f"{item.name}{tail}.png"
                    take(zoomed, home, size, theme, target)
                    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
