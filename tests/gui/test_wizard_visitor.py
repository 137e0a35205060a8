"""One visitor after the other: saving, reopening, and leaving nothing behind."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from navigator.app.receipts import compare, receipts
from navigator.app.workbench import Workbench
from navigator.model.errors import CatalogueError
from navigator.ui.context import UiContext
from navigator.ui.pages.wizard.page import WizardPage
from navigator.ui.pages.wizard.saved import SavedView
from navigator.ui.pages.wizard.workspace import Workspace
from navigator.ui.widgets import EmptyState
from tests.gui.wizard_driver import (
    SPRING,
    click,
    finish,
    open_wizard,
    settle,
    with_measures,
    workspace_of,
)


@pytest.fixture
def page(
    fresh_bench: Workbench, open_context: Callable[[Workbench], UiContext]
) -> Iterator[WizardPage]:
    page = open_wizard(open_context(with_measures(fresh_bench)))
    yield page
    finish(page)


@pytest.fixture
def space(page: WizardPage) -> Workspace:
    """A visitor who has begun."""
    space = workspace_of(page)
    space.ask.entry.name.setText("某某科技")
    click(space.ask.entry.tiles["enterprise"])
    space.interview.answer("enterprise_size", "small")
    space.show_results()
    settle()
    return space


def test_saving_keeps_a_receipt_that_reopens_unchanged(
    space: Workspace, fresh_bench: Workbench
) -> None:
    click(space.ask.results.save_button)
    assert space.strip is not None and space.strip.field is not None
    assert space.strip.field.text() == "某某科技"
    QTest.keyClick(space.strip.field, Qt.Key.Key_Return)
    settle()
    assert not space.unsaved
    (kept,) = receipts(fresh_bench)
    assert kept.name == "某某科技"
    assert compare(kept, fresh_bench).same

    space.next_visitor()
    space.ctx.set_as_of(dt.date(2023, 5, 1))
    space.open_section("saved")
    settle()
    view = space.findChild(SavedView)
    assert view is not None
    view.list.setCurrentRow(0)
    settle()
    click(view.open_button)
    assert space.interview.as_of == SPRING
    assert space.interview.answers["enterprise_size"] == "small"
    assert space.ask.stack.currentWidget() is space.ask.results


def test_a_receipt_is_renamed_deleted_and_brought_back(
    space: Workspace, fresh_bench: Workbench
) -> None:
    space.save()
    assert space.strip is not None
    click(space.strip.buttons[0])
    space.open_section("saved")
    view = space.findChild(SavedView)
    assert view is not None
    view.list.setCurrentRow(0)
    view.rename()
    view.name_field.setText("新名字")
    QTest.keyClick(view.name_field, Qt.Key.Key_Return)
    settle()
    assert [kept.name for kept in receipts(fresh_bench)] == ["新名字"]
    view.list.setCurrentRow(0)
    view.remove()
    assert receipts(fresh_bench) == []
    assert view.empty.isVisible()


def test_the_next_visitor_finds_nothing(page: WizardPage, space: Workspace) -> None:
    interview = space.interview
    space.copy_summary()
    assert "某某科技" in QGuiApplication.clipboard().text()
    space.show_whatif()
    space.next_visitor()
    assert space.strip is not None  # not saved, so it asks
    assert interview.begun
    click(space.strip.buttons[0])
    settle()
    assert not interview.begun and not interview.skipped
    assert interview.name == "" and space.ask.entry.name.text() == ""
    assert not interview.can_undo and not interview.can_go_back
    assert interview.previous() is None and interview.focus is None
    assert space.ask.whatif_pane is None and space.slip is None
    assert QGuiApplication.clipboard().text() == ""
    assert space.ask.stack.currentWidget() is space.ask.entry
    assert not any(tile.isChecked() for tile in space.ask.entry.tiles.values())
    assert "某某科技" not in json.dumps(page.state(), ensure_ascii=False)


def test_somebody_elses_clipboard_stays(space: Workspace) -> None:
    space.copy_summary()
    QGuiApplication.clipboard().setText("别的内容")
    space.wipe()
    assert QGuiApplication.clipboard().text() == "别的内容"
    QGuiApplication.clipboard().clear()


def test_a_saved_visitor_is_wiped_without_asking(space: Workspace) -> None:
    space.save()
    assert space.strip is not None
    click(space.strip.buttons[0])
    space.next_visitor()
    assert space.strip is None
    assert not space.interview.begun


def test_nothing_of_a_visit_is_written_to_the_session(page: WizardPage, space: Workspace) -> None:
    assert page.state() == {"section": "ask"}
    space.open_section("browse")
    assert page.state() == {"section": "browse"}
    page.restore({"section": "nonsense", "old": 1})
    assert space.section == "browse"


def test_a_broken_catalogue_leaves_a_page_that_can_try_again(
    fresh_bench: Workbench, open_context: Callable[[Workbench], UiContext]
) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            if name == "rules" and not mended:
                raise CatalogueError("目录第3行写错了")
            return getattr(fresh_bench, name)

    mended: list[bool] = []
    with_measures(fresh_bench)
    page = open_wizard(open_context(Broken()))  # type: ignore[arg-type]
    assert page.workspace is None
    mended.append(True)
    click(page.findChildren(EmptyState)[-1].button)
    assert page.workspace is not None
    finish(page)


def test_escape_takes_the_question_away(space: Workspace) -> None:
    space.next_visitor()
    assert space.strip is not None
    QTest.keyClick(space.strip, Qt.Key.Key_Escape)
    assert space.strip is None
    assert space.interview.begun


def test_reopening_does_not_silently_drop_whoever_is_here(space: Workspace) -> None:
    space.save()
    assert space.strip is not None
    click(space.strip.buttons[0])
    space.interview.answer("enterprise_size", "large")
    space.open_section("saved")
    view = space.findChild(SavedView)
    assert view is not None
    view.list.setCurrentRow(0)
    click(view.open_button)
    assert space.strip is not None
    assert space.interview.answers["enterprise_size"] == "large"
    click(space.strip.buttons[0])
    assert space.interview.answers["enterprise_size"] == "small"
