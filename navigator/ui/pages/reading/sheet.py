"""How a document is to be set, as a plain value, and the few pieces of rich text all parts use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from navigator.ui.theme import Theme

ORIGINAL, DIGEST, BOTH = "original", "digest", "both"
SUMMARY, NOTICE = "summary", "notice"  # what can be folded away
NOTICE_ROOT = "通知"  # first part of the paths of a covering notice


@dataclass(frozen=True, slots=True)
class Marks:
    """What is tied to provisions: counts by provision id."""

    bookmarks: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    measures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``terms`` are spellings to underline, ``links`` raw references with their ids, ``names``
    what to call other documents, by id; ``folded`` what is not unfolded now."""

    mode: str = ORIGINAL
    terms: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    folded: frozenset[str] = frozenset()
    importable: bool = True  # whether the reader can be sent to import the official wording


def is_notice(path: str) -> bool:
    """Whether a path lies in the covering notice."""
    return path == NOTICE_ROOT or path.startswith(f"{NOTICE_ROOT}/")


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the words, the longest first; None when there are none."""
    ordered = sorted({word for word in words if word}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


class Ink:
    """Paragraphs, boxes and links in the theme's colours; every word goes through ``escape``."""

    def __init__(self, theme: Theme) -> None:
        self.size = theme.reading_size
        self.line = int(theme.line_spacing * 100)
        self.hex = theme.hex

    def link(self, href: str, words: str) -> str:
        """A link of our own; ``words`` are plain text."""
        target = escape(href, quote=True)
        return f"<a href='{target}' style='color:{self.hex('accent_text')}'>{escape(words)}</a>"

    def centred(self, inner: str, colour: str, scale: float = 0.86) -> str:
        return (
            f"<p align='center' style='font-size:{int(self.size * scale)}px; "
            f"color:{self.hex(colour)}; line-height:150%; margin:2px 0'>{inner}</p>"
        )

    def box(self, inner: str, ground: str, edge: str) -> str:
        """A note beside the text. Qt draws no edge on one side of a cell, so it is a cell too."""
        return (
            "<table width='100%' cellpadding='0' cellspacing='0' style='margin:12px 0'><tr>"
            f"<td width='4' style='background-color:{self.hex(edge)}'></td>"
            f"<td style='background-color:{self.hex(ground)}; padding:10px 14px'>{inner}</td>"
            "</tr></table>"
        )

    def small(self, inner: str, scale: float = 0.9, margin: str = "3px 0") -> str:
        return (
            f"<p style='font-size:{int(self.size * scale)}px; line-height:160%; "
            f"margin:{margin}'>{inner}</p>"
        )

    def badge(self, words: str, tone: str) -> str:
        """A word on a soft ground."""
        ground, ink = (f"{tone}_soft", tone) if tone else ("sunken", "text_soft")
        if tone == "accent":
            ink = "accent_text"
        return (
            f"<span style='background-color:{self.hex(ground)}; color:{self.hex(ink)}; "
            f"font-weight:700'>&nbsp;{escape(words)}&nbsp;</span>"
        )
