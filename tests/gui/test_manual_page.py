"""The manual in the window: opened by F1 where one is, read, searched, and found from the top."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QPushButton

from navigator.app.workbench import Workbench
from navigator.ui.pages.manual.page import ManualPage
from navigator.ui.pages.search.panel import ResultsPanel
from navigator.ui.pages.search.rows import Kind
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible, settle, type_text


@pytest.fixture
def window(fresh_bench: Workbench, open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window(fresh_bench)


def manual(window: MainWindow) -> ManualPage:
    settle()
    page = window.stack.current_page()
    assert isinstance(page, ManualPage)
    return page


def opened(window: MainWindow, chapter: str = "first-day") -> ManualPage:
    window.ctx.nav.open_page("manual", chapter=chapter)
    return manual(window)


def front(page: ManualPage) -> str:
    assert page.sheet.chapter is not None
    return page.sheet.chapter.id


def search_panel(window: MainWindow) -> ResultsPanel:
    assert window.search_overlay is not None
    found = window.search_overlay.findChild(ResultsPanel)
    assert isinstance(found, ResultsPanel)
    return found


@pytest.mark.parametrize(
    ("page", "chapter"),
    [("wizard", "assessing"), ("desk", "notes"), ("library", "importing"), ("settings", "comfort")],
)
def test_f1_opens_the_chapter_of_the_page_in_front(
    window: MainWindow, qtbot, page: str, chapter: str
) -> None:  # type: ignore[no-untyped-def]
    window.ctx.nav.open_page(page)
    settle()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    shown = manual(window)
    assert front(shown) == chapter
    assert shown.sheet.hasFocus()
    assert window.rail.current() == "help"  # the manual has no entry of its own
    qtbot.keyClick(window, Qt.Key.Key_F1)  # again: one is there already
    assert front(manual(window)) == chapter
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.stack.current_page().page_id == page  # type: ignore[union-attr]


def test_the_keys_are_one_key_away(window: MainWindow, qtbot) -> None:  # type: ignore[no-untyped-def]
    opened(window)
    qtbot.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.stack.current_page().page_id == "help"  # type: ignore[union-attr]
    page = window.stack.current_page()
    assert page is not None
    part = next(b for b in page.findChildren(QPushButton) if b.text() == "政策专员")
    part.click()
    assert front(manual(window)) == "edition"
    assert "manual.open" in {bound.spec.id for bound in window.actions_now()}


def test_links_lead_on_and_the_way_back_returns(window: MainWindow) -> None:
    page = opened(window, "results")
    page.sheet.verticalScrollBar().setValue(120)
    page.sheet.anchorClicked.emit(QUrl("slip"))
    assert front(manual(window)) == "slip"
    window.ctx.nav.back()
    settle()
    assert front(page) == "results"
    assert page.sheet.verticalScrollBar().value() == 120
    window.ctx.nav.forward()
    settle()
    assert front(page) == "slip"
    page.sheet.anchorClicked.emit(QUrl("https://example.org/"))
    page.sheet.anchorClicked.emit(QUrl("first-day"))  # no link of this chapter
    settle()
    assert front(page) == "slip"


def test_nothing_but_its_own_pictures_is_loaded(window: MainWindow) -> None:
    page = opened(window, "slip")
    kind = QTextDocument.ResourceType.ImageResource.value
    made = page.sheet.loadResource(kind, QUrl("slip.png?400"))
    assert not made.isNull()
    for name in ("../../README.md?400", "desk.png?400", "slip.png", "file:///etc/passwd?1"):
        assert page.sheet.loadResource(kind, QUrl(name)) is None
    sheet = QTextDocument.ResourceType.StyleSheetResource.value
    assert page.sheet.loadResource(sheet, QUrl("slip.png?400")) is None


def test_chapters_follow_one_another(window: MainWindow, qtbot) -> None:  # type: ignore[no-untyped-def]
    page = opened(window)
    assert not page.previous.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    assert front(page) == page.list.current_key() == "importing"
    page.previous_chapter()
    settle()
    assert front(page) == "first-day"
    opened(window, "command-line")
    assert not page.next.isEnabled()


def test_the_field_finds_and_enter_opens_with_the_words_marked(window: MainWindow, qtbot) -> None:  # type: ignore[no-untyped-def]
    page = opened(window)
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.field.hasFocus()
    type_text(page.field, "指纹")
    settle()
    assert page.list.targets()
    assert page.count.text().startswith(str(len(page.list.targets())))
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    settle()
    assert "指纹" in page.sheet.toPlainText()
    assert set(page.sheet.marks()) == {"指纹"}
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert page.field.text() == ""
    assert len(page.list.targets()) == len(page.manual.chapters)
    type_text(page.field, "火星移民")
    settle()
    assert page.empty.isVisible()
    page.empty.button.click()
    settle()
    assert page.list.current_key() == front(page)


def test_contents_are_walked_by_keys_and_opened_by_enter(window: MainWindow, qtbot) -> None:  # type: ignore[no-untyped-def]
    page = opened(window)
    qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert front(page) == "importing"


def test_what_was_open_comes_back(window: MainWindow) -> None:
    page = opened(window, "packs")
    state = page.state()
    page.restore({"chapter": "已经没有", "scroll": "x", "query": None})
    assert front(page) == "packs"
    opened(window)
    page.restore(state)
    assert front(page) == "packs"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_it_fits_in_every_dress(window: MainWindow, theme: str, zoom: int) -> None:
    page = opened(window, "keyboard")
    window.ctx.theme.set_mode(theme)
    window.ctx.theme.set_zoom(zoom)
    settle()
    assert_accessible(page)
    assert page.sheet.document().size().width() <= page.sheet.viewport().width() + 1
    assert window.ctx.theme.hex("text") in page.sheet.toHtml()


def test_the_search_on_top_finds_the_manual_too(window: MainWindow) -> None:
    window.ctx.nav.open_page("reading")
    type_text(window.topbar.search, "换班")
    settle()
    panel = search_panel(window)
    rows = [row for row in panel.model.rows if row.kind is Kind.MANUAL]
    assert rows
    assert all(row.badge == "使用手册" for row in rows if row.text)
    window.topbar.search.accepted.emit(False)
    page = manual(window)
    assert front(page) == "handover"
    assert "换班" in page.sheet.marks()


def test_policies_keep_their_place_above_the_manual(bench: Workbench, open_window) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    window.ctx.nav.open_page("reading")
    type_text(window.topbar.search, "企业")
    settle()
    panel = search_panel(window)
    kinds = [row.kind for row in panel.model.rows]
    assert Kind.HIT in kinds
    assert kinds.index(Kind.MANUAL) > max(i for i, kind in enumerate(kinds) if kind is Kind.HIT)
    everything = next(i for i, row in enumerate(panel.model.rows) if row.title == "在手册里看全部")
    panel._open(everything, False)
    page = manual(window)
    assert page.field.text() == "企业"
    assert page.field.hasFocus()
    window.ctx.search_for("域:科技 企业")
    settle()
    assert Kind.MANUAL not in {row.kind for row in panel.model.rows}


def test_a_visitor_reads_the_visitors_part_alone(window: MainWindow) -> None:
    window.ctx.kiosk = True
    page = opened(window, "kiosk")
    assert {chapter.part for chapter in page.manual.chapters} == {"visitor"}
    assert front(page) == "visitor-start"
    assert not page.keys.isVisible()
    assert not page.opener.isVisible()
    page.open_its_page()
    assert window.stack.current_page() is page
    QApplication.processEvents()


def test_the_manual_stays_chinese_and_the_page_speaks_english(window: MainWindow) -> None:
    page = opened(window, "slip")
    window.ctx.language.switch("en")
    settle()
    try:
        assert page.next.text().strip() == "Next chapter"
        assert "打印一次性告知单" in page.sheet.toPlainText()
    finally:
        window.ctx.language.switch("zh")
