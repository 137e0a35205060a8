"""Below the import: taking a file out, checking, mending, backing up, merging."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.model.desk import Passage
from navigator.model.documents import CharacterCount, Doubt, Removal, Source
from navigator.store.records import Problem, Report
from navigator.ui.changes import changes_of
from navigator.ui.pages.library.page import LibraryPage
from navigator.ui.pages.library.tables import Column, Line, WordsTable
from navigator.ui.pages.library.upkeep import report_message
from navigator.ui.pages.library.words import balance, by_reason, findings_lines, size_of
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible, settle

OpenWindow = Callable[..., MainWindow]


def labels(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def page_of(window: MainWindow, **args: object) -> LibraryPage:
    window.ctx.nav.open_page("library", **args)
    settle()
    page = window.stack.current_page()
    assert isinstance(page, LibraryPage)
    return page


def test_a_file_is_taken_out_only_after_asking(open_window: OpenWindow, bench: Workbench) -> None:
    window = open_window(bench)
    page = page_of(window)
    kept = bench.desk.bookmarks.add("jingzhengbanfa-2021-4#六", Passage("租金"))
    assert bench.search.search("停征").total == 6
    page.sources.drop.click()
    settle()
    assert "书签和笔记都会保留" in labels(page.sources.asking)
    assert page.sources.no.hasFocus()
    page.sources.no.click()
    settle()
    assert not page.sources.asking.isVisible()
    assert bench.library.document_count() == 28

    heard: list[bool] = []
    changes_of(window.ctx).libraryChanged.connect(lambda: heard.append(True))
    page.sources.drop.click()
    page.sources.yes.click()
    settle()
    assert heard == [True]
    assert bench.library.sources() == []
    assert not page.sources.table.isVisible()
    assert "还没有导入官方原文" in labels(page)
    assert [mark.id for mark in bench.desk.bookmarks.all()] == [kept.id]
    # Digests remain searchable; the official wording is gone from the index.
    assert all(not view.official for view in bench.documents())


def test_removals_and_doubts_can_be_read_later(open_window: OpenWindow, bench: Workbench) -> None:
    page = page_of(open_window(bench))
    page.sources.tabs.set_current("removed")
    settle()
    assert page.sources.removed.isVisible()
    assert page.sources.removed.words.rowCount() == 17
    page.sources.tabs.set_current("review")
    settle()
    assert "没有拿不准的地方" in labels(page.sources)


def test_a_document_of_the_list_opens_in_the_reader(
    open_window: OpenWindow, bench: Workbench
) -> None:
    window = open_window(bench)
    page = page_of(window)
    page.sources.documents.activated.emit(page.sources.documents.words.index(2, 0))
    settle()
    reader = window.stack.current_page()
    assert reader.page_id == "reading"
    assert reader.current().document_id == "jingzhengbanfa-2021-4"


def test_checking_says_that_all_is_well(open_window: OpenWindow, bench: Workbench) -> None:
    page = page_of(open_window(bench), action="upkeep")
    page.verify()
    settle()
    assert page.upkeep.outcome is not None
    assert "没有发现问题" in labels(page.upkeep)
    assert page.upkeep.bar.isHidden()
    assert_accessible(page)
    page.upkeep.outcome.closed.emit()
    assert page.upkeep.outcome is None


def test_a_missing_index_is_found_and_mended(open_window: OpenWindow, bench: Workbench) -> None:
    import shutil

    window = open_window(bench)
    page = page_of(window)
    bench.close()
    shutil.rmtree(bench.paths.index_folder)
    bench.paths.make()
    page.verify()
    settle()
    assert "搜索索引" in labels(page.upkeep)
    mend = page.upkeep._makers[1][0]
    mend.setFocus()
    mend.click()
    settle()
    assert mend.hasFocus()
    assert "没有发现问题" in labels(page.upkeep)
    assert "已重建搜索索引" in labels(page.upkeep)
    assert window.isEnabled()


def test_bookmarks_go_to_a_file_and_into_another_desk(
    open_window: OpenWindow, bench: Workbench, tmp_path: Path
) -> None:
    window = open_window(bench)
    page = page_of(window)
    bench.desk.notes.add("带公章")
    target = tmp_path / "备份 一.db"
    page.upkeep.backup_to(target)
    settle()
    assert target.is_file()
    assert "已备份" in labels(page.upkeep)
    with Workbench(Paths(tmp_path / "另一台")) as other:
        other.desk.notes.add("先电话预约")
        copy = tmp_path / "另一台.db"
        other.desk.backup_to(copy)
    heard: list[bool] = []
    changes_of(window.ctx).deskChanged.connect(lambda: heard.append(True))
    page.upkeep.merge_from(copy)
    settle()
    assert heard == [True]
    assert "并入 1 项" in labels(page.upkeep)
    assert {note.text for note in bench.desk.notes.all()} == {"带公章", "先电话预约"}


def test_a_file_that_is_no_desk_is_refused_in_words(
    open_window: OpenWindow, bench: Workbench, tmp_path: Path
) -> None:
    wrong = tmp_path / "不是书桌.db"
    wrong.write_bytes(b"hello")
    window = open_window(bench)
    page = page_of(window)
    page.upkeep.merge_from(wrong)
    settle()
    assert len(window.notices.banners) == 1
    assert all(made.isEnabled() for made, _ in page.upkeep._makers)


def test_the_page_speaks_english(open_window: OpenWindow, bench: Workbench) -> None:
    window = open_window(bench)
    page = page_of(window)
    window.ctx.language.switch("en")
    settle()
    words = labels(page)
    assert "Library" in words
    assert "资料库" not in words
    assert "选择文件" not in page.importer.main.text()
    window.ctx.language.switch("zh")


def test_words() -> None:
    assert balance(CharacterCount(1200, 1190, 10)) == "原文 1,200 字 = 保留 1,190 字 + 移除 10 字"
    found = [Removal(3, "1", "页码"), Removal(9, "2", "页码"), Removal(4, "目 录", "目录")]
    assert by_reason(found) == "页码 2 处；目录 1 处"
    lines = findings_lines("待核", [Doubt(7, "（三）", "编号不连续")])
    assert lines == ["待核 1 处", "  第 7 行“（三）”：编号不连续"]
    assert size_of(Source("a.txt", "0", 2048, "txt", "utf-8")) == "2 KB，txt，utf-8"
    assert size_of(Source("a.pdf", "0", 3 * 1024 * 1024, "pdf", None)) == "3.0 MB，pdf"


def test_a_check_names_what_is_wrong() -> None:
    message = report_message(Report(("资料库",), (Problem("索引", "搜索索引损坏"),)))
    assert message.tone == "warn"
    assert "索引：搜索索引损坏" in message.detail
    assert report_message(Report(("资料库",))).tone == "good"


def test_a_narrow_table_keeps_the_names(open_window: OpenWindow, bench: Workbench) -> None:
    page = page_of(open_window(bench, 820, 560))
    table = page.sources.table
    assert table.columnWidth(0) > 120
    assert table.isColumnHidden(5)  # the hash stands below anyway


def test_a_row_with_a_key_opens(open_window: OpenWindow, bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    page = page_of(open_window(bench))
    table = WordsTable(page.ctx.theme, "表", (Column("甲"), Column("乙", 60)))
    qtbot.addWidget(table)
    table.set_lines([Line(("一", "二")), Line(("三", "四"), "jian")])
    with qtbot.assertNotEmitted(table.opened):
        table.activated.emit(table.words.index(0, 0))
    with qtbot.waitSignal(table.opened) as heard:
        table.activated.emit(table.words.index(1, 0))
    assert heard.args == ["jian"]
