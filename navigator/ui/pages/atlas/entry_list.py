"""Documents, provisions and measures under headings; Enter or a click opens one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from navigator.app.atlas import Entry
from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets.row_list import Row, RowList


class EntryList(RowList):
    entryOpened = Signal(object)  # noqa: N815 (Qt spelling) an Entry

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._entries: dict[str, Entry] = {}
        self.opened.connect(lambda key, _beside: self.entryOpened.emit(self._entries[key]))

    def set_sections(self, sections: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        """Empty sections are left out."""
        self._entries = {entry.id: entry for _, entries in sections for entry in entries}
        rows: list[Row] = []
        for title, entries in sections:
            if entries:
                rows.append(Row(t("{title}　{n}", title=title, n=len(entries))))
                rows += [
                    Row(e.title, e.note, e.id, icon="hand-coins" if e.measure else "file-text")
                    for e in entries
                ]
        self.set_rows(rows)
