"""Reading rows straight from the pages of a SQLite file whose tables cannot be walked any more.

SQLite finds a row by way of the schema and of inner pages; when one of those is destroyed the rows
below it are still in the file. This reads every leaf page of a table for itself, by the published
file format. What it returns is evidence, not truth: callers check each row before they keep it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

Value: TypeAlias = int | float | str | bytes | None

_TABLE_LEAF = 0x0D
_DEFAULT_PAGE = 4096
_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def carve(path: Path) -> Iterator[tuple[int, list[Value]]]:
    """Row number and values of every row on a readable leaf page, in the order of the file.

    An integer primary key is stored as None; its value is the row number.
    """
    data = path.read_bytes()
    size = _page_size(data)
    pages = [data[start : start + size] for start in range(0, len(data), size)]
    free = _free_pages(pages)
    for number, page in enumerate(pages, start=1):
        if number in free:
            continue
        header = 100 if number == 1 else 0
        if len(page) == size and page[header] == _TABLE_LEAF:
            yield from _rows(page, header, pages)


def _page_size(data: bytes) -> int:
    if len(data) >= 18:
        size = int.from_bytes(data[16:18], "big")
        size = 65536 if size == 1 else size
        if 512 <= size <= 65536 and size & (size - 1) == 0:
            return size
    return _DEFAULT_PAGE


def _free_pages(pages: list[bytes]) -> set[int]:
    """Pages given back for reuse: what stands on them was deleted or moved."""
    free: set[int] = set()
    if not pages or len(pages[0]) < 100 or not pages[0].startswith(b"SQLite format 3"):
        return free
    trunk = int.from_bytes(pages[0][32:36], "big")
    while 0 < trunk <= len(pages) and trunk not in free:
        free.add(trunk)
        page = pages[trunk - 1]
        count = min(int.from_bytes(page[4:8], "big"), len(page) // 4 - 2)
        free.update(struct.unpack_from(f">{max(count, 0)}I", page, 8))
        trunk = int.from_bytes(page[:4], "big")
    return free


def _rows(page: bytes, header: int, pages: list[bytes]) -> Iterator[tuple[int, list[Value]]]:
    count = int.from_bytes(page[header + 3 : header + 5], "big")
    for index in range(min(count, len(page) // 4)):
        try:
            (start,) = struct.unpack_from(">H", page, header + 8 + 2 * index)
            length, at = _varint(page, start)
            row, at = _varint(page, at)
            yield row, _record(_payload(page, at, length, pages))
        except (IndexError, ValueError, struct.error):
            continue  # a cell that makes no sense; its neighbours may


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(9):
        byte = data[at + index]
        if index == 8:
            return _signed(value << 8 | byte), at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    raise ValueError("varint too long")


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _payload(page: bytes, at: int, length: int, pages: list[bytes]) -> bytes:
    """The record's bytes, followed over overflow pages."""
    usable = len(page)
    local = length
    if length > usable - 35:
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = least if local > usable - 35 else local
    if not 0 < length <= len(pages) * usable or at + local > usable:
        raise ValueError("payload outside the file")
    parts = [page[at : at + local]]
    missing = length - local
    following = struct.unpack_from(">I", page, at + local)[0] if missing else 0
    while missing > 0:
        if not 0 < following <= len(pages):
            raise ValueError("overflow chain broken")
        overflow = pages[following - 1]
        parts.append(overflow[4 : 4 + min(missing, usable - 4)])
        missing -= usable - 4
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> list[Value]:
    header_size, at = _varint(payload, 0)
    values: list[Value] = []
    body = header_size
    while at < header_size:
        kind, at = _varint(payload, at)
        if not 0 <= body <= len(payload):
            raise ValueError("value outside the record")
        value, body = _value(payload, kind, body)
        values.append(value)
    if body != len(payload):
        raise ValueError("record does not fill its payload")
    return values


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGER_SIZES:
        end = at + _INTEGER_SIZES[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind < 12:
        raise ValueError("reserved serial type")
    end = at + (kind - 12) // 2
    raw = payload[at:end]
    return (raw.decode("utf-8") if kind % 2 else raw), end
