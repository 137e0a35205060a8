"""A tour of every page in every state, in three themes and two sizes, for somebody to look at.

    python -m scripts.tour [--out build/tour] [--only WORD] [--quick] [--documents N] [--file FILE]

The running window is rendered without a screen into ``<theme>-<width>/<nnn-state>.png``; the most
used states come also at 150 and 200 %. Each folder gets contact sheets, and ``index.html`` leads
to all of them. ``--only`` takes the states whose name holds the word, ``--quick`` only the light
theme at 1366 pixels. ``--documents`` is the size of the large library (default 1,000; 100,000 takes
most of an hour). A window is brought into a state once and then dressed anew for each picture, so
that the tour also shows what a change of theme leaves behind.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from html import escape
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from navigator.ui.application import make_application
from navigator.ui.theme import Theme
from scripts.pictures import ROOT, SIZES, THEMES, seed_file, settle
from scripts.tour_stage import Homes, Stage
from scripts.tour_states import State, all_states

COLUMNS, ROWS, THUMB = 3, 4, (640, 400)
CAPTION = 26
ZOOMS = (150, 200)


def folder_of(theme: str, size: tuple[int, int], zoom: int = 100) -> str:
    return f"{theme}-{size[0]}" + (f"-zoom-{zoom}" if zoom != 100 else "")


def dressings(state: State, quick: bool) -> list[tuple[str, tuple[int, int], int]]:
    """Theme, size and zoom of each picture of a state."""
    if quick:
        return [("light", SIZES[0], 100)]
    found = [(theme, size, 100) for size in SIZES for theme in THEMES]
    if state.main:
        found += [("light", SIZES[0], zoom) for zoom in ZOOMS]
    return found


def pictures(
    state: State, homes: Homes, place: Path, quick: bool = False
) -> Iterator[tuple[str, QImage]]:
    """Every picture of a state, with the folder it belongs to."""
    wanted = dressings(state, quick)
    for number, group in enumerate([[one] for one in wanted] if state.anew else [wanted]):
        home = homes.copy(state.home, place / f"{state.name}-{number}")
        first, size, zoom = group[0]
        settings = {**dict(state.settings), "ui.theme": first, "ui.zoom": zoom}
        with Stage(home, size, homes.file, settings, state.held) as stage:
            made = state.take(stage)
            shown = made if isinstance(made, QWidget) else stage.window
            for theme, size, zoom in group:
                yield (
                    folder_of(theme, size, zoom),
                    dressed(shown, stage.theme, theme, size, zoom, alone=state.alone),
                )


def dressed(
    widget: QWidget, theme: Theme, name: str, size: tuple[int, int], zoom: int, *, alone: bool
) -> QImage:
    """The widget as it looks in this theme, at this size; 100 leaves the zoom as it is."""
    if not alone and (widget.width(), widget.height()) != size:
        widget.resize(*size)
    if zoom != 100:
        theme.set_zoom(zoom)
    if theme.mode != name:
        theme.set_mode(name)
    settle()
    return widget.grab().toImage()


def sheets(folder: Path) -> list[Path]:
    """Contact sheets of the pictures in a folder, twelve a sheet."""
    files = sorted(f for f in folder.glob("*.png") if not f.name.startswith("sheet-"))
    for old in folder.glob("sheet-*.png"):
        old.unlink()
    made = []
    per = COLUMNS * ROWS
    for start in range(0, len(files), per):
        part = files[start : start + per]
        rows = -(-len(part) // COLUMNS)
        sheet = QImage(
            COLUMNS * (THUMB[0] + 12) + 12,
            rows * (THUMB[1] + CAPTION + 12) + 12,
            QImage.Format.Format_RGB32,
        )
        sheet.fill(QColor("#808080"))
        painter = QPainter(sheet)
        painter.setPen(QColor("white"))
        for number, file in enumerate(part):
            left = 12 + number % COLUMNS * (THUMB[0] + 12)
            top = 12 + number // COLUMNS * (THUMB[1] + CAPTION + 12)
            painter.drawText(QRect(left, top, THUMB[0], CAPTION), file.stem)
            small = QImage(str(file)).scaled(
                *THUMB,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(left, top + CAPTION, small)
        painter.end()
        made.append(folder / f"sheet-{start // per + 1}.png")
        sheet.save(str(made[-1]))
    return made


def write_index(out: Path, names: list[str]) -> Path:
    """A page with a row for each state and a column for each theme and size."""
    folders = sorted(f for f in out.iterdir() if f.is_dir())
    heads = "".join(f"<th>{escape(f.name)}</th>" for f in folders)
    links = " ".join(
        f'<a href="{f.name}/{s.name}">{escape(f.name)} {s.stem}</a>'
        for f in folders
        for s in sorted(f.glob("sheet-*.png"))
    )
    rows = []
    for name in names:
        cells = []
        for folder in folders:
            file = f"{folder.name}/{name}.png"
            there = (out / file).exists()
            cells.append(
                f'<td><a href="{file}"><img loading="lazy" src="{file}" alt=""></a></td>'
                if there
                else "<td></td>"
            )
        rows.append(f'<tr><th scope="row">{escape(name)}</th>{"".join(cells)}</tr>')
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Tour</title>'
        "<style>body{font:14px sans-serif;margin:1em}img{width:300px;border:1px solid #999}"
        "th{text-align:left;vertical-align:top;padding:4px}thead th{position:sticky;top:0;"
        "background:#fff}</style>"
        f"<p>{links}</p><table><thead><tr><th>state</th>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></html>"
    )
    target = out / "index.html"
    target.write_text(page, encoding="utf-8")
    return target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "tour")
    parser.add_argument("--only", action="append", default=[], help="a word in the state's name")
    parser.add_argument("--quick", action="store_true", help="light theme, 1366 pixels")
    parser.add_argument("--documents", type=int, default=1000, help="in the large library")
    parser.add_argument("--file", type=Path, default=None, help="the compilation")
    options = parser.parse_args()
    file = options.file or seed_file()
    make_application()
    states = all_states()
    names = [f"{number:03d}-{state.name}" for number, state in enumerate(states, start=1)]
    began = time.monotonic()
    count = 0
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        homes = Homes(Path(folder) / "数据", file, options.documents)
        for name, state in zip(names, states, strict=True):
            if options.only and not any(word in name for word in options.only):
                continue
            if file is None and state.home != "fresh":
                continue
            try:
                for where, image in pictures(state, homes, Path(folder), options.quick):
                    target = options.out / where / f"{name}.png"
                    target.parent.mkdir(parents=True, exist_ok=True)
                    image.save(str(target))
                    count += 1
            except Exception:  # the others are still worth seeing
                missed.append(name)
                traceback.print_exc()
            print(name, flush=True)
    if not count and not missed:
        parser.error("no such state; known: " + ", ".join(names))
    for part in options.out.iterdir():
        if part.is_dir():
            sheets(part)
    print(write_index(options.out, names), f"{count} pictures, {time.monotonic() - began:.0f} s")
    for name in missed:
        print(f"not shown: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
