"""The places docs/digests.md gives are where the provisions stand in the compilation."""

from __future__ import annotations

import re
from pathlib import Path

from navigator.ingest import read_publication

PAGE = Path(__file__).resolve().parents[2] / "docs" / "digests.md"
ENTRY = re.compile(r"^### (\S+#\S+)\n> .+\n\nLines (\d+)–(\d+)\. ", flags=re.M)


def test_places_are_those_of_the_import(seed_path: Path) -> None:
    entries = ENTRY.findall(PAGE.read_text(encoding="utf-8"))
    assert len(entries) == 20
    provisions = {
        item.id: item
        for document in read_publication(seed_path).documents
        for item in document.provisions
    }
    for name, first, last in entries:
        found = provisions[name]
        assert (found.first_line, found.last_line) == (int(first), int(last)), name
