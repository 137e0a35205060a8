"""Tokens, contrast and zoom."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt

from navigator.ui.context import MemorySettings
from navigator.ui.fonts import choose_font
from navigator.ui.theme import Theme, fill_sheet, sheet_template
from navigator.ui.tokens import EDGES, PAIRS, THEMES, contrast
from navigator.ui.widgets import chip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-on-".join(pair))
def test_text_is_readable_on_its_ground(theme: str, pair: tuple[str, str]) -> None:
    """WCAG 2 AA for all text, AAA in high contrast."""
    colours = THEMES[theme]
    least = 7.0 if theme == "contrast" else 4.5
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", EDGES, ids=lambda pair: "-on-".join(pair))
def test_edges_of_controls_are_visible(theme: str, pair: tuple[str, str]) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 3.0


def test_zoom_is_kept_between_80_and_200_and_remembered(qapp: object) -> None:
    settings = MemorySettings()
    theme = Theme(settings, choose_font())
    theme.set_zoom(500)
    assert theme.zoom == 200
    theme.set_zoom(10)
    assert theme.zoom == 80
    theme.set_zoom(150)
    assert Theme(settings, choose_font()).zoom == 150
    theme.set_zoom(100)
    theme.apply()


def test_a_chinese_font_is_there(qapp: object) -> None:
    assert choose_font().family is not None


def test_official_text_grows_with_the_zoom(qapp: object) -> None:
    theme = Theme(MemorySettings({"ui.zoom": 150, "ui.reading_size": 20}), choose_font())
    assert theme.reading_choice == 20
    assert theme.reading_size == theme.font("reading").pixelSize() == 30


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_style_sheets_name_only_tokens(name: str, zoom: int) -> None:
    sheet = fill_sheet(sheet_template(), name, zoom)
    assert "@" not in sheet
    assert not re.search(r"\d+u\b", sheet)


@pytest.mark.parametrize("zoom", range(80, 201, 10))
def test_round_things_stay_round_at_every_zoom(qapp: object, zoom: int) -> None:
    """Qt draws square corners once a radius exceeds half the height, which rounding can do."""
    theme = Theme(MemorySettings({"ui.theme": "light", "ui.zoom": zoom}), choose_font())
    theme.apply()
    made = chip("两区")
    made.ensurePolished()
    made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    made.resize(made.sizeHint())
    image = made.grab().toImage()
    corner, edge = image.pixelColor(1, 1), image.pixelColor(image.width() // 2, 0)
    theme.set_zoom(100)
    assert edge.name() == theme.hex("border_strong")
    assert corner.name() != edge.name()
