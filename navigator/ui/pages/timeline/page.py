"""The page: the picture of all windows, once the measures have been read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from navigator.app.content import DocumentView
from navigator.app.timeline import shown_documents
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import LatestOnly
from navigator.ui.pages import Page
from navigator.ui.pages.timeline.lanes_view import LanesView
from navigator.ui.pages.timeline.scale import STEP
from navigator.ui.widgets import column, label
from navigator.ui.widgets.notice_stack import NoticeStack


class TimelinePage(Page):
    """Tells that it is getting ready, shows the picture, or offers to try again."""

    page_id = "timeline"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        outer = column(ctx.theme, self, (20, 14, 20, 14), 8)
        self.title = label(t("时间线"), "title", wrap=False)
        outer.addWidget(self.title)
        self._stack = NoticeStack(ctx.theme)
        outer.addWidget(self._stack, 1)
        self._lanes: LanesView | None = None
        self._saved: dict[str, Any] = {}
        self._wanted: dict[str, Any] = {}
        self._latest = LatestOnly(ctx.jobs, t("读取措施"), self)
        changes_of(ctx).libraryChanged.connect(self._library_changed)
        self._load()

    # -- getting ready ----------------------------------------------------------------------------

    def _load(self) -> None:
        """Reads measures and documents beside the window: the first time that is many files."""
        self._stack.tell(
            "calendar-range", t("正在准备措施……"), t("第一次打开要读一遍措施目录，请稍等。")
        )
        self._latest.run(self._read, self._loaded, self._failed)

    def _read(self, _control: object) -> list[DocumentView]:
        bench: Any = self.ctx.workbench
        return shown_documents(bench.contents.documents(), bench.catalogue.measures)

    def _loaded(self, documents: list[DocumentView]) -> None:
        view = self._lanes = LanesView(self.ctx, documents)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self.title.hide()  # the picture has it in its own first line
        if self._saved:
            view.restore(self._saved)
        wanted, self._wanted = self._wanted, {}
        self.activate(**wanted)

    def _failed(self, _error: BaseException) -> bool:
        """The boundary tells why; the page offers to try again."""
        self._stack.tell(
            "circle-alert",
            t("措施目录读不出来"),
            t("阅读和检索不受影响。修好目录后可以再试。"),
            (t("再试一次"), self._load),
        )
        return False

    @property
    def ready(self) -> bool:
        return self._lanes is not None

    @property
    def lanes(self) -> LanesView:
        """The picture. Raises LookupError before the measures have been read."""
        if self._lanes is None:
            raise LookupError("the measures have not been read yet")
        return self._lanes

    def _library_changed(self) -> None:
        if (lanes := self._lanes) is not None:
            self._latest.run(self._read, lanes.show_documents)

    # -- actions ----------------------------------------------------------------------------------

    def _with(self, act: Callable[[LanesView], object]) -> None:
        if self._lanes is not None:
            act(self._lanes)

    def show_mode(self, mode: str) -> None:
        """``picture`` or ``table``."""
        self._with(lambda lanes: lanes.show_mode(mode))

    def find_measure(self) -> None:
        self._with(lambda lanes: lanes.find_measure())

    def closer(self) -> None:
        self._with(lambda lanes: lanes.chart.zoom(STEP))

    def farther(self) -> None:
        self._with(lambda lanes: lanes.chart.zoom(1 / STEP))

    def show_span(self, key: str) -> None:
        """``month``, ``quarter`` or ``year``."""
        self._with(lambda lanes: lanes.tools.show_span(key))

    def fit(self) -> None:
        self._with(lambda lanes: lanes.chart.fit())

    def to_date(self) -> None:
        self._with(lambda lanes: lanes.chart.to_date())

    def export(self) -> None:
        self._with(lambda lanes: lanes.export())

    # -- the page's life --------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        """``measure`` is chosen in the picture; ``domain`` narrows it."""
        if self._lanes is None:
            self._wanted = args
            return
        measure, domain = args.get("measure"), args.get("domain")
        if isinstance(domain, str):
            self._lanes.only_domain(domain)
        if isinstance(measure, str):
            self._lanes.choose(measure)

    def state(self) -> dict[str, Any]:
        return {"lanes": self._lanes.state() if self._lanes is not None else self._saved}

    def restore(self, state: dict[str, Any]) -> None:
        saved = state.get("lanes")
        self._saved = dict(saved) if isinstance(saved, dict) else {}
        if self._lanes is not None and self._saved:
            self._lanes.restore(self._saved)

    def retranslate(self) -> None:
        self.title.setText(t("时间线"))
        self._with(lambda lanes: lanes.retranslate())
