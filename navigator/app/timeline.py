"""The timeline as plain values: one lane for each measure and for each document with a term.

A lane that has no date in the text stands in a group of its own and is never given one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from navigator.app.content import DocumentState, DocumentView
from navigator.app.result_words import SOON_DAYS, Say, audience_words, chinese
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


class State(StrEnum):
    """What a measure's window, or a document's term, is on the date of handling."""

    OPEN = "open"
    SOON = "soon"  # open, and closing within a month
    AGED = "aged"  # open, but so old a text without an end that it must be checked
    NOT_YET = "not_yet"
    CLOSED = "closed"
    INTENTION = "intention"
    IN_FORCE = "in_force"  # a document, not a measure


STATE_LABELS: dict[State, str] = {
    State.OPEN: "可以申请",
    State.SOON: "即将截止",
    State.AGED: "年久须核实",
    State.NOT_YET: "尚未开始",
    State.CLOSED: "已截止",
    State.INTENTION: "仅为方向",
    State.IN_FORCE: "文件已施行",
}

STATE_TONES: dict[State, str] = {
    State.OPEN: "good",
    State.SOON: "warn",
    State.AGED: "warn",
    State.NOT_YET: "accent",
    State.CLOSED: "danger",
    State.INTENTION: "",
    State.IN_FORCE: "accent",
}

DOCUMENT = "文件"
UNDATED = "undated"  # a choice beside the states: whatever the text gives no date for
UNDATED_LABEL = "没有写明期限"

_BY_STATUS = {
    Status.INTENTION: State.INTENTION,
    Status.NOT_YET_OPEN: State.NOT_YET,
    Status.CLOSED: State.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One window.

    ``start`` is where the bar begins; ``stated`` tells whether the text says so. ``last`` is the
    last day, None when the text names none; ``apply_by`` when that day is for applications.
    ``dated`` false: the text gives no date at all, there is no bar. ``words`` stand in the bar,
    ``warnings`` are the cautions age brings. ``kind`` is None for a document; ``cite`` is the
    provision, or the document itself. ``audience`` is in words, ``people`` are the values.
    """

    id: str
    title: str
    state: State
    domain: Domain
    kind: MeasureKind | None
    start: dt.date
    stated: bool
    last: dt.date | None
    apply_by: bool
    dated: bool
    words: str
    cite: str
    benefit: str
    audience: str = ""
    people: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_document(self) -> bool:
        return self.kind is None

    @property
    def kind_label(self) -> str:
        """Chinese, to be translated when shown."""
        return DOCUMENT if self.kind is None else MEASURE_KIND_LABELS[self.kind]


def state_of(measure: Measure, as_of: dt.date) -> State:
    """How a measure stands before anybody is asked; a text grown old is never plainly open."""
    stop = window_status(measure, as_of)
    if stop is not None:
        return _BY_STATUS[stop[0]]
    end = measure.window.apply_by or measure.window.end
    if end is not None:
        return State.SOON if (end.date - as_of).days <= SOON_DAYS else State.OPEN
    return State.AGED if as_of > OLD_AFTER else State.OPEN


def lane_of(
    measure: Measure,
    as_of: dt.date,
    domain: Domain,
    vocabulary: Vocabulary,
    say: Say = chinese,
) -> Lane:
    """The lane of one measure on a date; whether it is open is the eligibility's verdict."""
    window = measure.window
    end = window.apply_by or window.end
    last = end.date if end is not None else None
    state = state_of(measure, as_of)
    return Lane(
        id=measure.id,
        title=measure.title,
        state=state,
        domain=domain,
        kind=measure.kind,
        start=window.start.date if window.start is not None else UNSTATED_START,
        stated=window.start is not None,
        last=last,
        apply_by=window.apply_by is not None,
        dated=window.start is not None or last is not None,
        words=_words(measure, state, as_of, last, say),
        cite=measure.cite,
        benefit=measure.benefit.text,
        audience=audience_words(measure, vocabulary, say),
        people=measure.audience,
        units=measure.units,
        warnings=age_warnings(measure, as_of),
    )


def _words(measure: Measure, state: State, as_of: dt.date, last: dt.date | None, say: Say) -> str:
    window = measure.window
    if state is State.INTENTION:
        return say("仅为方向，没有可以申请的事项")
    if window.start is None and last is None:
        words = say("原文没有写明期限")
        return say("{words}，须核实", words=words) if state is State.AGED else words
    since = say("{date} 起", date=window.start.date) if window.start else say("起始未载明")
    if last is None:
        if state is State.NOT_YET:
            return say("{since}，尚未开始", since=since)
        words = say("{since}，未载明截止", since=since)
        return say("{words}，须核实", words=words) if state is State.AGED else words
    if state is State.CLOSED:
        return say("已于 {date} 截止", date=last)
    until = say("{date} 前申请", date=last) if window.apply_by else say("到 {date} 止", date=last)
    if state is State.SOON:
        days = (last - as_of).days
        left = say("今天截止") if days == 0 else say("还剩 {n} 天", n=days)
        return f"{until}，{left}"
    return f"{since}，{until}"


def document_lane(view: DocumentView, as_of: dt.date, say: Say = chinese) -> Lane | None:
    """The lane of a document that states when it takes effect or ends; None for any other."""
    document = view.document
    if document.effective_from is None and document.ends_on is None:
        return None
    state = {
        DocumentState.ENDED: State.CLOSED,
        DocumentState.NOT_YET: State.NOT_YET,
    }.get(view.state(as_of), State.IN_FORCE)
    start = document.effective_from or document.issued_on
    since = say("{date} 起施行", date=start) if start else say("起始未载明")
    if document.ends_on is None:
        words = say("{since}，未载明截止", since=since)
    elif state is State.CLOSED:
        words = say("已于 {date} 截止", date=document.ends_on)
    else:
        words = f"{since}，{say('到 {date} 止', date=document.ends_on)}"
    return Lane(
        id=view.id,
        title=document.title,
        state=state,
        domain=document.domain,
        kind=None,
        start=start or UNSTATED_START,
        stated=start is not None,
        last=document.ends_on,
        apply_by=False,
        dated=True,
        words=words,
        cite=view.id,
        benefit=view.digest.summary if view.digest is not None else "",
        units=document.issuers,
    )


def lanes_of(
    measures: Iterable[Measure],
    as_of: dt.date,
    domains: Mapping[str, Domain],
    vocabulary: Vocabulary,
    say: Say = chinese,
    documents: Iterable[DocumentView] = (),
) -> list[Lane]:
    """One lane a measure in the catalogue's order, then documents; ``domains`` by document id."""
    lanes = [
        lane_of(
            measure,
            as_of,
            domains.get(split_id(measure.cite)[0], Domain.MUNICIPAL),
            vocabulary,
            say,
        )
        for measure in measures
    ]
    found = (document_lane(view, as_of, say) for view in documents)
    return lanes + [lane for lane in found if lane is not None]


def shown_documents(
    documents: Iterable[DocumentView], measures: Iterable[Measure]
) -> list[DocumentView]:
    """Those that :func:`lanes_of` has any use for, of however many there are."""
    cited = {split_id(measure.cite)[0] for measure in measures}
    return [
        view
        for view in documents
        if view.document.effective_from or view.document.ends_on or view.id in cited
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be shown; empty values show everything. ``state`` may be :data:`UNDATED`."""

    kinds: frozenset[str] = frozenset()
    audience: str = ""
    state: str = ""
    words: tuple[str, ...] = ()
    by: str = "domain"  # or "kind"
    domain: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.kinds or self.audience or self.state or self.words or self.domain)

    def fits(self, lane: Lane) -> bool:
        if self.kinds and lane.kind not in self.kinds:
            return False
        if self.domain and lane.domain != self.domain:
            return False
        # A document is for nobody in particular: who asks for a measure's audience means measures.
        if self.audience and (
            lane.is_document or (lane.people and self.audience not in lane.people)
        ):
            return False
        return self._state_fits(lane) and all(
            word in f"{lane.title}{lane.benefit}" for word in self.words
        )

    def _state_fits(self, lane: Lane) -> bool:
        if self.state == UNDATED:
            return not lane.dated
        if self.state == State.OPEN:
            return lane.state in (State.OPEN, State.SOON, State.AGED)
        return not self.state or lane.state == self.state


@dataclass(frozen=True, slots=True)
class Group:
    """Lanes under one heading, those that close first on top. ``aside``: none has a date."""

    title: str
    lanes: tuple[Lane, ...] = field(default=())
    aside: bool = False


def grouped(lanes: Sequence[Lane], choice: Choice, say: Say = chinese) -> list[Group]:
    """The lanes that fit, by domain or kind, those without dates aside at the end.

    Groups without any lane are left out.
    """
    fitting = [lane for lane in lanes if choice.fits(lane)]
    keys: list[tuple[str, Callable[[Lane], bool]]]
    if choice.by == "kind":
        keys = [
            (MEASURE_KIND_LABELS[k], lambda lane, k=k: lane.kind is k)  # type: ignore[misc]
            for k in MeasureKind
        ]
        keys.append((DOCUMENT, lambda lane: lane.is_document))
    else:
        keys = [
            (DOMAIN_LABELS[d], lambda lane, d=d: lane.domain is d)  # type: ignore[misc]
            for d in Domain
        ]
    groups = []
    for label, belongs in keys:
        members = tuple(
            sorted((lane for lane in fitting if lane.dated and belongs(lane)), key=_order)
        )
        if members:
            groups.append(Group(say(label), members))
    aside = tuple(lane for lane in fitting if not lane.dated)
    if aside:
        groups.append(Group(say(UNDATED_LABEL), aside, True))
    return groups


def _order(lane: Lane) -> tuple[bool, bool, dt.date, dt.date]:
    """Measures before documents, claimable before mere intentions, nearest end, older start."""
    intention = lane.state is State.INTENTION
    return lane.is_document, intention, lane.last or dt.date.max, lane.start


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


def spoken(lane: Lane, say: Say = chinese) -> str:
    """The whole lane in one sentence, for screen readers."""
    parts = [lane.title, say(lane.kind_label), say(STATE_LABELS[lane.state]), lane.words]
    return "，".join(dict.fromkeys(part for part in parts if part))


def tooltip(lane: Lane, say: Say = chinese) -> str:
    """Plain text, several lines."""
    lines = [lane.title, lane.words]
    if lane.audience:
        lines.append(say("给谁：{who}", who=lane.audience))
    if lane.units:
        words = "发文单位：{units}" if lane.is_document else "责任单位：{units}"
        lines.append(say(words, units="、".join(lane.units)))
    lines += lane.warnings
    # Qt guesses whether a tooltip is markup; a wide bracket never is.
    return "\n".join(lines).replace("<", "＜")
