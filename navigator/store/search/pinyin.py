"""Typed in Latin letters: initials (zgc) and syllables (zhongguancun) of titles, headings, terms.

No transcription of any text is kept. The letters typed become a pattern of character classes
(every character in use that may be read so), which is looked for in the names; characters with
several readings therefore match under each of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_LETTERS = re.compile(r"[a-z]{2,40}")
_MOST = 6  # different wordings one typed word may stand for


class PinyinNames:
    """Names that can be typed in pinyin; readings are loaded when the first such word is."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(dict.fromkeys(names))
        self._classes: dict[str, str] | None = None  # syllable or initial to characters

    def wordings(self, typed: str) -> list[str]:
        """The Chinese wordings in the names that ``typed`` may stand for, most frequent first."""
        letters = typed.lower()
        if not _LETTERS.fullmatch(letters):
            return []
        blob = "\n".join(self._names)
        found: Counter[str] = Counter()
        for pattern in (self._initials(letters), self._syllables(letters)):
            if pattern:
                found.update(re.findall(pattern, blob))
        ranked = sorted(found, key=lambda wording: (-found[wording], wording))
        return ranked[:_MOST]

    def _initials(self, letters: str) -> str | None:
        classes = self._load()
        pieces = [classes.get("=" + letter) for letter in letters]
        return "".join(f"[{p}]" for p in pieces if p) if all(pieces) else None

    def _syllables(self, letters: str) -> str | None:
        """A pattern for whole syllables; the last may be unfinished (zhongguan, zhonggu)."""
        classes = self._load()

        def read(at: int, depth: int) -> list[str] | None:
            if at == len(letters):
                return []
            for size in range(min(6, len(letters) - at), 0, -1):
                piece = classes.get(letters[at : at + size])
                if piece is None:
                    continue
                rest = read(at + size, depth + 1)
                if rest is not None:
                    return [f"[{piece}]", *rest]
            tail = letters[at:]
            partial = "".join(
                chars for key, chars in classes.items() if key.startswith(tail) and key != tail
            )
            return [f"[{partial}]"] if depth and partial else None

        pieces = read(0, 0)
        return "".join(pieces) if pieces and len(pieces) > 1 else None

    def _load(self) -> dict[str, str]:
        if self._classes is None:
            from pypinyin import Style, pinyin

            classes: dict[str, set[str]] = {}
            characters = {c for name in self._names for c in name if "\u4e00" <= c <= "\u9fff"}
            for character in characters:
                for syllable in pinyin(character, style=Style.NORMAL, heteronym=True)[0]:
                    plain = syllable.replace("ü", "v")
                    if plain.isascii() and plain.isalpha():
                        classes.setdefault(plain, set()).add(character)
                        classes.setdefault("=" + plain[0], set()).add(character)
            self._classes = {key: "".join(sorted(chars)) for key, chars in classes.items()}
        return self._classes
