"""Searching from the field on top: typing, filters as chips, saved searches, nothing found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from navigator.app.workbench import Workbench
from navigator.store.search import generation
from navigator.ui.pages.search.filters import toggled
from navigator.ui.pages.search.panel import ResultsPanel
from navigator.ui.pages.search.rows import Kind
from navigator.ui.widgets import SearchField
from navigator.ui.window import MainWindow
from tests.gui.helpers import type_text


def settle(app: QApplication) -> None:
    for _ in range(4):
        app.processEvents()


@pytest.fixture
def window(bench: Workbench, open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window(bench)


def panel(window: MainWindow) -> ResultsPanel:
    assert window.search_overlay is not None
    found = window.search_overlay.findChild(ResultsPanel)
    assert isinstance(found, ResultsPanel)
    return found


def choose(window: MainWindow, facet: str, words: str) -> None:
    """Open a filter's menu and click the entry that begins with ``words``."""
    menu = panel(window).filters.menus[facet]
    menu.aboutToShow.emit()
    action = next(a for a in menu.actions() if a.text().startswith(words))
    action.trigger()


def total(window: MainWindow) -> int:
    result = panel(window).result
    assert result is not None
    return result.total


@pytest.mark.parametrize(
    "go",
    [
        lambda field: field.setFocus(),
        lambda field: QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        lambda field: QTest.mouseClick(field, Qt.MouseButton.LeftButton),
    ],
    ids=["focus", "key", "click"],
)
def test_the_index_is_read_when_somebody_goes_to_the_field(
    window: MainWindow,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    go: Callable[[SearchField], object],
) -> None:
    opened: list[object] = []
    open_current = generation.open_current

    def watched(folder: Path) -> object:
        opened.append(folder)
        return open_current(folder)

    monkeypatch.setattr(generation, "open_current", watched)
    window.activateWindow()
    window.topbar.focus_date()
    settle(qapp)
    assert not opened
    go(window.topbar.search)
    settle(qapp)
    assert len(opened) == 1
    type_text(window.topbar.search, "补贴")
    settle(qapp)
    assert total(window) > 0
    assert len(opened) == 1


def test_an_index_that_is_not_there_yet_is_read_at_the_next_visit(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = panel(window).bench.search
    answers = [False, True, True]
    asked: list[bool] = []

    def warm() -> bool:
        asked.append(answers[len(asked)])
        return asked[-1]

    monkeypatch.setattr(index, "warm", warm)
    for _ in range(3):
        window.topbar.focus_date()
        window.topbar.focus_search()
    assert asked[:2] == [False, True]
    assert asked.count(True) == 1


def test_each_letter_narrows_the_list(window: MainWindow, qapp: QApplication) -> None:
    field = window.topbar.search
    field.setFocus()
    seen = []
    for letter in "首创产品":
        type_text(field, letter)
        settle(qapp)
        seen.append(total(window))
    assert field.text() == "首创产品"
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] > 0
    assert window.search_overlay is not None and window.search_overlay.isVisible()


def test_filters_are_chips_and_part_of_the_line(window: MainWindow, qapp: QApplication) -> None:
    field = window.topbar.search
    field.setText("支持")
    everywhere = total(window)
    choose(window, "domain", "科技")
    assert field.text() == "支持 域:科技"
    within = total(window)
    assert 0 < within < everywhere
    choose(window, "amount", "50万")
    assert field.text() == "支持 域:科技 金额>=50万"
    assert 0 < total(window) < within
    chips = panel(window).filters.applied
    assert chips[0].text() == "领域：科技"
    assert len(chips) == 2
    chips[1].click()
    settle(qapp)
    assert field.text() == "支持 域:科技"
    assert total(window) == within
    choose(window, "domain", "科技")  # once more takes it away
    assert field.text() == "支持"
    assert total(window) == everywhere


def test_every_filter_offers_what_is_there(window: MainWindow) -> None:
    window.topbar.search.setText("企业")
    filters = panel(window).filters
    for facet in ("domain", "unit", "audience", "kind", "state", "month", "amount"):
        menu = filters.menus[facet]
        menu.aboutToShow.emit()
        assert all(action.isEnabled() for action in menu.actions()), facet
        assert len(menu.actions()) >= 3, facet
    for facet in ("unit", "audience", "kind", "month"):
        before = window.topbar.search.text()
        menu = filters.menus[facet]
        menu.aboutToShow.emit()
        menu.actions()[0].trigger()
        assert len(panel(window).filters.applied) == 1, facet
        assert total(window) > 0, facet
        panel(window).filters.applied[0].click()
        assert window.topbar.search.text() == before


def test_a_typed_filter_shows_as_a_chip(window: MainWindow) -> None:
    window.topbar.search.setText("域:科技 2021-03 贴息")
    assert panel(window).filters.applied[0].text() == "领域：科技"
    assert len(panel(window).filters.applied) == 2
    menu = panel(window).filters.menus["domain"]
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["科技"]


def test_an_ended_document_can_be_left_out(window: MainWindow) -> None:
    field = window.topbar.search
    field.setText("停征")
    everywhere = total(window)
    choose(window, "state", "已截止")
    ended = total(window)
    field.setText("停征 状态:有效")
    assert ended + total(window) <= everywhere


def test_a_saved_search_comes_back_with_its_filters(
    window: MainWindow, bench: Workbench, qapp: QApplication
) -> None:
    field = window.topbar.search
    field.setText("贴息 域:科技")
    before = total(window)
    panel(window).save()
    field.setText("")
    field.setFocus()
    panel(window).set_query("")
    rows = panel(window).model.rows
    saved = next(r for r in rows if r.kind is Kind.WORDS and r.target == "贴息 域:科技")
    panel(window)._open(rows.index(saved), False)
    settle(qapp)
    assert field.text() == "贴息 域:科技"
    assert total(window) == before


def test_what_was_opened_is_remembered_and_can_be_cleared(
    window: MainWindow, bench: Workbench, qapp: QApplication
) -> None:
    field = window.topbar.search
    field.setText("贴息")
    panel(window).accept()
    settle(qapp)
    assert [entry.query for entry in bench.desk.searches.history(5)] == ["贴息"]
    panel(window).set_query("")
    assert any(row.target == "贴息" for row in panel(window).model.rows)
    panel(window).clear_history()
    assert bench.desk.searches.history(5) == []


def test_synonyms_are_shown_and_switched_off(window: MainWindow) -> None:
    window.topbar.search.setText("个体户")
    rows = panel(window).model.rows
    assert any(row.title.startswith("也找了：") for row in rows)
    panel(window)._synonym_chip.click()
    assert not any(row.title.startswith("也找了：") for row in panel(window).model.rows)


def test_nothing_found_says_what_to_do(window: MainWindow) -> None:
    window.topbar.search.setText("火星移民补贴券")
    rows = panel(window).model.rows
    assert rows[0].kind is Kind.HINT
    assert "没有找到" in rows[0].title
    assert len(rows) > 1  # and offers something


def test_pinyin_initials_find_the_title_words(window: MainWindow) -> None:
    window.topbar.search.setText("zgc sccp")
    assert any("首创产品" in row.text for row in panel(window).model.rows)


def test_enter_opens_and_f3_goes_on_inside(
    window: MainWindow, qapp: QApplication, qtbot: object
) -> None:
    from PySide6.QtTest import QTest

    field = window.topbar.search
    field.setFocus()
    field.setText("贴息")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qapp)
    page = window.stack.current_page()
    assert page is not None and page.page_id == "reading"
    assert window.search_overlay is not None and not window.search_overlay.isVisible()
    bar = page.find_bar  # type: ignore[attr-defined]
    assert bar.isVisible()
    told = " ".join(made.text() for made in bar.findChildren(QLabel))
    QTest.keyClick(page, Qt.Key.Key_F3)
    settle(qapp)
    assert " ".join(made.text() for made in bar.findChildren(QLabel)) != told


def test_before_an_import_the_digests_answer(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(fresh_bench)
    window.topbar.search.setText("贴息")
    assert total(window) > 5  # what the digests say, not only what they are called
    assert window.search_overlay is not None
    assert all(b.accessibleName() for b in window.search_overlay.findChildren(QToolButton))


@pytest.mark.parametrize(
    ("line", "piece", "after"),
    [
        ("贴息", "域:科技", "贴息 域:科技"),
        ("贴息 域:科技", "域:科技", "贴息"),
        ("", "状态:有效", "状态:有效"),
        ("域:科技 域:科技 贴息", "域:科技", "贴息"),
    ],
)
def test_pieces_go_in_and_out(line: str, piece: str, after: str) -> None:
    assert toggled(line, piece) == after
