"""The page: what one looks for at the left, what it means and where it stands at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from navigator.app.terms import with_places
from navigator.model.digests import Term
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import JobControl, LatestOnly
from navigator.ui.pages import Page
from navigator.ui.pages.glossary.detail import TermDetail, place_rows
from navigator.ui.pages.glossary.matching import matching
from navigator.ui.widgets import EmptyState, SearchField, column, label
from navigator.ui.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench


class GlossaryPage(Page):
    page_id = "glossary"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self._terms: dict[str, Term] = {}
        self._found = False  # whether places are known
        self._finding = LatestOnly(ctx.jobs, t("查找术语出处"), self)
        self.list = RowList(ctx.theme, t("术语"))
        self.field = SearchField(ctx.theme, t("查找术语"), t("查找术语"))
        self.count = label("", "caption", wrap=False)
        self.empty = EmptyState(
            ctx.theme, "book-a", "", "", (t("到全部条款里检索"), self.search_term)
        )
        self.detail = TermDetail(ctx)
        self._compose()
        changes_of(ctx).libraryChanged.connect(self._find_places)
        self.retranslate()
        self._terms = {term.term: term for term in self.bench.glossary}
        self._filter("")
        self._find_places()

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def _compose(self) -> None:
        theme = self.ctx.theme
        left = QWidget()
        left.setProperty("ground", "window")
        side = column(theme, left, (12, 12, 8, 8), 8)
        self.field.textChanged.connect(self._filter)
        self.field.stepped.connect(self.list.step)
        self.field.accepted.connect(lambda _beside: self.detail.places.setFocus())
        self.field.escaped.connect(self.field.clear)
        side.addWidget(self.field)
        side.addWidget(self.count)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.empty)
        side.addWidget(self._lists, 1)
        self.list.chosen.connect(lambda _key: self._show())
        self.list.opened.connect(lambda _key, _beside: self.detail.places.setFocus())
        self.detail.opened.connect(self._open)
        self.detail.searchWanted.connect(self.search_term)
        self.detail.copyWanted.connect(self.copy)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self._side = QStackedWidget()
        self._side.addWidget(self.detail)
        self._side.addWidget(QWidget())  # nothing to tell: the field must not move
        self.splitter.addWidget(self._side)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([theme.px(380), theme.px(800)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    # -- the page protocol ------------------------------------------------------------------------

    def activate(self, **args: Any) -> None:
        wanted = str(args.get("term") or "")
        if wanted:
            self.show_term(wanted)
        elif not self.list.current_key():
            self.list.step(0)
        self.field.setFocus()

    def state(self) -> dict[str, Any]:
        return {"query": self.field.text(), "term": self.list.current_key()}

    def restore(self, state: dict[str, Any]) -> None:
        self.field.setText(str(state.get("query") or ""))
        self.list.choose(str(state.get("term") or ""))

    def retranslate(self) -> None:
        self.field.retranslate(t("查找术语"), t("查找术语：汉字或拼音首字母"))
        self.list.setAccessibleName(t("术语"))
        self.empty.set_texts(t("没有解释这个词"), t("换个说法试试，或者到全部条款里检索。"))
        self.empty.button.setText(t("到全部条款里检索"))
        self._filter(self.field.text())

    # -- what is looked for -----------------------------------------------------------------------

    def _filter(self, typed: str) -> None:
        kept = self.list.current_key()
        found = matching(tuple(self._terms.values()), typed)
        self.list.set_rows([self._row(term) for term in found])
        self._lists.setCurrentWidget(self.list if found else self.empty)
        total = len(self._terms)
        self.count.setText(
            t("{n} 个术语", n=total)
            if len(found) == total
            else t("{shown} / {n} 个术语", shown=len(found), n=total)
        )
        if typed or not self.list.choose(kept):
            self.list.step(0)
        self._show()

    def _row(self, term: Term) -> Row:
        tail = t("{n} 条", n=len(term.provisions)) if self._found and term.provisions else ""
        return Row(term.term, term.explanation, term.term, tail)

    def _find_places(self) -> None:
        terms, contents = self.bench.glossary, self.bench.contents

        def find(control: JobControl) -> tuple[Term, ...]:
            return with_places(terms, contents, control.check)

        self._finding.run(find, self._places_found)

    def _places_found(self, terms: tuple[Term, ...]) -> None:
        self._found = True
        self._terms = {term.term: term for term in terms}
        kept = self.list.current_key()
        self._filter(self.field.text())
        self.list.choose(kept)
        self._show()

    # -- the chosen term --------------------------------------------------------------------------

    def current(self) -> Term | None:
        return self._terms.get(self.list.current_key())

    def show_term(self, spelling: str) -> bool:
        """Choose a term by any of its spellings; False when the glossary lacks it."""
        term = next((x for x in self._terms.values() if spelling in x.spellings), None)
        if term is None:
            return False
        self.field.clear()
        return self.list.choose(term.term)

    def _show(self) -> None:
        term = self.current()
        self._side.setCurrentIndex(0 if term is not None else 1)
        if term is not None:
            places = place_rows(term, self.bench.contents) if self._found else None
            self.detail.show_term(term, places)

    def _open(self, provision_id: str, beside: bool) -> None:
        term = self.current()
        item = self.bench.contents.provision(provision_id)
        if term is None or item is None:
            return
        words = item.provision.wording if item.official else item.digest or ""
        marked = next((word for word in term.spellings if word in words), None)
        self.ctx.nav.open_provision(provision_id, marked, beside)

    # -- actions ----------------------------------------------------------------------------------

    def focus_field(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def search_term(self) -> None:
        """All provisions that hold the chosen term, or else what was typed, by the search on top."""
        term = self.current()
        self.ctx.search_for(term.term if term is not None else self.field.text())

    def copy(self) -> None:
        term = self.current()
        if term is not None:
            QGuiApplication.clipboard().setText(f"{term.term}：{term.explanation}")
            self.ctx.messages.toast(t("已复制解释。"))
