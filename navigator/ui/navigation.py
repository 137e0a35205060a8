"""Where the user is and has been: pages with their arguments, back and forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

READING = "reading"
_DEPTH = 100


class Place:
    """A page with the arguments it was opened with and, once left, its state."""

    def __init__(self, page_id: str, args: dict[str, Any]) -> None:
        self.page_id = page_id
        self.args = args
        self.state: dict[str, Any] | None = None


# Shows a place. ``restoring`` tells that the place's state is to be put back.
Show = Callable[[Place, bool], None]


class Navigation(QObject):
    """Opens pages and keeps the way back. The window gives it the means to show one."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._index = -1
        self._show: Show | None = None
        self._state_of: Callable[[str], dict[str, Any] | None] | None = None

    def attach(self, show: Show, state_of: Callable[[str], dict[str, Any] | None]) -> None:
        """``show`` brings a place to the front, ``state_of`` asks the page in front how it is."""
        self._show = show
        self._state_of = state_of

    @property
    def current(self) -> Place | None:
        return self._places[self._index] if self._index >= 0 else None

    @property
    def can_go_back(self) -> bool:
        return self._index > 0

    @property
    def can_go_forward(self) -> bool:
        return self._index < len(self._places) - 1

    def open_page(self, page_id: str, **args: Any) -> None:
        """Brings a page to the front; ``args`` go to its ``activate``."""
        current = self.current
        if current is not None and current.page_id == page_id and current.args == args:
            self._display(current, restoring=False)
            return
        self._remember()
        place = Place(page_id, args)
        del self._places[self._index + 1 :]
        self._places.append(place)
        del self._places[:-_DEPTH]
        self._index = len(self._places) - 1
        self._display(place, restoring=False)

    def open_provision(
        self, provision_id: str, highlight: str | None = None, beside: bool = False
    ) -> None:
        """Shows a provision (or document) in the reader.

        ``highlight`` is the query whose hits are to be marked, ``beside`` opens it in a new tab
        next to what is being read.
        """
        args: dict[str, Any] = {"provision_id": provision_id}
        if highlight:
            args["highlight"] = highlight
        if beside:
            args["beside"] = True
        self.open_page(READING, **args)

    def back(self) -> None:
        self._go(-1)

    def forward(self) -> None:
        self._go(+1)

    def restart(self, page_id: str, args: Mapping[str, Any] | None = None) -> None:
        """Forgets the way here and begins at a page: for a new visitor."""
        self._places.clear()
        self._index = -1
        self.open_page(page_id, **dict(args or {}))

    def _go(self, step: int) -> None:
        target = self._index + step
        if not 0 <= target < len(self._places):
            return
        self._remember()
        self._index = target
        self._display(self._places[target], restoring=True)

    def _remember(self) -> None:
        current = self.current
        if current is not None and self._state_of is not None:
            current.state = self._state_of(current.page_id)

    def _display(self, place: Place, restoring: bool) -> None:
        if self._show is not None:
            self._show(place, restoring)
        self.changed.emit()
