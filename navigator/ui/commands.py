"""What the rows of ``actions.SHELL_ACTIONS`` do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from navigator.ui.context import UiContext
from navigator.ui.shell.panes import panes_of, step
from navigator.ui.shell.topbar import TopBar

if TYPE_CHECKING:
    from navigator.ui.palette import CommandPalette
    from navigator.ui.window import MainWindow


class ShellCommands:
    """Handlers of the window's actions, one method a row."""

    def __init__(
        self,
        ctx: UiContext,
        window: MainWindow,
        topbar: TopBar,
        palette: Callable[[], CommandPalette],
    ) -> None:
        self._ctx = ctx
        self._window = window
        self._topbar = topbar
        self._palette = palette

    def open_page(self, page_id: str) -> None:
        self._ctx.nav.open_page(page_id)

    def focus_search(self) -> None:
        self._topbar.focus_search()

    def open_palette(self) -> None:
        self._palette().open()

    def open_manual(self) -> None:
        """The manual, at the chapter that speaks of the page in front."""
        place = self._ctx.nav.current
        if place is None or place.page_id != "manual":
            self._ctx.nav.open_page("manual", page=place.page_id if place is not None else "")

    def next_pane(self) -> None:
        self._step_pane(1)

    def previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, by: int) -> None:
        window = self._window
        page = window.stack.currentWidget()
        inner = panes_of(page) if page is not None else []
        step(window, [self._topbar, window.rail, *inner, window.strip], by)

    def go_back(self) -> None:
        self._ctx.nav.back()

    def go_forward(self) -> None:
        self._ctx.nav.forward()

    def focus_date(self) -> None:
        self._topbar.focus_date()

    def date_today(self) -> None:
        self._ctx.set_as_of(dt.date.today())

    def zoom_in(self) -> None:
        self._ctx.theme.zoom_by(1)

    def zoom_out(self) -> None:
        self._ctx.theme.zoom_by(-1)

    def zoom_reset(self) -> None:
        self._ctx.theme.set_zoom(100)

    def theme_light(self) -> None:
        self._ctx.theme.set_mode("light")

    def theme_dark(self) -> None:
        self._ctx.theme.set_mode("dark")

    def theme_contrast(self) -> None:
        self._ctx.theme.set_mode("contrast")

    def theme_system(self) -> None:
        self._ctx.theme.set_mode("system")

    def toggle_fullscreen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def close(self) -> None:
        self._window.close()
