"""From an empty machine to an opened hit, by clicks and keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from navigator.app.workbench import Workbench
from tests.gui.helpers import assert_accessible, settle, type_text


def labels(widget) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def test_first_start_reads_digests_at_once(open_window, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("reading")
    settle()
    page = window.stack.current_page()
    assert page.tree.model.document_count == 28
    assert "官方原文还不在这台电脑上" in labels(page.welcome)
    page.open("jingzhengbanfa-2021-4#一")
    settle()
    text = page.current().toPlainText()
    assert "官方原文还不在这台电脑上" in text
    assert "15万元" in text  # our digest, with its figure


def test_import_tree_document_search_and_open_hit(  # type: ignore[no-untyped-def]
    open_window, fresh_bench: Workbench, seed_path: Path, qtbot
) -> None:
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("library")
    settle()
    importer = window.stack.current_page().importer
    importer.look([seed_path])
    settle()
    assert "831" in labels(importer)
    importer.confirm()
    settle()
    assert "一字不少" in labels(importer)
    assert "页码" in labels(importer)

    window.ctx.nav.open_page("reading")
    settle()
    tree = window.stack.current_page().tree
    tree.show_entry("jingzhengfa-2021-3#第三条/(一)")
    qtbot.keyClick(tree.view, Qt.Key.Key_Return)
    settle()
    reader = window.stack.current_page().current()
    assert reader.document_id == "jingzhengfa-2021-3"
    assert "2亿美元以上(含)" in reader.toPlainText()

    field = window.topbar.search
    type_text(field, "停征")
    settle()
    panel = window.search_overlay._panel
    assert panel.result.total == 6
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    reader = window.stack.current_page().current()
    assert len(reader.layers.hits) >= 1
    assert all(hit.selectedText() == "停征" for hit in reader.layers.hits)


def test_a_typed_citation_leads_to_its_provision(open_window, bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.topbar.search.setText("条例 第十三条")
    settle()
    qtbot.keyClick(window.topbar.search, Qt.Key.Key_Return)
    settle()
    page = window.stack.current_page()
    assert page.current().path == "第二章/第十三条"


def test_nothing_found_says_what_to_do(open_window, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.topbar.search.setText("qqqqqqqqqq")
    settle()
    rows = window.search_overlay._panel.model.rows
    assert any("没有找到" in row.title for row in rows)


def test_reading_side_by_side_and_stepping_with_keys(open_window, bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#二")
    settle()
    page = window.stack.current_page()
    qtbot.keyClick(page, Qt.Key.Key_F8)
    settle()
    assert page.modes.current() == "both"
    assert page.current().path == "二"
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    assert page.current().path == "三"
    assert "市人力资源社会保障局" in labels(page.inspector)


def test_bookmark_undo_and_citation(open_window, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle()
    page = window.stack.current_page()
    page.bookmark()
    assert [kept.on for kept in bench.desk.bookmarks.all()] == ["jingzhengbanfa-2021-4#六"]
    page._undo()
    assert bench.desk.bookmarks.all() == []
    page.copy_citation()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("《关于支持中小微企业")
    assert "（京政办发〔2021〕4号）第六部分" in copied


def test_find_in_the_open_document(open_window, bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4")
    settle()
    page = window.stack.current_page()
    page.find_in_text()
    type_text(page.find_bar.field, "贷款")
    settle()
    total = bench.contents.provisions("jingzhengbanfa-2021-4")
    wanted = sum(
        (v.provision.heading or "").count("贷款") + v.provision.text.count("贷款") for v in total
    )
    assert f"共 {wanted} 处" in page.find_bar.count.text() or wanted <= len(
        page.current().layers.hits
    )


def test_comparison_marks_what_differs(open_window, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    page_of = window.ctx.nav.open_provision
    page_of("beijingshi-rencaigongzuoju-liangqu-jianshe-tuijin-2021#三/(三)/8")
    settle()
    page = window.stack.current_page()
    page.start_comparison()
    page_of("jingzhengbanfa-2020-26#二/(三)/5/二是")
    settle()
    page.start_comparison()
    settle()
    pane = page.tabs.currentWidget()
    pane.marks.setChecked(True)
    settle()
    assert "永久居留身份证" in pane.text()


def test_tabs_and_mode_come_back_next_time(open_window, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.ctx.nav.open_provision("jingzhengfa-2021-3#第十一条")
    settle()
    window.stack.current_page().show_digest()
    window.close()
    again = open_window(bench)
    settle()
    page = again.stack.current_page()
    assert page.page_id == "reading"
    assert page.current().document_id == "jingzhengfa-2021-3"
    assert page.modes.current() == "digest"


def test_a_bad_file_is_told_in_the_page(
    open_window, fresh_bench: Workbench, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"not a word file")
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("library")
    settle()
    importer = window.stack.current_page().importer
    importer.look([bad])
    settle()
    assert "不是有效的 Word 文档" in labels(importer)
    assert "没有任何改动" in labels(importer)


def test_every_control_has_a_name(open_window, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    settle()
    assert_accessible(window)


def test_a_file_cannot_make_the_reader_load_anything(
    open_window, fresh_bench: Workbench, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    trap = tmp_path / "陷阱.txt"
    trap.write_text(
        "海河市支持小店的若干措施\n\n一、看图\n\n<img src='http://example.com/a.png'>"
        "<script>alert(1)</script>[点我](javascript:alert(1))\n",
        encoding="utf-8",
    )
    fresh_bench.import_files([trap])
    window = open_window(fresh_bench)
    document = next(d for d in fresh_bench.documents() if d.official)
    window.ctx.nav.open_provision(document.id)
    settle()
    text = window.stack.current_page().current().toPlainText()
    assert "<script>alert(1)</script>" in text  # shown as text, not run
    assert "javascript:alert(1)" in text
