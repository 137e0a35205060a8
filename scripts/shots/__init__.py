"""Pictures of the window, by name.

Each module of this package holds functions marked ``@shot("name")``. A function gets a
:class:`Stage` with an open window, brings it into the state worth showing, and returns; the picture
is taken afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QApplication

from navigator.ui.context import UiContext
from navigator.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Stage:
    """An open window; ``full`` tells whether an official publication has been imported."""

    app: QApplication
    window: MainWindow
    ctx: UiContext
    full: bool

    def settle(self, rounds: int = 6) -> None:
        """Lets queued events of the window run."""
        for _ in range(rounds):
            self.app.processEvents()

    def open(self, page_id: str, **args: Any) -> None:
        """Brings a page to the front."""
        self.ctx.nav.open_page(page_id, **args)
        self.settle()


Shot = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Entry:
    take: Shot
    needs_publication: bool


SHOTS: dict[str, Entry] = {}


def shot(name: str, needs_publication: bool = False) -> Callable[[Shot], Shot]:
    """Registers a picture; ``needs_publication`` leaves it out where none is at hand."""

    def register(take: Shot) -> Shot:
        if name in SHOTS:
            raise ValueError(f"two pictures are called {name}")
        SHOTS[name] = Entry(take, needs_publication)
        return take

    return register
