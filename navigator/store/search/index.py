"""The search index of one library: opened when first needed, rebuilt by itself, never in the way.

The index is derived. Where it is missing, stale, damaged or of another library, the entries are
scanned instead, with the same answers, until it has been rebuilt.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from navigator.model.errors import Cancelled, StoreError
from navigator.store.search import generation as disk
from navigator.store.search.corpus import Corpus
from navigator.store.search.engine import Engine
from navigator.store.search.entries import EntryKind, IndexEntry
from navigator.store.search.generation import Health
from navigator.store.search.postings import ScanPostings, WhooshPostings
from navigator.store.search.query import Query
from navigator.store.search.results import SearchResult
from navigator.store.search.searcher import Searcher
from navigator.store.search.synonyms import Synonyms

log = logging.getLogger(__name__)


class SearchIndex:
    """All methods may be called from any thread.

    ``entries`` gives the library's entries at its present generation; it is called for a rebuild
    and for a plain scan. ``library_id`` tells this library from every other; ``generation`` is
    the library's number of its present state.
    """

    def __init__(
        self,
        folder: Path,
        *,
        library_id: str,
        generation: int,
        entries: Callable[[], Iterable[IndexEntry]],
        synonyms: Iterable[Sequence[str]] = (),
        terms: Iterable[str] = (),
    ) -> None:
        self.folder = folder
        self._library_id = library_id
        self._generation = generation
        self._entries = entries
        self._synonyms = Synonyms(synonyms)
        self._terms = tuple(terms)
        self._notes: tuple[IndexEntry, ...] = ()
        self._lock = threading.RLock()  # what is open
        self._building = threading.Lock()  # one build at a time
        self._view: _View | None = None
        self._broken = False  # the index failed while it was read
        self._worker: threading.Thread | None = None

    # -- upkeep -----------------------------------------------------------------------------

    def health(self, *, deep: bool = False) -> Health:
        """How the index on disk stands; ``deep`` reads every byte of it."""
        with self._lock:
            if self._broken:
                return Health.DAMAGED
        return disk.inspect(self.folder, self._library_id, self._generation, deep=deep)

    def moved_on(self, generation: int) -> None:
        """The library has changed: from now on the index of the earlier state is stale."""
        with self._lock:
            if generation != self._generation:
                self._generation = generation
                self._forget()

    def set_notes(self, notes: Iterable[IndexEntry]) -> None:
        """The user's own notes, searched beside; they change too often to be built in."""
        self._notes = tuple(note for note in notes if note.kind is EntryKind.NOTE)

    def rebuild(
        self,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Build the index anew and switch to it; searching goes on meanwhile.

        ``progress(done, total)`` is told now and then. Raises Cancelled with the present index
        untouched, or StoreError when the folder cannot be written.
        """

        def step(done: int, total: int) -> None:
            if cancelled():
                raise Cancelled
            progress(done, total)

        with self._building:
            with self._lock:
                generation = self._generation
            corpus = Corpus.build(self._entries())
            step(0, 1)
            try:
                disk.write(self.folder, corpus, self._library_id, generation, step)
            except OSError as error:
                raise StoreError(
                    f"搜索索引写不进“{self.folder}”（{error.strerror or error}）",
                    "资料库和笔记都没有改动，搜索仍可使用，只是慢一些",
                    "请检查磁盘空间和文件夹的写入权限，然后在“资料库”里点“修复”",
                ) from error
            with self._lock:
                self._broken = False
                self._forget()

    def ensure(
        self,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Rebuild unless the index is ready; whether a rebuild was needed."""
        if self.health() is Health.READY:
            return False
        self.rebuild(progress, cancelled)
        return True

    def ensure_in_background(self) -> threading.Thread | None:
        """Rebuild in a thread of its own where needed; None when there is nothing to do.

        A failure is logged and leaves the plain scan in place.
        """
        with self._lock:
            if self._worker is not None and self._worker.is_alive():
                return self._worker
            if self.health() is Health.READY:
                return None
            worker = threading.Thread(target=self._ensure_quietly, name="search-index")
            self._worker = worker
            worker.start()
            return worker

    def _ensure_quietly(self) -> None:
        try:
            self.ensure()
        except Exception:
            log.exception("the search index could not be rebuilt; searching by plain scan")

    def close(self) -> None:
        """Let go of the files, after a running rebuild has ended."""
        worker = self._worker
        if worker is not None:
            worker.join()
        with self._lock:
            self._forget()

    # -- searching --------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """Whether the next search reads the index, rather than scan the entries."""
        with self._borrowed() as view:
            return view.complete

    def search(self, query: Query | str, limit: int | None = 20) -> SearchResult:
        """At most ``limit`` hits for ``query`` (None for all); never raises for bad queries."""
        asked = Query(query) if isinstance(query, str) else query
        try:
            with self._borrowed() as view:
                result = view.searcher.search(asked, limit, self._notes)
        except Exception:
            # Whoosh reports damage by whatever its unpickling happens to raise.
            if not view.complete:
                raise
            log.exception("the search index failed while it was read; searching by plain scan")
            self._give_up(view)
            with self._borrowed() as view:
                result = view.searcher.search(asked, limit, self._notes)
        return replace(result, complete=view.complete)

    def warm(self) -> bool:
        """Reads what a first search would read, so that it is as quick as any later one.

        False, and nothing read, without an index: the entries are scanned only for who asks.
        """
        ready = self.health() is Health.READY
        if ready:
            self.search("政策", limit=1)
        return ready

    def exact(self, text: str) -> set[str]:
        """Ids of every provision whose heading or text contains all that ``text`` asks for."""
        with self._borrowed() as view:
            return view.searcher.exact(text)

    def resolve(self, text: str) -> str | None:
        """The document or provision id that a typed citation, 文号, title or id names."""
        with self._borrowed() as view:
            return view.searcher.resolve(text)

    def facet_counts(self, facet: str) -> list[tuple[str, int]]:
        """Values of ``domain``, ``unit``, ``kind`` or ``audience`` and how many provisions have
        them, the most frequent first."""
        with self._borrowed() as view:
            column = view.searcher.engine.corpus.facets.get(facet, {})
            counts = [(value, len(docnums)) for value, docnums in column.items()]
        return sorted(counts, key=lambda item: (-item[1], item[0]))

    @contextmanager
    def _borrowed(self) -> Iterator[_View]:
        with self._lock:
            view = self._view
            if view is None:
                view = self._view = self._open()
            view.users += 1
        try:
            yield view
        finally:
            with self._lock:
                view.users -= 1
                if view is not self._view and not view.users:
                    view.close()

    def _open(self) -> _View:
        if self.health(deep=disk.affordable(self.folder)) is Health.READY:
            try:
                corpus, postings = disk.open_current(self.folder)
            except Exception:
                log.exception("the search index cannot be opened; searching by plain scan")
                self._broken = True
            else:
                return self._view_of(Engine(corpus, postings), complete=True)
        corpus = Corpus.build(self._entries())
        return self._view_of(Engine(corpus, ScanPostings(corpus)), complete=False)

    def _view_of(self, engine: Engine, *, complete: bool) -> _View:
        return _View(Searcher(engine, self._synonyms, self._terms), complete)

    def _give_up(self, view: _View) -> None:
        with self._lock:
            if self._view is view:
                self._broken = True
                self._forget()

    def _forget(self) -> None:
        view, self._view = self._view, None
        if view is not None and not view.users:
            view.close()


class _View:
    """One opened state; its files are closed once nobody searches in it any more."""

    def __init__(self, searcher: Searcher, complete: bool) -> None:
        self.searcher = searcher
        self.complete = complete  # False: a plain scan
        self.users = 0

    def close(self) -> None:
        postings = self.searcher.engine.postings
        if isinstance(postings, WhooshPostings):
            postings.close()
