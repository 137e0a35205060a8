"""What the wizard needs of the product beyond the window's common services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtGui import QGuiApplication

from navigator.ui.context import UiContext

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench
    from navigator.eligibility.rules import Rules


def bench_of(ctx: UiContext) -> Workbench:
    """The product with all its parts."""
    return cast("Workbench", ctx.workbench)


def load_rules(ctx: UiContext) -> Rules:
    """The compiled measures; reads many files when first called, so call it from a job."""
    rules: Any = bench_of(ctx).rules
    return cast("Rules", rules)


class Clipboard:
    """The clipboard, remembering what we put there so that it can be taken back."""

    def __init__(self) -> None:
        self._ours: str | None = None

    def put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._ours = text

    def wipe(self) -> None:
        """Empties the clipboard if it still holds our text; somebody else's stays."""
        if self._ours is not None and QGuiApplication.clipboard().text() == self._ours:
            QGuiApplication.clipboard().clear()
        self._ours = None
