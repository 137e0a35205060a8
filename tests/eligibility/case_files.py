"""Reads case files and compares expectations with results (see docs/catalogue.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from navigator.catalogue.yaml_source import read_yaml
from navigator.eligibility.assess import assess
from navigator.eligibility.check import check_profile
from navigator.eligibility.rules import Rules
from navigator.model.assessment import MeasureResult

CASES = Path(__file__).resolve().parent / "cases"
_CASE_KEYS = {"name", "as_of", "base", "profile", "expect"}
_EXPECT_KEYS = {
    "status",
    "amount",
    "min",
    "max",
    "bound",
    "missing",
    "amount_facts",
    "apply_by",
    "reasons",
    "warnings",
    "no_warnings",
    "near_miss",
    "arithmetic",
}


@dataclass(frozen=True)
class CaseOf:
    """One case: a profile, a date, and what is expected of some measures."""

    file: str
    name: str
    as_of: dt.date
    profile: dict[str, Any] = field(hash=False)
    expect: dict[str, dict[str, Any]] = field(hash=False)

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def read_cases(folder: Path = CASES) -> list[CaseOf]:
    """Every case of every file. ValueError names the file and key of a malformed one."""
    return [case for path in sorted(folder.glob("*.yaml")) for case in cases_of(path)]


def cases_of(path: Path) -> Iterator[CaseOf]:
    """The cases of one file."""
    data = read_yaml(path)
    bases: dict[str, Any] = {}
    if isinstance(data, dict):
        if set(data) - {"bases", "cases"}:
            raise ValueError(f"{path.name}: only bases and cases, not {sorted(data)}")
        bases, data = data.get("bases") or {}, data.get("cases")
    if not isinstance(data, list) or not data:
        raise ValueError(f"{path.name}: a list of cases expected")
    for item in data:
        where = f"{path.name}: {item.get('name')}"
        if set(item) - _CASE_KEYS or not {"name", "as_of", "expect"} <= set(item):
            raise ValueError(f"{where}: keys are {sorted(_CASE_KEYS)}, not {sorted(item)}")
        if item.get("base") is not None and item["base"] not in bases:
            raise ValueError(f"{where}: no base {item['base']}")
        for measure, expected in item["expect"].items():
            if set(expected) - _EXPECT_KEYS or "status" not in expected:
                raise ValueError(f"{where}: {measure}: keys are {sorted(_EXPECT_KEYS)}")
        profile = {**bases.get(item.get("base"), {}), **(item.get("profile") or {})}
        yield CaseOf(path.name, item["name"], item["as_of"], profile, item["expect"])


def failures(case: CaseOf, rules: Rules) -> list[str]:
    """What differs from the expectation, one sentence each; empty when the case holds."""
    answers, rejections = check_profile(case.profile, case.as_of, rules)
    if rejections:
        return [f"profile rejected: {[r.message for r in rejections]}"]
    known = rules.catalogue.by_id
    absent = [measure for measure in case.expect if measure not in known]
    if absent:
        return [f"no such measure: {absent}"]
    results = {r.measure_id: r for r in assess(answers, case.as_of, rules)}
    return [
        f"{measure}.{key}: expected {wanted!r}, got {got!r}"
        for measure, expected in case.expect.items()
        for key, wanted in expected.items()
        for got, holds in [_compare(results[measure], key, wanted)]
        if not holds
    ]


def _compare(result: MeasureResult, key: str, wanted: Any) -> tuple[Any, bool]:
    amount = result.amount
    texts = [reason.text for reason in result.reasons]
    if key in ("amount", "min", "max"):
        got = {"amount": amount.value, "min": amount.low, "max": amount.high}[key]
        return got, got == (None if wanted is None else Decimal(wanted))
    if key in ("missing", "amount_facts"):
        facts = result.missing_facts if key == "missing" else result.amount_facts
        return facts, set(facts) == set(wanted)
    if key == "reasons":
        return texts, all(any(part in text for text in texts) for part in wanted)
    if key == "warnings":
        return result.warnings, all(any(p in text for text in result.warnings) for p in wanted)
    if key == "no_warnings":
        return result.warnings, not any(p in text for p in wanted for text in result.warnings)
    if key == "near_miss":
        miss = None if result.near_miss is None else result.near_miss.fact
        return miss, miss == wanted
    if key == "arithmetic":
        return amount.arithmetic, wanted is not None and wanted in (amount.arithmetic or "")
    got = {
        "status": result.status.value,
        "bound": None if amount.bound is None else amount.bound.value,
        "apply_by": result.apply_by,
    }[key]
    return got, got == wanted
