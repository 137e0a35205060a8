"""The index comes and goes; the answers stay."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_entries import SYNONYMS, made_entries

from navigator.model.errors import Cancelled, StoreError
from navigator.store.search import EntryKind, Health, IndexEntry, Query, SearchIndex


def make(folder: Path, *, library: str = "library", generation: int = 1) -> SearchIndex:
    return SearchIndex(
        folder,
        library_id=library,
        generation=generation,
        entries=made_entries,
        synonyms=SYNONYMS,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "索 引"


@pytest.fixture
def index(folder: Path) -> Iterator[SearchIndex]:
    made = make(folder)
    made.rebuild()
    yield made
    made.close()


def ids(index: SearchIndex, text: str) -> list[str]:
    return [hit.provision_id for hit in index.search(text).hits]


def current(folder: Path) -> Path:
    return folder / (folder / "current").read_text(encoding="utf-8")


def test_a_missing_index_is_no_hindrance(folder: Path) -> None:
    index = make(folder)
    assert index.health() is Health.MISSING
    result = index.search("租金补贴")
    assert not result.complete
    assert result.hits[0].provision_id == "shop-2021-1#一"
    assert index.ensure()
    assert index.health(deep=True) is Health.READY
    assert not index.ensure()
    index.close()


def test_scan_and_index_give_the_same_answers(folder: Path) -> None:
    scanning = make(folder)
    questions = [
        "补贴",
        "百分之十五",
        "培训 补贴",
        "押",
        "保证金能退吗",
        "条例 第十三条",
        "2,000,000",
    ]
    scanned = [scanning.search(q).to_json() for q in questions]
    scanning.rebuild()
    indexed = [scanning.search(q).to_json() for q in questions]
    assert scanning.complete
    for one, two in zip(scanned, indexed, strict=True):
        assert {**one, "took_ms": 0} == {**two, "took_ms": 0}
    scanning.close()


def test_it_opens_again_without_a_rebuild(index: SearchIndex, folder: Path) -> None:
    index.close()
    again = make(folder)
    assert again.health(deep=True) is Health.READY
    assert again.search("补贴").complete
    again.close()


def test_another_state_of_the_library_makes_it_stale(index: SearchIndex, folder: Path) -> None:
    index.moved_on(2)
    assert index.health() is Health.STALE
    assert not index.search("补贴").complete
    assert index.ensure()
    assert index.health() is Health.READY
    assert index.search("补贴").complete
    assert len(list(folder.glob("g-*"))) == 1


def test_another_librarys_index_is_never_opened(index: SearchIndex, folder: Path) -> None:
    index.close()
    other = make(folder, library="another")
    assert other.health() is Health.FOREIGN
    assert not other.search("补贴").complete
    assert other.ensure()
    assert other.health() is Health.READY
    other.close()


def test_an_older_programs_index_is_stale(index: SearchIndex, folder: Path) -> None:
    manifest = current(folder) / "manifest.json"
    raw = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**raw, "schema": 0}), encoding="utf-8")
    assert index.health() is Health.STALE


@pytest.mark.parametrize("name", ["text.bin", "columns.bin", "entries.bin", "manifest.json"])
def test_a_truncated_file_is_noticed(index: SearchIndex, folder: Path, name: str) -> None:
    index.close()
    victim = current(folder) / name
    data = victim.read_bytes()
    victim.write_bytes(data[: len(data) // 2])
    again = make(folder)
    assert again.health() is Health.DAMAGED
    assert ids(again, "租金")[0] == "shop-2021-1#一"
    assert again.ensure()
    assert again.health() is Health.READY
    again.close()


def test_a_lost_file_is_noticed(index: SearchIndex, folder: Path) -> None:
    index.close()
    next((current(folder) / "whoosh").glob("*.pst")).unlink()
    again = make(folder)
    assert again.health() is Health.DAMAGED
    assert ids(again, "租金")
    again.close()


def test_changed_bytes_are_found_by_the_deep_check(index: SearchIndex, folder: Path) -> None:
    index.close()
    victim = next((current(folder) / "whoosh").glob("*.pst"))
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 0xFF
    victim.write_bytes(bytes(data))
    assert make(folder).health(deep=True) is Health.DAMAGED


def test_changed_bytes_of_an_ordinary_index_never_reach_the_user(
    index: SearchIndex, folder: Path
) -> None:
    index.close()
    victim = current(folder) / "text.bin"
    victim.write_bytes(victim.read_bytes().replace("补贴".encode("utf-16-le"), b"xxxx"))
    again = make(folder)
    result = again.search("补贴")
    assert result.total == 3 and not result.complete
    again.close()


def test_damage_met_while_searching_falls_back(
    index: SearchIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("navigator.store.search.generation.CHECKED_WHOLE", 0)
    index.close()
    victim = next((current(folder) / "whoosh").glob("*.pst"))
    victim.write_bytes(b"\x00" * victim.stat().st_size)
    again = make(folder)
    assert again.health() is Health.READY  # the size is right; only reading tells
    result = again.search("租金补贴")
    assert not result.complete
    assert result.hits[0].provision_id == "shop-2021-1#一"
    assert again.health() is Health.DAMAGED
    assert again.ensure()
    assert again.search("租金补贴").complete
    again.close()


def test_a_pointer_out_of_the_folder_is_not_followed(index: SearchIndex, folder: Path) -> None:
    (folder / "current").write_text("g-1/../../elsewhere", encoding="utf-8")
    assert index.health() is Health.MISSING


def test_a_cancelled_rebuild_leaves_the_present_index(index: SearchIndex, folder: Path) -> None:
    before = current(folder)
    with pytest.raises(Cancelled):
        index.rebuild(cancelled=lambda: True)
    assert current(folder) == before
    assert list(folder.glob("g-*")) == [before]
    assert index.health(deep=True) is Health.READY


def test_a_folder_that_cannot_be_written_is_told_kindly(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    index = make(blocked)
    with pytest.raises(StoreError, match="搜索仍可使用"):
        index.rebuild()
    assert index.search("补贴").total == 3
    index.close()


def test_searching_goes_on_while_it_is_rebuilt(folder: Path) -> None:
    building, go_on = threading.Event(), threading.Event()
    calls = []

    def entries() -> list[IndexEntry]:
        calls.append(1)
        return made_entries()

    index = SearchIndex(folder, library_id="x", generation=1, entries=entries)

    def progress(done: int, total: int) -> None:
        building.set()
        assert go_on.wait(10)

    worker = threading.Thread(target=index.rebuild, args=(progress,))
    worker.start()
    assert building.wait(10)
    result = index.search("补贴")
    assert result.total == 3 and not result.complete
    go_on.set()
    worker.join()
    assert index.search("补贴").complete
    index.close()


def test_the_background_rebuild_ends(folder: Path) -> None:
    index = make(folder)
    worker = index.ensure_in_background()
    assert worker is not None
    worker.join()
    assert index.ensure_in_background() is None
    assert index.search("补贴").complete
    index.close()


def test_many_threads_may_search_one_index(index: SearchIndex) -> None:
    expected = ids(index, "补贴")
    answers: list[list[str]] = []

    def ask() -> None:
        for _ in range(20):
            answers.append(ids(index, "补贴"))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    index.rebuild()  # closes what they search in, once they are done with it
    for thread in threads:
        thread.join()
    assert answers == [expected] * 80


def test_notes_are_found_beside(index: SearchIndex) -> None:
    note = IndexEntry("note-1", "shop-2021-1", "我的笔记", "上次来问补贴的老张", EntryKind.NOTE)
    index.set_notes([note])
    result = index.search("补贴")
    assert [hit.provision_id for hit in result.notes] == ["note-1"]
    assert result.notes[0].is_note
    assert result.total == 3
    assert not any(hit.is_note for hit in result.hits)


def test_notes_are_not_built_in(folder: Path) -> None:
    note = IndexEntry("note-1", "shop-2021-1", "我的笔记", "补贴", EntryKind.NOTE)
    index = SearchIndex(folder, library_id="x", generation=1, entries=lambda: [note])
    with pytest.raises(ValueError, match="beside"):
        index.rebuild()


def test_an_empty_library_can_be_searched(folder: Path) -> None:
    index = SearchIndex(folder, library_id="x", generation=0, entries=list)
    assert index.search("补贴").total == 0
    index.rebuild()
    assert index.search(Query("补贴 怎么领")).hits == ()
    assert index.complete
    index.close()


def test_whoosh_is_not_imported_before_it_is_needed() -> None:
    import subprocess
    import sys

    code = "import sys, navigator.store.search; assert 'whoosh' not in sys.modules, 'too early'"
    subprocess.run([sys.executable, "-c", code], check=True)
