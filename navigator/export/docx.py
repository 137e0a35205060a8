"""A paper as DOCX: real headings and styles, a table of contents, page numbers, Chinese fonts.

The contents are a field with its entries already filled in, so that WPS, Word and LibreOffice all
show them before anybody presses F9.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from navigator.export.tree import PageStyle, Tree, anchors, headings
from navigator.model.blocks import (
    Align,
    Block,
    CodeBlock,
    Heading,
    KeyValues,
    ListBlock,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Rule,
    Run,
    Runs,
    Table,
    TableOfContents,
    Tone,
    plain,
)

if TYPE_CHECKING:
    from docx.document import Document

# After GB/T 9704-2012 (body 仿宋, headings 黑体, title 小标宋), with fonts every office has.
BODY_FONT, HEADING_FONT, TITLE_FONT = "仿宋", "黑体", "宋体"
LATIN_FONT = "Times New Roman"
_TONES = {Tone.MUTED: "5A6877", Tone.ACCENT: "1F5FA8", Tone.GOOD: "1B6E3C", Tone.WARN: "8A4B00"}
_HEAD_FILL, _KEY_FILL, _QUOTE_FILL, _QUOTE_BAR = "E9EEF4", "F4F6F9", "F3F7FC", "1F5FA8"


def to_docx(tree: Tree) -> bytes:
    """The finished file."""
    return _Writer(tree).render()


class _Writer:
    def __init__(self, tree: Tree) -> None:
        import docx

        self._tree = tree
        self._slip = tree.style is PageStyle.SLIP
        self._doc: Document = docx.Document()
        self._size = 10.5 if self._slip else 12
        listed = headings(tree.blocks)
        self._contents = {id(h): f"_Toc{i:08d}" for i, h in enumerate(listed, 1)}
        self._names = {a: f"place{i}" for i, a in enumerate(sorted(anchors(tree.blocks)), 1)}
        self._bookmarks = 0
        self._pending: str | None = None  # the bookmark of the next paragraph

    def render(self) -> bytes:
        from navigator.export.docx_parts import name_fonts

        self._styles()
        self._page()
        name_fonts(self._doc)
        title = self._doc.add_paragraph(style="Title")
        self._add(title, (Run(self._tree.title),))
        if self._tree.subtitle:
            line = self._paragraph((Run(self._tree.subtitle, tone=Tone.MUTED),))
            self._align(line, Align.CENTER)
        for block in self._tree.blocks:
            self._block(block)
        core = self._doc.core_properties
        core.title = self._tree.title
        core.subject = self._tree.subject
        core.author = core.last_modified_by = "政策导航"
        core.comments = ""
        core.keywords = "，".join(self._tree.keywords)
        core.language = "zh-CN"
        stamp = self._tree.created_at or dt.datetime.now(dt.UTC)
        aware = stamp if stamp.tzinfo else stamp.astimezone()
        core.created = core.modified = aware.astimezone(dt.UTC).replace(tzinfo=None)
        out = io.BytesIO()
        self._doc.save(out)
        return out.getvalue()

    # -- styles and page ------------------------------------------------------------------------

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

        from navigator.export.docx_parts import border, ground

        normal = self._dress("Normal", BODY_FONT, self._size)
        normal.paragraph_format.line_spacing = 1.25 if self._slip else 1.5
        normal.paragraph_format.space_after = self._points(3)
        title = self._dress("Title", TITLE_FONT, 20 if self._slip else 22, True)
        title.paragraph_format.alignment = 1
        title.paragraph_format.space_after = self._points(10)
        properties = title.element.get_or_add_pPr()
        border(properties, "bottom", "thickThinSmallGap", 18, 6, "1A1F26")
        sizes = {1: 15, 2: 13, 3: 12, 4: 12, 5: 12, 6: 12}
        for level, size in sizes.items():
            name = f"Heading {level}"
            style = self._dress(name, HEADING_FONT, size - (2 if self._slip else 0), True)
            style.paragraph_format.space_before = self._points(12 if level == 1 else 8)
            style.paragraph_format.space_after = self._points(4)
            style.paragraph_format.keep_with_next = True
        # Chinese has no italics: the look would fall on the figures alone.
        quote = self._dress("Quote", BODY_FONT, self._size)
        quote.font.italic = False
        quote.paragraph_format.left_indent = self._points(12)
        quote.paragraph_format.right_indent = self._points(6)
        properties = quote.element.get_or_add_pPr()
        border(properties, "left", "single", 18, 8, _QUOTE_BAR)
        ground(properties, _QUOTE_FILL)
        for level in range(1, 4):
            entry = self._doc.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
            entry.base_style = normal
            entry.paragraph_format.left_indent = self._points(20 * (level - 1))
            entry.paragraph_format.space_after = self._points(0)
            entry.paragraph_format.tab_stops.add_tab_stop(
                self._room(), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )

    def _dress(self, name: str, font: str, size: float, bold: bool = False) -> Any:
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        style: Any = self._doc.styles[name]
        style.font.name = LATIN_FONT
        style.font.size = self._points(size)
        style.font.bold = bold
        style.font.color.rgb = RGBColor(0x1A, 0x1F, 0x26)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for script, wanted in (("eastAsia", font), ("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT)):
            fonts.set(qn(f"w:{script}"), wanted)
        return style

    def _page(self) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm

        from navigator.export.docx_parts import field

        section = self._doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        side, edge = (17, 15) if self._slip else (26, 25)
        section.left_margin = section.right_margin = Mm(side)
        section.top_margin = section.bottom_margin = Mm(edge)
        section.footer_distance = Mm(8 if self._slip else 14)
        footer = section.footer.paragraphs[0]
        footer.paragraph_format.tab_stops.clear_all()
        footer.style = "Normal"
        footer.paragraph_format.tab_stops.add_tab_stop(self._room(), WD_TAB_ALIGNMENT.RIGHT)
        self._add(footer, (Run(self._tree.footer + "\t第 ", tone=Tone.MUTED),), size=8)
        field(footer, "PAGE", "1", 8)
        self._add(footer, (Run(" 页／共 ", tone=Tone.MUTED),), size=8)
        field(footer, "NUMPAGES", "1", 8)
        self._add(footer, (Run(" 页", tone=Tone.MUTED),), size=8)

    # -- blocks -----------------------------------------------------------------------------------

    def _block(self, block: Block, style: str = "Normal", left: float = 0.0) -> None:
        """``left`` is the indent in points of what stands inside a list."""
        match block:
            case Heading():
                self._heading(block, style, left)
            case Paragraph():
                self._text(block, style, left)
            case Quotation():
                self._quotation(block)
            case ListBlock():
                for number, item in enumerate(block.items, block.start):
                    self._item(f"{number}. " if block.ordered else "• ", item, style, left)
            case CodeBlock():
                self._left(self._paragraph((Run(block.text, code=True),), style), left)
            case Rule():
                from navigator.export.docx_parts import border

                line = self._doc.add_paragraph()
                border(line._p.get_or_add_pPr(), "bottom", "single", 4, 1, "B6C0CB")
            case PageBreak():
                self._doc.add_page_break()
            case Table():
                self._table(block)
            case KeyValues():
                self._facts(block)
            case TableOfContents():
                self._table_of_contents(block)

    def _heading(self, block: Heading, style: str, left: float) -> None:
        name = self._contents.get(id(block))
        if name is None:  # inside a note's list or quotation: a look, no entry of the outline
            bold = tuple(replace(run, bold=True) for run in block.runs)
            self._left(self._paragraph(bold, style), left)
            return
        paragraph = self._doc.add_heading(level=min(6, block.level))
        self._add(paragraph, block.runs)
        self._mark(paragraph, name)
        if block.anchor:
            self._mark(paragraph, self._names[block.anchor])

    def _mark(self, paragraph: Any, name: str) -> None:
        from navigator.export.docx_parts import bookmark

        self._bookmarks += 1
        bookmark(paragraph, name, self._bookmarks)

    def _text(self, block: Paragraph, style: str, left: float) -> None:
        paragraph = self._paragraph(block.runs, style)
        self._align(paragraph, block.align)
        self._left(paragraph, left)
        body = block.style is ParagraphStyle.BODY and block.align is Align.LEFT
        if body and style == "Normal" and not left:
            paragraph.paragraph_format.first_line_indent = self._points(self._size * 2)
        if block.style is ParagraphStyle.SMALL:
            for run in paragraph.runs:
                run.font.size = self._points(self._size - 2)
        if block.keep_with_next:
            paragraph.paragraph_format.keep_with_next = True

    def _quotation(self, block: Quotation) -> None:
        self._pending = self._names[block.anchor] if block.anchor else None
        for child in block.blocks:
            self._block(child, "Quote")
        if block.citation:
            cite = self._paragraph((Run("—— "), *block.citation), "Quote")
            self._align(cite, Align.RIGHT)
            for run in cite.runs:
                run.font.size = self._points(self._size - 1.5)
        self._pending = None

    def _item(self, mark: str, item: tuple[Block, ...], style: str, left: float) -> None:
        # Deep lists stop moving in, so that some room for the text remains.
        inset = min(left + self._size * 1.8, 160)
        first, *rest = item or (Paragraph(()),)
        if isinstance(first, Paragraph):
            paragraph = self._paragraph((Run(mark), *first.runs), style)
            paragraph.paragraph_format.left_indent = self._points(inset)
            paragraph.paragraph_format.first_line_indent = self._points(-self._size * 1.2)
        else:
            rest = [first, *rest]
        for child in rest:
            self._block(child, style, inset)

    def _table(self, table: Table) -> None:
        from navigator.export.docx_parts import dress_table, repeat_header, shade_cell

        grid = self._grid(len(table.columns))
        total = sum(column.width for column in table.columns)
        size = self._size - 2 if table.dense else self._size - 1
        if any(column.title for column in table.columns):
            cells = grid.add_row().cells
            for column, cell in zip(table.columns, cells, strict=True):
                self._fill(cell, (Run(column.title, bold=True),), size, column.align)
                shade_cell(cell, _HEAD_FILL)
            repeat_header(grid.rows[0])
        widths = [int(self._room() * column.width / total) for column in table.columns]
        for row in table.rows:
            cells = grid.add_row().cells
            if row.section:
                merged = cells[0].merge(cells[-1])
                self._fill(merged, row.cells[0] if row.cells else (), size, Align.LEFT)
                shade_cell(merged, _KEY_FILL)
                continue
            for column, cell, runs in zip(table.columns, cells, row.cells, strict=False):
                self._fill(cell, runs, size, column.align)
            for width, cell in zip(widths, cells, strict=True):
                cell.width = width
        dress_table(grid, widths)
        self._gap()

    def _facts(self, box: KeyValues) -> None:
        from navigator.export.docx_parts import dress_table, shade_cell

        size = self._size - 2 if box.dense else self._size - 1
        step = 1 if box.wide else 2
        shares = (0.12, 0.88) if box.wide else (0.12, 0.38, 0.12, 0.38)
        widths = [int(self._room() * share) for share in shares]
        grid = self._grid(len(shares))
        for index in range(0, len(box.pairs), step):
            cells = grid.add_row().cells
            for width, cell in zip(widths, cells, strict=True):
                cell.width = width
            chunk = box.pairs[index : index + step]
            for offset, (key, value) in enumerate(chunk):
                self._fill(cells[offset * 2], (Run(key),), size, Align.LEFT)
                shade_cell(cells[offset * 2], _KEY_FILL)
                target = cells[offset * 2 + 1]
                if len(chunk) < step:
                    target = target.merge(cells[-1])
                self._fill(target, value, size, Align.LEFT)
        dress_table(grid, widths)
        self._gap()

    def _grid(self, columns: int) -> Any:
        grid = self._doc.add_table(rows=0, cols=columns)
        grid.style = "Table Grid"
        grid.autofit = False
        return grid

    def _gap(self) -> None:
        paragraph = self._doc.add_paragraph()
        paragraph.paragraph_format.space_after = self._points(0)
        paragraph.paragraph_format.line_spacing = self._points(6)

    def _room(self) -> int:
        section = self._doc.sections[0]
        return int(section.page_width - section.left_margin - section.right_margin)

    def _fill(self, cell: Any, runs: Runs, size: float, align: Align) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = self._points(0)
        paragraph.paragraph_format.line_spacing = 1.15
        self._align(paragraph, align)
        self._add(paragraph, runs, size=size)

    def _table_of_contents(self, block: TableOfContents) -> None:
        from navigator.export.docx_parts import contents

        found = headings(self._tree.blocks, min(block.depth, 3))
        if found:
            head = self._paragraph((Run(block.title, bold=True),))
            self._align(head, Align.CENTER)
            entries = [(h.level, plain(h.runs), self._contents[id(h)]) for h in found]
            contents(self._doc, min(block.depth, 3), entries)

    # -- runs -------------------------------------------------------------------------------------

    def _paragraph(self, runs: Runs, style: str = "Normal") -> Any:
        paragraph = self._doc.add_paragraph(style=style)
        self._add(paragraph, runs)
        if self._pending:
            self._mark(paragraph, self._pending)
            self._pending = None
        return paragraph

    def _add(self, paragraph: Any, runs: Runs, size: float | None = None) -> None:
        from navigator.export.docx_parts import link_to, printable

        for run in runs:
            name = self._names.get(run.target) if run.target else None
            link = link_to(paragraph, name) if name else None
            for index, line in enumerate(printable(run.text).split("\n")):
                added = paragraph.add_run()
                if index:
                    added.add_break()
                added.add_text(line)
                self._look(added, run)
                if size is not None:
                    added.font.size = self._points(size)
                if link is not None:
                    link.append(added._r)

    @staticmethod
    def _look(added: Any, run: Run) -> None:
        from docx.enum.text import WD_COLOR_INDEX
        from docx.shared import RGBColor

        added.bold = run.bold or None
        added.italic = run.italic or None
        added.font.strike = run.strike or None
        if run.code:
            added.font.name = "Consolas"
        if run.mark:
            added.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if run.tone in _TONES:
            added.font.color.rgb = RGBColor.from_string(_TONES[run.tone])

    @staticmethod
    def _points(size: float) -> Any:
        from docx.shared import Pt

        return Pt(size)

    def _left(self, paragraph: Any, left: float) -> None:
        if left:
            paragraph.paragraph_format.left_indent = self._points(left)

    @staticmethod
    def _align(paragraph: Any, align: Align) -> None:
        if align is not Align.LEFT:
            paragraph.alignment = {Align.CENTER: 1, Align.RIGHT: 2}[align]
