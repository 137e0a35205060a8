"""Time in a scroll area: nearer and farther, a bar below that counts days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea

from navigator.ui.pages.timeline.scale import Scale, fitting, spanning


class TimeScroll(QAbstractScrollArea):
    """Shows everything until it is told how many days to show, zoomed or moved."""

    scaled = Signal()  # nearer, farther or whole

    def __init__(self) -> None:
        super().__init__()
        self._as_of = dt.date.today()
        self._span = (self._as_of, self._as_of + dt.timedelta(days=365))
        self._scale = Scale(self._as_of, 1.0)
        self._fitted = True
        self._days = 0
        self._following = False
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    def time_width(self) -> float:
        """Pixels there are for time."""
        return max(1.0, float(self.viewport().width()))

    @property
    def scale(self) -> Scale:
        return self._scale

    def _keep(self, moved: bool = False) -> None:
        """After a change of size, or of dates (``moved``): shows again what was asked for."""
        if self._fitted:
            self.fit()
        elif self._days > 0:
            self.show_days(self._days)
        elif moved:
            self.to_date()
        else:
            self._follow()

    def fit(self) -> None:
        """All windows in sight."""
        self._fitted = True
        self._days = 0
        self._rescale(fitting(*self._span, self.time_width()))
        self.scaled.emit()

    def show_days(self, days: int) -> None:
        """So many days in sight, the date of handling in the middle."""
        self._fitted = False
        self._days = days
        self._rescale(spanning(self._as_of, days, self.time_width()))
        self.scaled.emit()

    @property
    def days(self) -> int:
        """What :meth:`show_days` was last asked for; 0 when all is shown, -1 for anything else."""
        return self._days

    def _rescale(self, scale: Scale) -> None:
        self._scale = scale
        self._follow()
        self.viewport().update()

    def _follow(self) -> None:
        """The bar below shows where in time the picture is; it counts days."""
        bar = self.horizontalScrollBar()
        seen = int(self.time_width() / self._scale.density)
        here = self._scale.origin.toordinal()
        first, last = (day.toordinal() for day in self._span)
        self._following = True
        bar.setRange(min(first, here), max(last - seen, here))
        bar.setPageStep(max(1, seen))
        bar.setSingleStep(max(1, seen // 20))
        bar.setValue(here)
        self._following = False

    def _scrolled(self, ordinal: int) -> None:
        if not self._following:
            self._fitted = False
            self._scale = replace(self._scale, origin=dt.date.fromordinal(max(1, ordinal)))
            self.viewport().update()

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Nearer or farther; ``at`` is the place that stays, by default the date of handling."""
        self._fitted = False
        if at is None:
            x = self._scale.x(self._as_of)
            time = self.time_width()
            at = x if 0 <= x <= time else time / 2
        self._days = -1
        self._rescale(self._scale.zoomed(factor, at))
        self.scaled.emit()

    def pan(self, pixels: float) -> None:
        self._fitted = False
        self._rescale(self._scale.moved(pixels))

    def to_date(self) -> None:
        """The date of handling into the middle."""
        self.pan(self._scale.x(self._as_of) - self.time_width() / 2)
