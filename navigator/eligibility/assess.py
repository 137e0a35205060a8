"""The assessment of one profile at one date."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from navigator.eligibility.report import canonical_profile, result_json
from navigator.eligibility.rules import Rules
from navigator.model.assessment import Assessment, MeasureResult
from navigator.model.facts import Profile


def assess(profile: Profile, as_of: dt.date, rules: Rules) -> tuple[MeasureResult, ...]:
    """One result a measure, in the catalogue's order.

    ``profile`` holds checked answers only (see :mod:`navigator.eligibility.check`); a fact that
    is not in it is unknown. Pure: the same arguments give equal results.
    """
    values = dict(profile)
    return tuple(rule.assess(values) for rule in rules.at(as_of).measures)


def assessment(profile: Profile, as_of: dt.date, rules: Rules) -> Assessment:
    """Results together with the hash that names this very assessment."""
    results = assess(profile, as_of, rules)
    return Assessment(as_of, results, trace_hash(profile, as_of, rules, results))


def trace_hash(
    profile: Profile, as_of: dt.date, rules: Rules, results: tuple[MeasureResult, ...]
) -> str:
    """sha256 over profile, date, edition of the catalogue and results, in canonical JSON."""
    content = {
        "profile": canonical_profile(profile),
        "as_of": as_of.isoformat(),
        "catalogue": rules.catalogue.digest,
        "results": [result_json(result) for result in results],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
