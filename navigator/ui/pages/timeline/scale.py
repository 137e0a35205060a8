"""Days to pixels and back, and the ticks of the axis."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from navigator.ui.i18n import t

MIN_DENSITY = 0.04  # pixels a day: thirty years on a screen
MAX_DENSITY = 24.0  # single days can be told apart
STEP = 1.25


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis; ``major`` ones carry the year."""

    day: dt.date
    text: str
    major: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """``origin`` stands at x = 0; ``density`` is in pixels a day."""

    origin: dt.date
    density: float

    def x(self, day: dt.date) -> float:
        return (day - self.origin).days * self.density

    def day(self, x: float) -> dt.date:
        days = int(x // self.density)
        return dt.date.fromordinal(max(1, min(dt.date.max.toordinal(), self._ordinal + days)))

    @property
    def _ordinal(self) -> int:
        return self.origin.toordinal()

    def moved(self, pixels: float) -> Scale:
        """The scale after the picture has been dragged ``pixels`` to the left."""
        return replace(self, origin=self.day(pixels))

    def zoomed(self, factor: float, at: float) -> Scale:
        """Nearer (factor > 1) or farther, the day under ``at`` keeping its place."""
        density = max(MIN_DENSITY, min(MAX_DENSITY, self.density * factor))
        ordinal = self._ordinal + at / self.density - at / density
        bounded = max(1, min(dt.date.max.toordinal(), round(ordinal)))
        return Scale(dt.date.fromordinal(bounded), density)

    def ticks(self, width: float, em: float) -> list[Tick]:
        """Ticks for ``width`` pixels with about ``em`` pixels a character."""
        months = self._months(em)
        end = self.day(width) + dt.timedelta(days=1)
        day = self.origin.replace(day=1)
        day = day.replace(month=(day.month - 1) // min(months, 12) * min(months, 12) + 1)
        if months > 12:
            years = months // 12
            day = day.replace(year=max(1, day.year // years * years))
        found = []
        while day <= end:
            major = day.month == 1
            found.append(Tick(day, _text(day, months), major))
            day = _later(day, months)
        return found

    def _months(self, em: float) -> int:
        for months in (1, 3, 6, 12, 24, 60, 120):
            if months * 30.4 * self.density >= em * 5:
                return months
        return 240


def _text(day: dt.date, months: int) -> str:
    if months >= 12:
        return str(day.year)
    if day.month == 1:
        return t("{year}年1月", year=day.year)
    return t(f"{day.month}月")  # each month has an entry of its own: other languages name them


def _later(day: dt.date, months: int) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    year = count // 12
    return dt.date.max if year > 9998 else dt.date(year, count % 12 + 1, 1)


def fitting(begin: dt.date, end: dt.date, width: float) -> Scale:
    """The scale that shows ``begin`` to ``end`` in ``width`` pixels."""
    days = max(1, (end - begin).days)
    return Scale(begin, max(MIN_DENSITY, min(MAX_DENSITY, max(1.0, width) / days)))
