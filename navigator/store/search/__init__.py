"""Full-text search that misses nothing; the only package that touches Whoosh.

Whoosh is imported when an index is first opened or built, not with this package.
"""

from navigator.store.search.citation import (
    Catalog,
    CitedDocument,
    CitedProvision,
    resolve_citation,
)
from navigator.store.search.entries import EntryKind, IndexEntry
from navigator.store.search.from_model import entries_of
from navigator.store.search.generation import Health
from navigator.store.search.index import SearchIndex
from navigator.store.search.query import Chip, Filters, Query, State
from navigator.store.search.results import DocumentHit, Group, Hit, SearchResult

__all__ = [
    "Catalog",
    "Chip",
    "CitedDocument",
    "CitedProvision",
    "DocumentHit",
    "EntryKind",
    "Filters",
    "Group",
    "Health",
    "Hit",
    "IndexEntry",
    "Query",
    "SearchIndex",
    "SearchResult",
    "State",
    "entries_of",
    "resolve_citation",
]
