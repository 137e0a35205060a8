"""领域与单位: what each domain holds, and which unit answers for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages import Page

_GROUP = "领域与单位"
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("atlas.domains", "领域图", "show_view:domains", ("Alt+1",), "layers",
               "atlas", _GROUP),
    ActionSpec("atlas.units", "责任单位", "show_view:units", ("Alt+2",), "landmark",
               "atlas", _GROUP),
    ActionSpec("atlas.search", "搜索这个领域或单位", "search", ("Alt+S",), "search",
               "atlas", _GROUP),
)  # fmt: skip


def create(ctx: UiContext) -> Page:
    from navigator.ui.pages.atlas.page import AtlasPage

    return AtlasPage(ctx)
