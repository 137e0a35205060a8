"""What keeps the window alive beside large inputs: no clock, only where and how work is done."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from navigator.app.workbench import Workbench
from navigator.ingest import read_publication
from navigator.store.library import Library
from navigator.ui.context import UiContext, make_context
from navigator.ui.jobs import SWITCH_INTERVAL, ThreadExecutor
from navigator.ui.pages.library.page import LibraryPage
from navigator.ui.pages.reading.page import ReadingPage
from navigator.ui.pages.reading.tree_model import PAGE
from navigator.ui.pages.timeline.page import TimelinePage
from tests.gui.helpers import settle

MANY = 1_200
SMALL = (
    "海河市支持小店的若干措施\n海政发〔2021〕9号\n\n各区政府：\n\n"
    "一、减免房租\n小店可以申请减免一个月房租。\n"
)


class Waiting:
    """Takes work and leaves it undone until it is told to."""

    def __init__(self) -> None:
        self.taken: list[Callable[[], None]] = []

    def submit(self, work: Callable[[], None]) -> None:
        self.taken.append(work)

    def work(self) -> None:
        while self.taken:
            self.taken.pop(0)()
        settle()

    def shutdown(self) -> None:
        self.taken.clear()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "小店.txt"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def crowded(fresh_bench: Workbench, small: Path) -> Workbench:
    """A library with many documents in one domain."""
    publication = read_publication(small)
    document = publication.documents[0]

    def copy(number: int) -> Any:
        new = f"{document.id}-{number}"
        provisions = tuple(
            dataclasses.replace(item, document_id=new) for item in document.provisions
        )
        return dataclasses.replace(
            document, id=new, title=f"{document.title}（{number}）", provisions=provisions
        )

    many = dataclasses.replace(publication, documents=tuple(copy(n) for n in range(MANY)))
    fresh_bench.library.add_publication(many, dt.datetime.now(dt.UTC))
    return fresh_bench


@pytest.fixture
def later(qapp: object) -> Any:
    """A context whose background work waits; closes after the test."""
    del qapp
    made: list[UiContext] = []
    executor = Waiting()

    def make(bench: Workbench) -> tuple[UiContext, Waiting]:
        made.append(make_context(bench, executor))
        return made[-1], executor

    yield make
    for ctx in made:
        ctx.jobs.shutdown()
        ctx.language.uninstall()
        ctx.deleteLater()


def unread(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every reading of the whole library."""
    asked: list[str] = []
    read = Library.documents

    def documents(self: Library) -> Any:
        asked.append("documents")
        return read(self)

    monkeypatch.setattr(Library, "documents", documents)
    return asked


def test_threads_that_compute_give_way_quickly() -> None:
    before = sys.getswitchinterval()
    try:
        ThreadExecutor().shutdown()
        assert sys.getswitchinterval() == pytest.approx(SWITCH_INTERVAL)
        assert SWITCH_INTERVAL < 0.001
    finally:
        sys.setswitchinterval(before)


def test_preview_and_import_run_beside_the_window(
    later: Any, fresh_bench: Workbench, small: Path
) -> None:
    ctx, executor = later(fresh_bench)
    page = LibraryPage(ctx)
    executor.work()
    page.importer.look([small])
    assert page.importer.busy and page.importer.previews == []
    executor.work()
    assert [preview.path for preview in page.importer.previews] == [small]
    page.importer.confirm()
    assert page.importer.busy and fresh_bench.library.documents() == []
    executor.work()
    assert len(fresh_bench.library.documents()) == 1
    page.deleteLater()


def test_reading_page_opens_without_reading_the_whole_library(
    later: Any, crowded: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx, executor = later(crowded)
    asked = unread(monkeypatch)
    page = ReadingPage(ctx)
    page.resize(1200, 700)
    page.show()
    settle()
    assert asked == []
    assert str(MANY) in page.welcome._text.text()
    assert page.tree.model.document_count >= MANY
    shown = [page.tree.model.index(row, 0) for row in range(page.tree.model.rowCount())]
    assert max(page.tree.model.rowCount(index) for index in shown) <= 2 * PAGE

    page.tree.filter.setText("（1199）")
    settle()
    assert asked == []  # titles are compared beside the window
    executor.work()
    assert page.tree.model.document_count == 1
    page.hide()
    page.deleteLater()


def test_timeline_reads_documents_beside_the_window(
    later: Any, crowded: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx, executor = later(crowded)
    asked = unread(monkeypatch)
    page = TimelinePage(ctx)
    settle()
    assert asked == [] and not page.ready
    executor.work()
    assert page.ready and asked == ["documents"]
    page.lanes.refresh()
    assert asked == ["documents"]
    assert len(page.lanes._documents) < MANY  # only those that have a lane or a measure
    page.deleteLater()


def test_two_hundred_tabs_come_back_without_being_set(later: Any, crowded: Workbench) -> None:
    ctx, _executor = later(crowded)
    page = ReadingPage(ctx)
    ids = [record.id for record in crowded.library.documents()[:200]]
    page.restore({"tabs": [{"document": name, "path": ""} for name in ids], "current": 7})
    readers = page.tabs.readers()
    assert len(readers) == 200
    assert [reader.document_id for reader in readers if not reader.stale] == [ids[7]]
    page.deleteLater()
