"""Views of the wizard worth a picture: each brings the window into a state to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from navigator.app.result_groups import Group
from navigator.ui.pages.wizard.page import WizardPage
from navigator.ui.pages.wizard.workspace import Workspace
from navigator.ui.window import MainWindow
from tests.gui import wizard_people as people
from tests.gui.wizard_driver import SPRING, settle, workspace_of

PLEDGE = "ip-pledge-interest-subsidy"


def wizard(window: MainWindow, **args: Any) -> Workspace:
    window.ctx.set_as_of(SPRING)
    window.ctx.nav.open_page("wizard", **args)
    settle()
    page = window.stack.current_page()
    assert isinstance(page, WizardPage)
    return workspace_of(page)


def answered(window: MainWindow, facts: dict[str, Any] | None = None) -> Workspace:
    """A technology start-up that has answered everything it knows."""
    space = wizard(window)
    answers = {}
    for fact, raw in (facts or people.TECH_START_UP).items():
        number = isinstance(raw, int) and not isinstance(raw, bool)
        answer, _ = space.interview.check(fact, Decimal(raw) if number else raw)
        assert answer is not None
        answers[fact] = answer
    space.interview.adopt(answers, "某某科技有限公司")
    space.show_results()
    settle()
    return space


def question(window: MainWindow) -> None:
    space = wizard(window)
    space.ask.begin("enterprise")
    space.interview.answer("enterprise_size", "small")
    space.ask.ask("loan_interest_paid_cny")


def choices(window: MainWindow) -> None:
    space = wizard(window)
    space.ask.begin("enterprise")
    space.ask.ask("planned_actions")


def results(window: MainWindow) -> None:
    answered(window)


def why(window: MainWindow) -> None:
    card = answered(window).ask.results.card(PLEDGE)
    assert card is not None
    card.toggle_trace()


def refusals(window: MainWindow) -> None:
    facts = {**people.TECH_START_UP, "annual_revenue_cny": 200_010_000}
    answered(window, facts).ask.results.show_group(Group.REFUSED)


def picture(window: MainWindow) -> None:
    answered(window).ask.show_measure(PLEDGE)


def what_if(window: MainWindow) -> None:
    space = answered(window)
    space.show_whatif()
    assert space.ask.whatif_pane is not None
    space.ask.whatif_pane.trial.answer("annual_revenue_cny", Decimal(300_000_000))


def other_date(window: MainWindow) -> None:
    answered(window)
    window.ctx.set_as_of(dt.date(2023, 4, 1))


def slip(window: MainWindow) -> None:
    answered(window).show_slip()


def browse(window: MainWindow) -> None:
    wizard(window).browse.table.selectRow(0)


SHOTS: dict[str, Callable[[MainWindow], None]] = {
    "wizard-question": question,
    "wizard-choices": choices,
    "wizard-results": results,
    "wizard-why": why,
    "wizard-refusals": refusals,
    "wizard-picture": picture,
    "wizard-what-if": what_if,
    "wizard-date": other_date,
    "wizard-slip": slip,
    "wizard-browse": browse,
}
