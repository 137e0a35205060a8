"""Did you mean: for words that stand nowhere, a wording close by that does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from navigator.store.search.engine import Engine

_LONGEST = 20
_MOST_TEXTS = 500


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
    """The wording one character away that stands in the most places."""
    if not 2 <= len(word) <= _LONGEST:
        return None
    found: Counter[str] = Counter()
    for i in range(len(word)):
        found.update(_with_a_gap(word[:i], word[i + 1 :], engine))  # one wrong
        if i:
            found.update(_with_a_gap(word[:i], word[i:], engine))  # one missing
    if not found:  # rarer slips: two exchanged, one too many
        exchanged = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
        dropped = (word[:i] + word[i + 1 :] for i in range(len(word) if len(word) > 2 else 0))
        for edit in (*exchanged, *dropped):
            hits = len(engine.matches(edit))
            if hits:
                found[edit] = hits
    return min(found, key=lambda edit: (-found[edit], edit)) if found else None


def _with_a_gap(before: str, after: str, engine: Engine) -> Iterator[str]:
    """Wordings of the texts that begin with ``before`` and end with ``after``, one character
    between; looked for where the longer of both stands."""
    anchor = max(before, after, key=len)
    from_anchor = 0 if anchor is before else -len(before) - 1
    length = len(before) + 1 + len(after)
    text, offsets = engine.corpus.text, engine.corpus.columns["offsets"]
    for docnum in engine.matches(anchor)[:_MOST_TEXTS]:
        first, last = offsets[docnum], offsets[docnum + 1] - 1
        at = text.find(anchor, first, last)
        while at >= 0:
            start = at + from_anchor
            wording = text[max(start, first) : min(start + length, last)]
            if (
                len(wording) == length
                and wording.startswith(before)
                and wording.endswith(after)
                and wording[len(before)].isalnum()
            ):
                yield wording
            at = text.find(anchor, at + 1, last)


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
