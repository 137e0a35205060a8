"""What the window does by itself: the day's backup, and saying what had to be mended."""

from __future__ import annotations

from collections.abc import Callable

from navigator.app.workbench import Workbench
from navigator.ui.housekeeping import keep_house
from navigator.ui.window import MainWindow


def test_one_copy_of_the_desk_a_day(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(fresh_bench)
    fresh_bench.desk.notes.add("带营业执照副本")
    keep_house(window.ctx)
    keep_house(window.ctx)
    copies = list((fresh_bench.paths.desk.parent / "backups").glob("desk*"))
    assert len(copies) == 1
    assert window.notices.banners == []


def test_a_mended_library_is_told(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(fresh_bench)
    fresh_bench.library.notice = "资料库已从原文重建。"
    keep_house(window.ctx)
    assert [banner.message.text for banner in window.notices.banners] == ["资料库已从原文重建。"]
