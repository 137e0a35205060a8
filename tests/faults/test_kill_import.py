"""An import that is killed at any point leaves the library as before; the next one succeeds."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from processes import finish, start
from store_samples import NOON, document, large_publication, publication

from navigator.store.library import Library

POINTS = 12


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many statements the import takes when nobody kills it."""
    path = tmp_path_factory.mktemp("whole") / "library.db"
    (told,) = finish(start("import", path, 0))
    with Library.open(path) as library:
        assert library.document_count() == 12
    return int(told["statements"])


@pytest.mark.parametrize("point", range(POINTS))
def test_killed_import_leaves_the_library_as_before(
    tmp_path: Path, statements: int, point: int
) -> None:
    path = tmp_path / "资 料" / "library.db"
    earlier = publication(document("earlier"))
    with Library.open(path) as library:
        library.add_publication(earlier, NOON)
    # From BEGIN (the first statement) to COMMIT (the last).
    at = 1 + point * (statements - 1) // (POINTS - 1)
    child = start("import", path, at)
    output, errors = child.communicate(timeout=60)
    assert (child.returncode, output) == (-signal.SIGKILL, b""), errors
    with Library.open(path) as library:
        assert library.notice is None
        assert [record.id for record in library.documents()] == ["earlier"]
        assert library.generation == 1
        assert library.verify() == []
        outcome = library.add_publication(large_publication(), NOON)
        assert not outcome.already_present
        assert library.document_count() == 13
        assert library.verify() == []
