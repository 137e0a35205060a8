"""我的笔记 as a person uses it: write, find, file, take back, take away."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QMessageBox

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.model.anchors import passage
from navigator.ui.pages.desk.entries import Shelf
from navigator.ui.pages.desk.entry_model import pack
from navigator.ui.pages.desk.page import DeskPage
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible, settle, type_text

SME = "jingzhengbanfa-2021-4"
SIX = f"{SME}#六"
Open = Callable[..., MainWindow]


@pytest.fixture
def desk_page(open_window: Open) -> Callable[[Workbench], DeskPage]:
    def make(workbench: Workbench) -> DeskPage:
        window = open_window(workbench)
        window.ctx.nav.open_page("desk")
        settle()
        page = window.stack.current_page()
        assert isinstance(page, DeskPage)
        return page

    return make


def keep_quote(workbench: Workbench, words: str, **options: object) -> str:
    view = workbench.contents.provision(SIX)
    assert view is not None
    start = view.provision.wording.find(words)
    marked = passage(view.provision.wording, start, start + len(words))
    return workbench.desk.bookmarks.add(SIX, marked, **options).id  # type: ignore[arg-type]


def pick(page: DeskPage, kind: str, identifier: str) -> None:
    page.list.choose([])
    page.list.view.setCurrentIndex(
        page.list.model.index(page.list.model.row_of((kind, identifier)))
    )
    settle()


def headings(page: DeskPage) -> list[str]:
    return [line.heading for line in page.list.model.lines()]


def test_a_first_start_teaches(desk_page, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    page = desk_page(fresh_bench)
    assert page.list._empty is not None
    assert "书签和笔记" in page.list._empty.title.text()
    page.list._empty.button.click()
    assert page.detail.currentWidget() is page.note
    assert fresh_bench.desk.notes.all() == []
    assert_accessible(page)


def test_a_note_is_saved_while_one_types_and_is_there_after_a_restart(
    desk_page,  # type: ignore[no-untyped-def]
    home: Path,
    qtbot,
) -> None:
    with Workbench(Paths(home)) as bench:
        page = desk_page(bench)
        qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        type_text(page.note.editor, "窗口说：三月底前交材料")
        assert bench.desk.notes.all() == []
        qtbot.waitUntil(lambda: bool(bench.desk.notes.all()), timeout=1000)
        (note,) = bench.desk.notes.all()
        assert note.text == "窗口说：三月底前交材料"
        type_text(page.note.editor, "，两份")
        assert page.note._timer.isActive()
        page.note._timer.timeout.emit()
        assert page.note.editor.toPlainText() == "窗口说：三月底前交材料，两份"
        assert headings(page) == ["窗口说：三月底前交材料，两份"]
        assert len(bench.desk.notes.versions(note.id)) == 1
        page.window().close()
    with Workbench(Paths(home)) as again:
        page = desk_page(again)
        pick(page, "note", note.id)
        assert page.note.editor.toPlainText() == "窗口说：三月底前交材料，两份"


def test_leaving_the_page_or_the_note_saves_at_once(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    first = bench.desk.notes.add("甲", session="a")
    second = bench.desk.notes.add("乙", session="a")
    page = desk_page(bench)
    pick(page, "note", first.id)
    type_text(page.note.editor, "改")
    pick(page, "note", second.id)
    kept = bench.desk.notes.get(first.id)
    assert kept is not None
    assert "改" in kept.text
    type_text(page.note.editor, "也改")
    page.ctx.nav.open_page("reading")
    kept = bench.desk.notes.get(second.id)
    assert kept is not None
    assert "也改" in kept.text


def test_a_note_deleted_elsewhere_keeps_its_words(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    note = bench.desk.notes.add("甲", session="a")
    page = desk_page(bench)
    pick(page, "note", note.id)
    type_text(page.note.editor, "写到一半")
    bench.desk.notes.remove(note.id)
    page.note.flush()
    assert "写到一半" in page.note.editor.toPlainText()
    assert "没有保存" in page.note.status.text()
    page.note.save_as_new()
    assert any("写到一半" in kept.text for kept in bench.desk.notes.all())


def test_an_earlier_version_comes_back(desk_page, bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    note = bench.desk.notes.add("第一稿", session="a")
    bench.desk.notes.save(note.id, "第二稿", "b")
    page = desk_page(bench)
    pick(page, "note", note.id)
    qtbot.keyClick(page, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert page.note.versions.list.count() == 2
    assert "第一稿" in page.note.versions.text.toPlainText()
    page.note.versions.restore.click()
    assert page.note.editor.toPlainText() == "第一稿"
    assert [v.text for v in bench.desk.notes.versions(note.id)] == ["第一稿", "第二稿", "第一稿"]


def test_the_preview_shows_hostile_markdown_as_text(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    note = bench.desk.notes.add(
        "<script>x</script> ![](file:///etc/passwd) [点](javascript:x) "
        f"[六](policy:{SME}#六) <img src=http://x.example/a.png>"
    )
    page = desk_page(bench)
    pick(page, "note", note.id)
    page.note.views.set_current("both")
    shown = page.note.preview
    assert "<script>x</script>" in shown.toPlainText()
    assert "<img src=http://x.example/a.png>" in shown.toPlainText()
    assert "\ufffc" not in shown.toPlainText()
    assert not shown.openLinks()
    kind = QTextDocument.ResourceType.ImageResource
    assert shown.loadResource(kind.value, QUrl("file:///etc/passwd")) is None
    shown.anchorClicked.emit(QUrl("javascript:x"))
    assert page.ctx.nav.current.page_id == "desk"
    shown.anchorClicked.emit(QUrl(f"policy:{SME}#六"))
    assert page.ctx.nav.current.args == {"provision_id": SIX}


def test_a_bookmark_leads_to_its_place_or_says_that_it_is_gone(
    desk_page,  # type: ignore[no-untyped-def]
    bench: Workbench,
) -> None:
    kept = keep_quote(bench, "贷款贴息")
    gone = bench.desk.bookmarks.add("xianfa-1900-1#一", passage("留下的话", 0, 4)).id
    page = desk_page(bench)
    pick(page, "bookmark", gone)
    assert page.detail.currentWidget() is page.bookmark
    assert page.bookmark.gone.isVisible()
    assert "留下的话" in page.bookmark.quote.text()
    assert not page.bookmark.open.isEnabled()
    pick(page, "bookmark", kept)
    assert not page.bookmark.gone.isVisible()
    assert "第六部分" in page.bookmark.place.text()
    page.bookmark.open.click()
    assert page.ctx.nav.current.args == {"provision_id": SIX}


def test_colour_tags_and_folder_are_kept_at_once(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    kept = keep_quote(bench, "贷款贴息")
    page = desk_page(bench)
    pick(page, "bookmark", kept)
    page.bookmark.meta.dots["blue"].click()
    page.bookmark.meta.tags.setText("急，窗口 #急")
    page.bookmark.meta.tags.editingFinished.emit()
    page.bookmark.meta.folder.setCurrentText("融资/贴息")
    page.bookmark.meta.folder.lineEdit().editingFinished.emit()
    found = bench.desk.bookmarks.get(kept)
    assert found is not None
    assert (found.colour, found.tags, found.folder) == ("blue", ("急", "窗口"), "融资/贴息")
    assert page.shelves.folders() == ["融资", "融资/贴息"]
    page.shelves.choose(Shelf("tag", "窗口"))
    assert len(headings(page)) == 1


def drop(page: DeskPage, keys: list[tuple[str, str]], shelf: Shelf) -> None:
    item = dict(page.shelves._items())[shelf]
    place = QPointF(page.shelves.visualItemRect(item).center())
    data = pack(keys)
    page.shelves.dropEvent(
        QDropEvent(place, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    settle()


def test_entries_dropped_on_a_folder_go_there_and_undo_brings_all_back(
    desk_page,  # type: ignore[no-untyped-def]
    bench: Workbench,
    qtbot,
) -> None:
    bench.desk.folders.add("融资")
    kept = keep_quote(bench, "贷款贴息")
    note = bench.desk.notes.add("问过")
    page = desk_page(bench)
    drop(page, [("bookmark", kept), ("note", note.id)], Shelf("folder", "融资"))
    (folder,) = bench.desk.folders.all()
    assert (folder.bookmarks, folder.notes) == (1, 1)
    page.filing.undo(2)
    (folder,) = bench.desk.folders.all()
    assert (folder.bookmarks, folder.notes) == (0, 0)
    page.list.view.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    (folder,) = bench.desk.folders.all()
    assert folder.bookmarks == 1


def test_folders_are_made_renamed_nested_ordered_and_removed(
    desk_page,  # type: ignore[no-untyped-def]
    bench: Workbench,
) -> None:
    page = desk_page(bench)
    page.new_folder()
    page.shelves.setFocus()
    editor = page.shelves.focusWidget()
    item = dict(page.shelves._items())[Shelf("folder", "新文件夹")]
    del editor
    item.setText(0, "融资")
    settle()
    assert page.shelves.folders() == ["融资"]
    page.filing.desk.folders.add("减税")
    page.filing.desk.folders.add("社保")
    page.reload()
    where = QAbstractItemView.DropIndicatorPosition
    page.shelves.place_folder("社保", "减税", where.AboveItem)
    page.reload()
    names = page.shelves.folders()
    assert names.index("社保") < names.index("减税")
    page.shelves.place_folder("社保", "融资", where.OnItem)
    assert "融资/社保" in page.shelves.folders()
    bench.desk.notes.add("在里面", folder="融资/社保")
    page.filing.remove_shelf(Shelf("folder", "融资/社保"))
    (note,) = bench.desk.notes.all()
    assert note.folder == "融资"


def test_tags_are_renamed_and_taken_off_everywhere(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    keep_quote(bench, "贷款贴息", tags=["急"])
    bench.desk.notes.add("问过", tags=["急", "电话"])
    page = desk_page(bench)
    page.filing.rename(Shelf("tag", "急"), "要紧")
    assert bench.desk.folders.tags() == {"要紧": 2, "电话": 1}
    page.filing.remove_shelf(Shelf("tag", "要紧"))
    assert bench.desk.folders.tags() == {"电话": 1}
    page.filing.undo(2)
    assert bench.desk.folders.tags()["要紧"] == 2


def test_bookmarks_are_dragged_into_order(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    ids = [keep_quote(bench, words, folder="夹") for words in ("贷款贴息", "研发费用", "首次应用")]
    page = desk_page(bench)
    page.shelves.choose(Shelf("folder", "夹"))
    page.list.sort.setCurrentIndex(page.list.sort.findData("order"))
    assert [line.id for line in page.list.model.lines()] == ids
    model = page.list.model
    assert model.dropMimeData(
        pack([("bookmark", ids[2])]), Qt.DropAction.MoveAction, 0, 0, QModelIndex()
    ) is False  # fmt: skip
    settle()
    assert [line.id for line in page.list.model.lines()] == [ids[2], ids[0], ids[1]]


def test_deleted_entries_wait_in_the_trash(  # type: ignore[no-untyped-def]
    desk_page, bench: Workbench, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = bench.desk.notes.add("旧的")
    page = desk_page(bench)
    pick(page, "note", note.id)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Delete)
    assert bench.desk.notes.all() == []
    page.shelves.choose(Shelf("smart", "trash"))
    page.list.choose_first()
    settle()
    assert page.plain.restore.isVisible()
    assert "旧的" in page.plain.text.toPlainText()
    page.plain.restore.click()
    assert len(bench.desk.notes.all()) == 1
    bench.desk.notes.remove(note.id)
    page.reload()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    page.list.clear_trash.click()
    assert bench.desk.notes.trash() == []


def test_search_goes_through_quotations_notes_places_and_tags(
    desk_page,  # type: ignore[no-untyped-def]
    bench: Workbench,
    qtbot,
) -> None:
    keep_quote(bench, "贷款贴息", folder="融资")
    bench.desk.notes.add("问过 ３.85% 的事", tags=["电话"])
    bench.desk.notes.add("无关")
    page = desk_page(bench)
    page.shelves.choose(Shelf("folder", "融资"))
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.list.search.hasFocus()
    for query, number in (
        ("贴息", 1),
        ("3.85%", 1),
        ("电话 问过", 1),
        ("京政办发", 1),
        ("融资", 1),
    ):
        page.list.search.setText(query)
        assert len(headings(page)) == number, query
    page.list.search.setText("火星")
    assert "没有找到" in page.list._empty.title.text()
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    assert len(headings(page)) == 1


@pytest.mark.parametrize("ending", ["md", "html", "csv", "docx", "pdf"])
def test_what_is_chosen_is_exported_from_the_page(  # type: ignore[no-untyped-def]
    desk_page, bench: Workbench, tmp_path: Path, ending: str, qtbot
) -> None:
    keep_quote(bench, "贷款贴息", folder="融资")
    note = bench.desk.notes.add("问过 3.85%")
    page = desk_page(bench)
    pick(page, "note", note.id)
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    panel = page.panel
    assert page.detail.currentWidget() is panel
    assert panel.scope.currentText().startswith("选中的：1")
    panel.formats.set_current(ending)
    target = tmp_path / f"带走 的.{ending}"
    panel.place.setText(str(target))
    panel.preview_now()
    assert panel._pages or "3.85%" in panel.source.toPlainText()
    panel.save.click()
    assert target.stat().st_size > 100
    assert page.detail.currentWidget() is page.note
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"), newline="")))
        assert [row[7] for row in rows[1:]] == ["问过 3.85%"]


def test_an_existing_file_is_replaced_only_when_asked(  # type: ignore[no-untyped-def]
    desk_page, bench: Workbench, tmp_path: Path
) -> None:
    bench.desk.notes.add("新的")
    target = tmp_path / "有了.md"
    target.write_text("旧的", encoding="utf-8")
    page = desk_page(bench)
    page.export()
    page.panel.formats.set_current("md")
    page.panel.place.setText(str(target))
    assert not page.panel.save.isEnabled()
    assert page.panel.force.isVisible()
    page.panel.force.setChecked(True)
    page.panel.save.click()
    assert "新的" in target.read_text(encoding="utf-8")


def test_pages_are_printed_as_previewed(desk_page, bench: Workbench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtPrintSupport import QPrinter

    from navigator.ui.pages.desk.printing import PrintJob

    bench.desk.notes.add("印出来")
    page = desk_page(bench)
    job = PrintJob(page.ctx, page, "样例")
    job.start([line.key for line in page.lines])
    assert job.dialog is not None
    assert len(job.images) == 1
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "印.pdf"
    printer.setOutputFileName(str(target))
    job.paint(printer)
    assert target.read_bytes().startswith(b"%PDF")
    job.dialog.close()
    settle()


def test_another_desk_is_merged_without_touching_ours(  # type: ignore[no-untyped-def]
    desk_page, bench: Workbench, tmp_path: Path
) -> None:
    bench.desk.notes.add("这里的")
    with Workbench(Paths(tmp_path / "另一台")) as other:
        other.desk.notes.add("那里的")
    page = desk_page(bench)
    page.merging.merge_file(tmp_path / "另一台" / "desk.db")
    assert {note.text for note in bench.desk.notes.all()} == {"这里的", "那里的"}
    assert len(headings(page)) == 2
    page.merging.merge_file(tmp_path / "没有.db")
    assert len(bench.desk.notes.all()) == 2


def test_the_view_comes_back_as_it_was_left(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    bench.desk.notes.add("甲", folder="夹")
    page = desk_page(bench)
    page.shelves.choose(Shelf("folder", "夹"))
    page.list.choose_first()
    settle()
    state = json.loads(json.dumps(page.state()))
    page.shelves.choose(Shelf("smart", "all"))
    page.restore(state)
    assert page.list.shelf == Shelf("folder", "夹")
    assert [line.heading for line in page.list.chosen()] == ["甲"]
    page.restore({"shelf": 3, "entry": "x", "sizes": ["a"], "sort": 4})


def test_a_note_asked_for_by_another_page_is_shown(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    note = bench.desk.notes.add("从阅读页来", on=SIX)
    page = desk_page(bench)
    page.ctx.nav.open_page("desk", note=note.id)
    assert page.note.note_id == note.id
    assert page.note.open.isVisible()
    assert_accessible(page)


def test_another_language_keeps_what_is_being_written(desk_page, bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    page = desk_page(bench)
    page.new_note()
    type_text(page.note.editor, "写到一半")
    page.ctx.language.switch("en")
    settle()
    try:
        assert page.list.search.accessibleName() == "Find in all notes and bookmarks"
        (note,) = bench.desk.notes.all()
        assert note.text == "写到一半"
        assert headings(page) == ["写到一半"]
    finally:
        page.ctx.language.switch("zh")
        settle()


def test_a_saved_assessment_opens_in_the_wizard(desk_page, fresh_bench: Workbench) -> None:  # type: ignore[no-untyped-def]
    kept = fresh_bench.desk.assessments.save(
        "样例公司", as_of=dt.date(2021, 4, 1), answers={}, catalogue_hash="", library_hash="",
        result={"results": []},
    )  # fmt: skip
    page = desk_page(fresh_bench)
    page.shelves.choose(Shelf("smart", "assessments"))
    pick(page, "assessment", kept.id)
    assert "2021-04-01" in page.plain.place.text()
    page.plain.open.click()
    assert page.ctx.nav.current.page_id == "wizard"
    assert page.ctx.nav.current.args["receipt"] == kept.id
