"""Which terms what is typed may mean: characters of the term first, then pinyin, then its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from navigator.model.digests import Term
from navigator.model.folding import fold

_LATIN = re.compile(r"[a-z0-9]+")
_OTHER = re.compile(r"[^a-z0-9]+")
_WORST = 9


def matching(terms: Sequence[Term], typed: str) -> list[Term]:
    """The terms every word of ``typed`` fits, best first; all of them when nothing is typed."""
    words = [word for word in (fold(part) for part in typed.split()) if word]
    if not words:
        return list(terms)
    ranked = []
    for number, term in enumerate(terms):
        ranks = [_rank(term, word) for word in words]
        if max(ranks) < _WORST:
            ranked.append((sum(ranks), number, term))
    return [term for _, _, term in sorted(ranked, key=lambda item: item[:2])]


def _rank(term: Term, word: str) -> int:
    spellings = [fold(spelling) for spelling in term.spellings]
    if any(spelling == word for spelling in spellings):
        return 0
    if any(spelling.startswith(word) for spelling in spellings):
        return 1
    if any(word in spelling for spelling in spellings):
        return 2
    if _LATIN.fullmatch(word):
        readings = [reading for spelling in term.spellings for reading in _readings(spelling)]
        if any(reading.startswith(word) for reading in readings):
            return 3
        if len(word) > 1 and any(word in reading for reading in readings):
            return 4
    return 5 if word in fold(term.explanation) else _WORST


def _readings(spelling: str) -> tuple[str, str]:
    """Initials and full spelling, letters and digits only."""
    from navigator.ui.pinyin import initials
    from navigator.ui.pinyin import spelling as spelled

    return _OTHER.sub("", initials(spelling)), _OTHER.sub("", spelled(spelling))
