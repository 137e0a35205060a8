"""What the window does by itself once it stands: the day's copy of the desk, and telling what
opening had to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import Job

if TYPE_CHECKING:
    from navigator.ui.jobs import JobControl


def keep_house(ctx: UiContext) -> Job:
    """Starts the work in the background; only what a person should know appears."""
    bench = ctx.workbench

    def work(_control: JobControl) -> str | None:
        bench.desk.backup_daily()
        return bench.library.notice

    def told(notice: str | None) -> None:
        if notice:
            ctx.messages.banner(notice, "warn", key="library-notice")

    return ctx.jobs.run(t("每日备份"), work, on_success=told, quiet=True)
