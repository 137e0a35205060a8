"""The page: the map of the domains and the list of responsible units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from navigator.app.atlas import Atlas, gather
from navigator.model.documents import Domain
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import Page
from navigator.ui.pages.atlas.domains_view import DomainsView
from navigator.ui.pages.atlas.units_view import UnitsView
from navigator.ui.widgets import Segmented, column, label, row
from navigator.ui.widgets.notice_stack import NoticeStack

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

VIEWS = (("domains", "领域图"), ("units", "责任单位"))


class AtlasPage(Page):
    """Both views show the same atlas, which is gathered beside the window."""

    page_id = "atlas"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        outer = column(ctx.theme, self, (20, 14, 20, 14), 10)
        head = row(ctx.theme, None, (0, 0, 0, 0), 16)
        self.title = label(t("领域与单位"), "title", wrap=False)
        self.views = Segmented(ctx.theme, [(key, t(words)) for key, words in VIEWS], t("看哪幅图"))
        head.addWidget(self.title)
        head.addWidget(self.views)
        head.addStretch(1)
        outer.addLayout(head)
        self._stack = NoticeStack(ctx.theme)
        outer.addWidget(self._stack, 1)
        self.domains = DomainsView(ctx)
        self.units = UnitsView(ctx)
        for view in (self.domains, self.units):
            self._stack.addWidget(view)
        self._ready = False
        self.views.changed.connect(self._bring)
        changes_of(ctx).libraryChanged.connect(self._load)
        self._stack.tell("layers", t("正在清点领域和单位……"), t("第一次打开要读一遍目录，请稍等。"))
        self._load()

    # -- getting ready ----------------------------------------------------------------------------

    def _load(self) -> None:
        bench: Workbench = self.ctx.workbench  # type: ignore[assignment]
        self.ctx.jobs.run(
            t("清点领域和单位"),
            lambda _control: gather(
                bench.contents, bench.library.units(), bench.catalogue.measures
            ),
            on_success=self._loaded,
            on_failure=self._failed,
            owner=self,
            quiet=True,
        )

    def _loaded(self, atlas: Atlas) -> None:
        self._ready = True
        self.domains.show_atlas(atlas)
        self.units.show_atlas(atlas)
        self._bring(self.views.current())

    def _failed(self, _error: BaseException) -> None:
        """The boundary tells why; the page offers to try again."""
        self._ready = False
        self._stack.tell(
            "circle-alert",
            t("领域和单位清点不出来"),
            t("阅读和检索不受影响。修好资料库后可以再试。"),
            (t("再试一次"), self._load),
        )

    def current_view(self) -> DomainsView | UnitsView:
        """The view in front, or the one that will be once the atlas is there."""
        return self.domains if self.views.current() == "domains" else self.units

    def _bring(self, _key: str) -> None:
        if self._ready:
            self._stack.setCurrentWidget(self.current_view())

    # -- actions ----------------------------------------------------------------------------------

    def show_view(self, key: str) -> None:
        """Brings a view to the front: ``domains`` or ``units``."""
        self.views.set_current(key)
        if self._ready:
            self.current_view().setFocus()

    def search(self) -> None:
        """Searches the chosen domain or unit."""
        if self._ready and self.current_view() is self.domains:
            self.domains.search()
        elif self._ready:
            self.units.find_unit()

    # -- the page's life --------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        """``view`` names a view; ``domain`` is chosen in the first, ``unit`` in the second."""
        view, domain, unit = (args.get(key) for key in ("view", "domain", "unit"))
        if view in dict(VIEWS):
            self.views.set_current(str(view))
        if domain in {one.value for one in Domain}:
            self.views.set_current("domains")
            self.domains.choose(Domain(domain))
        elif isinstance(unit, str):
            self.views.set_current("units")
            self.units.select(unit)

    def state(self) -> dict[str, Any]:
        return {
            "view": self.views.current(),
            "domains": self.domains.state(),
            "units": self.units.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        for key, view in (("domains", self.domains), ("units", self.units)):
            saved = state.get(key)
            if isinstance(saved, dict):
                view.restore(saved)
        if state.get("view") in dict(VIEWS):
            self.views.set_current(str(state["view"]))

    def retranslate(self) -> None:
        self.title.setText(t("领域与单位"))
        self.views.set_texts([t(words) for _, words in VIEWS])
        self.domains.retranslate()
        self.units.retranslate()
