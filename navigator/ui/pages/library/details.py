"""One imported file in detail, read beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from navigator.model.documents import Doubt, Removal
from navigator.ui.i18n import t
from navigator.ui.pages.library.tables import Column, Line

if TYPE_CHECKING:
    from navigator.store.library import Library

COLUMNS = (
    Column("标题"),
    Column("文号", 170, spare=1),
    Column("条款", 60, number=True),
    Column("版本", 190),
)


@dataclass(frozen=True, slots=True)
class Details:
    """``documents`` are rows for :data:`COLUMNS`, keyed by document id."""

    sha256: str
    documents: tuple[Line, ...] = ()
    removed: tuple[Removal, ...] = ()
    review: tuple[Doubt, ...] = ()


def read_details(library: Library, sha256: str) -> Details:
    """Raises StoreError when the library cannot be read."""
    lines = []
    for record in library.documents():
        editions = library.editions(record.id)
        mine = next((e for e in editions if e.source_sha256 == sha256), None)
        if mine is None:
            continue
        if len(editions) == 1:
            words = t("只有这一版")
        elif mine.current:
            words = t("当前版本，共 {n} 版", n=len(editions))
        elif mine.same_as_current:
            words = t("与当前版本相同，共 {n} 版", n=len(editions))
        else:
            words = t("旧版本，仍保留，共 {n} 版", n=len(editions))
        cells = (
            mine.document.title,
            mine.document.doc_number or t("没有文号"),
            str(mine.provision_count),
            words,
        )
        lines.append(Line(cells, record.id))
    return Details(
        sha256,
        tuple(lines),
        tuple(library.removals(sha256)),
        tuple(library.reviews(sha256)),
    )
