"""Domains and units are counted as catalogue, library and eligibility count them; the map is fair."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.app.atlas import Atlas, claimable, gather, treemap, unit_name
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.eligibility.windows import window_status
from navigator.model.citation import split_id
from navigator.model.documents import Domain

SPRING = dt.date(2021, 4, 1)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(Paths(tmp_path_factory.mktemp("新 装"))) as workbench:
        yield workbench


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, seed_path: Path) -> Iterator[Workbench]:
    with Workbench(Paths(tmp_path_factory.mktemp("有 原文"))) as workbench:
        workbench.import_files([seed_path])
        yield workbench


def atlas_of(bench: Workbench) -> Atlas:
    return gather(bench.contents, bench.library.units(), bench.catalogue.measures)


def test_before_any_import_the_catalogue_alone_is_mapped(bench: Workbench) -> None:
    atlas = atlas_of(bench)
    assert not atlas.official
    assert [tally.domain for tally in atlas.domains] == list(Domain)
    assert sum(len(tally.documents) for tally in atlas.domains) == len(bench.documents())
    held = [m.id for tally in atlas.domains for m in tally.measures]
    assert sorted(held) == sorted(m.id for m in bench.catalogue.measures)
    assert sum(tally.provisions for tally in atlas.domains) == sum(
        view.provision_count for view in bench.documents()
    )
    assert atlas.units and not any(unit.provisions for unit in atlas.units)


@pytest.mark.parametrize("day", [dt.date(2020, 1, 1), SPRING, dt.date(2023, 1, 1)])
def test_what_can_be_claimed_is_the_engines_verdict(bench: Workbench, day: dt.date) -> None:
    open_now = {m.id for m in bench.catalogue.measures if window_status(m, day) is None}
    counted = {m.id for t in atlas_of(bench).domains for m in claimable(t.measures, day)}
    assert counted == open_now


def test_measures_stand_in_the_domain_of_their_document(bench: Workbench) -> None:
    home = {view.id: view.document.domain for view in bench.documents()}
    for tally in atlas_of(bench).domains:
        assert all(home[split_id(m.cite)[0]] is tally.domain for m in tally.measures)


def test_units_with_the_official_text(full: Workbench) -> None:
    atlas = atlas_of(full)
    units = full.library.units()
    assert atlas.official
    by_name = {unit.name: unit for unit in atlas.units}
    assert len(by_name) == len(atlas.units)
    places = {place for ids in units.values() for place in ids}
    listed = {entry.id for unit in atlas.units for entry in unit.provisions}
    assert listed == places
    finance = by_name["市财政局"]
    assert len(finance.provisions) == len(units["市财政局"])
    assert [m.id for m in finance.measures] == [
        m.id for m in full.catalogue.measures if "市财政局" in m.units
    ]
    # Two spellings of one office are one row, and each finds it.
    industry = by_name["市经济和信息化局"]
    assert industry.spellings == ("市经济信息化局",)
    assert {entry.id for entry in industry.provisions} == {
        *units["市经济和信息化局"],
        *units["市经济信息化局"],
    }
    assert industry.answers_to("经济信息化") and industry.answers_to("信息 化局")
    assert not industry.answers_to("水务")
    weights = [unit.weight for unit in atlas.units]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("北京市财政局", "市财政局"),
        ("市财政局", "市财政局"),
        ("市人力社保局", "市人力资源社会保障局"),
        ("北京市人力资源和社会保障局", "市人力资源社会保障局"),
        ("人民银行营业管理部", "人行营业管理部"),
        ("中华人民共和国北京海关", "北京海关"),
        ("北京海关", "北京海关"),
        ("海淀区政府", "海淀区政府"),
    ],
)
def test_one_authority_has_one_name(spelling: str, name: str) -> None:
    assert unit_name(spelling) == name
    assert unit_name(name) == name


sizes = st.floats(40, 3000)


@given(st.lists(st.integers(0, 900), min_size=1, max_size=14), sizes, sizes)
def test_the_map_fills_its_ground_without_overlaps(
    numbers: list[int], width: float, height: float
) -> None:
    weights = [float(n) for n in sorted(numbers, reverse=True)]
    boxes = treemap(weights, width, height)
    assert len(boxes) == len(weights)
    assert sum(b.width * b.height for b in boxes) == pytest.approx(width * height, rel=1e-6)
    for n, one in enumerate(boxes):
        assert one.x >= -1e-6 and one.y >= -1e-6
        assert one.x + one.width <= width * (1 + 1e-9) + 1e-6
        assert one.y + one.height <= height * (1 + 1e-9) + 1e-6
        for other in boxes[n + 1 :]:
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            along = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert across <= 1e-6 * width or along <= 1e-6 * height
    areas = [box.width * box.height for box in boxes]
    assert all(a >= b - 1e-6 * width * height for a, b in itertools.pairwise(areas))


def test_heavy_domains_keep_their_proportion() -> None:
    first, second, _ = treemap([300, 150, 50], 800, 600)
    assert first.width * first.height == pytest.approx(2 * second.width * second.height)


def test_a_map_without_room_or_content_is_empty() -> None:
    assert treemap([], 100, 100) == []
    assert treemap([1.0], 0, 100) == []
    assert len(treemap([0.0, 0.0], 100, 100)) == 2
