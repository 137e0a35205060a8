"""A signed catalogue of any nonsense is refused with a sentence or is sound."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from test_pack_catalogue import SOUND, texts

from navigator.app.pack_catalogue import check_catalogue
from navigator.catalogue.documents import load_digests, measure_order
from navigator.catalogue.measures import load_catalogue
from navigator.model.digests import Digests
from navigator.model.errors import ExpectedError
from navigator.model.measures import MeasureCatalogue

TEXTS = {document.id: document for document in texts().documents}
_WORDS = st.sampled_from(
    ["", " ", "\n", "- ", "{", "}", "[", "]", ": ", "null", "~", "1e999", "2021-13-45", "!!binary x",
     "!!set {a}", "!!omap [a: 1]", "- - - ", "'", '"', "#", "|", "? ", "0x", "1:1:1", "9" * 40, "？",
     "2021-03-18T25:00:00", "<<: {a: 1}", "%TAG", "---", "...", "\t", "\ufeff", "\x85", "=", ".inf"]
)  # fmt: skip


@cache
def base() -> tuple[Digests, MeasureCatalogue]:
    return load_digests(), load_catalogue(order=measure_order())


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 9), _WORDS | st.text(max_size=4)),
        min_size=1,
        max_size=4,
    ),
)
def test_a_mutated_catalogue_is_sound_or_refused(
    name: str, edits: list[tuple[float, int, str]]
) -> None:
    text = SOUND[name].decode()
    for place, out, put in edits:
        at = int(place * len(text))
        text = text[:at] + put + text[at + out :]
    files = SOUND | {name: text.encode("utf-8", "surrogatepass")}
    try:
        layer = check_catalogue(files, TEXTS, base())
    except ExpectedError as error:
        assert error.message.endswith("。")
    else:
        assert len(layer.measures) <= 1
