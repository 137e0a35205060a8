"""The 一次性告知单: one page to take home, the reasoning behind it on the pages after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.export.docx import to_docx
from navigator.export.files import write_file
from navigator.export.pdf import page_count, page_images, to_pdf
from navigator.export.tree import PageStyle, Tree
from navigator.model.blocks import (
    Block,
    Column,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Runs,
    Table,
    Tone,
    text_run,
)
from navigator.model.errors import ExportError

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SILENT = "文件未载明"
TITLE = "惠企政策一次性告知单"
# Rows of the three tables on the first page, from roomy to tight: the first that fits is taken.
_ROWS = ((14, 8, 8), (12, 6, 6), (10, 5, 5), (8, 4, 4), (6, 3, 3), (5, 2, 2), (4, 1, 1), (2, 1, 1))


@dataclass(frozen=True, slots=True)
class SlipReason:
    """One step of the reasoning. ``met`` is None where it is not known yet."""

    text: str
    citation: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """One measure, in words ready to print; empty strings are left out or 文件未载明."""

    title: str
    amount: str = ""
    arithmetic: str = ""
    benefit: str = ""
    deadline: str = ""
    unit: str = ""
    reasons: tuple[SlipReason, ...] = ()
    citations: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()  # what is still to be answered
    discretion: tuple[str, ...] = ()  # words only an officer can judge
    warnings: tuple[str, ...] = ()
    how: str = ""


@dataclass(frozen=True, slots=True)
class SlipSection:
    """A group of measures; ``key`` is the status they share."""

    key: str  # eligible, unknown, ineligible, closed, not_yet_open, intention
    title: str
    entries: tuple[SlipEntry, ...]


@dataclass(frozen=True, slots=True)
class SlipData:
    """Everything on the slip. Amounts are never added up anywhere."""

    as_of: dt.date
    printed_at: dt.datetime
    sections: tuple[SlipSection, ...]
    applicant: str = ""
    identity: str = ""  # e.g. 企业 · 小型
    edition: str = ""
    edition_sha256: str = ""
    catalogue_hash: str = ""
    answers: tuple[tuple[str, str], ...] = field(default=())  # question, answer


def slip_tree(data: SlipData) -> Tree:
    """The paper: an overview of exactly one page, then every measure with its reasons."""
    for rows in _ROWS:
        first = _first_page(data, rows)
        if page_count(_tree(data, first)) == 1:
            break
    details = _details(data)
    return _tree(data, [*first, PageBreak(), *details] if details else first)


def _first_page(data: SlipData, rows: tuple[int, int, int]) -> list[Block]:
    by_key = {section.key: section for section in data.sections if section.entries}
    return [
        _head(data),
        *_overview(by_key, rows),
        Paragraph(
            (
                Run("办理材料、受理地址、联系电话：", bold=True),
                Run(f"{SILENT}，请向责任单位或拨打政务服务热线核实。"),
                Run("金额按您的回答测算，各项不能简单相加；以主管部门核定为准。"),
            ),
            ParagraphStyle.SMALL,
        ),
    ]


def _tree(data: SlipData, blocks: list[Block]) -> Tree:
    short = data.edition_sha256[:12] if data.edition_sha256 else "未导入原文"
    footer = f"办理日期 {data.as_of.isoformat()} · 汇编 {short} · 规则 {data.catalogue_hash[:12]}"
    return Tree(
        title=TITLE,
        blocks=tuple(blocks),
        subject="按回答测算的政策享受情况",
        footer=footer,
        created_at=data.printed_at,
        style=PageStyle.SLIP,
    )


def _head(data: SlipData) -> KeyValues:
    return KeyValues(
        (
            ("申请人", text_run(data.applicant or "＿＿＿＿＿＿＿＿＿＿＿＿")),
            ("身份", text_run(data.identity or "—")),
            ("办理日期", text_run(data.as_of.isoformat(), bold=True)),
            ("打印时间", text_run(data.printed_at.strftime("%Y-%m-%d %H:%M"))),
            ("依据", text_run(_edition(data))),
        )
    )


def _edition(data: SlipData) -> str:
    name = data.edition or "内置要点"
    if not data.edition_sha256:
        return f"{name}（官方原文未导入本机，以文件原文为准）"
    return f"{name}，文件 SHA-256 {data.edition_sha256[:16]}…"


def _overview(by_key: dict[str, SlipSection], rows: tuple[int, int, int]) -> list[Block]:
    blocks: list[Block] = []
    parts = (
        ("eligible", "一、可以享受", "按目前的回答，没有现在可以享受的措施。", _eligible_table),
        ("unknown", "二、还差信息", "没有。", _unknown_table),
        ("ineligible", "三、不符合及原因", "没有。", _refused_table),
    )
    for (key, title, nothing, table), most in zip(parts, rows, strict=True):
        section = by_key.get(key)
        blocks.append(Heading(1, text_run(title)))
        if section is None:
            blocks.append(Paragraph(text_run(nothing), ParagraphStyle.FLUSH))
        else:
            blocks.append(table(section, most))
    others = [by_key[k] for k in ("closed", "not_yet_open", "intention") if k in by_key]
    if others:
        words = "；".join(
            f"{section.title} {len(section.entries)} 项（{_names(section, 3)}）"
            for section in others
        )
        runs = (Run("另有：", bold=True), Run(words + "。"))
        blocks.append(Paragraph(runs, ParagraphStyle.SMALL))
    return blocks


def _names(section: SlipSection, most: int) -> str:
    names = "、".join(entry.title for entry in section.entries[:most])
    return names + (" 等，详见后页" if len(section.entries) > most else "")


def _more(section: SlipSection, shown: int) -> list[Row]:
    left = len(section.entries) - shown
    return [Row((text_run(f"另有 {left} 项，详见后页"),), section=True)] if left > 0 else []


def _eligible_table(section: SlipSection, most: int) -> Table:
    shown = section.entries[:most]
    rows = [
        Row(
            (
                (Run(entry.title, bold=True), *_judged(entry)),
                text_run(entry.amount or entry.benefit or SILENT),
                text_run(entry.deadline or SILENT),
                text_run(entry.unit or SILENT),
            )
        )
        for entry in shown
    ]
    columns = (
        Column("措施", 3.4),
        Column("能得到什么", 3.4),
        Column("截止", 1.5),
        Column("责任单位", 1.7),
    )
    return Table(columns, (*rows, *_more(section, len(shown))), dense=True)


def _judged(entry: SlipEntry) -> Runs:
    if not entry.discretion:
        return ()
    words = "、".join(f"“{word}”" for word in entry.discretion)
    return (Run(f"\n须窗口核定：{words}", tone=Tone.WARN),)


def _unknown_table(section: SlipSection, most: int) -> Table:
    shown = section.entries[:most]
    rows = [
        Row(
            (text_run(e.title), text_run("；".join(e.questions) or "—"), text_run(e.unit or SILENT))
        )
        for e in shown
    ]
    columns = (Column("措施", 3.2), Column("还要弄清（由申请人提供）", 5), Column("责任单位", 1.8))
    return Table(columns, (*rows, *_more(section, len(shown))), dense=True)


def _refused_table(section: SlipSection, most: int) -> Table:
    shown = section.entries[:most]
    rows = [
        Row((text_run(entry.title), text_run("；".join(r.text for r in entry.reasons) or "—")))
        for entry in shown
    ]
    columns = (Column("措施", 3.2), Column("原因", 6.8))
    return Table(columns, (*rows, *_more(section, len(shown))), dense=True)


def _details(data: SlipData) -> list[Block]:
    blocks: list[Block] = []
    for section in data.sections:
        if not section.entries:
            continue
        blocks.append(Heading(1, text_run(f"{section.title}（{len(section.entries)} 项）")))
        for number, entry in enumerate(section.entries, 1):
            blocks += _detail(number, entry)
    if data.answers:
        blocks.append(Heading(1, text_run("本次回答")))
        rows = tuple(Row((text_run(q), text_run(a))) for q, a in data.answers)
        blocks.append(Table((Column("问题", 6), Column("回答", 4)), rows, dense=True))
    return blocks


def _detail(number: int, entry: SlipEntry) -> list[Block]:
    lines: list[tuple[str, Runs]] = []
    if entry.benefit:
        lines.append(("内容", text_run(entry.benefit)))
    if entry.amount:
        lines.append(("金额", text_run(entry.amount)))
    if entry.arithmetic:
        lines.append(("怎么算", text_run(entry.arithmetic)))
    lines.append(("截止", text_run(entry.deadline or SILENT)))
    lines.append(("责任单位", text_run(entry.unit or SILENT)))
    if entry.how:
        lines.append(("怎么办", text_run(entry.how)))
    if entry.questions:
        lines.append(("还要弄清", text_run("；".join(entry.questions))))
    if entry.discretion:
        words = "、".join(f"“{word}”" for word in entry.discretion)
        lines.append(("须窗口核定", (Run(words, tone=Tone.WARN),)))
    if entry.reasons:
        lines.append(("理由", _reasons(entry.reasons)))
    if entry.citations:
        lines.append(("依据", text_run("；".join(entry.citations))))
    if entry.warnings:
        lines.append(("提醒", (Run("\n".join(entry.warnings), tone=Tone.WARN),)))
    rows = tuple(Row((text_run(key), value)) for key, value in lines)
    return [
        Heading(2, text_run(f"{number}. {entry.title}")),
        Table((Column("项目", 1.2), Column("说明", 8.8)), rows, dense=True),
    ]


def _reasons(reasons: tuple[SlipReason, ...]) -> Runs:
    marks = {True: "✓ ", False: "✗ ", None: "· "}
    tones = {True: Tone.GOOD, False: Tone.WARN, None: Tone.NORMAL}
    runs: list[Run] = []
    for index, reason in enumerate(reasons):
        lead = "\n" if index else ""
        runs.append(Run(lead + marks[reason.met], tone=tones[reason.met]))
        cite = f"（{reason.citation}）" if reason.citation else ""
        runs.append(Run(reason.text + cite))
    return tuple(runs)


def slip_pdf_bytes(data: SlipData) -> bytes:
    """Raises ExportError where the font to embed is missing."""
    return to_pdf(slip_tree(data))


def slip_docx_bytes(data: SlipData) -> bytes:
    return to_docx(slip_tree(data))


def slip_page_images(data: SlipData, dpi: int = 110) -> list[QImage]:
    """The pages as pictures, laid out as the PDF is."""
    return page_images(slip_tree(data), dpi)


def write_slip(data: SlipData, path: Path, *, force: bool = False) -> None:
    """Write the slip as the file's ending says. Raises ExportError."""
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        content = slip_pdf_bytes(data)
    elif suffix == ".docx":
        content = slip_docx_bytes(data)
    else:
        raise ExportError(
            f"告知单不能存成“{suffix or '没有后缀'}”",
            "没有写出任何内容",
            "文件名请以 .pdf 或 .docx 结尾",
        )
    write_file(path, content, force=force)
