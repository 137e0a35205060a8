"""Domains and responsible units with what belongs to them, gathered in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from navigator.app.content import DocumentView, ProvisionView
from navigator.model.citation import split_id
from navigator.model.documents import Domain
from navigator.model.measures import Measure


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


@dataclass(frozen=True, slots=True)
class DomainTally:
    """One branch of the tree: its documents with their provisions, its measures."""

    domain: Domain
    documents: tuple[Entry, ...]
    counts: tuple[int, ...]  # provisions of each document
    measures: tuple[Entry, ...]

    @property
    def provisions(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class UnitTally:
    """One unit as the texts name it."""

    name: str
    provisions: tuple[Entry, ...] = ()
    measures: tuple[Entry, ...] = ()

    @property
    def weight(self) -> int:
        return len(self.provisions) + len(self.measures)


@dataclass(frozen=True, slots=True)
class Overview:
    domains: tuple[DomainTally, ...] = ()
    units: tuple[UnitTally, ...] = ()
    official: bool = False  # whether any official wording is on this machine


def gather(
    contents: Contents, units: Mapping[str, Sequence[str]], measures: Iterable[Measure]
) -> Overview:
    """Reads all documents once. ``units`` are the library's: provision ids by unit name."""
    measures = tuple(measures)
    views = contents.documents()
    wanted = {place for places in units.values() for place in places}
    titles: dict[str, Entry] = {}
    for view in views:
        if view.official and any(split_id(place)[0] == view.id for place in wanted):
            for provision in contents.provisions(view.id):
                if provision.id in wanted:
                    titles[provision.id] = Entry(provision.id, provision.title, view.document.title)
    return Overview(
        _domains(views, measures),
        _units(units, titles, measures),
        any(view.official for view in views),
    )


def _domains(views: Sequence[DocumentView], measures: Sequence[Measure]) -> tuple[DomainTally, ...]:
    home = {view.id: view.document.domain for view in views}
    found = []
    for domain in Domain:
        own = [view for view in views if view.document.domain is domain]
        found.append(
            DomainTally(
                domain,
                tuple(
                    Entry(view.id, view.document.title, view.document.doc_number or "")
                    for view in own
                ),
                tuple(view.provision_count for view in own),
                tuple(
                    Entry(m.id, m.title, m.benefit.text, True)
                    for m in measures
                    if home.get(split_id(m.cite)[0]) is domain
                ),
            )
        )
    return tuple(found)


def _units(
    units: Mapping[str, Sequence[str]], titles: Mapping[str, Entry], measures: Sequence[Measure]
) -> tuple[UnitTally, ...]:
    """The busiest first; names stay as the texts spell them."""
    resting: dict[str, list[Entry]] = {}
    for measure in measures:
        for name in measure.units:
            resting.setdefault(name, []).append(
                Entry(measure.id, measure.title, measure.benefit.text, True)
            )
    tallies = [
        UnitTally(
            name,
            tuple(titles[place] for place in units.get(name, ()) if place in titles),
            tuple(resting.get(name, ())),
        )
        for name in {*units, *resting}
    ]
    return tuple(sorted(tallies, key=lambda tally: (-tally.weight, tally.name)))
