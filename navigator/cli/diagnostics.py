"""diagnostics: what support asks for, shown or saved."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from navigator.cli.output import print_json, say
from navigator.cli.workbench import open_workbench


def add_commands(commands: Any) -> None:
    command = commands.add_parser("diagnostics", help="给技术支持的诊断信息，不含个人内容")
    command.add_argument("--output", type=Path, metavar="文件", help="存成文本文件")
    command.add_argument("--force", action="store_true", help="替换已有的文件")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from navigator.app.diagnostics import as_text, collect
    from navigator.export.files import write_file

    with open_workbench(options) as bench:
        sections = collect(bench)
    if options.output is not None:
        write_file(options.output, as_text(sections).encode("utf-8"), force=options.force)
        say(f"已存为 {options.output}")
    elif options.json:
        print_json({section.title: list(section.lines) for section in sections})
    else:
        say(as_text(sections))
    return 0
