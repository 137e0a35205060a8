"""Whatever is done to a pack, reading it ends in a sentence or in the very pack."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pack_samples import make, resigned
from store_samples import NOON, document, publication

from navigator.model.errors import ExpectedError
from navigator.store.library import Library
from navigator.store.packs import Counts, PackShelf, read
from navigator.store.packs.container import read as read_parts
from navigator.store.packs.container import write

PACK = make(publication(document("doc-a", texts=("甲。",))))
UNSIGNED = make(publication(document("doc-a", texts=("甲。",))), key=None)
LIBRARY = read_parts(PACK)["library/001.json"]
_EDITS = st.lists(
    st.tuples(
        st.integers(0, len(PACK)),
        st.integers(0, 12),  # bytes taken out
        st.binary(max_size=12),  # bytes put in
    ),
    min_size=1,
    max_size=4,
)


def _edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for at, out, put in edits:
        data = data[:at] + put + data[at + out :]
    return data


@settings(max_examples=400, deadline=None)
@given(_EDITS)
@example([(0, 4, b"")])
@example([(len(PACK) - 22, 22, b"")])
def test_a_mutated_pack_is_refused_or_unchanged(edits: list[tuple[int, int, bytes]]) -> None:
    changed = _edited(PACK, edits)
    try:
        pack = read(changed)
    except ExpectedError as error:
        assert error.message.endswith("。")
    else:
        assert changed == PACK
        assert pack.data == PACK


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused(data: bytes) -> None:
    try:
        read(data)
    except ExpectedError as error:
        assert error.message
    else:
        raise AssertionError("nothing but a pack is a pack")


@settings(max_examples=300, deadline=None)
@given(_EDITS)
def test_a_signer_who_writes_nonsense_gets_a_sentence(
    edits: list[tuple[int, int, bytes]],
) -> None:
    """The container, hashes and signature are right; only the texts inside are not."""
    inside = _edited(LIBRARY, [(at % len(LIBRARY), out, put) for at, out, put in edits])
    try:
        pack = read(resigned(PACK, {}, {"library/001.json": inside}))
    except ExpectedError as error:
        assert error.message
    else:
        assert all(p.characters.balanced for p in pack.publications)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
        ),
        max_leaves=12,
    ),
    st.sampled_from(["format", "name", "edition", "publisher", "created", "parts"]),
)
def test_a_manifest_of_any_shape_gets_a_sentence(value: object, key: str) -> None:
    try:
        read(resigned(PACK, {key: value}, {}))
    except ExpectedError as error:
        assert error.message


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 255), st.integers(0, len(UNSIGNED) - 1))
def test_one_wrong_byte_is_noticed_without_a_signature_too(byte: int, at: int) -> None:
    changed = UNSIGNED[:at] + bytes([byte]) + UNSIGNED[at + 1 :]
    try:
        read(changed)
    except ExpectedError:
        assert changed != UNSIGNED
    else:
        assert changed == UNSIGNED


@given(st.dictionaries(st.sampled_from(["library/001.json", "library/002.json",
                                        "catalogue/glossary.yaml", "signature.json"]),
                       st.binary(max_size=60), max_size=4))  # fmt: skip
def test_the_container_gives_back_what_it_was_given(parts: dict[str, bytes]) -> None:
    held = {"manifest.json": b"{}", **parts}
    assert read_parts(write(held)) == held


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2**70)
    | st.floats(allow_nan=False)
    | st.text(max_size=6)
    | st.sampled_from(
        ["sme", "h1", "lead", "2021-02-30", "a#b", "第一条", "\ud800", "\0", "x" * 300]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if at:
        yield at
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _places(child, (*at, key))


PLACES = list(_places(json.loads(LIBRARY)))


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), _JSON), min_size=1, max_size=3))
def test_texts_of_any_shape_are_refused_or_can_be_stored(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    """Well written, hashed and signed, but with wrong values anywhere."""
    value = json.loads(LIBRARY)
    for place, new in changes:
        inner = value
        try:
            for key in place[:-1]:
                inner = inner[key]
            if isinstance(inner, dict) == isinstance(place[-1], str):
                inner[place[-1]] = new
        except (TypeError, KeyError, IndexError):
            continue  # an earlier change took this place away
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        part = text.encode("utf-8", "surrogatepass") + b"\n"
        pack = read(resigned(PACK, {}, {"library/001.json": part}))
    except ExpectedError as error:
        assert error.message
        return
    with TemporaryDirectory() as place, Library.open(Path(place) / "library.db") as library:
        shelf = PackShelf(library, Path(place) / "packs")
        shelf.install(pack, Counts(), NOON)
        assert library.verify() == []
        for record in library.documents():
            assert library.references_from(record.id) is not None
        shelf.roll_back()
        assert library.sources() == []
