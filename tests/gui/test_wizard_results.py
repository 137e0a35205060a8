"""What came out: groups, reasons, near misses, the way to sources, what-if, another date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from navigator.app.result_groups import Group, group_of
from navigator.app.workbench import Workbench
from navigator.ui.context import UiContext
from navigator.ui.pages.wizard.decision import decision_of
from navigator.ui.pages.wizard.differences import Change
from navigator.ui.pages.wizard.sources import SourceLink
from navigator.ui.pages.wizard.workspace import Workspace
from tests.gui import wizard_people as people
from tests.gui.helpers import assert_accessible
from tests.gui.wizard_driver import (
    SPRING,
    click,
    finish,
    open_wizard,
    settle,
    with_measures,
    workspace_of,
)

PLEDGE = "ip-pledge-interest-subsidy"


@pytest.fixture
def space(
    fresh_bench: Workbench, open_context: Callable[[Workbench], UiContext]
) -> Iterator[Workspace]:
    page = open_wizard(open_context(with_measures(fresh_bench)))
    yield workspace_of(page)
    finish(page)


def know(space: Workspace, facts: Mapping[str, Any], **other: Any) -> None:
    """Answers at once, without asking one by one."""
    interview = space.interview
    answers = {}
    for fact, raw in {**facts, **other}.items():
        number = isinstance(raw, int) and not isinstance(raw, bool)
        answer, error = interview.check(fact, Decimal(raw) if number else raw)
        assert error is None, (fact, error)
        assert answer is not None
        answers[fact] = answer
    interview.adopt(answers)
    space.show_results()
    settle()


def words_on(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def visited(space: Workspace) -> list[str]:
    """Provisions that were opened in the reader."""
    opened: list[str] = []
    space.ctx.nav.open_provision = lambda place, *_, **__: opened.append(place)  # type: ignore[method-assign]
    return opened


def test_every_result_stands_in_one_group(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    shown = [len(view.section.results) for view in space.ask.results.sections]
    assert sum(shown) == len(space.rules.catalogue.measures)
    groups = [view.group for view in space.ask.results.sections]
    assert groups == sorted(groups, key=list(Group).index)
    assert_accessible(space)


def test_a_card_gives_amount_arithmetic_and_the_source(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    card = space.ask.results.card(PLEDGE)
    assert card is not None
    words = words_on(card)
    assert "正好48万元" in words
    assert "120万元 × 40%" in words
    opened = visited(space)
    click(card.findChildren(SourceLink)[0])
    assert opened == [space.rules.catalogue[PLEDGE].cite]


def test_figures_are_never_added_up(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    words = words_on(space.ask.results)
    assert "不能相加" in words
    assert "合计可得" not in words and "总计" not in words


def test_why_unfolds_every_condition_with_its_provision(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    card = space.ask.results.card(PLEDGE)
    assert card is not None
    click(card.why)
    assert card.trace is not None and card.trace.isVisible()
    measure = space.rules.catalogue[PLEDGE]
    decision = decision_of(measure, space.interview.answers, SPRING, space.rules.vocabulary)
    nodes = [node for depth, node in decision.walk() if depth > 0]
    assert len(card.trace.findChildren(QToolButton)) == len(nodes)
    assert decision.state is True
    assert all(node.cite for node in nodes)
    click(card.why)
    assert not card.trace.isVisible()


def test_the_tree_agrees_with_the_assessment(space: Workspace) -> None:
    for facts in (people.TECH_START_UP, people.BANK, people.NOTHING_TO_GET):
        know(space, facts)
        for result in space.interview.assessment().results:
            if result.status.value not in ("eligible", "ineligible"):
                continue
            measure = space.rules.catalogue[result.measure_id]
            tree = decision_of(measure, space.interview.answers, SPRING, space.rules.vocabulary)
            if result.status.value == "eligible":
                assert tree.state is not False, measure.id
            else:
                assert tree.state is not True, measure.id


def test_a_near_miss_says_by_how_much(space: Workspace) -> None:
    know(space, people.TECH_START_UP, annual_revenue_cny=200_010_000)
    space.ask.results.show_group(Group.REFUSED)
    settle()
    card = space.ask.results.card(PLEDGE)
    assert card is not None
    assert "只差一条" in words_on(card)
    assert "高出1万元" in words_on(card)


def test_a_missing_fact_asks_exactly_that_question_and_comes_back(space: Workspace) -> None:
    facts = {k: v for k, v in people.TECH_START_UP.items() if k != "annual_revenue_cny"}
    know(space, facts)
    card = space.ask.results.card(PLEDGE)
    assert card is not None
    name = space.rules.vocabulary["annual_revenue_cny"].name
    ask = next(b for b in card.findChildren(QWidget) if getattr(b, "text", str)() == name)
    click(ask)
    pane = space.ask.question
    assert pane.question is not None and pane.question.fact_id == "annual_revenue_cny"
    assert pane.editor is not None
    QTest.keyClicks(pane.editor.field, "3000")  # type: ignore[attr-defined]
    click(pane.foot.next)
    assert space.ask.stack.currentWidget() is space.ask.results
    assert space.interview.result(PLEDGE).status.value == "eligible"


def test_not_asked_for_is_folded_apart_from_refusals(space: Workspace) -> None:
    know(space, people.NOTHING_TO_GET)
    by_group = {view.group: view for view in space.ask.results.sections}
    assert not by_group[Group.NOT_INVOLVED].unfolded
    vocabulary = space.rules.vocabulary
    for result in by_group[Group.REFUSED].section.results:
        assert group_of(result, vocabulary) is Group.REFUSED
    assert Group.ELIGIBLE not in by_group


def test_counters_follow_and_lead_to_their_group(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    counters = space.ask.rail.counters.by_group
    eligible = [r for r in space.interview.assessment().results if r.status.value == "eligible"]
    assert counters[Group.ELIGIBLE].number == len(eligible)
    click(counters[Group.INTENTION])
    view = next(v for v in space.ask.results.sections if v.group is Group.INTENTION)
    assert view.unfolded


def test_the_figures_add_up_to_all_measures_and_the_rest_can_be_seen(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    counters = space.ask.rail.counters
    shown = sum(counter.number for counter in counters.by_group.values())
    rest = len(space.rules.catalogue.measures) - shown
    assert counters.rest.text() == f"另 {rest} 项未涉及或不面向您"
    click(counters.rest)
    view = next(v for v in space.ask.results.sections if v.group is Group.NOT_INVOLVED)
    assert view.unfolded


def test_what_if_never_touches_the_real_answers(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    before = dict(space.interview.answers)
    trace = space.interview.assessment().trace
    click(space.ask.results.whatif_button)
    pane = space.ask.whatif_pane
    assert pane is not None
    pane.trial.answer("annual_revenue_cny", Decimal(300_000_000))
    settle()
    lost = [item for item in pane.list.shown if item.change is Change.LOSS]
    assert PLEDGE in {item.measure_id for item in lost}
    assert dict(space.interview.answers) == before
    click(pane.reset)
    assert pane.list.shown == ()
    click(pane.leave)
    assert space.interview.assessment().trace == trace
    assert space.ask.rail.isVisible()


def test_another_date_says_what_opens_and_closes(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    space.ctx.set_as_of(dt.date(2026, 1, 1))
    settle()
    results = space.ask.results
    assert results.dates is not None
    assert any(item.change is Change.LOSS for item in results.dates.shown)
    results.dateBack.emit(SPRING)
    settle()
    assert space.interview.as_of == SPRING


def test_the_picture_can_be_walked_with_the_keyboard(space: Workspace) -> None:
    know(space, people.TECH_START_UP)
    space.ask.show_measure(PLEDGE)
    settle()
    view = space.ask.detail
    assert view is not None
    picture = view.picture
    opened = visited(space)
    assert len(picture.boxes) == len(list(view.decision.walk()))
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.current is picture.boxes[1].node
    assert picture.current.text in picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert opened == [picture.current.cite]
    QTest.keyClick(picture, Qt.Key.Key_Left)
    assert picture.current is picture.boxes[0].node
    boxes = picture.boxes
    for one, other in ((a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]):
        apart = one.x != other.x or one.y + one.height <= other.y
        assert apart, "boxes overlap"


def test_one_measure_can_be_asked_about_alone(space: Workspace) -> None:
    space.check_measure("hq-mnc-regional")
    settle()
    assert space.ask.stack.currentWidget() is space.ask.entry
    click(space.ask.entry.tiles["enterprise"])
    wanted = set(space.rules.catalogue["hq-mnc-regional"].facts)
    pane = space.ask.question
    for _ in range(20):
        if space.ask.stack.currentWidget() is space.ask.results:
            break
        assert pane.question is not None and pane.question.fact_id in wanted
        click(pane.foot.unclear)
    assert space.ask.results.focus_card is not None
    click(space.ask.results.go_on)
    assert space.interview.focus is None


def test_a_provision_leads_to_its_measures(space: Workspace) -> None:
    space.from_provision("jingzhengfa-2021-3#第三条/(一)")
    assert space.interview.focus == "hq-mnc-regional" or space.section == "browse"
    space.from_provision("jingzhengfa-2021-3")
    assert space.section == "browse"
    assert 1 < space.browse.model.rowCount() < len(space.rules.catalogue.measures)
