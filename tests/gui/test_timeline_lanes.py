"""The timeline's geometry: the axis, the places of rows, the cells of the list."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.app.timeline import Choice, Lane, grouped, lane_of, lanes_of
from navigator.catalogue.measures import load_catalogue
from navigator.model.documents import Domain
from navigator.model.measures import MeasureCatalogue
from navigator.ui.pages.timeline.lane_table import cells
from navigator.ui.pages.timeline.plan import Plan
from navigator.ui.pages.timeline.scale import (
    MAX_DENSITY,
    MIN_DENSITY,
    SPANS,
    Scale,
    fitting,
    spanning,
)

SPRING = dt.date(2021, 4, 1)


@pytest.fixture(scope="module")
def catalogue() -> MeasureCatalogue:
    return load_catalogue()


def lane(catalogue: MeasureCatalogue, measure: str, day: dt.date) -> Lane:
    return lane_of(catalogue[measure], day, Domain.MUNICIPAL, catalogue.vocabulary)


def test_cells_of_the_list(catalogue: MeasureCatalogue) -> None:
    row = cells(lane(catalogue, "sewage-fee-suspension", SPRING))
    assert row[1:6] == ("减免", "市级综合", "可以申请", "未载明", "2021-06-30（申请）")
    assert "个体工商户" in row[6]


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
    assert all(tick.major == (tick.day.month == tick.day.day == 1) for tick in ticks)


def test_fitting_shows_both_ends() -> None:
    scale = fitting(dt.date(2020, 9, 1), dt.date(2023, 5, 1), 900)
    assert scale.x(dt.date(2020, 9, 1)) == 0
    assert scale.x(dt.date(2023, 5, 1)) == pytest.approx(900)


@pytest.mark.parametrize(("span", "days"), SPANS.items())
def test_a_span_has_its_date_in_the_middle(span: str, days: int) -> None:
    if not days:
        return
    scale = spanning(SPRING, days, 900)
    assert scale.x(SPRING) == pytest.approx(450, abs=scale.density)
    assert scale.density * days == pytest.approx(900)
    ticks = [tick.text for tick in scale.ticks(900, 12)]
    if span == "month":
        assert {"3月", "11日", "21日"} <= set(ticks)
    elif span == "quarter":
        assert "2021年1月" in ticks


def test_the_heading_of_the_group_in_sight_stays_on_top(catalogue: MeasureCatalogue) -> None:
    lanes = lanes_of(catalogue.measures, SPRING, {}, catalogue.vocabulary)
    plan = Plan(grouped(lanes, Choice(by="kind")), 30, 34)
    heads = [strip for strip in plan.strips if strip.lane is None]
    assert plan.pinned(0) is None
    pinned = plan.pinned(100)
    assert pinned is not None and (pinned.text, pinned.top) == (heads[0].text, 100)
    pushed = plan.pinned(heads[1].top - 10)
    assert pushed is not None and pushed.text == heads[0].text
    assert pushed.top == heads[1].top - 34
    after = plan.pinned(heads[1].top + 1)
    assert after is not None and after.text == heads[1].text
    assert [head.aside for head in heads] == [False] * (len(heads) - 1) + [True]


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
