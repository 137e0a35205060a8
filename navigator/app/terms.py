"""Where the terms of the glossary stand: found in what is here, never written down by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from navigator.app.content import Contents, ProvisionView
from navigator.model.digests import Term
from navigator.model.folding import fold

Check = Callable[[], None]  # raises when nobody waits for the answer any more


class TermFinder:
    """Finds terms in a text the way the reader underlines them: the longest spelling wins."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._names = {fold(word): term.term for term in terms for word in term.spellings}
        longest = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_spelling, longest))) if longest else None

    def __call__(self, text: str) -> set[str]:
        """The terms (by their main spelling) that stand in ``text``."""
        if self._pattern is None:
            return set()
        return {self._names[match[0]] for match in self._pattern.finditer(fold(text))}


def _spelling(folded: str) -> str:
    """Latin letters and digits end where the word ends: LPR is not a part of another word."""
    pattern = re.escape(folded)
    if re.match(r"[a-z0-9]", folded):
        pattern = rf"(?<![a-z0-9]){pattern}"
    return rf"{pattern}(?![a-z0-9])" if re.search(r"[a-z0-9]$", folded) else pattern


def with_places(
    terms: Sequence[Term], contents: Contents, check: Check | None = None
) -> tuple[Term, ...]:
    """``terms`` with all provisions they stand in: those the glossary names, then by document.

    Official wording counts where it is on this machine, our own digests everywhere. ``check`` is
    called before each document.
    """
    find = TermFinder(terms)
    places: dict[str, list[str]] = {
        term.term: [place for place in term.provisions if contents.exists(place)] for term in terms
    }
    for view in contents.documents():
        if check is not None:
            check()
        for item in contents.provisions(view.id):
            for name in find("\n".join(_words(item))):
                places[name].append(item.id)
    return tuple(
        replace(term, provisions=tuple(dict.fromkeys(places[term.term]))) for term in terms
    )


def _words(item: ProvisionView) -> Iterable[str]:
    if item.official:
        yield item.provision.wording
    yield from (words for words in (item.name, item.digest) if words)
