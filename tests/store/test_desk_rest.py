"""Receipts, searches, settings, windows, backups."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from store_samples import Clock

from navigator.store.desk import Desk


def test_receipt_keeps_answers_and_result(desk: Desk) -> None:
    saved = desk.assessments.save(
        " 某公司 ",
        as_of=dt.date(2021, 3, 31),
        answers={"founded": dt.date(2019, 2, 1), "revenue": Decimal("12.5"), "kinds": ["a"]},
        catalogue_hash="c1",
        library_hash="l1",
        result={"results": [{"measure": "m", "amount_cny": 100}]},
    )
    (found,) = desk.assessments.all()
    assert found == saved == desk.assessments.get(saved.id)
    assert found.name == "某公司"
    assert found.as_of == dt.date(2021, 3, 31)
    assert found.answers == {"founded": "2019-02-01", "revenue": 12.5, "kinds": ["a"]}
    assert found.result == {"results": [{"measure": "m", "amount_cny": 100}]}
    assert (found.catalogue_hash, found.library_hash) == ("c1", "l1")
    assert desk.assessments.rename(saved.id, "另名")
    assert desk.assessments.remove(saved.id)
    assert [a.name for a in desk.assessments.trash()] == ["另名"]
    assert desk.assessments.restore(saved.id)
    assert desk.assessments.get(saved.id) is not None


def test_saved_searches(desk: Desk) -> None:
    one = desk.searches.save("小店", "小店 补贴", {"domain": "sme"})
    two = desk.searches.save("", "总部")
    assert desk.searches.saved() == [one, two]
    assert (one.filters, two.name) == ({"domain": "sme"}, "总部")
    desk.searches.rename(two.id, "大厂")
    desk.searches.remove(one.id)
    assert [search.name for search in desk.searches.saved()] == ["大厂"]


def test_history_puts_the_last_query_on_top_once(desk: Desk, clock: Clock) -> None:
    for query in ("补贴", "总部", " 补贴 ", "  "):
        desk.searches.remember(query, {"domain": "hr"})
        clock.now -= dt.timedelta(days=1)
    assert [found.query for found in desk.searches.history()] == ["补贴", "总部"]
    assert [found.query for found in desk.searches.history(1)] == ["补贴"]
    assert [found.query for found in desk.searches.history(containing="总")] == ["总部"]
    desk.searches.clear_history()
    assert desk.searches.history() == []


def test_history_switched_off_forgets_and_remembers_nothing(desk: Desk) -> None:
    desk.searches.remember("补贴")
    assert desk.searches.history_enabled
    desk.searches.enable_history(False)
    desk.searches.remember("总部")
    assert desk.searches.history() == []
    desk.searches.enable_history(True)
    desk.searches.remember("税")
    assert [found.query for found in desk.searches.history()] == ["税"]


def test_settings_and_windows_outlive_the_program(desk: Desk) -> None:
    desk.settings.set("zoom", 1.5)
    desk.settings.set("theme", "dark")
    desk.settings.set("theme", None)
    desk.windows.save({"tabs": ["doc#第一条"], "scroll": 120})
    desk.close()
    with Desk.open(desk.path) as again:
        assert again.settings.all() == {"theme": None, "zoom": 1.5}
        assert again.settings.get("theme", "light") is None
        assert again.settings.get("missing", "light") == "light"
        assert again.windows.load() == {"tabs": ["doc#第一条"], "scroll": 120}
        again.settings.remove("zoom")
        again.windows.forget()
        assert again.settings.get("zoom") is None
        assert again.windows.load() is None


def test_one_backup_a_day_and_ten_in_all(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    folder = tmp_path / "备 份"
    for day in range(13):
        desk.bookmarks.add(f"day-{day}")
        assert desk.backup_daily(folder) is not None
        assert desk.backup_daily(folder) is None
        clock.now += dt.timedelta(days=1)
    copies = sorted(folder.iterdir())
    assert len(copies) == 10
    with Desk.open(copies[-1]) as copy:
        assert len(copy.bookmarks.all()) == 13


def test_a_clock_set_back_does_not_cost_the_newest_backup(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    for _ in range(10):
        desk.backup_daily(tmp_path)
        clock.now += dt.timedelta(days=1)
    clock.now -= dt.timedelta(days=4000)
    desk.bookmarks.add("after")
    newest = desk.backup_daily(tmp_path)
    assert newest is not None and newest.exists()
    assert sorted(tmp_path.glob("desk-*.db"))[-1] == newest


def test_backups_stand_alone_in_one_file(desk: Desk, tmp_path: Path) -> None:
    desk.bookmarks.add("doc")
    folder = tmp_path / "copies"
    desk.backup_daily(folder)
    assert [file.suffix for file in folder.iterdir()] == [".db"]
