"""Fixtures shared by all rooms."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
SEED_FOLDER = ROOT.parent / "shared" / "seed"


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """The official compilation of 2021 Q1, which the repository does not hold."""
    files = sorted(SEED_FOLDER.glob("*.txt")) if SEED_FOLDER.is_dir() else []
    if not files:
        pytest.skip("the official compilation (../shared/seed/*.txt) is not on this machine")
    return files[0]


@pytest.fixture(scope="session")
def seed_text(seed_path: Path) -> str:
    return seed_path.read_text(encoding="utf-8")


@pytest.fixture(scope="session", autouse=True)
def one_application() -> None:
    """A process has one application object; writing a PDF without one would make the smaller kind,
    which no window can use later."""
    from navigator.ui.application import make_application

    make_application()
