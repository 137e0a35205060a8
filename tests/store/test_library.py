"""What goes into the library comes out again, and nothing else changes."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_samples import NOON, document, large_publication, publication

from navigator.ingest.publication import read_publication
from navigator.model.documents import Domain
from navigator.model.errors import StoreError
from navigator.store.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "资 料" / "library.db") as opened:
        yield opened


def test_documents_come_back_as_they_went_in(library: Library) -> None:
    first, second = document("甲".encode().hex()), document("second", references=("《别处》",))
    outcome = library.add_publication(publication(first, second), NOON)
    assert outcome.documents == (first.id, second.id)
    assert outcome.provisions == 4
    assert not outcome.already_present
    for original in (first, second):
        record = library.document(original.id)
        assert record is not None
        assert record.document == replace(original, provisions=())
        assert tuple(library.provisions(original.id)) == original.provisions
        assert record.provision_count == len(original.provisions)
        assert record.source_name == "汇编 第一季.txt"
        assert record.imported_at == NOON
        for provision in original.provisions:
            assert library.provision(provision.id) == provision
    assert [record.id for record in library.documents()] == [first.id, second.id]
    assert list(library.iter_provisions()) == [*first.provisions, *second.provisions]
    assert library.provision_ids() == [p.id for p in (*first.provisions, *second.provisions)]


def test_source_tells_what_was_removed_and_doubted(library: Library) -> None:
    given = publication(document("one"))
    library.add_publication(given, NOON)
    (source,) = library.sources()
    assert source.source == given.source
    assert source.characters == given.characters
    assert (source.documents, source.provisions) == (1, 2)
    assert library.removals(given.source.sha256) == list(given.removed)
    assert library.reviews(given.source.sha256) == list(given.review)
    assert library.removals("unknown") == []


def test_same_file_again_changes_nothing_and_says_so(library: Library) -> None:
    given = publication(document("one"))
    first = library.add_publication(given, NOON)
    again = library.add_publication(given, NOON + dt.timedelta(days=1))
    assert again == replace(first, already_present=True)
    assert library.generation == 1
    assert library.has_source(given.source.sha256)
    assert not library.has_source("other")


def test_every_change_is_counted_and_reopening_is_none(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    given = publication(document("one"))
    with Library.open(path) as library:
        identity = library.library_id
        assert library.generation == 0
        library.add_publication(given, NOON)
    with Library.open(path) as library:
        assert (library.generation, library.library_id) == (1, identity)
        assert library.remove_source(given.source.sha256)
        assert library.generation == 2
        assert not library.remove_source(given.source.sha256)
        assert library.generation == 2
        assert library.documents() == []
    with Library.open(tmp_path / "other.db") as other:
        assert other.library_id != identity


def test_fingerprint_depends_on_files_not_on_order(tmp_path: Path) -> None:
    publications = [publication(document("one")), publication(document("two"))]
    prints = []
    for name, order in (("a", publications), ("b", publications[::-1])):
        with Library.open(tmp_path / f"{name}.db") as library:
            for given in order:
                library.add_publication(given, NOON)
            prints.append(library.fingerprint)
    assert prints[0] == prints[1]


def test_other_wording_makes_an_edition_and_keeps_the_earlier(library: Library) -> None:
    old = document("one", texts=("旧的文字。",))
    new = document("one", texts=("新的文字。", "多出一条。"))
    first, second = publication(old), publication(new, name="第二季.txt")
    library.add_publication(first, NOON)
    outcome = library.add_publication(second, NOON)
    assert outcome.replaced == ("one",)
    assert tuple(library.provisions("one")) == new.provisions
    current, earlier = library.editions("one")
    assert (current.current, current.source_name) == (True, "第二季.txt")
    assert (earlier.current, earlier.same_as_current) == (False, False)
    earlier_text = library.edition_provisions("one", first.source.sha256)
    assert tuple(earlier_text) == old.provisions
    record = library.document("one")
    assert record is not None and record.editions == 2
    assert len(library.documents()) == 1
    library.remove_source(second.source.sha256)
    assert tuple(library.provisions("one")) == old.provisions
    assert library.verify() == []


def test_same_wording_from_another_file_keeps_the_first_as_current(library: Library) -> None:
    given = document("one")
    first = publication(given)
    second = publication(given, name="同文.docx", salt="docx")
    library.add_publication(first, NOON)
    outcome = library.add_publication(second, NOON)
    assert (outcome.already_present, outcome.replaced) == (False, ())
    editions = library.editions("one")
    assert [(e.source_name, e.current, e.same_as_current) for e in editions] == [
        ("汇编 第一季.txt", True, True),
        ("同文.docx", False, True),
    ]
    library.remove_source(first.source.sha256)
    record = library.document("one")
    assert record is not None and record.source_name == "同文.docx"


def test_pages_and_counts_by_domain(library: Library) -> None:
    library.add_publication(
        publication(*(document(f"sme-{n}") for n in range(5)), document("hr", domain=Domain.HR)),
        NOON,
    )
    counts = library.domain_counts()
    assert (counts[Domain.SME], counts[Domain.HR], counts[Domain.CUSTOMS]) == (5, 1, 0)
    page = library.documents_in(Domain.SME, offset=3, limit=10)
    assert [record.id for record in page] == ["sme-3", "sme-4"]
    assert len(library.documents_in(Domain.SME)) == 5
    assert library.document_count() == 6


def test_units_lead_to_their_provisions(library: Library) -> None:
    library.add_publication(publication(document("one"), document("two")), NOON)
    units = library.units()
    assert units["某市财政局"] == ("one#第一条", "one#第二条", "two#第一条", "two#第二条")
    assert units["一区"] == ("one#第一条", "two#第一条")


def test_what_is_not_there_is_not_found(library: Library) -> None:
    library.add_publication(publication(document("one")), NOON)
    assert library.document("none") is None
    assert library.provisions("none") == []
    assert library.provision("one#第九条") is None
    assert library.provision("one") is None
    assert [library.exists(i) for i in ("one", "one#第一条", "one#第九条", "none", "", "#")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_publication_that_cannot_be_stored_leaves_the_library_as_it_was(
    library: Library,
) -> None:
    library.add_publication(publication(document("one")), NOON)
    twice = document("two")
    broken = replace(twice, provisions=(*twice.provisions, twice.provisions[0]))
    with pytest.raises(Exception, match="UNIQUE"):
        library.add_publication(publication(document("fine"), broken, salt="x"), NOON)
    assert [record.id for record in library.documents()] == ["one"]
    assert library.generation == 1
    assert library.verify() == []


def test_threads_have_connections_of_their_own(library: Library) -> None:
    library.add_publication(large_publication(), NOON)
    seen: list[int] = []
    failures: list[BaseException] = []

    def read() -> None:
        try:
            seen.append(len(library.provisions("doc-3")))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert seen == [9] * 8


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files cannot be counted")
def test_connections_go_with_their_threads(library: Library) -> None:
    library.add_publication(publication(document("one")), NOON)

    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = open_files()
    for _ in range(30):
        thread = threading.Thread(target=library.documents)
        thread.start()
        thread.join()
    assert open_files() <= before + 1


def test_a_walk_sees_one_state_while_an_import_ends(library: Library) -> None:
    library.add_publication(publication(document("one")), NOON)
    walk = library.iter_provisions()
    first = next(walk)
    library.add_publication(publication(document("two")), NOON)
    assert [first.id, *(p.id for p in walk)] == ["one#第一条", "one#第二条"]


def test_a_closed_library_says_so(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.db")
    library.close()
    with pytest.raises(StoreError, match="已经关闭"):
        library.documents()


def test_the_real_compilation_is_kept_to_the_character(library: Library, seed_path: Path) -> None:
    given = read_publication(seed_path)
    outcome = library.add_publication(given, NOON)
    assert outcome.characters.balanced
    assert library.verify() == []
    for original in given.documents:
        assert tuple(library.provisions(original.id)) == original.provisions
    cited = [r.target for r in library.references_from("jingshuiwuzai-2021-20")]
    assert "jingzhengbanfa-2021-4" in cited
    citing = {r.provision_id.split("#")[0] for r in library.references_to("jingzhengbanfa-2021-4")}
    assert {"jingshuiwuzai-2021-20", "jingcaishui-2021-491"} <= citing
