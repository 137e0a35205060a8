"""Pieces of the original wording around the hits, cut where a clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from navigator.model.folding import Folded, fold_mapped, fold_number_query, number_fold

_BREAKS = "。；！？;!?\n"
_SOFT_BREAKS = "，、：,:（("
LENGTH = 96  # characters of a snippet, about two lines


def spans(original: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the folded ``words`` stand in ``original``; merged, in order."""
    folded = fold_mapped(original)
    numbers: Folded | None = None
    found: list[tuple[int, int]] = []
    for word in words:
        found += [folded.span(*span) for span in _occurrences(folded.text, word)]
        numeric = fold_number_query(word)
        if numeric is None:
            continue
        if numbers is None:
            numbers = number_fold(folded.text)
            if numbers is None:
                continue
        for span in _occurrences(numbers.text, numeric):
            found.append(folded.span(*numbers.span(*span)))
    return merge(found)


def _occurrences(text: str, word: str) -> list[tuple[int, int]]:
    found = []
    at = text.find(word)
    while at >= 0:
        found.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    return found


def merge(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching ranges as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def snippet(
    original: str, marks: Sequence[tuple[int, int]], length: int = LENGTH
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """(snippet, highlights into it): the stretch of about ``length`` characters that holds the
    most marks, begun and ended at a clause border, with … where something is left out."""
    if len(original) <= length:
        return original, tuple(marks)
    start = _best_start(marks, length)
    start = _clause_start(original, start, length // 3)
    last_needed = next((end for begin, end in marks if begin >= start), start)
    end = _clause_end(original, max(start + length, last_needed), length // 4)
    head = "…" if start > 0 else ""
    tail = "…" if end < len(original) else ""
    shift = len(head) - start
    inside = tuple(
        (max(begin, start) + shift, min(stop, end) + shift)
        for begin, stop in marks
        if stop > start and begin < end
    )
    return head + original[start:end] + tail, inside


def _best_start(marks: Sequence[tuple[int, int]], length: int) -> int:
    best, best_count = 0, -1
    for index, (begin, _) in enumerate(marks):
        count = sum(1 for _, end in marks[index:] if end <= begin + length * 3 // 4)
        if count > best_count:
            best, best_count = begin, count
    return best


def _clause_start(original: str, position: int, reach: int) -> int:
    lowest = max(0, position - reach)
    if lowest == 0:
        return 0
    for borders in (_BREAKS, _SOFT_BREAKS):
        cut = max(original.rfind(c, lowest, position) for c in borders)
        if cut >= 0:
            return cut + 1
    return max(lowest, position - 12)


def _clause_end(original: str, position: int, reach: int) -> int:
    if position >= len(original):
        return len(original)
    highest = min(len(original), position + reach)
    for borders in (_BREAKS, _SOFT_BREAKS):
        cuts = [at for c in borders if (at := original.find(c, position, highest)) >= 0]
        if cuts:
            return min(cuts) + (1 if borders is _BREAKS else 0)
    return position
