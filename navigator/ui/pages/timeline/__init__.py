"""时间线: windows and deadlines of all measures on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages import Page

_GROUP = "时间线"
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("timeline.picture", "时间线：图", "show_mode:picture", ("Alt+1",), "calendar-range",
               "timeline", _GROUP),
    ActionSpec("timeline.table", "时间线：列表", "show_mode:table", ("Alt+2",), "list",
               "timeline", _GROUP),
    ActionSpec("timeline.find", "时间线：找措施", "find_measure", ("Ctrl+F",), "search",
               "timeline", _GROUP),
    ActionSpec("timeline.closer", "时间线：放大", "closer", (), "zoom-in", "timeline", _GROUP),
    ActionSpec("timeline.farther", "时间线：缩小", "farther", (), "zoom-out", "timeline", _GROUP),
    ActionSpec("timeline.month", "时间线：按月看", "show_span:month", ("Alt+M",), "calendar-days",
               "timeline", _GROUP),
    ActionSpec("timeline.quarter", "时间线：按季看", "show_span:quarter", ("Alt+Q",),
               "calendar-days", "timeline", _GROUP),
    ActionSpec("timeline.year", "时间线：按年看", "show_span:year", ("Alt+Y",), "calendar-days",
               "timeline", _GROUP),
    ActionSpec("timeline.fit", "时间线：看全部", "fit", ("Alt+A",), "maximize", "timeline", _GROUP),
    ActionSpec("timeline.today", "时间线：回到办理日期", "to_date", ("Alt+T",), "locate",
               "timeline", _GROUP),
    ActionSpec("timeline.export", "导出时间线图", "export", ("Ctrl+E",), "file-down",
               "timeline", _GROUP),
)  # fmt: skip


def create(ctx: UiContext) -> Page:
    from navigator.ui.pages.timeline.page import TimelinePage

    return TimelinePage(ctx)
