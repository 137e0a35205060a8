"""A library many times the size of the compilation, its sentences recombined; a full desk."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from pathlib import Path

from benchmarks.search import sentences
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.ingest import read_publication
from navigator.model.documents import Document, Publication

ENTRIES = 5_000  # on a full desk: of bookmarks, and of notes


def fill(folder: Path, seed: Path, scale: int) -> int:
    """A data folder whose library holds the compilation ``scale`` times; provisions in it.

    The first time it is the compilation itself, index included; every further time its documents
    come under other ids, with as many sentences in each provision, but other ones.
    """
    publication = read_publication(seed)
    pool = sentences(seed)
    with Workbench(Paths(folder).make()) as workbench:
        workbench.import_files([seed])
        for number in range(1, scale):
            copy = _copy(publication, number, pool)
            workbench.library.add_publication(copy, dt.datetime.now(dt.UTC))
        if scale > 1:
            workbench.search.moved_on(workbench.library.generation)
            workbench.search.ensure()
    return scale * sum(len(document.provisions) for document in publication.documents)


def fill_desk(folder: Path) -> None:
    """Bookmarks and notes all over a library made by :func:`fill`, ``ENTRIES`` of each."""
    chance = random.Random(3)
    with Workbench(Paths(folder)) as bench:
        ids = [view.id for view in bench.documents()[:200]]
        places = [item.id for one in ids for item in bench.contents.provisions(one)]
        with bench.desk.writing():
            for number in range(ENTRIES):
                bench.desk.bookmarks.add(chance.choice(places), folder=f"文件夹{number % 30}")
                bench.desk.notes.add(
                    f"# 笔记 {number}\n来电咨询，已答复。", on=chance.choice(places)
                )


def _copy(publication: Publication, number: int, pool: list[str]) -> Publication:
    chance = random.Random(number)

    def again(document: Document) -> Document:
        new = f"{document.id}-{number}"
        provisions = tuple(
            dataclasses.replace(
                provision,
                document_id=new,
                text="".join(chance.choices(pool, k=max(1, provision.text.count("。")))),
            )
            for provision in document.provisions
        )
        return dataclasses.replace(
            document, id=new, title=f"{document.title}（{number}）", provisions=provisions
        )

    return dataclasses.replace(
        publication,
        source=dataclasses.replace(
            publication.source, name=f"{number}.txt", sha256=f"{number:064x}"
        ),
        documents=tuple(again(document) for document in publication.documents),
    )
