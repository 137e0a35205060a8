"""One search from the typed line to the answer, on one state of the library."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import islice, product

from navigator.model.folding import fold, skeleton
from navigator.store.search.citation import (
    Catalog,
    CitedDocument,
    CitedProvision,
    resolve_citation,
)
from navigator.store.search.corpus import label_key
from navigator.store.search.engine import Engine, Ranked
from navigator.store.search.entries import IndexEntry
from navigator.store.search.filtering import allowed_docnums, document_allowed
from navigator.store.search.pinyin import PinyinNames
from navigator.store.search.query import ParsedQuery, Query, Vocabulary, parse_query
from navigator.store.search.results import DocumentHit, Group, Hit, SearchResult
from navigator.store.search.snippets import merge, snippet, spans
from navigator.store.search.soft import related
from navigator.store.search.suggest import suggest
from navigator.store.search.synonyms import Synonyms

_LABEL = re.compile(r"第[〇零一二两三四五六七八九十百\d]+[章条节]")
_HAN = "〇零一二两三四五六七八九十百"
_LABELLED = re.compile(
    rf"(第[{_HAN}\d]+[章节条]|\([{_HAN}\d]+\)|[{_HAN}\d]+[、.]|[{_HAN}]+是)(.*)", re.DOTALL
)
_LATIN = re.compile(r"[a-z]{2,}")
_MOST_GROUPS = 200
_MOST_WORDINGS = 12
_LONGEST_CORRECTED = 8  # longer lines are questions, not slips of the pen


class Searcher:
    """``terms`` are further names that can be typed in pinyin (a glossary, say)."""

    def __init__(
        self, engine: Engine, synonyms: Synonyms | None = None, terms: Iterable[str] = ()
    ) -> None:
        self.engine = engine
        self.synonyms = synonyms or Synonyms()
        self._terms = tuple(terms)
        self._titles = [fold(document.title) for document in engine.corpus.documents]
        self._skeletons = [
            (skeleton(document.title), skeleton(document.doc_number or ""))
            for document in engine.corpus.documents
        ]

    # -- what is derived once ---------------------------------------------------------------

    @cached_property
    def vocabulary(self) -> Vocabulary:
        facets = self.engine.corpus.facets
        return Vocabulary(
            units=tuple(facets.get("unit", ())),
            audiences=tuple(facets.get("audience", ())),
            documents=tuple((d.document_id, d.title) for d in self.engine.corpus.documents),
        )

    @cached_property
    def catalog(self) -> Catalog:
        corpus = self.engine.corpus

        def provisions(document_id: str) -> list[CitedProvision]:
            docnums = corpus.facets.get("document", {}).get(document_id, ())
            entries = map(corpus.entry, docnums)
            return [CitedProvision(e.provision_id, e.path, e.label) for e in entries]

        documents = [CitedDocument(d.document_id, d.title, d.doc_number) for d in corpus.documents]
        return Catalog(documents, provisions)

    @cached_property
    def _pinyin(self) -> PinyinNames:
        corpus = self.engine.corpus
        offsets, heads = corpus.columns["offsets"], corpus.columns["heads"]
        headings = (
            corpus.text[offsets[i] : heads[i]] for i in range(len(corpus)) if heads[i] > offsets[i]
        )
        return PinyinNames([*self._titles, *headings, *map(fold, self._terms)])

    # -- the search -------------------------------------------------------------------------

    def search(
        self, query: Query, limit: int | None = 20, notes: Sequence[IndexEntry] = ()
    ) -> SearchResult:
        """At most ``limit`` hits (None for all)."""
        began = time.perf_counter()
        parsed = self.parse(query)
        run = _Run(self, query, parsed, limit if limit is not None else len(self.engine.corpus))
        run.collect()
        return SearchResult(
            query=query,
            total=run.total,
            took_ms=(time.perf_counter() - began) * 1000,
            hits=tuple(run.hits),
            groups=self._groups(run.ids),
            documents=tuple(self._documents(parsed, run.today)),
            notes=tuple(_note_hits(notes, parsed.words)),
            also_searched=tuple(run.also_searched),
            also_total=run.also_total,
            suggestion=run.suggestion,
            chips=parsed.chips,
            soft=bool(run.hits) and all(hit.soft for hit in run.hits),
            jump=run.jump,
        )

    def exact(self, text: str) -> set[str]:
        """Ids of every provision that counts as an exact hit for ``text``, unranked."""
        query = Query(text, synonyms=False, soft=False)
        run = _Run(self, query, self.parse(query), 0)
        run.collect()
        return {self._ids[docnum] for docnum in run.ids}

    def parse(self, query: Query) -> ParsedQuery:
        """Words and filters of the typed line."""
        # Vocabularies are decoded only for a line that may hold a filter.
        keyed = ":" in query.text or "：" in query.text
        return parse_query(query, self.vocabulary if keyed else Vocabulary())

    @cached_property
    def _ids(self) -> list[str]:
        return [entry.provision_id for entry in self.engine.corpus.body_entries()]

    def resolve(self, text: str) -> str | None:
        """The document or provision a typed citation or id names."""
        return resolve_citation(text, self.catalog)

    def titled(self, words: Sequence[str]) -> set[int]:
        """Numbers of the documents whose title says every word."""
        bare = [skeleton(word) for word in words]
        return {
            number
            for number, title in enumerate(self._titles)
            if all(
                word in title or (short and short in self._skeletons[number][0])
                for word, short in zip(words, bare, strict=True)
            )
        }

    def _documents(self, parsed: ParsedQuery, today: int) -> Iterable[DocumentHit]:
        if not parsed.words:
            return
        found = self.titled(parsed.words)
        number = skeleton("".join(parsed.words))
        if re.search(r"\d", number):
            found |= {i for i, (_, own) in enumerate(self._skeletons) if own and number in own}
        for index in sorted(found, key=lambda i: (len(self._titles[i]), i)):
            document = self.engine.corpus.documents[index]
            if document_allowed(document, parsed.filters, today):
                marks = spans(document.title, parsed.words)
                yield DocumentHit(
                    document.document_id, document.title, tuple(marks), document.has_body
                )

    def _groups(self, ids: Iterable[int]) -> tuple[Group, ...]:
        corpus = self.engine.corpus
        counts = Counter(map(corpus.columns["documents"].__getitem__, ids))
        return tuple(
            Group(corpus.documents[number].document_id, corpus.documents[number].title, count)
            for number, count in counts.most_common(_MOST_GROUPS)
        )

    def skeleton_matches(self, word: str) -> list[int]:
        """Docnums that hold ``word`` when punctuation is set aside (疏解整治促提升专项行动)."""
        bare = skeleton(word)
        if len(bare) < 4:
            return []
        engine = self.engine
        characters = sorted(set(bare), key=engine.postings.frequency)[:4]
        candidates = set(engine.postings.postings(characters[0])[0])
        for character in characters[1:]:
            candidates &= set(engine.postings.postings(character)[0])
        return [i for i in sorted(candidates) if bare in skeleton(engine.corpus.folded(i))]


class _Run:
    """The steps of one search; each adds hits that the ones before did not find."""

    def __init__(self, searcher: Searcher, query: Query, parsed: ParsedQuery, limit: int) -> None:
        self.searcher = searcher
        self.engine = searcher.engine
        self.query = query
        self.parsed = parsed
        self.limit = limit
        self.today = (query.as_of or dt.date.today()).toordinal()
        self.allowed = allowed_docnums(self.engine.corpus, parsed.filters, self.today)
        self.titled = searcher.titled(parsed.words) if parsed.words else set()
        self.jump = searcher.resolve(query.text) if query.text.strip() else None
        self.total = 0
        self.ids: Sequence[int] = ()
        self.hits: list[Hit] = []
        self.also_searched: list[str] = []
        self.also_total = 0
        self.suggestion: str | None = None
        self._shown: set[int] = set()

    def collect(self) -> None:
        """Run the steps; with a limit of 0 only what is exact is counted."""
        words = self.parsed.words
        if not words:
            self._filters_alone()
            return
        exact = self._rank(words, self.parsed.joined)
        self.total, self.ids = exact.total, exact.ids
        self._add(exact.best, (*words, *self.parsed.joined))
        if not self.total:
            self._with_label_in_front()
        if not self.total:
            self._without_punctuation()
        if not self.limit:
            return
        if not self.total:
            self._cited()
        if len(words) == 1 and _LABEL.fullmatch(words[0]):
            self._labelled(words[0])
        if self.query.synonyms:
            self._other_wordings(self.searcher.synonyms.variants(words))
        if not self.total and any(_LATIN.fullmatch(word) for word in words):
            self._other_wordings(self._from_pinyin())
        if self.query.soft or (not self.hits and self.query.soft is not False):
            self._related()
        found = self.titled or any(not hit.soft for hit in self.hits)
        if not found and sum(map(len, words)) <= _LONGEST_CORRECTED:
            names = (*self.searcher.synonyms.words(), *map(fold, self.searcher._terms))
            self.suggestion = suggest(words, self.engine, names)

    # -- steps ------------------------------------------------------------------------------

    def _rank(self, words: Sequence[str], joined: Sequence[str] = ()) -> Ranked:
        return self.engine.rank(
            words,
            self.limit,
            today=self.today,
            allowed=self.allowed,
            titled=self.titled,
            joined=joined,
        )

    def _filters_alone(self) -> None:
        if self.allowed is None:
            return
        ids = set(self.allowed)
        literal = self.parsed.literal_words
        if len(literal) == 1:
            # 单位：市商务局 is a filter, and may as well be a piece of the text that is looked for.
            ids.update(self.engine.matches(literal[0]))
        ordered = sorted(ids)
        self.total, self.ids = len(ordered), ordered
        best = [(docnum, self.engine.prior(docnum, self.today)) for docnum in ordered]
        self._add(best[: self.limit], literal)

    def _with_label_in_front(self) -> None:
        """What was copied from a page together with the label before it: 第二条 在本市…"""
        first, *others = self.parsed.words
        match = _LABELLED.fullmatch(first)
        words = [word for word in (match[2], *others) if word] if match else []
        if match is None or not words:
            return
        labelled = self.engine.corpus.facets.get("label", {}).get(label_key(match[1]), ())
        ids = set(labelled).intersection(*(self.engine.matches(word) for word in words))
        self._found(sorted(ids), words)

    def _without_punctuation(self) -> None:
        lists = [
            self.engine.matches(word) or self.searcher.skeleton_matches(word)
            for word in self.parsed.words
        ]
        ids = set(lists[0]).intersection(*lists[1:])
        self._found(sorted(ids), self.parsed.words, bare=True)

    def _found(self, ids: Sequence[int], words: Sequence[str], *, bare: bool = False) -> None:
        found = [i for i in ids if self.allowed is None or i in self.allowed]
        if found:
            self.total, self.ids = len(found), found
            weights = self.engine.weights(words)
            best = [(i, self.engine.bm25(i, weights)) for i in found]
            best.sort(key=lambda pair: (-pair[1], pair[0]))
            self._add(best[: self.limit], words, bare=bare)

    def _cited(self) -> None:
        """The provision that the line names (条例 第十三条), when no text holds these words."""
        docnums = self.engine.corpus.facets.get("document", {})
        if self.jump is None or "#" not in self.jump:
            return
        for docnum in docnums.get(self.jump.partition("#")[0], ()):
            if self.engine.corpus.entry(docnum).provision_id == self.jump:
                self._add([(docnum, 1.0)], (), named=True)

    def _labelled(self, word: str) -> None:
        docnums = self.engine.corpus.facets.get("label", {}).get(label_key(word), ())
        fresh = [i for i in docnums if self.allowed is None or i in self.allowed]
        self._add([(i, self.engine.prior(i, self.today)) for i in fresh], (word,), named=True)

    def _other_wordings(self, variants: Iterable[Sequence[str]]) -> None:
        exact = set(self.ids)
        added: dict[int, tuple[float, tuple[str, ...]]] = {}
        for variant in variants:
            ranked = self._rank(variant)
            if not ranked.total:
                continue
            fresh = [i for i in ranked.ids if i not in exact]
            if fresh:
                changed = [word for word in variant if word not in self.parsed.words]
                shown = map(self.searcher.synonyms.shown, changed)
                self.also_searched += [w for w in shown if w not in self.also_searched]
            exact.update(fresh)
            self.also_total += len(fresh)
            for docnum, score in ranked.best:
                if docnum not in self._shown and score > added.get(docnum, (0.0, ()))[0]:
                    added[docnum] = (score, tuple(variant))
        for docnum, (score, wording) in sorted(added.items(), key=lambda item: -item[1][0]):
            via = " ".join(map(self.searcher.synonyms.shown, wording))
            self._add([(docnum, score)], wording, via=via)

    def _from_pinyin(self) -> list[tuple[str, ...]]:
        names = self.searcher._pinyin
        choices = []
        for word in self.parsed.words:
            wordings = names.wordings(word) if _LATIN.fullmatch(word) else []
            choices.append(wordings or [word])
        return list(islice(product(*choices), _MOST_WORDINGS))

    def _related(self) -> None:
        near = related(
            "\n".join(self.parsed.words),
            self.engine,
            self.searcher.synonyms if self.query.synonyms else Synonyms(),
            self.limit,
            today=self.today,
            allowed=self.allowed,
            skip=self._shown,
        )
        self._add(near.best, near.words, soft=True)

    # -- showing ----------------------------------------------------------------------------

    def _add(
        self,
        best: Iterable[tuple[int, float]],
        words: Sequence[str],
        *,
        via: str | None = None,
        soft: bool = False,
        bare: bool = False,
        named: bool = False,
    ) -> None:
        for docnum, score in best:
            if docnum in self._shown or len(self.hits) >= self.limit:
                continue
            self._shown.add(docnum)
            entry = self.engine.corpus.entry(docnum)
            self.hits.append(
                make_hit(entry, words, score, via=via, soft=soft, bare=bare, named=named)
            )


def make_hit(
    entry: IndexEntry,
    words: Sequence[str],
    score: float,
    *,
    via: str | None = None,
    soft: bool = False,
    bare: bool = False,
    is_note: bool = False,
    named: bool = False,
) -> Hit:
    """A hit with its snippet; the heading leads the snippet when it is what was found."""
    text = entry.searched_text
    heading = entry.heading or ""
    marks = spans(text, words)
    if heading and (not marks or any(word in fold(heading) for word in words)):
        text = f"{heading}　{text}" if text else heading
        marks = spans(text, words)
    if bare and not marks:
        marks = [span for word in words if (span := _bare_span(text, word)) is not None]
    if soft and not marks and entry.digest:
        in_digest = spans(entry.digest, words)
        if in_digest:
            text, marks = entry.digest, in_digest
    piece, highlights = snippet(text, merge(marks))
    return Hit(
        provision_id=entry.provision_id,
        document_id=entry.document_id,
        title=entry.title,
        label=entry.label,
        snippet=piece,
        highlights=highlights,
        score=score,
        is_note=is_note,
        via=via,
        soft=soft,
        heading=entry.heading,
        named=named,
    )


def _bare_span(text: str, word: str) -> tuple[int, int] | None:
    """Where ``word`` stands in ``text`` with punctuation set aside."""
    letters: list[str] = []
    origins: list[int] = []
    for index, char in enumerate(text):
        for letter in skeleton(char):
            letters.append(letter)
            origins.append(index)
    bare = skeleton(word)
    at = "".join(letters).find(bare)
    return (origins[at], origins[at + len(bare) - 1] + 1) if at >= 0 else None


def _note_hits(notes: Sequence[IndexEntry], words: Collection[str]) -> Iterable[Hit]:
    wanted = list(words)
    if not wanted:
        return
    for note in notes:
        literal = fold(f"{note.heading or ''}\n{note.text}")
        if all(word in literal for word in wanted):
            yield make_hit(note, wanted, 1.0, is_note=True)
