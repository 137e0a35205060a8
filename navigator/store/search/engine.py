"""Exact matching and its ranking, on any source of postings.

An exact match is a provision whose heading or text contains the words. Terms of the index only
propose candidates; the folded text decides. Candidates come with the highest BM25 share of their
rarest term first, so ranking looks closely at the head of the list only.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from navigator.model.folding import fold_number_query, number_tokens
from navigator.store.search.corpus import HAS_BODY, K1, MINOR, B, Corpus
from navigator.store.search.postings import GRAMS, HEADS, Postings

_CLOSE_LOOK = 96  # candidates of a list that are scored exactly
_HEADING = 100.0  # above any BM25 sum: a heading that says it comes before a body that mentions it
_WHOLE_HEADING = 50.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """``total`` counts every match; ``best`` holds (docnum, score), the best first."""

    total: int
    best: list[tuple[int, float]]
    ids: Sequence[int]


class Engine:
    def __init__(self, corpus: Corpus, postings: Postings) -> None:
        self.corpus = corpus
        self.postings = postings
        self._offsets = corpus.columns["offsets"]
        self._heads = corpus.columns["heads"]
        self._slope = K1 * B / corpus.average_length
        self._size = max(1, len(corpus))
        self._present: dict[str, bool] = {}

    # -- matching ---------------------------------------------------------------------------

    def matches(self, word: str) -> Sequence[int]:
        """All docnums whose heading or text contains the literal form ``word``, or its number
        form; those with the highest share of the rarest term first."""
        literal = self._literal_matches(word)
        numeric = fold_number_query(word)
        if numeric is None:
            return literal
        extra = self._numeric_matches(numeric)
        if not extra:
            return literal
        known = set(literal)
        return [*literal, *(docnum for docnum in extra if docnum not in known)]

    def matches_all(self, words: Sequence[str]) -> Sequence[int]:
        """Docnums that match every word."""
        if len(words) == 1:
            return self.matches(words[0])
        lists = sorted((self.matches(word) for word in words), key=len)
        if not lists or not lists[0]:
            return []
        others = [set(ids) for ids in lists[1:]]
        return [docnum for docnum in lists[0] if all(docnum in other for other in others)]

    def _literal_matches(self, word: str, field: str = GRAMS) -> Sequence[int]:
        postings = self.postings
        if len(word) < 3:
            return postings.postings(word, field)[0]
        frequency = postings.frequency
        terms = sorted((frequency(term, field), term) for term in set(bigrams(word)))
        if not terms[0][0]:
            return []
        ids: Iterable[int] = postings.postings(terms[0][1], field)[0]
        if len(terms) > 1 and terms[0][0] > 64 and terms[1][0] < 4 * terms[0][0]:
            second = set(postings.postings(terms[1][1], field)[0])
            ids = [docnum for docnum in ids if docnum in second]
        find, offsets = self.corpus.text.find, self._offsets
        if field == HEADS:
            heads = self._heads
            return [i for i in ids if find(word, offsets[i], heads[i]) >= 0]
        return [i for i in ids if find(word, offsets[i], offsets[i + 1]) >= 0]

    def _numeric_matches(self, numeric: str) -> Sequence[int]:
        tokens = number_tokens(numeric)
        term = min(tokens, key=self.postings.frequency)
        ids = self.postings.postings(term)[0]
        if numeric == term:
            return ids
        find, offsets = self.corpus.numbers.find, self.corpus.columns["number_offsets"]
        return [i for i in ids if find(numeric, offsets[i], offsets[i + 1]) >= 0]

    def contains(self, docnum: int, word: str) -> bool:
        """Whether the text holds ``word`` in its literal or number form."""
        offsets = self._offsets
        if self.corpus.text.find(word, offsets[docnum], offsets[docnum + 1]) >= 0:
            return True
        numeric = fold_number_query(word)
        if numeric is None:
            return False
        at = self.corpus.columns["number_offsets"]
        return self.corpus.numbers.find(numeric, at[docnum], at[docnum + 1]) >= 0

    def present(self, word: str) -> bool:
        """Whether any text holds ``word``; remembered, for words asked about again and again."""
        known = self._present.get(word)
        if known is None:
            known = self._present[word] = bool(self._literal_matches(word))
        return known

    # -- ranking ----------------------------------------------------------------------------

    def idf(self, term: str) -> float:
        frequency = self.postings.frequency(term)
        return math.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))

    def bm25(self, docnum: int, weights: dict[str, float]) -> float:
        """BM25 of one text over ``weights`` (term to idf)."""
        start, end = self._offsets[docnum], self._offsets[docnum + 1]
        norm = K1 * (1 - B) + self._slope * (end - start)
        count = self.corpus.text.count
        score = 0.0
        for term, weight in weights.items():
            frequency = count(term, start, end)
            score += weight * frequency * (K1 + 1) / (frequency + norm)
        return score

    def _number_score(self, docnum: int, numbers: Sequence[str]) -> float:
        """What a text that says a figure in another spelling scores, beside BM25."""
        at = self.corpus.columns["number_offsets"]
        start, end = at[docnum], at[docnum + 1]
        return sum(
            self.idf(token) * min(2, self.corpus.numbers.count(token, start, end))
            for number in numbers
            for token in number_tokens(number)
        )

    def weights(self, words: Iterable[str]) -> dict[str, float]:
        """The terms of ``words`` with their idf."""
        terms = dict.fromkeys(term for word in words for term in bigrams(word))
        return {term: self.idf(term) for term in terms}

    def prior(self, docnum: int, today: int) -> float:
        """What speaks for a provision whatever is asked: money, being in force, substance."""
        columns = self.corpus.columns
        factor = 1.0
        if columns["amounts"][docnum] >= 0:
            factor *= 1.3
        ends = columns["ends"][docnum]
        if ends and ends < today:
            factor *= 0.7
        flags = columns["flags"][docnum]
        if flags & MINOR:
            factor *= 0.6
        if not flags & HAS_BODY:
            factor *= 0.8
        return factor

    def rank(
        self,
        words: Sequence[str],
        limit: int,
        *,
        today: int = 0,
        allowed: Collection[int] | None = None,
        titled: Collection[int] = (),
        joined: Sequence[str] = (),
    ) -> Ranked:
        """The matches of all ``words``, best first, at most ``limit`` in ``best``.

        ``today`` is a proleptic ordinal; ``allowed`` limits the docnums, None for all; ``titled``
        holds the numbers of documents whose title says what is asked; ``joined`` are words that
        match instead of ``words`` (200 万元 as one figure).
        """
        ids = self.matches_all(words)
        if joined:
            known = set(ids)
            ids = [*ids, *(i for i in self.matches_all(joined) if i not in known)]
        if allowed is not None:
            ids = [docnum for docnum in ids if docnum in allowed]
        total = len(ids)
        if not limit:
            return Ranked(total, [], ids)
        look = max(_CLOSE_LOOK, limit)
        candidates = dict.fromkeys(ids[:look])
        if total > look:
            for docnum in self._heading_candidates(words, allowed, look):
                candidates[docnum] = None
        weights = self.weights(words)
        numbers = [n for n in map(fold_number_query, (*words, *joined)) if n is not None]
        text, offsets, heads = self.corpus.text, self._offsets, self._heads
        documents = self.corpus.columns["documents"]
        scored = []
        for docnum in candidates:
            score = self.bm25(docnum, weights)
            if not score and numbers:
                score = self._number_score(docnum, numbers)
            score *= self.prior(docnum, today)
            if documents[docnum] in titled:
                score *= 1.15
            start, end = offsets[docnum], heads[docnum]
            if end > start:
                said = sum(text.find(word, start, end) >= 0 for word in words)
                score += _HEADING if said == len(words) else score * 0.3 * said / len(words)
                if said == 1 and len(words) == 1 and end - start == len(words[0]):
                    score += _WHOLE_HEADING
            scored.append((-score, docnum))
        scored.sort()
        return Ranked(total, [(docnum, -score) for score, docnum in scored[:limit]], ids)

    def _heading_candidates(
        self, words: Sequence[str], allowed: Collection[int] | None, most: int
    ) -> list[int]:
        found: list[int] = []
        for word in words:
            others = [other for other in words if other != word]
            for docnum in self._literal_matches(word, HEADS):
                if allowed is not None and docnum not in allowed:
                    continue
                if all(self.contains(docnum, other) for other in others):
                    found.append(docnum)
                if len(found) >= most:
                    return found
        return found


def bigrams(word: str) -> list[str]:
    """The index terms of a literal form: its bigrams, or the word itself when it is one long."""
    if len(word) < 2:
        return [word]
    return [word[i : i + 2] for i in range(len(word) - 1)]
