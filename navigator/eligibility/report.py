"""Results, profiles, facts and measures as the published JSON."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from navigator.model.assessment import MeasureResult
from navigator.model.facts import NONE, Answer, Fact, Profile
from navigator.model.measures import Measure


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


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact as the published vocabulary states it, with our help texts."""
    return {
        "id": fact.id,
        "type": fact.type.value,
        "multi": fact.multi,
        "role": fact.role.value,
        "group_zh": fact.group,
        "name_zh": fact.name,
        "question_zh": fact.question,
        "help_zh": fact.help,
        "why_zh": fact.why,
        "where_zh": fact.where,
        "unit": fact.unit,
        "display_unit": fact.display_unit,
        "values": [{"value": item.value, "label_zh": item.label} for item in fact.values],
        "min": number_json(fact.minimum),
        "max": number_json(fact.maximum),
        "allow_none": fact.allow_none,
        "past_only": fact.past_only,
    }


def measure_json(measure: Measure) -> dict[str, Any]:
    """A measure for other programs: what it gives, to whom, until when, resting on what."""
    window, amount = measure.window, measure.benefit.amount
    dates = {"from": window.start, "to": window.end, "apply_by": window.apply_by}
    return {
        "id": measure.id,
        "title": measure.title,
        "kind": measure.kind.value,
        "status": measure.standing.value,
        "audience": list(measure.audience) or ["any"],
        "benefit": measure.benefit.text,
        "amount": None
        if amount is None
        else {"label": amount.label, "nature": amount.nature.value, "bound": amount.bound.value},
        "window": {key: date.date.isoformat() if date else None for key, date in dates.items()},
        "facts": list(measure.facts),
        "units": list(measure.units),
        "overlap_group": measure.overlap_group,
        "citations": list(measure.citations),
    }
