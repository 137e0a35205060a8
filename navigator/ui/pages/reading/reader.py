"""One document in a tab: typeset text that knows which provision is where."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit, QToolTip, QWidget

from navigator.ui.accessible import announce
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.reading.gutter import Gutter
from navigator.ui.pages.reading.layers import Layers
from navigator.ui.pages.reading.sheet import Marks
from navigator.ui.pages.reading.terms import SHOWN_MS, explanation

_MEASURE = 40  # characters a line


class Reader(QTextBrowser):
    """Loads nothing by itself: links are told, never followed, and resources stay empty."""

    linkChosen = Signal(str, bool)  # noqa: N815 (Qt spelling) href, beside
    provisionChanged = Signal(str)  # noqa: N815 (Qt spelling) path of the provision in hand
    menuWanted = Signal(object)  # noqa: N815 (Qt spelling) global position
    wordsChosen = Signal()  # noqa: N815 (Qt spelling) a selection was made
    markChosen = Signal(str, str)  # noqa: N815 (Qt spelling) kind of mark, path

    def __init__(self, ctx: UiContext, document_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.document_id = document_id
        self.path = ""  # of the provision in hand
        self.wide = False
        self.stale = True  # the page has yet to be set
        self._places: list[tuple[int, str]] = []  # text position, path
        self._starts: dict[str, int] = {}  # the same, by path
        self._guided = False  # scrolling on purpose, not by the reader's hand
        self.scrolling = False  # the provision in hand changes because the page is scrolled
        self.layers = Layers(self, ctx.theme)
        self.gutter = Gutter(self, ctx.theme)
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
        known = self.top_of(keep) if keep else None
        # The provision stays where it was on the screen; a page set for the first time begins at it.
        offset = self.ctx.theme.px(24)
        if known is not None:
            offset = int(known) - self.verticalScrollBar().value()
        self.wide = wide
        base = self.palette()
        base.setColor(QPalette.ColorRole.Base, self.ctx.theme.colour("surface"))
        base.setColor(QPalette.ColorRole.Text, self.ctx.theme.colour("text"))
        self.setPalette(base)
        self.stale = False
        self.setHtml(html)
        self.document().setDocumentMargin(self.ctx.theme.px(14))
        self._fit()
        self._map_places()
        self.layers.forget()
        self.gutter.update()
        if keep and (top := self.top_of(keep)) is not None:
            self._guided = True
            self.verticalScrollBar().setValue(int(top) - offset)
            self._guided = False
        elif keep:
            self.path = ""

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
        self._starts = first

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep the line at a readable length, centred."""
        size = self.ctx.theme.reading_size
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        wanted = size * (_MEASURE * 2 - 6 if self.wide else _MEASURE)
        side = (room - wanted) // 2
        self.setViewportMargins(max(side, self.gutter.room), 0, max(side, 0), 0)
        self.gutter.setGeometry(
            self.viewport().x() - self.gutter.room, self.viewport().y(),
            self.gutter.room, self.viewport().height(),
        )  # fmt: skip

    # -- provisions ---------------------------------------------------------------------------------

    def paths(self) -> list[str]:
        """Paths in the order of the page."""
        return [path for _, path in self._places]

    def show_path(self, path: str) -> bool:
        """Bring a provision into sight; False when the page has none such."""
        place = self._starts.get(path)
        if place is None:
            return False
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        self._guided = True
        self.setTextCursor(cursor)
        top = self._top_at(place)
        self.verticalScrollBar().setValue(max(0, int(top) - self.ctx.theme.px(24)))
        self._guided = False
        self._settle(path)
        announce(self, self.document().findBlock(place).text())
        return True

    def show_top(self) -> None:
        """The beginning of the page, with no provision in hand."""
        self._guided = True
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self._guided = False
        self.path = ""
        self.gutter.update()

    def top_of(self, path: str) -> float | None:
        """Where a provision begins on the page, in pixels from its top; None when it is not there."""
        place = self._starts.get(path)
        return None if place is None else self._top_at(place)

    def bottom_of(self, path: str) -> float | None:
        """Where a provision ends on the page."""
        span = self.range_of(path)
        if span is None:
            return None
        if self._at(span[1]) != path:  # side by side, the longer of two cells counts
            return self._top_at(span[1]) - self.ctx.theme.px(10)
        block = self.document().findBlock(span[1])
        return self.document().documentLayout().blockBoundingRect(block).bottom()

    def _top_at(self, position: int) -> float:
        block = self.document().findBlock(position)
        return self.document().documentLayout().blockBoundingRect(block).top()

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
            self.gutter.update()
            self.provisionChanged.emit(path)

    def _follow_cursor(self) -> None:
        if self._guided:
            return
        self._settle(self._at(self.textCursor().position()))

    def _follow_scroll(self) -> None:
        self.gutter.update()
        if self._guided:
            return
        self.scrolling = True
        self._follow_eye()
        self.scrolling = False

    def _follow_eye(self) -> None:
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
        """Highlights of the desk: text positions and ``#rrggbb``."""
        self.layers.set_passages(spans)

    def find_all(self, words: list[str], path: str | None = None) -> int:
        """Mark every occurrence; returns how many. The first one in ``path`` is the next shown."""
        return self.layers.find(words, self.range_of(path) if path else None)

    def step_hit(self, by: int) -> tuple[int, int]:
        """To the next hit; returns its number and how many there are."""
        hit = self.layers.step(by)
        if hit is None:
            return 0, 0
        cursor = QTextCursor(self.document())
        cursor.setPosition(hit.selectionStart())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return self.layers.current + 1, len(self.layers.hits)

    def show_marks(self, marks: Marks) -> None:
        """What is tied to the provisions, drawn in the margin."""
        self.gutter.set_marks(marks)

    # -- links and menus --------------------------------------------------------------------------------

    def _clicked(self, url: QUrl) -> None:
        beside = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        self.linkChosen.emit(url.toString(QUrl.ComponentFormattingOption.FullyDecoded), beside)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        href = self.anchorAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and href.startswith("policy:"):
            self.linkChosen.emit(href, True)
            return
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.textCursor().hasSelection():
            self.wordsChosen.emit()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self.textCursor().hasSelection():
            self.wordsChosen.emit()

    def selection_place(self) -> QPoint:
        """Where the selection begins, in coordinates of the reader."""
        cursor = QTextCursor(self.textCursor())
        cursor.setPosition(cursor.selectionStart())
        return self.viewport().mapTo(self, self.cursorRect(cursor).topLeft())

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
        return explanation(self.ctx, href)

    def _explain(self, href: str, place: QPoint) -> bool:
        words = self.explanation(href)
        if words:
            QToolTip.showText(place, words, self.viewport(), msecShowTime=SHOWN_MS)
        return bool(words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        path = self._at(self.cursorForPosition(event.pos()).position())
        self._settle(path)
        self.menuWanted.emit(event.globalPos())

    def selected_words(self) -> str:
        """Selected text as the document has it."""
        return self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
