"""Design tokens: every colour, size and distance of the window, free of Qt.

Nothing else in the window names a colour or a pixel size. ``PAIRS`` lists which text colour may
stand on which ground; a test computes the contrast of each pair in every theme.
"""

from __future__ import annotations

from typing import NamedTuple


class Colours(NamedTuple):
    """One theme's colours as ``#rrggbb``; names say the use, never the hue."""

    window: str  # ground of the whole window
    surface: str  # cards, panes, fields
    sunken: str  # rail, headers, tracks
    hover: str
    pressed: str
    selected: str
    text: str
    text_soft: str  # second-rank text
    text_faint: str  # captions, placeholders
    text_disabled: str
    border: str  # hairlines
    border_strong: str  # edges of controls, at least 3:1
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str  # links and accent-coloured words
    accent_soft: str
    focus: str
    good: str  # 可享受, 有效
    good_soft: str
    warn: str
    warn_soft: str
    danger: str  # 已截止, failures
    danger_soft: str
    danger_fill: str
    danger_fill_hover: str
    on_danger: str
    mark: str  # ground of a search hit
    mark_current: str
    on_mark: str
    selection: str  # ground of text selected with the mouse
    on_selection: str
    inverse: str  # tooltips and toasts
    on_inverse: str
    inverse_link: str
    handle: str  # scroll bar handle
    handle_hover: str
    shadow: str


LIGHT = Colours(
    window="#f3f6fa",
    surface="#ffffff",
    sunken="#e9eff6",
    hover="#e4ecf6",
    pressed="#d5e1ef",
    selected="#d9e7f7",
    text="#17212e",
    text_soft="#425166",
    text_faint="#566479",
    text_disabled="#8a95a3",
    border="#d5dde7",
    border_strong="#75849a",
    accent="#1f5fa8",
    accent_hover="#1a5192",
    accent_pressed="#15437a",
    on_accent="#ffffff",
    accent_text="#1b5596",
    accent_soft="#e4eefa",
    focus="#1f5fa8",
    good="#1a6639",
    good_soft="#e1f3e7",
    warn="#805000",
    warn_soft="#fdf0d8",
    danger="#ab231c",
    danger_soft="#fce9e7",
    danger_fill="#b3261e",
    danger_fill_hover="#951d17",
    on_danger="#ffffff",
    mark="#ffe68f",
    mark_current="#ffc043",
    on_mark="#17212e",
    selection="#b5d2f4",
    on_selection="#0f1824",
    inverse="#1f2a38",
    on_inverse="#f5f8fb",
    inverse_link="#9fcbff",
    handle="#b3bfcd",
    handle_hover="#8594a6",
    shadow="#1b2a3f",
)

DARK = Colours(
    window="#14181f",
    surface="#1c222b",
    sunken="#11151b",
    hover="#28313d",
    pressed="#313c4a",
    selected="#213c5a",
    text="#e8edf3",
    text_soft="#bac5d2",
    text_faint="#a3afbe",
    text_disabled="#6c7887",
    border="#303a47",
    border_strong="#7d8b9d",
    accent="#5b9bea",
    accent_hover="#76adf0",
    accent_pressed="#8fbdf5",
    on_accent="#0a1726",
    accent_text="#90c0f7",
    accent_soft="#1d3049",
    focus="#90c0f7",
    good="#77d39c",
    good_soft="#173326",
    warn="#f2bd5c",
    warn_soft="#382b12",
    danger="#ff9a91",
    danger_soft="#431f1d",
    danger_fill="#c53a30",
    danger_fill_hover="#b2322a",
    on_danger="#ffffff",
    mark="#6b5410",
    mark_current="#96690a",
    on_mark="#fffaf0",
    selection="#2d5d94",
    on_selection="#ffffff",
    inverse="#e8edf3",
    on_inverse="#17212e",
    inverse_link="#1b5596",
    handle="#414d5c",
    handle_hover="#5b6a7d",
    shadow="#000000",
)

CONTRAST = Colours(
    window="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#26262b",
    pressed="#33333a",
    selected="#002f66",
    text="#ffffff",
    text_soft="#f2f2f2",
    text_faint="#e0e0e0",
    text_disabled="#a6a6a6",
    border="#b8b8b8",
    border_strong="#ffffff",
    accent="#ffd83d",
    accent_hover="#ffe680",
    accent_pressed="#fff0b3",
    on_accent="#000000",
    accent_text="#ffe680",
    accent_soft="#1f1f14",
    focus="#4de1ff",
    good="#7dffb0",
    good_soft="#00260f",
    warn="#ffcf66",
    warn_soft="#2b1e00",
    danger="#ffb3ab",
    danger_soft="#330804",
    danger_fill="#ffb3ab",
    danger_fill_hover="#ffd0cb",
    on_danger="#000000",
    mark="#ffe600",
    mark_current="#ffffff",
    on_mark="#000000",
    selection="#ffd83d",
    on_selection="#000000",
    inverse="#ffffff",
    on_inverse="#000000",
    inverse_link="#00337a",
    handle="#d0d0d0",
    handle_hover="#ffffff",
    shadow="#000000",
)

THEMES: dict[str, Colours] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_GROUNDS = ("window", "surface", "sunken", "hover", "pressed", "selected", "accent_soft")

# (text, ground) pairs that occur in the window.
PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "text_soft", "accent_text") for ground in _GROUNDS),
    *(("text_faint", ground) for ground in ("window", "surface", "sunken", "hover", "selected")),
    *((ink, g) for ink in ("good", "warn", "danger") for g in ("window", "surface", "hover")),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("danger", "danger_soft"),
    *(("text", ground) for ground in ("good_soft", "warn_soft", "danger_soft")),
    *(("text_soft", ground) for ground in ("good_soft", "warn_soft", "danger_soft")),
    *(("accent_text", ground) for ground in ("good_soft", "warn_soft", "danger_soft")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    *(("on_danger", ground) for ground in ("danger_fill", "danger_fill_hover")),
    ("on_mark", "mark"),
    ("on_mark", "mark_current"),
    ("on_selection", "selection"),
    ("on_inverse", "inverse"),
    ("inverse_link", "inverse"),
)

# (edge, ground) pairs of controls and focus rings: 3:1 suffices.
EDGES: tuple[tuple[str, str], ...] = (
    *(("border_strong", ground) for ground in ("window", "surface", "sunken")),
    *(("focus", ground) for ground in _GROUNDS),
    ("accent", "surface"),
    ("accent", "window"),
)

# Sizes at 100 % zoom, in logical pixels.
TYPE: dict[str, tuple[int, int]] = {  # role -> (pixel size, weight)
    "caption": (12, 400),
    "body": (14, 400),
    "strong": (14, 700),
    "lead": (16, 400),
    "subtitle": (16, 700),
    "title": (20, 700),
    "display": (26, 700),
    "figure": (32, 700),
}
SPACE: dict[str, int] = {"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24, "xxl": 32}
RADIUS: dict[str, int] = {"s": 4, "m": 6, "l": 10}

ZOOM_MIN, ZOOM_MAX, ZOOM_STEP = 80, 200, 10


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of ``#rrggbb``, 0.0 to 1.0."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """WCAG contrast ratio of two colours, 1.0 to 21.0."""
    a, b = luminance(first), luminance(second)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def colour_names() -> tuple[str, ...]:
    """Names of all colour tokens, as the style sheets spell them."""
    return Colours._fields
