"""Verify tells what is wrong, repair mends what can be mended, and neither makes things up."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import NOON, document, large_publication, publication, snapshot

from navigator.app.paths import Paths
from navigator.store.desk import Desk
from navigator.store.faults import BusyError
from navigator.store.health import repair, verify
from navigator.store.library import Library
from navigator.store.records import Problem


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths(tmp_path / "数 据").make()
    with Library.open(paths.library) as library:
        library.add_publication(large_publication(), NOON)
        library.add_publication(publication(document("small"), name="小.txt"), NOON)
    with Desk.open(paths.desk) as desk:
        desk.bookmarks.add("doc-1#第一条", folder="甲")
        desk.notes.add("一", session="1")
    return paths


def edit(path: Path, sql: str) -> None:
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    with connection:
        connection.execute(sql)
    connection.close()


def test_all_well_is_said_and_nothing_is_touched(paths: Paths) -> None:
    before = {p.name: p.read_bytes() for p in (paths.library, paths.desk)}
    report = verify(paths, check_index=list)
    assert report.ok and report.checked == ("资料库", "书桌（书签和笔记）", "索引")
    mended = repair(paths, check_index=list, rebuild_index=lambda: "已重建索引")
    assert mended.ok and mended.actions == ()
    assert {p.name: p.read_bytes() for p in (paths.library, paths.desk)} == before


def test_nothing_there_is_no_fault_and_makes_no_files(tmp_path: Path) -> None:
    report = verify(Paths(tmp_path / "空"))
    assert report.ok
    assert all("尚未建立" in line for line in report.checked)
    assert repair(Paths(tmp_path / "空")).ok
    assert snapshot(tmp_path) == {}


FIRST, SECOND = "汇编 第一季.txt", "小.txt"


@pytest.mark.parametrize(
    ("sql", "words", "lost"),
    [
        ("update provisions set text = text || '多' where edition = 1", "不一致", {FIRST}),
        (
            "delete from provisions where edition = 1 and position = 2",
            "应有9个条目，现存8个",
            {FIRST},
        ),
        ("update editions set current = 0 where edition = 1", "唯一的现行版本", set()),
        ("update editions set fields = '{' where edition = 1", "无法读出", {FIRST}),
        ("update provisions set level = 'x' where edition = 1", "无法读出", {FIRST}),
        ("update sources set characters_kept = characters_kept - 1", "对不上", {FIRST, SECOND}),
        ("delete from removals where source = 2", "移除记录", {SECOND}),
    ],
)
def test_library_that_lost_something_is_found_out_and_rebuilt(
    paths: Paths, sql: str, words: str, lost: set[str]
) -> None:
    edit(paths.library, sql)
    report = verify(paths)
    assert any(words in problem.what for problem in report.problems), report
    mended = repair(paths, rebuild_index=lambda: "已重建索引")
    assert mended.ok
    assert "资料库已重建" in mended.actions[0]
    assert "已重建索引" in mended.actions
    # A source that is whole is taken over; one that is not must be imported again.
    with Library.open(paths.library) as library:
        assert {source.source.name for source in library.sources()} == {FIRST, SECOND} - lost
    for name in lost:
        assert any("需要重新导入" in action and name in action for action in mended.actions)
    assert list(paths.root.glob("library-damaged-*.db"))


def test_index_is_rebuilt_when_its_check_complains(paths: Paths) -> None:
    complaints = [Problem("索引", "索引已过期")]

    def rebuild() -> str:
        complaints.clear()
        return "已重建索引"

    assert not verify(paths, check_index=lambda: complaints).ok
    report = repair(paths, check_index=lambda: complaints, rebuild_index=rebuild)
    assert report.ok and report.actions == ("已重建索引",)


def test_desk_entry_that_cannot_be_read_is_given_up_alone(paths: Paths) -> None:
    with Desk.open(paths.desk) as desk:
        broken = desk.bookmarks.add("doc-2")
    edit(paths.desk, f"update bookmarks set tags = '[' where id = '{broken.id}'")
    (problem,) = verify(paths).problems
    assert broken.id in problem.what
    report = repair(paths)
    assert report.ok
    with Desk.open(paths.desk) as desk:
        assert [bookmark.on for bookmark in desk.bookmarks.all()] == ["doc-1#第一条"]
        assert [note.text for note in desk.notes.all()] == ["一"]
    assert list(paths.backups.glob("desk-damaged-*.db"))


def test_index_of_a_damaged_library_is_not_asked(paths: Paths) -> None:
    paths.library.write_bytes(b"garbage" * 1000)

    def ask() -> list[Problem]:
        raise AssertionError("asked")

    assert not verify(paths, check_index=ask).ok


def test_library_in_use_is_not_renewed_under_its_user(paths: Paths) -> None:
    edit(paths.library, "delete from removals")
    before = paths.library.read_bytes()
    with Library.open(paths.library) as library:
        library.documents()
        with pytest.raises(BusyError):
            repair(paths)
    assert paths.library.read_bytes() == before
    assert repair(paths).ok


def test_repair_waits_for_no_one_but_refuses_while_the_desk_is_open(paths: Paths) -> None:
    edit(paths.desk, "update bookmarks set tags = '['")
    before = paths.desk.read_bytes()
    with Desk.open(paths.desk) as desk:
        desk.notes.all()
        with pytest.raises(BusyError, match="关闭所有政策导航窗口"):
            repair(paths)
    assert paths.desk.read_bytes() == before
    assert repair(paths).ok
