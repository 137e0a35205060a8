"""The pages of the window, as a table.

A page is a package below this one. Its ``__init__`` stays light: it holds ``create(ctx)``, which
imports the page itself, and may hold ``ACTIONS`` and, in ``WANTED``, modules of others to be read
ahead with its own. A package that is not there has no entry in the
rail.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from navigator.ui.actions import ActionSpec
from navigator.ui.context import UiContext


class Page(QWidget):
    """Base of all pages; ``page_id`` equals the id in the table below."""

    page_id = ""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent or ctx.page_ground)
        self.ctx = ctx
        self.setProperty("ground", "window")

    def offers(self, action: str) -> bool:
        """Whether an action of the page's table can be run at all on this computer, by its id."""
        del action
        return True

    def activate(self, **args: Any) -> None:
        """Called each time the page comes to the front; unknown arguments are to be ignored."""

    def state(self) -> dict[str, Any]:
        """What is needed to come back to this view; plain JSON values only."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Puts back what :meth:`state` gave; must bear states of older versions."""

    def retranslate(self) -> None:
        """Sets all texts again after the language has changed."""


class PageSpec(NamedTuple):
    """One entry of the rail. ``create`` is called at most once, when the page is first opened."""

    page_id: str
    title: str
    icon: str
    create: Callable[[UiContext], Page]
    actions: Callable[[], tuple[ActionSpec, ...]] = tuple
    bottom: bool = False
    under: str = ""  # the page whose entry in the rail stands for this one too
    module: str = ""  # what ``create`` imports, or the package of it


def _module_spec(
    module: str, page_id: str, title: str, icon: str, bottom: bool = False, under: str = ""
) -> PageSpec:
    def create(ctx: UiContext) -> Page:
        page = importlib.import_module(module).create(ctx)
        if not isinstance(page, Page):
            raise TypeError(f"{module}.create gave {type(page).__name__}, not a Page")
        return page

    def actions() -> tuple[ActionSpec, ...]:
        return tuple(getattr(importlib.import_module(module), "ACTIONS", ()))

    return PageSpec(page_id, title, icon, create, actions, bottom, under, module)


_TABLE: tuple[tuple[str, str, str, str, bool], ...] = (
    ("navigator.ui.pages.reading", "reading", "阅读", "book-open", False),
    ("navigator.ui.pages.wizard", "wizard", "资格向导", "compass", False),
    ("navigator.ui.pages.desk", "desk", "我的笔记", "notebook-pen", False),
    ("navigator.ui.pages.timeline", "timeline", "时间线", "calendar-range", False),
    ("navigator.ui.pages.atlas", "atlas", "领域与单位", "layers", False),
    ("navigator.ui.pages.library", "library", "资料库", "library", False),
    ("navigator.ui.pages.glossary", "glossary", "术语", "book-a", False),
    ("navigator.ui.settings_page", "settings", "设置", "settings", True),
    ("navigator.ui.help_page", "help", "帮助", "circle-question-mark", True),
)
# Pages without an entry of their own in the rail, and the page whose entry stands for them.
_UNDER: tuple[tuple[str, str, str, str, str], ...] = (
    ("navigator.ui.pages.manual", "manual", "使用手册", "book-open", "help"),
)
SEARCH_PANEL = "navigator.ui.pages.search"


def _present(module: str) -> bool:
    spec = importlib.util.find_spec(module)
    return spec is not None and spec.origin is not None


def available_pages() -> tuple[PageSpec, ...]:
    """The pages that are part of this build, in the order of the rail."""
    shown = [_module_spec(*row) for row in _TABLE if _present(row[0])]
    shown += [_module_spec(*row[:4], True, row[4]) for row in _UNDER if _present(row[0])]
    return tuple(shown)


class SearchPanel(QWidget):
    """Base of the panel below the search field: results as one types.

    ``told`` carries how many results there are and which one is chosen, for screen readers: the
    focus stays in the field all the while.
    """

    told = Signal(str)

    def prime(self) -> None:
        """The field has got the focus: what a first search reads may be read now."""

    def set_query(self, text: str) -> None:
        """The text of the field, after each change; may be empty."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Moves the selection: the arrow keys pressed in the field."""
        raise NotImplementedError

    def accept(self, beside: bool = False) -> None:
        """Opens the selected result: Enter, or Ctrl+Enter for ``beside``."""
        raise NotImplementedError


def has_search() -> bool:
    """Whether this build has a search panel."""
    return _present(SEARCH_PANEL)


def search_panel(ctx: UiContext) -> SearchPanel:
    """A new search panel."""
    panel = importlib.import_module(SEARCH_PANEL).create(ctx)
    if not isinstance(panel, SearchPanel):
        raise TypeError(f"{SEARCH_PANEL}.create gave {type(panel).__name__}, not a SearchPanel")
    return panel


def all_actions(pages: Iterable[PageSpec]) -> list[ActionSpec]:
    """The action rows of the given pages."""
    return [row for page in pages for row in page.actions()]
