"""Figures, dates and sources of a result in the language of the window."""

from __future__ import annotations

import datetime as dt

from navigator.app import result_words as words
from navigator.app.result_words import Deadline, TitleOf
from navigator.model.assessment import AmountResult, MeasureResult
from navigator.model.facts import Vocabulary
from navigator.model.measures import Measure
from navigator.ui.i18n import t


def amount_words(amount: AmountResult) -> str:
    return words.amount_words(amount, t)


def amount_open(amount: AmountResult, vocabulary: Vocabulary) -> str:
    return words.amount_open(amount, vocabulary, t)


def nature_words(measure: Measure) -> str:
    return words.nature_words(measure, t)


def kind_words(measure: Measure) -> str:
    return words.kind_words(measure, t)


def deadline(measure: Measure, result: MeasureResult | None, as_of: dt.date) -> Deadline:
    return words.deadline(measure, result, as_of, t)


def source_words(provision_id: str, title_of: TitleOf) -> str:
    return words.source_words(provision_id, title_of, t)


def audience_words(measure: Measure, vocabulary: Vocabulary) -> str:
    return words.audience_words(measure, vocabulary, t)
