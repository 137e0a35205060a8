"""The map of the domains: seven tiles, their areas by the number of provisions."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from navigator.app.atlas import Atlas, claimable, treemap
from navigator.model.documents import Domain
from navigator.ui.i18n import t
from navigator.ui.pages.atlas.domain_tile import DomainTile
from navigator.ui.theme import Theme


class DomainMap(QWidget):
    """Arrow keys walk to the neighbouring tile; Enter leads on to what it holds."""

    chosen = Signal(object)  # Domain
    pointed = Signal(str)  # id of a document: clicked once
    opened = Signal(str)  # id of a document: clicked twice
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "none")
        self.tiles = {domain: DomainTile(theme, self) for domain in Domain}
        for domain, tile in self.tiles.items():
            tile.clicked.connect(lambda _=False, one=domain: self.chosen.emit(one))
            tile.walked.connect(lambda way, one=domain: self._walk(one, way))
            tile.entered.connect(self.entered)
            tile.pointed.connect(self.pointed)
            tile.opened.connect(self.opened)
        self._order = list(Domain)
        theme.changed.connect(self._arrange)

    def show_atlas(self, atlas: Atlas, as_of: dt.date) -> None:
        for tally in atlas.domains:
            self.tiles[tally.domain].set_tally(tally, len(claimable(tally.measures, as_of)))
        tallies = sorted(atlas.domains, key=lambda tally: -tally.provisions)
        self._order = [tally.domain for tally in tallies]
        self._arrange()
        self.setAccessibleName(t("领域图"))
        # Tab walks the map from heavy to light, as one reads it.
        for before, after in zip(self._order, self._order[1:], strict=False):
            QWidget.setTabOrder(self.tiles[before], self.tiles[after])

    def mark(self, domain: Domain) -> None:
        """Shows which one is chosen."""
        for key, tile in self.tiles.items():
            tile.setChecked(key is domain)

    def minimumSizeHint(self) -> QSize:
        # A narrow map is a tall one: the tiles keep the room their words need.
        narrow = self.width() < self._theme.px(360)
        return QSize(self._theme.px(220), self._theme.px(760 if narrow else 430))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(620), self._theme.px(520))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        gap = self._theme.px(8)
        weights = []
        for domain in self._order:
            tally = self.tiles[domain].tally
            weights.append(float(tally.provisions if tally is not None else 0))
        for domain, box in zip(
            self._order, treemap(weights, self.width() + gap, self.height() + gap), strict=False
        ):
            left, top = round(box.x), round(box.y)
            right, bottom = round(box.x + box.width), round(box.y + box.height)
            self.tiles[domain].setGeometry(QRect(left, top, right - left - gap, bottom - top - gap))
        self.updateGeometry()

    def _walk(self, domain: Domain, way: QPointF) -> None:
        """To the nearest tile that lies this way."""
        here = QPointF(self.tiles[domain].geometry().center())
        best: tuple[float, DomainTile] | None = None
        for key, tile in self.tiles.items():
            if key is domain:
                continue
            apart = QPointF(tile.geometry().center()) - here
            along = QPointF.dotProduct(apart, way)
            if along <= 0:
                continue
            across = abs(apart.x() * way.y()) + abs(apart.y() * way.x())
            distance = along + 2 * across
            if best is None or distance < best[0]:
                best = (distance, tile)
        if best is not None:
            best[1].setFocus()
            best[1].click()
