"""Common widgets. Pages take their pieces from here, so that all of them look alike."""

from navigator.ui.widgets.basics import (
    Card,
    ElidedLabel,
    PushButton,
    Segmented,
    ToolButton,
    badge,
    button,
    chip,
    divider,
    icon_button,
    label,
    restyle,
)
from navigator.ui.widgets.fields import DateField, SearchField
from navigator.ui.widgets.layout import (
    FlowLayout,
    ScrollColumn,
    SteadyFlow,
    column,
    flow,
    grid,
    row,
    scaled,
)
from navigator.ui.widgets.notices import Banner, EmptyState, IconLabel, Toast

__all__ = [
    "Banner",
    "Card",
    "DateField",
    "ElidedLabel",
    "EmptyState",
    "FlowLayout",
    "IconLabel",
    "PushButton",
    "ScrollColumn",
    "SearchField",
    "Segmented",
    "SteadyFlow",
    "Toast",
    "ToolButton",
    "badge",
    "button",
    "chip",
    "column",
    "divider",
    "flow",
    "grid",
    "icon_button",
    "label",
    "restyle",
    "row",
    "scaled",
]
