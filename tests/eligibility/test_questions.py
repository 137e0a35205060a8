"""The wizard's questions: the most telling first, none that no longer matters."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from case_files import read_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles_by_chance import answers, conditions_by_fact, profiles
from sample_rules import rules_of

from navigator.eligibility.assess import assess
from navigator.eligibility.check import check_profile, contradictions
from navigator.eligibility.questions import (
    change_answer,
    next_question,
    open_skipped,
    progress,
    relevant_answers,
)
from navigator.eligibility.rules import Rules
from navigator.model.assessment import Status

AS_OF = dt.date(2021, 3, 20)
ZONE = "- {fact: in_zhongguancun_zone, op: eq, value: true, text: 乙}\n"
TECH = "- {fact: is_tech_enterprise, op: eq, value: true, text: 甲}\n"
SHARE = "- {fact: foreign_share_percent, op: le, value: 50, text: 丙, printed: 50%}\n"


def test_the_first_question_is_who_is_asking(rules: Rules) -> None:
    question = next_question({}, AS_OF, rules)
    assert question is not None
    assert question.fact_id == "applicant_type"
    assert set(question.measures) <= set(rules.catalogue.by_id)


def test_the_question_many_measures_wait_for_comes_first() -> None:
    rules = rules_of(f"conditions:\n{SHARE}", f"conditions:\n{ZONE}", f"conditions:\n{ZONE}{TECH}")
    question = next_question({}, AS_OF, rules)
    assert question is not None
    assert (question.fact_id, question.measures) == ("in_zhongguancun_zone", ("m1", "m2"))


def test_a_settled_measure_asks_nothing_more() -> None:
    rules = rules_of(f"conditions:\n{ZONE}{TECH}")
    assert next_question({"is_tech_enterprise": False}, AS_OF, rules) is None


def test_closed_measures_ask_nothing() -> None:
    rules = rules_of(f"conditions:\n{ZONE}")
    assert next_question({}, dt.date(2020, 1, 1), rules) is None


def test_unclear_answers_come_again_only_on_request() -> None:
    rules = rules_of(f"conditions:\n{ZONE}{TECH}")
    skipped = {"in_zhongguancun_zone"}
    question = next_question({}, AS_OF, rules, skipped)
    assert question is not None and question.fact_id == "is_tech_enterprise"
    answered = {"is_tech_enterprise": True}
    assert next_question(answered, AS_OF, rules, skipped) is None
    again = next_question(answered, AS_OF, rules, skipped, revisit=True)
    assert again is not None and again.fact_id == "in_zhongguancun_zone"
    assert open_skipped(answered, AS_OF, rules, skipped) == ("in_zhongguancun_zone",)
    assert open_skipped({"is_tech_enterprise": False}, AS_OF, rules, skipped) == ()


def test_figures_are_asked_for_once_statuses_are_settled(rules: Rules) -> None:
    case = next(c for c in read_cases() if c.file.startswith("ip-pledge-interest"))
    profile, _ = check_profile(case.profile, AS_OF, rules)
    del profile["loan_interest_paid_cny"]
    asked = []
    while (question := next_question(profile, AS_OF, rules, set(asked))) is not None:
        asked.append(question.fact_id)
        if question.fact_id == "loan_interest_paid_cny":
            break
    assert question is not None and question.for_amount
    assert "ip-pledge-interest-subsidy" in question.measures


def test_progress_counts_what_is_settled() -> None:
    rules = rules_of(f"conditions:\n{ZONE}", f"conditions:\n{ZONE}{TECH}")
    before = progress({}, AS_OF, rules)
    assert (before.settled, before.open, before.questions_left) == (0, 2, 2)
    after = progress({"in_zhongguancun_zone": True}, AS_OF, rules)
    assert (after.settled, after.open, after.questions_left) == (1, 1, 1)


def test_a_changed_answer_drops_only_what_contradicts_it(rules: Rules) -> None:
    profile, _ = check_profile(
        {
            "applicant_type": "enterprise",
            "enterprise_size": "small",
            "in_zhongguancun_zone": True,
            "monthly_sales_cny": 100,
        },
        AS_OF,
        rules,
    )
    changed, dropped = change_answer(profile, "applicant_type", "person", AS_OF, rules)
    assert dropped == ("enterprise_size",)
    assert changed == {
        "applicant_type": "person",
        "in_zhongguancun_zone": True,
        "monthly_sales_cny": Decimal(100),
    }
    assert profile["enterprise_size"] == "small"  # the old profile is left alone
    back, _ = change_answer(changed, "applicant_type", None, AS_OF, rules)
    assert "applicant_type" not in back


def test_relevant_answers_follow_the_applicant() -> None:
    rules = rules_of(f"conditions:\n{ZONE}", audience="[enterprise]")
    assert relevant_answers({"in_zhongguancun_zone": True}, AS_OF, rules) == (
        "in_zhongguancun_zone",
    )
    person = {"applicant_type": "person", "in_zhongguancun_zone": True}
    assert relevant_answers(person, AS_OF, rules) == ()


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_asking_on_always_ends_with_everything_settled(data: st.DataObject, rules: Rules) -> None:
    profile = data.draw(profiles(rules, AS_OF, most=5))
    tests = conditions_by_fact(rules)
    skipped: set[str] = set()
    for _ in range(len(rules.vocabulary.facts) + 1):
        question = next_question(profile, AS_OF, rules, skipped)
        if question is None:
            break
        fact = question.fact_id
        assert fact not in profile and fact not in skipped
        open_for = {
            r.measure_id
            for r in assess(profile, AS_OF, rules)
            if fact in (*r.missing_facts, *r.amount_facts)
        }
        assert set(question.measures) <= open_for
        answer = data.draw(answers(rules.vocabulary[fact], tests.get(fact, []), AS_OF))
        grown = {**profile, fact: answer}
        if contradictions(grown, AS_OF, rules):
            skipped.add(fact)
        else:
            profile = grown
    assert next_question(profile, AS_OF, rules, skipped) is None
    for result in assess(profile, AS_OF, rules):
        if result.status is Status.UNKNOWN:
            assert set(result.missing_facts) <= skipped
