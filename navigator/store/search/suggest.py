"""Did you mean: for words that stand nowhere, a wording close by that does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from navigator.store.search.engine import Engine
from navigator.store.search.postings import Postings

_LONGEST = 20


def suggest(words: Sequence[str], engine: Engine, names: Iterable[str] = ()) -> str | None:
    """A query like ``words`` that hits, or None. ``names`` are folded terms worth preferring."""
    corrected = []
    changed = False
    known = list(names)
    for word in words:
        if engine.matches(word):
            corrected.append(word)
            continue
        better = _closest_name(word, engine, known) or _one_edit(word, engine)
        if better is None:
            return None
        corrected.append(better)
        changed = True
    if not changed or not engine.matches_all(corrected):
        return None
    return " ".join(corrected)


def _closest_name(word: str, engine: Engine, names: Sequence[str]) -> str | None:
    """The nearest known term within a third of its length."""
    best: tuple[int, int, str] | None = None
    for name in names:
        if name == word or abs(len(name) - len(word)) > 2 or len(name) < 2:
            continue
        if not set(word) & set(name):
            continue
        distance = edit_distance(word, name)
        if distance > max(1, len(word) // 3):
            continue
        hits = len(engine.matches(name))
        if hits and (best is None or (distance, -hits) < best[:2]):
            best = (distance, -hits, name)
    return best[2] if best else None


def _one_edit(word: str, engine: Engine) -> str | None:
    """The most frequent wording one character away whose every bigram is indexed."""
    if not 2 <= len(word) <= _LONGEST:
        return None
    best: tuple[int, str] | None = None
    for candidate in _edits(word, engine.postings):
        hits = len(engine.matches(candidate))
        if hits and (best is None or (-hits, candidate) < best):
            best = (-hits, candidate)
    return best[1] if best else None


def _edits(word: str, postings: Postings) -> set[str]:
    found: set[str] = set()
    for i in range(len(word) - 1):  # two characters exchanged
        found.add(word[:i] + word[i + 1] + word[i] + word[i + 2 :])
    if len(word) > 2:
        for i in range(len(word)):  # one too many
            found.add(word[:i] + word[i + 1 :])
    for i in range(1, len(word)):
        followers = postings.followers(word[i - 1])
        rest = word[i + 1 :]
        for char in followers:  # one wrong
            if not rest or postings.frequency(char + rest[0]):
                found.add(word[:i] + char + rest)
        for char in followers:  # one missing
            if postings.frequency(char + word[i]):
                found.add(word[:i] + char + word[i:])
    found.discard(word)
    return {edit for edit in found if _plausible(edit, postings)}


def _plausible(word: str, postings: Postings) -> bool:
    return all(postings.frequency(word[i : i + 2]) for i in range(len(word) - 1))


def edit_distance(one: str, two: str) -> int:
    """Levenshtein distance with exchanges of neighbours counted as one."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        previous, row = row, [i] + [0] * len(two)
        for j, b in enumerate(two, 1):
            row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], before[j - 2] + 1)
        before = previous
    return row[-1]
