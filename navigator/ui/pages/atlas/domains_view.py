"""领域图: how much each domain holds, and what it holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QWidget

from navigator.app.atlas import Atlas, DomainTally, Entry, claimable, measure_entry
from navigator.eligibility.windows import window_status
from navigator.model.documents import Domain
from navigator.model.measures import Measure
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.atlas.domain_map import DomainMap
from navigator.ui.pages.atlas.entry_list import EntryList
from navigator.ui.pages.atlas.pane_head import PaneHead
from navigator.ui.widgets import Card, EmptyState, button, column, label


def open_entry(ctx: UiContext, entry: Entry) -> None:
    """A measure opens in the wizard, anything else in the reader."""
    if entry.measure:
        ctx.nav.open_page("wizard", show=entry.id)
    else:
        ctx.nav.open_provision(entry.id)


def measure_sections(
    measures: tuple[Measure, ...], as_of: dt.date
) -> list[tuple[str, list[Entry]]]:
    """Measures that can be claimed, then the others, each with the reason why not."""
    now = claimable(measures, as_of)
    others = []
    for measure in measures:
        stop = window_status(measure, as_of)
        if stop is not None:
            others.append(Entry(measure.id, measure.title, stop[1].text, True))
    return [
        (t("现在可以申请的措施"), [measure_entry(measure) for measure in now]),
        (t("现在不能申请的措施"), others),
    ]


class DomainsView(QWidget):
    """The map at the left, documents and measures of the pressed tile at the right."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self._atlas = Atlas()
        self._wanted = ""
        theme = ctx.theme
        outer = column(theme, self, (0, 0, 0, 0), 8)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.map = DomainMap(theme)
        self.map.chosen.connect(self.choose)
        self.map.pointed.connect(lambda document: self.list.choose(document))
        self.map.opened.connect(ctx.nav.open_provision)
        self.tiles = self.map.tiles
        scroll = self._area = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.map)
        self.split.addWidget(scroll)
        self.split.addWidget(self._make_pane())
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 4)
        self.split.setSizes([700, 560])
        outer.addWidget(self.split, 1)
        self.note = label("", "caption")
        outer.addWidget(self.note)
        self.map.entered.connect(self.list.setFocus)
        ctx.asOfChanged.connect(lambda _: self.show_atlas(self._atlas))
        self.retranslate()

    def _make_pane(self) -> QWidget:
        theme = self.ctx.theme
        pane = Card(theme, (4, 12, 4, 4), 8)
        self.lookup = button(theme, "", "secondary", "search", self.search)
        self.dates = button(theme, "", "secondary", "calendar-range", self._show_dates)
        self.head = PaneHead(theme, (self.lookup, self.dates))
        self.title, self.hint = self.head.title, self.head.hint
        pane.body.addWidget(self.head)
        self.list = EntryList(theme, t("领域里的文件和措施"))
        self.list.entryOpened.connect(lambda entry: open_entry(self.ctx, entry))
        self.empty = EmptyState(theme, "layers", "", "")
        self.lists = QStackedWidget()
        self.lists.addWidget(self.list)
        self.lists.addWidget(self.empty)
        pane.body.addWidget(self.lists, 1)
        return pane

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def atlas(self) -> Atlas:
        return self._atlas

    @property
    def domain(self) -> Domain:
        """The one chosen."""
        return Domain(self._wanted) if self._wanted else Domain.MUNICIPAL

    def show_atlas(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self.map.show_atlas(atlas, self.ctx.as_of)
        self.note.setText(
            t(
                "面积按条款数，绿条是措施里现在可以申请的部分。办理日期 {date}。",
                date=self.ctx.as_of,
            )
        )
        self.choose(self.domain)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._area.ensureWidgetVisible(self.tiles[self.domain])

    def _tally(self) -> DomainTally | None:
        return next((item for item in self._atlas.domains if item.domain is self.domain), None)

    def choose(self, domain: Domain) -> None:
        """Shows what one domain holds."""
        self._wanted = domain.value
        self.map.mark(domain)
        self._area.ensureWidgetVisible(self.tiles[domain])
        tally = self._tally()
        if tally is None:
            return
        now = len(claimable(tally.measures, self.ctx.as_of))
        self.title.set_full_text(t(domain.label))
        self.hint.setText(
            t(
                "{documents} 份文件，{provisions} 个条款，{measures} 项措施，其中 {n} 项现在可以申请",
                documents=len(tally.documents),
                provisions=tally.provisions,
                measures=len(tally.measures),
                n=now,
            )
        )
        documents = [
            Entry(entry.id, entry.title, self._note(entry, count))
            for entry, count in zip(tally.documents, tally.counts, strict=True)
        ]
        sections = measure_sections(tally.measures, self.ctx.as_of)
        self.list.set_sections([(t("文件"), documents), *sections])
        held = bool(tally.documents or tally.measures)
        self.empty.set_texts(t("这个领域还没有内容"), t("导入含这个领域的汇编后会出现在这里。"))
        self.lists.setCurrentWidget(self.list if held else self.empty)
        self.lookup.setEnabled(bool(tally.documents))
        self.dates.setEnabled(bool(tally.measures))

    @staticmethod
    def _note(entry: Entry, count: int) -> str:
        words = t("{n} 个条款", n=count) if count else t("仅有标题")
        return f"{entry.note}　{words}" if entry.note else words

    # -- leading on -------------------------------------------------------------------------------

    def search(self) -> None:
        """The domain as a filter of the search field."""
        self.ctx.search_for(f"领域:{self.domain.label.strip('“”')} ")

    def _show_dates(self) -> None:
        self.ctx.nav.open_page("timeline", domain=self.domain.value)

    # -- the view's life --------------------------------------------------------------------------

    def setFocus(self, *_: Any) -> None:
        self.tiles[self.domain].setFocus()

    def state(self) -> dict[str, Any]:
        return {"domain": self.domain.value, "sizes": self.split.sizes()}

    def restore(self, state: dict[str, Any]) -> None:
        wanted = str(state.get("domain", ""))
        if wanted in {domain.value for domain in Domain}:
            self.choose(Domain(wanted))
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self.split.setSizes(sizes)

    def retranslate(self) -> None:
        self.list.setAccessibleName(t("领域里的文件和措施"))
        self.head.set_words(
            (t("搜索这个领域"), t("在搜索里只看这个领域（Alt+S）")),
            (t("看期限"), t("在时间线上只看这个领域")),
        )
        self.show_atlas(self._atlas)
