"""Opening the window from the command line, or saying plainly why it cannot be."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path

from navigator.app.paths import find_paths
from navigator.app.workbench import Workbench
from navigator.cli.output import say, tell
from navigator.model.errors import ExpectedError

# What Qt's own plugins load on Linux, and the Debian package that brings it. Without the X11 ones
# Qt does not raise an error, it aborts the process: so they are looked for first.
_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
_X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def has_screen() -> bool:
    """Whether a window can be shown: a display on Linux, always elsewhere."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def missing_packages(*, plugins_only: bool = False) -> list[str]:
    """Debian packages of the system libraries this machine lacks for a window.

    ``plugins_only`` leaves out those whose absence is an ordinary ImportError.
    """
    if not sys.platform.startswith("linux"):
        return []
    wanted = {} if plugins_only else dict(_LIBRARIES)
    if os.environ.get("QT_QPA_PLATFORM", "xcb").startswith("xcb") and os.environ.get("DISPLAY"):
        wanted |= _X11_LIBRARIES
    return [package for library, package in wanted.items() if not _loads(library)]


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def open_window(options: argparse.Namespace) -> int:
    """Runs the window until it is closed; without a screen, shows the same job here.

    Raises ExpectedError where system libraries are missing.
    """
    workbench = Workbench(find_paths(options.data_dir))
    if not has_screen():
        with workbench:
            return _show_in_terminal(workbench)
    gc.disable()  # nothing made before the first picture is garbage; looking for it costs time
    _refuse(missing_packages(plugins_only=True))
    file = Path(options.open).absolute() if options.open and not options.kiosk else None
    if file is not None and not file.exists():
        raise ExpectedError(f"没有这个文件：{file}", "没有改动任何内容", "请检查文件名")
    workbench.paths.make()
    if options.kiosk:
        _check_pin(workbench)
    from navigator.app.logs import start_log, stop_log

    try:
        from navigator.ui.application import run
    except ImportError:
        _refuse(missing_packages())
        raise
    start_log(workbench.paths)
    try:
        with workbench:
            return int(run(workbench, kiosk=options.kiosk, file=file))
    finally:
        stop_log()


def _refuse(missing: list[str]) -> None:
    """Raises ExpectedError when anything is missing."""
    if missing:
        raise ExpectedError(
            f"缺少显示窗口要用的系统库：{'、'.join(missing)}",
            "没有改动任何内容",
            f"请让管理员执行 apt install {' '.join(missing)}（麒麟、UOS、Debian、Ubuntu 相同）",
        )


def _check_pin(workbench: Workbench) -> None:
    """A kiosk nobody can leave must not begin. Raises ExpectedError without a PIN."""
    from navigator.app.pin import Pin

    if not Pin(workbench.settings).is_set:
        raise ExpectedError(
            "还没有设定退出自助终端的密码",
            "没有打开窗口",
            "请先运行 policy-navigator kiosk set-pin，再用 --kiosk 打开",
        )


def _show_in_terminal(workbench: Workbench) -> int:
    from navigator.model.documents import Domain

    tell("这台机器没有屏幕，打不开窗口；改在终端里显示。")
    views = workbench.documents()
    for domain in Domain:
        found = [view for view in views if view.document.domain is domain]
        if not found:
            continue
        say(f"{domain.label}（{len(found)}）")
        for view in found:
            kind = "" if view.official else "（仅要点）"
            say(f"  {view.document.title}{kind}")
            say(f"    {view.id}")
    say()
    say("导入汇编  policy-navigator import 文件")
    say("检索条款  policy-navigator search 词句")
    say("阅读      policy-navigator show 编号")
    say("判断资格  policy-navigator assess 企业情况.yaml")
    return 0
