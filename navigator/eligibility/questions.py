"""The next best question: what settles most for the least effort.

The state of the wizard is a plain profile; what is asked follows from what the measures still
lack, so that a question which no longer matters is never asked, and going back keeps every
answer that does not contradict the new one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction

from navigator.eligibility.check import contradictions
from navigator.eligibility.rules import Rules
from navigator.model.assessment import Progress, Question, Status
from navigator.model.facts import Answer, Profile

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Open:
    """What is still lacking: facts by measure, for the status and for the amount alone."""

    for_status: dict[str, tuple[str, ...]]
    for_amount: dict[str, tuple[str, ...]]
    settled: int

    def facts(self) -> set[str]:
        """Everything some measure still lacks."""
        needs = (*self.for_status.values(), *self.for_amount.values())
        return {fact for facts in needs for fact in facts}


def _lacking(profile: Profile, as_of: dt.date, rules: Rules) -> _Open:
    for_status: dict[str, tuple[str, ...]] = {}
    for_amount: dict[str, tuple[str, ...]] = {}
    settled = 0
    values = dict(profile)
    for rule in rules.at(as_of).measures:
        if not rule.claimable_now:
            settled += 1
            continue
        result = rule.assess(values)
        if result.status is Status.UNKNOWN:
            for_status[result.measure_id] = result.missing_facts
            continue
        settled += 1
        if result.status is Status.ELIGIBLE and result.amount_facts:
            for_amount[result.measure_id] = result.amount_facts
    return _Open(for_status, for_amount, settled)


def next_question(
    profile: Profile,
    as_of: dt.date,
    rules: Rules,
    skipped: Set[str] = _NONE,
    *,
    revisit: bool = False,
) -> Question | None:
    """The question to ask next, or None when nothing is left to ask.

    ``skipped`` are facts answered with 不清楚; they come again only with ``revisit``, once
    nothing else is left, and only while they still matter.
    """
    lacking = _lacking(profile, as_of, rules)
    for needs, for_amount in ((lacking.for_status, False), (lacking.for_amount, True)):
        question = _best(needs, rules, skipped, for_amount)
        if question is not None:
            return question
    return next_question(profile, as_of, rules) if revisit and skipped else None


def _best(
    needs: dict[str, tuple[str, ...]], rules: Rules, skipped: Set[str], for_amount: bool
) -> Question | None:
    concerned: dict[str, list[str]] = {}
    weight: dict[str, Fraction] = {}
    for measure, lacking in needs.items():
        for fact_id in lacking:
            concerned.setdefault(fact_id, []).append(measure)
            # The last open fact of a measure settles it; one of many only helps.
            weight[fact_id] = weight.get(fact_id, Fraction(0)) + Fraction(1, len(lacking))
    best: str | None = None
    for fact in rules.vocabulary.facts:  # ties go to the earlier fact: groups stay together
        if fact.id not in weight or fact.id in skipped:
            continue
        score = weight[fact.id] / fact.cost
        if best is None or score > weight[best] / rules.vocabulary[best].cost:
            best = fact.id
    return None if best is None else Question(best, tuple(concerned[best]), for_amount)


def progress(profile: Profile, as_of: dt.date, rules: Rules, skipped: Set[str] = _NONE) -> Progress:
    """How many measures are settled and how many questions are left at most."""
    lacking = _lacking(profile, as_of, rules)
    left = lacking.facts() - skipped
    return Progress(lacking.settled, len(lacking.for_status), len(left))


def open_skipped(
    profile: Profile, as_of: dt.date, rules: Rules, skipped: Set[str]
) -> tuple[str, ...]:
    """Facts answered with 不清楚 that still matter, in the order of the vocabulary."""
    lacking = _lacking(profile, as_of, rules)
    left = lacking.facts() & skipped
    return tuple(fact.id for fact in rules.vocabulary.facts if fact.id in left)


def change_answer(
    profile: Profile, fact: str, answer: Answer | None, as_of: dt.date, rules: Rules
) -> tuple[dict[str, Answer], tuple[str, ...]]:
    """The profile with one answer changed (None: taken back), and the answers this drops.

    Every other answer stays unless it contradicts the new one.
    """
    changed = dict(profile)
    if answer is None:
        changed.pop(fact, None)
        return changed, ()
    changed[fact] = answer
    dropped: list[str] = []
    constraints = {c.id: node for c, node in rules.at(as_of).contradictions}
    for rejection in contradictions(changed, as_of, rules):
        node = constraints[rejection.what]
        for other in node.facts:
            if other != fact and other in changed and node.value(changed) is True:
                del changed[other]
                dropped.append(other)
    return changed, tuple(dropped)


def relevant_answers(profile: Profile, as_of: dt.date, rules: Rules) -> tuple[str, ...]:
    """Answers some measure for this applicant looks at today, in the order of the vocabulary."""
    used: set[str] = set()
    applicant = profile.get("applicant_type")
    for rule in rules.at(as_of).measures:
        audience = rule.measure.audience
        if rule.claimable_now and (not audience or applicant is None or applicant in audience):
            used.update(rule.measure.facts)
    return tuple(f.id for f in rules.vocabulary.facts if f.id in profile and f.id in used)
