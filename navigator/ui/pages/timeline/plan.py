"""Where each row of the picture stands, from top to bottom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from navigator.app.timeline import Group, Lane


@dataclass(frozen=True, slots=True)
class Strip:
    """A heading (``lane`` None) or a lane, between ``top`` and ``top + height``."""

    top: float
    height: float
    text: str
    lane: Lane | None = None
    count: int = 0
    aside: bool = False  # no bar: the text gives no date


class Plan:
    """All strips of a picture, headings in between."""

    def __init__(self, groups: Sequence[Group], row: float, head: float) -> None:
        self.strips: list[Strip] = []
        y = 0.0
        for group in groups:
            self.strips.append(Strip(y, head, group.title, None, len(group.lanes), group.aside))
            y += head
            for lane in group.lanes:
                self.strips.append(Strip(y, row, lane.title, lane))
                y += row
        self.height = y
        self._heads = [strip for strip in self.strips if strip.lane is None]
        self._tops = [strip.top for strip in self.strips]
        self.lanes: list[Lane] = [s.lane for s in self.strips if s.lane is not None]

    def at(self, y: float) -> Strip | None:
        """The strip at this height."""
        if not 0 <= y < self.height:
            return None
        return self.strips[bisect_right(self._tops, y) - 1]

    def pinned(self, top: float) -> Strip | None:
        """The heading that stays in sight while its group passes ``top``; None at the very top.

        Its ``top`` is where it is to be drawn: the next heading pushes it up.
        """
        passed = [head for head in self._heads if head.top < top]
        if not passed:
            return None
        head = passed[-1]
        following = self._heads[len(passed) : len(passed) + 1]
        at = min(top, following[0].top - head.height) if following else top
        return replace(head, top=at)

    def between(self, top: float, bottom: float) -> list[Strip]:
        """The strips that touch this stretch."""
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, bottom)
        return self.strips[first:last]

    def strip_of(self, measure_id: str) -> Strip | None:
        for strip in self.strips:
            if strip.lane is not None and strip.lane.id == measure_id:
                return strip
        return None

    def beside(self, measure_id: str, by: int) -> Lane | None:
        """The lane ``by`` rows further; the first one when nothing is chosen yet."""
        lanes = self.lanes
        if not lanes:
            return None
        ids = [lane.id for lane in lanes]
        if measure_id not in ids:
            return lanes[0] if by >= 0 else lanes[-1]
        return lanes[max(0, min(len(lanes) - 1, ids.index(measure_id) + by))]
