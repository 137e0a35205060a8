"""The wizard and the kiosk on the tour."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from navigator.app.result_groups import Group
from navigator.ui.kiosk.window import KioskWindow
from navigator.ui.pages.wizard.batch_view import BatchView
from navigator.ui.pages.wizard.workspace import Workspace
from scripts.pictures import settle
from scripts.tour_stage import Stage, Stops
from tests.gui import wizard_people as people
from tests.gui.wizard_driver import workspace_of

STOPS = Stops()
PLEDGE = "ip-pledge-interest-subsidy"
LONG_NAME = "北京市某某科技创新与知识产权运营服务集团股份有限公司中关村科学城第一分公司" * 3
ANSWERS = "name,applicant_type,enterprise_size,vat_taxpayer_type,monthly_sales_cny\n"
PROFILES = (
    ANSWERS
    + "甲公司,enterprise,small,small_scale,120000\n乙公司,enterprise,micro,small_scale,160000\n"
    + f"丙,person,small,,\n丁公司,enterprise,huge,,x\n{LONG_NAME[:80]},enterprise,small,general,\n"
)


def begun(stage: Stage, **args: object) -> Workspace:
    return workspace_of(stage.page("wizard", **args))


def answered(stage: Stage, facts: dict[str, Any] | None = None, name: str = "") -> Workspace:
    return know(begun(stage), facts, name)


def know(space: Workspace, facts: dict[str, Any] | None = None, name: str = "") -> Workspace:
    """A technology start-up, or somebody else, that has answered everything it knows."""
    answers = {}
    for fact, raw in (facts or people.TECH_START_UP).items():
        number = isinstance(raw, int) and not isinstance(raw, bool)
        answer, _ = space.interview.check(fact, Decimal(raw) if number else raw)
        assert answer is not None
        answers[fact] = answer
    space.interview.adopt(answers, name or "某某科技有限公司")
    space.show_results()
    settle()
    return space


@STOPS.add("wizard-first", "wizard", main=True)
def first(stage: Stage) -> None:
    begun(stage)


@STOPS.add("wizard-first-start", "wizard", home="fresh")
def fresh(stage: Stage) -> None:
    begun(stage)


@STOPS.add("wizard-question", "wizard", main=True)
def question(stage: Stage) -> None:
    space = begun(stage)
    space.ask.begin("enterprise")
    space.interview.answer("enterprise_size", "small")
    space.ask.ask("loan_interest_paid_cny")


@STOPS.add("wizard-question-next", "wizard")
def next_question(stage: Stage) -> None:
    begun(stage).ask.begin("enterprise")


@STOPS.add("wizard-question-wrong", "wizard")
def wrong(stage: Stage) -> None:
    space = begun(stage)
    space.ask.begin("enterprise")
    space.ask.ask("loan_interest_paid_cny")
    space.ask.question.editor.field.setText("二十来万")  # type: ignore[union-attr]
    space.ask.question.foot.next.click()


@STOPS.add("wizard-choices", "wizard")
def choices(stage: Stage) -> None:
    space = begun(stage)
    space.ask.begin("enterprise")
    space.ask.ask("planned_actions")


@STOPS.add("wizard-date-question", "wizard")
def date_question(stage: Stage) -> None:
    space = begun(stage)
    space.ask.begin("enterprise")
    space.ask.ask("product_rd_completed_date")


@STOPS.add("wizard-results", "wizard", main=True)
def results(stage: Stage) -> None:
    answered(stage)


@STOPS.add("wizard-results-nothing", "wizard")
def results_nothing(stage: Stage) -> None:
    answered(stage, people.NOTHING_TO_GET)


@STOPS.add("wizard-decision-tree", "wizard", main=True)
def decision(stage: Stage) -> None:
    space = answered(stage)
    card = space.ask.results.card(PLEDGE)
    assert card is not None
    card.toggle_trace()
    settle()
    space.ask.results.area.ensureWidgetVisible(card, 0, 400)


@STOPS.add("wizard-refused", "wizard")
def refused(stage: Stage) -> None:
    facts = {**people.TECH_START_UP, "annual_revenue_cny": 200_010_000}
    answered(stage, facts).ask.results.show_group(Group.REFUSED)


@STOPS.add("wizard-measure", "wizard")
def measure(stage: Stage) -> None:
    answered(stage).ask.show_measure(PLEDGE)


@STOPS.add("wizard-what-if", "wizard")
def what_if(stage: Stage) -> None:
    space = answered(stage)
    space.show_whatif()
    assert space.ask.whatif_pane is not None
    space.ask.whatif_pane.trial.answer("annual_revenue_cny", Decimal(300_000_000))


@STOPS.add("wizard-other-date", "wizard")
def other_date(stage: Stage) -> None:
    answered(stage)
    stage.ctx.set_as_of(dt.date(2023, 4, 1))


@STOPS.add("wizard-slip", "wizard")
def slip(stage: Stage) -> None:
    answered(stage).show_slip()


@STOPS.add("wizard-next-visitor", "wizard")
def next_visitor(stage: Stage) -> None:
    answered(stage).next_visitor()


@STOPS.add("wizard-name-80", "wizard")
def long_name(stage: Stage) -> None:
    space = answered(stage, name=LONG_NAME[:80])
    space.save()
    space._save_now()
    space.open_section("saved")
    settle()


@STOPS.add("wizard-saved-empty", "wizard")
def saved_empty(stage: Stage) -> None:
    begun(stage).open_section("saved")


@STOPS.add("wizard-browse", "wizard")
def browse(stage: Stage) -> None:
    begun(stage).browse.table.selectRow(0)


@STOPS.add("wizard-browse-nothing", "wizard")
def browse_nothing(stage: Stage) -> None:
    begun(stage).browse.search.setText("火星移民")


def batch_of(stage: Stage) -> BatchView:
    space = begun(stage)
    space.open_section("batch")
    view = space.findChild(BatchView)
    assert isinstance(view, BatchView)
    return view


@STOPS.add("wizard-batch-empty", "wizard")
def batch_empty(stage: Stage) -> None:
    batch_of(stage)


@STOPS.add("wizard-batch", "wizard")
def batch(stage: Stage) -> None:
    batch_of(stage).run(stage.write("企业名单.csv", PROFILES))


# -- kiosk ------------------------------------------------------------------------------------------


def kiosk_space(window: KioskWindow) -> Workspace:
    return workspace_of(window.stack.made["wizard"])  # type: ignore[arg-type]


@STOPS.add("kiosk-waiting", anew=True)
def kiosk(stage: Stage) -> QWidget:
    return stage.kiosk()


@STOPS.add("kiosk-question", anew=True)
def kiosk_question(stage: Stage) -> QWidget:
    window = stage.kiosk()
    kiosk_space(window).ask.begin("enterprise")
    return window


@STOPS.add("kiosk-amount", anew=True)
def kiosk_amount(stage: Stage) -> QWidget:
    window = stage.kiosk()
    space = kiosk_space(window)
    space.ask.begin("enterprise")
    space.ask.ask("loan_interest_paid_cny")
    return window


@STOPS.add("kiosk-results", anew=True)
def kiosk_results(stage: Stage) -> QWidget:
    window = stage.kiosk()
    know(kiosk_space(window))
    return window


@STOPS.add("kiosk-reading", anew=True)
def kiosk_reading(stage: Stage) -> QWidget:
    window = stage.kiosk()
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
    return window


@STOPS.add("kiosk-search", anew=True)
def kiosk_search(stage: Stage) -> QWidget:
    window = stage.kiosk()
    window.search.setFocus()
    settle()
    window.search.setText("贴息")
    return window


@STOPS.add("kiosk-anybody-there", anew=True)
def kiosk_idle(stage: Stage) -> QWidget:
    window = stage.kiosk()
    know(kiosk_space(window))
    window._idle()
    return window


@STOPS.add("kiosk-pin", anew=True)
def kiosk_pin(stage: Stage) -> QWidget:
    window = stage.kiosk()
    window.pad.begin()
    return window


@STOPS.add("kiosk-wiped", anew=True)
def kiosk_wiped(stage: Stage) -> QWidget:
    window = stage.kiosk()
    know(kiosk_space(window))
    window.wipe()
    return window
