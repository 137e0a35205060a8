"""The timeline's values: states, words, groups, the axis and the places of rows."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.catalogue.measures import load_catalogue
from navigator.model.documents import Domain
from navigator.model.measures import MeasureCatalogue
from navigator.ui.pages.timeline.lane_table import cells
from navigator.ui.pages.timeline.lanes import Choice, Lane, State, grouped, lane_of, lanes_of, span
from navigator.ui.pages.timeline.plan import Plan
from navigator.ui.pages.timeline.scale import MAX_DENSITY, MIN_DENSITY, Scale, fitting

SPRING = dt.date(2021, 4, 1)


@pytest.fixture(scope="module")
def catalogue() -> MeasureCatalogue:
    return load_catalogue()


def lane(catalogue: MeasureCatalogue, measure: str, day: dt.date) -> Lane:
    return lane_of(catalogue[measure], day, Domain.MUNICIPAL, catalogue.vocabulary)


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
    assert found.title in found.spoken() and words in found.spoken()


def test_every_measure_has_one_lane_in_its_group(catalogue: MeasureCatalogue) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, {}, catalogue.vocabulary)
    for by in ("kind", "domain"):
        groups = grouped(lanes, Choice(by=by))
        shown = [item.id for group in groups for item in group.lanes]
        assert sorted(shown) == sorted(m.id for m in catalogue.measures)
    relief = grouped(lanes, Choice())[0]
    assert relief.title == "减免"
    ends = [item.last for item in relief.lanes if item.last is not None]
    assert ends == sorted(ends) and relief.lanes[0].last == dt.date(2021, 3, 31)


def test_choices_narrow(catalogue: MeasureCatalogue) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, {}, catalogue.vocabulary)

    def ids(**choice: object) -> set[str]:
        groups = grouped(lanes, Choice(**choice))  # type: ignore[arg-type]
        return {item.id for group in groups for item in group.lanes}

    closed = ids(state="closed")
    assert {"road-occupation-fee-suspension", "special-equipment-fee-suspension"} <= closed
    assert closed == {
        m.id
        for m in catalogue.measures
        if m.standing == "claimable" and m.window.end and m.window.end.date < SPRING
    }
    finance = {m.id for m in catalogue.measures if m.kind == "finance"}
    assert ids(kinds=frozenset({"finance"})) == finance
    banks = ids(audience="bank")
    assert all(not catalogue[i].audience or "bank" in catalogue[i].audience for i in banks)
    assert ids(words=("污水",)) == {"sewage-fee-suspension"}
    assert ids(words=("火星",)) == set()
    assert Choice(words=("x",)).narrowed and not Choice(by="domain").narrowed


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


def test_cells_of_the_list(catalogue: MeasureCatalogue) -> None:
    row = cells(lane(catalogue, "sewage-fee-suspension", SPRING))
    assert row[1:5] == ("减免", "可以申请", "未载明", "2021-06-30（申请）")
    assert "个体工商户" in row[5]


days = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))


@given(days, st.floats(MIN_DENSITY, MAX_DENSITY), st.integers(-4000, 4000))
def test_a_day_is_found_where_it_was_put(origin: dt.date, density: float, offset: int) -> None:
    scale = Scale(origin, density)
    day = origin + dt.timedelta(days=offset)
    assert abs((scale.day(scale.x(day) + density / 2) - day).days) <= 0


@given(days, st.floats(MIN_DENSITY, MAX_DENSITY), st.floats(0.2, 5), st.floats(0, 1500))
def test_zooming_keeps_the_day_under_the_pointer(
    origin: dt.date, density: float, factor: float, at: float
) -> None:
    scale = Scale(origin, density)
    nearer = scale.zoomed(factor, at)
    assert MIN_DENSITY <= nearer.density <= MAX_DENSITY
    assert abs((nearer.day(at) - scale.day(at)).days) <= 2


@given(days, st.floats(MIN_DENSITY, MAX_DENSITY), st.floats(200, 2500))
def test_ticks_leave_room_for_their_words(origin: dt.date, density: float, width: float) -> None:
    scale = Scale(origin, density)
    ticks = scale.ticks(width, 12)
    places = [scale.x(tick.day) for tick in ticks]
    assert places == sorted(places)
    assert all(b - a >= 50 for a, b in itertools.pairwise(places))
    assert all(tick.major == (tick.day.month == 1) for tick in ticks)


def test_fitting_shows_both_ends() -> None:
    scale = fitting(dt.date(2020, 9, 1), dt.date(2023, 5, 1), 900)
    assert scale.x(dt.date(2020, 9, 1)) == 0
    assert scale.x(dt.date(2023, 5, 1)) == pytest.approx(900)


def test_the_plan_finds_rows(catalogue: MeasureCatalogue) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, {}, catalogue.vocabulary)
    plan = Plan(grouped(lanes, Choice()), 30, 34)
    first, second = plan.lanes[:2]
    assert plan.at(10) is not None and plan.at(10).lane is None  # type: ignore[union-attr]
    assert plan.at(35).lane == first  # type: ignore[union-attr]
    assert plan.at(-1) is None and plan.at(plan.height) is None
    assert plan.beside("", 1) == first
    assert plan.beside(first.id, 1) == second
    assert plan.beside(first.id, -1) == first
    assert plan.beside(second.id, 999) == plan.lanes[-1]
    assert [s.top for s in plan.between(0, 60)] == [0, 34]
    assert Plan([], 30, 34).beside("", 1) is None
