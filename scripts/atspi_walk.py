"""Reads the window through AT-SPI, from outside, as a screen reader does.

Needs a session bus, at-spi2-core and the GObject bindings (Debian: at-spi2-core, gir1.2-atspi-2.0,
python3-gi), and a display; Xvfb will do. Run it with the system's Python, which has the bindings:

    xvfb-run -s "-screen 0 1366x768x24" dbus-run-session -- \\
        python3 scripts/atspi_walk.py --start ".venv/bin/policy-navigator --data-dir FOLDER"

Without ``--start`` the window that is already open on this session bus is read; ``--press NAME``
(more than once) first presses the controls of these names, one after the other. Prints one line
for each thing that is shown (role, name, description, text, states), then the controls without a
name. Exit status: 0 when there are none, 1 when there are, 2 when no window can be read.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

APPLICATION = "policy-navigator"
# What a person acts on: each must be able to say what it is.
CONTROLS = frozenset(
    "push button,toggle button,check box,radio button,combo box,text,entry,list,tree,tree table,"
    "table,menu item,page tab,spin button,slider,link,list item,tree item,date editor".split(",")
)
STATES = ("FOCUSED", "CHECKED", "SELECTED", "EXPANDED", "PRESSED")
MOST_TEXT = 60  # characters of a text that are printed


@dataclass(frozen=True)
class Thing:
    """One accessible object; ``text`` is what its text interface gives, empty without one."""

    depth: int
    role: str
    name: str
    description: str
    text: str
    states: tuple[str, ...]
    focusable: bool

    @property
    def nameless(self) -> bool:
        """Whether it is a control that a screen reader could not call by any name."""
        return self.role in CONTROLS and self.focusable and not (self.name or self.text).strip()

    def line(self) -> str:
        words = " ".join(self.text.split())
        shown = words[:MOST_TEXT] + ("…" if len(words) > MOST_TEXT else "")
        parts = [f"{'  ' * self.depth}{self.role} {self.name!r}"]
        parts += [f"描述={self.description!r}"] if self.description else []
        parts += [f"文字({len(self.text)})={shown!r}"] if self.text else []
        parts += ["[" + " ".join(self.states).lower() + "]"] if self.states else []
        return " ".join(parts)


def bindings() -> Any:
    """The AT-SPI bindings. Raises ImportError where they are not installed."""
    import gi  # type: ignore[import-not-found,unused-ignore]

    try:
        gi.require_version("Atspi", "2.0")
    except ValueError as error:
        raise ImportError(str(error)) from error
    from gi.repository import Atspi  # type: ignore[import-not-found,unused-ignore]

    Atspi.init()
    return Atspi


def application(atspi: Any, name: str, seconds: float) -> Any | None:
    """The running application of this name; waits up to ``seconds`` for its window."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        desktop = atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(index)
            if found is not None and name in (found.get_name() or ""):
                for window in range(found.get_child_count()):
                    frame = found.get_child_at_index(window)
                    if frame is not None and frame.get_child_count():
                        return found
        time.sleep(0.2)
    return None


def thing(atspi: Any, item: Any, depth: int) -> Thing:
    """What one accessible object says of itself."""
    states = item.get_state_set()
    words = ""
    if "Text" in item.get_interfaces():
        words = atspi.Text.get_text(item, 0, -1) or ""
    return Thing(
        depth,
        item.get_role_name() or "",
        item.get_name() or "",
        item.get_description() or "",
        words,
        tuple(s for s in STATES if states.contains(getattr(atspi.StateType, s))),
        states.contains(atspi.StateType.FOCUSABLE),
    )


def walk(atspi: Any, item: Any, depth: int = 0, most: int = 120) -> Iterator[Thing]:
    """What is shown, from the top down; at most ``most`` children of each."""
    yield thing(atspi, item, depth)
    states = item.get_state_set()
    lazy = states.contains(atspi.StateType.MANAGES_DESCENDANTS)
    for index in range(min(item.get_child_count(), 12 if lazy else most)):
        child = item.get_child_at_index(index)
        if child is None:
            continue
        if child.get_state_set().contains(atspi.StateType.SHOWING):
            yield from walk(atspi, child, depth + 1, most)


def press(atspi: Any, root: Any, name: str, seconds: float = 5.0) -> bool:
    """Presses the first control shown under this name; waits for it up to ``seconds``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = next((item for item in _shown(atspi, root) if item.get_name() == name), None)
        if found is not None and "Action" in found.get_interfaces():
            atspi.Action.do_action(found, 0)
            time.sleep(0.8)  # what it opens is laid out and painted
            return True
        time.sleep(0.2)
    return False


def _shown(atspi: Any, item: Any) -> Iterator[Any]:
    for index in range(min(item.get_child_count(), 200)):
        child = item.get_child_at_index(index)
        if child is not None and child.get_state_set().contains(atspi.StateType.SHOWING):
            yield child
            yield from _shown(atspi, child)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--start", help="command that opens the window")
    parser.add_argument("--press", action="append", default=[], help="a control to press first")
    parser.add_argument("--name", default=APPLICATION, help="the application's accessible name")
    parser.add_argument("--wait", type=float, default=30.0, help="seconds to wait for the window")
    options = parser.parse_args()
    try:
        atspi = bindings()
    except ImportError as error:
        print(f"AT-SPI bindings are missing: {error}", file=sys.stderr)
        return 2
    started = None
    if options.start:
        always = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        started = subprocess.Popen(shlex.split(options.start), env=always)
    try:
        found = application(atspi, options.name, options.wait)
        if found is None:
            print("no window to read on this session bus", file=sys.stderr)
            return 2
        time.sleep(1.0 if started else 0.0)  # the page follows the window's first paint
        for name in options.press:
            if not press(atspi, found, name):
                print(f"nothing named {name!r} can be pressed", file=sys.stderr)
                return 2
        things = list(walk(atspi, found))
    finally:
        if started is not None:
            started.terminate()
            started.wait(10)
    for item in things:
        print(item.line())
    mute = [item for item in things if item.nameless]
    print(f"\n{len(things)} things, {len(mute)} controls without a name")
    for item in mute:
        print(f"  {item.role}")
    return 1 if mute else 0


if __name__ == "__main__":
    sys.exit(main())
