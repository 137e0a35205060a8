"""Installing and taking back, each in one transaction of the library.

The transaction is the installation: the list of packs, the documents and their editions change in
it together. What lies in the packs' folder is written before and is only looked at through the
list, so a power cut at any point leaves either the state before or the state after, and at worst a
folder that nothing refers to, which the next installation clears away. The catalogue files in the
folder are unpacked from the kept pack and can be unpacked again from it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.model.errors import StoreError
from navigator.store import library_import
from navigator.store.faults import told_plainly
from navigator.store.packs import ledger
from navigator.store.packs.errors import PackError
from navigator.store.packs.ledger import Installed
from navigator.store.packs.manifest import edition_order
from navigator.store.packs.pack import Pack, read_file
from navigator.store.packs.trust import same_name
from navigator.store.records import ImportOutcome, Problem

if TYPE_CHECKING:
    from sqlite_utils import Database

    from navigator.store.library import Library

NAME = "政策包文件夹"
KEPT = "pack.pnpack"
_CATALOGUE = "catalogue"
_NEW = ".new-"

Step = Callable[[str, float], None]  # what is being done, how far (0..1); may raise Cancelled


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries of a pack's catalogue."""

    digests: int = 0
    measures: int = 0
    terms: int = 0


@dataclass(frozen=True, slots=True)
class Installation:
    """What one installation did; ``changed`` is False when the very pack was the newest already."""

    entry: Installed
    changed: bool
    outcomes: tuple[ImportOutcome, ...] = ()


def content_digest(files: Mapping[str, bytes]) -> str:
    """One hash over names and contents; empty for none."""
    if not files:
        return ""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


class PackShelf:
    """The installed packs of one library; ``folder`` holds their files."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder

    def installed(self) -> list[Installed]:
        """Oldest installation first."""
        with self.library.reading() as db:
            return ledger.load(db, self.library.path)

    def newer_than(self, pack: Pack) -> Installed | None:
        """The installed edition of the same publisher that is later than ``pack``, if any."""
        return _newer(self.installed(), pack)

    # -- changing ---------------------------------------------------------------------------------

    def install(
        self,
        pack: Pack,
        counts: Counts,
        now: dt.datetime,
        *,
        allow_older: bool = False,
        step: Step = lambda words, share: None,
    ) -> Installation:
        """Put a proved pack in. Raises PackError for an older edition, StoreError when it cannot
        be written; whatever is raised, or Cancelled by ``step``, leaves all as it was."""
        made: Path | None = None
        try:
            with self.library.writing() as db:
                entries = ledger.load(db, self.library.path)
                if entries and entries[-1].sha256 == pack.sha256:
                    return Installation(entries[-1], False)
                if any(entry.sha256 == pack.sha256 for entry in entries):
                    raise PackError(
                        "这个政策包已经安装过，后来又装了别的版次", "要回到它，请逐次回退"
                    )
                newer = _newer(entries, pack)
                if newer is not None and not allow_older:
                    raise older(pack, newer)
                step("存放政策包", 0.1)
                with told_plainly(NAME, self.folder):
                    self._clear(entries)
                    made = self._put(pack)
                outcomes = []
                for number, publication in enumerate(pack.publications):
                    step("存入资料库", 0.2 + 0.5 * number / len(pack.publications))
                    outcomes.append(library_import.add(db, publication, now))
                entry = _entry(pack, counts, now, _sequences(db, outcomes))
                ledger.save(db, [*entries, entry])
                library_import.bump(db)
                step("存入资料库", 0.75)
        except BaseException:
            if made is not None:
                self._take_back(made, pack)
            raise
        return Installation(entry, True, tuple(outcomes))

    def roll_back(self) -> tuple[Installed, Installed | None]:
        """Take the pack installed last out; what it replaced comes back. Returns that pack and the
        one that is the newest now. Raises PackError when none is installed."""
        with self.library.writing() as db:
            entries = ledger.load(db, self.library.path)
            if not entries:
                raise PackError("没有安装过政策包，没有可以回退的", "")
            gone = entries[-1]
            for sha256, sequence in gone.added:
                # Removed and imported again by hand, it is no longer the pack's.
                present = db.execute(
                    "select 1 from sources where sha256 = ? and sequence = ?", [sha256, sequence]
                ).fetchone()
                if present:
                    library_import.remove(db, sha256)
            ledger.save(db, entries[:-1])
            library_import.bump(db)
        with contextlib.suppress(OSError):
            self._clear(entries[:-1])
        return gone, entries[-2] if len(entries) > 1 else None

    # -- files ------------------------------------------------------------------------------------

    def _put(self, pack: Pack) -> Path:
        """The pack and its catalogue files in a folder that takes its name when complete."""
        target = self.folder / pack.sha256[:16]
        fresh = self.folder / f"{_NEW}{uuid.uuid4().hex[:8]}"
        fresh.mkdir(parents=True)
        try:
            with (fresh / KEPT).open("wb") as file:
                file.write(pack.data)
                file.flush()
                os.fsync(file.fileno())
            _unpack(pack.catalogue, fresh / _CATALOGUE)
            fresh.rename(target)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        _sync_folder(self.folder)
        return target

    def _take_back(self, made: Path, pack: Pack) -> None:
        """Remove what was put down for an installation that did not come about."""
        with contextlib.suppress(StoreError):
            if all(entry.sha256 != pack.sha256 for entry in self.installed()):
                shutil.rmtree(made, ignore_errors=True)

    def _clear(self, entries: list[Installed]) -> None:
        """Remove folders no entry refers to. Only inside a write transaction, or just after one:
        another process may be about to refer to them."""
        if not self.folder.is_dir():
            return
        wanted = {entry.folder for entry in entries}
        for item in self.folder.iterdir():
            if item.is_dir() and not item.is_symlink() and item.name not in wanted:
                shutil.rmtree(item, ignore_errors=True)

    def catalogue_folder(self, entry: Installed) -> Path | None:
        """Where an installed catalogue lies; None when it has none or not all of it is there."""
        if not entry.catalogue:
            return None
        folder = self.folder / entry.folder / _CATALOGUE
        return folder if _digest_on_disk(folder) == entry.catalogue else None

    def problems(self) -> list[Problem]:
        """Installed packs whose files are missing or changed."""
        found = []
        for entry in self.installed():
            whole = self._kept(entry) is not None
            if entry.catalogue and self.catalogue_folder(entry) is None:
                found.append(
                    Problem(
                        "政策包",
                        f"“{entry.name}”{entry.edition} 的要点和措施缺失或被改动，已停用",
                        mendable=whole,
                    )
                )
            elif not whole:
                found.append(
                    Problem(
                        "政策包",
                        f"“{entry.name}”{entry.edition} 留存的政策包文件缺失或被改动",
                        mendable=False,
                    )
                )
        return found

    def mend(self) -> list[str]:
        """Unpack damaged catalogues again from the kept packs; what was done, as sentences."""
        done = []
        with told_plainly(NAME, self.folder):
            for entry in self.installed():
                if not entry.catalogue or self.catalogue_folder(entry) is not None:
                    continue
                pack = self._kept(entry)
                if pack is not None:
                    folder = self.folder / entry.folder / _CATALOGUE
                    if folder.exists():
                        shutil.rmtree(folder)
                    _unpack(pack.catalogue, folder)
                    done.append(f"已从留存的政策包恢复“{entry.name}”{entry.edition} 的要点和措施")
        return done

    def _kept(self, entry: Installed) -> Pack | None:
        """The pack as it was installed, proved again; None when it is not that any more."""
        try:
            pack = read_file(self.folder / entry.folder / KEPT)
        except PackError:
            return None
        return pack if pack.sha256 == entry.sha256 else None


def older(pack: Pack, newer: Installed) -> PackError:
    return PackError(
        f"这个政策包（{pack.manifest.edition}）比已安装的（{newer.edition}）旧，"
        "装上后旧的文字会变成现行",
        "确实要装旧版次时，请加 --allow-older；只想回到上一版次，请用 pack rollback",
    )


def _newer(entries: list[Installed], pack: Pack) -> Installed | None:
    publisher = same_name(pack.manifest.publisher)
    own = [
        entry
        for entry in entries
        if same_name(entry.publisher) == publisher
        or (entry.fingerprint is not None and entry.fingerprint == pack.fingerprint)
    ]
    latest = max(own, key=lambda entry: edition_order(entry.edition), default=None)
    if latest and edition_order(latest.edition) > edition_order(pack.manifest.edition):
        return latest
    return None


def _entry(
    pack: Pack, counts: Counts, now: dt.datetime, added: tuple[tuple[str, int], ...]
) -> Installed:
    said = pack.manifest
    return Installed(
        sha256=pack.sha256,
        name=said.name,
        edition=said.edition,
        publisher=said.publisher,
        fingerprint=pack.fingerprint,
        created=said.created.isoformat(),
        installed_at=now.astimezone().isoformat(timespec="seconds"),
        documents=pack.document_count,
        provisions=pack.provision_count,
        digests=counts.digests,
        measures=counts.measures,
        terms=counts.terms,
        catalogue=content_digest(pack.catalogue),
        added=added,
    )


def _sequences(db: Database, outcomes: list[ImportOutcome]) -> tuple[tuple[str, int], ...]:
    """The sources that came with this installation; what was here before is not the pack's."""
    return tuple(
        db.execute(
            "select sha256, sequence from sources where sha256 = ?", [outcome.source.sha256]
        ).fetchone()
        for outcome in outcomes
        if not outcome.already_present
    )


def _unpack(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        path = folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _digest_on_disk(folder: Path) -> str:
    try:
        return content_digest(
            {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in folder.rglob("*")
                if path.is_file()
            }
        )
    except OSError:
        return ""


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
