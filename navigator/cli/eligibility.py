"""facts, measures, assess: eligibility without a window."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.cli.output import ProgressLine, print_json, say, tell
from navigator.cli.workbench import open_workbench
from navigator.model.errors import ProfileError

if TYPE_CHECKING:
    from navigator.model.facts import Fact
    from navigator.model.measures import Measure, WindowDate

MAX_PROFILE_BYTES = 256 * 1024 * 1024
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def add_commands(commands: Any) -> None:
    command = commands.add_parser("facts", help="列出判断用到的全部问题")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_facts)

    command = commands.add_parser("measures", help="列出全部支持措施")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_measures)

    command = commands.add_parser("assess", help="判断一家或一批企业能享受什么（JSON、YAML、CSV）")
    command.add_argument("file", type=Path, metavar="文件")
    command.add_argument("--as-of", type=parse_date, default=None, metavar="YYYY-MM-DD",
                         help="办理日期，默认今天")  # fmt: skip
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_assess)


def parse_date(text: str) -> dt.date:
    try:
        # fromisoformat also takes 20210401 and 2021-W13-4, which the commands do not promise.
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2021-04-01 的样子") from None


def run_facts(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        vocabulary = bench.catalogue.vocabulary
        if options.json:
            print_json([fact_json(fact) for fact in vocabulary.facts])
            return 0
        for fact in vocabulary.facts:
            say(f"{fact.id}  {fact.question}")
            for value in fact.values:
                say(f"    {value.value} = {value.label}")
        return 0


def fact_json(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "type": fact.type.value,
        "role": fact.role.value,
        "group": fact.group,
        "question": fact.question,
        "help": fact.help,
        "unit": fact.unit,
        "multi": fact.multi,
        "allow_none": fact.allow_none,
        "past_only": fact.past_only,
        "min": None if fact.minimum is None else float(fact.minimum),
        "max": None if fact.maximum is None else float(fact.maximum),
        "values": [{"value": v.value, "label": v.label} for v in fact.values],
    }


def run_measures(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        measures = bench.catalogue.measures
        if options.json:
            print_json([measure_json(measure) for measure in measures])
            return 0
        for measure in measures:
            say(f"{measure.id}\n  {measure.title}：{measure.benefit.text}")
        return 0


def measure_json(measure: Measure) -> dict[str, Any]:
    window = measure.window
    return {
        "id": measure.id,
        "title": measure.title,
        "audience": list(measure.audience) or ["any"],
        "kind": measure.kind.value,
        "status": measure.standing.value,
        "facts": list(measure.facts),
        "benefit": measure.benefit.text,
        "units": list(measure.units),
        "overlap_group": measure.overlap_group,
        "window": {
            "from": _window_date(window.start),
            "to": _window_date(window.end),
            "apply_by": _window_date(window.apply_by),
        },
        "discretion": [item.words for item in measure.discretion],
        "citations": list(measure.citations),
    }


def _window_date(date: WindowDate | None) -> str | None:
    return date.date.isoformat() if date else None


def read_profile_file(path: Path) -> bytes:
    """Bytes of a profile file. Raises ProfileError."""
    if path.is_dir():
        raise ProfileError(
            f"“{path.name}”是文件夹，不是文件", "没有评估任何企业", "请选其中的一个文件"
        )
    try:
        if path.stat().st_size > MAX_PROFILE_BYTES:
            raise ProfileError(f"《{path.name}》太大", "没有评估任何企业", "请分成几个文件")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ProfileError(f"找不到《{path.name}》", "没有评估任何企业", "请核对文件名") from error
    except OSError as error:
        raise ProfileError(
            f"读不了《{path.name}》（{error.strerror or error}）", "没有评估任何企业",
            "请检查文件和权限",
        ) from error  # fmt: skip


def run_assess(options: argparse.Namespace) -> int:
    from navigator.eligibility.batch import assess_profiles, stream_json
    from navigator.eligibility.profiles import read_profiles

    as_of = options.as_of or dt.date.today()
    content = read_profile_file(options.file)
    progress = ProgressLine()
    with open_workbench(options) as bench:
        rules = bench.rules
        items = assess_profiles(
            read_profiles(content, options.file.name),
            as_of,
            rules,
            lambda done: progress(f"已评估 {done} 家", 0.5),
        )
        if options.json:
            rejected = 0

            def count() -> None:
                nonlocal rejected
                rejected += 1

            pieces = stream_json(items, as_of, count)
            # Read on before the first byte goes out: an unreadable file must leave nothing there.
            first, second = next(pieces), next(pieces, "")
            sys.stdout.write(first + second)
            for piece in pieces:
                sys.stdout.write(piece)
            sys.stdout.write("\n")
            progress.close()
            if rejected:
                tell(f"有 {rejected} 份输入被退回，原因在 rejected 里；其余已评估。")
            return 1 if rejected else 0
        return _say_assessments(items, as_of, bench.catalogue.titles(), progress)


def _say_assessments(
    items: Any, as_of: dt.date, titles: dict[str, str], progress: ProgressLine
) -> int:
    failed = False
    say(f"办理日期：{as_of}")
    for item in items:
        progress.close()
        say(f"\n【{item.name or f'第 {item.index + 1} 份'}】")
        for rejection in item.rejections:
            failed = True
            tell(f"  退回：{rejection.what}：{rejection.message}")
        for result in item.results:
            if result.status.value not in ("eligible", "unknown"):
                continue
            say(f"  {result.status.label}  {titles[result.measure_id]}")
            if result.amount.arithmetic:
                say(f"    {result.amount.arithmetic}")
            if result.missing_facts:
                say(f"    还要问：{'、'.join(result.missing_facts)}")
            for warning in result.warnings:
                say(f"    注意：{warning}")
    return 1 if failed else 0
