"""A receipt gives the same result again, or says what differs and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from navigator.app.paths import Paths
from navigator.app.receipts import Receipt, compare, read_receipt, receipts, save_receipt
from navigator.app.workbench import Workbench
from navigator.eligibility.assess import assessment
from navigator.eligibility.rules import Rules
from navigator.model.facts import NONE, Answer
from navigator.model.measures import MeasureCatalogue
from tests.eligibility.sample_rules import rules_of

DAY = dt.date(2021, 4, 1)
ANSWERS: dict[str, Answer] = {
    "applicant_type": "enterprise",
    "annual_revenue_cny": Decimal("12345678901234.123456789012"),
    "financing_types": frozenset({"ip_pledge", "tech_credit"}),
    "funding_fraud_record_date": NONE,
    "product_rd_completed_date": dt.date(2020, 6, 1),
    "registered_in_beijing": False,
}
CONDITION = "conditions:\n- {fact: annual_revenue_cny, op: ge, value: 100, text: 收入够}\n"
STRICTER = CONDITION.replace("100", "99999999999999999")


def use(bench: Workbench, rules: Rules, digest: str = "one") -> None:
    catalogue = MeasureCatalogue(rules.vocabulary, rules.catalogue.measures, digest)
    vars(bench).update(catalogue=catalogue, rules=Rules(catalogue))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(Paths(tmp_path / "数据")) as made:
        use(made, rules_of(CONDITION))
        yield made


def save(bench: Workbench) -> Receipt:
    return save_receipt(bench, "甲公司", ANSWERS, assessment(ANSWERS, DAY, bench.rules))


def test_answers_come_back_exactly(bench: Workbench) -> None:
    save(bench)
    (kept,) = receipts(bench)
    assert dict(kept.answers) == ANSWERS
    assert (kept.name, kept.as_of, kept.lost) == ("甲公司", DAY, ())
    found = compare(kept, bench)
    assert found.same and found.why == ""
    assert not found.catalogue_changed and not found.library_changed


def test_a_changed_catalogue_is_named_as_the_reason(bench: Workbench) -> None:
    kept = save(bench)
    use(bench, rules_of(STRICTER), "two")
    found = compare(kept, bench)
    assert not found.same
    assert found.catalogue_changed
    (item,) = found.deviations
    assert (item.before, item.after) == ("可享受", "不符合")
    assert "目录" in found.why


def test_another_edition_with_the_same_outcome_is_the_same(bench: Workbench) -> None:
    kept = save(bench)
    use(bench, rules_of(CONDITION), "two")
    found = compare(kept, bench)
    assert found.same
    assert found.catalogue_changed


def test_measures_that_come_and_go_are_told(bench: Workbench) -> None:
    kept = save(bench)
    use(bench, rules_of(CONDITION, CONDITION), "two")
    (item,) = compare(kept, bench).deviations
    assert (item.measure_id, item.before, item.after) == ("m1", None, "可享受")


def test_an_answer_that_is_no_longer_asked_is_told_not_guessed(bench: Workbench) -> None:
    kept = save(bench)
    old = replace(
        kept.saved, answers={**kept.saved.answers, "gone_fact": 1, "enterprise_size": "x"}
    )
    again = read_receipt(old, bench.rules)
    assert dict(again.answers) == ANSWERS
    assert [name for name, _ in again.lost] == ["gone_fact", "企业划型"]
    found = compare(again, bench)
    assert not found.same
    assert "答案" in found.why


def test_a_library_with_other_files_is_noticed(bench: Workbench) -> None:
    kept = save(bench)
    other = replace(kept, saved=replace(kept.saved, library_hash="other"))
    found = compare(other, bench)
    assert found.library_changed and found.same


def test_a_damaged_result_does_not_stop_reopening(bench: Workbench) -> None:
    kept = save(bench)
    odd = replace(kept, saved=replace(kept.saved, result={"results": [{"measure": "m0"}, 3]}))
    found = compare(odd, bench)
    assert len(found.deviations) == 1
    assert dict(odd.answers) == ANSWERS
