"""Whole visits, from the first question to the slip in the hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from navigator.app.workbench import Workbench
from navigator.export.slip import slip_tree
from navigator.export.tree import text_of
from navigator.model.facts import Fact
from navigator.ui.context import UiContext
from navigator.ui.pages.wizard.page import WizardPage
from navigator.ui.pages.wizard.slip_view import SlipView
from tests.gui import wizard_people as people
from tests.gui.helpers import assert_accessible
from tests.gui.wizard_driver import (
    MOST_QUESTIONS,
    SPRING,
    Visitor,
    click,
    finish,
    open_wizard,
    settle,
    with_measures,
)

TODAY = dt.date.today()
# Who, what is within reach in spring 2021, and what still is today.
VISITS = [
    (people.TECH_START_UP, {"ip-pledge-interest-subsidy", "first-product-determination"}, None),
    (people.TRAVEL_AGENCY, {"travel-deposit-80-refund"}, {"travel-deposit-80-refund"}),
    (people.FOREIGN_HEADQUARTERS, {"hq-mnc-regional"}, {"hq-mnc-regional"}),
    (people.RETURNING_STUDENT, {"hcy-talent-service-package"}, set()),
    (people.BANK, {"ip-pledge-risk-compensation"}, {"ip-pledge-risk-compensation"}),
    (people.NOTHING_TO_GET, set(), set()),
]
NAMES = ["tech", "travel", "headquarters", "student", "bank", "nothing"]


@pytest.fixture
def ctx(
    fresh_bench: Workbench, open_context: Callable[[Workbench], UiContext]
) -> Iterator[UiContext]:
    yield open_context(with_measures(fresh_bench))


def slip_of(visitor: Visitor) -> SlipView:
    click(visitor.space.ask.results.slip_button)
    settle()
    view = visitor.space.slip
    assert view is not None
    return view


@pytest.mark.parametrize("date", [SPRING, TODAY], ids=["spring-2021", "today"])
@pytest.mark.parametrize(("knows", "spring", "today"), VISITS, ids=NAMES)
def test_visit_ends_with_a_slip(
    ctx: UiContext,
    tmp_path: Path,
    knows: dict[str, Any],
    spring: set[str],
    today: set[str] | None,
    date: dt.date,
) -> None:
    page = open_wizard(ctx, date)
    visitor = Visitor(page, knows)
    click(visitor.space.ask.entry.name)
    QTest.keyClicks(visitor.space.ask.entry.name, "test firm")
    visitor.answer_all()
    wanted = spring if date == SPRING else (today if today is not None else set())
    assert wanted <= visitor.eligible()
    if not spring:
        assert visitor.eligible() == set()
    assert_accessible(page)

    view = slip_of(visitor)
    assert view.pages
    assert view.data is not None
    words = text_of(slip_tree(view.data))
    assert "test firm" in words
    assert date.isoformat() in words
    for measure_id in visitor.eligible():
        assert visitor.space.rules.catalogue[measure_id].title in words
    target = tmp_path / "告知 单.docx"
    view.write(target)
    assert target.read_bytes().startswith(b"PK")
    assert not visitor.space.unsaved
    finish(page)


def test_the_clerk_says_how_much_is_printed(ctx: UiContext, tmp_path: Path) -> None:
    page = open_wizard(ctx)
    visitor = Visitor(page, people.TECH_START_UP)
    visitor.answer_all()
    view = slip_of(visitor)
    all_pages = len(view.pages)
    view.scope.set_current("page")
    QApplication.processEvents()
    assert (len(view.pages), view.count.text()) == (1, "共 1 页")
    view.write(tmp_path / "slip.pdf")
    assert len(PdfReader(tmp_path / "slip.pdf").pages) == 1
    view.scope.set_current("gains")
    QApplication.processEvents()
    assert 1 < len(view.pages) < all_pages
    finish(page)


def test_nobody_is_asked_the_same_twice_or_for_nothing(ctx: UiContext) -> None:
    page = open_wizard(ctx)
    visitor = Visitor(page, people.TECH_START_UP)
    visitor.answer_all()
    assert len(visitor.asked) == len(set(visitor.asked))
    assert "person_credentials" not in visitor.asked  # only people are asked that
    finish(page)


class Keyboard:
    """Presses keys wherever the focus happens to be."""

    def __init__(self, page: WizardPage) -> None:
        self.page = page

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None and self.page.isAncestorOf(widget)
        return widget

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key)
            settle()

    def digit(self, number: int) -> None:
        self.press(Qt.Key(Qt.Key.Key_0 + number))

    def tab_to(self, widget: QWidget) -> None:
        for _ in range(60):
            if self.focus is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("not reached by Tab")

    def answer(self, fact: Fact, known: Any, unclear: QWidget, none: QWidget) -> None:
        if known is None:
            self.tab_to(unclear)
            self.press(Qt.Key.Key_Space)
        elif isinstance(known, bool):
            self.digit(1 if known else 2)
        elif known == "none":
            self.tab_to(none)
            self.press(Qt.Key.Key_Space)
        elif known == []:
            self.digit(0)
        elif isinstance(known, list):
            for value in known:
                self.digit([item.value for item in fact.values].index(value) + 1)
            self.press(Qt.Key.Key_Return)
        else:
            QTest.keyClicks(self.focus, str(known // 10_000))
            self.press(Qt.Key.Key_Return)


def test_a_bank_by_keyboard_alone(ctx: UiContext) -> None:
    page = open_wizard(ctx)
    page.activateWindow()
    settle()
    visitor, keys = Visitor(page, people.BANK), Keyboard(page)
    pane = visitor.space.ask.question
    assert keys.focus is visitor.space.ask.entry.tiles["enterprise"]
    keys.digit(7)
    assert visitor.space.interview.answers["applicant_type"] == "bank"
    asked: list[str] = []
    while not visitor.at_results:
        assert pane.question is not None and pane.editor is not None
        asked.append(pane.question.fact_id)
        known = people.BANK.get(asked[-1])
        keys.answer(pane.editor.fact, known, pane.foot.unclear, pane.foot.none)
        assert len(asked) < MOST_QUESTIONS
    assert "ip-pledge-risk-compensation" in visitor.eligible()
    keys.tab_to(visitor.space.ask.results.slip_button)
    keys.press(Qt.Key.Key_Space)
    assert visitor.space.slip is not None
    assert visitor.space.slip.pages
    finish(page)


def test_backspace_and_alt_left_go_back_and_keep_every_answer(ctx: UiContext) -> None:
    page = open_wizard(ctx)
    page.activateWindow()
    settle()
    visitor, keys = Visitor(page, people.BANK), Keyboard(page)
    keys.digit(7)
    pane = visitor.space.ask.question
    assert pane.question is not None
    first = pane.question.fact_id
    keys.digit(0)
    given = dict(visitor.space.interview.answers)
    keys.press(Qt.Key.Key_Backspace)
    assert pane.question is not None and pane.question.fact_id == first
    assert dict(visitor.space.interview.answers) == given
    keys.digit(0)
    QTest.keyClick(keys.focus, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert pane.question.fact_id == first
    assert dict(visitor.space.interview.answers) == given
    finish(page)
