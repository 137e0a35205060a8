"""kiosk: set the PIN that ends kiosk mode."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from navigator.app.pin import Pin, PinError
from navigator.cli.output import say
from navigator.cli.workbench import open_workbench


def add_commands(commands: Any) -> None:
    kiosk = commands.add_parser("kiosk", help="自助终端").add_subparsers(
        dest="action", required=True, metavar="set-pin"
    )
    command = kiosk.add_parser(
        "set-pin", help="设定退出自助终端的密码（4 到 12 位数字；从标准输入读，或在终端里输两遍）"
    )
    command.set_defaults(run=set_pin)


def set_pin(options: argparse.Namespace) -> int:
    """Never takes the PIN as an argument: arguments show in lists of processes and histories."""
    with open_workbench(options) as bench:
        Pin(bench.settings).choose(_read())
    say(
        "已设定。用 policy-navigator --kiosk 打开自助终端；按住左上角图标三秒，或按 Ctrl+Alt+L 退出。"
    )
    return 0


def _read() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    first = getpass.getpass("退出密码：")
    if getpass.getpass("再输一遍：") != first:
        raise PinError("两遍输入的密码不一样", "原来的密码没有改动", "请重新运行一次")
    return first
