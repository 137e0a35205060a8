"""Profile files of three kinds, good and bad."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.eligibility.batch import assess_content, assess_profiles, stream_json
from navigator.eligibility.check import check_profile
from navigator.eligibility.profiles import read_profiles
from navigator.eligibility.rules import Rules
from navigator.model.errors import ProfileError
from navigator.model.facts import NONE

AS_OF = dt.date(2021, 3, 20)


def _answers(content: str, name: str, rules: Rules) -> list[tuple[dict[str, Any], list[str]]]:
    found = []
    for raw in read_profiles(content.encode(), name):
        answers, rejections = check_profile(raw.values, AS_OF, rules, csv=raw.csv)
        found.append((answers, [r.what for r in rejections]))
    return found


EXPECTED = {
    "applicant_type": "enterprise",
    "registered_in_beijing": True,
    "monthly_sales_cny": Decimal("150000.01"),
    "financing_types": frozenset({"ip_pledge", "tech_credit"}),
    "fee_items": frozenset(),
    "funding_fraud_record_date": NONE,
    "sewage_water_use_date": dt.date(2021, 2, 1),
    "foreign_share_percent": Decimal("49.5"),
}
JSON = """{"name": "甲公司", "applicant_type": "enterprise", "registered_in_beijing": true,
 "monthly_sales_cny": 150000.01, "financing_types": ["ip_pledge", "tech_credit"], "fee_items": [],
 "funding_fraud_record_date": "none", "sewage_water_use_date": "2021-02-01",
 "foreign_share_percent": 49.5, "annual_revenue_cny": null}"""
YAML = """
name: 甲公司
applicant_type: enterprise
registered_in_beijing: true
monthly_sales_cny: 150000.01
financing_types: [ip_pledge, tech_credit]
fee_items: []
funding_fraud_record_date: none
sewage_water_use_date: 2021-02-01
foreign_share_percent: 49.5
annual_revenue_cny:
"""
CSV = (
    "name,applicant_type,registered_in_beijing,monthly_sales_cny,financing_types,fee_items,"
    "funding_fraud_record_date,sewage_water_use_date,foreign_share_percent,annual_revenue_cny\r\n"
    "甲公司,enterprise,true,150000.01,ip_pledge;tech_credit,none,none,2021-02-01,49.5%,\r\n"
)


@pytest.mark.parametrize(
    ("content", "name"), [(JSON, "a.json"), (YAML, "a.yaml"), (YAML, "a.YML"), (CSV, "甲 乙.csv")]
)
def test_three_formats_say_the_same(content: str, name: str, rules: Rules) -> None:
    assert _answers(content, name, rules) == [(EXPECTED, [])]


def test_csv_as_spreadsheets_save_it(rules: Rules) -> None:
    for encoded in (CSV.encode("utf-8-sig"), CSV.encode("gb18030")):
        (raw,) = read_profiles(encoded, "a.csv")
        assert raw.name == "甲公司"
        assert check_profile(raw.values, AS_OF, rules, csv=True)[0] == EXPECTED


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("no_such_fact", 1, "没有这个事实"),
        ("registered_in_beijing", "true", "true 或 false"),
        ("registered_in_beijing", 1, "true 或 false"),
        ("applicant_type", "company", "没有可选值"),
        ("applicant_type", ["enterprise"], "一个可选值"),
        ("financing_types", "ip_pledge", "列表"),
        ("financing_types", ["ip_pledge", "loan"], "没有可选值"),
        ("monthly_sales_cny", "150000", "数字"),
        ("monthly_sales_cny", True, "数字"),
        ("monthly_sales_cny", -1, "不能小于"),
        ("monthly_sales_cny", Decimal("NaN"), "有限"),
        ("monthly_sales_cny", Decimal("Infinity"), "有限"),
        ("monthly_sales_cny", Decimal("1e30"), "数值过大"),
        ("monthly_sales_cny", Decimal("1e-30"), "小数位数"),
        ("foreign_share_percent", 101, "不能大于"),
        ("loan_rate_markup_over_lpr_percent", Decimal("-100.1"), "不能小于"),
        ("sewage_water_use_date", "2021-02-30", "没有这一天"),
        ("sewage_water_use_date", "2021/02/01", "日期"),
        ("sewage_water_use_date", "none", "不能答“无”"),
        ("sewage_water_use_date", 20210201, "日期"),
        ("funding_fraud_record_date", "2021-03-21", "不能晚于办理日期 2021-03-20"),
        ("fee_items", [["sewage"]], "一个可选值"),
    ],
)
def test_a_value_that_cannot_be_is_rejected(
    fact: str, value: object, words: str, rules: Rules
) -> None:
    answers, rejections = check_profile({fact: value}, AS_OF, rules)
    assert [r.what for r in rejections] == [fact]
    assert words in rejections[0].message
    assert answers == {}


@pytest.mark.parametrize(
    ("profile", "constraint"),
    [
        (
            {"applicant_type": "person", "enterprise_size": "small"},
            "person-with-enterprise-size",
        ),
        (
            {"applicant_type": "individual_business", "is_independent_legal_person": True},
            "individual-business-legal-person",
        ),
        (
            {"npl_risk_transferred_cny": 2, "npl_principal_borne_cny": 1},
            "transferred-over-borne",
        ),
        (
            {"recognitions": ["hq_recognised"], "registered_in_beijing": False},
            "hq-recognised-not-registered",
        ),
        (
            {"recognitions": ["hq_recognised"], "is_independent_legal_person": False},
            "hq-recognised-not-legal-person",
        ),
        (
            {"special_areas": ["zgc_tech_transfer_area"], "in_zhongguancun_zone": False},
            "tech-area-outside-zgc",
        ),
        (
            {"in_zhongguancun_zone": True, "registered_in_beijing": False},
            "zgc-but-not-registered-in-beijing",
        ),
        (
            {"in_first_product_catalog": True, "novelty_level": "none"},
            "catalog-without-novelty",
        ),
        (
            {"ownership_type": "state", "foreign_share_percent": Decimal("0.01")},
            "domestic-with-foreign-share",
        ),
        (
            {"ownership_type": "foreign_wholly", "foreign_share_percent": Decimal("99.9")},
            "wholly-foreign-share-not-100",
        ),
        (
            {
                "person_credentials": ["overseas_team_not_yet_arrived"],
                "arrival_from_overseas_date": "2020-01-01",
            },
            "team-abroad-with-arrival-date",
        ),
        ({"loan_interest_paid_cny": 1, "financing_types": []}, "interest-without-loan"),
        ({"iit_paid_cny": 2, "iit_taxable_income_cny": 1}, "iit-over-income"),
    ],
)
def test_a_contradiction_is_named(
    profile: dict[str, object], constraint: str, rules: Rules
) -> None:
    assert [r.what for r in check_profile(profile, AS_OF, rules)[1]] == [constraint]
    for fact in profile:  # either answer alone is fine
        alone = {key: value for key, value in profile.items() if key == fact}
        assert check_profile(alone, AS_OF, rules)[1] == []


def test_every_reason_is_given_at_once(rules: Rules) -> None:
    raw = {
        "nonsense": 1,
        "monthly_sales_cny": -5,
        "applicant_type": "person",
        "enterprise_size": "micro",
    }
    found = [r.what for r in check_profile(raw, AS_OF, rules)[1]]
    assert found == ["nonsense", "monthly_sales_cny", "person-with-enterprise-size"]


def test_one_bad_profile_leaves_the_others(rules: Rules) -> None:
    content = json.dumps(
        [
            {"name": "甲", "applicant_type": "enterprise"},
            {"name": "乙", "applicant_type": "nobody", "monthly_sales_cny": -1},
            7,
            {},
        ]
    )
    answer = assess_content(content.encode(), "a.json", AS_OF, rules)
    assert [(p["index"], p["name"]) for p in answer["profiles"]] == [(0, "甲"), (3, None)]
    assert [(r["index"], r["what"]) for r in answer["rejected"]] == [
        (1, "applicant_type"),
        (1, "monthly_sales_cny"),
        (2, "profile"),
    ]
    assert {len(p["results"]) for p in answer["profiles"]} == {len(rules.catalogue.measures)}


def test_the_stream_writes_the_same_json(rules: Rules) -> None:
    content = json.dumps([{"applicant_type": "enterprise"}, {"bad": 1}, {}]).encode()
    whole = assess_content(content, "a.json", AS_OF, rules)
    rejected: list[int] = []
    items = assess_profiles(read_profiles(content, "a.json"), AS_OF, rules)
    pieces = stream_json(items, AS_OF, lambda: rejected.append(1))
    assert json.loads("".join(pieces)) == whole
    assert rejected == [1]


def test_results_carry_the_published_keys(rules: Rules) -> None:
    answer = assess_content(b'{"applicant_type": "enterprise"}', "a.json", AS_OF, rules)
    published = {
        *("measure", "status", "amount_cny", "amount_min_cny", "amount_max_cny", "bound"),
        *("arithmetic", "missing_facts", "amount_facts", "reasons", "citations", "apply_by"),
        "warnings",
    }
    for result in answer["profiles"][0]["results"]:
        assert published <= result.keys()
        assert all(r.keys() >= {"text", "provision_id"} for r in result["reasons"])


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"{", "a.json", "JSON"),
        (b"a: [", "a.yaml", "YAML"),
        (b"7", "a.json", "没有资料"),
        (b"", "a.yaml", "没有资料"),
        (b"{}", "a.txt", "文件类型"),
        (b"", "a.csv", "表头"),
        (b"fee_items,fee_items\n1,2\n", "a.csv", "重复"),
        (b"\xff\xff\xff", "a.json", "编码"),
        (b"[" * 100_000, "a.json", "JSON"),
        (b"a: " + b"[" * 100_000, "a.yaml", "YAML"),
        (b"!!python/object/apply:os.getcwd []", "a.yaml", "YAML"),
    ],
)
def test_an_unreadable_file_is_refused_in_words(content: bytes, name: str, words: str) -> None:
    with pytest.raises(ProfileError, match=words):
        list(read_profiles(content, name))


def test_a_key_that_stands_twice_is_rejected(rules: Rules) -> None:
    for content, name in (
        (b'{"in_ftz": true, "in_ftz": false}', "a.json"),
        (b"in_ftz: true\nin_ftz: false\n", "a.yaml"),
    ):
        answer = assess_content(content, name, AS_OF, rules)
        assert (answer["profiles"], len(answer["rejected"])) == ([], 1)
        assert "in_ftz" in answer["rejected"][0]["message"]


def test_a_row_longer_than_the_header_is_rejected(rules: Rules) -> None:
    answer = assess_content(b"in_ftz\ntrue\ntrue,false\n\nfalse\n", "a.csv", AS_OF, rules)
    assert [p["index"] for p in answer["profiles"]] == [0, 2]
    assert [r["index"] for r in answer["rejected"]] == [1]


def test_yaml_that_unfolds_without_end_stays_small(rules: Rules) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    lines.append("fee_items: *a39")
    answer = assess_content("\n".join(lines).encode(), "a.yaml", AS_OF, rules)
    assert answer["profiles"] == []


def test_huge_numbers_are_wrong_answers_not_crashes(rules: Rules) -> None:
    content = b'[{"monthly_sales_cny": 1%s}, {"monthly_sales_cny": 1e999999}]' % (b"0" * 5000)
    answer = assess_content(content, "a.json", AS_OF, rules)
    assert [r["what"] for r in answer["rejected"]] == ["monthly_sales_cny"] * 2


@settings(max_examples=80, deadline=None)
@given(content=st.binary(max_size=200), suffix=st.sampled_from([".json", ".yaml", ".csv"]))
def test_any_bytes_are_answered_or_refused_in_words(
    content: bytes, suffix: str, rules: Rules
) -> None:
    try:
        answer = assess_content(content, "x" + suffix, AS_OF, rules)
    except ProfileError as error:
        assert error.message
    else:
        json.dumps(answer, allow_nan=False)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_value_is_an_answer_or_a_reason(data: st.DataObject, rules: Rules) -> None:
    fact = data.draw(st.sampled_from(rules.vocabulary.facts))
    for csv in (False, True):
        answers, rejections = check_profile({fact.id: data.draw(_VALUES)}, AS_OF, rules, csv=csv)
        assert len(answers) + len(rejections) <= 1
        assert all(rejection.message for rejection in rejections)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("enterprise_siz", "enterprise_size"),
        ("企业划型", "enterprise_size"),
        ("deposit_cny", "travel_deposit_cny"),
        ("weather", None),
    ],
)
def test_a_fact_spelt_wrong_is_pointed_at(typed: str, meant: str | None, rules: Rules) -> None:
    _, rejections = check_profile({typed: 1}, AS_OF, rules)
    (rejection,) = rejections
    assert rejection.what == typed
    assert ("是不是" in rejection.message) == (meant is not None)
    assert meant is None or f"是不是 {meant}，" in rejection.message
