"""How much: figures, ends, ceilings and the arithmetic as it is written down."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sample_rules import rules_of

from navigator.eligibility.assess import assess
from navigator.eligibility.wording import money
from navigator.model.assessment import AmountResult
from navigator.model.measures import Bound

AS_OF = dt.date(2021, 5, 1)
ALL_IN = "conditions:\n- {fact: in_ftz, op: eq, value: true, text: 甲}\n"


def _amount(body: str, **profile: object) -> AmountResult:
    lines = "\n".join("    " + line for line in body.strip("\n").split("\n"))
    text = (
        "benefit:\n  text: 样例\n  amount:\n    label: 金额\n    nature: received\n"
        f"    word: 按照\n{lines}\n{ALL_IN}"
    )
    answers = {
        k: Decimal(v) if isinstance(v, int) and not isinstance(v, bool) else v
        for k, v in profile.items()
    }
    (result,) = assess({"in_ftz": True, **answers}, AS_OF, rules_of(text))
    return result.amount


RATE = """
bound: {bound}
formula: {{mul: [{{fact: rd_spend_cny}}, {{figure: 50%, printed: 50%}}]}}
caps:
- {{label: 每家企业每年, value: {{figure: 500000, printed: 50 万元}}}}
"""


def test_a_ceiling_leaves_the_lower_end_open() -> None:
    amount = _amount(RATE.format(bound="upper"), rd_spend_cny=300_000)
    assert (amount.value, amount.low, amount.high) == (150_000, 0, 150_000)
    assert amount.bound is Bound.UPPER


def test_an_exact_figure_has_equal_ends() -> None:
    amount = _amount(RATE.format(bound="exact"), rd_spend_cny=300_000)
    assert (amount.value, amount.low, amount.high) == (150_000, 150_000, 150_000)
    assert amount.arithmetic == "30万元 × 50% = 15万元，不超过50万元（每家企业每年）"


def test_the_lowest_of_rate_and_ceiling_counts() -> None:
    amount = _amount(RATE.format(bound="exact"), rd_spend_cny=1_200_000)
    assert amount.value == 500_000
    assert amount.arithmetic == "120万元 × 50% = 60万元，超过上限50万元（每家企业每年），按50万元计"


def test_an_unknown_base_leaves_the_ceiling() -> None:
    amount = _amount(RATE.format(bound="exact"))
    assert (amount.value, amount.low, amount.high) == (None, 0, 500_000)
    assert amount.missing == ("rd_spend_cny",)
    assert amount.arithmetic == "本年度研发投入 × 50%，不超过50万元（每家企业每年）"


def test_half_a_cent_is_rounded_up_at_the_end_only() -> None:
    third = "bound: exact\nformula: {mul: [{fact: rd_spend_cny}, {figure: 33.5%, printed: 33.5%}]}"
    assert _amount(third, rd_spend_cny=Decimal("0.01")).value == Decimal("0.00")
    assert _amount(third, rd_spend_cny=Decimal("0.03")).value == Decimal("0.01")
    assert _amount(third, rd_spend_cny=Decimal("100.10")).value == Decimal("33.53")


def test_a_range_gives_both_ends_and_no_single_figure() -> None:
    body = """
bound: range
formula:
  mul:
  - {fact: fund_gov_excess_return_cny}
  - between: [{figure: 10%, printed: 10%}, {figure: 20%, printed: 20%}]
"""
    amount = _amount(body, fund_gov_excess_return_cny=10_000_000)
    assert (amount.value, amount.low, amount.high) == (None, 1_000_000, 2_000_000)
    assert (amount.bound, amount.missing) == (Bound.RANGE, ())
    assert amount.arithmetic == "1000万元 × 10%至20% = 100万元至200万元"


BY_LEVEL = """
bound: upper
formula: {mul: [{fact: first_contract_amount_cny}, {figure: 30%, printed: 30%}]}
caps:
- label: 每家企业每年
  value:
    case: novelty_level
    of:
      international: {figure: 2000000, printed: 200 万元}
      domestic: {figure: 1000000, printed: 100 万元}
"""


@pytest.mark.parametrize(
    ("level", "high", "missing"),
    [
        ("international", 2_000_000, ()),
        ("domestic", 1_000_000, ()),
        (None, 2_000_000, ("novelty_level",)),
    ],
)
def test_a_ceiling_by_case(level: str | None, high: int, missing: tuple[str, ...]) -> None:
    known = {} if level is None else {"novelty_level": level}
    amount = _amount(BY_LEVEL, first_contract_amount_cny=20_000_000, **known)
    assert (amount.high, amount.missing) == (high, missing)


def test_a_case_the_text_does_not_name_gives_no_figure() -> None:
    amount = _amount(BY_LEVEL, first_contract_amount_cny=1, novelty_level="none")
    assert (amount.value, amount.low, amount.high, amount.missing) == (None, None, None, ())


def test_a_fact_that_cannot_matter_is_not_asked_for() -> None:
    amount = _amount(BY_LEVEL, first_contract_amount_cny=1_000_000)
    assert (amount.value, amount.missing) == (300_000, ())


NET = """
bound: exact
formula:
  mul:
  - max: [0, {sub: [{fact: npl_principal_borne_cny}, {fact: npl_risk_transferred_cny}]}]
  - {figure: 50%, printed: 50%}
caps:
- {label: 涉及单家企业每年, value: {figure: 5000000, printed: 500 万元}}
- label: 涉及单家企业累计
  value: {sub: [{figure: 10000000, printed: 1000 万元}, {fact: prior_risk_compensation_cny}]}
"""


@pytest.mark.parametrize(
    ("borne", "moved", "prior", "value"),
    [
        (4_000_000, 1_000_000, 0, 1_500_000),
        (20_000_000, 0, 0, 5_000_000),
        (20_000_000, 0, 6_000_000, 4_000_000),
        (20_000_000, 0, 10_000_000, 0),
        (20_000_000, 0, 12_000_000, 0),
    ],
)
def test_ceilings_are_kept_apart(borne: int, moved: int, prior: int, value: int) -> None:
    amount = _amount(
        NET,
        npl_principal_borne_cny=borne,
        npl_risk_transferred_cny=moved,
        prior_risk_compensation_cny=prior,
    )
    assert amount.value == value
    assert "涉及单家企业每年" in (amount.arithmetic or "")


def test_an_unknown_part_of_the_base_gives_no_figure() -> None:
    amount = _amount(NET, npl_principal_borne_cny=4_000_000, prior_risk_compensation_cny=0)
    assert (amount.value, amount.high) == (None, 2_000_000)
    assert amount.missing == ("npl_risk_transferred_cny",)


SLICE = """
bound: exact
formula: {mul: [{fact: income_tax_before_measure_cny}, {figure: 50%, printed: 减半}]}
only_if: {fact: annual_taxable_income_cny, op: le, value: 1000000, printed: 100 万元}
otherwise: 须先拆出来
"""


def test_no_figure_above_the_slice() -> None:
    on = _amount(SLICE, income_tax_before_measure_cny=50_000, annual_taxable_income_cny=1_000_000)
    assert on.value == 25_000
    over = _amount(SLICE, income_tax_before_measure_cny=50_000, annual_taxable_income_cny=1_000_001)
    assert (over.value, over.high, over.arithmetic) == (None, None, "须先拆出来")
    open_ = _amount(SLICE, income_tax_before_measure_cny=50_000)
    assert (open_.value, open_.missing) == (None, ("annual_taxable_income_cny",))


def test_a_percentage_counts_as_a_fraction() -> None:
    body = """
bound: exact
formula: {mul: [{fact: income_tax_before_measure_cny}, {fact: individual_shareholding_percent}]}
"""
    known = {"income_tax_before_measure_cny": 1_000_000, "individual_shareholding_percent": 60}
    amount = _amount(body, **known)
    assert (amount.value, amount.arithmetic) == (600_000, "100万元 × 60% = 60万元")
    half = _amount(body, income_tax_before_measure_cny=1_000_000)
    assert (half.low, half.high) == (0, 1_000_000)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0元"),
        ("9999.5", "9999.5元"),
        ("10000", "1万元"),
        ("123456", "12.3456万元"),
        ("123456.78", "123456.78元"),
        ("200000000", "2亿元"),
        ("250000000", "2.5亿元"),
        ("123456789", "12345.6789万元"),
    ],
)
def test_money_is_exact_and_short(value: str, text: str) -> None:
    assert money(Decimal(value)) == text
