"""verify and repair."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from navigator.cli.output import print_json, say, tell
from navigator.cli.workbench import open_workbench

if TYPE_CHECKING:
    from navigator.store.records import Report, SourceRecord


def add_commands(commands: Any) -> None:
    for name, help_text, run in (
        ("verify", "检查资料库、索引和书桌，核对一字不少", run_verify),
        ("repair", "修复资料库和索引；书桌只从它自己的副本恢复", run_repair),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--json", action="store_true", help="输出一份 JSON")
        command.set_defaults(run=run)


def report_json(report: Report) -> dict[str, Any]:
    return {
        "ok": report.ok,
        "checked": list(report.checked),
        "problems": [
            {"where": item.where, "what": item.what, "mendable": item.mendable}
            for item in report.problems
        ],
        "actions": list(report.actions),
    }


def _source_json(item: SourceRecord) -> dict[str, Any]:
    counts = item.characters
    return {
        "name": item.source.name,
        "sha256": item.source.sha256,
        "characters": {
            "source": counts.source,
            "kept": counts.kept,
            "removed": counts.removed,
        },
    }


def run_verify(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        report = bench.verify()
        there = bench.paths.library.exists() and report.ok
        sources = bench.library.sources() if there else []
    if options.json:
        print_json({**report_json(report), "sources": [_source_json(item) for item in sources]})
    else:
        say(f"检查了：{'、'.join(report.checked)}")
        for source in sources:
            counts = source.characters
            say(
                f"《{source.source.name}》原文 {counts.source} 字 = "
                f"保留 {counts.kept} 字 + 移除 {counts.removed} 字"
            )
        if report.ok:
            say("没有发现问题。")
    for problem in report.problems:
        tell(f"{problem.where}：{problem.what}")
    if report.problems:
        tell("可以用 policy-navigator repair 修复；书签和笔记不会被改动。")
    return 0 if report.ok else 1


def run_repair(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        report = bench.repair()
    if options.json:
        print_json(report_json(report))
    else:
        for action in report.actions:
            say(action)
        if not report.actions and report.ok:
            say("没有需要修复的。")
    for problem in report.problems:
        tell(f"{problem.where}：{problem.what}")
    return 0 if report.ok else 1
