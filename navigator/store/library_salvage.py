"""Taking whole publications over from a damaged library into a new one."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.model.documents import Publication, count_characters
from navigator.store import library_rows
from navigator.store.database import connect, connect_to_read, immediate, refuse_if_open, sidecars
from navigator.store.faults import told_plainly
from navigator.store.library_import import add
from navigator.store.library_load import load_publication
from navigator.store.library_schema import LIBRARY
from navigator.store.migrate import prepare

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Renewal:
    """A library begun anew: where the damaged one is, which sources were saved, which not."""

    aside: Path
    saved: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """For the user, a sentence each, without full stops."""
        sentences = [f"资料库文件已损坏，原文件改名为“{self.aside.name}”保留，资料库已重建"]
        if self.saved:
            sentences.append(f"已从中救回：{'、'.join(self.saved)}")
        if self.lost:
            sentences.append(f"以下文件需要重新导入：{'、'.join(self.lost)}")
        elif not self.saved:
            sentences.append("请重新导入政策汇编")
        return tuple(sentences)


def renew(path: Path) -> Renewal:
    """Rename the damaged library at ``path`` and begin a new one with what is whole in it.

    Only publications that are whole to the character are taken over. This process must have no
    connection to the library; raises BusyError, changing nothing, when another one has.
    """
    with told_plainly(LIBRARY.name, path):
        refuse_if_open(path, LIBRARY.name)
        aside = _move_aside(path)
        prepare(path, LIBRARY, path.parent / "backups")
        saved, lost = _take_over(path, aside)
    return Renewal(aside, tuple(saved), tuple(lost))


def _take_over(path: Path, aside: Path) -> tuple[list[str], list[str]]:
    """Names of the sources saved and of those that must be imported again."""
    saved: list[str] = []
    lost: list[str] = []
    try:
        source = connect_to_read(aside)
    except sqlite3.DatabaseError:
        return saved, lost
    with closing(source), closing(connect(path)) as target:
        found: list[tuple[int, str, str]] = []
        with contextlib.suppress(sqlite3.DatabaseError):
            found += source.execute(
                "select sequence, name, imported_at from sources order by sequence"
            ).fetchall()
        for sequence, name, imported_at in found:
            try:
                publication = load_publication(source, sequence)
                whole = _is_whole(source, sequence, publication)
            except (sqlite3.DatabaseError, ValueError, KeyError, TypeError):
                whole = False
            if not whole:
                lost.append(name)
                continue
            with immediate(target):
                add(target, publication, library_rows.moment(imported_at))
            saved.append(name)
        from navigator.store.packs.ledger import carry_over

        with immediate(target):
            carry_over(source, target)
    return saved, lost


def _is_whole(source: Database, sequence: int, publication: Publication) -> bool:
    """Whether one source is there as it was imported, by count and by hash."""
    hashes = source.execute(
        "select content from editions where source = ? order by position", [sequence]
    ).fetchall()
    claimed = source.execute(
        "select documents from sources where sequence = ?", [sequence]
    ).fetchone()[0]
    documents, characters = publication.documents, publication.characters
    return (
        characters.balanced
        and len(documents) == claimed
        and sum(document.characters for document in documents) == characters.kept
        and sum(count_characters(item.text) for item in publication.removed) == characters.removed
        and [library_rows.content_hash(document) for document in documents]
        == [row[0] for row in hashes]
    )


def _move_aside(path: Path) -> Path:
    """Rename a damaged file, out of the way but never away."""
    stamp = dt.datetime.now().strftime("%Y%m%d-%H%M%S")
    number, target = 1, path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}-damaged-{stamp}-{number}{path.suffix}")
    for old, new in zip((path, *sidecars(path)), (target, *sidecars(target)), strict=True):
        if old.exists():
            old.rename(new)
    return target
