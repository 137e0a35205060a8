"""Where results are shown: nobody who is to be told to ask is filed away unseen."""

from __future__ import annotations

import datetime as dt

from navigator.app.result_groups import Group, group_of
from navigator.app.slips import slip_sections
from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.assess import assessment
from navigator.eligibility.rules import Rules
from navigator.model.facts import Answer

SHOP: dict[str, Answer] = {
    "applicant_type": "individual_business",
    "registered_in_beijing": True,
    "fee_items": frozenset({"special_equipment"}),
    "financing_types": frozenset({"inclusive_loan"}),
}


def test_an_individual_business_reads_that_it_may_ask() -> None:
    rules = Rules(load_catalogue())
    found = assessment(SHOP, dt.date(2021, 3, 15), rules)
    groups = {r.measure_id: group_of(r, rules.vocabulary) for r in found.results}
    assert groups["special-equipment-fee-suspension"] is Group.REFUSED
    assert groups["road-occupation-fee-suspension"] is Group.OTHER_AUDIENCE  # nobody asked
    assert groups["inclusive-loan-deferral"] is Group.OTHER_AUDIENCE  # nothing to ask
    sections = slip_sections(found, SHOP, rules.catalogue, lambda _: None)
    printed = {entry.title: entry.warnings for section in sections for entry in section.entries}
    title = rules.catalogue["special-equipment-fee-suspension"].title
    assert any("请向收费单位问清" in warning for warning in printed[title])
