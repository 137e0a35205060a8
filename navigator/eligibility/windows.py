"""Windows: open, not yet open or closed on a date, and the warnings that age brings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from navigator.eligibility.dates import chinese_date, years_before
from navigator.model.assessment import Reason, Status
from navigator.model.conditions import Op, tests_of
from navigator.model.measures import Measure, Standing

# Measures without a start of their own count as open from here ...
UNSTATED_START = dt.date(2020, 12, 1)
# ... with a warning until the quarter of the publication is over.
UNSTATED_UNTIL = dt.date(2021, 3, 31)
# A year after that, a text without an end is old.
OLD_AFTER = dt.date(2022, 3, 31)


def window_status(measure: Measure, as_of: dt.date) -> tuple[Status, Reason] | None:
    """A status that no answer can change, with its reason; None while the window is open."""
    window = measure.window
    if measure.standing is Standing.INTENTION:
        text = f"原文用的是“{measure.intention_word}”，只说明方向，目前没有可以申请的事项"
        return Status.INTENTION, Reason(text, measure.cite, False)
    start = window.start.date if window.start else UNSTATED_START
    if as_of < start:
        note = "" if window.start else "（原文没有写明起始日期，本库从这天算起）"
        cite = _provision(window.start.cite if window.start else None, measure)
        return Status.NOT_YET_OPEN, Reason(f"{chinese_date(start)}起才能办{note}", cite, False)
    last = window.apply_by or window.end
    if last is not None and as_of > last.date:
        what = "申请已于" if window.apply_by else "政策已于"
        text = f"{what}{chinese_date(last.date)}截止"
        return Status.CLOSED, Reason(text, _provision(last.cite, measure), False)
    return None


def age_warnings(measure: Measure, as_of: dt.date) -> tuple[str, ...]:
    """Warnings that come from dates alone."""
    window = measure.window
    warnings = []
    claimable = measure.standing is Standing.CLAIMABLE
    if claimable and window.start is None and as_of <= UNSTATED_UNTIL:
        why = "原文说的是延续已有的政策" if window.continuing else "文件没有落款日期"
        warnings.append(f"起始日期未载明：{why}，本库从2020年12月1日算起。")
    if window.end is None and window.apply_by is None and as_of > OLD_AFTER:
        if window.single_year is not None:
            warnings.append(
                f"文件年代已久，须核实：这项措施只针对{window.single_year}年度，很可能早已结束，"
                "办理前务必先问责任单位。"
            )
        else:
            warnings.append(
                "文件年代已久，须核实：原文没有写明截止日期，请先向责任单位问清是否仍在执行。"
            )
    return tuple(warnings)


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The last day that still counts as within some years; on it the answer is a reading."""

    fact: str
    day: dt.date
    years: int

    def warning(self, name: str) -> str:
        """What an applicant is told whose date falls on it."""
        return (
            f"{name}到办理日期正好满{self.years}年：本库把满{self.years}年的当天算在"
            f"{self.years}年之内，请向窗口核实。"
        )


def anniversaries(measure: Measure, as_of: dt.date) -> tuple[Anniversary, ...]:
    """The anniversaries a measure turns on, seen from the date of handling."""
    return tuple(
        Anniversary(test.fact, years_before(as_of, test.value), test.value)
        for condition in (*measure.conditions, *measure.exclusions)
        for test in tests_of(condition)
        if test.op in (Op.WITHIN_YEARS, Op.NOT_WITHIN_YEARS) and isinstance(test.value, int)
    )


def _provision(cite: str | None, measure: Measure) -> str:
    """A date may be cited by document alone; a reason needs a provision."""
    return cite if cite is not None and "#" in cite else measure.cite
