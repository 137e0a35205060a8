"""A document set in type: official wording, digest, or both side by side, as Qt's rich text.

After GB/T 9704-2012: title centred, 文号 below it, 一、 in bold, text indented by two characters.
Every word is escaped; the only links are our own.
"""

from __future__ import annotations

import datetime as dt
from html import escape

from navigator.app.content import DocumentView, ProvisionView, headline
from navigator.model.documents import Level
from navigator.ui.i18n import t
from navigator.ui.pages.reading.head import head
from navigator.ui.pages.reading.sheet import (
    BOTH,
    DIGEST,
    NOTICE,
    Ink,
    Sheet,
    is_notice,
    pattern,
)
from navigator.ui.theme import Theme

_HEADED = {Level.H1: 1.08, Level.H2: 1.0, Level.HEADING: 1.0, Level.H3: 1.0}


class Typesetter:
    """Makes the rich text of one document in the theme's colours and sizes."""

    def __init__(self, theme: Theme, sheet: Sheet) -> None:
        self._ink = Ink(theme)
        self._sheet = sheet
        self._size = theme.reading_size
        self._terms = pattern(sheet.terms)
        self._links = pattern(sheet.links)

    def document(self, view: DocumentView, items: list[ProvisionView], as_of: dt.date) -> str:
        """The whole page."""
        body = self._both(items) if self._sheet.mode == BOTH else self._single(items)
        colour = self._ink.hex("text")
        return (
            f"<html><body style='font-size:{self._size}px; color:{colour}; white-space:pre-wrap'>"
            f"{head(self._ink, self._sheet, view, as_of)}{body}</body></html>"
        )

    # -- the two layouts ----------------------------------------------------------------------------

    def _single(self, items: list[ProvisionView]) -> str:
        notice = [item for item in items if is_notice(item.provision.path)]
        out = []
        if notice:
            out.append(self._notice_line(len(notice)))
            if NOTICE not in self._sheet.folded:
                out += [self._set(item) for item in notice]
                out.append(self._rule())
        out += [self._set(item) for item in items if not is_notice(item.provision.path)]
        return "".join(out)

    def _set(self, item: ProvisionView) -> str:
        digest = self._sheet.mode == DIGEST or not item.official
        return self._own_words(item) if digest else self._original(item)

    def _both(self, items: list[ProvisionView]) -> str:
        if not items:
            return ""
        edge = self._ink.hex("border")
        soft = self._ink.hex("text_soft")
        rows = []
        notice = sum(is_notice(item.provision.path) for item in items)
        if notice:
            rows.append(f"<tr><td colspan='2'>{self._notice_line(notice)}</td></tr>")
        for item in items:
            if is_notice(item.provision.path) and NOTICE in self._sheet.folded:
                continue
            left = self._original(item) if item.official else ""
            rows.append(
                f"<tr><td width='58%' style='border-bottom:1px solid {edge}'>{left}</td>"
                f"<td width='42%' style='border-bottom:1px solid {edge}; "
                f"background-color:{self._ink.hex('window')}'>{self._own_words(item)}</td></tr>"
            )
        titles = "".join(
            f"<td style='color:{soft}'><b>{escape(words)}</b></td>"
            for words in (t("原文"), t("要点"))
        )
        return (
            "<table width='100%' cellpadding='10' cellspacing='0' style='margin-top:8px'>"
            f"<tr>{titles}</tr>{''.join(rows)}</table>"
        )

    def _notice_line(self, count: int) -> str:
        folded = NOTICE in self._sheet.folded
        fold = self._ink.link(f"app:fold:{NOTICE}", t("展开") if folded else t("收起"))
        words = escape(t("印发通知（{n} 段）", n=count))
        return (
            f"<p style='font-size:{int(self._size * 0.86)}px; margin:10px 0; "
            f"color:{self._ink.hex('text_soft')}'>{words}　{fold}</p>"
        )

    def _rule(self) -> str:
        return (
            "<table width='100%' cellpadding='0' cellspacing='0' style='margin:14px 0'><tr>"
            f"<td height='1' style='background-color:{self._ink.hex('border')}; "
            "font-size:1px'>&nbsp;</td></tr></table>"
        )

    # -- one provision ------------------------------------------------------------------------------

    def _original(self, item: ProvisionView) -> str:
        provision = item.provision
        name = f"<a name='{escape(provision.path, quote=True)}'></a>"
        label = escape(provision.label or "")
        heading = self._rich(provision.heading or "")
        level = provision.level
        paragraphs = provision.text.split("\n") if provision.text else []
        if level is Level.SIGNATURE:
            lines = "<br>".join(escape(line) for line in paragraphs)
            return self._p(f"{name}{label}{heading}{lines}", "right", indent=False, gap=16)
        if level is Level.CHAPTER:
            between = "　" if label and heading else ""
            lead = self._p(f"{name}<b>{label}{between}{heading}</b>", "center", False, 22, 1.12)
            return lead + "".join(self._p(self._rich(line)) for line in paragraphs)
        if level is Level.ARTICLE:
            label = f"<b>{label}</b>　" if label else ""
        elif level in _HEADED and heading:
            lead = f"{name}<b>{label}{heading}</b>"
            # A heading with a full stop is the first sentence of its paragraph.
            joined = heading.endswith("。") and paragraphs
            if joined:
                first = self._p(lead + self._rich(paragraphs.pop(0)))
            else:
                first = self._p(lead, gap=16 if level is Level.H1 else 9, scale=_HEADED[level])
            return first + "".join(self._p(self._rich(line)) for line in paragraphs)
        start, *rest = paragraphs or [""]
        out = [self._p(f"{name}{label}{heading}{self._rich(start)}")]
        return "".join(out + [self._p(self._rich(line)) for line in rest])

    def _own_words(self, item: ProvisionView) -> str:
        """Our digest of a provision; side by side, the official wording carries the name."""
        provision = item.provision
        name = f"<a name='{escape(provision.path, quote=True)}'></a>"
        depth = provision.depth * int(self._size * 1.2) if self._sheet.mode != BOTH else 0
        soft = self._ink.hex("text_soft")
        stale = "　" + self._ink.badge(t("待复核"), "warn") if item.stale else ""
        title = escape(headline(provision.label, item.name))
        words = self._rich(item.digest) if item.digest else (
            f"<span style='color:{self._ink.hex('text_faint')}'>"
            f"{escape(t('这一条还没有要点。'))}</span>"
        )  # fmt: skip
        lead = f"<span style='color:{soft}'><b>{title}</b></span>{stale}<br>" if title else stale
        return (
            f"<p style='margin:8px 0 8px {depth}px; line-height:{self._ink.line}%'>{name}"
            f"{lead}{words}</p>"
        )

    def _p(
        self, inner: str, align: str = "left", indent: bool = True, gap: int = 5, scale: float = 1.0
    ) -> str:
        first = self._size * 2 if indent else 0
        return (
            f"<p align='{align}' style='font-size:{int(self._size * scale)}px; "
            f"line-height:{self._ink.line}%; text-indent:{first}px; "
            f"margin:{gap}px 0 5px 0'>{inner}</p>"
        )

    # -- words --------------------------------------------------------------------------------------

    def _rich(self, text: str) -> str:
        """Escaped text with references as links and terms underlined."""
        if self._links is None:
            return self._explained(text)
        out, position = [], 0
        for match in self._links.finditer(text):
            out.append(self._explained(text[position : match.start()]))
            out.append(self._ink.link(f"policy:{self._sheet.links[match[0]]}", match[0]))
            position = match.end()
        return "".join(out) + self._explained(text[position:])

    def _explained(self, text: str) -> str:
        if self._terms is None:
            return escape(text)
        out, position = [], 0
        ink = self._ink.hex("text")
        for match in self._terms.finditer(text):
            out.append(escape(text[position : match.start()]))
            word = escape(match[0], quote=True)
            out.append(f"<a href='term:{word}' style='color:{ink}; text-decoration:underline'>"
                       f"{word}</a>")  # fmt: skip
            position = match.end()
        return "".join(out) + escape(text[position:])
