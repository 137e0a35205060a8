"""The pages of the window, each made when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from navigator.ui.accessible import as_group
from navigator.ui.actions import bind, install
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.navigation import Place
from navigator.ui.pages import Page, PageSpec
from navigator.ui.widgets import EmptyState


class PageStack(QStackedWidget):
    """Shows places; a page that cannot be made leaves a calm notice and may be tried again."""

    shown = Signal(str)  # page id

    def __init__(self, ctx: UiContext, pages: Sequence[PageSpec]) -> None:
        super().__init__()
        self._ctx = ctx
        ctx.page_ground = self
        self._specs = {spec.page_id: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._saved: dict[str, dict[str, Any]] = {}
        self._failure: EmptyState | None = None

    @property
    def specs(self) -> Mapping[str, PageSpec]:
        return self._specs

    @property
    def made(self) -> Mapping[str, Page]:
        """Pages that exist so far."""
        return self._pages

    def current_page(self) -> Page | None:
        widget = self.currentWidget()
        return widget if isinstance(widget, Page) else None

    def set_saved(self, states: Mapping[str, dict[str, Any]]) -> None:
        """States of an earlier session; each is put back when its page is made."""
        self._saved = dict(states)

    def states(self) -> dict[str, dict[str, Any]]:
        """States of all pages, those not opened in this session included."""
        found = dict(self._saved)
        for page_id, page in self._pages.items():
            found[page_id] = page.state()
        return found

    def state_of(self, page_id: str) -> dict[str, Any] | None:
        page = self._pages.get(page_id)
        return page.state() if page is not None else None

    def show_place(self, place: Place, restoring: bool) -> None:
        """Brings a place to the front, making its page when needed."""
        try:
            page = self._page(place.page_id)
            page.activate(**place.args)
            if restoring and place.state is not None:
                page.restore(place.state)
        except Exception as error:
            self._ctx.errors.handle(error)
            self._drop_unfinished()
            existing = self._pages.get(place.page_id)
            if existing is None:
                self._show_failure(place)
            else:
                self.setCurrentWidget(existing)
        else:
            self.setCurrentWidget(page)
            self._drop_failure()
        self.shown.emit(place.page_id)

    def _page(self, page_id: str) -> Page:
        if page_id not in self._pages:
            spec = self._specs[page_id]
            page = spec.create(self._ctx)
            page.setObjectName(f"page-{page_id}")
            as_group(page, t(spec.title))
            install(bind(spec.actions(), page), page)
            self._pages[page_id] = page
            self.addWidget(page)
            saved = self._saved.pop(page_id, None)
            if saved is not None:
                page.restore(saved)
        return self._pages[page_id]

    def _show_failure(self, place: Place) -> None:
        self._drop_failure()
        self._failure = EmptyState(
            self._ctx.theme,
            "circle-alert",
            t("这个页面暂时打不开"),
            t("其他页面不受影响，已保存的内容也没有改动。"),
            (t("再试一次"), lambda: self.show_place(place, False)),
        )
        self.addWidget(self._failure)
        self.setCurrentWidget(self._failure)

    def _drop_unfinished(self) -> None:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for page in self.findChildren(Page, options=direct):
            if page not in self._pages.values():
                page.deleteLater()

    def _drop_failure(self) -> None:
        if self._failure is not None:
            self.removeWidget(self._failure)
            self._failure.deleteLater()
            self._failure = None

    def retranslate(self) -> None:
        for page_id, page in self._pages.items():
            page.setAccessibleName(t(self._specs[page_id].title))
            page.retranslate()
