"""Entries of the desk as they leave it, for exports and the printer alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from navigator.ui.pages.desk.entries import BOOKMARK, NOTE

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench
    from navigator.export.items import ExportItem

Key = tuple[str, str]  # kind and id


def gather(bench: Workbench, keys: Sequence[Key], as_of: dt.date) -> list[ExportItem]:
    """The entries as they leave; saved assessments stay here. Raises StoreError."""
    from navigator.app.collecting import Collector

    bookmarks = [bench.desk.bookmarks.get(i) for kind, i in keys if kind == BOOKMARK]
    notes = [bench.desk.notes.get(i) for kind, i in keys if kind == NOTE]
    return Collector(bench, as_of).entries(
        [kept for kept in bookmarks if kept], [note for note in notes if note]
    )
