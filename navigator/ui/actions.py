"""Everything a person can do in the window, as a table.

A row names a method of the window or of a page; menus, shortcuts, the command palette and the
overview of shortcuts are all made from the rows, so that none of them can miss one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from navigator.ui.i18n import t


class ActionSpec(NamedTuple):
    """One action.

    ``label`` is Chinese source text (translated when shown). ``shortcuts`` are portable key
    sequences, the first is the one shown. ``handler`` names a method of the window (``scope``
    empty) or of the page whose id is ``scope``; ``name:word`` calls it with one argument.
    ``repeat`` lets a held key fire again.
    """

    id: str
    label: str
    handler: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    scope: str = ""
    group: str = "通用"
    repeat: bool = False


def page_action(page_id: str, label: str, icon: str, number: int) -> ActionSpec:
    """The row that opens a page; the first nine have Ctrl+1 to Ctrl+9."""
    keys = (f"Ctrl+{number}",) if 1 <= number <= 9 else ()
    return ActionSpec(f"page.{page_id}", label, f"open_page:{page_id}", keys, icon, group="页面")


_VIEW = "显示"

SHELL_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("search.focus", "查找政策", "focus_search", ("Ctrl+K",), "search"),
    ActionSpec("palette.open", "命令面板", "open_palette", ("Ctrl+Shift+P",), "command"),
    ActionSpec("panes.next", "到下一个区域", "next_pane", ("F6",), "panel-left", group="页面"),
    ActionSpec(
        "panes.previous", "到上一个区域", "previous_pane", ("Shift+F6",), "panel-left", group="页面"
    ),
    ActionSpec("nav.back", "后退", "go_back", ("Alt+Left",), "arrow-left", group="页面"),
    ActionSpec("nav.forward", "前进", "go_forward", ("Alt+Right",), "arrow-right", group="页面"),
    ActionSpec("manual.open", "使用手册", "open_manual", ("F1",), "book-open"),
    ActionSpec("help.keys", "全部快捷键", "open_page:help", ("Ctrl+/",), "keyboard"),
    ActionSpec("date.focus", "更改办理日期", "focus_date", ("Ctrl+D",), "calendar"),
    ActionSpec("date.today", "办理日期回到今天", "date_today", (), "rotate-ccw"),
    ActionSpec(
        "zoom.in", "放大界面", "zoom_in", ("Ctrl+=", "Ctrl++"), "zoom-in", group=_VIEW, repeat=True
    ),
    ActionSpec(
        "zoom.out", "缩小界面", "zoom_out", ("Ctrl+-",), "zoom-out", group=_VIEW, repeat=True
    ),
    ActionSpec("zoom.reset", "恢复原始大小", "zoom_reset", ("Ctrl+0",), "type", group=_VIEW),
    ActionSpec("theme.light", "浅色主题", "theme_light", (), "sun", group=_VIEW),
    ActionSpec("theme.dark", "深色主题", "theme_dark", (), "moon", group=_VIEW),
    ActionSpec("theme.contrast", "高对比度主题", "theme_contrast", (), "contrast", group=_VIEW),
    ActionSpec("theme.system", "主题跟随系统", "theme_system", (), "monitor", group=_VIEW),
    ActionSpec(
        "view.fullscreen", "全屏显示", "toggle_fullscreen", ("F11",), "maximize", group=_VIEW
    ),
    ActionSpec("app.quit", "退出", "close", ("Ctrl+Q",), "log-out"),
)


def clashes(*tables: Iterable[ActionSpec]) -> list[str]:
    """Shortcuts claimed twice where both could be meant, and ids used twice; empty when fine."""
    rows = [row for table in tables for row in table]
    found: list[str] = []
    for index, row in enumerate(rows):
        for other in rows[index + 1 :]:
            if row.id == other.id:
                found.append(f"id {row.id}")
            if row.scope and other.scope and row.scope != other.scope:
                continue  # two pages are never in front at once
            mine = {QKeySequence(keys).toString() for keys in row.shortcuts}
            theirs = {QKeySequence(keys).toString() for keys in other.shortcuts}
            found.extend(f"{keys}: {row.id}, {other.id}" for keys in sorted(mine & theirs))
    return found


# Qt names these keys in words, which no keyboard has on it.
_KEY_CAPS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Del": "Delete"}


def key_text(keys: str) -> str:
    """A portable key sequence as it stands on the keyboard: ``Alt+Left`` gives ``Alt+←``."""
    if sys.platform == "darwin":
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    head, plus, last = keys.rpartition("+")
    if not last:  # the plus key itself
        return keys
    return f"{head}{plus}{_KEY_CAPS.get(last, last)}"


def shown_shortcut(row: ActionSpec) -> str:
    """The first shortcut as it is shown, or an empty text."""
    return key_text(row.shortcuts[0]) if row.shortcuts else ""


class BoundAction(NamedTuple):
    """A row with the method it runs."""

    spec: ActionSpec
    run: Callable[[], object]

    @property
    def label(self) -> str:
        return t(self.spec.label)


def bind(rows: Iterable[ActionSpec], target: object) -> list[BoundAction]:
    """Ties rows to methods of ``target``. Raises AttributeError for a handler it lacks."""
    bound: list[BoundAction] = []
    for row in rows:
        name, _, argument = row.handler.partition(":")
        method = getattr(target, name)
        bound.append(BoundAction(row, partial(method, argument) if argument else method))
    return bound


def install(bound: Iterable[BoundAction], widget: QWidget) -> list[QAction]:
    """Puts the shortcuts on ``widget``. They work in its window, as long as it is visible."""
    made: list[QAction] = []
    for item in bound:
        if not item.spec.shortcuts:
            continue
        action = QAction(item.label, widget)
        action.setObjectName(item.spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in item.spec.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(item.spec.repeat)
        action.triggered.connect(lambda _=False, run=item.run: run())
        widget.addAction(action)
        made.append(action)
    return made
