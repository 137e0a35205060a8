"""Tabs of the reader: one a document, filled when they are first looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.reading.pages_of import shortened
from navigator.ui.pages.reading.reader import Reader

MOST = 200
_WORDS = 20  # of a title, while there is room; more tabs make each narrower


class ReaderTabs(QTabWidget):
    """Readers and comparisons. ``dress`` ties a new reader to the page."""

    emptied = Signal()

    def __init__(self, ctx: UiContext, dress: Callable[[Reader], None]) -> None:
        super().__init__()
        self._ctx = ctx
        self._dress = dress
        self.setDocumentMode(True)
        self.setTabsClosable(not ctx.kiosk)  # a cross is too small for a finger
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabCloseRequested.connect(self.close_at)
        self.tabBar().installEventFilter(self)
        ctx.theme.changed.connect(self._scale)
        self.retranslate()

    def retranslate(self) -> None:
        self.tabBar().setAccessibleName(t("打开的文件"))

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._scale()

    def _scale(self) -> None:
        """Qt gives the crosses of tabs one size, whatever the zoom."""
        bar, side = self.tabBar(), self._ctx.theme.px(20)
        for index in range(self.count()):
            cross = bar.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if cross is not None and cross.width() != side:
                cross.resize(side, side)
                bar.setTabText(index, bar.tabText(index))  # which lays the tab out anew

    def readers(self) -> list[Reader]:
        """The readers of all tabs, in their order."""
        found = [self.widget(index) for index in range(self.count())]
        return [widget for widget in found if isinstance(widget, Reader)]

    def current(self) -> Reader | None:
        """The reader in front; None without one, or while a comparison is in front."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Reader) else None

    def reader_of(self, document_id: str) -> Reader | None:
        """The tab of a document: the one in front if it has several, else the first."""
        mine = [reader for reader in self.readers() if reader.document_id == document_id]
        current = self.current()
        return current if current in mine else (mine[0] if mine else None)

    def add_reader(self, document_id: str, title: str, path: str, last: bool = False) -> Reader:
        """A new tab next to the one in front, or after all others."""
        self._make_room()
        reader = Reader(self._ctx, document_id)
        reader.path = path
        self._dress(reader)
        self.add(reader, title, last)
        return reader

    def add(self, widget: QWidget, title: str, last: bool = False) -> None:
        """A tab of any kind; it does not come to the front by itself."""
        place = self.count() if last else self.currentIndex() + 1
        shown = shortened(title, _WORDS)
        self.setTabToolTip(self.insertTab(place, widget, shown.replace("&", "&&")), title)

    def _make_room(self) -> None:
        """The oldest tab gives way when there are too many to find anything."""
        while self.count() >= MOST:
            self.close_at(0 if self.currentIndex() != 0 else 1)

    def close_at(self, index: int) -> None:
        widget = self.widget(index)
        if widget is None:
            return
        self.removeTab(index)
        widget.deleteLater()
        if self.count() == 0:
            self.emptied.emit()

    def close_current(self) -> None:
        if self.count():
            self.close_at(self.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click with the middle button closes a tab."""
        if (
            watched is self.tabBar()
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.MiddleButton
            and self.tabsClosable()
        ):
            self.close_at(self.tabBar().tabAt(event.position().toPoint()))
            return True
        return super().eventFilter(watched, event)
