"""slip: the 一次性告知单 of one profile, without a window."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from navigator.cli.eligibility import parse_date
from navigator.cli.output import say, tell
from navigator.cli.workbench import open_workbench
from navigator.model.errors import ExportError, ProfileError

ENDINGS = (".pdf", ".docx")
_KEPT = "没有写出任何内容"


def add_commands(commands: Any) -> None:
    command = commands.add_parser("slip", help="把一家企业的判断结果写成一次性告知单（PDF、DOCX）")
    command.add_argument("profile", type=Path, metavar="文件", help="一家企业的情况")
    command.add_argument("--as-of", type=parse_date, default=None, metavar="YYYY-MM-DD",
                         help="办理日期，默认今天")  # fmt: skip
    command.add_argument("--output", type=Path, required=True, metavar="文件.pdf|.docx")
    command.add_argument("--scope", choices=("page", "gains", "all"), default="all",
                         help="只要首页、加可享受的理由，或全部理由（默认）")  # fmt: skip
    command.add_argument("--force", action="store_true", help="已有同名文件时替换")
    command.set_defaults(run=run_slip)


def run_slip(options: argparse.Namespace) -> int:
    """Writes the slip. Raises ProfileError, ExportError, StoreError."""
    output: Path = options.output
    if output.suffix.lower() not in ENDINGS:
        raise ExportError(
            f"告知单不能存成“{output.suffix or '没有后缀'}”",
            _KEPT,
            "文件名请以 .pdf 或 .docx 结尾",
        )
    if output.exists() and not options.force:
        raise ExportError(
            f"“{output.name}”已经存在", "原文件没有改动", "请换个文件名，或加 --force 替换"
        )
    from navigator.app.slips import slip_data
    from navigator.eligibility.assess import assessment
    from navigator.eligibility.check import check_profile
    from navigator.export.slip import Scope, write_slip

    as_of = options.as_of or dt.date.today()
    raw = _one_profile(options.profile)
    with open_workbench(options) as bench:
        answers, rejections = check_profile(raw.values, as_of, bench.rules, csv=raw.csv)
        if rejections:
            for rejection in rejections:
                tell(f"退回：{rejection.what}：{rejection.message}")
            raise ProfileError("这份情况有不能成立的答案", _KEPT, "请按上面的原因改正后再试")
        result = assessment(answers, as_of, bench.rules)
        data = slip_data(bench, result, answers, applicant=raw.name or "")
        data = replace(data, scope=Scope(options.scope))
        write_slip(data, output, force=options.force)
    say(f"告知单已写到 {output}")
    return 0


def _one_profile(path: Path) -> Any:
    from navigator.eligibility.profiles import MOST_BYTES, read_profiles

    if path.is_dir():
        raise ProfileError(f"“{path.name}”是文件夹，不是文件", _KEPT, "请选其中的一个文件")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ProfileError(f"文件太大：{path.name}", _KEPT, "告知单只要一家企业的情况")
        content = path.read_bytes()
    except OSError as error:
        raise ProfileError(
            f"文件打不开：{path}（{error.strerror or error}）", _KEPT, "请检查文件名和权限"
        ) from error
    profiles = read_profiles(content, path.name)
    first = next(profiles, None)
    if first is None:
        raise ProfileError(f"文件里没有资料：{path.name}", _KEPT, "请写一家企业的情况")
    if next(profiles, None) is not None:
        raise ProfileError(
            f"文件里不止一家企业：{path.name}", _KEPT, "告知单一次只写一家，请分开成几个文件"
        )
    if first.broken is not None:
        raise ProfileError(f"这份情况读不懂：{first.broken}", _KEPT, "请改正后再试")
    return first
