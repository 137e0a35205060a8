"""Laws of assessment that hold for every profile."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from case_files import read_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles_by_chance import DATES, completions, profiles

from navigator.eligibility.assess import assess, assessment
from navigator.eligibility.check import check_profile
from navigator.eligibility.report import profile_json, result_json
from navigator.eligibility.rules import Rules
from navigator.model.assessment import AmountResult, MeasureResult, Status

_settings = settings(max_examples=40, deadline=None)


def _narrower(after: AmountResult, before: AmountResult) -> bool:
    if before.low is None:  # nothing could be said before
        return True
    if after.low is None:  # the text gives no figure for this case
        return after.high is None and not after.missing
    if after.low < before.low:
        return False
    return before.high is None or (after.high is not None and after.high <= before.high)


def _refines(after: MeasureResult, before: MeasureResult) -> bool:
    """Whether an answer more has only made the result more definite."""
    if before.status is Status.UNKNOWN:
        if after.status is Status.INELIGIBLE:
            return True
        return after.status in (Status.UNKNOWN, Status.ELIGIBLE) and _narrower(
            after.amount, before.amount
        )
    return after.status is before.status and _narrower(after.amount, before.amount)


@_settings
@given(data=st.data(), as_of=DATES)
def test_answers_only_make_results_more_definite(
    data: st.DataObject, as_of: dt.date, rules: Rules
) -> None:
    before = data.draw(profiles(rules, as_of))
    after = data.draw(completions(rules, as_of, before))
    pairs = zip(assess(before, as_of, rules), assess(after, as_of, rules), strict=True)
    worse = [(b, a) for b, a in pairs if not _refines(a, b)]
    assert worse == []


@_settings
@given(data=st.data(), as_of=DATES)
def test_only_missing_facts_change_a_status(
    data: st.DataObject, as_of: dt.date, rules: Rules
) -> None:
    before = data.draw(profiles(rules, as_of))
    after = data.draw(completions(rules, as_of, before))
    new = after.keys() - before.keys()
    for old, result in zip(assess(before, as_of, rules), assess(after, as_of, rules), strict=True):
        if new.isdisjoint(old.missing_facts):
            assert result.status is old.status
        if new.isdisjoint(old.missing_facts) and new.isdisjoint(old.amount_facts):
            assert result.amount.high == old.amount.high


@_settings
@given(data=st.data(), as_of=DATES)
def test_results_hang_together(data: st.DataObject, as_of: dt.date, rules: Rules) -> None:
    profile = data.draw(profiles(rules, as_of))
    for result in assess(profile, as_of, rules):
        amount = result.amount
        assert (result.status is Status.UNKNOWN) == bool(result.missing_facts)
        assert not set(result.missing_facts) & profile.keys()
        assert not set(result.amount_facts) & (profile.keys() | set(result.missing_facts))
        assert result.reasons
        assert result.citations
        assert all("None" not in reason.text for reason in result.reasons)
        if amount.low is not None and amount.high is not None:
            assert 0 <= amount.low <= amount.high
        if amount.value is not None:
            assert result.status in (Status.ELIGIBLE, Status.INTENTION)
            assert amount.value == amount.high
        if result.status not in (Status.ELIGIBLE, Status.UNKNOWN, Status.INTENTION):
            assert (amount.value, amount.low, amount.high, amount.missing) == (None, None, None, ())


@_settings
@given(data=st.data(), as_of=DATES)
def test_order_of_answers_and_age_of_rules_are_irrelevant(
    data: st.DataObject, as_of: dt.date, rules: Rules
) -> None:
    profile = data.draw(profiles(rules, as_of))
    shuffled = list(profile.items())
    random.Random(len(shuffled)).shuffle(shuffled)
    first = assessment(profile, as_of, rules)
    again = assessment(dict(shuffled), as_of, rules)
    assert first == again
    assert len(first.trace) == 64


@_settings
@given(data=st.data(), as_of=DATES)
def test_a_profile_survives_being_written_and_read(
    data: st.DataObject, as_of: dt.date, rules: Rules
) -> None:
    profile = data.draw(profiles(rules, as_of))
    read, rejections = check_profile(profile_json(profile), as_of, rules)
    assert rejections == []
    assert assess(read, as_of, rules) == assess(profile, as_of, rules)


def test_fresh_rules_give_the_same_hash(rules: Rules) -> None:
    for case in read_cases()[:20]:
        answers, _ = check_profile(case.profile, case.as_of, rules)
        fresh = Rules(rules.catalogue)
        assert (
            assessment(answers, case.as_of, rules).trace
            == assessment(answers, case.as_of, fresh).trace
        )


@pytest.mark.parametrize("as_of", [dt.date(2021, 3, 31), dt.date(2026, 11, 25)])
def test_an_empty_profile_is_never_turned_away(rules: Rules, as_of: dt.date) -> None:
    for result in assess({}, as_of, rules):
        assert result.status is not Status.INELIGIBLE
        assert result_json(result)["amount_cny"] is None
