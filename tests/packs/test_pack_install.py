"""Installing and taking back: documents, editions, order, and nothing half done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pack_samples import FIRST, SECOND, make
from store_samples import NOON, document, publication, snapshot

from navigator.model.errors import Cancelled
from navigator.store.library import Library
from navigator.store.library_salvage import renew
from navigator.store.packs import Counts, Installation, PackError, PackShelf, read

GLOSSARY = {"glossary.yaml": b"terms: []\n"}
ONE = make(FIRST, catalogue=GLOSSARY)
TWO = make(SECOND, edition="2021Q2")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "资 料" / "library.db") as opened:
        yield opened


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> PackShelf:
    return PackShelf(library, tmp_path / "资 料" / "packs")


def install(shelf: PackShelf, data: bytes, *, allow_older: bool = False) -> Installation:
    return shelf.install(read(data), Counts(), NOON, allow_older=allow_older)


def state(library: Library) -> dict[str, list[str]]:
    """What every document says now."""
    return {
        record.id: [p.text for p in library.provisions(record.id)] for record in library.documents()
    }


def folders(shelf: PackShelf) -> list[str]:
    return sorted(item.name for item in shelf.folder.iterdir()) if shelf.folder.exists() else []


def test_documents_arrive_as_an_import_would_bring_them(
    shelf: PackShelf, library: Library, tmp_path: Path
) -> None:
    done = install(shelf, ONE)
    assert done.changed
    with Library.open(tmp_path / "other" / "library.db") as other:
        other.add_publication(FIRST, NOON)
        assert state(other) == state(library)
        assert other.fingerprint == library.fingerprint
        assert other.sources() == library.sources()
        assert other.removals(FIRST.source.sha256) == library.removals(FIRST.source.sha256)
    assert library.verify() == []
    assert shelf.problems() == []
    (entry,) = shelf.installed()
    assert (entry.edition, entry.documents, entry.provisions) == ("2021Q1", 2, 4)


def test_the_same_pack_again_changes_nothing(shelf: PackShelf, library: Library) -> None:
    install(shelf, ONE)
    before = (library.generation, snapshot(shelf.folder))
    assert not install(shelf, ONE).changed
    assert (library.generation, snapshot(shelf.folder)) == before
    assert len(shelf.installed()) == 1


def test_a_later_edition_replaces_and_can_be_taken_back(shelf: PackShelf, library: Library) -> None:
    install(shelf, ONE)
    first = state(library)
    done = install(shelf, TWO)
    assert [i for outcome in done.outcomes for i in outcome.replaced] == ["doc-a"]
    assert state(library)["doc-a"][0] == "甲方可以网上申请。"
    assert [item.current for item in library.editions("doc-a")] == [True, False]
    gone, newest = shelf.roll_back()
    assert (gone.edition, newest and newest.edition) == ("2021Q2", "2021Q1")
    assert state(library) == first
    assert library.verify() == []
    assert folders(shelf) == [read(ONE).sha256[:16]]
    gone, newest = shelf.roll_back()
    assert (gone.edition, newest) == ("2021Q1", None)
    assert state(library) == {}
    assert folders(shelf) == []
    with pytest.raises(PackError, match="没有可以回退的"):
        shelf.roll_back()


def test_an_older_edition_comes_in_only_when_asked(shelf: PackShelf, library: Library) -> None:
    install(shelf, TWO)
    before = state(library)
    with pytest.raises(PackError, match=r"2021Q1.*比已安装的（2021Q2）旧"):
        install(shelf, ONE)
    assert state(library) == before
    assert folders(shelf) == [read(TWO).sha256[:16]]
    install(shelf, ONE, allow_older=True)
    assert state(library)["doc-a"][0] == "甲方可以申请。"
    shelf.roll_back()
    assert state(library) == before


def test_another_publishers_edition_is_no_older_one(shelf: PackShelf) -> None:
    install(shelf, TWO)
    other = make(publication(document("doc-x"), name="他局.txt"), publisher="他局", key=None)
    assert install(shelf, other).changed


def test_a_pack_below_another_is_not_installed_twice(shelf: PackShelf) -> None:
    install(shelf, ONE)
    install(shelf, TWO)
    with pytest.raises(PackError, match="已经安装过"):
        install(shelf, ONE, allow_older=True)


def test_what_was_imported_before_stays_when_the_pack_goes(
    shelf: PackShelf, library: Library
) -> None:
    library.add_publication(FIRST, NOON)
    before = state(library)
    done = install(shelf, ONE)
    assert done.outcomes[0].already_present
    shelf.roll_back()
    assert state(library) == before


def test_what_was_imported_again_by_hand_stays_too(shelf: PackShelf, library: Library) -> None:
    install(shelf, ONE)
    library.remove_source(FIRST.source.sha256)
    library.add_publication(FIRST, NOON)
    before = state(library)
    shelf.roll_back()
    assert state(library) == before


def test_stopping_at_any_step_leaves_all_as_it_was(shelf: PackShelf, library: Library) -> None:
    install(shelf, ONE)
    before = (library.generation, state(library), snapshot(shelf.folder))
    pack, steps, stopped = read(TWO), 0, False
    while not stopped or steps < 3:

        def stop(words: str, share: float, at: list[int] = [steps]) -> None:  # noqa: B006
            assert words
            assert 0 <= share <= 1
            if at[0] == 0:
                raise Cancelled
            at[0] -= 1

        with pytest.raises(Cancelled):
            shelf.install(pack, Counts(), NOON, step=stop)
        assert (library.generation, state(library), snapshot(shelf.folder)) == before
        steps, stopped = steps + 1, True
    assert install(shelf, TWO).changed


def test_a_folder_that_cannot_be_written_leaves_all_as_it_was(
    shelf: PackShelf, library: Library
) -> None:
    shelf.folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(Exception, match="政策包文件夹") as caught:
        install(shelf, ONE)
    assert "没有改动" in str(caught.value)
    assert (library.generation, shelf.installed()) == (0, [])


def test_left_over_folders_are_cleared_and_the_trust_list_is_not(shelf: PackShelf) -> None:
    (shelf.folder / ".new-0000").mkdir(parents=True)
    (shelf.folder / read(ONE).sha256[:16] / "half").mkdir(parents=True)
    (shelf.folder / "trust.json").write_text("{}", encoding="utf-8")
    install(shelf, ONE)
    assert folders(shelf) == sorted([read(ONE).sha256[:16], "trust.json"])
    assert shelf.problems() == []


@pytest.mark.parametrize("how", ["changed", "missing", "added"])
def test_a_damaged_catalogue_is_noticed_and_mended(shelf: PackShelf, how: str) -> None:
    (entry,) = [install(shelf, ONE).entry]
    folder = shelf.catalogue_folder(entry)
    assert folder is not None
    if how == "changed":
        (folder / "glossary.yaml").write_text("terms: [] #\n", encoding="utf-8")
    elif how == "missing":
        (folder / "glossary.yaml").unlink()
    else:
        (folder / "measures").mkdir()
        (folder / "measures" / "x.yaml").write_text("", encoding="utf-8")
    assert shelf.catalogue_folder(entry) is None
    (problem,) = shelf.problems()
    assert problem.mendable
    assert "已停用" in problem.what
    assert len(shelf.mend()) == 1
    assert shelf.problems() == []


def test_a_damaged_pack_is_not_mended_from(shelf: PackShelf) -> None:
    entry = install(shelf, ONE).entry
    place = shelf.folder / entry.folder
    (place / "pack.pnpack").write_bytes(TWO)
    (problem,) = shelf.problems()
    assert "留存的政策包" in problem.what
    (place / "catalogue" / "glossary.yaml").unlink()
    assert [p.mendable for p in shelf.problems()] == [False]
    assert shelf.mend() == []


@pytest.mark.parametrize("text", ["", "[]x", '{"a":1}', '[{"sha256":"x"}]', "[5]"])
def test_a_damaged_list_of_packs_is_told(shelf: PackShelf, library: Library, text: str) -> None:
    install(shelf, ONE)
    with library.writing() as db:
        db.execute("update meta set value = ? where key = 'packs'", [text])
    with pytest.raises(Exception, match="资料库文件已损坏"):
        shelf.installed()


def test_packs_survive_a_library_begun_anew(shelf: PackShelf, library: Library) -> None:
    install(shelf, ONE)
    install(shelf, TWO)
    before = state(library)
    with library.writing() as db:
        db.execute("insert into removals values (1, 99, 1, '多', '不存在')")  # nothing else is hurt
    library.close()
    renewed = renew(library.path)
    assert renewed.lost == (FIRST.source.name,)
    with Library.open(library.path) as again:
        shelf = PackShelf(again, shelf.folder)
        assert [entry.edition for entry in shelf.installed()] == ["2021Q1", "2021Q2"]
        assert shelf.problems() == []
        assert state(again)["doc-a"] == before["doc-a"]
        shelf.roll_back()
        assert state(again) == {}  # the first one's source could not be saved
