"""Imports the pages' modules while nobody waits, so that a first opening is as quick as a second.

One module at a time, with the event loop between: none takes longer than a key press may wait.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from types import ModuleType

from PySide6.QtCore import QObject, QTimer, Signal

REST_MS = 1_000  # after the start, which has its own things to finish
STEP_MS = 40


class WarmUp(QObject):
    """Begins by itself; ``finished`` follows the last module."""

    finished = Signal()

    def __init__(self, packages: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._waiting = list(packages)
        self._timer = QTimer(self)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        self._timer.setInterval(STEP_MS)
        while self._waiting:
            name = self._waiting.pop(0)
            known = name in sys.modules
            with suppress(Exception):  # whoever opens the page will be told
                self._waiting[:0] = _below(importlib.import_module(name))
            if not known:
                return
        self._timer.stop()
        self.finished.emit()


def _below(module: ModuleType) -> list[str]:
    """The modules of a package, and what it says it will want of others."""
    inside = pkgutil.iter_modules(getattr(module, "__path__", ()), f"{module.__name__}.")
    return [*(one.name for one in inside), *getattr(module, "WANTED", ())]
