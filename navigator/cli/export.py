"""export: bookmarks and notes as a file to take away."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from navigator.cli.eligibility import parse_date
from navigator.cli.output import say
from navigator.cli.workbench import open_workbench
from navigator.model.errors import ExportError

FORMATS = ("md", "docx", "pdf", "html", "csv")


def add_commands(commands: Any) -> None:
    export = commands.add_parser("export", help="把书签和笔记写成文件").add_subparsers(
        dest="what", required=True, metavar="notes"
    )
    command = export.add_parser("notes", help="书签和笔记，连同引文、出处和状态")
    command.add_argument("--format", choices=FORMATS, required=True, metavar="|".join(FORMATS))
    command.add_argument("--output", type=Path, required=True, metavar="文件")
    command.add_argument("--folder", metavar="文件夹", help="只要这个文件夹（含里面的）")
    command.add_argument("--tag", metavar="标签", help="只要带这个标签的")
    command.add_argument("--title", default="书签与笔记", metavar="标题", help="写在第一页上")
    command.add_argument("--as-of", type=parse_date, default=None, metavar="YYYY-MM-DD",
                         help="文件状态按哪一天判断，默认今天")  # fmt: skip
    command.add_argument("--force", action="store_true", help="已有同名文件时替换")
    command.set_defaults(run=export_notes)


def export_notes(options: argparse.Namespace) -> int:
    """Writes the file. Raises ExportError, StoreError."""
    output: Path = options.output
    if output.exists() and not options.force:
        raise ExportError(
            f"“{output.name}”已经存在", "原文件没有改动", "请换个文件名，或加 --force 替换"
        )
    from navigator.app.collecting import collect_desk
    from navigator.export.items import export_items

    as_of = options.as_of or dt.date.today()
    with open_workbench(options) as bench:
        items = collect_desk(bench, as_of, folder=options.folder, tag=options.tag)
        if not items:
            chosen = options.folder or options.tag
            raise ExportError(
                f"“{chosen}”里没有书签和笔记" if chosen else "还没有书签和笔记",
                "没有写出任何内容",
                "用 bookmark list、note list 可以看到全部",
            )
        export_items(
            items, options.format, output, title=options.title, as_of=as_of, force=options.force
        )
    say(f"已把 {len(items)} 条写到 {output}")
    return 0
