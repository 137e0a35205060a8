"""A document set in type: official wording, digest, or both side by side, as Qt's rich text.

After GB/T 9704-2012: title centred, 文号 below it, 一、 in bold, （一） lighter, text indented by two
characters. Every word is escaped; the only links are our own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from navigator.app.content import DocumentView, ProvisionView
from navigator.model.documents import KIND_LABELS, Level
from navigator.ui.i18n import t
from navigator.ui.theme import Theme

DOCUMENT_ID = re.compile(r"[a-z]{5,}(?:-[a-z0-9]+){1,12}")
ORIGINAL, DIGEST, BOTH = "original", "digest", "both"
_INDENTED = (Level.NOTICE, Level.PARAGRAPH, Level.ARTICLE, Level.H4, Level.ORDINAL)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is tied to provisions: counts by provision id."""

    bookmarks: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    measures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a document is to be set."""

    mode: str = ORIGINAL
    terms: tuple[str, ...] = ()  # spellings to underline, longest first; empty for none
    links: Mapping[str, str] = field(default_factory=dict)  # raw reference -> id
    marks: Marks = field(default_factory=Marks)
    names: Mapping[str, str] = field(default_factory=dict)  # document id -> what to call it
    importable: bool = True  # whether the reader can be sent to import the official wording


class Typesetter:
    """Makes the rich text of one document in the theme's colours and sizes."""

    def __init__(self, theme: Theme, sheet: Sheet) -> None:
        self._theme = theme
        self._sheet = sheet
        self._size = theme.reading_size
        self._line = int(theme.line_spacing * 100)
        self._terms = re.compile("|".join(map(re.escape, sheet.terms))) if sheet.terms else None
        raws = sorted(sheet.links, key=len, reverse=True)
        self._links = re.compile("|".join(map(re.escape, raws))) if raws else None

    def document(self, view: DocumentView, items: list[ProvisionView], as_of: dt.date) -> str:
        """The whole page."""
        parts = [self._head(view, as_of)]
        if view.digest:
            parts.append(self._summary(view))
        if not view.official:
            words = t("官方原文还不在这台电脑上，下面是我们写的要点。")
            way = ("app:import", t("怎样导入原文")) if self._sheet.importable else ("", "")
            parts.append(self._note(words, *way))
        if not items:
            parts.append(self._note(t("汇编里只印了这份文件的标题，没有正文。")))
        body = self._both(items) if self._sheet.mode == BOTH else self._single(items)
        colour = self._theme.hex("text")
        return (
            f"<html><body style='font-size:{self._size}px; color:{colour}'>"
            f"{''.join(parts)}{body}</body></html>"
        )

    # -- head -------------------------------------------------------------------------------------

    def _head(self, view: DocumentView, as_of: dt.date) -> str:
        document = view.document
        soft = self._theme.hex("text_soft")
        title = int(self._size * 1.45)
        lines = [
            f"<p align='center' style='font-size:{title}px; font-weight:600; line-height:135%; "
            f"margin:{self._size}px 0 6px 0'><a name='top'></a>{escape(document.title)}</p>"
        ]
        if document.doc_number:
            lines.append(self._centred(escape(document.doc_number), soft))
        facts = [t(KIND_LABELS[document.kind])]
        if document.issuers:
            facts.append("、".join(document.issuers[:3]) + ("等" if document.issuers[3:] else ""))
        if document.issued_on:
            facts.append(t("{date} 印发", date=document.issued_on.isoformat()))
        if document.effective_from:
            facts.append(t("{date} 施行", date=document.effective_from.isoformat()))
        facts.append(t("按 {date} 看：{state}", date=as_of.isoformat(),
                       state=t(view.state(as_of).label)))  # fmt: skip
        lines.append(self._centred(escape("　".join(facts)), soft))
        if view.origin:
            day = view.origin.imported_at.astimezone().strftime("%Y-%m-%d")
            words = t("来源：{name}　{day} 导入　SHA-256 {sha}", name=view.origin.name, day=day,
                      sha=view.origin.sha256[:12])  # fmt: skip
            lines.append(self._centred(escape(words), self._theme.hex("text_faint"), 0.78))
        return "".join(lines)

    def _centred(self, inner: str, colour: str, scale: float = 0.86) -> str:
        size = int(self._size * scale)
        return (
            f"<p align='center' style='font-size:{size}px; color:{colour}; line-height:150%; "
            f"margin:2px 0'>{inner}</p>"
        )

    def _box(self, inner: str, ground: str, edge: str) -> str:
        return (
            f"<table width='100%' cellpadding='12' cellspacing='0' style='margin:12px 0'><tr>"
            f"<td style='background-color:{self._theme.hex(ground)}; "
            f"border-left:3px solid {self._theme.hex(edge)}'>{inner}</td></tr></table>"
        )

    def _summary(self, view: DocumentView) -> str:
        digest = view.digest
        assert digest is not None
        size = int(self._size * 0.9)
        rows = [f"<b>{t('一句话')}</b>　{escape(digest.summary)}"]
        rows += [f"{number}. {escape(point)}" for number, point in enumerate(digest.points, 1)]
        rows.append(f"<b>{t('涉及谁')}</b>　{escape(digest.audience)}")
        rows.append(f"<b>{t('今天怎么看')}</b>　{escape(digest.state)}")
        if digest.changes:
            changes = "；".join(self._change(change) for change in digest.changes)
            rows.append(f"<b>{t('与其他文件')}</b>　{changes}")
        inner = "".join(
            f"<p style='font-size:{size}px; line-height:160%; margin:2px 0'>{row}</p>"
            for row in rows
        )
        return self._box(inner, "accent_soft", "accent")

    def _change(self, text: str) -> str:
        """Ids of documents in our remarks become links."""

        def link(match: re.Match[str]) -> str:
            name = self._sheet.names.get(match[0])
            words = escape(name) if name else t("看这份文件")
            return f"<a href='policy:{match[0]}' style='{self._ink()}'>{words}</a>"

        linked = DOCUMENT_ID.sub(link, escape(text))
        return re.sub(r"\s*\((<a .*?</a>)\)", r"（\1）", linked)

    def _note(self, words: str, href: str = "", action: str = "") -> str:
        link = f"　<a href='{href}' style='{self._ink()}'>{escape(action)}</a>" if href else ""
        size = int(self._size * 0.9)
        return self._box(f"<p style='font-size:{size}px; margin:0'>{escape(words)}{link}</p>",
                         "warn_soft", "warn")  # fmt: skip

    def _ink(self) -> str:
        return f"color:{self._theme.hex('accent_text')}"

    # -- body -------------------------------------------------------------------------------------

    def _single(self, items: list[ProvisionView]) -> str:
        digest = self._sheet.mode == DIGEST
        return "".join(self._provision(item, digest or not item.official) for item in items)

    def _both(self, items: list[ProvisionView]) -> str:
        if not items:
            return ""
        edge = self._theme.hex("border")
        rows = []
        for item in items:
            left = self._original(item) if item.official else ""
            right = self._own_words(item)
            rows.append(
                f"<tr><td width='58%' style='border-bottom:1px solid {edge}' valign='top'>{left}"
                f"</td><td width='42%' style='border-bottom:1px solid {edge}' valign='top'>"
                f"{right}</td></tr>"
            )
        head = f"<tr><td><b>{t('原文')}</b></td><td><b>{t('要点')}</b></td></tr>"
        return f"<table width='100%' cellpadding='8' cellspacing='0'>{head}{''.join(rows)}</table>"

    def _provision(self, item: ProvisionView, digest: bool) -> str:
        return self._own_words(item) if digest else self._original(item)

    def _original(self, item: ProvisionView) -> str:
        provision = item.provision
        name = f"<a name='{escape(provision.path, quote=True)}'></a>"
        label = escape(provision.label or "")
        heading = self._rich(provision.heading or "")
        level = provision.level
        paragraphs = provision.text.split("\n") if provision.text else []
        if level is Level.SIGNATURE:
            lines = "<br>".join(escape(line) for line in paragraphs)
            return self._p(name + lines, "right", indent=False, gap=14)
        if level is Level.CHAPTER:
            return self._p(f"{name}<b>{label}　{heading}</b>", "center", False, 18, 1.1)
        if level is Level.ARTICLE:
            label = f"<b>{label}</b>　"
        if level in (Level.H1, Level.H2, Level.H3) and heading:
            weight = "600" if level is not Level.H3 else "500"
            scale = 1.08 if level is Level.H1 else 1.0
            lead = f"{name}<span style='font-weight:{weight}'>{label}{heading}</span>"
            if heading.endswith("。") and paragraphs:
                first, *rest = paragraphs
                out = [self._p(lead + self._rich(first), indent=True)]
            else:
                gap = 14 if level is Level.H1 else 8
                out = [self._p(lead, indent=True, gap=gap, scale=scale)]
                rest = paragraphs
            out += [self._p(self._rich(line)) for line in rest]
        else:
            first, *rest = paragraphs or [""]
            out = [self._p(name + label + heading + self._rich(first))]
            out += [self._p(self._rich(line)) for line in rest]
        return "".join(out) + self._margin(item)

    def _own_words(self, item: ProvisionView) -> str:
        provision = item.provision
        name = f"<a name='{escape(provision.path, quote=True)}'></a>"
        depth = provision.depth * int(self._size * 1.2)
        soft = self._theme.hex("text_soft")
        stale = (
            f" <span style='color:{self._theme.hex('warn')}'>〔{t('待复核')}〕</span>"
            if item.stale
            else ""
        )
        title = escape(f"{provision.label or ''}{item.name or ''}")
        words = self._rich(item.digest or t("这一条还没有要点。"))
        return (
            f"<p style='margin:7px 0 7px {depth}px; line-height:{self._line}%'>{name}"
            f"<span style='color:{soft}'>{title}</span>{stale}<br>{words}</p>"
        ) + (self._margin(item) if self._sheet.mode == DIGEST else "")

    def _p(
        self, inner: str, align: str = "left", indent: bool = True, gap: int = 5, scale: float = 1.0
    ) -> str:
        first = self._size * 2 if indent else 0
        size = int(self._size * scale)
        return (
            f"<p align='{align}' style='font-size:{size}px; line-height:{self._line}%; "
            f"text-indent:{first}px; margin:{gap}px 0 5px 0'>{inner}</p>"
        )

    def _margin(self, item: ProvisionView) -> str:
        """What is tied to the provision, as small links below it."""
        marks = self._sheet.marks
        parts = []
        for count, words, action in (
            (marks.measures.get(item.id, 0), t("可触发 {n} 项措施"), "measures"),
            (marks.bookmarks.get(item.id, 0), t("{n} 个书签"), "bookmarks"),
            (marks.notes.get(item.id, 0), t("{n} 条笔记"), "notes"),
        ):
            if count:
                path = escape(item.provision.path, quote=True)
                text = escape(words.replace("{n}", str(count)))
                parts.append(f"<a href='app:{action}:{path}' style='{self._ink()}'>{text}</a>")
        if not parts:
            return ""
        size = int(self._size * 0.78)
        return (
            f"<p align='right' style='font-size:{size}px; margin:0 0 4px 0'>{'　'.join(parts)}</p>"
        )

    def _rich(self, text: str) -> str:
        """Escaped text with references as links and terms underlined."""
        if self._links is None:
            return self._explained(text)
        out, position = [], 0
        for match in self._links.finditer(text):
            out.append(self._explained(text[position : match.start()]))
            target = escape(self._sheet.links[match[0]], quote=True)
            out.append(f"<a href='policy:{target}' style='{self._ink()}'>{escape(match[0])}</a>")
            position = match.end()
        return "".join(out) + self._explained(text[position:])

    def _explained(self, text: str) -> str:
        if self._terms is None:
            return escape(text)
        out, position = [], 0
        ink = self._theme.hex("text")
        for match in self._terms.finditer(text):
            out.append(escape(text[position : match.start()]))
            word = escape(match[0], quote=True)
            out.append(f"<a href='term:{word}' style='color:{ink}; text-decoration:underline'>"
                       f"{word}</a>")  # fmt: skip
            position = match.end()
        return "".join(out) + escape(text[position:])
