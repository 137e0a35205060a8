"""The product as a visitor at a kiosk gets it: documents, search and measures, but no desk.

The clerk's bookmarks, notes, receipts and searches are not shown to visitors, and nothing a
visitor does is written: what the pages want to keep ends here, in memory, until the wipe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench


class VisitorSettings:
    """Reads the machine's settings; changes live as long as the kiosk."""

    def __init__(self, below: Any, fixed: dict[str, object]) -> None:
        self._below = below
        self._fixed = fixed
        self._values: dict[str, object] = dict(fixed)

    def get(self, key: str, default: object = None) -> Any:
        if key in self._values:
            return self._values[key]
        return self._below.get(key, default)

    def set(self, key: str, value: object) -> None:
        self._values[key] = value

    def wipe(self) -> None:
        self._values = dict(self._fixed)


class _Nothing:
    """Marks or notes of a visitor: there are none."""

    def on(self, _identifier: str) -> list[Any]:
        return []

    def on_document(self, _document_id: str) -> list[Any]:
        return []

    def all(self) -> list[Any]:
        return []


class _NoSearches:
    """No history and no saved searches, not even for the visitor's own stay."""

    history_enabled = False

    def remember(self, _query: str, _filters: object = None) -> None:
        return None

    def history(self, _limit: int = 0) -> list[Any]:
        return []

    def saved(self) -> list[Any]:
        return []


class VisitorDesk:
    """What the reading and searching pages ask a desk for, always empty."""

    def __init__(self, settings: VisitorSettings) -> None:
        self.settings = settings
        self.bookmarks = _Nothing()
        self.notes = _Nothing()
        self.searches = _NoSearches()


class VisitorWorkbench:
    """Everything of the workbench but its desk and settings."""

    def __init__(self, bench: Workbench, fixed: dict[str, object]) -> None:
        self._bench = bench
        self.settings = VisitorSettings(bench.settings, fixed)
        self.desk = VisitorDesk(self.settings)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bench, name)

    def wipe(self) -> None:
        """Forget what the visitor changed or had worked out."""
        self.settings.wipe()
        self._bench.rules.forget()
        self._bench.search.set_notes([])
