"""The page of the manual in front: shows our own pictures, follows our own links, nothing else."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from navigator.app.manual import FOLDER, Chapter
from navigator.resources import resource
from navigator.ui.pages.manual.look import page_html
from navigator.ui.theme import Theme

_WIDEST = 720  # forty characters of body text and a little air
_LEAST_MARGIN = 28
_MOST_MARKS = 500


class Sheet(QTextBrowser):
    """``followed`` carries the id of the chapter a link leads to."""

    followed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chapter: Chapter | None = None
        self._part = ""
        self._words: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._redress)

    @property
    def chapter(self) -> Chapter | None:
        return self._chapter

    def show_chapter(self, chapter: Chapter, part: str, words: tuple[str, ...] = ()) -> None:
        """Shows a chapter from its beginning, with every one of ``words`` marked."""
        self._chapter, self._part, self._words = chapter, part, words
        self._shown = ()
        self._draw()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleName(chapter.title)

    def show_section(self, heading: str) -> None:
        """Scrolls to a section of the chapter; an unknown one is passed over."""
        if self._chapter is None or not heading:
            return
        headings = [section.heading for section in self._chapter.sections if section.heading]
        if heading in headings:
            self.scrollToAnchor(f"s{headings.index(heading) + 1}")

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """The pictures of the chapter in front; nothing else is fetched, from nowhere."""
        wanted = name.toString() if isinstance(name, QUrl) else name
        file, _, width = wanted.partition("?")
        picture = int(QTextDocument.ResourceType.ImageResource.value)
        known = self._chapter is not None and file in self._chapter.pictures and width.isdigit()
        if int(getattr(kind, "value", kind)) != picture or not known:
            return None
        return self._picture(file, int(width))

    def _picture(self, file: str, width: int) -> QImage:
        """Made smaller here: the text's own drawing would leave out lines of the characters."""
        ratio = self.devicePixelRatio()
        whole = QImage(str(resource(FOLDER, file))).convertToFormat(QImage.Format.Format_RGB32)
        smooth = Qt.TransformationMode.SmoothTransformation
        made = whole.scaledToWidth(max(1, round(width * ratio)), smooth)
        painter = QPainter(made)
        painter.setPen(QPen(self._theme.colour("border_strong"), 1))
        painter.drawRect(made.rect().adjusted(0, 0, -1, -1))
        painter.end()
        made.setDevicePixelRatio(ratio)
        return made

    def marks(self) -> list[str]:
        """The words that are marked, from top to bottom."""
        return [mark.cursor.selectedText() for mark in self.extraSelections()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._draw()

    def _fit(self) -> None:
        """Keeps lines readable: the text stands in a column in the middle of a wide window."""
        px = self._theme.px
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(px(_LEAST_MARGIN), (room - px(_WIDEST)) // 2)
        self.setViewportMargins(side, px(20), max(px(_LEAST_MARGIN), side), 0)

    def _redress(self) -> None:
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, self._theme.colour("surface"))
        colours.setColor(QPalette.ColorRole.Text, self._theme.colour("text"))
        self.setPalette(colours)
        self._shown = ()
        self._fit()
        self._draw()

    def _draw(self) -> None:
        if self._chapter is None:
            return
        width = min(self._theme.px(_WIDEST), self.viewport().width() - self._theme.px(4))
        wanted = (self._chapter.id, width, self._theme.name, self._theme.zoom)
        if wanted == self._shown or width <= 0:
            self._lay_out()
            return
        self._shown = wanted
        bar = self.verticalScrollBar()
        before = bar.value() / max(1, bar.maximum())
        self.setHtml(page_html(self._chapter, self._part, self._theme, width))
        self._lay_out()
        bar.setValue(round(before * bar.maximum()))
        self._mark()

    def _lay_out(self) -> None:
        # Margins set while hidden reach the viewport, but not the text that was laid out before.
        if self.document().textWidth() != self.viewport().width():
            self.document().setTextWidth(self.viewport().width())

    def _mark(self) -> None:
        look = QTextCharFormat()
        look.setBackground(self._theme.colour("mark"))
        look.setForeground(self._theme.colour("on_mark"))
        found: list[QTextEdit.ExtraSelection] = []
        for word in self._words:
            cursor = self.document().find(word)
            while not cursor.isNull() and len(found) < _MOST_MARKS:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = QTextCursor(cursor), look
                found.append(mark)
                cursor = self.document().find(word, cursor)
        found.sort(key=lambda mark: mark.cursor.position())
        self.setExtraSelections(found)

    def _follow(self, url: QUrl) -> None:
        target = url.toString()
        if self._chapter is not None and target in self._chapter.links:
            self.followed.emit(target)
