"""The page: three pictures of the same measures, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import Page
from navigator.ui.pages.timeline.domains_view import DomainsView
from navigator.ui.pages.timeline.lanes_view import LanesView
from navigator.ui.pages.timeline.scale import STEP
from navigator.ui.pages.timeline.units_view import UnitsView
from navigator.ui.widgets import EmptyState, Segmented, column, label, row

VIEWS = (("lanes", "时间线"), ("domains", "领域图"), ("units", "责任单位"))


class TimelinePage(Page):
    """Each picture is made when it is first asked for."""

    page_id = "timeline"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        outer = column(ctx.theme, self, (20, 14, 20, 14), 10)
        head = row(ctx.theme, None, (0, 0, 0, 0), 16)
        self.title = label(t("时间线"), "title", wrap=False)
        self.views = Segmented(ctx.theme, [(key, t(words)) for key, words in VIEWS], t("看哪幅图"))
        head.addWidget(self.title)
        head.addWidget(self.views)
        head.addStretch(1)
        outer.addLayout(head)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        self._made: dict[str, QWidget] = {}
        self._saved: dict[str, Any] = {}
        self._wanted: dict[str, Any] = {}
        self._ready = False
        self._notice: EmptyState | None = None
        self.views.changed.connect(self._bring)
        changes_of(ctx).libraryChanged.connect(self._library_changed)
        self._load()

    # -- getting ready ----------------------------------------------------------------------------

    def _load(self) -> None:
        """Reads measures and documents beside the window: the first time that is many files."""
        self._tell("calendar-range", t("正在准备措施……"), t("第一次打开要读一遍措施目录，请稍等。"))
        bench: Any = self.ctx.workbench
        self.ctx.jobs.run(
            t("读取措施"),
            lambda _control: (bench.catalogue, bench.contents.documents()),
            on_success=self._loaded,
            on_failure=self._failed,
            owner=self,
            quiet=True,
        )

    def _tell(
        self,
        icon: str,
        title: str,
        text: str,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        before, self._notice = self._notice, EmptyState(self.ctx.theme, icon, title, text, action)
        self._stack.addWidget(self._notice)
        self._stack.setCurrentWidget(self._notice)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _loaded(self, _read: object) -> None:
        self._ready = True
        self._bring(self.views.current())
        if self._wanted:
            wanted, self._wanted = self._wanted, {}
            self.activate(**wanted)

    def _failed(self, _error: BaseException) -> None:
        """The boundary tells why; the page offers to try again."""
        self._tell(
            "circle-alert",
            t("措施目录读不出来"),
            t("阅读和检索不受影响。修好目录后可以再试。"),
            (t("再试一次"), self._load),
        )

    @property
    def lanes(self) -> LanesView:
        """The first picture; made when first asked for."""
        return self._view("lanes")  # type: ignore[return-value]

    def current_view(self) -> QWidget:
        """The picture in front."""
        return self._view(self.views.current())

    def _view(self, key: str) -> QWidget:
        if key not in self._made:
            makers: dict[str, Callable[[UiContext], QWidget]] = {
                "lanes": LanesView,
                "domains": DomainsView,
                "units": UnitsView,
            }
            view = self._made[key] = makers[key](self.ctx)
            self._stack.addWidget(view)
            saved = self._saved.get(key)
            if isinstance(saved, dict):
                view.restore(saved)  # type: ignore[attr-defined]
        return self._made[key]

    def _bring(self, key: str) -> None:
        if self._ready:
            self._stack.setCurrentWidget(self._view(key))
        self.title.setText(t(dict(VIEWS)[key]))

    def show_view(self, key: str) -> None:
        """Brings a picture to the front: ``lanes``, ``domains`` or ``units``."""
        self.views.set_current(key)
        if self._ready:
            self.current_view().setFocus()

    def _library_changed(self) -> None:
        for view in self._made.values():
            view.library_changed()  # type: ignore[attr-defined]

    # -- actions ----------------------------------------------------------------------------------

    def _with_lanes(self, act: Callable[[LanesView], object]) -> None:
        """Brings the first picture to the front and does something with it."""
        self.views.set_current("lanes")
        if self._ready:
            act(self.lanes)

    def closer(self) -> None:
        self._with_lanes(lambda lanes: lanes.chart.zoom(STEP))

    def farther(self) -> None:
        self._with_lanes(lambda lanes: lanes.chart.zoom(1 / STEP))

    def fit(self) -> None:
        self._with_lanes(lambda lanes: lanes.chart.fit())

    def to_date(self) -> None:
        self._with_lanes(lambda lanes: lanes.chart.to_date())

    def export(self) -> None:
        self._with_lanes(lambda lanes: lanes.export())

    # -- the page's life --------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        """``view`` names a picture; ``measure`` is chosen in the first; ``unit`` in the third."""
        if not self._ready:
            self._wanted = args
            return
        view, measure, unit = (args.get(key) for key in ("view", "measure", "unit"))
        if view in dict(VIEWS):
            self.views.set_current(str(view))
        if isinstance(measure, str):
            self._with_lanes(lambda lanes: lanes.chart.select(measure))
        elif isinstance(unit, str):
            self.views.set_current("units")
            found = self._view("units")
            if isinstance(found, UnitsView):
                found.select(unit)

    def state(self) -> dict[str, Any]:
        states = {
            key: view.state()  # type: ignore[attr-defined]
            for key, view in self._made.items()
        }
        return {"view": self.views.current(), "views": {**self._saved, **states}}

    def restore(self, state: dict[str, Any]) -> None:
        views = state.get("views")
        self._saved = dict(views) if isinstance(views, dict) else {}
        for key, view in self._made.items():
            saved = self._saved.get(key)
            if isinstance(saved, dict):
                view.restore(saved)  # type: ignore[attr-defined]
        if state.get("view") in dict(VIEWS):
            self.views.set_current(str(state["view"]))

    def retranslate(self) -> None:
        self.views.set_texts([t(words) for _, words in VIEWS])
        self.title.setText(t(dict(VIEWS)[self.views.current()]))
        for view in self._made.values():
            view.retranslate()  # type: ignore[attr-defined]
