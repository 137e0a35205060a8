"""The compilation, structured once for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.ingest import read_publication
from navigator.model.documents import Document, Publication


@pytest.fixture(scope="session")
def publication(seed_path: Path) -> Publication:
    return read_publication(seed_path)


@pytest.fixture(scope="session")
def documents(publication: Publication) -> dict[str, Document]:
    return {document.id: document for document in publication.documents}
