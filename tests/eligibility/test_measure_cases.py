"""Every case of tests/eligibility/cases, and that every measure has some."""

from __future__ import annotations

import pytest
from case_files import CASES, CaseOf, failures, read_cases

from navigator.eligibility.rules import Rules
from navigator.model.measures import MeasureCatalogue


@pytest.mark.parametrize("case", read_cases(), ids=str)
def test_case(case: CaseOf, rules: Rules) -> None:
    assert failures(case, rules) == []


def test_every_measure_has_a_case_file(catalogue: MeasureCatalogue) -> None:
    files = {path.stem for path in CASES.glob("*.yaml")}
    assert [m.id for m in catalogue.measures if m.id not in files] == []


def test_every_case_file_belongs_to_a_measure(catalogue: MeasureCatalogue) -> None:
    files = {path.stem for path in CASES.glob("*.yaml")}
    assert sorted(files - set(catalogue.by_id)) == []
