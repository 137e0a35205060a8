"""Why, in sentences: reasons, near misses, warnings of age, what is and is not granted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sample_rules import rules_of

from navigator.eligibility.assess import assess
from navigator.model.assessment import MeasureResult, Status
from navigator.model.facts import NONE

AS_OF = dt.date(2021, 5, 1)


def _one(body: str, as_of: dt.date = AS_OF, **profile: object) -> MeasureResult:
    (result,) = assess(profile, as_of, rules_of(body))  # type: ignore[arg-type]
    return result


REVENUE = (
    "conditions:\n- {fact: annual_revenue_cny, op: le, value: 200000000, text: 收入2亿元以内}\n"
)
ASSETS = (
    "conditions:\n- {fact: parent_total_assets_usd, op: ge, value: 200000000, text: 资产2亿美元}\n"
)
OVER = Decimal(210_000_000)
FRAUD = (
    "exclusions:\n- {fact: funding_fraud_record_date, op: within_years, value: 5, text: 有不良}\n"
)
MATTER = "conditions:\n- {fact: financing_types, op: has, value: ip_pledge, text: 办质押融资}\n"
RECENT = (
    "conditions:\n"
    "- {fact: product_rd_completed_date, op: within_years, value: 2, text: 两年内研发完成}\n"
)
EITHER = (
    "conditions:\n- any:\n"
    "  - {fact: has_core_technology, op: eq, value: true, text: 有核心技术}\n"
    "  - {fact: has_own_ip, op: eq, value: true, text: 有知识产权, cite: other#二}\n"
)


def test_a_failed_attribute_says_what_was_answered() -> None:
    result = _one(REVENUE, annual_revenue_cny=Decimal(250_000_000))
    assert [r.text for r in result.reasons] == ["不符合：收入2亿元以内（您填的是：2.5亿元）"]
    assert [r.provision_id for r in result.reasons] == ["sample#一"]


def test_a_matter_not_asked_for_is_not_a_failure() -> None:
    result = _one(MATTER, financing_types=frozenset())
    assert [r.text for r in result.reasons] == ["未涉及：办质押融资"]
    assert result.near_miss is not None
    assert "融资方式" in result.near_miss.change


def test_only_deciding_conditions_are_reasons() -> None:
    both = REVENUE + "- {fact: in_ftz, op: eq, value: true, text: 在自贸区}\n"
    result = _one(both, annual_revenue_cny=Decimal(1), in_ftz=False)
    assert [r.text for r in result.reasons] == ["不符合：在自贸区（您填的是：否）"]
    half = _one(both, annual_revenue_cny=Decimal(1))
    assert [r.text for r in half.reasons] == ["还不知道：在自贸区"]


def test_one_of_two_ways_is_cited_where_it_stands() -> None:
    met = _one(EITHER, has_core_technology=False, has_own_ip=True)
    assert [(r.text, r.provision_id) for r in met.reasons] == [("符合：有知识产权", "other#二")]
    failed = _one(EITHER, has_core_technology=False, has_own_ip=False)
    assert len(failed.reasons) == 2


def test_an_exclusion_reads_as_one() -> None:
    applies = _one(FRAUD, funding_fraud_record_date=dt.date(2020, 1, 1))
    assert applies.status is Status.INELIGIBLE
    assert applies.reasons[0].text == "有排除情形：有不良（您填的是：2020年1月1日）"
    clear = _one(FRAUD, funding_fraud_record_date=NONE)
    assert (clear.status, clear.reasons[0].text) == (Status.ELIGIBLE, "没有排除情形：有不良")
    assert "还不知道" in _one(FRAUD).reasons[0].text


@pytest.mark.parametrize(
    ("body", "profile", "fact", "words"),
    [
        (REVENUE, {"annual_revenue_cny": OVER}, "annual_revenue_cny", "高出1000万元"),
        (ASSETS, {"parent_total_assets_usd": Decimal(1)}, "parent_total_assets_usd", "还差"),
        (FRAUD, {"funding_fraud_record_date": dt.date(2020, 2, 29)}, "funding_fraud_record_date",
         "2025年3月1日起"),
        (FRAUD, {"funding_fraud_record_date": dt.date(2019, 2, 28)}, "funding_fraud_record_date",
         "2024年3月1日起"),
        (RECENT, {"product_rd_completed_date": dt.date(2019, 4, 30)}, "product_rd_completed_date",
         "早了1天"),
        (EITHER, {"has_core_technology": False, "has_own_ip": False}, "has_core_technology",
         "有核心技术"),
    ],
)  # fmt: skip
def test_a_near_miss_says_by_how_much(
    body: str, profile: dict[str, object], fact: str, words: str
) -> None:
    miss = _one(body, **profile).near_miss
    assert miss is not None
    assert miss.fact == fact
    assert words in miss.change


def test_the_day_it_clears_is_the_first_day_it_clears() -> None:
    event = dt.date(2019, 2, 28)
    day = dt.date(2024, 3, 1)
    known = {"funding_fraud_record_date": event}
    assert _one(FRAUD, day - dt.timedelta(days=1), **known).status is Status.INELIGIBLE
    assert _one(FRAUD, day, **known).status is Status.ELIGIBLE


def test_two_failures_are_no_near_miss() -> None:
    both = REVENUE + "- {fact: in_ftz, op: eq, value: true, text: 在自贸区}\n"
    assert _one(both, annual_revenue_cny=Decimal(10**9), in_ftz=False).near_miss is None
    assert _one(both, annual_revenue_cny=Decimal(10**9)).near_miss is None  # the other is open
    assert _one(both, annual_revenue_cny=Decimal(10**9), in_ftz=True).near_miss is not None


@pytest.mark.parametrize(
    ("day", "start", "age"),
    [
        (dt.date(2020, 12, 1), True, False),
        (dt.date(2021, 3, 31), True, False),
        (dt.date(2021, 4, 1), False, False),
        (dt.date(2022, 3, 31), False, False),
        (dt.date(2022, 4, 1), False, True),
    ],
)
def test_warnings_that_dates_bring(day: dt.date, start: bool, age: bool) -> None:
    warnings = " ".join(_one("", day).warnings)
    assert ("起始日期未载明" in warnings) == start
    assert ("文件年代已久，须核实" in warnings) == age


def test_words_for_the_window_are_shown_and_change_nothing() -> None:
    result = _one("discretion:\n- {words: 符合条件}\n")
    assert result.status is Status.ELIGIBLE
    assert result.discretion == ("符合条件",)
    assert any("须窗口核定" in warning for warning in result.warnings)


def test_a_warning_waits_for_its_condition() -> None:
    body = (
        "warnings:\n- {text: 正好, when: {fact: monthly_sales_cny, op: eq, value: 150000}}\n"
        "- {text: 去问, on: [ineligible]}\n" + REVENUE
    )
    ok = {"annual_revenue_cny": Decimal(1)}
    assert "正好" in _one(body, **ok, monthly_sales_cny=Decimal(150_000)).warnings
    assert "正好" not in _one(body, **ok, monthly_sales_cny=Decimal(149_999)).warnings
    assert "正好" not in _one(body, **ok).warnings
    assert "去问" in _one(body, annual_revenue_cny=Decimal(10**9)).warnings
    assert "去问" not in _one(body, **ok).warnings


def test_an_intention_stays_one_at_any_date_for_anyone() -> None:
    body = (
        "status: intention\nintention_word: 研究\n"
        "benefit:\n  text: 样例\n  amount:\n    label: 补贴\n    nature: received\n"
        "    bound: indicative\n    formula:\n      max:\n      - 0\n"
        "      - {sub: [{fact: iit_paid_cny}, {mul: [{fact: iit_taxable_income_cny},"
        " {figure: 15%, printed: 15%}]}]}\n" + REVENUE
    )
    known = {"iit_paid_cny": Decimal(300_000), "iit_taxable_income_cny": Decimal(1_000_000)}
    for day in (dt.date(2000, 1, 1), AS_OF, dt.date(2030, 1, 1)):
        result = _one(body, day, **known, annual_revenue_cny=Decimal(10**9))
        assert (result.status, result.missing_facts) == (Status.INTENTION, ())
        assert result.amount.value == 150_000
        assert result.amount.bound == "indicative"
        assert "研究" in result.reasons[0].text
    assert _one(body).amount_facts == ("iit_taxable_income_cny", "iit_paid_cny")


def test_measures_on_the_same_money_name_each_other() -> None:
    first, second = (
        f"overlap_group: loan\n{REVENUE}",
        f"overlap_group: loan\n{MATTER}",
    )
    results = assess({}, AS_OF, rules_of(first, second))
    assert all(any("不能相加" in w for w in result.warnings) for result in results)


def test_exempted_income_is_never_called_money() -> None:
    body = (
        "benefit:\n  text: 样例\n  amount:\n    label: 免税所得\n    nature: exempt_income\n"
        "    bound: exact\n    word: 提高至\n    formula: {fact: tech_transfer_income_cny}\n"
        "    caps:\n    - {label: 每年, value: {figure: 20000000, printed: 2000 万元}}\n"
    )
    result = _one(body, tech_transfer_income_cny=Decimal(30_000_000))
    assert result.amount.value == 20_000_000
    assert any("不是到手的钱" in warning for warning in result.warnings)
    assert "免税的所得额" in (result.amount.arithmetic or "")
