"""Rows are read from bare pages as SQLite wrote them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.store.carve import _record, carve

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.binary(max_size=50),
)


def store(path: Path, rows: list[tuple[Any, ...]]) -> list[tuple[int, list[Any]]]:
    """Write ``rows``; what a reading of the pages should find of the table."""
    connection = sqlite3.connect(path)
    connection.execute("create table t (a, b, c)")
    connection.executemany("insert into t values (?, ?, ?)", rows)
    connection.commit()
    connection.close()
    return [(number, list(row)) for number, row in enumerate(rows, start=1)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=30))
def test_every_kind_of_value_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    path = tmp_path_factory.mktemp("carve") / "t.db"
    expected = store(path, rows)
    assert [item for item in carve(path) if len(item[1]) == 3] == expected


def test_long_texts_are_followed_over_their_pages(tmp_path: Path) -> None:
    rows = [("短", "字" * length, length) for length in (10, 1400, 4061, 20_000, 100_000)]
    expected = store(tmp_path / "t.db", rows)
    assert [item for item in carve(tmp_path / "t.db") if len(item[1]) == 3] == expected


def test_deleted_rows_do_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    store(path, [("x" * 1000, number, None) for number in range(100)])
    connection = sqlite3.connect(path)
    connection.execute("delete from t where b >= 5")
    connection.commit()
    connection.close()
    assert [values[1] for _, values in carve(path) if len(values) == 3] == [0, 1, 2, 3, 4]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 8191))
def test_whatever_the_bytes_nothing_breaks(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    path = tmp_path_factory.mktemp("carve") / "t.db"
    store(path, [("字" * 20, number, 1.5) for number in range(50)])
    data = bytearray(path.read_bytes())
    data[at : at + len(noise)] = noise
    path.write_bytes(bytes(data))
    for number, values in carve(path):
        assert isinstance(number, int) and isinstance(values, list)


def test_lengths_no_offset_can_hold_are_refused() -> None:
    vast = b"\xbf" + b"\xff" * 8
    header = vast * 3 + b"\x07"
    with pytest.raises(ValueError, match="outside"):
        _record(bytes([len(header) + 1]) + header)
