"""Domains and responsible units with what belongs to them, and the map of the domains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from navigator.app.content import DocumentView, ProvisionView
from navigator.eligibility.windows import window_status
from navigator.model.citation import split_id
from navigator.model.documents import Domain
from navigator.model.measures import Measure

# One authority under the several names the texts give it; the first is the one shown.
_SAME_UNIT: tuple[tuple[str, ...], ...] = (
    ("市人力资源社会保障局", "市人力社保局", "市人力资源和社会保障局"),
    ("市经济和信息化局", "市经济信息化局", "市经信局"),
    ("市人才工作局", "市人才局"),
    ("市金融监管局", "市金融局", "市地方金融监管局", "市地方金融监督管理局"),
    ("北京银保监局", "市银保监局"),
    ("北京证监局", "市证监局"),
    ("人行营业管理部", "人民银行营业管理部"),
    ("市发展改革委", "市发展改革", "市发展和改革委员会", "市发改委"),
    ("市住房城乡建设委", "市住建委"),
    ("天竺综保区管委会", "天竺综保区"),
    ("各有关区政府", "西城、丰台等各有关区政府"),
)
_SHOWN_AS = {name: row[0] for row in _SAME_UNIT for name in row}
_LEAST_SHARE = 0.06  # of the map: a domain with few provisions must stay readable


class Contents(Protocol):
    """The part of the product's contents that is read here."""

    def documents(self) -> list[DocumentView]: ...

    def provisions(self, document_id: str) -> list[ProvisionView]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to open: a document or provision (``measure`` False), or a measure."""

    id: str
    title: str
    note: str = ""
    measure: bool = False


def claimable(measures: Iterable[Measure], as_of: dt.date) -> tuple[Measure, ...]:
    """Those whose window is open on a date, by the verdict the wizard gives too."""
    return tuple(measure for measure in measures if window_status(measure, as_of) is None)


@dataclass(frozen=True, slots=True)
class DomainTally:
    """One branch of the tree: its documents with their provisions, its measures."""

    domain: Domain
    documents: tuple[Entry, ...]
    counts: tuple[int, ...]  # provisions of each document
    measures: tuple[Measure, ...]

    @property
    def provisions(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class UnitTally:
    """One unit; ``spellings`` are the other names the texts give it."""

    name: str
    provisions: tuple[Entry, ...] = ()
    measures: tuple[Measure, ...] = ()
    spellings: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        return len(self.provisions) + len(self.measures)

    def answers_to(self, words: str) -> bool:
        """Whether some name of the unit holds every word."""
        names = (self.name, *self.spellings)
        return all(any(part in name for name in names) for part in words.split())


@dataclass(frozen=True, slots=True)
class Atlas:
    domains: tuple[DomainTally, ...] = ()
    units: tuple[UnitTally, ...] = ()
    official: bool = False  # whether any official wording is on this machine


def measure_entry(measure: Measure) -> Entry:
    return Entry(measure.id, measure.title, measure.benefit.text, True)


def unit_name(name: str) -> str:
    """The one name an authority is listed under: 北京市财政局 and 市财政局 are the same.

    >>> unit_name("北京市财政局")
    '市财政局'
    """
    short = name.strip().replace("中华人民共和国", "")
    if short.startswith("北京市") and len(short) > 3:
        short = short[2:]
    return _SHOWN_AS.get(short, _SHOWN_AS.get(name, short))


def gather(
    contents: Contents, units: Mapping[str, Sequence[str]], measures: Iterable[Measure]
) -> Atlas:
    """Reads all documents once. ``units`` are the library's: provision ids by unit name."""
    measures = tuple(measures)
    views = contents.documents()
    wanted = {place for places in units.values() for place in places}
    homes = {split_id(place)[0] for place in wanted}
    titles: dict[str, Entry] = {}
    for view in views:
        if view.id in homes:
            for provision in contents.provisions(view.id):
                if provision.id in wanted:
                    titles[provision.id] = Entry(provision.id, provision.title, view.document.title)
    return Atlas(
        _domains(views, measures),
        _units(units, titles, measures),
        any(view.official for view in views),
    )


def _domains(views: Sequence[DocumentView], measures: Sequence[Measure]) -> tuple[DomainTally, ...]:
    home = {view.id: view.document.domain for view in views}
    found = []
    for domain in Domain:
        own = [view for view in views if view.document.domain is domain]
        documents = tuple(
            Entry(view.id, view.document.title, view.document.doc_number or "") for view in own
        )
        held = tuple(
            m for m in measures if home.get(split_id(m.cite)[0], Domain.MUNICIPAL) is domain
        )
        counts = tuple(view.provision_count for view in own)
        found.append(DomainTally(domain, documents, counts, held))
    return tuple(found)


def _units(
    units: Mapping[str, Sequence[str]], titles: Mapping[str, Entry], measures: Sequence[Measure]
) -> tuple[UnitTally, ...]:
    """The busiest first."""
    places: dict[str, dict[str, None]] = {}
    handled: dict[str, dict[str, Measure]] = {}
    spellings: dict[str, dict[str, None]] = {}
    for spelling, ids in units.items():
        name = unit_name(spelling)
        spellings.setdefault(name, {})[spelling] = None
        places.setdefault(name, {}).update(dict.fromkeys(ids))
    for measure in measures:
        for spelling in measure.units:
            name = unit_name(spelling)
            spellings.setdefault(name, {})[spelling] = None
            handled.setdefault(name, {})[measure.id] = measure
    tallies = [
        UnitTally(
            name,
            tuple(titles[place] for place in places.get(name, ()) if place in titles),
            tuple(handled.get(name, {}).values()),
            tuple(spelling for spelling in spellings[name] if spelling != name),
        )
        for name in spellings
    ]
    return tuple(sorted(tallies, key=lambda tally: (-tally.weight, tally.name)))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the map."""

    x: float
    y: float
    width: float
    height: float


def treemap(weights: Sequence[float], width: float, height: float) -> list[Box]:
    """Boxes that fill ``width`` times ``height``, areas by weight, as square as may be.

    In the order given, which should be from heavy to light. Very light ones get a least area so
    that their words can be read. Squarified treemap of Bruls, Huizing and van Wijk.
    """
    total = sum(weights)
    if not weights or width <= 0 or height <= 0:
        return []
    shares = [max(w / total, _LEAST_SHARE) if total > 0 else 1.0 for w in weights]
    areas = [share / sum(shares) * width * height for share in shares]
    boxes: list[Box] = []
    x = y = 0.0
    while len(boxes) < len(areas):
        rest = areas[len(boxes) :]
        side = min(width - x, height - y)
        count = 1
        while count < len(rest) and _worst(rest[: count + 1], side) <= _worst(rest[:count], side):
            count += 1
        row = rest[:count]
        thick = sum(row) / side if side > 0 else 0.0
        upright = width - x >= height - y  # the row stands at the left, else lies on top
        at = y if upright else x
        for area in row:
            length = area / thick if thick > 0 else 0.0
            boxes.append(Box(x, at, thick, length) if upright else Box(at, y, length, thick))
            at += length
        if upright:
            x += thick
        else:
            y += thick
    return boxes


def _worst(row: Sequence[float], side: float) -> float:
    """The least square box's proportion when ``row`` is laid along ``side``."""
    total = sum(row)
    if total <= 0 or side <= 0:
        return float("inf")
    square = side * side
    return max(square * max(row) / total**2, total**2 / (square * min(row)))
