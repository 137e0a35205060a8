"""From a citation as people type it to the document or provision it names.

``条例 第十三条``, ``京政办发〔2021〕4号 六``, ``总部企业相关规定第三条(一)`` and plain
ids all resolve; what could mean two things resolves to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from navigator.model.folding import fold, skeleton
from navigator.store.search.corpus import label_key


@dataclass(frozen=True, slots=True)
class CitedDocument:
    id: str
    title: str
    doc_number: str | None = None


@dataclass(frozen=True, slots=True)
class CitedProvision:
    id: str
    path: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """``provisions`` gives a document's provisions in order; asked only once one is meant."""

    documents: Sequence[CitedDocument]
    provisions: Callable[[str], Sequence[CitedProvision]]


_HAN = "〇零一二两三四五六七八九十百"
_STEP = re.compile(
    rf"第[{_HAN}\d]+[章条节款项]|\([{_HAN}\d]+\)|[{_HAN}]是|[{_HAN}]+[、.]?|\d+[.、]?|/|p\d+|通知"
)
_TAIL = re.compile(rf"(?:[,、]?(?:{_STEP.pattern}))+$")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,}[(]?\d{4}[)]?第?\d+号")


def resolve_citation(query: str, catalog: Catalog) -> str | None:
    """The id that ``query`` names, or None where it names nothing, or more than one thing."""
    typed = query.strip()
    ids = {document.id for document in catalog.documents}
    if typed in ids:
        return typed
    document, _, path = typed.partition("#")
    if path and document in ids:
        return _by_path(catalog.provisions(document), path)
    literal = fold(typed)
    if len(literal) < 2:
        return None
    numbered = _NUMBER.match(literal.strip("《》"))
    if numbered:
        found = _by_number(numbered[0], catalog.documents)
        return _inside(found, literal[numbered.end() :], catalog) if found else None
    whole = _by_title(literal, catalog.documents, partly=False)
    if whole:
        return whole
    for cut in _cuts(typed, literal):
        found = _by_title(literal[:cut], catalog.documents, partly=True)
        if found:
            inside = _inside(found, literal[cut:], catalog)
            if inside and inside != found:
                return inside
    return None


def _cuts(typed: str, literal: str) -> list[int]:
    """Where the document's name may end: at white space first, else before a run of labels."""
    cuts = []
    parts = typed.split()
    if len(parts) > 1:
        cuts += [len(fold("".join(parts[:n]))) for n in range(len(parts) - 1, 0, -1)]
    tail = _TAIL.search(literal)
    if tail:
        starts = [m.start() + tail.start() for m in _STEP.finditer(tail[0])]
        cuts += [start for start in starts if start not in cuts]
    return [cut for cut in cuts if 0 < cut < len(literal)]


def _by_number(number: str, documents: Sequence[CitedDocument]) -> str | None:
    wanted = skeleton(number)
    matches = [d.id for d in documents if d.doc_number and skeleton(d.doc_number) == wanted]
    return matches[0] if len(matches) == 1 else None


def _by_title(name: str, documents: Sequence[CitedDocument], *, partly: bool) -> str | None:
    """A whole title, or a short name: what exactly one title ends with (条例), or, ``partly``,
    begins with or holds; among several that end so, one that is called nothing else."""
    wanted = skeleton(name)
    if len(wanted) < 2:
        return None
    titles = [(document.id, skeleton(document.title)) for document in documents]
    tests: list[Callable[[str], bool]] = [
        lambda title: title == wanted,
        lambda title: title.endswith(wanted),
    ]
    if partly:
        tests += [lambda title: title.startswith(wanted), lambda title: wanted in title]
    elif len(wanted) >= 8:
        tests.append(lambda title: title.startswith(wanted))
    for test in tests:
        matches = [id_ for id_, title in titles if test(title)]
        if len(matches) == 1:
            return matches[0]
    return None


def _inside(document: str, rest: str, catalog: Catalog) -> str | None:
    """The provision of ``document`` that the labels in ``rest`` lead to; the document itself when
    there are none; None when they lead nowhere."""
    rest = rest.strip("》,、 的")
    if not rest:
        return document
    steps = [label_key(step) for step in _STEP.findall(rest) if step != "/"]
    if not steps or _STEP.sub("", rest).strip(",、"):
        return None
    provisions = catalog.provisions(document)
    matches = [p.id for p in provisions if _leads(p, steps)]
    if not matches:
        return None
    # The shallowest is meant: 六 is the section, not the sixth point of some other section.
    depth = {id_: id_.count("/") for id_ in matches}
    shallowest = min(depth.values())
    first = [id_ for id_ in matches if depth[id_] == shallowest]
    return first[0] if len(first) == 1 or len(steps) == 1 else None


def _leads(provision: CitedProvision, steps: Sequence[str]) -> bool:
    """Whether the path ends in ``steps``, levels left out in between allowed."""
    parts = [label_key(part) for part in provision.path.split("/")]
    if not parts or parts[-1] != steps[-1]:
        return False
    position = 0
    for part in parts:
        if position < len(steps) and part == steps[position]:
            position += 1
    return position == len(steps)


def _by_path(provisions: Sequence[CitedProvision], path: str) -> str | None:
    wanted = fold(path)
    for provision in provisions:
        if fold(provision.path) == wanted:
            return provision.id
    return None
