"""Catalogue entries that came in packs, laid over the built-in ones and checked before that.

The order is: built in, then the installed packs in the order of their installation. A document, a
measure or a term of a later layer takes the place of the one with the same id; what is new comes
after. The vocabulary of facts and the synonyms belong to the program and never come in a pack.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import yaml

from navigator.catalogue import digest_check
from navigator.catalogue.documents import load_digests, measure_order
from navigator.catalogue.facts import load_facts
from navigator.catalogue.glossary import load_glossary
from navigator.catalogue.lint import lint
from navigator.catalogue.measures import load_catalogue
from navigator.catalogue.yaml_source import Problem, raise_problems
from navigator.eligibility.rules import Rules
from navigator.model.digests import Digests, Term
from navigator.model.documents import Document
from navigator.model.errors import CatalogueError
from navigator.model.folding import fold
from navigator.model.measures import Measure, MeasureCatalogue

_T = TypeVar("_T")
_DEEPEST = 40  # levels of a catalogue file
_TODO = "请向发布者另要一份；整个政策包都没有安装"


@dataclass(frozen=True, slots=True)
class Layer:
    """The catalogue of one pack, loaded. ``digest`` names its content."""

    digests: Digests
    measures: tuple[Measure, ...]
    terms: tuple[Term, ...]
    digest: str


def load_layer(folder: Path, digest: str) -> Layer:
    """The catalogue in ``folder``. Raises CatalogueError naming every mistake of its form."""
    edition = folder / "edition.yaml"
    order = measure_order(edition) if edition.is_file() else ()
    return Layer(
        load_digests(folder / "documents", edition),
        load_catalogue(measures=folder / "measures", order=order).measures,
        load_glossary(folder / "glossary.yaml"),
        digest,
    )


# -- laying over -----------------------------------------------------------------------------


def with_digests(base: Digests, layers: Sequence[Layer]) -> Digests:
    """All documents; the newest layer that names its edition names the whole."""
    if not layers:
        return base
    documents = base.documents
    for layer in layers:
        documents = _over(documents, layer.digests.documents, lambda item: item.id)
    names = [layer.digests.edition for layer in layers if layer.digests.edition]
    return Digests(documents, names[-1] if names else base.edition)


def with_measures(base: MeasureCatalogue, layers: Sequence[Layer]) -> MeasureCatalogue:
    if not any(layer.measures for layer in layers):
        return base
    measures = base.measures
    mark = hashlib.sha256(base.digest.encode())
    for layer in layers:
        measures = _over(measures, layer.measures, lambda item: item.id)
        mark.update(layer.digest.encode())
    return MeasureCatalogue(base.vocabulary, measures, mark.hexdigest())


def with_terms(base: tuple[Term, ...], layers: Sequence[Layer]) -> tuple[Term, ...]:
    """A spelling belongs to one term only: the later layer's."""
    terms = base
    for layer in layers:
        taken = {fold(spelling) for term in layer.terms for spelling in term.spellings}
        names = {fold(term.term) for term in layer.terms}
        kept = [
            replace(term, also=tuple(word for word in term.also if fold(word) not in taken))
            for term in terms
            if fold(term.term) not in taken or fold(term.term) in names
        ]
        terms = _over(tuple(kept), layer.terms, lambda item: fold(item.term))
    return terms


def _over(below: Iterable[_T], above: Iterable[_T], key: Callable[[_T], str]) -> tuple[_T, ...]:
    """``above`` in the places of what it replaces, the rest of it after ``below``."""
    found = {key(item): item for item in below}
    found.update({key(item): item for item in above})
    return tuple(found.values())


# -- checking --------------------------------------------------------------------------------


def check_catalogue(
    files: Mapping[str, bytes],
    texts: Mapping[str, Document],
    base: tuple[Digests, MeasureCatalogue],
    tmp: Path | None = None,
) -> Layer:
    """The catalogue in ``files`` (path below ``catalogue/`` to content), passed through every
    check of our own: form, rules, and figures and words against the texts at hand.

    ``texts`` are documents with provisions, by id; what cites others is held against the outline
    in ``base``. Raises CatalogueError, naming every mistake, unless all of it is sound.
    """
    for name, data in files.items():
        _check_plain(name, data)
    try:
        layer = _load_files(files, tmp)
        digests = with_digests(base[0], [layer])
        Rules(with_measures(base[1], [layer]))
        problems = [*_against_texts(layer, texts), *_outlines(layer.measures, texts, digests)]
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as error:
        # Whatever the loaders stumble over came from outside: a numeral of ten thousand digits, say.
        raise CatalogueError("政策包里的要点和措施读不懂，不予安装", "", _TODO) from error
    raise_problems(problems)
    return layer


def _load_files(files: Mapping[str, bytes], tmp: Path | None) -> Layer:
    with tempfile.TemporaryDirectory(dir=tmp, prefix="pack-") as place:
        folder = Path(place)
        for name, data in files.items():
            path = folder.joinpath(*name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return load_layer(folder, "")


def _check_plain(name: str, data: bytes) -> None:
    """Refuse what makes a small file large or deep, before it is built in memory."""
    depth = 0
    try:
        for event in yaml.parse(data.decode("utf-8"), Loader=_EVENTS):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise CatalogueError(f"目录文件“{name}”用了锚点或别名，不予读取", "", _TODO)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    raise CatalogueError(f"目录文件“{name}”嵌套太深，不予读取", "", _TODO)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogueError(f"目录文件“{name}”读不懂，不予安装", "", _TODO) from error


_EVENTS = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _against_texts(layer: Layer, texts: Mapping[str, Document]) -> Iterator[Problem]:
    ours = [texts[item.id] for item in layer.digests.documents if item.id in texts]
    for problem in digest_check.check(layer.digests, ours):
        if problem.file != "documents":  # the usual length is a matter of the whole catalogue
            yield problem
    at_hand = tuple(m for m in layer.measures if all(doc in texts for doc in _cited(m)))
    if at_hand:
        wording = {p.id: p.wording for doc in texts.values() for p in doc.provisions}
        catalogue = _catalogue_of(at_hand)
        yield from (p for p in lint(catalogue, wording) if p.file != "facts.yaml")


def _catalogue_of(measures: tuple[Measure, ...]) -> MeasureCatalogue:
    """Some measures with the program's vocabulary."""
    return MeasureCatalogue(load_facts(), measures, "")


def _outlines(
    measures: Iterable[Measure], texts: Mapping[str, Document], digests: Digests
) -> Iterator[Problem]:
    """Measures of documents whose text is not at hand cite provisions that are known."""
    for measure in measures:
        if all(document in texts for document in _cited(measure)):
            continue
        for cite in measure.citations:
            text = texts.get(cite.partition("#")[0])
            known = cite in digests.by_provision
            if text is not None:
                known = any(provision.id == cite for provision in text.provisions)
            if not known:
                yield Problem(measure.file, measure.line, "cite", f"条款不存在：{cite}")


def _cited(measure: Measure) -> set[str]:
    """Ids of the documents a measure rests on."""
    window = measure.window
    dates = [date for date in (window.start, window.end, window.apply_by) if date is not None]
    cites = [
        *(date.cite for date in dates),
        *measure.citations,
        *(caution.cite for caution in measure.cautions if caution.cite),
        *(test.cite for test in measure.tests() if test.cite),
    ]
    return {cite.partition("#")[0] for cite in cites}
