"""Other words for the same thing, applied to a query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, product

from navigator.model.folding import fold

_MOST_VARIANTS = 24


class Synonyms:
    """Built from groups of words that mean the same at the counter, in any order."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._groups: dict[str, list[tuple[str, ...]]] = {}
        self._shown: dict[str, str] = {}
        for group in groups:
            folded = tuple(dict.fromkeys(fold(word) for word in group))
            self._shown.update(zip(map(fold, group), group, strict=True))
            for word in folded:
                self._groups.setdefault(word, []).append(folded)
        self._by_length = sorted(self._groups, key=len, reverse=True)

    def __contains__(self, word: str) -> bool:
        return word in self._groups

    def words(self) -> Iterable[str]:
        """Every word of every group, folded."""
        return self._groups

    def shown(self, word: str) -> str:
        """The word as the group writes it."""
        return self._shown.get(word, word)

    def others(self, word: str) -> list[str]:
        """The other words for the folded ``word``, without it."""
        groups = self._groups.get(word, ())
        return [other for other in dict.fromkeys(w for g in groups for w in g) if other != word]

    def longer(self, word: str) -> list[str]:
        """Known words that hold ``word`` and mean something else."""
        same = set(self.others(word))
        return [known for known in self._by_length if word != known and word in known
                and known not in same]  # fmt: skip

    def variants(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Other wordings of a query, itself excluded; a word may be replaced whole, or where it
        holds a known word (个体户贷款)."""
        choices = [[word, *self._replacements(word)] for word in words]
        combined = islice(product(*choices), 1, _MOST_VARIANTS + 1)
        return [variant for variant in dict.fromkeys(combined) if variant != tuple(words)]

    def _replacements(self, word: str) -> list[str]:
        whole = self.others(word)
        if whole:
            return whole
        for known in self._by_length:
            if len(known) < len(word) and known in word:
                # 企业 in 小微企业 is another word already said: a replacement must not repeat
                # what stands around it.
                return [
                    replaced
                    for other in self.others(known)
                    if known not in other and (replaced := word.replace(known, other)) != word
                ]
        return []
