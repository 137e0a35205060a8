"""Entries of the real compilation for search tests, scripts and benchmarks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from navigator.ingest import read_publication
from navigator.store.search import IndexEntry, entries_of


@cache
def seed_entries(path: Path) -> tuple[IndexEntry, ...]:
    """Every document and provision of the publication at ``path``."""
    publication = read_publication(path)
    return tuple(entry for document in publication.documents for entry in entries_of(document))
