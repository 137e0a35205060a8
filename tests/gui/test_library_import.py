"""Importing in the library page: look, confirm, read the report, stop, drop, and be refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from navigator.app.workbench import Workbench
from navigator.ui.changes import changes_of
from navigator.ui.context import make_context
from navigator.ui.jobs import ThreadExecutor
from navigator.ui.pages.library.page import LibraryPage
from navigator.ui.pages.library.tables import WordsTable
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible, settle

OpenWindow = Callable[..., MainWindow]

FIRST = (
    "海河市支持小店的若干措施\n海政发〔2021〕9号\n\n各区政府：\n\n"
    "一、减免房租\n小店可以申请减免一个月房租。\n\n二、贴息\n按照百分之二贴息。\n"
)
SECOND = FIRST.replace("百分之二", "百分之三")


def labels(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def cells(table: WordsTable) -> list[str]:
    model = table.words
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(widget: QWidget, words: str) -> None:
    found = [b for b in widget.findChildren(QPushButton) if b.text().strip().startswith(words)]
    assert found, [b.text() for b in widget.findChildren(QPushButton)]
    found[-1].click()
    settle()


def page_of(window: MainWindow, **args: object) -> LibraryPage:
    window.ctx.nav.open_page("library", **args)
    settle()
    page = window.stack.current_page()
    assert isinstance(page, LibraryPage)
    return page


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "小店 措施.txt"
    path.write_text(FIRST, encoding="utf-8")
    return path


def test_first_start_explains_and_offers_the_import(
    open_window: OpenWindow, fresh_bench: Workbench
) -> None:
    page = page_of(open_window(fresh_bench), action="import")
    assert "第一次使用" in labels(page)
    assert page.importer.main is not None
    assert page.importer.main.hasFocus()
    assert "选择文件" in page.importer.main.text()
    assert not page.sources.table.isVisible()
    assert_accessible(page)


def test_the_real_compilation_from_dialog_to_report(
    open_window: OpenWindow,
    fresh_bench: Workbench,
    seed_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_args, **_kw: ([str(seed_path)], "")
    )
    page.choose_files()
    settle()
    words = labels(page.importer)
    assert "28 份文件，831 个条款" in words
    assert "原文 85,347 字 = 保留 85,118 字 + 移除 229 字" in words
    assert "移除 17 处" in words and "待核 0 处" in words
    table = page.importer.boxes[0].table
    assert table is not None and table.words.rowCount() == 28
    assert fresh_bench.library.document_count() == 0  # nothing is stored by looking

    heard: list[bool] = []
    changes_of(window.ctx).libraryChanged.connect(lambda: heard.append(True))
    press(page.importer, "导入 1 个文件")
    assert "一字不少" in labels(page.importer)
    assert heard == [True]
    assert fresh_bench.library.document_count() == 28
    assert cells(page.sources.table) == [seed_path.name]
    assert page.sources.removed.words.rowCount() == 17
    assert page.sources.documents.words.rowCount() == 28
    assert_accessible(page)

    press(page.importer, "复制报告")
    report = QGuiApplication.clipboard().text()
    assert report.count("第 ") >= 17 and "页码" in report
    assert fresh_bench.library.sources()[0].source.sha256 in report
    press(page.importer, "去阅读")
    assert window.stack.current_page().page_id == "reading"


def test_the_same_file_again_is_not_stored_twice(
    open_window: OpenWindow, fresh_bench: Workbench, small: Path
) -> None:
    page = page_of(open_window(fresh_bench))
    page.importer.look([small])
    settle()
    page.importer.confirm()
    settle()
    page.importer.look([small])
    settle()
    assert "已经导入过" in labels(page.importer)
    page.importer.confirm()
    assert len(fresh_bench.library.sources()) == 1


def test_a_new_version_is_marked_and_both_are_kept(
    open_window: OpenWindow, fresh_bench: Workbench, small: Path, tmp_path: Path
) -> None:
    later = tmp_path / "小店 措施 新版.txt"
    later.write_text(SECOND, encoding="utf-8")
    page = page_of(open_window(fresh_bench))
    for path, mark in ((small, "新增"), (later, "更新")):
        page.importer.look([path])
        settle()
        table = page.importer.boxes[0].table
        assert table is not None
        assert table.words.index(0, 4).data() == mark
        page.importer.confirm()
        settle()
    assert page.sources.table.words.rowCount() == 2
    page.sources.table.selectRow(0)
    settle()
    assert "旧版本" in str(page.sources.documents.words.index(0, 3).data())
    page.sources.table.selectRow(1)
    settle()
    assert "当前版本，共 2 版" in str(page.sources.documents.words.index(0, 3).data())


def test_a_bad_file_is_told_and_the_others_go_on(
    open_window: OpenWindow, fresh_bench: Workbench, small: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"no word file")
    page = page_of(open_window(fresh_bench))
    page.importer.look([bad, small])
    settle()
    words = labels(page.importer)
    assert "不能导入" in words and "不是有效的 Word 文档" in words
    press(page.importer, "导入 1 个文件")
    assert "导入完成" in labels(page.importer)
    assert fresh_bench.library.document_count() == 1


def test_leaving_the_preview_stores_nothing(
    open_window: OpenWindow, fresh_bench: Workbench, small: Path
) -> None:
    page = page_of(open_window(fresh_bench))
    page.importer.look([small])
    settle()
    press(page.importer, "取消")
    assert "选择文件，或把文件拖到这里" in labels(page.importer)
    assert fresh_bench.library.document_count() == 0


def test_files_can_be_dropped_anywhere_on_the_page(
    open_window: OpenWindow, fresh_bench: Workbench, small: Path
) -> None:
    page = page_of(open_window(fresh_bench))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(small))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none.NoModifier)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert page.importer.property("over") == "true"
    page.dropEvent(QDropEvent(QPoint(5, 5), copy, data, left, none.NoModifier))
    settle()
    assert page.importer.property("over") == "false"
    assert small.name in labels(page.importer)

    web = QMimeData()
    web.setUrls([QUrl("https://example.com/a.txt")])
    refused = QDragEnterEvent(QPoint(5, 5), copy, web, left, none.NoModifier)
    refused.ignore()
    page.dragEnterEvent(refused)
    assert not refused.isAccepted()


def test_files_stored_before_a_stop_keep_their_report(
    open_window: OpenWindow,
    fresh_bench: Workbench,
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "另一份.txt"
    other.write_text(FIRST.replace("小店", "早点铺").replace("9号", "8号"), encoding="utf-8")
    page = page_of(open_window(fresh_bench))
    page.importer.look([small, other])
    settle()
    library = fresh_bench.library
    store = type(library).add_publication

    def store_then_stop(self: object, *args: object) -> object:
        outcome = store(self, *args)  # type: ignore[arg-type]
        page.ctx.jobs.running[-1].cancel()
        return outcome

    monkeypatch.setattr(type(library), "add_publication", store_then_stop)
    page.importer.confirm()
    settle()
    assert "已停止：前 1 个文件已存入" in labels(page.importer)
    assert len(library.sources()) == 1
    assert fresh_bench.search.search("房租").total > 0  # the index has followed
    assert not page.importer.busy


def test_the_window_answers_while_a_file_is_read_and_stored(
    qapp: object, fresh_bench: Workbench, seed_path: Path, qtbot
) -> None:  # type: ignore[no-untyped-def]
    ctx = make_context(fresh_bench, ThreadExecutor())
    page = LibraryPage(ctx)
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(10)
    try:
        page.importer.look([seed_path])
        assert page.importer.busy
        page.importer.look([seed_path])  # a second batch has to wait
        qtbot.waitUntil(lambda: bool(page.importer.previews), timeout=20_000)
        with qtbot.waitSignal(changes_of(ctx).libraryChanged, timeout=30_000):
            page.importer.confirm()
        assert len(ticks) >= 3  # the timer was served while the work went on
        assert fresh_bench.library.document_count() == 28
    finally:
        timer.stop()
        ctx.jobs.shutdown()
        page.deleteLater()
        ctx.language.uninstall()
        ctx.deleteLater()


def test_cancelling_while_reading_leaves_nothing(
    qapp: object, fresh_bench: Workbench, seed_path: Path, qtbot
) -> None:  # type: ignore[no-untyped-def]
    ctx = make_context(fresh_bench, ThreadExecutor())
    page = LibraryPage(ctx)
    try:
        page.importer.look([seed_path])
        page.importer.cancel()
        qtbot.waitUntil(lambda: not page.importer.busy, timeout=20_000)
        assert page.importer.previews == []
        assert fresh_bench.library.document_count() == 0
    finally:
        ctx.jobs.shutdown()
        page.deleteLater()
        ctx.language.uninstall()
        ctx.deleteLater()
