"""待复核: a newer edition changes a provision, and its digest says that it has to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from navigator.app.workbench import Workbench
from navigator.cli import main
from tests.gui.helpers import settle

CHANGED = "jingzhengbanfa-2021-4#六"
PRINTED, NEWER = "最高不超过 20 万元", "最高不超过 30 万元"


@pytest.fixture
def newer_edition(bench: Workbench, seed_text: str, tmp_path: Path) -> Iterator[Workbench]:
    """The library after a second import, in which one figure is another and one line respaced."""
    assert seed_text.count(PRINTED) == 1
    text = seed_text.replace(PRINTED, NEWER).replace("40%", "40％")
    path = tmp_path / "新版 汇编.txt"
    path.write_text(text, encoding="utf-8")
    report = bench.import_files([path])
    assert not report.failed
    yield bench


def test_only_the_changed_provision_is_to_be_looked_at_again(newer_edition: Workbench) -> None:
    contents = newer_edition.contents
    stale = [
        item.id
        for view in contents.documents()
        for item in contents.provisions(view.id)
        if item.stale
    ]
    assert stale == [CHANGED]
    item = contents.provision(CHANGED)
    assert item is not None and item.stale and item.digest


def test_the_reader_says_so_beside_the_digest(  # type: ignore[no-untyped-def]
    open_window, newer_edition: Workbench
) -> None:
    window = open_window(newer_edition)
    window.ctx.nav.open_provision(CHANGED)
    settle()
    page = window.stack.current_page()
    page.show_digest()
    settle()
    text = page.current().toPlainText()
    assert text.count("待复核") == 1
    start, end = page.current().range_of("六")
    assert "待复核" in text[start:end]
    page.show_both()
    settle()
    assert page.current().toPlainText().count("待复核") == 1
    shown = [label.text() for label in page.inspector.findChildren(QLabel)]
    assert "要点待复核" in shown


def test_the_same_edition_asks_for_nothing(bench: Workbench) -> None:
    contents = bench.contents
    views = [item for view in contents.documents() for item in contents.provisions(view.id)]
    assert len(views) == 831
    assert not any(item.stale for item in views)


def test_the_command_line_says_so_too(
    newer_edition: Workbench, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(newer_edition.paths.root)
    newer_edition.close()
    assert main(["--data-dir", home, "show", CHANGED]) == 0
    assert "要点（待复核）" in capsys.readouterr().out
    assert main(["--data-dir", home, "digests", "missing"]) == 0
    out = capsys.readouterr().out
    assert f"原文已变，待复核：{CHANGED}" in out
    assert "待复核 1 条" in out
