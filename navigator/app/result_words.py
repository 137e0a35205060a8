"""Figures, dates and sources of a result in the words a person at the counter would use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from navigator.eligibility.dates import chinese_date
from navigator.eligibility.wording import money
from navigator.model.assessment import AmountResult, MeasureResult, Status
from navigator.model.citation import book_title, citable_label, split_id
from navigator.model.facts import Vocabulary
from navigator.model.measures import MEASURE_KIND_LABELS, NATURE_LABELS, Bound, Measure

SOON_DAYS = 30


class Say(Protocol):
    """Turns Chinese source text into the language it is shown in, filling ``{places}``."""

    def __call__(self, text: str, **values: object) -> str: ...


def chinese(text: str, **values: object) -> str:
    """The text as it is: for paper and the command line."""
    return text.format(**values) if values else text


def amount_words(amount: AmountResult, say: Say = chinese) -> str:
    """``最高48万元``, ``正好15万元``, ``10万元至20万元``, ``约48万元（示意）``; empty when none."""
    if amount.bound is Bound.INDICATIVE:
        if amount.value is not None:
            return say("约{money}（示意）", money=money(amount.value))
        if amount.high is not None:
            return say("至多约{money}（示意）", money=money(amount.high))
        return ""
    if amount.value is not None:
        text = money(amount.value)
        if amount.bound is Bound.UPPER:
            return say("最高{money}", money=text)
        return say("正好{money}", money=text)
    if amount.high is None:
        return ""
    if amount.bound is Bound.RANGE and amount.low is not None:
        return say("{low}至{high}", low=money(amount.low), high=money(amount.high))
    if not amount.high:
        return ""
    return say("最高{money}", money=money(amount.high))


def amount_open(amount: AmountResult, vocabulary: Vocabulary, say: Say = chinese) -> str:
    """What is lacking for the figure; empty when nothing is."""
    if not amount.missing:
        return ""
    names = "、".join(vocabulary[fact].name for fact in amount.missing)
    return say("再填“{names}”就能算出金额", names=names)


def nature_words(measure: Measure, say: Say = chinese) -> str:
    """What the money is; empty when the measure gives no figure."""
    amount = measure.benefit.amount
    return say(NATURE_LABELS[amount.nature]) if amount is not None else ""


def kind_words(measure: Measure, say: Say = chinese) -> str:
    return say(MEASURE_KIND_LABELS[measure.kind])


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in words, with the tone it deserves (good, warn, danger or none)."""

    text: str
    tone: str = ""


def deadline(
    measure: Measure, result: MeasureResult | None, as_of: dt.date, say: Say = chinese
) -> Deadline:
    """How long there is left to ask for it."""
    window = measure.window
    if result is not None and result.status is Status.INTENTION:
        return Deadline(say("没有申请期限"))
    start = window.start.date if window.start else None
    if result is not None and result.status is Status.NOT_YET_OPEN and start is None:
        return Deadline(say("还没开始"), "warn")
    if start is not None and as_of < start:
        days = (start - as_of).days
        return Deadline(say("{date}起，还有{n}天", date=chinese_date(start), n=days), "warn")
    last = window.apply_by or window.end
    if last is None:
        return Deadline(say("没有写明截止日期"))
    days = (last.date - as_of).days
    if days < 0:
        return Deadline(say("已截止于{date}", date=chinese_date(last.date)), "danger")
    if days == 0:
        return Deadline(say("今天截止（{date}）", date=chinese_date(last.date)), "danger")
    tone = "warn" if days <= SOON_DAYS else "good"
    text = say("截止还有{n}天（{date}）", n=days, date=chinese_date(last.date))
    return Deadline(text, tone)


TitleOf = Callable[[str], str | None]


def source_words(provision_id: str, title_of: TitleOf, say: Say = chinese) -> str:
    """``《title》第八条``: where a statement stands. ``title_of`` knows documents' titles."""
    document_id, path = split_id(provision_id)
    title = title_of(document_id)
    place = citable_label(path)
    if title is None:
        return place or say("出处")
    return book_title(title) + place


def audience_words(measure: Measure, vocabulary: Vocabulary, say: Say = chinese) -> str:
    """Who it is for."""
    if measure.audience_text:
        return measure.audience_text
    if not measure.audience:
        return say("任何申请人")
    fact = vocabulary["applicant_type"]
    return "、".join(fact.label_of(value) for value in measure.audience)
