"""A throw-away splitter: paragraphs of the compilation as index entries, for scale and recall."""

from __future__ import annotations

import re

from navigator.store.search.entries import EntryKind, IndexEntry

_HAN = "[一二三四五六七八九十]+"
_UNIT = re.compile(rf"^(第{_HAN}[章条]|{_HAN}、|[(（]{_HAN}[)）]|\d+[.．])")


def split(text: str) -> list[IndexEntry]:
    """Joins wrapped lines into numbered units; every unit of one made-up document of 40."""
    units: list[str] = []
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        if _UNIT.match(stripped) or not units or len(units[-1]) > 400:
            units.append(stripped)
        else:
            units[-1] += stripped
    entries: list[IndexEntry] = []
    for number, unit in enumerate(units):
        document = f"doc-{number // 40}"
        if number % 40 == 0:
            entries.append(IndexEntry(document, document, document, kind=EntryKind.DOCUMENT))
        label = _UNIT.match(unit)
        entries.append(
            IndexEntry(
                f"{document}#p{number}",
                document,
                document,
                unit,
                label=label[0] if label else None,
                path=f"p{number}",
            )
        )
    return entries
