"""The folded texts and the few columns that matching and ranking look at.

All folded texts stand in one string, an entry after the other; an entry is a range of offsets.
Substring checks then cost one ``str.find`` each, without building an object for any entry that is
not shown. The same class serves the index on disk and the plain scan while that is rebuilt.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from navigator.model.folding import fold, number_fold
from navigator.store.search.entries import EntryKind, IndexEntry

FIELD_END = "\x1f"  # between the pieces of the extras, so that nothing matches across
ENTRY_END = "\x1e"
K1 = 1.2  # of BM25, in characters of folded text
B = 0.75

_COLUMNS = (
    "offsets", "heads", "number_offsets", "entry_offsets", "extra_offsets", "names", "digests",
    "documents", "amounts", "issued", "starts", "ends", "flags",
)  # fmt: skip
_TYPES = {"amounts": "q", "flags": "B"}
HAS_BODY = 1
MINOR = 2  # addressees, signatures: found, but never the answer


class Corpus:
    """Provisions numbered 0..n-1 (their *docnum*), and the documents they belong to."""

    def __init__(self) -> None:
        self.text = ""
        self.numbers = ""  # number forms; an empty range where an entry holds no numeral
        self.extras = ""  # title, headings above, our name and digest: for related results only
        self.columns: dict[str, array[int]] = {
            name: array(_TYPES.get(name, "I")) for name in _COLUMNS
        }
        self.documents: list[IndexEntry] = []
        self._raw = b""
        self._facets: dict[str, dict[str, list[int]]] | None = None
        self._facets_file: Path | None = None

    # -- building ---------------------------------------------------------------------------

    @classmethod
    def build(cls, entries: Iterable[IndexEntry]) -> Corpus:
        """Fold and lay out ``entries``; notes are refused, they are not derived data."""
        corpus = cls()
        texts: list[str] = []
        numbers: list[str] = []
        extras: list[str] = []
        raw: list[bytes] = []
        columns = corpus.columns
        facets: dict[str, dict[str, list[int]]] = {}
        at = number_at = raw_at = extra_at = 0
        known: dict[str, int] = {}
        for entry in entries:
            if entry.kind is EntryKind.NOTE:
                raise ValueError("notes are searched beside the index, not built into it")
            if entry.document_id not in known:
                known[entry.document_id] = len(corpus.documents)
                corpus.documents.append(_document_of(entry))
            if entry.kind is EntryKind.DOCUMENT:
                corpus.documents[known[entry.document_id]] = entry
                continue
            docnum = len(texts)
            heading = fold(entry.heading or "")
            # Heading and text run on, as on the page: what stands across both is found as well.
            literal = heading + fold(entry.searched_text) + ENTRY_END
            numeric = number_fold(literal)
            data = json.dumps(entry.to_json(), ensure_ascii=False).encode()
            columns["offsets"].append(at)
            columns["heads"].append(at + len(heading))
            columns["number_offsets"].append(number_at)
            columns["entry_offsets"].append(raw_at)
            above = FIELD_END.join(fold(part) for part in (entry.title, *entry.context))
            name = fold(entry.name)
            extra = above + FIELD_END + name + FIELD_END + fold(entry.digest) + ENTRY_END
            columns["extra_offsets"].append(extra_at)
            columns["names"].append(extra_at + len(above))
            columns["digests"].append(extra_at + len(above) + 1 + len(name))
            columns["documents"].append(known[entry.document_id])
            columns["amounts"].append(-1 if entry.amount is None else entry.amount)
            columns["issued"].append(entry.issued_on.toordinal() if entry.issued_on else 0)
            columns["starts"].append(
                entry.effective_from.toordinal() if entry.effective_from else 0
            )
            columns["ends"].append(entry.ends_on.toordinal() if entry.ends_on else 0)
            minor = MINOR if entry.level in ("notice", "signature") else 0
            columns["flags"].append((HAS_BODY if entry.has_body else 0) | minor)
            _add_facets(facets, entry, docnum)
            texts.append(literal)
            numbers.append(numeric.text if numeric is not None else "")
            extras.append(extra)
            raw.append(data)
            at += len(literal)
            number_at += len(numbers[-1])
            raw_at += len(data)
            extra_at += len(extra)
        for name, end in (("offsets", at), ("number_offsets", number_at),
                          ("entry_offsets", raw_at), ("extra_offsets", extra_at)):  # fmt: skip
            columns[name].append(end)
        corpus.text = "".join(texts)
        corpus.numbers = "".join(numbers)
        corpus.extras = "".join(extras)
        corpus._raw = b"".join(raw)
        corpus._facets = facets
        return corpus

    # -- files ------------------------------------------------------------------------------

    def save(self, folder: Path) -> None:
        """Write everything into ``folder``, which exists and is empty of our files."""
        for name in ("text", "numbers", "extras"):
            data: str = getattr(self, name)
            (folder / f"{name}.bin").write_bytes(data.encode("utf-16-le", "surrogatepass"))
        (folder / "entries.bin").write_bytes(self._raw)
        sizes = {name: len(self.columns[name]) for name in _COLUMNS}
        with (folder / "columns.bin").open("wb") as file:
            for name in _COLUMNS:
                self.columns[name].tofile(file)
        (folder / "facets.json").write_text(
            json.dumps(self.facets, ensure_ascii=False), encoding="utf-8"
        )
        described = {"columns": sizes, "documents": [d.to_json() for d in self.documents]}
        (folder / "corpus.json").write_text(
            json.dumps(described, ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> Corpus:
        """Read what :meth:`save` wrote; raises OSError, ValueError or KeyError for damage."""
        corpus = cls()
        described = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
        corpus.documents = [IndexEntry.from_json(raw) for raw in described["documents"]]
        for name in ("text", "numbers", "extras"):
            data = (folder / f"{name}.bin").read_bytes()
            setattr(corpus, name, data.decode("utf-16-le", "surrogatepass"))
        corpus._raw = (folder / "entries.bin").read_bytes()
        with (folder / "columns.bin").open("rb") as file:
            for name in _COLUMNS:
                corpus.columns[name].fromfile(file, described["columns"][name])
        corpus._facets_file = folder / "facets.json"
        if corpus.columns["offsets"][-1] != len(corpus.text):
            raise ValueError("texts and offsets do not belong together")
        return corpus

    # -- reading ----------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.columns["flags"])

    @property
    def average_length(self) -> float:
        return max(1.0, len(self.text) / max(1, len(self)))

    @property
    def facets(self) -> dict[str, dict[str, list[int]]]:
        """``{facet: {value: docnums}}`` for document, domain, unit, kind, audience and label."""
        if self._facets is None:
            assert self._facets_file is not None
            loaded: dict[str, dict[str, list[int]]] = json.loads(
                self._facets_file.read_text(encoding="utf-8")
            )
            self._facets = loaded
        return self._facets

    def entry(self, docnum: int) -> IndexEntry:
        offsets = self.columns["entry_offsets"]
        return IndexEntry.from_json(json.loads(self._raw[offsets[docnum] : offsets[docnum + 1]]))

    def folded(self, docnum: int) -> str:
        offsets = self.columns["offsets"]
        return self.text[offsets[docnum] : offsets[docnum + 1]]

    def body_entries(self) -> Sequence[IndexEntry]:
        """Every provision, decoded; for work that looks at all of them."""
        return [self.entry(docnum) for docnum in range(len(self))]


def _document_of(entry: IndexEntry) -> IndexEntry:
    return replace(
        entry, provision_id=entry.document_id, kind=EntryKind.DOCUMENT, text="", label=None,
        path="", level="", heading=None, name="", digest="", context=(), units=(), amount=None,
    )  # fmt: skip


def _add_facets(facets: dict[str, dict[str, list[int]]], entry: IndexEntry, docnum: int) -> None:
    values: dict[str, Iterable[Any]] = {
        "document": (entry.document_id,),
        "domain": entry.domains,
        "unit": entry.units,
        "issuer": entry.issuers,
        "kind": (entry.doc_kind,) if entry.doc_kind else (),
        "audience": entry.audiences,
        "label": (label_key(entry.label),) if entry.label else (),
    }
    for facet, keys in values.items():
        column = facets.setdefault(facet, {})
        for key in keys:
            numbers = column.setdefault(key, [])
            if not numbers or numbers[-1] != docnum:
                numbers.append(docnum)


def label_key(label: str) -> str:
    """How a label is compared: 第十三条 and 第13条 alike, brackets and stops left out."""
    literal = fold(label).strip("().、,")
    numeric = number_fold(literal)
    return numeric.text if numeric is not None else literal
