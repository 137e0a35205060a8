"""Notes and their versions."""

from __future__ import annotations

import datetime as dt

import pytest
from store_samples import Clock

from navigator.model.errors import StoreError
from navigator.store.desk import Desk


def test_note_keeps_everything_given(desk: Desk) -> None:
    added = desk.notes.add("# 要点\n正文", on="measure-1", folder="甲", tags=["急"])
    (found,) = desk.notes.all()
    assert found == added == desk.notes.get(added.id)
    assert (found.on, found.folder, found.tags, found.title) == ("measure-1", "甲", ("急",), "要点")


def test_saving_in_one_session_makes_one_version(desk: Desk, clock: Clock) -> None:
    note = desk.notes.add("一", session="早")
    for text in ("一二", "一二三"):
        desk.notes.save(note.id, text, "早")
    clock.now += dt.timedelta(hours=5)
    saved = desk.notes.save(note.id, "四", "晚")
    assert (saved.text, saved.updated_at - saved.created_at) == ("四", dt.timedelta(hours=5))
    assert [version.text for version in desk.notes.versions(note.id)] == ["四", "一二三"]


def test_saving_the_same_text_changes_nothing(desk: Desk, clock: Clock) -> None:
    note = desk.notes.add("一", session="早")
    clock.now += dt.timedelta(hours=1)
    assert desk.notes.save(note.id, "一", "晚") == note
    assert len(desk.notes.versions(note.id)) == 1


def test_returning_to_an_old_session_does_not_overwrite_a_later_one(desk: Desk) -> None:
    note = desk.notes.add("一", session="甲窗口")
    desk.notes.save(note.id, "二", "乙窗口")
    desk.notes.save(note.id, "三", "甲窗口")
    assert [version.text for version in desk.notes.versions(note.id)] == ["三", "二", "一"]


def test_restoring_a_version_loses_none(desk: Desk) -> None:
    note = desk.notes.add("旧", session="早")
    desk.notes.save(note.id, "新", "晚")
    oldest = desk.notes.versions(note.id)[-1]
    assert desk.notes.restore_version(note.id, oldest.number).text == "旧"
    desk.notes.save(note.id, "旧，再写", "晚")
    texts = [version.text for version in desk.notes.versions(note.id)]
    assert texts == ["旧，再写", "旧", "新", "旧"]
    with pytest.raises(StoreError, match="没有找到"):
        desk.notes.restore_version(note.id, 999)
    other = desk.notes.add("别的")
    with pytest.raises(StoreError, match="没有找到"):
        desk.notes.restore_version(other.id, oldest.number)


def test_versions_are_ordered_by_saving_even_when_the_clock_goes_back(
    desk: Desk, clock: Clock
) -> None:
    note = desk.notes.add("第一", session="1")
    for number, text in enumerate(["第二", "第三"], start=2):
        clock.now -= dt.timedelta(days=400)
        desk.notes.save(note.id, text, str(number))
    assert [v.text for v in desk.notes.versions(note.id)] == ["第三", "第二", "第一"]
    desk.notes.add("最新")
    assert [n.text for n in desk.notes.all()] == ["最新", "第三"]


def test_saving_a_note_removed_meanwhile_is_told(desk: Desk) -> None:
    note = desk.notes.add("一", session="早")
    desk.notes.remove(note.id)
    with pytest.raises(StoreError, match="已被删除"):
        desk.notes.save(note.id, "二", "早")
    desk.notes.restore(note.id)
    assert desk.notes.save(note.id, "二", "早").text == "二"


def test_notes_are_found_by_words_whatever_their_width(desk: Desk) -> None:
    one = desk.notes.add("税率为 １５％，ABC", tags=["急"])
    desk.notes.add("别的")
    assert desk.notes.search("15%") == [one]
    assert desk.notes.search("abc 税率") == [one]
    assert desk.notes.search("急") == [one]
    assert desk.notes.search("abc 没有") == []
    assert desk.notes.search("%") == [one]  # no pattern, just a character
    assert len(desk.notes.search("")) == 2


def test_notes_are_found_by_place(desk: Desk) -> None:
    one = desk.notes.add("一", on="doc#第一条", folder="甲/乙")
    two = desk.notes.add("二", on="doc", tags=["急"])
    desk.notes.add("三", on="doc-2")
    assert desk.notes.on("doc") == [two]
    assert desk.notes.on_document("doc") == [two, one]
    assert desk.notes.tagged("急") == [two]
    assert desk.notes.in_folder("甲", nested=True) == [one]
    assert one not in desk.notes.in_folder(None)


def test_note_can_be_moved_and_tagged(desk: Desk) -> None:
    note = desk.notes.add("一", on="doc", folder="甲")
    assert desk.notes.change(note.id, on=None, folder="乙", tags=["急"])
    changed = desk.notes.get(note.id)
    assert changed is not None
    assert (changed.on, changed.folder, changed.tags) == (None, "乙", ("急",))
    assert not desk.notes.change("none", tags=[])
    assert not desk.notes.change("none")
