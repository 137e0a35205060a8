"""Word that the library or the desk has changed, for every page that shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from navigator.ui.context import UiContext

_NAME = "changes"


class Changes(QObject):
    """One for each window, a child of its context."""

    libraryChanged = Signal()  # noqa: N815 (Qt spelling)
    deskChanged = Signal()  # noqa: N815 (Qt spelling)


def changes_of(ctx: UiContext) -> Changes:
    """The window's own notifier, made when first asked for."""
    found = ctx.findChild(Changes, _NAME)
    if found is None:
        found = Changes(ctx)
        found.setObjectName(_NAME)
    return found
