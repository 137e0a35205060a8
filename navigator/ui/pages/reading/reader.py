"""One document in a tab: typeset text that knows which provision is where."""

from __future__ import annotations

from html import escape
from typing import Any, cast

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QToolTip, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t

_MEASURE = 40  # characters a line
_TERM = "term:"  # links of underlined terms
_EXPLAINED_MS = 20_000


class Reader(QTextBrowser):
    """Loads nothing by itself: links are told, never followed, and resources stay empty."""

    linkChosen = Signal(str, bool)  # noqa: N815 (Qt spelling) href, beside
    provisionChanged = Signal(str)  # noqa: N815 (Qt spelling) path of the provision in hand
    menuWanted = Signal(object)  # noqa: N815 (Qt spelling) global position

    def __init__(self, ctx: UiContext, document_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.document_id = document_id
        self.path = ""  # of the provision in hand
        self.wide = False
        self._places: list[tuple[int, str]] = []  # text position, path
        self._hits: list[QTextCursor] = []
        self._hit = -1
        self._marked: list[tuple[QTextCursor, str]] = []
        self._guided = False  # scrolling on purpose, not by the reader's hand
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setProperty("frame", "none")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAccessibleName(t("正文"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._clicked)
        self.cursorPositionChanged.connect(self._follow_cursor)
        self.verticalScrollBar().valueChanged.connect(self._follow_scroll)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is ever fetched for a text, from the disk or from elsewhere."""
        del kind, name
        return None

    def set_page(self, html: str, wide: bool) -> None:
        """Show the page, keeping the provision in hand in sight."""
        keep = self.path
        self.wide = wide
        base = self.palette()
        base.setColor(QPalette.ColorRole.Base, self.ctx.theme.colour("surface"))
        base.setColor(QPalette.ColorRole.Text, self.ctx.theme.colour("text"))
        self.setPalette(base)
        self.setHtml(html)
        self.document().setDocumentMargin(self.ctx.theme.px(14))
        self._fit()
        self._map_places()
        self._hits, self._hit = [], -1
        if keep:
            self.show_path(keep)

    def _map_places(self) -> None:
        places: list[tuple[int, str]] = []
        block = self.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                fragment = iterator.fragment()
                names = [n for n in fragment.charFormat().anchorNames() if n and n != "top"]
                places.extend((fragment.position(), name) for name in names)
                iterator += 1
            block = block.next()
        first: dict[str, int] = {}
        for position, name in sorted(places):
            first.setdefault(name, position)  # side by side, both cells carry the name
        self._places = [(position, name) for name, position in first.items()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep the line at a readable length, centred."""
        size = self.ctx.theme.reading_size
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        wanted = size * (_MEASURE * 2 - 6 if self.wide else _MEASURE)
        side = max(size, (room - wanted) // 2)
        self.setViewportMargins(side, 0, side, 0)

    # -- provisions ---------------------------------------------------------------------------------

    def paths(self) -> list[str]:
        """Paths in the order of the page."""
        return [path for _, path in self._places]

    def show_path(self, path: str) -> bool:
        """Bring a provision into sight; False when the page has none such."""
        place = next((p for p, name in self._places if name == path), None)
        if place is None:
            return False
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        self._guided = True
        self.setTextCursor(cursor)
        top = self.document().documentLayout().blockBoundingRect(cursor.block()).top()
        self.verticalScrollBar().setValue(max(0, int(top) - self.ctx.theme.px(24)))
        self._guided = False
        self._settle(path)
        return True

    def step(self, by: int) -> None:
        """To the next provision or the one before."""
        paths = self.paths()
        if not paths:
            return
        index = paths.index(self.path) + by if self.path in paths else 0
        self.show_path(paths[min(max(index, 0), len(paths) - 1)])

    def range_of(self, path: str) -> tuple[int, int] | None:
        """Text positions of a provision on the page."""
        for index, (start, name) in enumerate(self._places):
            if name == path:
                last = index + 1 >= len(self._places)
                end = self.document().characterCount() - 1 if last else self._places[index + 1][0]
                return start, end
        return None

    def _at(self, position: int) -> str:
        found = ""
        for start, path in self._places:
            if start > position:
                break
            found = path
        return found

    def _settle(self, path: str) -> None:
        if path and path != self.path:
            self.path = path
            self._paint()
            self.provisionChanged.emit(path)

    def _follow_cursor(self) -> None:
        if self._guided:
            return
        self._settle(self._at(self.textCursor().position()))

    def _follow_scroll(self) -> None:
        if self._guided:
            return
        cursor = self.cursorForPosition(self.viewport().rect().topLeft() + self._eye())
        current = self.range_of(self.path) if self.path else None
        if current is None or not self._visible(current):
            self._settle(self._at(cursor.position()))

    def _eye(self) -> QPoint:
        return QPoint(20, self.viewport().height() // 4)

    def _visible(self, span: tuple[int, int]) -> bool:
        layout = self.document().documentLayout()
        area: QRectF = layout.blockBoundingRect(self.document().findBlock(span[0]))
        top = self.verticalScrollBar().value()
        return area.bottom() >= top and area.top() <= top + self.viewport().height()

    # -- marks ----------------------------------------------------------------------------------------

    def mark_passages(self, spans: list[tuple[int, int, str]]) -> None:
        """Highlights of the desk: text positions and a colour token."""
        self._marked = []
        for start, end, colour in spans:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._marked.append((cursor, colour))
        self._paint()

    def find_all(self, words: list[str], path: str | None = None) -> int:
        """Mark every occurrence; returns how many. Shows the first, or the first in ``path``."""
        self._hits = []
        for word in words:
            cursor = QTextCursor(self.document())
            while True:
                cursor = self.document().find(word, cursor)
                if cursor.isNull() or len(self._hits) > 5000:
                    break
                self._hits.append(QTextCursor(cursor))
        self._hits.sort(key=lambda hit: hit.selectionStart())
        self._hit = -1
        span = self.range_of(path) if path else None
        if span:
            self._hit = next(
                (i for i, h in enumerate(self._hits) if span[0] <= h.selectionStart() < span[1]), -1
            )
        self._paint()
        return len(self._hits)

    def step_hit(self, by: int) -> tuple[int, int]:
        """To the next hit; returns its number and how many there are."""
        if not self._hits:
            return 0, 0
        self._hit = (self._hit + by) % len(self._hits)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._hits[self._hit].selectionStart())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._paint()
        return self._hit + 1, len(self._hits)

    def _paint(self) -> None:
        theme = self.ctx.theme
        layers: list[QTextEdit.ExtraSelection] = []
        for cursor, colour in self._marked:
            layers.append(_layer(cursor, QColor(colour), theme.colour("on_mark")))
        for index, hit in enumerate(self._hits):
            ground = theme.colour("mark_current" if index == self._hit else "mark")
            layers.append(_layer(hit, ground, theme.colour("on_mark")))
        self.setExtraSelections(layers)

    # -- links and menus --------------------------------------------------------------------------------

    def _clicked(self, url: QUrl) -> None:
        from PySide6.QtWidgets import QApplication

        beside = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        self.linkChosen.emit(url.toString(QUrl.ComponentFormattingOption.FullyDecoded), beside)

    def viewportEvent(self, event: QEvent) -> bool:
        """Resting the pointer on an underlined term explains it."""
        if event.type() == QEvent.Type.ToolTip:
            place = cast(QHelpEvent, event)
            if self._explain(self.anchorAt(place.pos()), place.globalPos()):
                return True
        return super().viewportEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads from link to link; one that is a term is explained on the way."""
        moved = super().focusNextPrevChild(forward)
        cursor = self.textCursor()
        href = cursor.charFormat().anchorHref() if moved and cursor.hasSelection() else ""
        place = self.viewport().mapToGlobal(self.cursorRect(cursor).bottomLeft())
        if not self._explain(href, place):
            QToolTip.hideText()
        return moved

    def explanation(self, href: str) -> str:
        """What the term of a link means, as rich text that wraps; empty for other links."""
        if not href.startswith(_TERM):
            return ""
        word = QUrl.fromPercentEncoding(href.removeprefix(_TERM).encode())
        glossary = self.ctx.workbench.glossary  # type: ignore[attr-defined]
        term = next((term for term in glossary if word in term.spellings), None)
        if term is None:
            return ""
        size = int(self.ctx.theme.reading_size * 0.86)
        return (
            f"<div style='font-size:{size}px'><b>{escape(term.term)}</b>"
            f"<p style='margin:4px 0 0 0; line-height:140%'>{escape(term.explanation)}</p></div>"
        )

    def _explain(self, href: str, place: QPoint) -> bool:
        words = self.explanation(href)
        if words:
            QToolTip.showText(place, words, self.viewport(), msecShowTime=_EXPLAINED_MS)
        return bool(words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        path = self._at(self.cursorForPosition(event.pos()).position())
        self._settle(path)
        self.menuWanted.emit(event.globalPos())

    def selected_words(self) -> str:
        """Selected text as the document has it."""
        return self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def plain(self) -> QTextDocument:
        return self.document()


def _layer(cursor: QTextCursor, ground: QColor, ink: QColor) -> QTextEdit.ExtraSelection:
    layer = QTextEdit.ExtraSelection()
    look = QTextCharFormat()
    look.setBackground(ground)
    look.setForeground(ink)
    layer.cursor = cursor
    layer.format = look
    return layer
