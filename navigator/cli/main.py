"""Arguments, dispatch, and the one boundary where errors become sentences."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence

from navigator import __version__
from navigator.cli import output
from navigator.model.errors import ExpectedError


class _Parser(argparse.ArgumentParser):
    """argparse with its own few words in Chinese; wrong usage ends with status 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        output.tell(f"用法不对：{message}。加 --help 看说明。")
        raise SystemExit(2)


def _window_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data-dir", metavar="文件夹", help="资料库、索引和书桌放在哪里")
    parser.add_argument("--kiosk", action="store_true", help="以自助终端方式打开窗口")
    # The desktop starts the program with the file a person opened, or with none.
    parser.add_argument("--open", nargs="?", metavar="文件", help="打开窗口，看这份政策包或资料")


def _for_the_window(arguments: Sequence[str] | None) -> argparse.Namespace | None:
    """The options, when nothing but the window is asked for: it is not to wait for the commands."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    _window_options(parser)
    try:
        options, others = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    return None if others else options


def build_parser() -> argparse.ArgumentParser:
    from navigator.cli import (
        desk,
        diagnostics,
        digests,
        eligibility,
        export,
        kiosk,
        manual,
        packs,
        reading,
        slip,
        upkeep,
    )
    from navigator.cli.chinese import speak_chinese

    speak_chinese()
    parser = _Parser(
        prog="policy-navigator",
        description="政策导航：导入、阅读、检索政策汇编，判断企业能享受什么。不带命令时打开窗口。",
    )
    parser.add_argument("--version", action="version", version=f"policy-navigator {__version__}")
    _window_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=_Parser)
    for room in (
        reading,
        eligibility,
        desk,
        export,
        slip,
        digests,
        kiosk,
        packs,
        diagnostics,
        upkeep,
        manual,
    ):
        room.add_commands(commands)
    _let_follow(commands.choices.values())
    return parser


def _let_follow(commands: Iterable[argparse.ArgumentParser]) -> None:
    """``--data-dir`` may stand behind a command, and behind a command of a command."""
    for command in commands:
        command.add_argument("--data-dir", metavar="文件夹", default=argparse.SUPPRESS,
                             help=argparse.SUPPRESS)  # fmt: skip
        for action in command._actions:
            if isinstance(action, argparse._SubParsersAction):
                _let_follow(action.choices.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 expected failure, 2 wrong usage; never a traceback."""
    output.use_utf8()
    try:
        options = _for_the_window(arguments) or build_parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        if getattr(options, "command", None) is None:
            from navigator.cli.window import open_window

            return open_window(options)
        return int(options.run(options))
    except ExpectedError as error:
        output.tell(error.message)
        return 1
    except KeyboardInterrupt:
        output.tell("已中断。没有做完的部分没有改动任何内容。")
        return 1
    except BrokenPipeError:
        # The reader of our output went away (``| head``); nothing is wrong on our side.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _defect(error, options)


def _defect(error: Exception, options: argparse.Namespace) -> int:
    """A fault of ours: the details go to the log, a sentence to the user."""
    from navigator.app.logs import log_defect
    from navigator.app.paths import find_paths

    where = log_defect(find_paths(options.data_dir), error)
    place = f"详情已记入日志 {where}。" if where else ""
    output.tell(
        f"程序内部出错（{type(error).__name__}）。已保存的内容没有受影响。{place}请把日志交给技术支持。"
    )
    return 1
