"""Documents for the tree: counted at once, handed out a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.app.content import DocumentView, Origin
from navigator.model.documents import Domain

if TYPE_CHECKING:
    from navigator.app.content import ProvisionView
    from navigator.app.workbench import Workbench


class DocumentSource:
    """Imported documents of a domain first, then those only the catalogue knows."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._imported: dict[Domain, int] = {}
        self._only_known: dict[Domain, list[DocumentView]] = {}

    def refresh(self) -> None:
        """Count anew."""
        self._imported = self._bench.library.domain_counts()
        self._only_known = {}
        for item in self._bench.digests.documents:
            if not self._bench.library.exists(item.id):
                view = DocumentView(item.document, len(item.provisions), None, item)
                self._only_known.setdefault(item.document.domain, []).append(view)

    @property
    def some_imported(self) -> bool:
        """Whether the official wording of any document is here."""
        return any(self._imported.values())

    def count(self, domain: Domain) -> int:
        """Documents whose primary domain this is."""
        return self._imported.get(domain, 0) + len(self._only_known.get(domain, ()))

    def page(self, domain: Domain, offset: int, limit: int) -> list[DocumentView]:
        """Some of them, in their order."""
        imported = self._imported.get(domain, 0)
        views: list[DocumentView] = []
        if offset < imported:
            digests = self._bench.digests.by_id
            views = [
                DocumentView(
                    record.document,
                    record.provision_count,
                    Origin(record.source_name, record.source_sha256, record.imported_at),
                    digests.get(record.id),
                    record.editions,
                )
                for record in self._bench.library.documents_in(domain, offset, limit)
            ]
        rest = limit - len(views)
        start = max(0, offset - imported)
        return views + self._only_known.get(domain, [])[start : start + rest]

    def everything(self) -> list[DocumentView]:
        """All documents, for a filter; with many of them this takes its time."""
        return self._bench.documents()

    def domain_of(self, document_id: str) -> Domain | None:
        view = self._bench.contents.document(document_id)
        return view.document.domain if view is not None else None

    def provisions(self, document_id: str) -> list[ProvisionView]:
        return self._bench.contents.provisions(document_id)
