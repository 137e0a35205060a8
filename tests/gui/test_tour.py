"""The tour goes everywhere, and what it brings home is a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from navigator.ui.pages import available_pages
from scripts.tour import dressings, pictures, sheets, write_index
from scripts.tour_stage import Homes
from scripts.tour_states import State, all_states


def state(name: str) -> State:
    return next(state for state in all_states() if state.name == name)


def test_every_page_is_on_the_tour_and_no_name_twice() -> None:
    states = all_states()
    assert {page.page_id for page in available_pages()} <= {state.page for state in states}
    names = [state.name for state in states]
    assert len(names) == len(set(names))
    assert len(dressings(state("first-start"), quick=False)) == 8


@pytest.mark.parametrize("name", ["settings", "diagnostics"])
def test_a_stop_gives_a_picture_in_each_theme(
    name: str, tmp_path: Path, qapp: QApplication
) -> None:
    homes = Homes(tmp_path / "数据", None, 28)
    shown: dict[str, QImage] = dict(pictures(state(name), homes, tmp_path))
    assert {"light-1366", "dark-1920", "contrast-1366"} <= set(shown)
    for image in shown.values():
        some = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in (40, 90, 160)}
        assert len(some) > 4
    grounds = {shown[f"{theme}-1366"].pixel(3, 200) for theme in ("light", "dark", "contrast")}
    assert len(grounds) == 3
    for folder, image in shown.items():
        (tmp_path / "tour" / folder).mkdir(parents=True)
        image.save(str(tmp_path / "tour" / folder / f"001-{name}.png"))
        assert sheets(tmp_path / "tour" / folder)
    page = write_index(tmp_path / "tour", [f"001-{name}"]).read_text(encoding="utf-8")
    assert f"dark-1920/001-{name}.png" in page
