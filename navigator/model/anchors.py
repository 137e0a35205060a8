"""Finding a quotation again after the text around it was re-set or mended.

A new import may repair typography: other widths of brackets, a hard wrap gone, a comma put right.
The reader's highlight should survive that and must never land on different words: exact first,
then blind to width and white space, then by likeness helped by what stood on either side, else
not found at all.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from navigator.model.desk import Passage

CONTEXT = 32  # characters kept on either side of a selection
_LIKENESS = 0.75  # below this the words have changed too much to be called the same
_FUZZY_MINIMUM = 4  # shorter quotations resemble too many others
_FUZZY_LIMIT = 20_000  # characters; a provision is far shorter
_SAME = str.maketrans("“”„‟″＂‘’‚‛′＇〔〕【】［］﹝﹞", "\"\"\"\"\"\"''''''[][][][]")  # noqa: RUF100


class Certainty(StrEnum):
    EXACT = "exact"
    FOLDED = "folded"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Located:
    """Where the quotation stands now: ``text[start:end]``."""

    start: int
    end: int
    certainty: Certainty


def passage(text: str, start: int, end: int) -> Passage:
    """Describe the selection ``text[start:end]`` so that :func:`locate` can find it again."""
    return Passage(
        quote=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def locate(wanted: Passage, text: str) -> Located | None:
    """Find ``wanted`` in ``text``, or None when the words are gone."""
    quote = wanted.quote
    if not quote.strip():
        return None
    starts = _occurrences(quote, text)
    if starts:
        start = _best(starts, len(quote), wanted, text)
        return Located(start, start + len(quote), Certainty.EXACT)
    folded_text, origin = _fold(text)
    folded_quote, _ = _fold(quote)
    if not folded_quote:
        return None
    starts = _occurrences(folded_quote, folded_text)
    if starts:
        folded = Passage(
            folded_quote,
            _fold(wanted.prefix)[0],
            _fold(wanted.suffix)[0],
            None if wanted.start is None else len(_fold(text[: wanted.start])[0]),
        )
        start = _best(starts, len(folded_quote), folded, folded_text)
        return _unfold(start, start + len(folded_quote), origin, Certainty.FOLDED)
    span = _fuzzy(folded_quote, wanted, folded_text)
    return None if span is None else _unfold(*span, origin, Certainty.FUZZY)


def _occurrences(needle: str, text: str) -> list[int]:
    found = []
    position = text.find(needle)
    while position >= 0:
        found.append(position)
        position = text.find(needle, position + 1)
    return found


def _best(starts: list[int], length: int, wanted: Passage, text: str) -> int:
    """Of several places with the same words, the one whose surroundings agree, then the nearest."""

    def score(start: int) -> tuple[int, int]:
        before = text[max(0, start - len(wanted.prefix)) : start]
        after = text[start + length : start + length + len(wanted.suffix)]
        agreement = _common(before[::-1], wanted.prefix[::-1]) + _common(after, wanted.suffix)
        distance = abs(start - wanted.start) if wanted.start is not None else start
        return agreement, -distance

    return max(starts, key=score)


def _common(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count


def _fold(text: str) -> tuple[str, list[int]]:
    """``text`` without white space and width, and for each character where it came from."""
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        plain = unicodedata.normalize("NFKC", character.translate(_SAME)).casefold()
        for folded in plain:
            if not folded.isspace():
                characters.append(folded)
                origin.append(index)
    return "".join(characters), origin


def _unfold(start: int, end: int, origin: list[int], certainty: Certainty) -> Located:
    return Located(origin[start], origin[end - 1] + 1, certainty)


def _fuzzy(quote: str, wanted: Passage, text: str) -> tuple[int, int] | None:
    if len(quote) < _FUZZY_MINIMUM or len(text) > _FUZZY_LIMIT:
        return None
    spans = [*_between_context(wanted, text), *_around_seed(quote, text)]
    best: tuple[float, tuple[int, int]] | None = None
    for start, end in spans:
        if end <= start or not len(quote) / 2 <= end - start <= len(quote) * 2:
            continue
        likeness = SequenceMatcher(None, quote, text[start:end], autojunk=False).ratio()
        # Figures are what a policy turns on: other figures are other words.
        if _digits(quote) == _digits(text[start:end]) and (best is None or likeness > best[0]):
            best = (likeness, (start, end))
    return best[1] if best is not None and best[0] >= _LIKENESS else None


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def _between_context(wanted: Passage, text: str) -> list[tuple[int, int]]:
    """The stretch between the words that used to stand before and after the quotation."""
    prefix, suffix = _fold(wanted.prefix)[0][-12:], _fold(wanted.suffix)[0][:12]
    spans = []
    starts = [at + len(prefix) for at in _occurrences(prefix, text)] if prefix else [0]
    for start in starts:
        end = text.find(suffix, start) if suffix else len(text)
        if end > start:
            spans.append((start, end))
    return spans


def _around_seed(quote: str, text: str) -> list[tuple[int, int]]:
    """The stretch around the longest run of characters both have in common."""
    matcher = SequenceMatcher(None, quote, text, autojunk=False)
    seed = matcher.find_longest_match()
    if seed.size < _FUZZY_MINIMUM:
        return []
    start = max(0, seed.b - seed.a)
    window = text[start : start + len(quote) + len(quote) // 4 + 1]
    blocks = [
        block
        for block in SequenceMatcher(None, quote, window, autojunk=False).get_matching_blocks()
        if block.size
    ]
    if not blocks:
        return []
    last = blocks[-1]
    trailing = len(quote) - (last.a + last.size)
    end = min(len(text), start + last.b + last.size + trailing)
    return [(start + blocks[0].b - min(blocks[0].a, blocks[0].b), end)]
