"""What a page is given: the product's services and the window's own, in one object.

The workbench is the composition root of the product; here it is only a protocol, so that pages can
be tested with a small fake.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from navigator.ui.errors import ErrorBoundary
from navigator.ui.fonts import FontChoice, choose_font
from navigator.ui.i18n import Language, t
from navigator.ui.jobs import Executor, Jobs, ThreadExecutor
from navigator.ui.messages import Messages
from navigator.ui.navigation import Navigation
from navigator.ui.theme import SettingsLike, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Workbench(Protocol):
    """The product without a window. Everything but ``settings`` may open a file when first used."""

    @property
    def settings(self) -> SettingsLike: ...

    @property
    def paths(self) -> Any: ...

    @property
    def library(self) -> Any: ...

    @property
    def desk(self) -> Any: ...

    @property
    def search(self) -> Any: ...

    @property
    def catalogue(self) -> Any: ...

    def repair(self) -> Any: ...


class MemorySettings:
    """Settings that live as long as the object: for tests and for a kiosk."""

    def __init__(self, values: dict[str, object] | None = None) -> None:
        self.values: dict[str, object] = dict(values or {})

    def get(self, key: str, default: object = None) -> object:
        return self.values.get(key, default)

    def set(self, key: str, value: object) -> None:
        self.values[key] = value


class UiContext(QObject):
    """Given to every page.

    ``workbench`` the product; ``theme`` colours, fonts, zoom; ``jobs`` background work;
    ``messages`` banners and toasts; ``errors`` the error boundary; ``nav`` navigation;
    ``language`` the language of the window; ``as_of`` the date of handling; ``kiosk`` whether a
    visitor sits at the screen alone.
    """

    asOfChanged = Signal(object)  # noqa: N815 (Qt spelling) carries a datetime.date
    searchRequested = Signal(str)  # noqa: N815 (Qt spelling) put this query into the search field

    def __init__(
        self,
        workbench: Workbench,
        theme: Theme,
        language: Language,
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workbench = workbench
        self.theme = theme
        self.language = language
        self.messages = Messages(self)
        self.errors = ErrorBoundary(self.messages)
        self.jobs = Jobs(executor, self.errors, self)
        self.nav = Navigation(self)
        # A date of handling left over from another day would silently give wrong answers, so
        # every start begins today.
        self._as_of = dt.date.today()
        # A kiosk shows visitors what may be read and asked, and nothing that keeps or leads out.
        self.kiosk = False
        # What pages are made in. Qt dresses a whole page anew when it is put somewhere afterwards.
        self.page_ground: QWidget | None = None

    @property
    def settings(self) -> SettingsLike:
        return self.workbench.settings

    @property
    def zoom(self) -> int:
        """Per cent."""
        return self.theme.zoom

    @property
    def as_of(self) -> dt.date:
        """The date of handling; ``asOfChanged`` follows it."""
        return self._as_of

    def set_as_of(self, date: dt.date) -> None:
        if date != self._as_of:
            self._as_of = date
            self.asOfChanged.emit(date)

    def search_for(self, query: str) -> None:
        """Puts a query into the search field on top, as if it had been typed."""
        self.searchRequested.emit(query)


def make_context(
    workbench: Workbench, executor: Executor | None = None, font: FontChoice | None = None
) -> UiContext:
    """The services of the window; needs a QApplication."""
    settings = workbench.settings
    language = Language(str(settings.get("ui.language", "zh")))
    font = font or choose_font()
    theme = Theme(settings, font)
    ctx = UiContext(workbench, theme, language, executor or ThreadExecutor())
    language.setParent(ctx)
    theme.setParent(ctx)
    theme.apply()
    if font.family is None:
        ctx.messages.banner(
            t("这台电脑没有中文字体，文字会显示成方框。"),
            "danger",
            detail=t("请安装任一中文字体（如文泉驿微米黑、思源黑体）后重新打开。"),
            key="no-font",
        )
    return ctx
