"""What the page says about imports, as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from navigator.app.importing import ImportReport, Preview
from navigator.model.documents import CharacterCount, Document, Doubt, Removal, Source
from navigator.store.records import ImportOutcome
from navigator.ui.i18n import t

Finding = Removal | Doubt


def balance(counts: CharacterCount) -> str:
    """``原文 85,347 字 = 保留 85,118 字 + 移除 229 字``."""
    return t(
        "原文 {source} 字 = 保留 {kept} 字 + 移除 {removed} 字",
        source=f"{counts.source:,}",
        kept=f"{counts.kept:,}",
        removed=f"{counts.removed:,}",
    )


def by_reason(findings: Iterable[Finding]) -> str:
    """``页码 9 处；重复的网址 2 处``, the commonest first."""
    counted = Counter(finding.reason for finding in findings)
    return "；".join(
        t("{reason} {n} 处", reason=t(reason), n=n) for reason, n in counted.most_common()
    )


def mark_of(document: Document, preview: Preview) -> tuple[str, str]:
    """What an import would do with a document, and the tone of that word."""
    if document.id in preview.unchanged:
        return t("不变"), ""
    if document.id in preview.known:
        return t("更新"), "accent"
    return t("新增"), "good"


def remark_of(document: Document, preview: Preview) -> str:
    """The mark, and that a document is a bare title."""
    mark, _ = mark_of(document, preview)
    return mark if document.has_body else t("{mark}，仅有标题", mark=mark)


def size_of(source: Source) -> str:
    """``253 KB，txt，utf-8``."""
    size = source.bytes / 1024
    words = f"{max(size, 1):,.0f} KB" if size < 1024 else f"{size / 1024:,.1f} MB"
    return "，".join(part for part in (words, source.format, source.encoding or "") if part)


def outcome_words(outcome: ImportOutcome) -> str:
    """One file of a finished import, in a sentence."""
    if outcome.already_present:
        return t("《{name}》已经导入过，没有改动。", name=outcome.source.name)
    words = t(
        "《{name}》：{n} 份文件，{p} 个条款。一字不少：{balance}。",
        name=outcome.source.name,
        n=len(outcome.documents),
        p=outcome.provisions,
        balance=balance(outcome.characters),
    )
    if outcome.replaced:
        words += t("其中 {n} 份是新版本，旧版本仍保留。", n=len(outcome.replaced))
    return words


def headline(report: ImportReport) -> str:
    """What the whole import came to."""
    if report.cancelled:
        done = sum(not outcome.already_present for outcome in report.imported)
        return t("已停止：前 {n} 个文件已存入，其余没有改动", n=done)
    if report.changed:
        return t("导入完成") if not report.failed else t("导入完成，有文件没有导入")
    return t("没有新内容") if report.imported else t("没有导入")


def report_text(report: ImportReport) -> str:
    """The whole report for the clipboard or a file: every removal and doubt with its line."""
    lines = [headline(report), ""]
    for outcome in report.imported:
        lines.append(outcome_words(outcome))
        lines.append(f"SHA-256 {outcome.source.sha256}")
        lines += findings_lines(t("移除"), outcome.removed)
        lines += findings_lines(t("待核"), outcome.review)
        lines.append("")
    lines += [f"{failure.name}：{failure.message}" for failure in report.failed]
    return "\n".join(lines).rstrip() + "\n"


def findings_lines(name: str, findings: Sequence[Finding]) -> list[str]:
    """A heading with the count, then one line a finding."""
    lines = [t("{name} {n} 处", name=name, n=len(findings))]
    lines += [
        t("  第 {line} 行“{words}”：{reason}", line=f.line, words=f.text, reason=t(f.reason))
        for f in findings
    ]
    return lines
