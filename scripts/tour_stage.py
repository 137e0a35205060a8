"""Where one stop of the tour takes place: a data folder of its own, and what is opened on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.large_library import fill
from navigator.app.paths import Paths
from navigator.app.pin import Pin
from navigator.app.visitor import VisitorWorkbench
from navigator.app.workbench import Workbench
from navigator.ui.context import UiContext, make_context
from navigator.ui.jobs import InlineExecutor
from navigator.ui.kiosk.window import KioskWindow, kiosk_settings
from navigator.ui.theme import Theme
from navigator.ui.window import MainWindow
from scripts.pictures import (
    SPRING,
    dismiss,
    front,
    make_home,
    opened,
    page_of,
    settle,
    share_measures,
)

DOCUMENTS_A_TIME = 28  # in the compilation


class Homes:
    """Data folders by kind: ``library`` has the compilation, ``fresh`` nothing, ``large`` many
    documents. Each is made when it is first asked for, and handed out as a copy."""

    def __init__(self, root: Path, file: Path | None, documents: int) -> None:
        self.file = file
        self._root = root
        self._documents = documents

    def copy(self, kind: str, to: Path) -> Path:
        source = self._root / kind
        if not source.exists():
            self._make(kind, source)
        shutil.copytree(source, to)
        return to

    def _make(self, kind: str, root: Path) -> None:
        if kind == "fresh" or self.file is None:
            root.mkdir(parents=True)
        elif kind == "large":
            fill(root, self.file, max(2, -(-self._documents // DOCUMENTS_A_TIME)))
        else:
            make_home(root, self.file)


class HeldExecutor:
    """Takes work and never begins it: the picture of waiting."""

    def submit(self, work: Callable[[], None]) -> None:
        del work

    def shutdown(self) -> None:
        """Nothing was begun."""


@dataclass
class Stage:
    """``window`` is made when a state first asks for it; ``theme`` is what dresses the picture."""

    home: Path
    size: tuple[int, int]
    file: Path | None
    settings: dict[str, Any] = field(default_factory=dict)
    held: bool = False  # background work does not begin
    _ends: ExitStack = field(default_factory=ExitStack)
    _other: Theme | None = None

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()
        settle()

    @cached_property
    def bench(self) -> Workbench:
        bench = share_measures(self._ends.enter_context(Workbench(Paths(self.home))))
        for key, value in self.settings.items():
            bench.settings.set(key, value)
        return bench

    @cached_property
    def window(self) -> MainWindow:
        executor = HeldExecutor() if self.held else InlineExecutor()
        return self._ends.enter_context(opened(self.bench, self.size, executor))

    @property
    def ctx(self) -> UiContext:
        return self.window.ctx

    @property
    def theme(self) -> Theme:
        return self._other or self.ctx.theme

    def page(self, page_id: str, **args: object) -> Any:
        """The page in front of the window, in the spring the compilation is about."""
        return page_of(self.window, page_id, **args)

    def read(self, identifier: str) -> Any:
        """The reading page with a document or provision open."""
        self.ctx.set_as_of(SPRING)
        self.ctx.nav.open_provision(identifier)
        settle()
        return front(self.window)

    def search(self, words: str) -> None:
        self.page("reading")
        self.window.topbar.search.setFocus()
        self.window.topbar.search.setText(words)
        settle()

    def write(self, name: str, text: str) -> Path:
        """A file to be imported or assessed."""
        folder = self.home.parent / f"{self.home.name}-文件"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def alone(self, widget: QWidget, theme: Theme) -> QWidget:
        """A widget that stands for itself, without the window."""
        self._other = theme
        widget.show()

        def end() -> None:
            widget.hide()
            widget.deleteLater()

        self._ends.callback(end)
        return widget

    def kiosk(self, **options: int) -> KioskWindow:
        """The window of a visitor alone at the screen."""
        pin = Pin(self.bench.settings)
        pin.choose("2468")
        guest = VisitorWorkbench(self.bench, kiosk_settings(QSize(*self.size)))
        ctx = make_context(guest, InlineExecutor())  # type: ignore[arg-type]
        window = KioskWindow(ctx, pin, **options)
        window.resize(*self.size)
        window.show()
        window.activateWindow()
        ctx.set_as_of(SPRING)
        settle()
        self._other = ctx.theme

        def end() -> None:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.removeEventFilter(window.guard)
            window.guard.rest()
            window._leaving = True
            window.close()
            window.deleteLater()
            dismiss(ctx)

        self._ends.callback(end)
        return window


@dataclass(frozen=True)
class State:
    """One stop of the tour. ``take`` brings the stage there and may give the widget to show
    instead of the window. ``main`` states come zoomed, too; ``anew`` ones are begun again for each
    picture, because a change of size or theme would end them; ``alone`` widgets keep their size."""

    name: str
    take: Callable[[Stage], QWidget | None]
    page: str = ""  # the page of the window it shows
    home: str = "library"
    main: bool = False
    anew: bool = False
    alone: bool = False
    held: bool = False
    settings: tuple[tuple[str, Any], ...] = ()


class Stops(list[State]):
    """States in the order of the tour, registered by a decorator."""

    def add(self, name: str, page: str = "", **options: Any) -> Callable[[Take], Take]:
        def register(take: Take) -> Take:
            self.append(State(name, take, page, **options))
            return take

        return register


Take = Callable[[Stage], QWidget | None]
