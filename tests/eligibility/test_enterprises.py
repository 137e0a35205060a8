"""Whole applicants as they come to the window: what they get, what not, and what they are told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from independent_reading import READINGS

from navigator.eligibility.assess import assess
from navigator.eligibility.check import check_profile
from navigator.eligibility.rules import Rules
from navigator.model.assessment import MeasureResult

Profile = dict[str, Any]


def answers(profile: Profile, day: str, rules: Rules) -> dict[str, MeasureResult]:
    date = dt.date.fromisoformat(day)
    known, rejections = check_profile(profile, date, rules)
    assert rejections == []
    return {result.measure_id: result for result in assess(known, date, rules)}


# Everybody answers the multiple choice questions, so that only what they name can be granted.
NOTHING: Profile = {
    fact: [] for fact in (
        "business_lines", "special_areas", "financing_types", "recognitions", "planned_actions",
        "fee_items", "customs_matters", "licence_matters", "violation_traits",
        "complaint_matters", "person_credentials",
    )
}  # fmt: skip
NO_RECORD = {
    "funding_fraud_record_date": "none",
    "major_penalty_last_date": "none",
    "legal_rep_bad_record_date": "none",
}
SHOP: Profile = {
    **NOTHING,
    "applicant_type": "individual_business",
    "ownership_type": "private",
    "registered_in_beijing": True,
    "vat_taxpayer_type": "small_scale",
    "monthly_sales_cny": 150000,
    "annual_taxable_income_cny": 400000,
    "income_tax_before_measure_cny": 12345.67,
    "fee_items": ["sewage", "special_equipment", "road_occupation"],
    "sewage_water_use_date": "2021-03-31",
    "sewage_fee_cny": 888.8,
    "business_lines": ["catering"],
    "complaint_matters": ["platform_restriction"],
}
LAB: Profile = {
    **NOTHING,
    **NO_RECORD,
    "applicant_type": "enterprise",
    "enterprise_size": "medium",
    "ownership_type": "private",
    "registered_in_beijing": True,
    "is_independent_legal_person": True,
    "has_substantive_operation_in_beijing": True,
    "in_zhongguancun_zone": True,
    "in_ftz": False,
    "is_tech_enterprise": True,
    "in_high_precision_field": True,
    "has_core_technology": False,
    "has_own_ip": True,
    "annual_revenue_cny": 200000000,
    "financing_types": ["tech_credit", "ip_pledge", "finance_lease_rd"],
    "loan_interest_paid_cny": 1250000.01,
    "loan_rate_markup_over_lpr_percent": 40,
    "lease_financing_cost_cny": 100000.03,
    "novelty_level": "domestic",
    "in_first_product_catalog": True,
    "contract_among_first_three": True,
    "first_contract_amount_cny": 9000000,
    "first_product_premium_cny": 1250000,
    "product_rd_completed_date": "2019-06-01",
    "product_has_market_sales": True,
    "rd_spend_cny": 900000,
    "unemployment_premium_2020_cny": 0,
    "vat_taxpayer_type": "general",
    "annual_taxable_income_cny": 900000,
    "income_tax_before_measure_cny": 90000,
    "foreign_share_percent": 0,
    "complaint_matters": [],
}
GUARANTOR: Profile = {
    **NOTHING,
    **NO_RECORD,
    "applicant_type": "guarantee_institution",
    "financing_types": ["ip_pledge", "guaranteed_first_loan"],
    "npl_principal_borne_cny": 12000000,
    "npl_risk_transferred_cny": 1000000,
    "prior_risk_compensation_cny": 4999999.99,
    "npl_rate_over_own_cap": False,
}
FOREIGNER: Profile = {
    **NOTHING,
    "applicant_type": "person",
    "person_credentials": ["foreign_national", "overseas_high_end_talent"],
    "planned_actions": ["sit_exam_law", "fx_salary_or_tuition"],
    "iit_taxable_income_cny": 1000000,
    "iit_paid_cny": 300000,
    "in_zhongguancun_zone": True,
}

# applicant, day, what is eligible (no more and no less), amounts
GRANTED: list[tuple[Profile, str, set[str], dict[str, str]]] = [
    (
        SHOP, "2021-06-30",
        {"vat-small-scale-threshold-150k", "income-tax-half-first-1m", "sewage-fee-suspension",
         "catering-platform-protection"},
        {"income-tax-half-first-1m": "6172.84", "sewage-fee-suspension": "888.80"},
    ),
    (  # one day later the sewage fee is closed, and one cent more is over the threshold
        {**SHOP, "monthly_sales_cny": 150000.01, "annual_taxable_income_cny": 1000000.01},
        "2021-07-01", {"income-tax-half-first-1m", "catering-platform-protection"}, {},
    ),
    (
        LAB, "2021-06-01",
        {"zgc-tech-credit-interest-subsidy", "ip-pledge-interest-subsidy",
         "first-product-contract-subsidy", "first-product-insurance-subsidy",
         "first-product-loan-interest-subsidy", "first-product-leasing-subsidy",
         "hq-other-confirmation"},
        {"zgc-tech-credit-interest-subsidy": "500000", "ip-pledge-interest-subsidy": "500000",
         "first-product-contract-subsidy": "1000000", "first-product-insurance-subsidy": "1000000",
         "first-product-loan-interest-subsidy": "500000",
         "first-product-leasing-subsidy": "20000.01"},
    ),
    (  # international novelty lifts the cap; the bounds of the pledge subsidy are passed
        {**LAB, "novelty_level": "international", "annual_revenue_cny": 200000000.01,
         "enterprise_size": "small", "loan_interest_paid_cny": 1249999.99,
         "product_has_market_sales": False},
        "2021-06-01",
        {"zgc-tech-credit-interest-subsidy", "zgc-rd-subsidy", "first-product-determination",
         "first-product-contract-subsidy", "first-product-insurance-subsidy",
         "first-product-loan-interest-subsidy", "first-product-leasing-subsidy",
         "hq-other-confirmation", "income-tax-half-first-1m"},
        {"first-product-contract-subsidy": "2000000", "zgc-rd-subsidy": "200000",
         "zgc-tech-credit-interest-subsidy": "500000.00", "income-tax-half-first-1m": "45000"},
    ),
    (
        GUARANTOR, "2026-11-25",
        {"ip-pledge-risk-compensation", "first-loan-guarantee-fee-subsidy"},
        {"ip-pledge-risk-compensation": "5000000"},
    ),
    (  # a bank deducts nothing; what was paid before leaves one cent less than the cap of a year
        {**GUARANTOR, "applicant_type": "bank", "npl_principal_borne_cny": 20000000,
         "prior_risk_compensation_cny": 5000000.01},
        "2021-03-15", {"ip-pledge-risk-compensation"},
        {"ip-pledge-risk-compensation": "4999999.99"},
    ),
    (FOREIGNER, "2021-12-31", {"foreign-talent-fx"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("profile", "day", "eligible", "amounts"), GRANTED)
def test_an_applicant_gets_this_and_no_more(
    profile: Profile, day: str, eligible: set[str], amounts: dict[str, str], rules: Rules
) -> None:
    results = answers(profile, day, rules)
    assert {m for m, r in results.items() if r.status.value == "eligible"} == eligible
    assert {m: results[m].amount.value for m in amounts} == {
        m: Decimal(value) for m, value in amounts.items()
    }
    if profile.get("vat_taxpayer_type"):  # these answered all that could matter to them
        unknown = {m: r.missing_facts for m, r in results.items() if r.status.value == "unknown"}
        assert unknown == {}


def test_what_is_only_announced_is_never_granted(rules: Rules) -> None:
    announced = {m for m, reading in READINGS.items() if reading.intention}
    for profile in (SHOP, LAB, GUARANTOR, FOREIGNER):
        for day in ("2020-11-01", "2021-03-15", "2026-11-25"):
            results = answers(profile, day, rules)
            found = {m for m, r in results.items() if r.status.value == "intention"}
            assert found == announced
    tax = answers(FOREIGNER, "2021-03-15", rules)["overseas-talent-tax-subsidy"].amount
    assert (tax.value, tax.bound.value if tax.bound else None) == (Decimal(150000), "indicative")


def test_no_sum_is_written_out_while_it_may_not_be_due(rules: Rules) -> None:
    open_question = {**SHOP, "annual_taxable_income_cny": None}
    amount = answers(open_question, "2021-06-30", rules)["income-tax-half-first-1m"].amount
    assert (amount.value, amount.arithmetic) == (None, None)
    assert amount.missing == ("annual_taxable_income_cny",)


FIRM = {"applicant_type": "enterprise", "enterprise_size": "small"}
PRODUCT = {**LAB, "in_first_product_catalog": False}
ORGANIZER = {
    **FIRM,
    "business_lines": ["exhibition_organizer"],
    "exhibition_suspended_by_epidemic": True,
}
ABROAD = {**FIRM, "registered_in_beijing": False}

# A result that rests on a reading of ours says so, a refusal above all.
TOLD: list[tuple[str, Profile, str, str, str]] = [
    ("ip-pledge-interest-subsidy", {**LAB, "loan_rate_markup_over_lpr_percent": 40.01},
     "2021-06-01", "ineligible", "相对LPR"),
    ("ip-pledge-interest-subsidy", {**LAB, "is_tech_enterprise": False},
     "2021-06-01", "ineligible", "几项都要满足"),
    ("ip-pledge-interest-subsidy", LAB, "2021-06-01", "eligible", "1.4倍"),
    ("first-product-insurance-subsidy", PRODUCT, "2021-06-01", "ineligible", "没有再提目录"),
    ("first-product-leasing-subsidy", PRODUCT, "2021-06-01", "ineligible", "没有再提目录"),
    ("first-product-loan-interest-subsidy", PRODUCT, "2021-06-01", "ineligible", "没有再提目录"),
    ("income-tax-half-first-1m", {**FIRM, "enterprise_size": "medium"},
     "2021-06-01", "ineligible", "小型微利企业"),
    ("exhibition-venue-subsidy", {**ORGANIZER, "exhibition_beijing_hold_date": "2020-12-31"},
     "2021-06-01", "ineligible", "开幕日"),
    ("exhibition-venue-subsidy", {**ORGANIZER, "exhibition_beijing_hold_date": "2022-01-01"},
     "2021-06-01", "ineligible", "开幕日"),
    ("winter-olympics-channel", {"customs_matters": ["olympics_goods"]},
     "2023-01-01", "closed", "2022年年底"),
    ("sewage-fee-suspension", {**ABROAD, "fee_items": ["sewage"]},
     "2021-06-01", "ineligible", "北京登记"),
    ("special-equipment-fee-suspension", {**ABROAD, "fee_items": ["special_equipment"]},
     "2021-03-15", "ineligible", "北京登记"),
    ("road-occupation-fee-suspension", {**ABROAD, "fee_items": ["road_occupation"]},
     "2021-03-15", "ineligible", "北京登记"),
    ("special-equipment-fee-suspension", SHOP, "2021-03-31", "ineligible", "个体工商户"),
    ("unemployment-insurance-refund", {**ABROAD, "unemployment_premium_2020_cny": 1},
     "2021-06-01", "ineligible", "登记地"),
    ("unemployment-insurance-refund", FIRM, "2026-11-25", "unknown", "很可能早已结束"),
    ("work-for-training-subsidy", {**ABROAD, "planned_actions": ["work_for_training"]},
     "2021-06-01", "ineligible", "本市"),
    ("training-to-boost-industry-subsidy", {**ABROAD, "planned_actions": ["skills_training"]},
     "2021-06-01", "ineligible", "本市"),
    ("hcy-attract-talent-funding",
     {"applicant_type": "incubator", "in_zhongguancun_zone": True, "recognitions": ["hcy_park"],
      "arrival_from_overseas_date": "2018-05-31"},
     "2021-06-01", "ineligible", "往前三年"),
    ("sme-broadband-minus-10", {**FIRM, "enterprise_size": "micro"},
     "2021-06-01", "intention", "微型"),
    ("vat-small-scale-threshold-150k", SHOP, "2021-06-01", "eligible", "正好15万元"),
    # On the anniversary itself the answer is a reading, whichever way it goes.
    ("hq-support-services",
     {**LAB, "recognitions": ["hq_recognised"], "major_penalty_last_date": "2018-06-01"},
     "2021-06-01", "ineligible", "正好满3年"),
    ("first-product-determination",
     {**LAB, "product_has_market_sales": False, "product_rd_completed_date": "2019-06-01"},
     "2021-06-01", "eligible", "正好满2年"),
    ("ip-pledge-interest-subsidy", {**LAB, "funding_fraud_record_date": "2019-02-28"},
     "2024-02-29", "ineligible", "正好满5年"),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "profile", "day", "status", "words"), TOLD)
def test_a_reading_of_ours_is_told(
    measure: str, profile: Profile, day: str, status: str, words: str, rules: Rules
) -> None:
    result = answers(profile, day, rules)[measure]
    assert result.status.value == status
    assert any(words in warning for warning in result.warnings), result.warnings


def test_the_day_after_the_anniversary_is_no_reading(rules: Rules) -> None:
    holder = {**LAB, "recognitions": ["hq_recognised"], "major_penalty_last_date": "2018-06-01"}
    for day, status in (("2021-05-31", "ineligible"), ("2021-06-02", "eligible")):
        result = answers(holder, day, rules)["hq-support-services"]
        assert result.status.value == status
        assert not any("正好满" in warning for warning in result.warnings)


def test_refusals_of_what_nobody_asked_for_stay_quiet(rules: Rules) -> None:
    visitor: Profile = {**NOTHING, "applicant_type": "person"}
    results = answers(visitor, "2021-03-15", rules)
    assert {m: r.warnings for m, r in results.items() if r.status.value == "ineligible"} == {
        m: () for m, r in results.items() if r.status.value == "ineligible"
    }


@pytest.mark.parametrize("measure_id", sorted(READINGS))
def test_age_is_told_from_the_day_on(measure_id: str, rules: Rules) -> None:
    """Starts that the text leaves open until the quarter ends; ends that it leaves open later."""
    reading = READINGS[measure_id]
    if reading.intention:
        return

    def told(day: str, words: str) -> bool:
        return any(words in warning for warning in answers({}, day, rules)[measure_id].warnings)

    assert told("2021-03-31", "起始日期未载明") is (reading.start is None)
    assert not told("2021-04-01", "起始日期未载明")
    assert not told("2022-03-31", "年代已久")
    assert told("2022-04-01", "年代已久") is (reading.until is None)


def test_only_texts_that_say_so_are_said_to_continue(rules: Rules) -> None:
    """延续 and 持续 are not 继续; what is quoted has to stand in the text."""
    for measure in ("inclusive-loan-deferral", "nonspecial-cosmetics-filing"):
        (told,) = [w for w in answers({}, "2021-03-15", rules)[measure].warnings if "起始" in w]
        assert "“继续”" not in told
