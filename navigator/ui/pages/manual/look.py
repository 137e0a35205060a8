"""How a chapter looks: escaped HTML of our own in the theme's colours and sizes."""

from __future__ import annotations

import re

from navigator.app.manual import Chapter, title_html, to_html
from navigator.ui.theme import Theme

_SIZE = 16


def page_html(chapter: Chapter, part: str, theme: Theme, width: int) -> str:
    """The whole chapter; pictures and tables are ``width`` pixels wide. A picture is asked for as
    ``name?width``, so that one drawn for another width is never taken."""
    body = to_html(chapter)
    body = re.sub(r"<kbd>(.+?)</kbd>", r"<span class='key'>&nbsp;\1&nbsp;</span>", body)
    body = re.sub(r'<img src="([^"]*)"', rf'<img width="{width}" src="\1?{width}"', body)
    body = body.replace("<table>", f"<table width='{width}' cellspacing='0' cellpadding='6'>")
    return (
        f"<html><head><style>{_sheet(theme)}</style></head><body>"
        f"<p class='part'>{part}</p>{title_html(chapter)}{body}</body></html>"
    )


def _sheet(theme: Theme) -> str:
    size, ink = theme.px(_SIZE), theme.hex
    return f"""
body {{ font-size: {size}px; color: {ink("text")}; }}
p {{ line-height: 165%; margin-top: {theme.px(6)}px; margin-bottom: {theme.px(6)}px; }}
li {{ line-height: 165%; margin-top: {theme.px(2)}px; margin-bottom: {theme.px(2)}px; }}
p.part {{ color: {ink("text_soft")}; font-size: {theme.px(13)}px; margin-top: 0; margin-bottom: 0; }}
h1 {{ font-size: {theme.px(25)}px; font-weight: bold; margin-top: {theme.px(2)}px;
      margin-bottom: {theme.px(12)}px; }}
h2 {{ font-size: {theme.px(19)}px; font-weight: bold; margin-top: {theme.px(24)}px;
      margin-bottom: {theme.px(6)}px; }}
a {{ color: {ink("accent_text")}; text-decoration: underline; }}
b.label {{ color: {ink("accent_text")}; font-weight: bold; }}
span.key {{ background-color: {ink("sunken")}; color: {ink("text")}; font-weight: 600;
            font-size: {theme.px(14)}px; }}
code, pre {{ font-family: monospace; font-size: {theme.px(14)}px;
             background-color: {ink("sunken")}; color: {ink("text")}; }}
pre {{ white-space: pre-wrap; line-height: 150%; margin-top: {theme.px(8)}px;
       margin-bottom: {theme.px(8)}px; }}
table {{ border-collapse: collapse; margin-top: {theme.px(8)}px; margin-bottom: {theme.px(8)}px; }}
th {{ background-color: {ink("sunken")}; color: {ink("text")}; text-align: left;
      border: 1px solid {ink("border")}; font-weight: 600; }}
td {{ border: 1px solid {ink("border")}; }}
"""
