"""What is marked on a page without touching its text: hits of a search and highlights of the desk."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from navigator.ui.highlights import INK
from navigator.ui.theme import Theme

_MOST = 5000  # hits marked on one page


class Layers:
    """Extra selections of one text view; a page is never set anew to mark something on it."""

    def __init__(self, view: QTextEdit, theme: Theme) -> None:
        self._view = view
        self._theme = theme
        self.words: list[str] = []
        self.hits: list[QTextCursor] = []
        self.current = -1
        self._passages: list[tuple[QTextCursor, str]] = []

    def forget(self) -> None:
        """The page has been set anew: no position holds any more."""
        self.hits, self._passages, self.current = [], [], -1

    def set_passages(self, spans: list[tuple[int, int, str]]) -> None:
        """Highlights: text positions and ``#rrggbb``."""
        self._passages = []
        for start, end, colour in spans:
            cursor = QTextCursor(self._view.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._passages.append((cursor, colour))
        self.paint()

    def find(self, words: list[str], span: tuple[int, int] | None = None) -> int:
        """Mark every occurrence of the words; the one current is the first inside ``span``."""
        self.words = words
        self.hits = []
        document = self._view.document()
        for word in words:
            cursor = document.find(word)
            while not cursor.isNull() and len(self.hits) < _MOST:
                self.hits.append(QTextCursor(cursor))
                cursor = document.find(word, cursor)
        self.hits.sort(key=QTextCursor.selectionStart)
        self.current = -1
        if span:
            inside = (
                index
                for index, hit in enumerate(self.hits)
                if span[0] <= hit.selectionStart() < span[1]
            )
            self.current = next(inside, -1)
        self.paint()
        return len(self.hits)

    def step(self, by: int) -> QTextCursor | None:
        """The next hit, or the one before; None without hits."""
        if not self.hits:
            return None
        if self.current < 0 and by < 0:
            self.current = 0
        self.current = (self.current + by) % len(self.hits)
        self.paint()
        return self.hits[self.current]

    def paint(self) -> None:
        theme = self._theme
        ink = theme.colour("on_mark")
        layers = [_layer(cursor, QColor(colour), QColor(INK)) for cursor, colour in self._passages]
        for index, hit in enumerate(self.hits):
            ground = theme.colour("mark_current" if index == self.current else "mark")
            layers.append(_layer(hit, ground, ink))
        self._view.setExtraSelections(layers)


def _layer(cursor: QTextCursor, ground: QColor, ink: QColor) -> QTextEdit.ExtraSelection:
    layer = QTextEdit.ExtraSelection()
    look = QTextCharFormat()
    look.setBackground(ground)
    look.setForeground(ink)
    layer.cursor = cursor
    layer.format = look
    return layer
