"""What an underlined term means, as a few words beside it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QUrl

from navigator.ui.context import UiContext

TERM = "term:"  # links of underlined terms
SHOWN_MS = 20_000


def explanation(ctx: UiContext, href: str) -> str:
    """Rich text that wraps; empty for links that are no terms."""
    if not href.startswith(TERM):
        return ""
    word = QUrl.fromPercentEncoding(href.removeprefix(TERM).encode())
    glossary = ctx.workbench.glossary  # type: ignore[attr-defined]
    term = next((term for term in glossary if word in term.spellings), None)
    if term is None:
        return ""
    size = int(ctx.theme.reading_size * 0.86)
    return (
        f"<div style='font-size:{size}px'><b>{escape(term.term)}</b>"
        f"<p style='margin:4px 0 0 0; line-height:140%'>{escape(term.explanation)}</p></div>"
    )
