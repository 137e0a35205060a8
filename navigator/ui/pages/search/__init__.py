"""The panel below the search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages import SearchPanel


def create(ctx: UiContext) -> SearchPanel:
    from navigator.ui.pages.search.panel import ResultsPanel

    return ResultsPanel(ctx)
