"""What a person takes away: bookmarks, notes and provisions, each with its citation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from navigator.export.csv_table import to_csv
from navigator.export.docx import to_docx
from navigator.export.files import write_file
from navigator.export.html import to_html
from navigator.export.markdown import to_markdown
from navigator.export.pdf import to_pdf
from navigator.export.tree import Tree
from navigator.model.blocks import (
    Block,
    Heading,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Run,
    TableOfContents,
    Tone,
)
from navigator.model.citation import Citation
from navigator.model.errors import ExportError
from navigator.model.markup import parse_markdown, plain_text

KINDS = {"bookmark": "书签", "note": "笔记", "provision": "条款"}


@dataclass(frozen=True, slots=True)
class ExportItem:
    """One entry. ``quotation`` is official wording (or our digest where ``official`` is false),
    ``text`` a person's own Markdown. ``state`` is what the document was worth on the day."""

    kind: str  # bookmark, note, provision
    quotation: str = ""
    text: str = ""
    title: str = ""
    doc_number: str | None = None
    provision_id: str = ""
    state: str = ""
    source_name: str = ""
    source_sha256: str = ""
    official: bool = True
    found: bool = True
    folder: str = ""
    tags: tuple[str, ...] = ()
    created_at: dt.datetime | None = None

    @property
    def citation(self) -> Citation | None:
        """None for a note that stands alone or on a measure."""
        return Citation(self.title, self.doc_number, self.provision_id) if self.title else None


def export_items(
    items: Sequence[ExportItem],
    file_format: str,
    path: Path,
    *,
    title: str,
    as_of: dt.date,
    force: bool = False,
) -> None:
    """Write ``items`` to one file. Raises ExportError; see :func:`write_file`."""
    write_file(path, render_items(items, file_format, title=title, as_of=as_of), force=force)


def render_items(
    items: Sequence[ExportItem], file_format: str, *, title: str, as_of: dt.date
) -> bytes:
    """The bytes of the file in one of :data:`FORMATS`."""
    render = FORMATS.get(file_format)
    if render is None:
        raise ExportError(
            f"不认识的格式“{file_format}”", "没有写出任何内容", f"可选：{'、'.join(FORMATS)}"
        )
    return render(items, title, as_of)


def items_tree(items: Sequence[ExportItem], title: str, as_of: dt.date) -> Tree:
    """A paper grouped by folder and document, every quotation with where it stands."""
    blocks: list[Block] = []
    if len(items) > 3:
        blocks.append(TableOfContents())
    for folder, in_folder in groupby(items, key=lambda item: item.folder):
        blocks.append(Heading(1, (Run(folder or "未分文件夹"),)))
        for name, group in groupby(in_folder, key=lambda item: item.title):
            blocks.append(Heading(2, (Run(f"《{name}》" if name else "随手记"),)))
            for item in group:
                blocks += _item_blocks(item)
    if not items:
        blocks.append(Paragraph((Run("没有可以导出的内容。"),)))
    return Tree(
        title=title,
        blocks=tuple(blocks),
        subtitle=f"文件状态按 {as_of.isoformat()} 判断",
        footer=f"政策导航 · {as_of.isoformat()}",
    )


def _item_blocks(item: ExportItem) -> Iterable[Block]:
    citation = item.citation
    if item.quotation:
        lines = [line for line in item.quotation.split("\n") if line.strip()]
        place = citation.place if citation else ""
        yield Quotation(
            tuple(Paragraph((Run(line),), ParagraphStyle.FLUSH) for line in lines),
            (Run(place),) if place else (),
            item.provision_id or None,
        )
    elif citation:
        yield Paragraph((Run(citation.place),), ParagraphStyle.FLUSH)
    if item.text:
        for block in parse_markdown(item.text):
            # A note's own headings stand below the paper's, and out of its contents.
            yield (
                replace(block, level=min(6, block.level + 2))
                if isinstance(block, Heading)
                else block
            )
    yield Paragraph(tuple(_about(item)), ParagraphStyle.SMALL)


def _about(item: ExportItem) -> Iterable[Run]:
    """One line on the entry; the id as code, which no writer of Markdown escapes."""
    before, after = _told(item)
    yield Run("｜".join(before), tone=Tone.MUTED)
    if item.provision_id:
        yield Run("｜编号：", tone=Tone.MUTED)
        yield Run(item.provision_id, tone=Tone.MUTED, code=True)
    if after:
        yield Run("｜" + "｜".join(after), tone=Tone.MUTED)


def _told(item: ExportItem) -> tuple[list[str], list[str]]:
    """What stands before the id, and what after it."""
    before = [KINDS[item.kind]]
    if item.created_at:
        before.append(item.created_at.strftime("%Y-%m-%d %H:%M"))
    if item.tags:
        before.append(" ".join(f"#{tag}" for tag in item.tags))
    if item.state:
        before.append(f"状态：{item.state}")
    if item.doc_number:
        before.append(f"文号：{item.doc_number}")
    after = []
    if not item.official and item.quotation:
        after.append("引文是要点，不是官方原文")
    if not item.found:
        after.append("原条款已不在资料库，引文保留")
    if item.source_sha256:
        after.append(f"来源：{item.source_name}，SHA-256 {item.source_sha256}")
    return before, after


_HEADER = ("类型", "文件夹", "文件", "文号", "条款", "编号", "引文", "自己的话", "标签", "状态",
           "原文", "记于", "来源文件", "来源SHA-256")  # fmt: skip


def _csv(items: Sequence[ExportItem], title: str, as_of: dt.date) -> bytes:
    del title, as_of
    rows = []
    for item in items:
        citation = item.citation
        rows.append(
            (
                KINDS[item.kind],
                item.folder,
                item.title,
                item.doc_number or "",
                citation.place if citation else "",
                item.provision_id,
                item.quotation,
                plain_text(item.text),
                " ".join(item.tags),
                item.state,
                "官方原文" if item.official else "要点",
                item.created_at.isoformat(sep=" ", timespec="seconds") if item.created_at else "",
                item.source_name,
                item.source_sha256,
            )
        )
    return to_csv(_HEADER, rows)


Render = Callable[[Sequence[ExportItem], str, dt.date], bytes]
FORMATS: dict[str, Render] = {
    "md": lambda items, title, day: to_markdown(items_tree(items, title, day)).encode(),
    "docx": lambda items, title, day: to_docx(items_tree(items, title, day)),
    "pdf": lambda items, title, day: to_pdf(items_tree(items, title, day)),
    "html": lambda items, title, day: to_html(items_tree(items, title, day)).encode(),
    "csv": _csv,
}
