"""Whoosh's own codec with posting lists packed as plain arrays.

Whoosh keeps postings as pickled tuples, compressed in blocks of 128; at 80,000 provisions reading
the list of a common bigram that way costs more than the whole of a search may. Here a list is two
arrays that are read in one copy, most telling entry first, so that the head of the list is
already the head of the result. Everything else (term dictionary, segments, table of contents) is
Whoosh's, and the ordinary matcher interface still works.

Instances are pickled into the index: this module's path and class names must not change without
raising the index's schema version.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.matching import LeafMatcher, ReadTooFar

from navigator.store.search.corpus import K1, B

_MAGIC = b"PNp1"
_HEADER = struct.Struct("<4sI")


class PackedCodec(W3Codec):
    """``average_length`` is the mean length of the texts, in characters, for BM25."""

    def __init__(self, average_length: float = 100.0) -> None:
        super().__init__()
        self.average_length = average_length

    def field_writer(self, storage: Any, segment: Any) -> PackedFieldWriter:
        return PackedFieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        if byteids:
            return super().postings_writer(dbfile, byteids=byteids)
        return PackedWriter(dbfile, self.average_length)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> PackedMatcher:
        return PackedMatcher(dbfile, terminfo.extent()[0], format_, term, scorer, terminfo)


class PackedFieldWriter(W3FieldWriter):
    """Takes a whole list in one call, besides Whoosh's posting by posting."""

    def add_list(self, ids: Sequence[int], weights: Sequence[int], lengths: Sequence[int]) -> None:
        """``weights`` run beside ``ids``; ``lengths`` holds the length of every text."""
        self._postwriter.add_list(ids, weights, lengths)


class PackedWriter:
    """Collects one list at a time and writes it in descending order of its BM25 share."""

    def __init__(self, dbfile: Any, average_length: float) -> None:
        self._file = dbfile
        self._average = average_length
        self._terminfo: Any = None
        self._rows: list[tuple[float, int, int, int]] = []

    def written(self) -> bool:
        return False

    def start_postings(self, format_: Any, terminfo: Any) -> None:
        self._terminfo = terminfo
        self._rows = []

    def add_posting(
        self, id_: int, weight: float, vbytes: bytes, length: int | None = None
    ) -> None:
        self._rows.append((*self._share(int(weight), id_, length or 1), length or 1))

    def add_list(self, ids: Sequence[int], weights: Sequence[int], lengths: Sequence[int]) -> None:
        base, slope = K1 * (1 - B), K1 * B / self._average
        self._rows = [
            (-w / (w + base + slope * lengths[i]), i, w, lengths[i])
            for i, w in zip(ids, weights, strict=True)
        ]

    def _share(self, weight: int, id_: int, length: int) -> tuple[float, int, int]:
        norm = K1 * (1 - B + B * length / self._average)
        return -weight / (weight + norm), id_, weight

    def finish_postings(self) -> Any:
        rows = self._rows
        rows.sort()
        ids = array("I", [row[1] for row in rows])
        weights = array("B", [min(255, row[2]) for row in rows])
        offset = self._file.tell()
        data = _HEADER.pack(_MAGIC, len(rows)) + ids.tobytes() + weights.tobytes()
        self._file.write(data)
        info = self._terminfo
        info.add_block(_Block(ids, weights, [row[3] for row in rows]))
        info.set_extent(offset, len(data))
        return info


class _Block:
    """The statistics Whoosh's term info asks a block for."""

    def __init__(self, ids: array[int], weights: array[int], lengths: list[int]) -> None:
        self._weights = weights
        self._ids = ids
        self._lengths = lengths

    def __len__(self) -> int:
        return len(self._ids)

    def min_length(self) -> int:
        return min(self._lengths)

    def max_length(self) -> int:
        return max(self._lengths)

    def max_weight(self) -> int:
        return max(self._weights)

    def min_id(self) -> int:
        return min(self._ids)

    def max_id(self) -> int:
        return max(self._ids)


class PackedMatcher(LeafMatcher):
    """A posting list; ``best_first()`` gives it whole, the matcher interface in docnum order."""

    def __init__(
        self, dbfile: Any, offset: int, format_: Any, term: Any, scorer: Any, terminfo: Any
    ) -> None:
        self._file = dbfile
        self._offset = offset
        self.format = format_
        self._term = term
        self._terminfo = terminfo
        self.scorer = scorer
        self._rows: list[tuple[int, int]] | None = None
        self._i = 0
        self._size = terminfo.doc_frequency()

    def best_first(self) -> tuple[array[int], array[int]]:
        """(docnums, frequencies), the highest BM25 share first. Raises ValueError for damage."""
        length = _HEADER.size + 5 * self._size
        data = self._file.get(self._offset, length)
        if len(data) != length or _HEADER.unpack_from(data) != (_MAGIC, self._size):
            raise ValueError("a posting list is damaged")
        middle = _HEADER.size + 4 * self._size
        ids, weights = array("I"), array("B")
        ids.frombytes(data[_HEADER.size : middle])
        weights.frombytes(data[middle:])
        return ids, weights

    def _in_order(self) -> list[tuple[int, int]]:
        if self._rows is None:
            self._rows = sorted(zip(*self.best_first(), strict=True))
        return self._rows

    def is_active(self) -> bool:
        return self._i < self._size

    def reset(self) -> None:
        self._i = 0

    def id(self) -> int:
        return self._in_order()[self._i][0]

    def weight(self) -> float:
        return float(self._in_order()[self._i][1])

    def value(self) -> bytes:
        return b""

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._i += 1
        return True

    def skip_to(self, targetid: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        while self.is_active() and self.id() < targetid:
            self._i += 1

    def skip_to_quality(self, minquality: float) -> int:
        return 0

    def block_min_length(self) -> int:
        return int(self._terminfo.min_length())

    def block_max_length(self) -> int:
        return int(self._terminfo.max_length())

    def block_max_weight(self) -> float:
        return float(self._terminfo.max_weight())
