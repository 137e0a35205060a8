"""The composition root: one object that holds the product, shared by window and command line.

Everything is opened when first asked for, so that a start costs only what it shows.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from navigator.app.paths import Paths, find_paths

if TYPE_CHECKING:
    from navigator.app.content import Contents, DocumentView
    from navigator.app.importing import Check, ImportReport, Progress
    from navigator.app.pack_catalogue import Layer
    from navigator.app.packs import Packs
    from navigator.eligibility.rules import Rules
    from navigator.model.digests import Digests, Term
    from navigator.model.documents import Document
    from navigator.model.measures import MeasureCatalogue
    from navigator.store.desk import Desk
    from navigator.store.library import Library
    from navigator.store.records import Report
    from navigator.store.search import IndexEntry, SearchIndex


_INDEX_FAULTS = {
    "missing": "搜索索引还没有建立，搜索会慢一些",
    "stale": "搜索索引是旧的，需要重建",
    "damaged": "搜索索引损坏，需要重建",
    "foreign": "搜索索引不是这个资料库的，需要重建",
}


class Settings:
    """Settings kept on the desk. Until the desk is opened they are read by a glance at its file."""

    def __init__(
        self, desk: Callable[[], Desk], glance: Callable[[], dict[str, Any] | None]
    ) -> None:
        self._desk = desk
        self._glance = glance

    def get(self, key: str, default: object = None) -> Any:
        """Raises StoreError when the desk cannot be opened."""
        seen = self._glance()
        if seen is not None:
            return seen.get(key, default)
        return self._desk().settings.get(key, default)

    def set(self, key: str, value: object) -> None:
        self._desk().settings.set(key, value)


class Workbench:
    """The product without a window. All parts may be used from any thread."""

    def __init__(self, paths: Paths | None = None) -> None:
        self.paths = paths or find_paths()
        self._lock = threading.RLock()
        self._library: Library | None = None
        self._desk: Desk | None = None
        self._search: SearchIndex | None = None
        self._glanced: dict[str, Any] | None = None
        self.settings = Settings(lambda: self.desk, self._glance)

    @cached_property
    def contents(self) -> Contents:
        from navigator.app.content import Contents

        return Contents(lambda: self.library, lambda: self.digests)

    def _glance(self) -> dict[str, Any] | None:
        """The settings as they were at the first glance; None once the desk is open or needs it."""
        with self._lock:
            if self._desk is None and self._glanced is None:
                from navigator.store.glance import glance

                self._glanced = glance(self.paths.desk)
            return self._glanced if self._desk is None else None

    # -- stored state ---------------------------------------------------------------------------

    @property
    def library(self) -> Library:
        """Raises StoreError when it cannot be opened."""
        with self._lock:
            if self._library is None:
                from navigator.store.library import Library

                self.paths.make()
                self._library = Library.open(self.paths.library)
            return self._library

    @property
    def desk(self) -> Desk:
        """Raises StoreError when it cannot be opened."""
        with self._lock:
            if self._desk is None:
                from navigator.store.desk import Desk

                self.paths.make()
                self._desk = Desk.open(self.paths.desk)
                self._glanced = None
            return self._desk

    @property
    def search(self) -> SearchIndex:
        """The index; until it is built, searches answer by a plain scan."""
        library = self.library
        with self._lock:
            if self._search is None:
                from navigator.catalogue.synonyms import load_synonyms
                from navigator.resources import resource
                from navigator.store.search import SearchIndex

                self._search = SearchIndex(
                    self.paths.index_folder,
                    library_id=f"{library.library_id}-{self.catalogue_edition}",
                    generation=library.generation,
                    entries=self._entries,
                    synonyms=load_synonyms(resource("catalogue")),
                    terms=[spelling for t in self.glossary for spelling in (t.term, *t.also)],
                )
            return self._search

    def _entries(self) -> Iterator[IndexEntry]:
        """Everything that can be found: official wording where it is here, digests everywhere."""
        from dataclasses import replace

        from navigator.store.search import entries_of

        for view in self.contents.documents():
            names: dict[str, str] = {}
            texts: dict[str, str] = {}
            if view.digest is not None:
                texts[view.id] = view.digest.summary
                for item in view.digest.provisions:
                    provision_id = view.digest.provision_id(item)
                    texts[provision_id] = item.text
                    names[provision_id] = item.name
            # While the official wording is not here, the digest is what there is to be found.
            provisions = tuple(
                item.provision
                if item.official
                else replace(item.provision, text=item.provision.text or item.digest or "")
                for item in self.contents.provisions(view.id)
            )
            document: Document = replace(view.document, provisions=provisions, domains=view.domains)
            yield from entries_of(document, texts, names)

    # -- our own knowledge ----------------------------------------------------------------------

    @cached_property
    def digests(self) -> Digests:
        from navigator.catalogue.documents import load_digests

        found = load_digests()
        if self._layers:
            from navigator.app.pack_catalogue import with_digests

            found = with_digests(found, self._layers)
        return found

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        from navigator.catalogue.glossary import load_glossary

        found = load_glossary()
        if self._layers:
            from navigator.app.pack_catalogue import with_terms

            found = with_terms(found, self._layers)
        return found

    @cached_property
    def catalogue(self) -> MeasureCatalogue:
        """Facts and measures."""
        from navigator.catalogue.documents import measure_order
        from navigator.catalogue.measures import load_catalogue

        found = load_catalogue(order=measure_order())
        if self._layers:
            from navigator.app.pack_catalogue import with_measures

            found = with_measures(found, self._layers)
        return found

    @cached_property
    def rules(self) -> Rules:
        """The compiled measures."""
        from navigator.eligibility.rules import Rules

        return Rules(self.catalogue)

    @cached_property
    def catalogue_edition(self) -> str:
        """Short hash of our own words as they ship, part of the index's identity."""
        from navigator.catalogue.documents import documents_folder
        from navigator.catalogue.yaml_source import digest_of

        shipped = digest_of(documents_folder().glob("*.yaml"))[:12]
        return "-".join((shipped, *(layer.digest[:12] for layer in self._layers)))

    # -- policy packs ---------------------------------------------------------------------------

    @cached_property
    def packs(self) -> Packs:
        from navigator.app.packs import Packs

        return Packs(self)

    @cached_property
    def _layers(self) -> list[Layer]:
        """Catalogues of installed packs; nothing is opened while there is no pack."""
        return self.packs.layers() if self.paths.packs.is_dir() else []

    def catalogue_changed(self) -> None:
        """A pack came or went: our words, the rules and the index are asked for anew."""
        with self._lock:
            search, self._search = self._search, None
            for name in ("_layers", "digests", "glossary", "catalogue", "rules"):
                self.__dict__.pop(name, None)
            self.__dict__.pop("catalogue_edition", None)
        if search is not None:
            search.close()

    # -- work -----------------------------------------------------------------------------------

    def import_files(
        self, paths: Iterable[Path], progress: Progress | None = None, check: Check | None = None
    ) -> ImportReport:
        """Import files and bring the index up to date."""
        from navigator.app.importing import import_files

        report = import_files(paths, self.library, progress, check)
        if report.changed:
            if progress:
                progress("更新搜索索引", 0.95)
            self.search.moved_on(self.library.generation)
            self.search.ensure()
        return report

    def documents(self) -> list[DocumentView]:
        return self.contents.documents()

    def verify(self) -> Report:
        """Check what is stored, without changing anything."""
        from navigator.store.health import verify

        report = verify(self.paths, check_index=self._check_index)
        # Of a damaged library one cannot ask which packs are in it.
        whole = all(problem.where == "索引" for problem in report.problems)
        return report + self._check_packs() if whole else report

    def repair(self) -> Report:
        """Mend what is derived; the desk is only ever rebuilt from a copy of itself."""
        from navigator.store.health import repair
        from navigator.store.records import Report

        self.close()
        self.paths.make()
        report = repair(
            self.paths, check_index=self._check_index, rebuild_index=self._rebuild_index
        )
        if not report.ok or self._check_packs().ok:
            return report
        actions = tuple(self.packs.shelf.mend())
        self.catalogue_changed()
        self.search.ensure()
        return report + self._check_packs() + Report(actions=actions)

    def _check_packs(self) -> Report:
        """Nothing to say while no pack is installed."""
        from navigator.store.records import Report

        if not self.packs.installed():
            return Report()
        return Report(("政策包",), tuple(self.packs.problems()))

    def _check_index(self) -> list[Any]:
        from navigator.store.records import Problem
        from navigator.store.search import Health

        if not self.paths.library.exists():
            return []  # nothing imported yet, hence nothing to index
        health = self.search.health(deep=True)
        if health is Health.READY:
            return []
        return [Problem("索引", _INDEX_FAULTS[health.value])]

    def _rebuild_index(self) -> str:
        self.search.rebuild()
        return "已重建搜索索引"

    def close(self) -> None:
        """Close every file; parts asked for afterwards are opened anew."""
        with self._lock:
            for part in (self._search, self._desk, self._library):
                if part is not None:
                    part.close()
            self._search = self._desk = self._library = self._glanced = None

    def __enter__(self) -> Workbench:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
