"""Answering and changing one's mind: figures, dates, contradictions, undo, the rail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from navigator.app.workbench import Workbench
from navigator.catalogue.facts import load_facts
from navigator.model.facts import NONE
from navigator.ui.context import UiContext
from navigator.ui.pages.wizard.amounts import read_number, shown_number, spelled
from navigator.ui.pages.wizard.field_editors import DateEditor, NumberEditor
from navigator.ui.pages.wizard.workspace import Workspace
from tests.gui.wizard_driver import (
    SPRING,
    click,
    finish,
    open_wizard,
    settle,
    with_measures,
    workspace_of,
)

FACTS = load_facts()
REVENUE, RATE, ASSETS = (
    FACTS[name]
    for name in (
        "annual_revenue_cny",
        "loan_rate_markup_over_lpr_percent",
        "parent_total_assets_usd",
    )
)


@pytest.fixture
def space(
    fresh_bench: Workbench, open_context: Callable[[Workbench], UiContext]
) -> Iterator[Workspace]:
    page = open_wizard(open_context(with_measures(fresh_bench)))
    yield workspace_of(page)
    finish(page)


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("120", "1200000"),
        ("1,200.5", "12005000"),
        ("0.0001", "1"),
        ("2亿", "200000000"),
        ("2.5亿元", "250000000"),
        ("3500元", "3500"),
        ("１２", "120000"),
        ("-5", "-50000"),
    ],
)
def test_amounts_are_taken_as_people_say_them(typed: str, yuan: str) -> None:
    assert read_number(REVENUE, typed).value == Decimal(yuan)


@pytest.mark.parametrize("typed", ["abc", "1 2 3 x", "5%", "--3", "1.2.3", "9" * 60])
def test_what_is_no_amount_says_so(typed: str) -> None:
    read = read_number(REVENUE, typed)
    assert read.value is None
    assert read.error


def test_percentages_keep_their_unit() -> None:
    assert read_number(RATE, "39.99%").value == Decimal("39.99")
    assert read_number(RATE, "40万").error


def test_figures_are_spelled_out() -> None:
    assert "12,005,000元" in spelled(REVENUE, Decimal(12_005_000))
    assert "2亿元" in spelled(REVENUE, Decimal(200_000_000))
    assert "2亿美元" in spelled(ASSETS, Decimal(200_000_000))
    assert spelled(RATE, Decimal("39.5")) == "39.5%"


@given(st.decimals(min_value=-(10**17), max_value=10**17, places=6))
def test_a_shown_amount_reads_back_exactly(value: Decimal) -> None:
    assert read_number(REVENUE, shown_number(REVENUE, value)).value == value


@given(st.text(max_size=60))
def test_no_text_breaks_the_field(text: str) -> None:
    read = read_number(REVENUE, text)
    assert read.value is None or read.error is None


def start(space: Workspace, kind: str = "enterprise") -> None:
    click(space.ask.entry.tiles[kind])


def test_an_amount_below_its_limit_is_refused_in_place(space: Workspace) -> None:
    start(space)
    space.ask.ask("annual_revenue_cny")
    pane = space.ask.question
    assert isinstance(pane.editor, NumberEditor)
    QTest.keyClicks(pane.editor.field, "-5")
    QTest.keyClick(pane.editor.field, Qt.Key.Key_Return)
    settle()
    assert "不能小于" in pane.foot.error.text()
    assert "annual_revenue_cny" not in space.interview.answers
    pane.editor.field.clear()
    pane.editor.field.insert("2亿")
    assert "200,000,000元" in pane.editor.words.text()
    QTest.keyClick(pane.editor.field, Qt.Key.Key_Return)
    settle()
    assert space.interview.answers["annual_revenue_cny"] == Decimal(200_000_000)


def test_dates_are_checked_where_they_are_typed(space: Workspace) -> None:
    start(space)
    space.ask.ask("major_penalty_last_date")
    pane = space.ask.question
    for typed, said in (("20210230", "没有这一天"), ("2021", "没有填完"), ("20210402", "不能晚于")):
        assert isinstance(pane.editor, DateEditor)
        pane.editor.field.clear()
        click(pane.editor.field)
        QTest.keyClicks(pane.editor.field, typed)
        QTest.keyClick(pane.editor.field, Qt.Key.Key_Return)
        settle()
        assert said in pane.foot.error.text()
    click(pane.foot.none)
    assert space.interview.answers["major_penalty_last_date"] is NONE


def test_nothing_ticked_is_not_taken_for_none(space: Workspace) -> None:
    start(space)
    space.ask.ask("fee_items")
    pane = space.ask.question
    click(pane.foot.next)
    assert "都没有" in pane.foot.error.text()
    assert "fee_items" not in space.interview.answers
    click(pane.foot.none)
    assert space.interview.answers["fee_items"] == frozenset()


def test_a_contradiction_is_told_and_can_be_settled(space: Workspace) -> None:
    start(space)
    interview = space.interview
    interview.answer("ownership_type", "private")
    space.ask.ask("foreign_share_percent")
    pane = space.ask.question
    assert isinstance(pane.editor, NumberEditor)
    QTest.keyClicks(pane.editor.field, "30")
    click(pane.foot.next)
    assert "矛盾" in pane.foot.error.text()
    assert "foreign_share_percent" not in interview.answers
    click(pane.foot.override)
    assert interview.answers["foreign_share_percent"] == Decimal(30)
    assert "ownership_type" not in interview.answers
    assert space.interview.undo()
    assert interview.answers["ownership_type"] == "private"


def test_an_answer_is_changed_in_its_place(space: Workspace) -> None:
    start(space)
    interview = space.interview
    for fact, answer in (
        ("enterprise_size", "small"),
        ("registered_in_beijing", True),
        ("in_zhongguancun_zone", True),
    ):
        interview.answer(fact, answer)
    settle()
    rail = space.ask.rail
    line = rail.line("registered_in_beijing")
    assert line is not None and line.said == "是"
    click(line)
    assert rail.inline is not None
    QTest.keyClick(rail.inline, Qt.Key.Key_2)  # 否
    settle()
    assert interview.answers["registered_in_beijing"] is False
    # Inside the zone but not registered in Beijing cannot be; everything else stays.
    assert "in_zhongguancun_zone" not in interview.answers
    assert interview.answers["enterprise_size"] == "small"
    click_line = rail.line("registered_in_beijing")
    assert click_line is not None and click_line.said == "否"


def test_escape_leaves_an_answer_as_it_was(space: Workspace) -> None:
    start(space)
    space.interview.answer("enterprise_size", "small")
    settle()
    line = space.ask.rail.line("enterprise_size")
    assert line is not None
    click(line)
    assert space.ask.rail.inline is not None
    QTest.keyClick(space.ask.rail.inline, Qt.Key.Key_Escape)
    settle()
    assert space.interview.answers["enterprise_size"] == "small"
    assert space.ask.rail.inline is None


def test_not_sure_stays_unknown_and_can_be_answered_later(space: Workspace) -> None:
    start(space)
    pane = space.ask.question
    assert pane.question is not None
    fact = pane.question.fact_id
    click(pane.foot.unclear)
    assert fact in space.interview.skipped
    assert fact not in space.interview.answers
    assert pane.question.fact_id != fact
    assert fact in space.interview.unclear()


def test_another_date_takes_back_what_lies_after_it(space: Workspace) -> None:
    start(space)
    interview = space.interview
    interview.answer("product_rd_completed_date", dt.date(2021, 3, 1))
    space.ctx.set_as_of(dt.date(2021, 2, 1))
    assert "product_rd_completed_date" not in interview.answers
    assert interview.as_of == dt.date(2021, 2, 1)
    space.ctx.set_as_of(SPRING)


def test_undo_takes_back_one_answer_at_a_time(space: Workspace) -> None:
    start(space)
    space.interview.answer("enterprise_size", "small")
    space.undo()
    assert "enterprise_size" not in space.interview.answers
    assert space.interview.answers["applicant_type"] == "enterprise"
    space.undo()
    assert not space.interview.begun
    assert space.ask.stack.currentWidget() is space.ask.entry
