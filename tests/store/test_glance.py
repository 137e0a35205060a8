"""A glance tells the settings of a whole desk and nothing about any other file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.model.errors import StoreError
from navigator.store.desk import Desk
from navigator.store.glance import glance


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    path = tmp_path / "我的 书桌" / "desk.db"
    desk = Desk.open(path)
    desk.settings.set("ui.theme", "dark")
    for number in range(200):
        desk.notes.add(f"第{number}条口径" * 20)
    desk.close()
    return path


def test_it_reads_what_was_set_and_leaves_no_trace(desk_file: Path) -> None:
    before = desk_file.read_bytes()
    assert glance(desk_file) == {"ui.theme": "dark"}
    assert desk_file.read_bytes() == before
    assert [item.name for item in desk_file.parent.iterdir() if item.is_file()] == ["desk.db"]


def test_no_desk_has_no_settings_and_is_not_created(tmp_path: Path) -> None:
    assert glance(tmp_path / "desk.db") == {}
    assert not (tmp_path / "desk.db").exists()


@pytest.mark.parametrize("damage", ["page", "no database", "empty", "newer", "in use"])
def test_about_any_other_file_it_says_nothing(desk_file: Path, damage: str) -> None:
    if damage == "page":
        data = bytearray(desk_file.read_bytes())
        data[8192:12288] = bytes(4096)
        desk_file.write_bytes(data)
    elif damage == "no database":
        desk_file.write_bytes(b"not a database at all" * 100)
    elif damage == "empty":
        os.truncate(desk_file, 0)
    elif damage == "newer":
        desk = Desk.open(desk_file)
        with desk.writing() as db:
            db.execute(
                "insert into _sqlite_migrations (migration_set, name, applied_at)"
                " select migration_set, '9999_later', applied_at from _sqlite_migrations limit 1"
            )
        desk.close()
    else:
        desk_file.with_name("desk.db-wal").write_bytes(b"")
    assert glance(desk_file) is None


def test_a_damaged_desk_is_told_at_the_first_setting_asked_for(desk_file: Path) -> None:
    data = bytearray(desk_file.read_bytes())
    data[8192:12288] = bytes(4096)
    desk_file.write_bytes(data)
    with Workbench(Paths(desk_file.parent)) as bench, pytest.raises(StoreError):
        bench.settings.get("ui.language", "zh")


def test_what_is_set_holds_at_once_and_for_the_next_start(tmp_path: Path) -> None:
    with Workbench(Paths(tmp_path)) as bench:
        assert bench.settings.get("ui.zoom", 100) == 100
        bench.settings.set("ui.zoom", 120)
        assert bench.settings.get("ui.zoom", 100) == 120
    with Workbench(Paths(tmp_path)) as bench:
        assert bench.settings.get("ui.zoom", 100) == 120
        assert bench._desk is None, "reading a setting opened the desk"
