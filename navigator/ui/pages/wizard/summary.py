"""A few lines of plain text that say what came out, for the clipboard."""

from __future__ import annotations

from navigator.app.result_groups import GROUP_LABELS, Group, sections
from navigator.app.result_words import TitleOf
from navigator.eligibility.dates import chinese_date
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.interview import APPLICANT, Interview
from navigator.ui.pages.wizard.phrases import amount_words, deadline, source_words

_TOLD = (Group.ELIGIBLE, Group.UNKNOWN)


def summary_text(interview: Interview, title_of: TitleOf) -> str:
    """What can be had and what is still open, with amounts, deadlines, units and sources."""
    lines = [t("政策措施判断（办理日期：{date}）", date=chinese_date(interview.as_of))]
    if interview.name:
        lines.append(t("申请人：{name}", name=interview.name))
    vocabulary = interview.rules.vocabulary
    applicant = interview.answers.get(APPLICANT)
    for section in sections(interview.assessment(), interview.rules, applicant):
        if section.group not in _TOLD:
            continue
        lines += ["", f"【{t(GROUP_LABELS[section.group])}】"]
        for number, result in enumerate(section.results, 1):
            measure = interview.rules.catalogue[result.measure_id]
            parts = [
                amount_words(result.amount),
                deadline(measure, result, interview.as_of).text,
                "、".join(measure.units),
            ]
            lines.append(
                f"{number}. {measure.title}（{'；'.join(part for part in parts if part)}）"
            )
            if result.missing_facts:
                names = "、".join(vocabulary[fact].name for fact in result.missing_facts)
                lines.append(t("   还要知道：{names}", names=names))
            lines.append(t("   出处：{place}", place=source_words(measure.cite, title_of)))
    lines += ["", t("各项金额不能相加；以窗口核定为准。")]
    return "\n".join(lines)
