"""Colours, fonts and lengths of a picture, taken once so that another thread may draw with them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from navigator.app.timeline import State
from navigator.ui.theme import Theme
from navigator.ui.tokens import THEMES, Colours

# State -> (ground, edge, ink) as tokens. Words in every bar say the same again.
BAR_TOKENS: dict[State, tuple[str, str, str]] = {
    State.OPEN: ("good_soft", "good", "text"),
    State.SOON: ("warn_soft", "warn", "text"),
    State.AGED: ("surface", "good", "text"),
    State.NOT_YET: ("accent_soft", "accent", "text"),
    State.CLOSED: ("sunken", "border_strong", "text_soft"),
    State.INTENTION: ("surface", "border_strong", "text_soft"),
    State.IN_FORCE: ("pressed", "text_soft", "text"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """``scale`` multiplies every length; 1.0 at 100 % zoom."""

    colours: Colours
    scale: float
    body: QFont
    strong: QFont
    caption: QFont
    title: QFont

    def px(self, length: float) -> float:
        return length * self.scale

    def colour(self, token: str) -> QColor:
        return QColor(getattr(self.colours, token))

    @property
    def row(self) -> float:
        return max(self.px(30), QFontMetricsF(self.body).height() + self.px(8))

    @property
    def head(self) -> float:
        """Height of a group's heading."""
        return self.row + self.px(4)

    @property
    def axis(self) -> float:
        return QFontMetricsF(self.caption).height() + self.px(16)


def screen_look(theme: Theme) -> Look:
    """As the window is now."""
    fonts = [theme.font(role) for role in ("body", "strong", "caption", "title")]
    return Look(theme.colours, theme.zoom / 100, *fonts)


def paper_look(theme: Theme) -> Look:
    """For files: light, at 100 %, whatever the window looks like."""
    made = []
    for role in ("body", "strong", "caption", "title"):
        font = QFont(theme.font(role))
        font.setPixelSize(max(1, round(font.pixelSize() * 100 / theme.zoom)))
        made.append(font)
    return Look(THEMES["light"], 1.0, *made)
