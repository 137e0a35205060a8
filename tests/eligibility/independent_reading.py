"""A second reading of the compilation, made without looking at the catalogue.

Every measure as somebody else read it from the text: who, from when until when, under which
conditions, for how much. The tests compare it with what the product answers, so that a figure
has to be wrong in two places, written at two times, before nobody notices.

Conditions are plain tuples; :func:`holds` gives them their meaning, on complete answers only.
"""
# One measure a line, however long: a table is checked column by column.
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Values = dict[str, Any]
Condition = tuple[Any, ...]
# (lowest, highest, kind of figure) of the amount; None where no figure is to be given.
Sum = tuple[Decimal, Decimal, str] | None


@dataclass(frozen=True)
class Reading:
    """One measure. ``start`` None: none of its own. ``until``: the last day it can be had."""

    who: str
    start: str | None
    needs: tuple[Condition, ...]
    until: str | None = None
    intention: bool = False
    amount: Callable[[Values], Sum] | None = None


def holds(condition: Condition, values: Values, day: dt.date) -> bool:
    """Whether a condition holds for complete answers."""
    kind, *rest = condition
    if kind == "or":
        return any(holds(part, values, day) for part in rest)
    if kind == "not":
        return not holds(rest[0], values, day)
    answer, wanted = values[rest[0]], rest[1:]
    if kind == "is":
        return answer in wanted
    if kind == "has":
        return set(wanted) <= set(answer)
    if kind == "some":
        return bool(set(wanted) & set(answer))
    if kind == "least":
        return bool(answer >= Decimal(wanted[0]))
    if kind == "most":
        return bool(answer <= Decimal(wanted[0]))
    if kind == "over":
        return bool(answer > Decimal(wanted[0]))
    if kind == "days":
        first, last = (None if end is None else dt.date.fromisoformat(end) for end in wanted)
        return (first is None or answer >= first) and (last is None or answer <= last)
    if kind == "recent":
        return answer != "none" and years_back(day, wanted[0]) <= answer <= day
    raise ValueError(kind)


def years_back(day: dt.date, years: int) -> dt.date:
    """The same day some years ago."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def share(fact: str, rate: str, cap: str | None = None, kind: str = "exact") -> Any:
    """A part of one answer, up to a cap."""

    def amount(values: Values) -> Sum:
        top = values[fact] * Decimal(rate)
        top = top if cap is None else min(top, Decimal(cap))
        return (Decimal(0) if kind == "upper" else top, top, kind)

    return amount


def _contract(values: Values) -> Sum:
    cap = {"international": "2000000", "domestic": "1000000"}.get(values["novelty_level"])
    return None if cap is None else share("first_contract_amount_cny", "0.3", cap, "upper")(values)


def _halved(values: Values) -> Sum:
    if values["annual_taxable_income_cny"] > 1_000_000:
        return None
    return share("income_tax_before_measure_cny", "0.5")(values)


def _borne(values: Values) -> Sum:
    base = values["npl_principal_borne_cny"]
    if values["applicant_type"] in ("guarantee_institution", "insurer"):
        base -= values["npl_risk_transferred_cny"]
    left = max(Decimal(0), Decimal(10_000_000) - values["prior_risk_compensation_cny"])
    top = min(base / 2, Decimal(5_000_000), left)
    return (top, top, "exact")


def _reward(values: Values) -> Sum:
    excess = values["fund_gov_excess_return_cny"]
    return (excess / 10, excess / 5, "range")


def _exempt(values: Values) -> Sum:
    tax, held = values["income_tax_before_measure_cny"], values["individual_shareholding_percent"]
    return (tax * held / 100, tax * held / 100, "exact")


E, B = "enterprise", "enterprise individual_business"
EI, P = "enterprise institution", "person"
ANY = ""
SME = ("is", "enterprise_size", "micro", "small", "medium")
SMALL = ("is", "enterprise_size", "micro", "small")
HERE = ("is", "registered_in_beijing", True)
ZONE = ("is", "in_zhongguancun_zone", True)
TECH = ("is", "is_tech_enterprise", True)
FTZ = ("is", "in_ftz", True)
CATALOG = ("is", "in_first_product_catalog", True)
ACTIVE = ("is", "has_substantive_operation_in_beijing", True)
PERSON_AT_LAW = ("is", "is_independent_legal_person", True)
FOREIGN = ("is", "ownership_type", "foreign_wholly", "foreign_joint")
IP = ("or", ("is", "has_core_technology", True), ("is", "has_own_ip", True))
NO_FRAUD = ("not", ("recent", "funding_fraud_record_date", 5))
PRIVATE = ("or", ("is", "applicant_type", "individual_business"),
           ("is", "ownership_type", "private"))  # fmt: skip
SOLE = ("is", "applicant_type", "individual_business")


def _of(fact: str) -> Callable[..., Condition]:
    return lambda *values: ("has", fact, *values)


line, area, known_as = _of("business_lines"), _of("special_areas"), _of("recognitions")
money, plan, fee = _of("financing_types"), _of("planned_actions"), _of("fee_items")
customs, licence = _of("customs_matters"), _of("licence_matters")
person, trouble = _of("person_credentials"), _of("complaint_matters")

# The dates the documents carry.
REGULATION, PLAN26, SME4, HQ3 = "2001-10-01", "2020-12-30", "2021-03-18", "2021-02-05"
PORTS8, CUSTOMS, ZONES = "2021-02-04", "2021-02-10", "2021-02-18"
QUARTER = "2021-03-31"


def _r(who: str, start: str | None, *needs: Condition, **more: Any) -> Reading:
    return Reading(who, start, needs, **more)


READINGS: dict[str, Reading] = {
    # taxes and fees
    "vat-small-scale-threshold-150k": _r(B, SME4, ("is", "vat_taxpayer_type", "small_scale"), ("most", "monthly_sales_cny", "150000")),
    "income-tax-half-first-1m": _r(B, SME4, ("or", SMALL, SOLE), amount=_halved),
    "sewage-fee-suspension": _r(B, None, ("or", SME, SOLE), HERE, fee("sewage"), ("days", "sewage_water_use_date", "2020-02-01", "2021-03-31"), until="2021-06-30", amount=share("sewage_fee_cny", "1")),
    "special-equipment-fee-suspension": _r(E, None, SME, HERE, fee("special_equipment"), until=QUARTER),
    "road-occupation-fee-suspension": _r(E, None, SME, HERE, fee("road_occupation"), until=QUARTER),
    "port-construction-fee-abolished": _r(ANY, "2021-01-01", fee("port_construction"), ("days", "vessel_port_date", "2021-01-01", None)),
    "vc-company-income-tax-pilot": _r("enterprise investment_institution", "2021-01-22", line("company_type_vc"), ZONE, amount=_exempt),
    "tech-transfer-exemption-20m": _r(E, "2021-02-01", area("zgc_tech_transfer_area"), amount=share("tech_transfer_income_cny", "1", "20000000")),
    "export-refund-6wd": _r(E, PLAN26, customs("export_refund")),
    # finance
    "inclusive-loan-deferral": _r(E, None, SMALL, money("inclusive_loan"), until=QUARTER),
    "first-loan-interest-subsidy": _r(E, None, SME, money("first_loan_center")),
    "first-loan-guarantee-fee-subsidy": _r("enterprise guarantee_institution", None, ("or", SMALL, ("is", "applicant_type", "guarantee_institution")), money("guaranteed_first_loan")),
    "renewal-loan-no-principal": _r(E, PLAN26, SME, money("renewal_loan")),
    "gov-funded-guarantee-private": _r(E, REGULATION, ("is", "ownership_type", "private"), HERE, money("needs_guarantee")),
    "zgc-tech-credit-interest-subsidy": _r(E, None, SME, TECH, ZONE, money("tech_credit"), amount=share("loan_interest_paid_cny", "0.4", "500000")),
    "ip-pledge-interest-subsidy": _r(E, None, SME, TECH, ZONE, IP, NO_FRAUD, ("most", "annual_revenue_cny", "200000000"), ("is", "in_high_precision_field", True), money("ip_pledge"), ("most", "loan_rate_markup_over_lpr_percent", "40"), amount=share("loan_interest_paid_cny", "0.4", "500000")),
    "ip-pledge-risk-compensation": _r("bank guarantee_institution insurer ip_institution", None, NO_FRAUD, money("ip_pledge"), ("over", "npl_principal_borne_cny", "0"), ("is", "npl_rate_over_own_cap", False), amount=_borne),
    # technology
    "zgc-rd-subsidy": _r(E, None, SMALL, TECH, ZONE, amount=share("rd_spend_cny", "1", "200000", "upper")),
    "first-product-determination": _r(E, None, SME, ZONE, ("is", "has_own_ip", True), ("is", "novelty_level", "international", "domestic"), ("recent", "product_rd_completed_date", 2), ("is", "product_has_market_sales", False)),
    "first-product-contract-subsidy": _r(E, None, SME, ZONE, CATALOG, ("is", "contract_among_first_three", True), amount=_contract),
    "first-product-insurance-subsidy": _r(E, None, SME, ZONE, CATALOG, amount=share("first_product_premium_cny", "0.8", "1000000")),
    "first-product-loan-interest-subsidy": _r(E, None, SME, ZONE, CATALOG, money("tech_credit"), amount=share("loan_interest_paid_cny", "0.4", "500000")),
    "first-product-leasing-subsidy": _r(E, None, SME, ZONE, CATALOG, money("finance_lease_rd"), amount=share("lease_financing_cost_cny", "0.2", "500000")),
    "hnte-kept-on-whole-relocation": _r(E, None, known_as("hnte_valid"), plan("whole_relocation_jjj")),
    # headquarters
    "hq-mnc-regional": _r(E, HQ3, FOREIGN, HERE, PERSON_AT_LAW, ACTIVE, ("least", "parent_total_assets_usd", "200000000"), ("least", "paid_in_capital_usd", "10000000")),
    "hq-foreign-rd": _r(EI, HQ3, FOREIGN, HERE, PERSON_AT_LAW, ACTIVE, ("least", "paid_in_capital_usd", "2000000"), ("is", "parent_authorised", True), ("is", "rd_is_main_business", True)),
    "hq-other-confirmation": _r(E, HQ3, HERE, PERSON_AT_LAW, ACTIVE),
    "hq-support-services": _r(EI, HQ3, known_as("hq_recognised"), ("not", ("recent", "major_penalty_last_date", 3)), ("not", ("recent", "legal_rep_bad_record_date", 3))),
    # staff
    "unemployment-insurance-refund": _r(E, None, SME, HERE, ("over", "unemployment_premium_2020_cny", "0")),
    "work-for-training-subsidy": _r(B + " private_non_enterprise", None, HERE, plan("work_for_training")),
    "training-to-boost-industry-subsidy": _r(B + " private_non_enterprise", SME4, HERE, plan("skills_training")),
    "ftz-manufacturing-peak-contract": _r(E, ZONES, line("manufacturing"), FTZ, plan("peak_season_contract")),
    "rd-center-dispatch-staff": _r(E, ZONES, plan("rd_center_dispatch")),
    "graduate-introduction-7wd": _r(E, ZONES, plan("introduce_graduates")),
    # travel, exhibitions, catering
    "travel-deposit-80-refund": _r(E, None, line("travel_agency"), amount=share("travel_deposit_cny", "0.8")),
    "exhibition-venue-subsidy": _r(EI, SME4, line("exhibition_organizer"), ("is", "exhibition_suspended_by_epidemic", True), ("days", "exhibition_beijing_hold_date", "2021-01-01", "2021-12-31"), amount=share("exhibition_rent_paid_cny", "0.5", "500000", "upper")),
    "catering-platform-protection": _r(B, SME4, line("catering"), trouble("platform_restriction")),
    "central-kitchen-coaching": _r(B, SME4, line("catering"), plan("catering_food_to_supermarket")),
    # satellites
    "satellite-launch-insurance-subsidy": _r(E, None, ACTIVE, line("commercial_space"), amount=share("launch_insurance_premium_cny", "0.5", None, "upper")),
    "satellite-project-funding": _r(E, None, ACTIVE, line("satellite_project")),
    "satellite-fund-manager-reward": _r("investment_institution", None, line("satellite_subfund_manager"), amount=_reward),
    "satellite-new-entity-space": _r(E, None, ("some", "business_lines", "commercial_space", "satellite_project"), plan("set_up_new_entity_in_beijing")),
    # customs
    "aeo-cross-region-benefits": _r(E, PORTS8, known_as("aeo_advanced")),
    "two-step-declaration": _r(E, PORTS8, customs("two_step_declaration")),
    "two-step-summary-tax-deadline": _r(E, PORTS8, customs("two_step_declaration", "summary_tax")),
    "two-stage-admission": _r(E, "2020-12-01", customs("two_stage_admission")),
    "declaration-error-tolerance": _r(E, PORTS8, customs("amend_transport_means")),
    "customs-docs-simplified": _r(E, None, ("some", "customs_matters", "import_declaration", "export_declaration")),
    "customs-voluntary-disclosure-penalty": _r(E, PLAN26, customs("voluntary_disclosure"), ("is", "customs_confirmed_voluntary_disclosure", True)),
    "customs-voluntary-disclosure-late-fee": _r(E, PLAN26, customs("voluntary_disclosure"), ("is", "customs_confirmed_voluntary_disclosure", True), ("is", "tax_shortfall_repaid", True)),
    "exhibit-guarantee-exemption": _r(EI, ZONES, customs("temporary_exhibit", "exhibit_deposit_hardship")),
    "exhibit-inspection-ccc": _r(EI, ZONES, customs("temporary_exhibit")),
    "sample-label-test-exemption": _r(EI, CUSTOMS, customs("food_cosmetic_sample"), ("not", customs("sample_quarantine_required")), ("is", "sample_purpose", "filing_registration", "rd_test", "trade_show")),
    "sample-permit-exemption": _r(EI, CUSTOMS, customs("food_cosmetic_sample"), ("not", customs("sample_quarantine_required")), ("is", "sample_purpose", "filing_registration", "rd_test")),
    "quarantine-approval-3wd": _r(EI, CUSTOMS, customs("animal_plant_quarantine")),
    "coating-filing-time-limit": _r(EI, CUSTOMS, customs("coating_filing")),
    "low-risk-biomaterial-exemption": _r(EI + " medical_institution_private medical_institution_public", ZONES, customs("low_risk_biomaterial")),
    "customs-advance-ruling": _r(EI, CUSTOMS, customs("advance_ruling")),
    "solid-waste-licence-ended": _r(E, "2021-01-01", customs("solid_waste_import_licence")),
    "bonded-art-guarantee-2y": _r(EI, ZONES, area("comprehensive_bonded_zone"), customs("bonded_art_exhibition")),
    "bonded-art-no-doc-check": _r(EI, ZONES, area("comprehensive_bonded_zone"), customs("bonded_art_storage")),
    "aircraft-parts-bonded-repair": _r(E, ZONES, line("aircraft_maintenance"), area("comprehensive_bonded_zone"), customs("aircraft_part_repair")),
    "winter-olympics-channel": _r(ANY, PLAN26, customs("olympics_goods"), until="2022-12-31"),
    "cbec-rmb-settlement": _r(B, PLAN26, line("cross_border_ecommerce"), customs("overseas_platform_rmb")),
    # licences
    "clinic-record-filing": _r(ANY, PLAN26, licence("clinic_registration")),
    "class-b-equipment-commitment": _r("medical_institution_private", PLAN26, licence("class_b_equipment")),
    "otc-b-pharmacy-commitment": _r(B, PLAN26, licence("otc_b_only_pharmacy")),
    "pharmacy-no-preparation-approval": _r(B, PLAN26, licence("drug_retail_opening")),
    "ftz-prepackaged-food-filing": _r(B, PLAN26, FTZ, licence("prepackaged_food_only")),
    "performance-refiling-1y": _r(EI + " individual_business", PLAN26, licence("performance_rerun"), ("recent", "prior_performance_approved_date", 1)),
    "esports-merged-approval": _r(EI, PLAN26, licence("esports_event")),
    "internet-hospital-joint-approval": _r(EI + " medical_institution_private medical_institution_public", PLAN26, licence("internet_hospital_with_physical")),
    "av-test-notice-extension": _r(EI, PLAN26, licence("av_test_notice_unchanged_vehicle")),
    "one-licence-multi-address": _r(E, PLAN26, licence("branch_under_main_licence")),
    "one-industry-one-cert": _r(B, PLAN26, area("beijing_etda"), licence("multi_permit_industry")),
    "low-risk-construction-commitment": _r(EI, PLAN26, licence("low_risk_private_construction")),
    "5g-power-no-excavation-approval": _r(EI, PLAN26, licence("base_station_power_outside_banned_area")),
    "charging-power-connection-free": _r(ANY, PLAN26, licence("charging_power_connection")),
    "minor-violation-no-penalty": _r(ANY, PLAN26, ("has", "violation_traits", "minor", "promptly_corrected", "no_harm")),
    "private-complaint-10wd": _r(B, REGULATION, PRIVATE, HERE, trouble("agency_infringement")),
    "refuse-illegal-fee": _r(B, REGULATION, PRIVATE, HERE, trouble("illegal_fee")),
    "nonspecial-cosmetics-filing": _r(E, None, licence("nonspecial_cosmetics_import")),
    "device-priority-review": _r(E, ZONES, licence("urgent_device_no_domestic_equivalent")),
    # opening up
    "foreign-ip-vpn-50": _r(E, ZONES, FOREIGN, line("ip_vpn"), ("most", "foreign_share_percent", "50")),
    "foreign-app-store-no-cap": _r(E, ZONES, FOREIGN, line("app_store")),
    "foreign-arbitration-office": _r("arbitration_institution", PLAN26, plan("set_up_arbitration_office")),
    "ftz-accounting-firm-branch": _r(E, ZONES, line("accounting_firm"), plan("set_up_ftz_branch")),
    # people
    "foreign-pr-invest-domestic": _r(P, PLAN26, plan("found_or_invest_domestic_company"), person("foreign_pr_id")),
    "foreign-work-residence-one-window": _r(P, PLAN26, plan("apply_work_residence"), person("foreign_national")),
    "foreign-professional-exam": _r(P, ZONES, plan("sit_exam_general"), ("some", "person_credentials", "foreign_national", "hk_mo_tw_resident")),
    "foreign-patent-agent-exam": _r(P, ZONES, person("foreign_pr_id", "foreign_patent_agent_qualification")),
    "foreign-talent-fx": _r(P, ZONES, plan("fx_salary_or_tuition"), ("some", "person_credentials", "foreign_national", "overseas_high_end_talent")),
    "hk-engineer-practice": _r(P, ZONES, person("hk_engineering_mutual_recognition")),
    "jjj-title-mutual-recognition": _r(P, PLAN26, person("tianjin_hebei_title")),
    "vet-student-exam": _r(P, PLAN26, person("vet_student")),
    "returnee-hukou-via-hcy": _r(P, None, known_as("hcy_enterprise"), person("returned_student", "founder_or_core_tech"), ("recent", "arrival_from_overseas_date", 3)),
    "hcy-talent-service-package": _r(P, None, ZONE, person("overseas_founder"), ("recent", "arrival_from_overseas_date", 3)),
    "overseas-team-disruptive-funding": _r("person institution", None, person("overseas_team_not_yet_arrived")),
    "hcy-admission": _r("incubator", None, ("some", "recognitions", "municipal_incubator", "municipal_maker_space", "univ_science_park", "zgc_innovative_incubator", "hard_tech_incubator")),
    "hcy-attract-talent-funding": _r("incubator", None, ZONE, known_as("hcy_park"), ("recent", "arrival_from_overseas_date", 3)),
    "hcy-angel-risk-subsidy": _r("investment_institution incubator", None, line("invests_in_hcy_enterprise"), IP),
    # only announced
    "overseas-talent-tax-subsidy": _r(P, ZONES, person("overseas_high_end_talent"), intention=True),
    "overseas-qualification-recognition": _r(P, ZONES, person("overseas_professional_qualification"), intention=True),
    "relic-import-tax-relief": _r("institution", ZONES, line("public_interest_collector"), intention=True),
    "aviation-parts-tariff": _r(E, ZONES, ("some", "business_lines", "aircraft_maintenance", "aviation_manufacturing"), intention=True),
    "customs-first-error-no-penalty": _r(E, CUSTOMS, customs("tariff_technical_error"), intention=True),
    "truck-driver-exam-removal": _r(P, PLAN26, person("truck_training_certificate", "matching_driving_licence"), intention=True),
    "sme-broadband-minus-10": _r(E, SME4, SME, intention=True),
    "foreign-patent-agency-office": _r("ip_institution", ZONES, plan("set_up_foreign_patent_office"), intention=True),
    "ftz-bank-branch-post-report": _r("bank insurer", ZONES, FTZ, plan("set_up_ftz_branch"), intention=True),
}  # fmt: skip
