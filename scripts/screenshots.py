"""Takes pictures of the window without a screen, for the documentation and for judging it.

``python -m scripts.screenshots [--output FOLDER] [--only WORD ...] [--size 1366x768 ...]
[--theme light ...] [--zoom 100 ...] [--publication FILE ...]``. With one size, theme and zoom a
picture is called ``<name>.png``; otherwise these follow the name. Exit status 1 when a picture
could not be taken.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import os
import pkgutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

import scripts.shots as shots
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.ui.application import make_application, make_context, make_window
from navigator.ui.jobs import InlineExecutor
from scripts.shots import SHOTS, Stage

ROOT = Path(__file__).resolve().parent.parent


def load_shots() -> None:
    """Imports every module of ``scripts/shots``."""
    for module in pkgutil.iter_modules(shots.__path__):
        importlib.import_module(f"scripts.shots.{module.name}")


@contextmanager
def stage(
    app: QApplication, bench: Workbench, size: tuple[int, int], theme: str, zoom: int, full: bool
) -> Iterator[Stage]:
    """A fresh window over ``bench`` in the given dress."""
    for key, value in (
        ("ui.theme", theme),
        ("ui.zoom", zoom),
        ("ui.reduce_motion", True),
        ("ui.session", {}),
        ("ui.geometry", ""),
    ):
        bench.settings.set(key, value)
    ctx = make_context(bench, InlineExecutor())
    window = make_window(ctx)
    window.resize(*size)
    window.show()
    made = Stage(app, window, ctx, full)
    made.settle()
    try:
        yield made
    finally:
        window.close()
        ctx.jobs.shutdown()
        window.deleteLater()
        ctx.language.uninstall()
        made.settle()


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", nargs="*", default=[], help="names that contain one of these")
    parser.add_argument("--size", nargs="*", type=_size, default=[(1366, 768)])
    parser.add_argument("--theme", nargs="*", default=["light"])
    parser.add_argument("--zoom", nargs="*", type=int, default=[100])
    parser.add_argument("--publication", nargs="*", type=Path, default=[])
    options = parser.parse_args(argv)
    load_shots()
    chosen = {
        name: entry
        for name, entry in SHOTS.items()
        if (not options.only or any(word in name for word in options.only))
        and (options.publication or not entry.needs_publication)
    }
    options.output.mkdir(parents=True, exist_ok=True)
    app = make_application()
    dresses = list(itertools.product(options.size, options.theme, options.zoom))
    failures = 0
    with tempfile.TemporaryDirectory() as folder, Workbench(Paths(Path(folder))) as bench:
        if options.publication:
            bench.import_files(options.publication)
        for (size, theme, zoom), (name, entry) in itertools.product(dresses, chosen.items()):
            dress = f"-{size[0]}x{size[1]}-{theme}-{zoom}" if len(dresses) > 1 else ""
            target = options.output / f"{name}{dress}.png"
            try:
                with stage(app, bench, size, theme, zoom, bool(options.publication)) as made:
                    entry.take(made)
                    made.settle()
                    made.window.grab().save(str(target))
            except Exception:
                traceback.print_exc()
                failures += 1
            else:
                print(target)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
