"""The user manual: its pictures from the running window, and one HTML file and one PDF of it.

    python -m scripts.manual [--out build/manual] [--no-pictures] [--only NAME] [--file FILE]

The pictures of ``resources/manual`` are taken anew, small and in few colours, from a window
without a screen. Those in which official text would stand show the built-in digests instead. The
HTML file carries its pictures with it; the PDF has the words alone.
"""

from __future__ import annotations

import argparse
import base64
import re
import shutil
import sys
import tempfile
from array import array
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from navigator.app.manual import FOLDER, Chapter, Manual, load_manual, title_html, to_html
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.export.pdf import to_pdf
from navigator.export.tree import Tree
from navigator.model.blocks import Block, Heading, PageBreak, TableOfContents, text_run
from navigator.model.markup import parse_markdown
from navigator.resources import read_resource, resource
from navigator.ui.application import make_application, make_window
from navigator.ui.context import make_context
from navigator.ui.jobs import InlineExecutor
from navigator.ui.window import MainWindow
from scripts.screenshots import ROOT, SEED, page_of, settle
from tests.gui import library_packs_shots, wizard_shots

SIZE = (1040, 768)
COLOURS = 255
DIGEST = "jingzhengbanfa-2021-4#六"


def first_start(window: MainWindow) -> None:
    window.ctx.nav.open_page("reading")


def reading(window: MainWindow) -> None:
    window.ctx.nav.open_provision(DIGEST)


def search(window: MainWindow) -> None:
    window.ctx.nav.open_page("reading")
    window.topbar.search.setFocus()
    window.topbar.search.setText("首贷")


def glossary(window: MainWindow) -> None:
    page_of(window, "glossary", term="容缺受理")


def import_preview(window: MainWindow) -> None:
    page = page_of(window, "library")
    file = next(iter(sorted(SEED.glob("*.txt"))), None)
    if file is not None:
        named = Path(tempfile.mkdtemp()) / "政策汇编-2021年第一季度.txt"
        shutil.copy(file, named)
        page.importer.look([named])


def wizard_start(window: MainWindow) -> None:
    page_of(window, "wizard")


def timeline(window: MainWindow) -> None:
    page_of(window, "timeline")


def domains(window: MainWindow) -> None:
    page_of(window, "atlas", view="domains")


def settings(window: MainWindow) -> None:
    window.ctx.nav.open_page("settings")


def upkeep(window: MainWindow) -> QRect:
    """Ends above the line that names the data folder: it is of this machine."""
    page = page_of(window, "library", action="upkeep")
    page.verify()
    settle()
    root = str(window.ctx.workbench.paths.root)
    line = next(shown for shown in page.findChildren(QLabel) if root in shown.text())
    start = page.mapTo(window, QPoint(0, 0))
    end = QPoint(window.width(), line.mapTo(window, QPoint(0, 0)).y() - 6)
    return QRect(start, end)


def desk(window: MainWindow) -> None:
    desk = window.ctx.workbench.desk
    if not desk.notes.all():
        desk.bookmarks.add(DIGEST, folder="常用", tags=("小微",))
        desk.notes.add("总部认定材料由区商务局先核。", on="jingzhengfa-2021-3#第三条")
        desk.notes.add(
            "窗口常问：先看**规模**，再看行业。\n\n- 营业执照\n- 上年财务报表", on=DIGEST
        )
    page = page_of(window, "desk", note=desk.notes.all()[0].id)
    settle()
    page.setFocus()


# name: (what brings the window there and may say which part of it to show, whether the compilation
# is imported)
PICTURES: dict[str, tuple[Callable[[MainWindow], object], bool]] = {
    "first-start": (first_start, False),
    "reading": (reading, False),
    "search": (search, False),
    "glossary": (glossary, False),
    "import-preview": (import_preview, False),
    "wizard-start": (wizard_start, False),
    "wizard-question": (wizard_shots.question, False),
    "wizard-results": (wizard_shots.results, False),
    "slip": (wizard_shots.slip, False),
    "desk": (desk, False),
    "timeline": (timeline, False),
    "domains": (domains, False),
    "settings": (settings, False),
    "upkeep": (upkeep, True),
    "pack-preview": (library_packs_shots.preview, True),
}


def few_colours(image: QImage) -> QImage:
    """The image with a palette of its own most frequent colours: a third of the file's size."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = array("I", bytes(image.constBits()))
    counts = Counter(pixels)
    kept = [colour for colour, _ in counts.most_common(COLOURS)]
    near = {colour: min(range(len(kept)), key=lambda i: _apart(colour, kept[i]))
            for colour in counts}  # fmt: skip
    made = QImage(image.width(), image.height(), QImage.Format.Format_Indexed8)
    made.setColorTable([colour | 0xFF000000 for colour in kept])
    rows, wide = memoryview(made.bits()), image.width()
    for y in range(image.height()):
        line = bytes(near[pixel] for pixel in pixels[y * wide : (y + 1) * wide])
        rows[y * made.bytesPerLine() : y * made.bytesPerLine() + wide] = line
    return made


def _apart(one: int, two: int) -> int:
    return sum(((one >> shift & 255) - (two >> shift & 255)) ** 2 for shift in (0, 8, 16))


def photograph(file: Path | None, only: list[str]) -> None:
    """Takes the pictures into ``resources/manual``."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        homes = {False: Path(folder) / "新装", True: Path(folder) / "有原文"}
        if file is not None:
            with Workbench(Paths(homes[True])) as bench:
                bench.import_files([file])
        for name, (bring, imported) in PICTURES.items():
            if only and name not in only:
                continue
            if imported and file is None:
                print(f"{name}: needs the compilation, left as it is")
                continue
            with Workbench(Paths(homes[imported])) as bench:
                _take(bench, bring, resource(FOLDER, f"{name}.png"))
            print(resource(FOLDER, f"{name}.png"))


def _take(bench: Workbench, bring: Callable[[MainWindow], object], target: Path) -> None:
    ctx = make_context(bench, InlineExecutor())
    ctx.theme.set_mode("light")
    window = make_window(ctx)
    window.resize(*SIZE)
    window.show()
    settle()
    part = bring(window)
    settle()
    shown = window.grab(part) if isinstance(part, QRect) else window.grab()
    few_colours(shown.toImage()).save(str(target), "PNG", 0)
    window.close()
    ctx.jobs.shutdown()
    window.deleteLater()
    ctx.language.uninstall()
    settle()
    bench.desk.settings.set("ui.session", {})  # the next picture begins as a first start does
    bench.desk.settings.set("ui.geometry", "")


_STYLE = """
body { max-width: 46em; } h1 { border-top: 1px solid #b6c0cb; padding-top: 1em; margin-top: 2em; }
img { max-width: 100%; border: 1px solid #b6c0cb; border-radius: 4px; }
kbd { border: 1px solid #b6c0cb; border-radius: 4px; padding: 0 .35em; background: #f3f5f7; }
b.label { color: #1a5a96; }
"""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)


def one_html(manual: Manual) -> str:
    """The whole manual as one file that loads nothing and runs nothing."""
    contents, chapters = [], []
    for part in manual.parts:
        entries = "".join(
            f"<li><a href='#{c.id}'>{escape(c.title)}</a></li>" for c in part.chapters
        )
        contents.append(
            f"<h2>{escape(part.title)}</h2><p>{escape(part.about)}</p><ul>{entries}</ul>"
        )
        chapters += [_chapter_html(chapter) for chapter in part.chapters]
    return (
        "<!DOCTYPE html>\n<html lang='zh-CN'><head><meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>政策导航{escape(manual.title)}</title>"
        f"<style>{read_resource('templates', 'paper.css')}{_STYLE}</style></head><body><main>"
        f"<h1>政策导航{escape(manual.title)}</h1><nav>{''.join(contents)}</nav>{''.join(chapters)}"
        "</main></body></html>\n"
    )


def _chapter_html(chapter: Chapter) -> str:
    body = to_html(chapter)
    body = re.sub(r"id='(s\d+)'><a name='\1'></a>", rf"id='{chapter.id}-\1'>", body)
    for target in set(chapter.links):
        body = body.replace(f'href="{target}"', f'href="#{target}"')
    for name in set(chapter.pictures):
        data = base64.b64encode(resource(FOLDER, name).read_bytes()).decode("ascii")
        body = body.replace(f'src="{name}"', f'src="data:image/png;base64,{data}"')
    return f"<section id='{chapter.id}'>{title_html(chapter)}{body}</section>\n"


def tree_of(manual: Manual) -> Tree:
    """The words of the manual as a paper."""
    blocks: list[Block] = [TableOfContents(depth=2)]
    for part in manual.parts:
        blocks += [PageBreak(), Heading(1, text_run(part.title))]
        for chapter in part.chapters:
            blocks.append(Heading(2, text_run(chapter.title)))
            source = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", chapter.source)
            source = re.sub(r"\[([^\]]+)\]\([^)\s]+\)", r"\1", source)
            source = re.sub(r"</?kbd>", "", source).replace("\n## ", "\n### ")
            blocks += parse_markdown(re.sub(r"^## ", "### ", source))
    return Tree(f"政策导航{manual.title}", tuple(blocks), running_title=f"政策导航{manual.title}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "manual")
    parser.add_argument("--no-pictures", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--file", type=Path, default=None, help="the compilation")
    options = parser.parse_args()
    if not options.no_pictures:
        file = options.file or next(iter(sorted(SEED.glob("*.txt"))), None)
        photograph(file, options.only)
    make_application()
    options.out.mkdir(parents=True, exist_ok=True)
    manual = load_manual()
    page = options.out / "使用手册.html"
    page.write_text(one_html(manual), encoding="utf-8")
    paper = options.out / "使用手册.pdf"
    paper.write_bytes(to_pdf(tree_of(manual)))
    for made in (page, paper):
        print(f"{made}  {made.stat().st_size:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
