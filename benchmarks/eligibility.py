"""How fast profiles are assessed, against ten measures written by hand in plain Python.

    python -m benchmarks.eligibility [--profiles N] [--json]

Profiles are drawn with a fixed seed: most facts answered, identities as they come to a hall. The
ratio compares the engine on the ten measures (with amounts, reasons and citations) with
functions that only return a status.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import gc
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.assess import assess
from navigator.eligibility.batch import assess_profiles, stream_json
from navigator.eligibility.check import check_profile
from navigator.eligibility.profiles import RawProfile
from navigator.eligibility.questions import next_question
from navigator.eligibility.rules import Rules
from navigator.model.facts import Fact, FactType, Vocabulary

AS_OF = dt.date(2021, 3, 20)
IDENTITIES = (
    ("enterprise",) * 12 + ("individual_business",) * 4 + ("person",) * 2 + ("institution",)
)


def draw_profile(vocabulary: Vocabulary, chance: random.Random) -> dict[str, Any]:
    """A raw profile as a file would hold it; contradictions are possible but rare."""
    profile: dict[str, Any] = {"applicant_type": chance.choice(IDENTITIES)}
    for fact in vocabulary.facts:
        if fact.id not in profile and chance.random() < 0.7:
            profile[fact.id] = _draw(fact, chance)
    if profile["applicant_type"] != "enterprise":
        profile.pop("enterprise_size", None)
        profile.pop("is_independent_legal_person", None)
    return profile


def _draw(fact: Fact, chance: random.Random) -> Any:
    if fact.type is FactType.BOOL:
        return chance.random() < 0.7
    if fact.type is FactType.ENUM:
        values = [item.value for item in fact.values]
        if fact.multi:
            return [v for v in values if chance.random() < 0.3]
        return chance.choice(values)
    if fact.type is FactType.DATE:
        return f"{chance.randrange(2015, 2021)}-0{chance.randrange(1, 10)}-15"
    top = int(fact.maximum) if fact.maximum is not None else 10 ** chance.randrange(4, 9)
    return chance.randrange(0, top + 1)


Plain = Callable[[dict[str, Any]], str]


def by_hand() -> dict[str, Plain]:
    """Ten measures as one would write them without an engine: a status and nothing else."""
    firms = ("enterprise", "individual_business")

    def status(*tests: Callable[[dict[str, Any]], bool | None]) -> Plain:
        def run(p: dict[str, Any]) -> str:
            unknown = False
            for test in tests:
                value = test(p)
                if value is False:
                    return "ineligible"
                unknown = unknown or value is None
            return "unknown" if unknown else "eligible"

        return run

    def is_(fact: str, *values: Any) -> Callable[[dict[str, Any]], bool | None]:
        return lambda p: None if p.get(fact) is None else p[fact] in values

    def has(fact: str, value: str) -> Callable[[dict[str, Any]], bool | None]:
        return lambda p: None if p.get(fact) is None else value in p[fact]

    def most(fact: str, limit: int) -> Callable[[dict[str, Any]], bool | None]:
        return lambda p: None if p.get(fact) is None else p[fact] <= limit

    def least(fact: str, limit: int) -> Callable[[dict[str, Any]], bool | None]:
        return lambda p: None if p.get(fact) is None else p[fact] >= limit

    enterprise = is_("applicant_type", "enterprise")
    sme = is_("enterprise_size", "micro", "small", "medium")
    tech = is_("is_tech_enterprise", True)
    zone = is_("in_zhongguancun_zone", True)
    listed = is_("in_first_product_catalog", True)
    return {
        "vat-small-scale-threshold-150k": status(
            is_("applicant_type", *firms),
            is_("vat_taxpayer_type", "small_scale"),
            most("monthly_sales_cny", 150_000),
        ),
        "hq-mnc-regional": status(
            enterprise,
            is_("ownership_type", "foreign_wholly", "foreign_joint"),
            is_("registered_in_beijing", True),
            is_("is_independent_legal_person", True),
            is_("has_substantive_operation_in_beijing", True),
            least("parent_total_assets_usd", 200_000_000),
            least("paid_in_capital_usd", 10_000_000),
        ),
        "ip-pledge-interest-subsidy": status(
            enterprise,
            sme,
            tech,
            zone,
            most("annual_revenue_cny", 200_000_000),
            is_("in_high_precision_field", True),
            has("financing_types", "ip_pledge"),
            most("loan_rate_markup_over_lpr_percent", 40),
        ),
        "zgc-tech-credit-interest-subsidy": status(
            enterprise,
            sme,
            zone,
            is_("is_tech_enterprise", True),
            has("financing_types", "tech_credit"),
        ),
        "zgc-rd-subsidy": status(
            enterprise,
            is_("enterprise_size", "micro", "small"),
            zone,
            is_("is_tech_enterprise", True),
        ),
        "first-product-contract-subsidy": status(
            enterprise, sme, zone, listed, is_("contract_among_first_three", True)
        ),
        "first-product-insurance-subsidy": status(enterprise, sme, zone, listed),
        "first-product-loan-interest-subsidy": status(
            enterprise, sme, zone, listed, has("financing_types", "tech_credit")
        ),
        "first-product-leasing-subsidy": status(
            enterprise, sme, zone, listed, has("financing_types", "finance_lease_rd")
        ),
        "two-step-declaration": status(enterprise, has("customs_matters", "two_step_declaration")),
    }


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(count: int) -> dict[str, float | int]:
    """All figures; times in milliseconds unless the name says seconds."""
    load_ms = _timed(load_catalogue) * 1000
    catalogue = load_catalogue()
    chance = random.Random(20210320)
    raws = [draw_profile(catalogue.vocabulary, chance) for _ in range(count)]
    rules = Rules(catalogue)
    compile_ms = _timed(lambda: rules.at(AS_OF)) * 1000
    checked = [check_profile(raw, AS_OF, rules) for raw in raws]
    profiles = [answers for answers, rejections in checked if not rejections]
    gc.collect()
    gc.freeze()  # the profiles kept here are no part of what is measured; walking them took 100 ms
    singles = sorted(_timed(lambda p=p: assess(p, AS_OF, rules)) for p in profiles[:500])
    questions = []
    for kept in (0, 1, 5, 10, 20):
        for profile in profiles[:20]:
            partial = dict(list(profile.items())[:kept])
            questions.append(_timed(lambda p=partial: next_question(p, AS_OF, Rules(catalogue))))
    starts = [dict(list(profile.items())[:8]) for profile in profiles[:100]]
    warm = [_timed(lambda p=start: next_question(p, AS_OF, rules)) for start in starts]
    size = 0

    def stream() -> None:
        nonlocal size
        items = assess_profiles((RawProfile(raw) for raw in raws), AS_OF, Rules(catalogue))
        size = sum(len(piece) for piece in stream_json(items, AS_OF))

    stream_s = _timed(stream)
    hand = {k: v for k, v in by_hand().items() if k in catalogue.by_id}
    ten = dataclasses.replace(catalogue, measures=tuple(catalogue[k] for k in hand))
    ten_rules = Rules(ten)
    ten_rules.at(AS_OF)
    engine_s = _timed(lambda: [assess(p, AS_OF, ten_rules) for p in profiles])
    hand_s = _timed(lambda: [[f(p) for f in hand.values()] for p in profiles])
    return {
        "measures": len(catalogue.measures),
        "profiles": count,
        "load_ms": load_ms,
        "compile_ms": compile_ms,
        "one_profile_ms_median": statistics.median(singles) * 1000,
        "one_profile_ms_p95": singles[int(len(singles) * 0.95)] * 1000,
        "ten_thousand_with_json_s": stream_s / count * 10_000,
        "json_mb_per_10k": size / count * 10_000 / 1e6,
        "next_question_cold_ms_p95": sorted(questions)[int(len(questions) * 0.95)] * 1000,
        "next_question_ms_median": statistics.median(warm) * 1000,
        "by_hand_measures": len(hand),
        "ratio_to_by_hand": engine_s / hand_s,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--profiles", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = measure(arguments.profiles)
    if arguments.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:28} {value:.2f}" if isinstance(value, float) else f"{name:28} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
