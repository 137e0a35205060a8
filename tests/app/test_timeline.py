"""The timeline's values: each measure once, the engine's verdict, nothing dated that has no date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.app.content import DocumentView
from navigator.app.timeline import (
    STATE_LABELS,
    STATE_TONES,
    UNDATED,
    Choice,
    Lane,
    State,
    document_lane,
    grouped,
    lane_of,
    lanes_of,
    span,
    spoken,
    tooltip,
)
from navigator.catalogue.documents import load_digests
from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.windows import window_status
from navigator.model.assessment import Status
from navigator.model.citation import split_id
from navigator.model.documents import Document, Domain
from navigator.model.documents import Kind as PaperKind
from navigator.model.measures import MeasureCatalogue, Standing

SPRING = dt.date(2021, 4, 1)


@pytest.fixture(scope="module")
def catalogue() -> MeasureCatalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def views() -> list[DocumentView]:
    found = load_digests().documents
    return [DocumentView(item.document, len(item.provisions), None, item) for item in found]


@pytest.fixture(scope="module")
def homes(views: list[DocumentView]) -> dict[str, Domain]:
    return {view.id: view.document.domain for view in views}


def lane(catalogue: MeasureCatalogue, measure: str, day: dt.date) -> Lane:
    return lane_of(catalogue[measure], day, Domain.MUNICIPAL, catalogue.vocabulary)


def paper(**changes: object) -> DocumentView:
    document = Document(
        "sample", "样例办法", None, ("市财政局",), None, None, None, 1,
        Domain.FINANCE, (Domain.FINANCE,), PaperKind.MEASURES, True,
    )  # fmt: skip
    return DocumentView(replace(document, **changes), 0, None, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("measure", "day", "state", "words"),
    [
        ("sewage-fee-suspension", "2021-04-01", State.OPEN, "起始未载明，2021-06-30 前申请"),
        ("sewage-fee-suspension", "2021-06-28", State.SOON, "2021-06-30 前申请，还剩 2 天"),
        ("sewage-fee-suspension", "2021-06-30", State.SOON, "2021-06-30 前申请，今天截止"),
        ("sewage-fee-suspension", "2021-07-01", State.CLOSED, "已于 2021-06-30 截止"),
        ("road-occupation-fee-suspension", "2021-03-31", State.SOON, "到 2021-03-31 止，今天截止"),
        ("road-occupation-fee-suspension", "2021-04-01", State.CLOSED, "已于 2021-03-31 截止"),
        ("hq-mnc-regional", "2021-02-04", State.NOT_YET, "2021-02-05 起，尚未开始"),
        ("hq-mnc-regional", "2021-02-05", State.OPEN, "2021-02-05 起，未载明截止"),
        ("hq-mnc-regional", "2026-11-25", State.AGED, "2021-02-05 起，未载明截止，须核实"),
        ("sme-broadband-minus-10", "2021-04-01", State.INTENTION, "仅为方向，没有可以申请的事项"),
    ],
)
def test_state_and_words(
    catalogue: MeasureCatalogue, measure: str, day: str, state: State, words: str
) -> None:
    found = lane(catalogue, measure, dt.date.fromisoformat(day))
    assert found.state is state
    assert found.words == words
    assert found.title in spoken(found) and words in spoken(found)
    assert tooltip(found).splitlines()[:2] == [found.title, words]


@settings(max_examples=60, deadline=None)
@given(day=st.dates(dt.date(1999, 1, 1), dt.date(2040, 1, 1)))
def test_whether_a_lane_is_open_is_the_engines_verdict(
    catalogue: MeasureCatalogue, day: dt.date
) -> None:
    expected = {
        Status.INTENTION: {State.INTENTION},
        Status.NOT_YET_OPEN: {State.NOT_YET},
        Status.CLOSED: {State.CLOSED},
        None: {State.OPEN, State.SOON, State.AGED},
    }
    for found in lanes_of(catalogue.measures, day, {}, catalogue.vocabulary):
        stop = window_status(catalogue[found.id], day)
        assert found.state in expected[stop[0] if stop else None], found.id


@pytest.mark.parametrize("by", ["domain", "kind"])
def test_every_measure_stands_exactly_once(
    catalogue: MeasureCatalogue, homes: dict[str, Domain], by: str
) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, homes, catalogue.vocabulary)
    groups = grouped(lanes, Choice(by=by))
    shown = [item.id for group in groups for item in group.lanes]
    assert sorted(shown) == sorted(m.id for m in catalogue.measures)
    for group in groups:
        ends = [
            item.last
            for item in group.lanes
            if item.last is not None and item.state is not State.INTENTION
        ]
        assert ends == sorted(ends)


def test_what_has_no_date_in_the_text_is_set_aside(
    catalogue: MeasureCatalogue, homes: dict[str, Domain]
) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, homes, catalogue.vocabulary)
    groups = grouped(lanes, Choice())
    dateless = {
        m.id for m in catalogue.measures
        if m.window.start is None and m.window.end is None and m.window.apply_by is None
    }  # fmt: skip
    assert dateless
    assert [group.aside for group in groups] == [False] * (len(groups) - 1) + [True]
    assert groups[-1].title == "没有写明期限"
    assert {item.id for item in groups[-1].lanes} == dateless
    assert {item.words for item in groups[-1].lanes} == {"原文没有写明期限"}
    only = grouped(lanes, Choice(state=UNDATED))
    assert [group.title for group in only] == ["没有写明期限"]
    for item in lanes:
        window = catalogue[item.id].window
        if window.start is not None:
            assert (item.start, item.stated) == (window.start.date, True)
        end = window.apply_by or window.end
        assert item.last == (end.date if end else None)
        assert item.apply_by == (window.apply_by is not None)


def test_groups_are_the_domains_of_the_documents(
    catalogue: MeasureCatalogue, homes: dict[str, Domain]
) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, homes, catalogue.vocabulary)
    for item in lanes:
        assert item.domain is homes[split_id(catalogue[item.id].cite)[0]]
    small = grouped(lanes, Choice(domain=Domain.SME.value))
    shown = {item.id for group in small for item in group.lanes}
    assert shown and shown == {item.id for item in lanes if item.domain is Domain.SME}
    assert small[0].title == "中小微企业"


def test_choices_narrow(catalogue: MeasureCatalogue) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, {}, catalogue.vocabulary)

    def ids(**choice: object) -> set[str]:
        groups = grouped(lanes, Choice(**choice))  # type: ignore[arg-type]
        return {item.id for group in groups for item in group.lanes}

    closed = ids(state="closed")
    assert closed == {
        m.id
        for m in catalogue.measures
        if m.standing is Standing.CLAIMABLE and m.window.end and m.window.end.date < SPRING
    }
    assert "road-occupation-fee-suspension" in closed
    finance = {m.id for m in catalogue.measures if m.kind == "finance"}
    assert ids(kinds=frozenset({"finance"})) == finance
    banks = ids(audience="bank")
    assert all(not catalogue[i].audience or "bank" in catalogue[i].audience for i in banks)
    assert ids(words=("污水",)) == {"sewage-fee-suspension"}
    assert ids(words=("火星",)) == set()
    assert Choice(words=("x",)).narrowed and not Choice(by="kind").narrowed
    assert Choice(domain="hr").narrowed


def test_open_takes_in_what_closes_soon(catalogue: MeasureCatalogue) -> None:
    lanes = lanes_of(catalogue.measures, dt.date(2021, 6, 15), {}, catalogue.vocabulary)
    shown = grouped(lanes, Choice(state="open", words=("污水",)))
    assert shown and shown[0].lanes[0].state is State.SOON


def test_the_span_holds_every_end_and_the_date(catalogue: MeasureCatalogue) -> None:
    for day in (dt.date(2019, 1, 1), SPRING, dt.date(2030, 6, 1)):
        lanes = lanes_of(catalogue.measures, day, {}, catalogue.vocabulary)
        begin, end = span(lanes, day)
        assert begin < day < end
        assert all(item.last < end for item in lanes if item.last is not None)


def test_documents_with_a_term_of_their_own_have_lanes(
    catalogue: MeasureCatalogue, views: list[DocumentView], homes: dict[str, Domain]
) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, homes, catalogue.vocabulary, documents=views)
    documents = [item for item in lanes if item.is_document]
    assert {item.id for item in documents} == {
        view.id for view in views if view.document.effective_from or view.document.ends_on
    }
    assert documents and len(lanes) == len(catalogue.measures) + len(documents)
    by_kind = grouped(lanes, Choice(by="kind"))
    assert [g.title for g in by_kind if any(item.is_document for item in g.lanes)] == ["文件"]
    assert not any(
        item.is_document
        for group in grouped(lanes, Choice(audience="enterprise"))
        for item in group.lanes
    )


@pytest.mark.parametrize(
    ("changes", "state", "words"),
    [
        ({"effective_from": dt.date(2021, 2, 5)}, State.IN_FORCE, "2021-02-05 起施行，未载明截止"),
        ({"effective_from": dt.date(2021, 5, 1)}, State.NOT_YET, "2021-05-01 起施行，未载明截止"),
        ({"ends_on": dt.date(2021, 3, 1)}, State.CLOSED, "已于 2021-03-01 截止"),
        ({"ends_on": dt.date(2021, 9, 1)}, State.IN_FORCE, "起始未载明，到 2021-09-01 止"),
    ],
)
def test_the_term_of_a_document(changes: dict[str, object], state: State, words: str) -> None:
    found = document_lane(paper(**changes), SPRING)
    assert found is not None
    assert (found.state, found.words) == (state, words)
    assert "发文单位：市财政局" in tooltip(found)
    assert spoken(found).startswith("样例办法，文件，")


def test_a_document_that_states_no_term_has_no_lane() -> None:
    assert document_lane(paper(issued_on=dt.date(2021, 2, 1)), SPRING) is None


def test_each_state_has_a_word_and_a_tone() -> None:
    assert set(STATE_LABELS) == set(STATE_TONES) == set(State)


def test_a_bracket_in_a_title_never_makes_markup(catalogue: MeasureCatalogue) -> None:
    found = replace(lane(catalogue, "hq-mnc-regional", SPRING), title="<b>甲</b>")
    assert "<" not in tooltip(found)
