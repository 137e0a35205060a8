"""The tree: domain → document → provision. Documents come a page at a time, provisions when their
document is opened, so that a hundred thousand documents cost no more than a few."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from navigator.app.content import DocumentView
from navigator.model.documents import Domain
from navigator.ui.i18n import t
from navigator.ui.pages.reading.sheet import NOTICE_ROOT, is_notice
from navigator.ui.pages.reading.states import tree_badge
from navigator.ui.pages.reading.tree_source import DocumentSource

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole + 1  # document or provision id, empty for a domain
BADGE_ROLE = Qt.ItemDataRole.UserRole + 2  # (text, tone) or None
COUNT_ROLE = Qt.ItemDataRole.UserRole + 3
PAGE = 200  # documents of a domain are shown in portions
_LOOK_AHEAD = 25  # portions read to find one document in its domain


@dataclass(eq=False)
class Entry:
    """A row of the tree. ``children`` is None until they have been fetched."""

    title: str
    identifier: str = ""
    parent: Entry | None = None
    row: int = 0
    children: list[Entry] | None = None
    has_children: bool = False
    tip: str = ""
    count: int = 0
    domain: Domain | None = None
    view: DocumentView | None = None
    listed: Sequence[DocumentView] | None = None  # a filtered domain holds these and no others


class PolicyTreeModel(QAbstractItemModel):
    """Unfiltered, rows come from the source portion by portion; a filter is given its list."""

    def __init__(
        self, source: DocumentSource, as_of: dt.date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._as_of = as_of
        self._root = Entry("", children=[], has_children=True)

    # -- filling ------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show everything under its primary domain."""
        self._source.refresh()
        self._rebuild({domain: None for domain in Domain if self._source.count(domain)})

    def show_listed(self, listed: dict[Domain, list[DocumentView]]) -> None:
        """Show these documents and no others."""
        self._rebuild({domain: listed[domain] for domain in Domain if listed.get(domain)})

    def _rebuild(self, domains: dict[Domain, list[DocumentView]] | dict[Domain, None]) -> None:
        self.beginResetModel()
        self._root.children = []
        for domain, listed in domains.items():
            count = self._source.count(domain) if listed is None else len(listed)
            self._root.children.append(
                Entry(domain.label, parent=self._root, row=len(self._root.children), children=[],
                      has_children=True, count=count, domain=domain, listed=listed)
            )  # fmt: skip
        self.endResetModel()

    @property
    def document_count(self) -> int:
        """Documents that can be reached now, fetched or not."""
        return sum(entry.count for entry in self._root.children or [])

    def set_as_of(self, as_of: dt.date) -> None:
        self._as_of = as_of
        for entry in self._root.children or []:
            if entry.children:
                first = self.createIndex(0, 0, entry.children[0])
                last = self.createIndex(len(entry.children) - 1, 0, entry.children[-1])
                self.dataChanged.emit(first, last, [BADGE_ROLE])

    def _portion(self, entry: Entry) -> list[Entry]:
        assert entry.domain is not None and entry.children is not None
        start = len(entry.children)
        if entry.listed is None:
            views: Sequence[DocumentView] = self._source.page(entry.domain, start, PAGE)
        else:
            views = entry.listed[start : start + PAGE]
        return [
            Entry(
                view.document.title,
                view.id,
                entry,
                start + number,
                has_children=view.provision_count > 0,
                count=view.provision_count,
                view=view,
                tip="\n".join(
                    part for part in (view.document.title, view.document.doc_number) if part
                ),
            )
            for number, view in enumerate(views)
        ]

    def _provisions(self, entry: Entry) -> list[Entry]:
        """Provisions of a document, nested by their paths; the covering notice in one row."""
        top: list[Entry] = []
        by_path: dict[str, Entry] = {}
        for item in self._source.provisions(entry.identifier):
            provision = item.provision
            if is_notice(provision.path) and NOTICE_ROOT not in by_path:
                by_path[NOTICE_ROOT] = Entry(t("印发通知"), item.id, entry, len(top), children=[])
                top.append(by_path[NOTICE_ROOT])
            parent = by_path.get(provision.parent_path or "", entry)
            siblings = top if parent is entry else parent.children
            assert siblings is not None
            made = Entry(item.title, item.id, parent, len(siblings), children=[],
                         tip=item.digest or item.title)  # fmt: skip
            siblings.append(made)
            parent.has_children = True
            by_path.setdefault(provision.path, made)
        return top

    # -- Qt's model ---------------------------------------------------------------------------------

    def entry(self, index: Index) -> Entry:
        pointer = index.internalPointer() if index.isValid() else None
        return pointer if isinstance(pointer, Entry) else self._root

    def index_of(self, entry: Entry) -> QModelIndex:
        return QModelIndex() if entry is self._root else self.createIndex(entry.row, 0, entry)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self.entry(parent).children or []
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        if not isinstance(index, QModelIndex | QPersistentModelIndex):
            return super().parent()
        entry = self.entry(index).parent
        return QModelIndex() if entry is None else self.index_of(entry)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.entry(parent).children or [])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        del parent
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return self.entry(parent).has_children

    def canFetchMore(self, parent: Index) -> bool:
        entry = self.entry(parent)
        if entry.domain is not None:
            return len(entry.children or []) < entry.count
        return entry.children is None and entry.has_children

    def fetchMore(self, parent: Index) -> None:
        entry = self.entry(parent)
        if not self.canFetchMore(parent):
            return
        fetched = self._portion(entry) if entry.domain is not None else self._provisions(entry)
        start = len(entry.children or [])
        if not fetched:  # fewer than were counted: changed by another process meanwhile
            entry.count, entry.children = start, entry.children or []
            return
        self.beginInsertRows(self.index_of(entry), start, start + len(fetched) - 1)
        entry.children = [*(entry.children or []), *fetched]
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return t(entry.title) if entry.domain else entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            badge = self._badge(entry)
            return "\n".join(part for part in (entry.tip, t(badge[0]) if badge else "") if part)
        if role == ID_ROLE:
            return entry.identifier
        if role == BADGE_ROLE:
            return self._badge(entry)
        if role == COUNT_ROLE:
            return entry.count
        if role == Qt.ItemDataRole.AccessibleTextRole:
            badge = self._badge(entry)
            state = f"，{t(badge[0])}" if badge else ""
            count = t("，{n} 份文件", n=entry.count) if entry.domain else ""
            return f"{entry.title}{state}{count}"
        return None

    def _badge(self, entry: Entry) -> tuple[str, str] | None:
        """None, too, for 仅要点 while that is true of every document: the page says it once."""
        if entry.view is None or not (entry.view.official or self._source.some_imported):
            return None
        return tree_badge(entry.view, self._as_of)

    # -- finding ------------------------------------------------------------------------------------

    def find(self, identifier: str) -> QModelIndex:
        """The row of a document or provision, fetching what is needed; invalid when absent or too
        far down in a very large domain."""
        document_id = identifier.partition("#")[0]
        primary = self._source.domain_of(document_id)
        for domain in self._root.children or []:
            entry = self._document(domain, document_id, domain.domain is primary)
            if entry is None:
                continue
            if identifier == document_id:
                return self.index_of(entry)
            if entry.children is None:
                self.fetchMore(self.index_of(entry))
            stack = list(reversed(entry.children or []))
            while stack:
                candidate = stack.pop()
                # The row of the covering notice bears the id of its first paragraph.
                if candidate.identifier == identifier and not candidate.children:
                    return self.index_of(candidate)
                if candidate.identifier == identifier and not is_notice(
                    identifier.partition("#")[2]
                ):
                    return self.index_of(candidate)
                stack.extend(reversed(candidate.children or []))
        return QModelIndex()

    def _document(self, domain: Entry, document_id: str, likely: bool) -> Entry | None:
        for _ in range(_LOOK_AHEAD if likely or domain.listed is not None else 1):
            found = next((e for e in domain.children or [] if e.identifier == document_id), None)
            index = self.index_of(domain)
            if found is not None or not self.canFetchMore(index):
                return found
            self.fetchMore(index)
        return None
