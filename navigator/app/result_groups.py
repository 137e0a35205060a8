"""Results as the groups a person reads: what one gets, what is open, what one does not get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from navigator.eligibility.rules import Rules
from navigator.model.assessment import Assessment, MeasureResult, Reason, Status
from navigator.model.facts import Role, Vocabulary
from navigator.model.measures import Measure, MeasureCatalogue

_APPLICANT_ONLY = ("applicant_type",)


class Group(StrEnum):
    """In the order they are shown. A refusal that nobody asked about is not a refusal."""

    ELIGIBLE = "eligible"
    UNKNOWN = "unknown"
    INTENTION = "intention"
    NOT_YET_OPEN = "not_yet_open"
    CLOSED = "closed"
    REFUSED = "refused"
    NOT_INVOLVED = "not_involved"
    OTHER_AUDIENCE = "other_audience"


GROUP_LABELS: dict[Group, str] = {
    Group.ELIGIBLE: "可享受",
    Group.UNKNOWN: "还差信息",
    Group.INTENTION: "仅为方向",
    Group.NOT_YET_OPEN: "尚未开始",
    Group.CLOSED: "已截止",
    Group.REFUSED: "不符合",
    Group.NOT_INVOLVED: "未涉及",
    Group.OTHER_AUDIENCE: "不面向您的身份",
}

GROUP_HINTS: dict[Group, str] = {
    Group.ELIGIBLE: "按已填的情况，条件都满足。最终以窗口核定为准。",
    Group.UNKNOWN: "再回答几个问题就能定下来；没有一项因为不知道而被当作不符合。",
    Group.INTENTION: "文件只说明了方向，目前没有可以申请的事项。",
    Group.NOT_YET_OPEN: "到开始之日再来办。",
    Group.CLOSED: "办理日期已过截止日。",
    Group.REFUSED: "有一条或几条不满足，原因写在每项里。",
    Group.NOT_INVOLVED: "您这次没有要办这些事。如果也要办，改一下答案就会重新判断。",
    Group.OTHER_AUDIENCE: "这些措施写明给其他身份的申请人。",
}

GROUP_LOOKS: dict[Group, tuple[str, str]] = {  # icon, tone
    Group.ELIGIBLE: ("circle-check", "good"),
    Group.UNKNOWN: ("circle-question-mark", "accent"),
    Group.INTENTION: ("compass", ""),
    Group.NOT_YET_OPEN: ("hourglass", "warn"),
    Group.CLOSED: ("calendar-clock", "danger"),
    Group.REFUSED: ("circle-x", "danger"),
    Group.NOT_INVOLVED: ("circle-minus", ""),
    Group.OTHER_AUDIENCE: ("users", ""),
}

_BY_STATUS = {
    Status.ELIGIBLE: Group.ELIGIBLE,
    Status.UNKNOWN: Group.UNKNOWN,
    Status.INTENTION: Group.INTENTION,
    Status.NOT_YET_OPEN: Group.NOT_YET_OPEN,
    Status.CLOSED: Group.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Section:
    """One group with its results, those meant for the applicant first."""

    group: Group
    results: tuple[MeasureResult, ...]


def is_matter(reason: Reason, vocabulary: Vocabulary) -> bool:
    """Whether a reason only says that the applicant did not come for this."""
    return bool(reason.facts) and all(
        fact in vocabulary and vocabulary[fact].role is Role.MATTER for fact in reason.facts
    )


def group_of(result: MeasureResult, vocabulary: Vocabulary) -> Group:
    """Where a result is shown."""
    group = _BY_STATUS.get(result.status)
    if group is not None:
        return group
    failed = [reason for reason in result.reasons if reason.met is False]
    other_audience = any(reason.facts == _APPLICANT_ONLY for reason in failed)
    if any(is_matter(reason, vocabulary) for reason in failed):
        return Group.OTHER_AUDIENCE if other_audience else Group.NOT_INVOLVED
    # Whoever is to be told to ask all the same must get to read it.
    return Group.OTHER_AUDIENCE if other_audience and not result.warnings else Group.REFUSED


def meant_for(measure: Measure, applicant: object) -> bool:
    """Whether a measure names this kind of applicant (or anybody)."""
    return not measure.audience or applicant is None or applicant in measure.audience


def sections(assessment: Assessment, rules: Rules, applicant: object = None) -> tuple[Section, ...]:
    """The groups that hold anything, in order."""
    found: dict[Group, list[MeasureResult]] = {group: [] for group in Group}
    for result in assessment.results:
        found[group_of(result, rules.vocabulary)].append(result)
    return tuple(
        Section(group, _ordered(results, rules, applicant))
        for group, results in found.items()
        if results
    )


def _ordered(
    results: Sequence[MeasureResult], rules: Rules, applicant: object
) -> tuple[MeasureResult, ...]:
    def rank(result: MeasureResult) -> tuple[bool, int, int]:
        measure = rules.catalogue[result.measure_id]
        miss = result.near_miss
        # One figure away comes before one circumstance away, and both before the rest.
        distance = 2 if miss is None else int(miss.text in miss.change)
        return not meant_for(measure, applicant), distance, len(result.missing_facts)

    return tuple(sorted(results, key=rank))


def counts(assessment: Assessment, vocabulary: Vocabulary) -> dict[Group, int]:
    """How many results each group holds, zeros included."""
    found = dict.fromkeys(Group, 0)
    for result in assessment.results:
        found[group_of(result, vocabulary)] += 1
    return found


def moved_titles(
    before: Assessment | None, after: Assessment, rules: Rules, group: Group
) -> tuple[str, ...]:
    """Titles of the measures that have newly come into a group."""
    if before is None:
        return ()
    vocabulary = rules.vocabulary
    old = {r.measure_id: group_of(r, vocabulary) for r in before.results}
    return tuple(
        rules.catalogue[result.measure_id].title
        for result in after.results
        if group_of(result, vocabulary) is group and old.get(result.measure_id) is not group
    )


def resting_on(provision_id: str, catalogue: MeasureCatalogue) -> tuple[str, ...]:
    """Ids of the measures that rest on a provision, on one below it, or on a whole document."""
    below = (f"{provision_id}/", f"{provision_id}#")
    return tuple(
        measure.id
        for measure in catalogue.measures
        if any(place == provision_id or place.startswith(below) for place in measure.citations)
    )
