"""Places that cannot be written are told as such, and what is there can still be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_samples import snapshot

from navigator.model.errors import StoreError
from navigator.store.desk import Desk
from navigator.store.faults import ReadOnlyError
from navigator.store.library import Library
from tests.permissions import permissions_bind, writable


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Takes away the permission to write a folder, till the end of the test."""
    folders = []

    def lock(folder: Path) -> None:
        folders.append(folder)
        folder.chmod(0o500)
        if writable(folder):
            pytest.skip("permissions do not bind this user")

    with permissions_bind():
        yield lock
    for folder in folders:
        folder.chmod(0o700)


def test_a_desk_that_turns_read_only_says_so_and_can_be_read(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.db") as desk:
        kept = desk.notes.add("之前")
        desk.db.conn.execute("PRAGMA query_only = ON")
        with pytest.raises(ReadOnlyError, match="不能写入"):
            desk.notes.add("之后")
        assert desk.notes.all() == [kept]


@pytest.mark.parametrize("kind", [Library, Desk])
def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path, kind: type[Library | Desk]) -> None:
    (tmp_path / "store.db").mkdir()
    with pytest.raises(StoreError, match="文件夹"):
        kind.open(tmp_path / "store.db")


@pytest.mark.parametrize("kind", [Library, Desk])
def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path, kind: type[Library | Desk]) -> None:
    (tmp_path / "data").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError):
        kind.open(tmp_path / "data" / "store.db")
    assert snapshot(tmp_path) == {"data": b"mine"}


@pytest.mark.parametrize("kind", [Library, Desk])
def test_a_folder_without_permission_is_told(
    tmp_path: Path, locked: Callable[[Path], None], kind: type[Library | Desk]
) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    locked(folder)
    with pytest.raises(StoreError) as caught:
        kind.open(folder / "store.db")
    assert caught.value.todo
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("kind", [Library, Desk])
def test_a_store_on_a_write_protected_disk_is_told(
    tmp_path: Path, locked: Callable[[Path], None], kind: type[Library | Desk]
) -> None:
    folder = tmp_path / "disc"
    kind.open(folder / "store.db").close()
    (folder / "store.db").chmod(0o400)
    locked(folder)
    before = snapshot(folder)
    with pytest.raises(StoreError) as caught:
        kind.open(folder / "store.db")
    assert "损坏" not in caught.value.message
    assert snapshot(folder) == before


def test_a_desk_on_a_write_protected_disk_can_be_merged(
    tmp_path: Path, locked: Callable[[Path], None]
) -> None:
    folder = tmp_path / "disc"
    with Desk.open(folder / "desk.db") as other:
        other.notes.add("同事的")
    locked(folder)
    with Desk.open(tmp_path / "desk.db") as desk:
        assert desk.merge_from(folder / "desk.db").added == 1
