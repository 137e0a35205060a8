"""The missing facts are exactly those that could still decide."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from sample_rules import rules_of

from navigator.eligibility.assess import assess
from navigator.model.assessment import Status
from navigator.model.facts import NONE

AS_OF = dt.date(2021, 3, 1)
TECH = "{fact: is_tech_enterprise, op: eq, value: true, text: 甲}"
ZONE = "{fact: in_zhongguancun_zone, op: eq, value: true, text: 乙}"
FTZ = "{fact: in_ftz, op: eq, value: true, text: 丙}"


def _one(rules, **profile):
    (result,) = assess(profile, AS_OF, rules)
    return result


def test_a_settled_branch_asks_nothing() -> None:
    rules = rules_of(f"conditions:\n- {{text: 或, any: [{TECH}, {{all: [{ZONE}, {FTZ}]}}]}}\n")
    assert set(_one(rules).missing_facts) == {
        "is_tech_enterprise",
        "in_zhongguancun_zone",
        "in_ftz",
    }
    assert _one(rules, in_ftz=False).missing_facts == ("is_tech_enterprise",)
    assert _one(rules, is_tech_enterprise=True).status is Status.ELIGIBLE
    assert _one(rules, is_tech_enterprise=False, in_ftz=False).status is Status.INELIGIBLE


def test_one_failure_settles_everything() -> None:
    rules = rules_of(f"conditions:\n- {TECH}\n- {ZONE}\n- {FTZ}\n")
    result = _one(rules, in_ftz=False)
    assert (result.status, result.missing_facts) == (Status.INELIGIBLE, ())


def test_a_fact_that_cannot_flip_the_answer_is_not_missing() -> None:
    rules = rules_of(
        "conditions:\n"
        "- text: 总是成立\n"
        "  any:\n"
        "  - {fact: annual_revenue_cny, op: gt, value: 5}\n"
        "  - {fact: annual_revenue_cny, op: le, value: 5}\n"
    )
    result = _one(rules)
    assert (result.status, result.missing_facts) == (Status.ELIGIBLE, ())


def test_a_condition_nobody_can_fulfil_is_refused_with_a_reason() -> None:
    rules = rules_of(
        "conditions:\n"
        "- {fact: annual_revenue_cny, op: gt, value: 5, text: 大}\n"
        "- {fact: annual_revenue_cny, op: lt, value: 5, text: 小}\n"
    )
    result = _one(rules)
    assert (result.status, result.missing_facts) == (Status.INELIGIBLE, ())
    assert result.reasons


def test_exclusive_cases_ask_only_what_tells_them_apart() -> None:
    rules = rules_of(
        "conditions:\n"
        "- text: 分情况\n"
        "  any:\n"
        f"  - all: [{{fact: novelty_level, op: eq, value: international}}, {ZONE}]\n"
        f"  - all: [{{fact: novelty_level, op: ne, value: international}}, {ZONE}]\n"
    )
    assert _one(rules).missing_facts == ("in_zhongguancun_zone",)


def test_compared_facts_are_both_missing_until_one_side_is_out_of_reach() -> None:
    rules = rules_of(
        "conditions:\n"
        "- {fact: iit_paid_cny, op: gt_fact, value: iit_taxable_income_cny, text: 多}\n"
    )
    assert set(_one(rules).missing_facts) == {"iit_paid_cny", "iit_taxable_income_cny"}
    assert _one(rules, iit_paid_cny=Decimal(0)).status is Status.INELIGIBLE


def test_no_such_event_is_an_answer() -> None:
    rules = rules_of(
        "exclusions:\n- {fact: funding_fraud_record_date, op: within_years, value: 5, text: 不良}\n"
    )
    assert _one(rules, funding_fraud_record_date=NONE).status is Status.ELIGIBLE
    assert _one(rules).missing_facts == ("funding_fraud_record_date",)


BODIES = [
    f"conditions:\n- {{text: 一, any: [{TECH}, {ZONE}]}}\n- {{text: 二, any: [{TECH}, {FTZ}]}}\n",
    f"conditions:\n- {{text: 一, any: [{TECH}, {{not: {ZONE}}}]}}\n"
    f"- {{text: 二, any: [{ZONE}, {FTZ}]}}\n",
    f"conditions:\n- {{text: 一, any: [{{all: [{TECH}, {ZONE}]}},"
    f" {{all: [{{not: {TECH}}}, {FTZ}]}}]}}\n",
    f"conditions:\n- {{text: 一, not: {{all: [{TECH}, {ZONE}]}}}}\nexclusions:\n- {FTZ}\n",
    f"conditions:\n- {TECH}\nexclusions:\n- {{text: 一, all: [{TECH}, {ZONE}]}}\n",
]


@pytest.mark.parametrize("body", BODIES)
def test_against_trying_everything(body: str) -> None:
    """Every partial profile of three yes-or-no facts, judged by trying all completions."""
    rules = rules_of(body)
    names = ("is_tech_enterprise", "in_zhongguancun_zone", "in_ftz")
    truth = {
        values: _one(rules, **dict(zip(names, values, strict=True))).status
        for values in itertools.product((True, False), repeat=3)
    }
    for partial in itertools.product((True, False, None), repeat=3):
        known = {n: v for n, v in zip(names, partial, strict=True) if v is not None}
        result = _one(rules, **known)
        fitting = {
            values: status
            for values, status in truth.items()
            if all(p is None or p == v for p, v in zip(partial, values, strict=True))
        }
        deciding = {
            name
            for position, name in enumerate(names)
            if partial[position] is None
            and any(
                status is not fitting[_flip(values, position)] for values, status in fitting.items()
            )
        }
        assert set(result.missing_facts) == deciding, (partial, result.missing_facts)
        if not deciding:
            assert {result.status} == set(fitting.values())


def _flip(values: tuple[bool, ...], position: int) -> tuple[bool, ...]:
    return (*values[:position], not values[position], *values[position + 1 :])
