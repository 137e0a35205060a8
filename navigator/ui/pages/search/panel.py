"""Results as one types. A search takes a few milliseconds, so it runs at once: the newest query
is always the one shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from navigator.app.manual import VISITOR_PART, Place, load_manual
from navigator.store.search import EntryKind, IndexEntry, Query, SearchResult
from navigator.ui.changes import changes_of
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import SearchPanel
from navigator.ui.pages.search.delegate import ROW_ROLE, ResultDelegate
from navigator.ui.pages.search.filters import (
    Choice,
    FilterBar,
    counted_choices,
    fixed_choices,
    months,
)
from navigator.ui.pages.search.rows import (
    Kind,
    Row,
    manual_rows,
    nothing_rows,
    result_rows,
    start_rows,
)
from navigator.ui.widgets import chip, icon_button, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

Index = QModelIndex | QPersistentModelIndex
LIMIT = 60
_PAUSE_MS = 400  # what was found is told when the typing rests


class ResultModel(QAbstractListModel):
    """The rows of the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not self.rows[index.row()].opens:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.rows[index.row()]
        if role == ROW_ROLE:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{found.title} {found.text}".strip()
        return None


class ResultsPanel(SearchPanel):
    """Chips above, results below, a line of help at the foot."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self._query = ""
        self._synonyms = True
        self._primed = False
        self.result: SearchResult | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self._tell())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 8, 6, 8)
        outer.setSpacing(4)
        self.filters = FilterBar(ctx.theme, self._choices)
        self.filters.rewritten.connect(ctx.search_for)
        self._synonym_chip = chip(t("同义词"), checked=True)
        self._synonym_chip.setToolTip(t("把意思相同的说法也找一遍"))
        self._synonym_chip.toggled.connect(self._toggle_synonyms)
        self.filters.add(self._synonym_chip)
        if ctx.kiosk:
            self._synonym_chip.hide()
        outer.addWidget(self.filters)
        top = row(ctx.theme, None, (22, 0, 8, 0), 8)
        self.summary = label("", "soft", wrap=False)
        top.addWidget(self.summary)
        top.addStretch(1)
        if not ctx.kiosk:
            top.addWidget(icon_button(ctx.theme, "star", t("存下这次查找"), self.save))
            top.addWidget(icon_button(ctx.theme, "trash-2", t("清除查找记录"), self.clear_history))
        outer.addLayout(top)
        self.model = ResultModel(self)
        self.view = QListView()
        self.view.setProperty("frame", "none")
        self.view.setModel(self.model)
        self.view.setItemDelegate(ResultDelegate(ctx.theme, self.view))
        self.view.setResizeMode(QListView.ResizeMode.Adjust)  # a row's height depends on its width
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(t("查找结果"))
        self.view.clicked.connect(lambda index: self._open(index.row(), False))
        outer.addWidget(self.view, 1)
        if not ctx.kiosk:
            foot = row(ctx.theme, None, (22, 2, 8, 0), 0)
            foot.addWidget(label(t("↑↓ 选择　回车打开　Ctrl+回车在旁边打开　Esc 关闭"), "caption"))
            outer.addLayout(foot)
        changes = changes_of(ctx)
        changes.deskChanged.connect(self._feed_notes)
        changes.libraryChanged.connect(self._library_changed)
        # The index is opened or built beside the window; until then a plain scan answers.
        QTimer.singleShot(0, self, self._prepare)

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def _prepare(self) -> None:
        self.ctx.jobs.run(t("准备搜索索引"), self._ensure, quiet=True)

    def _ensure(self, control: Any) -> None:
        load_manual()
        self.bench.search.ensure(cancelled=lambda: control.cancelled)
        self._feed_notes()

    def prime(self) -> None:
        def read(done: bool) -> None:
            self._primed = done

        if not self._primed:
            self.ctx.jobs.run(t("准备搜索索引"), self._warm, on_success=read, quiet=True)

    def _warm(self, _control: Any) -> bool:
        return self.bench.search.warm()

    def _library_changed(self) -> None:
        self._primed = False
        self.bench.search.moved_on(self.bench.library.generation)
        self._prepare()

    def _feed_notes(self) -> None:
        entries = [
            IndexEntry(
                provision_id=note.id,
                document_id=(note.on or "").partition("#")[0],
                title=note.title or t("笔记"),
                text=note.text,
                kind=EntryKind.NOTE,
            )
            for note in self.bench.desk.notes.all()
        ]
        self.bench.search.set_notes(entries)

    # -- the panel protocol -----------------------------------------------------------------------

    def set_query(self, text: str) -> None:
        self._query = text.strip()
        self._search()

    def step(self, by: int) -> None:
        opening = [index for index, found in enumerate(self.model.rows) if found.opens]
        if not opening:
            return
        current = self.view.currentIndex().row()
        at = opening.index(current) if current in opening else (-1 if by > 0 else 0)
        place = opening[(at + by) % len(opening)]
        self._choose(place)
        self._pause.stop()
        self._tell(total=False)

    def _choose(self, place: int) -> None:
        index = self.model.index(place)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _tell(self, total: bool = True) -> None:
        """How many, and the one that Enter opens; on the way through them the latter alone."""
        rows = self.model.rows
        opening = [number for number, found in enumerate(rows) if found.opens]
        current = self.view.currentIndex().row()
        parts = [self.summary.text()] if self._query and total else []
        if current in opening:
            place = t("第 {n} 条，共 {total} 条", n=opening.index(current) + 1, total=len(opening))
            parts += [place, rows[current].title, rows[current].text]
        elif self._query and rows:
            parts.append(rows[0].title)
        self.told.emit("，".join(part for part in parts if part))

    def accept(self, beside: bool = False) -> None:
        current = self.view.currentIndex().row()
        rows = self.model.rows
        if not (0 <= current < len(rows) and rows[current].opens):
            current = next((i for i, found in enumerate(rows) if found.opens), -1)
        if current >= 0:
            self._open(current, beside)

    # -- searching --------------------------------------------------------------------------------

    def _choices(self, facet: str) -> Sequence[Choice]:
        """What a filter's menu offers, read when it is opened."""
        if facet in ("unit", "audience"):
            key = {"unit": "单位", "audience": "对象"}[facet]
            return counted_choices(key, self.bench.search.facet_counts(facet))
        if facet == "month":
            issued = [view.document.issued_on for view in self.bench.documents()]
            return months(day.isoformat() for day in issued if day is not None)
        return fixed_choices()[facet]

    def _search(self) -> None:
        if not self._query:
            self.result = None
            self.summary.setText("")
            self.filters.show_line("", ())
            self.model.show_rows(start_rows(self._history(), self._saved()))
            self._pause.stop()
            return
        query = Query(self._query, synonyms=self._synonyms, as_of=self.ctx.as_of)
        result = self.bench.search.search(query, limit=LIMIT)
        self.result = result
        self.filters.show_line(self._query, result.chips)
        rows = result_rows(result, self._named)
        manual = manual_rows(self._in_manual())
        other = sum(1 for hit in result.hits if hit.via)
        if not (result.total or result.documents or result.jump or result.notes or other):
            rows = nothing_rows(self._query, [chip.raw for chip in result.chips], manual + rows)
        else:
            rows += manual
        self.model.show_rows(rows)
        words = t("共 {n} 处", n=result.total)
        if other and not result.total:
            words = t("没有逐字相同的；换个说法找到 {n} 处", n=other)
        if not result.complete:
            words += "　" + t("正在更新索引，结果完整但稍慢")
        self.summary.setText(words)
        first = next((number for number, found in enumerate(rows) if found.opens), None)
        if first is not None:
            self._choose(first)
        self._pause.start()

    def _in_manual(self) -> list[Place]:
        """Sections of the user manual with all words of the query; none where it filters."""
        if self.result is not None and self.result.chips:
            return []
        manual = load_manual().only({VISITOR_PART}) if self.ctx.kiosk else load_manual()
        return manual.find(self._query)

    def _named(self, identifier: str) -> str:
        document_id = identifier.partition("#")[0]
        view = self.bench.contents.document(document_id)
        title = view.document.title if view else document_id
        item = self.bench.contents.provision(identifier) if "#" in identifier else None
        return f"{title}　{item.title if item else ''}".strip()

    def _toggle_synonyms(self, on: bool) -> None:
        self._synonyms = on
        self._search()

    # -- opening and remembering ------------------------------------------------------------------

    def _open(self, number: int, beside: bool) -> None:
        found = self.model.rows[number]
        if not found.opens:
            return
        if found.kind is Kind.WORDS:
            self.ctx.search_for(found.target)
            return
        self._remember()
        if found.kind is Kind.MANUAL:
            chapter, _, section = found.target.partition("\n")
            args = {"chapter": chapter, "section": section, "words": self._query}
            if not chapter:
                args = {"query": self._query}
            self.ctx.nav.open_page("manual", **args)
            return
        if found.kind is Kind.NOTE:
            self.ctx.nav.open_page("desk", note=found.target)
            return
        self.ctx.nav.open_provision(found.target, self._highlight(found), beside)

    def _highlight(self, found: Row) -> str | None:
        """The very words the snippet marks, so that the reader marks the same."""
        words = dict.fromkeys(found.text[start:end] for start, end in found.spans)
        return " ".join(word for word in words if word.strip()) or None

    def _remember(self) -> None:
        if self._query:
            self.bench.desk.searches.remember(self._query, {})

    def _history(self) -> list[str]:
        return [item.query for item in self.bench.desk.searches.history(8)]

    def _saved(self) -> list[tuple[str, str]]:
        return [(item.name, item.query) for item in self.bench.desk.searches.saved()]

    def save(self) -> None:
        """Keep this query under its own words."""
        if self._query:
            self.bench.desk.searches.save(self._query, self._query, {})
            self.ctx.messages.toast(t("已存下这次查找。"))

    def clear_history(self) -> None:
        self.bench.desk.searches.clear_history()
        self.ctx.messages.toast(t("查找记录已清除。"))
        self._search()
