"""Importing publications: each file all or nothing, one outcome or one sentence for each."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.ingest import FORMATS, read_publication
from navigator.model.documents import Provision, Publication
from navigator.model.errors import Cancelled, ExpectedError, ReadError

if TYPE_CHECKING:
    from navigator.store.library import Library
    from navigator.store.records import ImportOutcome

LOGGER = logging.getLogger(__name__)

Progress = Callable[[str, float], None]  # what is being done, how far (0..1)
Check = Callable[[], None]  # raises Cancelled


@dataclass(frozen=True, slots=True)
class Failure:
    name: str
    message: str


@dataclass(slots=True)
class ImportReport:
    """What an import did, file by file."""

    imported: list[ImportOutcome] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    cancelled: bool = False  # stopped between files: what is in ``imported`` stays

    @property
    def changed(self) -> bool:
        return any(not outcome.already_present for outcome in self.imported)


def publication_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files to import: what is named, and of a folder the publications in it, by name.

    Raises ReadError for a folder that holds none.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        files = sorted(
            item
            for item in path.iterdir()
            if item.is_file()
            and item.suffix.lower() in FORMATS
            and not item.name.startswith((".", "~$"))
        )
        if not files:
            raise ReadError(
                f"文件夹“{path.name}”里没有可以导入的文件",
                "资料库没有任何改动",
                "可以导入 .txt、.docx、.pdf（带文字层）和 .html",
            )
        yield from files


def import_files(
    paths: Iterable[Path],
    library: Library,
    progress: Progress | None = None,
    check: Check | None = None,
) -> ImportReport:
    """Import every file of ``paths``; a file that fails leaves the others and the library alone.

    When ``check`` raises Cancelled, the file in hand is undone; with files stored before it the
    report says so (``cancelled``), else Cancelled is passed on.
    """
    report = ImportReport()
    files = list(_expanded(paths, report.failed))
    for number, file in enumerate(files):
        step = _share(progress, number, len(files))
        try:
            publication = read_publication(file, step, check)
            if step:
                step("存入资料库", 0.9)
            if check:
                check()
            report.imported.append(library.add_publication(publication, dt.datetime.now(dt.UTC)))
        except Cancelled:
            if not report.changed:
                raise
            report.cancelled = True
            break
        except ExpectedError as error:
            LOGGER.info("import of one file failed: %s", type(error).__name__)
            report.failed.append(Failure(file.name, error.message))
    return report


def _expanded(paths: Iterable[Path], failed: list[Failure]) -> Iterator[Path]:
    """The files of all paths; folders without any are noted in ``failed``."""
    for path in paths:
        try:
            yield from publication_files([path])
        except ExpectedError as error:
            failed.append(Failure(path.name, error.message))


def _share(progress: Progress | None, done: int, total: int) -> Progress | None:
    """The progress of one file as a part of all of them."""
    if progress is None:
        return None
    return lambda words, share: progress(words, (done + share) / total)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import of one file would bring; ``message`` tells why it cannot be imported.

    ``present``: the very same file is in the library. ``known`` are ids of documents the library
    has, ``unchanged`` those of them whose wording is the same to the letter.
    """

    path: Path
    publication: Publication | None = None
    present: bool = False
    known: frozenset[str] = frozenset()
    unchanged: frozenset[str] = frozenset()
    message: str = ""


def preview_files(
    paths: Iterable[Path],
    library: Library,
    progress: Progress | None = None,
    check: Check | None = None,
) -> list[Preview]:
    """Read files without storing anything. Raises Cancelled when ``check`` does."""
    failed: list[Failure] = []
    files = list(_expanded(paths, failed))
    previews = [Preview(Path(failure.name), message=failure.message) for failure in failed]
    for number, file in enumerate(files):
        try:
            publication = read_publication(file, _share(progress, number, len(files)), check)
        except Cancelled:
            raise
        except ExpectedError as error:
            previews.append(Preview(file, message=error.message))
            continue
        known = [d for d in publication.documents if library.exists(d.id)]
        same = (d.id for d in known if _words(d.provisions) == _words(library.provisions(d.id)))
        previews.append(
            Preview(
                file,
                publication,
                library.has_source(publication.source.sha256),
                frozenset(d.id for d in known),
                frozenset(same),
            )
        )
    return previews


def _words(provisions: Iterable[Provision]) -> list[tuple[str, str]]:
    return [(provision.path, provision.wording) for provision in provisions]
