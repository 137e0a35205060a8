"""Days to pixels and back, and the ticks of the axis."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from navigator.ui.i18n import t

MIN_DENSITY = 0.04  # pixels a day: thirty years on a screen
MAX_DENSITY = 24.0  # single days can be told apart
# Days in sight, by the unit the axis is then divided in; 0 shows everything.
SPANS: dict[str, int] = {"month": 92, "quarter": 366, "year": 1096, "all": 0}
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
        if months == 1 and 8 * self.density >= em * 5:  # 21 to 28 February is the least
            return self._thirds(end)
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

    def _thirds(self, end: dt.date) -> list[Tick]:
        """The 1st, 11th and 21st of each month."""
        month, found = self.origin.replace(day=1), []
        while month <= end:
            found += [
                Tick(day, _text(day, 1) if day.day == 1 else _day_text(day), day == _new_year(day))
                for day in (month, month.replace(day=11), month.replace(day=21))
                if day <= end
            ]
            month = _later(month, 1)
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


def _day_text(day: dt.date) -> str:
    return t("{day}日", day=day.day)


def _new_year(day: dt.date) -> dt.date:
    return day.replace(month=1, day=1)


def _later(day: dt.date, months: int) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    year = count // 12
    return dt.date.max if year > 9998 else dt.date(year, count % 12 + 1, 1)


def spanning(middle: dt.date, days: int, width: float) -> Scale:
    """The scale that shows ``days`` in ``width`` pixels, ``middle`` in the middle."""
    ordinal = max(1, middle.toordinal() - days // 2)
    density = max(MIN_DENSITY, min(MAX_DENSITY, max(1.0, width) / max(1, days)))
    return Scale(dt.date.fromordinal(ordinal), density)


def fitting(begin: dt.date, end: dt.date, width: float) -> Scale:
    """The scale that shows ``begin`` to ``end`` in ``width`` pixels."""
    days = max(1, (end - begin).days)
    return Scale(begin, max(MIN_DENSITY, min(MAX_DENSITY, max(1.0, width) / days)))
