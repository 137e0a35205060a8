"""Where the boxes of a decision picture go: a tree from left to right, free of Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from navigator.ui.pages.wizard.decision import Decision


@dataclass(frozen=True, slots=True)
class Box:
    """A placed node; ``parent`` is the index of its parent's box, -1 for the root."""

    node: Decision
    x: float
    y: float
    width: float
    height: float
    parent: int

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


Height = Callable[[Decision], float]


def place(
    root: Decision, height_of: Height, width: float, gap_x: float, gap_y: float
) -> tuple[Box, ...]:
    """Boxes in reading order; children stand below each other, a parent beside its first one."""
    boxes: list[Box] = []
    _place(root, 0, 0.0, -1, boxes, (height_of, width, gap_x, gap_y))
    return tuple(boxes)


def _place(
    node: Decision,
    depth: int,
    top: float,
    parent: int,
    boxes: list[Box],
    measures: tuple[Height, float, float, float],
) -> float:
    """Places a node and all below it from ``top`` on; returns the lower end of what it takes."""
    height_of, width, gap_x, gap_y = measures
    own = height_of(node)
    index = len(boxes)
    x = depth * (width + gap_x)
    boxes.append(Box(node, x, top, width, own, parent))
    bottom = top
    for number, child in enumerate(node.children):
        start = bottom + (gap_y if number else 0)
        bottom = _place(child, depth + 1, start, index, boxes, measures)
    return max(bottom, top + own)
