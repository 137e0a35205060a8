"""Reading the pages' modules ahead."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from navigator.ui import warmup
from navigator.ui.pages import available_pages
from navigator.ui.warmup import WarmUp


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "warmed_pages"
    folder.mkdir()
    (folder / "__init__.py").write_text("WANTED = ('warmed_other',)\n", encoding="utf-8")
    (folder / "broken.py").write_text("raise RuntimeError('not here')\n", encoding="utf-8")
    (folder / "view.py").write_text("", encoding="utf-8")
    (tmp_path / "warmed_other.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(warmup, "REST_MS", 0)
    monkeypatch.setattr(warmup, "STEP_MS", 0)
    return "warmed_pages"


def test_every_module_is_read_and_a_broken_one_left_to_whoever_opens_it(
    package: str, qtbot: QtBot
) -> None:
    owner = QObject()
    turns: list[int] = []
    beat = QTimer(owner)
    beat.timeout.connect(
        lambda: turns.append(sum(name.startswith("warmed_") for name in sys.modules))
    )
    beat.start(0)
    with qtbot.waitSignal(WarmUp([package], owner).finished):
        pass
    read = {name for name in sys.modules if name.startswith("warmed_")}
    assert read == {"warmed_pages", "warmed_pages.view", "warmed_other"}
    assert {1, 2} <= set(turns)  # the window lived between the modules


def test_every_page_says_what_to_read_ahead() -> None:
    assert all(page.module.startswith("navigator.ui.") for page in available_pages())
