"""Filters applied to the columns and facets of a corpus."""

from __future__ import annotations

from collections.abc import Iterable

from navigator.model.folding import skeleton
from navigator.store.search.corpus import HAS_BODY, Corpus
from navigator.store.search.entries import IndexEntry
from navigator.store.search.query import Filters, State


def allowed_docnums(corpus: Corpus, filters: Filters, today: int) -> set[int] | None:
    """The provisions that pass, or None when there is nothing to filter. ``today`` is an
    ordinal."""
    if not filters:
        return None
    sets: list[set[int]] = []
    for facet, wanted in (
        ("document", filters.documents),
        ("domain", filters.domains),
        ("kind", filters.kinds),
        ("audience", filters.audiences),
    ):
        if wanted:
            column = corpus.facets.get(facet, {})
            sets.append(_together(column.get(value, ()) for value in wanted))
    if filters.units:
        names = [skeleton(unit) for unit in filters.units]
        column = corpus.facets.get("unit", {})
        sets.append(
            _together(
                docnums
                for unit, docnums in column.items()
                if any(name in skeleton(unit) for name in names)
            )
        )
    columns = corpus.columns
    if filters.states:
        starts, ends, flags = columns["starts"], columns["ends"], columns["flags"]
        sets.append(
            {
                i
                for i in range(len(corpus))
                if _state(starts[i], ends[i], bool(flags[i] & HAS_BODY), today) in filters.states
            }
        )
    if filters.amount_from is not None or filters.amount_until is not None:
        lowest = max(0, filters.amount_from or 0)
        highest = filters.amount_until
        sets.append(
            {
                i
                for i, amount in enumerate(columns["amounts"])
                if amount >= lowest and (highest is None or amount <= highest)
            }
        )
    if filters.issued_from or filters.issued_until:
        first = filters.issued_from.toordinal() if filters.issued_from else 1
        last = filters.issued_until.toordinal() if filters.issued_until else 1 << 30
        sets.append({i for i, day in enumerate(columns["issued"]) if first <= day <= last})
    return set.intersection(*sets)


def document_allowed(document: IndexEntry, filters: Filters, today: int) -> bool:
    """Whether a document itself passes what can be asked of one."""
    if filters.documents and document.document_id not in filters.documents:
        return False
    if filters.domains and not set(filters.domains) & set(document.domains):
        return False
    if filters.kinds and document.doc_kind not in filters.kinds:
        return False
    if filters.states:
        starts = document.effective_from.toordinal() if document.effective_from else 0
        ends = document.ends_on.toordinal() if document.ends_on else 0
        if _state(starts, ends, document.has_body, today) not in filters.states:
            return False
    issued = document.issued_on
    if filters.issued_from and (issued is None or issued < filters.issued_from):
        return False
    return not (filters.issued_until and (issued is None or issued > filters.issued_until))


def _state(starts: int, ends: int, has_body: bool, today: int) -> State:
    if not has_body:
        return State.TITLE_ONLY
    if ends and ends < today:
        return State.ENDED
    if starts and starts > today:
        return State.NOT_YET
    return State.IN_FORCE


def _together(lists: Iterable[Iterable[int]]) -> set[int]:
    found: set[int] = set()
    for docnums in lists:
        found.update(docnums)
    return found
