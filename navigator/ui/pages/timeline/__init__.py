"""时间线: windows and deadlines on one picture, and two more pictures of what is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages import Page

_GROUP = "时间线"
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("timeline.lanes", "时间线图", "show_view:lanes", ("Alt+1",), "calendar-range",
               "timeline", _GROUP),
    ActionSpec("timeline.domains", "领域图", "show_view:domains", ("Alt+2",), "layers",
               "timeline", _GROUP),
    ActionSpec("timeline.units", "责任单位", "show_view:units", ("Alt+3",), "landmark",
               "timeline", _GROUP),
    ActionSpec("timeline.closer", "时间线：放大", "closer", (), "zoom-in", "timeline", _GROUP),
    ActionSpec("timeline.farther", "时间线：缩小", "farther", (), "zoom-out", "timeline", _GROUP),
    ActionSpec("timeline.fit", "时间线：看全部", "fit", (), "maximize", "timeline", _GROUP),
    ActionSpec("timeline.today", "时间线：回到办理日期", "to_date", ("Alt+T",), "locate",
               "timeline", _GROUP),
    ActionSpec("timeline.export", "导出时间线图", "export", ("Ctrl+E",), "file-down",
               "timeline", _GROUP),
)  # fmt: skip


def create(ctx: UiContext) -> Page:
    from navigator.ui.pages.timeline.page import TimelinePage

    return TimelinePage(ctx)
