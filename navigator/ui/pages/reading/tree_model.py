"""The tree: domain → document → provision. Provisions are fetched when a document is opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from navigator.app.content import Contents, DocumentView
from navigator.model.documents import Domain
from navigator.ui.pages.reading.states import tree_badge

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole + 1  # document or provision id, empty for a domain
BADGE_ROLE = Qt.ItemDataRole.UserRole + 2  # (text, tone) or None
COUNT_ROLE = Qt.ItemDataRole.UserRole + 3


@dataclass(eq=False)
class Entry:
    """A row of the tree. ``children`` is None until they have been fetched."""

    title: str
    identifier: str = ""
    parent: Entry | None = None
    row: int = 0
    children: list[Entry] | None = None
    has_children: bool = False
    badge: tuple[str, str] | None = None
    count: int = 0
    tip: str = ""
    domain: Domain | None = None
    pending: list[DocumentView] = field(default_factory=list)


_PAGE = 200  # documents of a domain are shown in portions


class PolicyTreeModel(QAbstractItemModel):
    """Rows come from the contents; a filter keeps documents whose title holds the words."""

    def __init__(self, contents: Contents, as_of: dt.date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self._as_of = as_of
        self._root = Entry("", children=[], has_children=True)
        self._views: list[DocumentView] = []
        self._filter = ""

    def load(self) -> None:
        """Read the documents anew."""
        self._views = self._contents.documents()
        self._rebuild()

    def set_as_of(self, as_of: dt.date) -> None:
        self._as_of = as_of
        self._rebuild()

    def set_filter(self, words: str) -> None:
        self._filter = "".join(words.split()).lower()
        self._rebuild()

    @property
    def document_count(self) -> int:
        return len(self._views)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._root.children = []
        for domain in Domain:
            views = [v for v in self._views if v.document.domain is domain and self._kept(v)]
            if not views:
                continue
            entry = Entry(domain.label, parent=self._root, row=len(self._root.children),
                          children=[], has_children=True, count=len(views), domain=domain,
                          pending=views)  # fmt: skip
            self._root.children.append(entry)
            self._take(entry, _PAGE)
        self.endResetModel()

    def _kept(self, view: DocumentView) -> bool:
        title = f"{view.document.title}{view.document.doc_number or ''}".lower()
        return self._filter in title.replace(" ", "")

    def _take(self, entry: Entry, most: int) -> None:
        assert entry.children is not None
        for view in entry.pending[:most]:
            entry.children.append(
                Entry(
                    view.document.title,
                    view.id,
                    entry,
                    len(entry.children),
                    has_children=view.provision_count > 0,
                    badge=tree_badge(view, self._as_of),
                    count=view.provision_count,
                    tip="\n".join(
                        part for part in (view.document.title, view.document.doc_number) if part
                    ),
                )
            )
        del entry.pending[:most]

    def _fetch(self, entry: Entry) -> None:
        """Provisions of a document, nested by their paths."""
        entry.children = []
        by_path: dict[str, Entry] = {}
        for item in self._contents.provisions(entry.identifier):
            provision = item.provision
            parent = by_path.get(provision.parent_path or "", entry)
            if parent.children is None:
                parent.children = []
            made = Entry(item.title, item.id, parent, len(parent.children), children=[],
                         tip=item.digest or item.title)  # fmt: skip
            parent.children.append(made)
            parent.has_children = True
            by_path[provision.path] = made

    # -- Qt's model -------------------------------------------------------------------------------

    def entry(self, index: Index) -> Entry:
        pointer = index.internalPointer() if index.isValid() else None
        return pointer if isinstance(pointer, Entry) else self._root

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self.entry(parent).children or []
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        if not isinstance(index, QModelIndex | QPersistentModelIndex):
            return super().parent()
        entry = self.entry(index).parent
        if entry is None or entry is self._root:
            return QModelIndex()
        return self.createIndex(entry.row, 0, entry)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.entry(parent).children or [])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        del parent
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return self.entry(parent).has_children

    def canFetchMore(self, parent: Index) -> bool:
        entry = self.entry(parent)
        return (entry.children is None and entry.has_children) or bool(entry.pending)

    def fetchMore(self, parent: Index) -> None:
        entry = self.entry(parent)
        self.layoutAboutToBeChanged.emit()
        if entry.pending:
            self._take(entry, _PAGE)
        elif entry.children is None:
            self._fetch(entry)
        self.layoutChanged.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or None
        if role == ID_ROLE:
            return entry.identifier
        if role == BADGE_ROLE:
            return entry.badge
        if role == COUNT_ROLE:
            return entry.count
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = f"，{entry.badge[0]}" if entry.badge else ""
            count = f"，{entry.count} 份文件" if entry.domain else ""
            return f"{entry.title}{state}{count}"
        return None

    def find(self, identifier: str) -> QModelIndex:
        """The row of a document or provision, fetching what is needed; invalid when absent."""
        document_id = identifier.partition("#")[0]
        for domain in self._root.children or []:
            while domain.pending and not _named(domain, document_id):
                self.fetchMore(self.createIndex(domain.row, 0, domain))
            entry = _named(domain, document_id)
            if entry is None:
                continue
            if identifier == document_id:
                return self.createIndex(entry.row, 0, entry)
            if entry.children is None:
                self.fetchMore(self.createIndex(entry.row, 0, entry))
            stack = list(entry.children or [])
            while stack:
                candidate = stack.pop()
                if candidate.identifier == identifier:
                    return self.createIndex(candidate.row, 0, candidate)
                stack.extend(candidate.children or [])
        return QModelIndex()


def _named(domain: Entry, document_id: str) -> Entry | None:
    return next((e for e in domain.children or [] if e.identifier == document_id), None)
