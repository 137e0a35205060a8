"""The timeline as plain values: one lane a measure, in groups, with the words of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from navigator.app.result_words import SOON_DAYS, audience_words
from navigator.eligibility.windows import (
    OLD_AFTER,
    UNSTATED_START,
    age_warnings,
    window_status,
)
from navigator.model.assessment import Status
from navigator.model.citation import split_id
from navigator.model.documents import DOMAIN_LABELS, Domain
from navigator.model.facts import Vocabulary
from navigator.model.measures import MEASURE_KIND_LABELS, Measure, MeasureKind
from navigator.ui.i18n import t


class State(StrEnum):
    """What a measure's window is on the date of handling."""

    OPEN = "open"
    SOON = "soon"  # open, and closing within a month
    AGED = "aged"  # open, but so old a text without an end that it must be checked
    NOT_YET = "not_yet"
    CLOSED = "closed"
    INTENTION = "intention"


STATE_LABELS: dict[State, str] = {
    State.OPEN: "可以申请",
    State.SOON: "即将截止",
    State.AGED: "年久须核实",
    State.NOT_YET: "尚未开始",
    State.CLOSED: "已截止",
    State.INTENTION: "仅为方向",
}

STATE_TONES: dict[State, str] = {
    State.OPEN: "good",
    State.SOON: "warn",
    State.AGED: "warn",
    State.NOT_YET: "accent",
    State.CLOSED: "danger",
    State.INTENTION: "",
}

_BY_STATUS = {
    Status.INTENTION: State.INTENTION,
    Status.NOT_YET_OPEN: State.NOT_YET,
    Status.CLOSED: State.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One measure's window.

    ``start`` is where the bar begins; ``stated`` tells whether the text says so. ``last`` is the
    last day, None when the text names none; ``apply_by`` when that day is for applications.
    ``words`` stand in the bar, ``warnings`` are the cautions age brings.
    """

    measure: Measure
    state: State
    domain: Domain
    start: dt.date
    stated: bool
    last: dt.date | None
    apply_by: bool
    words: str
    audience: str
    warnings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.measure.id

    @property
    def title(self) -> str:
        return self.measure.title

    @property
    def kind(self) -> MeasureKind:
        return self.measure.kind

    def spoken(self) -> str:
        """The whole lane in one sentence, for tooltips and screen readers."""
        parts = [
            self.title,
            t(MEASURE_KIND_LABELS[self.kind]),
            t(STATE_LABELS[self.state]),
            self.words,
        ]
        return "，".join(dict.fromkeys(part for part in parts if part))


def lane_of(measure: Measure, as_of: dt.date, domain: Domain, vocabulary: Vocabulary) -> Lane:
    """The lane of one measure on a date."""
    window = measure.window
    stop = window_status(measure, as_of)
    end = window.apply_by or window.end
    last = end.date if end is not None else None
    state = State.OPEN if stop is None else _BY_STATUS[stop[0]]
    if state is State.OPEN and last is not None and (last - as_of).days <= SOON_DAYS:
        state = State.SOON
    elif state is State.OPEN and last is None and as_of > OLD_AFTER:
        state = State.AGED
    return Lane(
        measure,
        state,
        domain,
        window.start.date if window.start is not None else UNSTATED_START,
        window.start is not None,
        last,
        window.apply_by is not None,
        _words(measure, state, as_of, last),
        audience_words(measure, vocabulary, t),
        age_warnings(measure, as_of),
    )


def _words(measure: Measure, state: State, as_of: dt.date, last: dt.date | None) -> str:
    window = measure.window
    if state is State.INTENTION:
        return t("仅为方向，没有可以申请的事项")
    since = t("{date} 起", date=window.start.date) if window.start else t("起始未载明")
    if last is None:
        if state is State.NOT_YET:
            return t("{since}，尚未开始", since=since)
        words = t("{since}，未载明截止", since=since)
        return t("{words}，须核实", words=words) if state is State.AGED else words
    if state is State.CLOSED:
        return t("已于 {date} 截止", date=last)
    until = t("{date} 前申请", date=last) if window.apply_by else t("到 {date} 止", date=last)
    if state is State.SOON:
        days = (last - as_of).days
        left = t("今天截止") if days == 0 else t("还剩 {n} 天", n=days)
        return f"{until}，{left}"
    return f"{since}，{until}"


def lanes_of(
    measures: Iterable[Measure],
    as_of: dt.date,
    domains: Mapping[str, Domain],
    vocabulary: Vocabulary,
) -> list[Lane]:
    """One lane a measure, in the catalogue's order; ``domains`` by document id."""
    return [
        lane_of(
            measure,
            as_of,
            domains.get(split_id(measure.cite)[0], Domain.MUNICIPAL),
            vocabulary,
        )
        for measure in measures
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be shown; empty values show everything."""

    kinds: frozenset[str] = frozenset()
    audience: str = ""
    state: str = ""
    words: tuple[str, ...] = ()
    by: str = "kind"  # or "domain"

    @property
    def narrowed(self) -> bool:
        return bool(self.kinds or self.audience or self.state or self.words)

    def fits(self, lane: Lane) -> bool:
        measure = lane.measure
        if self.kinds and measure.kind not in self.kinds:
            return False
        if self.audience and measure.audience and self.audience not in measure.audience:
            return False
        open_too = self.state == State.OPEN and lane.state in (State.SOON, State.AGED)
        if self.state and lane.state != self.state and not open_too:
            return False
        return all(word in f"{measure.title}{measure.benefit.text}" for word in self.words)


@dataclass(frozen=True, slots=True)
class Group:
    """Lanes under one heading, those that close first on top."""

    title: str
    lanes: tuple[Lane, ...] = field(default=())


def grouped(lanes: Sequence[Lane], choice: Choice) -> list[Group]:
    """The lanes that fit, by kind or domain; groups without any are left out."""
    fitting = [lane for lane in lanes if choice.fits(lane)]
    keys: list[tuple[str, Callable[[Lane], bool]]]
    if choice.by == "domain":
        keys = [
            (DOMAIN_LABELS[d], lambda lane, d=d: lane.domain is d)  # type: ignore[misc]
            for d in Domain
        ]
    else:
        keys = [
            (MEASURE_KIND_LABELS[k], lambda lane, k=k: lane.kind is k)  # type: ignore[misc]
            for k in MeasureKind
        ]
    groups = []
    for label, belongs in keys:
        members = tuple(sorted((lane for lane in fitting if belongs(lane)), key=_order))
        if members:
            groups.append(Group(t(label), members))
    return groups


def _order(lane: Lane) -> tuple[bool, dt.date, dt.date]:
    """Claimable before mere intentions, nearest end first, then the older start."""
    return lane.state is State.INTENTION, lane.last or dt.date.max, lane.start


def span(lanes: Sequence[Lane], as_of: dt.date) -> tuple[dt.date, dt.date]:
    """The stretch of time worth showing: every end, the date of handling, and a margin.

    One law is twenty years older than the rest; starting with it would squeeze the others into a
    corner, so the stretch begins with the publication and the bar comes in from the left.
    """
    begin = UNSTATED_START - dt.timedelta(days=75)
    ends = [lane.last for lane in lanes if lane.last is not None]
    latest = max([*ends, as_of, UNSTATED_START + dt.timedelta(days=365)])
    length = (latest - begin).days
    return min(begin, as_of - dt.timedelta(days=60)), latest + dt.timedelta(
        days=max(90, length // 6)
    )


def tooltip(lane: Lane) -> str:
    """Plain text, several lines."""
    lines = [lane.title, lane.words, t("给谁：{who}", who=lane.audience)]
    if lane.measure.units:
        lines.append(t("责任单位：{units}", units="、".join(lane.measure.units)))
    lines += lane.warnings
    # Qt guesses whether a tooltip is markup; a wide bracket never is.
    return "\n".join(lines).replace("<", "＜")
