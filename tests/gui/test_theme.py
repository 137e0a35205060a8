"""Tokens, contrast and zoom."""

from __future__ import annotations

import pytest

from navigator.ui.context import MemorySettings
from navigator.ui.fonts import choose_font
from navigator.ui.theme import Theme
from navigator.ui.tokens import EDGES, PAIRS, THEMES, contrast


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
