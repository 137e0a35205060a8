"""The margin beside the text: which provision is in hand, and what is tied to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from navigator.ui.accessible_rows import Role, Row
from navigator.ui.i18n import t
from navigator.ui.pages.reading.sheet import Marks
from navigator.ui.theme import Theme

if TYPE_CHECKING:
    from navigator.ui.pages.reading.reader import Reader

_KINDS = (
    ("measures", "compass", "可触发 {n} 项措施，点一下看是哪些"),
    ("bookmarks", "bookmark", "{n} 个书签"),
    ("notes", "sticky-note", "{n} 条笔记"),
)
_ICON = 16
_ROOM = 34


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the screen."""

    area: QRect
    kind: str
    path: str
    words: str


class Gutter(QWidget):
    """Draws beside what is in sight only; the inspector says the same for those who use keys."""

    def __init__(self, reader: Reader, theme: Theme) -> None:
        super().__init__(reader)
        self._reader = reader
        self._theme = theme
        self._marks = Marks()
        self._icons = {kind: theme.icon(icon, "accent_text") for kind, icon, _ in _KINDS}
        self.setMouseTracking(True)
        self.setAccessibleName(t("本页的标记"))

    @property
    def room(self) -> int:
        """Pixels the margin takes beside the text."""
        return self._theme.px(_ROOM)

    def set_marks(self, marks: Marks) -> None:
        self._marks = marks
        self.update()

    def spots(self) -> list[Spot]:
        """The marks in sight, from top to bottom."""
        found: list[Spot] = []
        reader, side = self._reader, self._theme.px(_ICON)
        counts = {
            "measures": self._marks.measures,
            "bookmarks": self._marks.bookmarks,
            "notes": self._marks.notes,
        }
        offset = reader.verticalScrollBar().value()
        step, free = side + self._theme.px(5), -10_000
        for path in reader.paths():
            identifier = f"{reader.document_id}#{path}"
            tied = [
                (kind, t(words, n=number))
                for kind, _, words in _KINDS
                if (number := counts[kind].get(identifier, 0))
            ]
            if not tied:
                continue
            top = int(reader.top_of(path) or 0) - offset + self._theme.px(6)
            if top > self.height():
                break
            for kind, words in tied:
                y = max(top, free)  # below those of the line before, where that has many
                top, free = y + step, y + step
                if y + side >= 0:
                    area = QRect(self.width() - side - self._theme.px(10), y, side, side)
                    found.append(Spot(area, kind, path, words))
        return found

    # For screen readers: the marks in sight, each by the provision it belongs to.

    def spoken_count(self) -> int:
        return len(self.spots())

    def spoken_current(self) -> int:
        return -1

    def spoken_row(self, index: int) -> Row:
        spot = self.spots()[index]
        return Row(f"{spot.path}：{spot.words}", spot.area, role=Role.Link)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        self._paint_hand(painter)
        for spot in self.spots():
            self._icons[spot.kind].paint(painter, spot.area)
        painter.end()

    def _paint_hand(self, painter: QPainter) -> None:
        """A bar beside the provision in hand."""
        reader = self._reader
        top = reader.top_of(reader.path) if reader.path else None
        bottom = reader.bottom_of(reader.path) if reader.path else None
        if top is None or bottom is None:
            return
        offset = reader.verticalScrollBar().value()
        wide = self._theme.px(3)
        bar = QRect(self.width() - wide, int(top) - offset, wide, max(wide, int(bottom - top)))
        painter.fillRect(bar, self._theme.colour("accent"))

    def _spot_at(self, event: QMouseEvent | QHelpEvent) -> Spot | None:
        place = event.position().toPoint() if isinstance(event, QMouseEvent) else event.pos()
        reach = self._theme.px(4)
        for spot in self.spots():
            if spot.area.adjusted(-reach, -reach // 2, reach, reach // 2).contains(place):
                return spot
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointing = self._spot_at(event) is not None
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event)
        if spot is not None:
            self._reader.markChosen.emit(spot.kind, spot.path)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self._spot_at(event)
            QToolTip.showText(event.globalPos(), spot.words if spot else "", self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(self.room, 0)
