"""The 一次性告知单: one page to take home, the reasoning behind it on the pages after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from navigator.export.docx import to_docx
from navigator.export.files import write_file
from navigator.export.pdf import page_count, page_images, to_pdf
from navigator.export.slip_data import SILENT, Scope, SlipData, SlipEntry, SlipReason, SlipSection
from navigator.export.slip_overview import joined, overview
from navigator.export.tree import PageStyle, Tree
from navigator.model.blocks import (
    Block,
    Column,
    Heading,
    KeyValues,
    PageBreak,
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

__all__ = [
    "Scope",
    "SlipData",
    "SlipEntry",
    "SlipReason",
    "SlipSection",
    "slip_docx_bytes",
    "slip_page_images",
    "slip_pdf_bytes",
    "slip_tree",
    "write_slip",
]

TITLE = "惠企政策一次性告知单"
_MOST_LINES = 40  # more rows than an overview of one page can ever hold
# Word sets the same page in other fonts than ours: this share of it is left as a reserve.
_DOCX_SPARE = 0.07


def slip_tree(data: SlipData, spare: float = 0.0) -> Tree:
    """The paper: an overview of exactly one page, then the measures of its scope with reasons.

    ``spare`` is the share of the first page that is left empty.
    """
    low, high = 1, _MOST_LINES  # of the overviews that fit, the fullest
    while low < high:
        middle = (low + high + 1) // 2
        if page_count(_tree(data, overview(data, middle)), spare) == 1:
            low = middle
        else:
            high = middle - 1
    first, details = overview(data, low), _details(data)
    return _tree(data, [*first, PageBreak(), *details] if details else first)


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


def _details(data: SlipData) -> list[Block]:
    blocks: list[Block] = []
    for section in data.sections:
        if not section.entries or not data.scope.unfolds(section.key):
            continue
        blocks.append(Heading(1, text_run(f"{section.title}（{len(section.entries)} 项）")))
        for number, entry in enumerate(section.entries, 1):
            blocks += _detail(number, entry)
    if data.answers and data.scope is Scope.ALL:
        blocks.append(Heading(1, text_run("本次回答")))
        rows = tuple(Row((text_run(q), text_run(a))) for q, a in data.answers)
        blocks.append(Table((Column("问题", 6), Column("回答", 4)), rows, dense=True))
    return blocks


def _detail(number: int, entry: SlipEntry) -> list[Block]:
    places = _places(entry)
    told: list[tuple[str, Runs]] = [
        ("内容", text_run(entry.benefit)),
        ("金额", text_run(entry.amount, bold=True)),
        ("怎么算", text_run(entry.arithmetic)),
        ("截止", text_run(entry.deadline or SILENT)),
        ("责任单位", text_run(entry.unit or SILENT)),
        ("怎么办", text_run(entry.how)),
        ("还要弄清", text_run(joined(entry.questions))),
        ("窗口核定", _discretion(entry)),
        ("理由", _reasons(entry.reasons, places)),
        ("依据", _basis(places)),
        ("提醒", text_run("\n".join(entry.warnings), tone=Tone.WARN)),
    ]
    pairs = tuple((key, value) for key, value in told if value)
    return [
        Heading(2, text_run(f"{number}. {entry.title}")),
        KeyValues(pairs, dense=True, wide=True),
    ]


def _discretion(entry: SlipEntry) -> Runs:
    words = "、".join(f"“{word}”" for word in entry.discretion)
    return text_run(f"是否{words}，须窗口核定" if words else "", tone=Tone.WARN)


def _places(entry: SlipEntry) -> dict[str, str]:
    """Every cited place with its number: printed once, referred to by ① ② ③."""
    cited = (*entry.citations, *(reason.citation for reason in entry.reasons))
    places = dict.fromkeys(place for place in cited if place)
    return {place: _circled(number) for number, place in enumerate(places, 1)}


def _circled(number: int) -> str:
    return chr(0x245F + number) if number <= 10 else f"[{number}]"


def _basis(places: dict[str, str]) -> Runs:
    if len(places) == 1:
        return text_run(next(iter(places)))
    return text_run("\n".join(f"{number} {place}" for place, number in places.items()))


def _reasons(reasons: tuple[SlipReason, ...], places: dict[str, str]) -> Runs:
    marks = {True: "✓ ", False: "✗ ", None: "· "}
    tones = {True: Tone.GOOD, False: Tone.WARN, None: Tone.NORMAL}
    runs: list[Run] = []
    for index, reason in enumerate(reasons):
        lead = "\n" if index else ""
        runs.append(Run(lead + marks[reason.met], tone=tones[reason.met]))
        runs.append(Run(reason.text))
        if reason.citation and len(places) > 1:
            runs.append(Run(f" 依据{places[reason.citation]}", tone=Tone.MUTED))
    return tuple(runs)


def slip_pdf_bytes(data: SlipData) -> bytes:
    """Raises ExportError where the font to embed is missing."""
    return to_pdf(slip_tree(data))


def slip_docx_bytes(data: SlipData) -> bytes:
    """Raises ExportError where the font that measures the first page is missing."""
    return to_docx(slip_tree(data, _DOCX_SPARE))


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
