"""Opening the window from the command line."""

from __future__ import annotations

import argparse
import os
import sys

from navigator.app.paths import find_paths
from navigator.app.workbench import Workbench
from navigator.model.errors import ExpectedError


def has_screen() -> bool:
    """Whether a window can be shown: a display on Linux, always elsewhere."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def open_window(options: argparse.Namespace) -> int:
    """Runs the window until it is closed. Raises ExpectedError where it cannot be shown."""
    if not has_screen():
        raise ExpectedError(
            "这台机器没有屏幕，打不开窗口",
            "没有改动任何内容",
            "可以在终端里用：policy-navigator import 文件、search 词句、show 编号、assess 文件；"
            "加 --help 看全部命令",
        )
    try:
        from navigator.ui.application import run
    except ImportError as error:
        raise ExpectedError(
            f"缺少显示窗口要用的系统库（{error.name or error}）",
            "没有改动任何内容",
            "Debian、Ubuntu、麒麟、UOS 请安装 libegl1 libgl1 libxkbcommon0 libdbus-1-3 "
            "libfontconfig1 libxcb-cursor0",
        ) from error
    workbench = Workbench(find_paths(options.data_dir))
    workbench.paths.make()
    with workbench:
        return int(run(workbench))
