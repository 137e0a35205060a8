"""Results and profiles as the published JSON."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from navigator.model.assessment import MeasureResult
from navigator.model.facts import NONE, Answer, Profile


def number_json(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def answer_json(answer: Answer) -> Any:
    """An answer in the form a profile file takes."""
    if answer is NONE:
        return "none"
    if isinstance(answer, frozenset):
        return sorted(answer)
    if isinstance(answer, dt.date):
        return answer.isoformat()
    return number_json(answer) if isinstance(answer, Decimal) else answer


def profile_json(profile: Profile) -> dict[str, Any]:
    """A profile as it could be written to a file and read back."""
    return {fact: answer_json(answer) for fact, answer in profile.items()}


def canonical_profile(profile: Profile) -> dict[str, Any]:
    """One form for equal profiles: sorted, numbers as plain decimal text."""
    result: dict[str, Any] = {}
    for fact in sorted(profile):
        answer = profile[fact]
        if isinstance(answer, Decimal):
            text = format(answer, "f")
            result[fact] = text.rstrip("0").rstrip(".") if "." in text else text
        else:
            result[fact] = answer_json(answer)
    return result


def result_json(result: MeasureResult) -> dict[str, Any]:
    """One measure's answer, as published; later fields are additions of ours."""
    amount, miss = result.amount, result.near_miss
    return {
        "measure": result.measure_id,
        "status": result.status.value,
        "amount_cny": number_json(amount.value),
        "amount_min_cny": number_json(amount.low),
        "amount_max_cny": number_json(amount.high),
        "bound": amount.bound.value if amount.bound is not None else None,
        "arithmetic": amount.arithmetic,
        "missing_facts": list(result.missing_facts),
        "amount_facts": list(result.amount_facts),
        "reasons": [
            {"text": reason.text, "provision_id": reason.provision_id} for reason in result.reasons
        ],
        "citations": list(result.citations),
        "apply_by": result.apply_by.isoformat() if result.apply_by is not None else None,
        "warnings": list(result.warnings),
        "near_miss": None
        if miss is None
        else {"fact": miss.fact, "change": miss.change, "provision_id": miss.provision_id},
    }
