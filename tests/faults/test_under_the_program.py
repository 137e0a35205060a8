"""Files that vanish, shrink or go bad under a running program, slow disks, and a clock set back."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.model.errors import ExpectedError
from navigator.store.desk import Desk
from navigator.store.search import Query

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a paper of our own, an index and notes."""
    root = tmp_path_factory.mktemp("底本") / "数据"
    paper = root.parent / "海河市措施.txt"
    paper.write_text(
        "海河市支持小店发展的若干措施\n海政办发〔2030〕7号\n一、减免租金\n小店免收2个月租金。\n"
        "二、方便办事\n办理执照一次填表。\n海河市人民政府办公室\n2030年1月5日\n",
        encoding="utf-8",
    )
    with Workbench(Paths(root)) as bench:
        bench.import_files([paper])
        for number in range(30):
            bench.desk.notes.add(f"第{number}条口径")
    return root


@pytest.fixture
def bench(imported: Path, tmp_path: Path) -> Iterator[Workbench]:
    shutil.copytree(imported, tmp_path / "数据")
    with Workbench(Paths(tmp_path / "数据")) as workbench:
        assert hits(workbench) > 0
        yield workbench


def hits(bench: Workbench) -> int:
    return bench.search.search(Query("免收2个月租金")).total


def index_files(bench: Workbench) -> list[Path]:
    return [file for file in bench.paths.index_folder.rglob("*") if file.is_file()]


def test_the_index_vanishes(bench: Workbench) -> None:
    before = hits(bench)
    shutil.rmtree(bench.paths.index_folder)
    assert hits(bench) == before
    bench.desk.notes.add("照常记")
    bench.close()
    assert hits(bench) == before  # opened anew without one: the plain scan answers
    bench.search.ensure()
    assert hits(bench) == before
    assert bench.verify().ok


@pytest.mark.parametrize("left", [0, 10])
def test_the_index_is_truncated(bench: Workbench, left: int) -> None:
    before = hits(bench)
    bench.close()
    for file in index_files(bench):
        os.truncate(file, min(left, file.stat().st_size))
    assert hits(bench) == before
    assert not bench.verify().ok
    bench.search.ensure()
    assert bench.verify().ok
    assert hits(bench) == before


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there")
def test_the_library_is_removed_while_it_is_open(bench: Workbench) -> None:
    for file in bench.paths.root.glob("library.db*"):
        file.unlink()
    bench.desk.notes.add("照常记")
    bench.close()
    views = bench.documents()
    assert not any(view.official for view in views)  # digests are still there
    assert len(views) == 28
    assert len(bench.desk.notes.all()) == 31


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be truncated there")
def test_the_library_is_truncated_while_it_is_open(bench: Workbench) -> None:
    os.truncate(bench.paths.library, 4096)
    bench.desk.notes.add("照常记")
    try:
        bench.contents.documents()
    except ExpectedError as error:
        assert error.todo
    bench.close()
    bench.documents()
    assert bench.repair().ok
    assert len(bench.desk.notes.all()) == 31


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there")
def test_the_desk_is_removed_while_it_is_open(bench: Workbench) -> None:
    """The day's copy brings it back; nothing pretends that the lost file is still written."""
    bench.desk.backup_daily()
    for file in bench.paths.root.glob("desk.db*"):
        file.unlink()
    bench.close()
    report = bench.repair()
    assert report.ok
    kept = sorted((bench.paths.root / "backups").glob("desk-*.db"))
    assert kept
    with Desk.open(kept[-1]) as copy:
        assert len(copy.notes.all()) == 30


def test_a_clock_set_back_orders_nothing_wrongly(tmp_path: Path) -> None:
    now = dt.datetime(2030, 5, 1, 9, 0, tzinfo=dt.UTC)

    def clock() -> dt.datetime:
        return now

    with Desk.open(tmp_path / "desk.db", clock=clock) as desk:
        note = desk.notes.add("第一稿", session="1")
        now -= dt.timedelta(days=4000)
        desk.notes.save(note.id, "第二稿", "2")
        desk.notes.save(note.id, "第三稿", "3")
        versions = [version.text for version in desk.notes.versions(note.id)]
        assert versions == ["第三稿", "第二稿", "第一稿"]
        assert desk.backup_daily() is not None
        now += dt.timedelta(days=1)
        assert desk.backup_daily() is not None


SLOW = """
import sys, time
from pathlib import Path
from navigator.store.desk import Desk
with Desk.open(Path(sys.argv[1])) as desk:
    # Every statement takes its time, as on a home folder on a tired network disk.
    desk.db.conn.set_trace_callback(lambda _: time.sleep(0.01))
    for number in range(20):
        print(desk.notes.add(f"{number} 慢慢写").id, flush=True)
    time.sleep(60)
"""


def test_on_a_slow_disk_what_was_acknowledged_is_there(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(path)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert child.stdout is not None
    told = {child.stdout.readline().decode().strip() for _ in range(12)}
    child.kill()
    told |= {line for line in child.stdout.read().decode().splitlines() if len(line) > 8}
    child.wait()
    child.stdout.close()
    with Desk.open(path) as desk:
        kept = {note.id for note in desk.notes.all()}
    assert told <= kept


def test_a_window_reads_while_another_program_writes_slowly(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Desk.open(path) as desk, Desk.open(path) as other:
        desk.notes.add("一")
        with other.writing():
            other.notes.add("二")
            started = time.monotonic()
            assert len(desk.notes.all()) == 1  # the last whole state, at once
            assert time.monotonic() - started < 2
        assert len(desk.notes.all()) == 2
