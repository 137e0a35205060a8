"""Above the text: title block, our digest of the whole, and what has to be said of the document."""

from __future__ import annotations

import datetime as dt
import re
from html import escape

from navigator.app.content import DocumentView
from navigator.model.documents import KIND_LABELS
from navigator.ui.i18n import t
from navigator.ui.pages.reading.sheet import SUMMARY, Ink, Sheet
from navigator.ui.pages.reading.states import state_words

DOCUMENT_ID = re.compile(r"[a-z]{5,}(?:-[a-z0-9]+){1,12}")


def head(ink: Ink, sheet: Sheet, view: DocumentView, as_of: dt.date) -> str:
    """Everything before the first provision, as rich text."""
    parts = [_title_block(ink, view, as_of)]
    if not view.document.has_body:
        parts.append(_note(ink, t("汇编里只印了这份文件的标题，没有正文。")))
    if not view.official:
        words = t("官方原文还不在这台电脑上，下面是我们写的要点。")
        link = ink.link("app:import", t("如何导入原文")) if sheet.importable else ""
        parts.append(_note(ink, words, link))
    if view.digest:
        parts.append(_summary(ink, sheet, view))
    return "".join(parts)


def _title_block(ink: Ink, view: DocumentView, as_of: dt.date) -> str:
    document = view.document
    lines = [
        f"<p align='center' style='font-size:{int(ink.size * 1.4)}px; line-height:140%; "
        f"margin:{ink.size}px 0 8px 0'><a name='top'></a><b>{escape(document.title)}</b></p>"
    ]
    if document.doc_number:
        lines.append(ink.centred(escape(document.doc_number), "text"))
    facts = ["、".join(document.issuers[:3]) + ("等" if document.issuers[3:] else "")]
    if document.issued_on:
        facts.append(t("{date} 印发", date=document.issued_on.isoformat()))
    if document.effective_from:
        facts.append(t("{date} 施行", date=document.effective_from.isoformat()))
    if document.ends_on:
        facts.append(t("{date} 截止", date=document.ends_on.isoformat()))
    if facts := [fact for fact in facts if fact]:
        lines.append(ink.centred(escape("　".join(facts)), "text_soft"))
    words, tone = state_words(view, as_of)
    day = escape(t("按办理日期 {date}", date=as_of.isoformat()))
    kind = escape(t(KIND_LABELS[document.kind]))
    lines.append(ink.centred(f"{kind}　{ink.badge(t(words), tone)}　{day}", "text_soft"))
    if view.origin:
        words = t(
            "来源：{name}　{day} 导入　SHA-256 {sha}",
            name=view.origin.name,
            day=view.origin.imported_at.astimezone().strftime("%Y-%m-%d"),
            sha=view.origin.sha256[:12],
        )
        lines.append(ink.centred(escape(words), "text_faint", 0.76))
    return "".join(lines)


def _note(ink: Ink, words: str, link: str = "") -> str:
    return ink.box(ink.small(f"{escape(words)}　{link}".rstrip("　")), "warn_soft", "warn")


def _summary(ink: Ink, sheet: Sheet, view: DocumentView) -> str:
    digest = view.digest
    assert digest is not None
    folded = SUMMARY in sheet.folded
    fold = ink.link(f"app:fold:{SUMMARY}", t("展开要点") if folded else t("收起要点"))
    rows = [f"<b>{escape(t('一句话'))}</b>　{escape(digest.summary)}"]
    if not folded:
        rows += [f"{number}．{escape(point)}" for number, point in enumerate(digest.points, 1)]
        rows.append(f"<b>{escape(t('涉及谁'))}</b>　{escape(digest.audience)}")
        rows.append(f"<b>{escape(t('今天怎么看'))}</b>　{escape(digest.state)}")
        if digest.changes:
            changes = "；".join(_change(ink, sheet, change) for change in digest.changes)
            rows.append(f"<b>{escape(t('与其他文件'))}</b>　{changes}")
    inner = "".join(ink.small(row) for row in rows)
    return ink.box(inner + f"<p align='right' style='margin:2px 0 0 0; "
                   f"font-size:{int(ink.size * 0.8)}px'>{fold}</p>",
                   "accent_soft", "accent")  # fmt: skip


def _change(ink: Ink, sheet: Sheet, text: str) -> str:
    """Ids of documents in our remarks become links."""

    def link(match: re.Match[str]) -> str:
        return ink.link(f"policy:{match[0]}", sheet.names.get(match[0]) or t("看这份文件"))

    linked = DOCUMENT_ID.sub(link, escape(text))
    return re.sub(r"\s*\((<a .*?</a>)\)", r"（\1）", linked)
