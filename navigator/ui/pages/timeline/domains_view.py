"""领域图: how much each domain holds, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QWidget

from navigator.model.documents import Domain
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import LatestOnly
from navigator.ui.pages.timeline.domain_tile import DomainTile
from navigator.ui.pages.timeline.entry_list import EntryList
from navigator.ui.pages.timeline.overview import Entry, Overview, gather
from navigator.ui.widgets import Card, EmptyState, column, label

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench


def open_entry(ctx: UiContext, entry: Entry) -> None:
    """A measure opens in the wizard, anything else in the reader."""
    if entry.measure:
        ctx.nav.open_page("wizard", measure=entry.id)
    else:
        ctx.nav.open_provision(entry.id)


def load_overview(ctx: UiContext, latest: LatestOnly, show: Any) -> None:
    """Gathers the overview beside the window and hands it to ``show``."""
    bench: Workbench = ctx.workbench  # type: ignore[assignment]
    latest.run(
        lambda _control: gather(bench.contents, bench.library.units(), bench.catalogue.measures),
        show,
    )


class DomainsView(QWidget):
    """Tiles at the left, documents and measures of the pressed one at the right."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self._overview = Overview()
        self._wanted = ""
        self._latest = LatestOnly(ctx.jobs, owner=self)
        theme = ctx.theme
        outer = column(theme, self, (0, 0, 0, 0), 8)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        ground = QWidget()
        ground.setProperty("ground", "none")
        tiles = column(theme, ground, (0, 0, 8, 0), 6)
        self.tiles = {domain: DomainTile(theme) for domain in Domain}
        for domain, tile in self.tiles.items():
            tile.clicked.connect(lambda _=False, chosen=domain: self.choose(chosen))
            tiles.addWidget(tile)
        tiles.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        self.pane = Card(theme, (4, 10, 4, 4), 4)
        self.title = label("", "subtitle")
        self.title.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self.list = EntryList(theme, t("领域里的文件和措施"))
        self.list.opened.connect(lambda entry: open_entry(ctx, entry))
        self.empty = EmptyState(theme, "layers", "", "")
        self.lists = QStackedWidget()
        self.lists.addWidget(self.list)
        self.lists.addWidget(self.empty)
        self.pane.body.addWidget(self.title)
        self.pane.body.addWidget(self.lists, 1)
        self.split.addWidget(scroll)
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([480, 720])
        outer.addWidget(self.split, 1)
        self.library_changed()

    @property
    def overview(self) -> Overview:
        return self._overview

    def library_changed(self) -> None:
        load_overview(self.ctx, self._latest, self._show)

    def _show(self, overview: Overview) -> None:
        self._overview = overview
        most = (
            max((tally.provisions for tally in overview.domains), default=1),
            max((len(tally.measures) for tally in overview.domains), default=1),
        )
        for tally in overview.domains:
            self.tiles[tally.domain].set_tally(tally, most)
        chosen = next((d for d, tile in self.tiles.items() if tile.isChecked()), None)
        if self._wanted in {d.value for d in Domain}:
            chosen = Domain(self._wanted)
        self.choose(chosen or Domain.MUNICIPAL)

    def choose(self, domain: Domain) -> None:
        """Shows what one domain holds."""
        self._wanted = domain.value
        for key, tile in self.tiles.items():
            tile.setChecked(key is domain)
        tally = next((item for item in self._overview.domains if item.domain is domain), None)
        if tally is None:
            return
        self.title.setText(
            t(
                "{domain}：{provisions} 条条款，{measures} 项措施",
                domain=t(domain.label),
                provisions=tally.provisions,
                measures=len(tally.measures),
            )
        )
        documents = [
            Entry(entry.id, entry.title, self._note(entry, count))
            for entry, count in zip(tally.documents, tally.counts, strict=True)
        ]
        self.list.set_sections([(t("文件"), documents), (t("措施"), tally.measures)])
        held = bool(tally.documents or tally.measures)
        self.empty.set_texts(t("这个领域还没有内容"), t("导入含这个领域的汇编后会出现在这里。"))
        self.lists.setCurrentWidget(self.list if held else self.empty)

    @staticmethod
    def _note(entry: Entry, count: int) -> str:
        words = t("{n} 条条款", n=count) if count else t("仅有标题")
        return f"{entry.note}　{words}" if entry.note else words

    def setFocus(self, *_: Any) -> None:
        self.tiles[Domain(self._wanted or Domain.MUNICIPAL)].setFocus()

    def state(self) -> dict[str, Any]:
        return {"domain": self._wanted}

    def restore(self, state: dict[str, Any]) -> None:
        wanted = str(state.get("domain", ""))
        if wanted in {domain.value for domain in Domain}:
            self.choose(Domain(wanted))

    def retranslate(self) -> None:
        self.list.setAccessibleName(t("领域里的文件和措施"))
        self._show(self._overview)
