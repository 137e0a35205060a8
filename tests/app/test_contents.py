"""Documents look the same before and after their official wording has come in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from navigator.app.content import DocumentState
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench

TODAY = dt.date(2026, 11, 24)


def test_an_import_changes_no_document_s_state(tmp_path: Path, seed_path: Path) -> None:
    with Workbench(Paths(tmp_path / "数据")) as bench:
        before = {view.id: view.state(TODAY) for view in bench.documents()}
        bench.import_files([seed_path])
        after = {view.id: view.state(TODAY) for view in bench.documents()}
        assert all(view.official for view in bench.documents())
    assert after == before
    assert before["jingcaishui-2021-491"] is DocumentState.ENDED
