"""Policy packs as the window and the command line use them: look, install, take back, build."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.app.importing import Check, Progress, publication_files
from navigator.model.documents import Document, Provision, Publication
from navigator.model.errors import CatalogueError, StoreError
from navigator.store.packs import (
    Consent,
    Counts,
    Installation,
    Installed,
    Pack,
    PackError,
    PackShelf,
    Standing,
    TrustStore,
    admit,
    build,
    read_file,
)

if TYPE_CHECKING:
    from navigator.app.pack_catalogue import Layer
    from navigator.app.workbench import Workbench
    from navigator.store.records import Problem

LOGGER = logging.getLogger(__name__)
BUILT_IN = "builtin"
_FOLDERS, _FILES = ("documents", "measures"), ("edition.yaml", "glossary.yaml")


@dataclass(frozen=True, slots=True)
class Inspection:
    """A pack that was proved, and what installing it on this machine would bring.

    ``older_than`` is the installed edition that is later; ``present`` says that this very pack is
    the newest already. Document ids: ``new`` were not here, ``changed`` get another wording,
    ``same`` stay to the letter.
    """

    pack: Pack
    standing: Standing
    counts: Counts
    older_than: Installed | None
    present: bool
    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A pack that was written."""

    pack: Pack
    counts: Counts
    left_out: tuple[str, ...]  # files of the catalogue folder that never travel


class Packs:
    """The packs of one data folder. Every method may raise StoreError or PackError."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self.folder = bench.paths.packs
        self.trust = TrustStore(self.folder / "trust.json")

    @property
    def shelf(self) -> PackShelf:
        return PackShelf(self._bench.library, self.folder)

    def installed(self) -> list[Installed]:
        """Oldest installation first; the last one is what ``roll_back`` takes out."""
        return self.shelf.installed() if self._bench.paths.library.exists() else []

    # -- looking and installing -------------------------------------------------------------------

    def inspect(self, path: Path, check: Check | None = None) -> Inspection:
        """Read a pack, prove it and compare it with what is here; nothing is changed.

        Raises PackError or CatalogueError for a pack that cannot be installed at all.
        """
        pack = read_file(path)
        if check:
            check()
        standing = self.trust.standing(pack)
        counts = self._check_catalogue(pack.publications, pack.catalogue)
        if check:
            check()
        documents = [d for p in pack.publications for d in p.documents]
        installed = self.installed()
        library = self._bench.library if self._bench.paths.library.exists() else None
        new, changed, same = [], [], []
        for document in documents:
            if library is None or not library.exists(document.id):
                new.append(document.id)
            elif _words(document.provisions) == _words(library.provisions(document.id)):
                same.append(document.id)
            else:
                changed.append(document.id)
        return Inspection(
            pack,
            standing,
            counts,
            self.shelf.newer_than(pack) if installed else None,
            bool(installed) and installed[-1].sha256 == pack.sha256,
            tuple(new),
            tuple(changed),
            tuple(same),
        )

    def install(
        self,
        found: Inspection,
        consent: Consent,
        progress: Progress | None = None,
        check: Check | None = None,
    ) -> Installation:
        """Install a pack that was looked at, then rebuild the index on this machine.

        Raises PackError without consent where it is needed; stopping before the library has been
        written undoes all of it.
        """
        pack = found.pack
        remember = admit(pack, self.trust, consent)

        def step(words: str, share: float) -> None:
            if check:
                check()
            if progress:
                progress(words, share)

        done = self.shelf.install(
            pack,
            found.counts,
            dt.datetime.now(dt.UTC),
            allow_older=consent.allow_older,
            step=step,
        )
        if remember and pack.public_key is not None:
            self.trust.add(pack.manifest.publisher, pack.public_key, dt.datetime.now(dt.UTC))
        if done.changed:
            self._follow(progress)
        return done

    def roll_back(self, progress: Progress | None = None) -> tuple[Installed, Installed | None]:
        """Take the last installed pack out and rebuild the index; what went, what is newest now."""
        gone = self.shelf.roll_back()
        self._follow(progress)
        return gone

    def _follow(self, progress: Progress | None) -> None:
        """Our own words and the index follow the library."""
        if progress:
            progress("更新搜索索引", 0.8)
        self._bench.catalogue_changed()
        try:
            self._bench.search.ensure()
        except StoreError as error:
            raise PackError(
                f"政策包的改动已经完成，但{error.what}",
                error.todo,
                "搜索仍可使用，只是慢一些",
            ) from error

    # -- building ---------------------------------------------------------------------------------

    def build(
        self,
        output: Path,
        *,
        name: str,
        edition: str,
        publisher: str,
        files: Sequence[Path] = (),
        from_library: bool = False,
        catalogue: Path | None = None,
        key: Path | None = None,
        passphrase: bytes | None = None,
        replace_existing: bool = False,
        progress: Progress | None = None,
    ) -> Built:
        """Write a pack; equal input gives equal bytes. ``catalogue`` is a folder laid out like
        the built-in one, or the word ``builtin``. Raises ExpectedError."""
        from navigator.export.files import write_file
        from navigator.store.packs.keys import load_private
        from navigator.store.packs.pack import read

        secret = load_private(key, passphrase) if key is not None else None
        sources = self._from_library() if from_library else []
        sources += _from_files(files, progress)
        entries, left_out = _catalogue_files(catalogue) if catalogue is not None else ({}, ())
        counts = self._check_catalogue(sources, entries)
        data = build(
            name=name,
            edition=edition,
            publisher=publisher,
            sources=sources,
            catalogue=entries,
            key=secret,
        )
        write_file(output, data, force=replace_existing)
        return Built(read(data), counts, left_out)

    def _from_library(self) -> list[Publication]:
        """Everything imported, in the order of import."""
        from navigator.store.library_load import load_publication

        library = self._bench.library
        sources = library.sources()
        if not sources:
            raise PackError("资料库里还没有导入任何文件", "请先导入政策汇编，或者直接给出文件")
        with library.reading() as db:
            return [load_publication(db, record.sequence) for record in sources]

    # -- the catalogue of packs -------------------------------------------------------------------

    def _check_catalogue(
        self, sources: Iterable[Publication], files: Mapping[str, bytes]
    ) -> Counts:
        """Pass catalogue files through every check; raises CatalogueError for any mistake."""
        if not files:
            return Counts()
        from navigator.app.pack_catalogue import check_catalogue

        bench = self._bench
        texts: dict[str, Document] = {}
        if bench.paths.library.exists():
            for record in bench.library.documents():
                provisions = tuple(bench.library.provisions(record.id))
                texts[record.id] = replace(record.document, provisions=provisions)
        texts |= {document.id: document for item in sources for document in item.documents}
        layer = check_catalogue(files, texts, (bench.digests, bench.catalogue))
        return Counts(len(layer.digests.documents), len(layer.measures), len(layer.terms))

    def layers(self) -> list[Layer]:
        """Catalogues of the installed packs, oldest first; one that is damaged, or that this
        version cannot read, is left out (``problems`` tells of it)."""
        found = []
        for entry in self.installed():
            layer, _ = self._layer(entry)
            if layer is not None:
                found.append(layer)
        return found

    def _layer(self, entry: Installed) -> tuple[Layer | None, str]:
        from navigator.app.pack_catalogue import load_layer

        folder = self.shelf.catalogue_folder(entry)
        if folder is None:
            return None, ""
        try:
            return load_layer(folder, entry.catalogue), ""
        except CatalogueError as error:
            LOGGER.warning("the catalogue of an installed pack is left out")
            return None, error.what

    def problems(self) -> list[Problem]:
        """What is wrong with the installed packs."""
        from navigator.store.records import Problem

        found = self.shelf.problems()
        for entry in self.installed():
            _, fault = self._layer(entry)
            if fault:
                what = f"“{entry.name}”{entry.edition} 的要点和措施这个版本读不了，已停用：{fault}"
                found.append(Problem("政策包", what, mendable=False))
        return found


def _from_files(files: Iterable[Path], progress: Progress | None) -> list[Publication]:
    from navigator.ingest import read_publication

    return [read_publication(file, progress) for file in publication_files(files)]


def _catalogue_files(folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Files of a catalogue folder that travel, and names of YAML files that never do."""
    from navigator.resources import resource

    if str(folder) == BUILT_IN:
        folder = resource("catalogue")
    try:
        found = {
            f"{part}/{path.name}": path.read_bytes()
            for part in _FOLDERS
            for path in sorted((folder / part).glob("*.yaml"))
        }
        found |= {
            name: (folder / name).read_bytes() for name in _FILES if (folder / name).is_file()
        }
        others = tuple(sorted(p.name for p in folder.glob("*.yaml") if p.name not in _FILES))
    except OSError as error:
        raise PackError(
            f"目录文件读不出来（{error.filename}：{error.strerror}）", "请核对 --catalogue 的文件夹"
        ) from error
    if not found:
        raise PackError(
            f"“{folder}”里没有目录文件",
            "应有 documents/、measures/ 文件夹，或 edition.yaml、glossary.yaml",
        )
    return found, others


def _words(provisions: Iterable[Provision]) -> list[tuple[str, str]]:
    return [(p.path, p.wording) for p in provisions]
