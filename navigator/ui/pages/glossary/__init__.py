"""术语: words of official papers explained, and where each of them stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages import Page

_GROUP = "术语"
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("glossary.find", "查找术语", "focus_field", ("Ctrl+F",), "search", "glossary", _GROUP),
    ActionSpec("glossary.search", "检索这个词", "search_term", ("Ctrl+Return",), "search",
               "glossary", _GROUP),
    ActionSpec("glossary.copy", "复制解释", "copy", (), "copy", "glossary", _GROUP),
)  # fmt: skip


def create(ctx: UiContext) -> Page:
    from navigator.ui.pages.glossary.page import GlossaryPage

    return GlossaryPage(ctx)
