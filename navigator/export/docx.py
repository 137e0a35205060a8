"""A paper as DOCX: real headings and styles, a table of contents, page numbers, Chinese fonts.

The contents are a field with its entries already filled in, so that WPS, Word and LibreOffice all
show them before anybody presses F9.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from navigator.export.tree import PageStyle, Tree, headings
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
_TONES = {Tone.MUTED: "5A6877", Tone.ACCENT: "1F5FA8", Tone.GOOD: "1B6E3C", Tone.WARN: "8A4B00"}


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

    def render(self) -> bytes:
        self._styles()
        self._page()
        title = self._doc.add_paragraph(style="Title")
        self._add(title, (Run(self._tree.title),))
        if self._tree.subtitle:
            line = self._paragraph((Run(self._tree.subtitle, tone=Tone.MUTED),), "Normal")
            self._align(line, Align.CENTER)
        for block in self._tree.blocks:
            self._block(block)
        core = self._doc.core_properties
        core.title = self._tree.title
        core.subject = self._tree.subject
        core.author = "政策导航"
        core.keywords = "，".join(self._tree.keywords)
        stamp = self._tree.created_at or dt.datetime(2000, 1, 1)
        core.created = core.modified = stamp.replace(tzinfo=None)
        out = io.BytesIO()
        self._doc.save(out)
        return out.getvalue()

    # -- styles and page ------------------------------------------------------------------------

    def _styles(self) -> None:
        from docx.shared import Pt, RGBColor

        def dress(name: str, font: str, size: float, bold: bool = False) -> Any:
            style = self._doc.styles[name]
            style.font.name = "Times New Roman"
            style.font.size = Pt(size)
            style.font.bold = bold
            style.font.color.rgb = RGBColor(0x1D, 0x27, 0x33)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in list(fonts.attrib):
                if attribute.endswith("Theme"):
                    del fonts.attrib[attribute]
            fonts.set(_w("eastAsia"), font)
            fonts.set(_w("ascii"), "Times New Roman")
            fonts.set(_w("hAnsi"), "Times New Roman")
            return style

        normal = dress("Normal", BODY_FONT, self._size)
        normal.paragraph_format.line_spacing = 1.25 if self._slip else 1.5
        normal.paragraph_format.space_after = Pt(3)
        title = dress("Title", TITLE_FONT, 20 if self._slip else 22, True)
        title.paragraph_format.alignment = 1
        title.paragraph_format.space_after = Pt(10)
        borders = title.element.pPr.find(_w("pBdr")) if title.element.pPr is not None else None
        if borders is not None:
            title.element.pPr.remove(borders)
        sizes = {1: 15, 2: 13, 3: 12, 4: 12, 5: 12, 6: 12}
        for level, size in sizes.items():
            style = dress(f"Heading {level}", HEADING_FONT, size - (2 if self._slip else 0), True)
            style.paragraph_format.space_before = Pt(12 if level == 1 else 8)
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.keep_with_next = True
        for name in ("List Bullet", "List Number", "Intense Quote", "Quote"):
            dress(name, BODY_FONT, self._size)
        quote = self._doc.styles["Quote"]
        # Chinese has no italics: the look would fall on the figures alone.
        quote.font.italic = False
        quote.paragraph_format.left_indent = Pt(12)
        quote.paragraph_format.right_indent = Pt(6)
        self._panel(quote.element.get_or_add_pPr())

    @staticmethod
    def _panel(properties: Any) -> None:
        """A tinted ground with a bar on its left."""
        borders = _element("pBdr")
        borders.append(_element("left", val="single", sz="18", space="8", color="1F5FA8"))
        for part in (borders, _element("shd", val="clear", color="auto", fill="F3F7FC")):
            properties.insert_element_before(
                part, *_AFTER_SHADE if part.tag == _w("shd") else _AFTER_BORDER
            )

    def _page(self) -> None:
        from docx.shared import Mm

        section = self._doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        side, edge = (18, 15) if self._slip else (26, 25)
        section.left_margin = section.right_margin = Mm(side)
        section.top_margin = section.bottom_margin = Mm(edge)
        footer = section.footer.paragraphs[0]
        self._align(footer, Align.CENTER)
        if self._tree.footer:
            self._add(footer, (Run(self._tree.footer + "　", tone=Tone.MUTED),), size=8)
        for piece in ("第 ", "PAGE", " 页，共 ", "NUMPAGES", " 页"):
            if piece.isascii() and piece.isalpha():
                _field(footer, piece, "1", size=8)
            else:
                self._add(footer, (Run(piece, tone=Tone.MUTED),), size=8)

    # -- blocks -----------------------------------------------------------------------------------

    def _block(self, block: Block, style: str = "Normal") -> None:
        match block:
            case Heading():
                paragraph = self._doc.add_heading(level=min(6, block.level))
                self._add(paragraph, block.runs)
            case Paragraph():
                paragraph = self._paragraph(block.runs, style)
                self._align(paragraph, block.align)
                if block.style is ParagraphStyle.BODY and style == "Normal":
                    self._indent(paragraph)
                if block.style is ParagraphStyle.SMALL:
                    for run in paragraph.runs:
                        run.font.size = self._points(self._size - 2)
                paragraph.paragraph_format.keep_with_next = block.keep_with_next
            case Quotation():
                for child in block.blocks:
                    self._block(child, "Quote")
                if block.citation:
                    cite = self._paragraph((Run("—— "), *block.citation), "Quote")
                    self._align(cite, Align.RIGHT)
                    for run in cite.runs:
                        run.font.size = self._points(self._size - 1.5)
            case ListBlock():
                for number, item in enumerate(block.items, block.start):
                    self._item(number, item, block.ordered)
            case CodeBlock():
                self._paragraph((Run(block.text),), style)
            case Rule():
                self._paragraph((Run("—" * 20, tone=Tone.MUTED),), style)
            case PageBreak():
                self._doc.add_page_break()
            case Table():
                self._table(block)
            case KeyValues():
                self._facts(block)
            case TableOfContents():
                self._contents(block)

    def _item(self, number: int, item: tuple[Block, ...], ordered: bool) -> None:
        first, *rest = item or (Paragraph(()),)
        mark = f"{number}. " if ordered else "· "
        if isinstance(first, Paragraph):
            paragraph = self._paragraph((Run(mark), *first.runs), "Normal")
            paragraph.paragraph_format.left_indent = self._points(self._size * 2)
            paragraph.paragraph_format.first_line_indent = self._points(-self._size)
        else:
            rest = [first, *rest]
        for child in rest:
            self._block(child)

    def _table(self, table: Table) -> None:
        grid = self._doc.add_table(rows=1, cols=len(table.columns))
        grid.style = "Table Grid"
        grid.autofit = False
        total = sum(column.width for column in table.columns)
        size = self._size - 2 if table.dense else self._size - 1
        room = self._room()
        for index, column in enumerate(table.columns):
            cell = grid.rows[0].cells[index]
            self._fill(cell, (Run(column.title, bold=True),), size, column.align)
            _shade(cell, "EEF3F9")
        _repeat_header(grid.rows[0])
        for row in table.rows:
            cells = grid.add_row().cells
            if row.section:
                merged = cells[0].merge(cells[-1])
                self._fill(merged, tuple(_bold(run) for run in row.cells[0]), size, Align.LEFT)
                _shade(merged, "F6F8FB")
                continue
            for column, cell, runs in zip(table.columns, cells, row.cells, strict=False):
                self._fill(cell, runs, size, column.align)
        widths = [int(room * column.width / total) for column in table.columns]
        for line in grid.rows:
            for width, cell in zip(widths, line.cells, strict=False):
                cell.width = width
        _dress_table(grid, widths)
        self._gap()

    def _facts(self, box: KeyValues) -> None:
        grid = self._doc.add_table(rows=0, cols=4)
        grid.style = "Table Grid"
        grid.autofit = False
        size = self._size - 2 if box.dense else self._size - 1
        room = self._room()
        pairs = list(box.pairs)
        for index in range(0, len(pairs), 2):
            cells = grid.add_row().cells
            chunk = pairs[index : index + 2]
            for offset, (key, value) in enumerate(chunk):
                self._fill(cells[offset * 2], (Run(key),), size, Align.LEFT)
                _shade(cells[offset * 2], "EEF3F9")
                target = cells[offset * 2 + 1]
                if len(chunk) == 1:
                    target = target.merge(cells[3])
                self._fill(target, value, size, Align.LEFT)
        _dress_table(grid, [int(room * share) for share in (0.14, 0.36, 0.14, 0.36)])
        self._gap()

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

    def _contents(self, block: TableOfContents) -> None:
        found = headings(self._tree.blocks, block.depth)
        head = self._paragraph((Run(block.title, bold=True),), "Normal")
        self._align(head, Align.CENTER)
        _contents_field(self._doc, block.depth, [(h.level, plain(h.runs)) for h in found])

    # -- runs -------------------------------------------------------------------------------------

    def _paragraph(self, runs: Runs, style: str) -> Any:
        paragraph = self._doc.add_paragraph(style=style)
        self._add(paragraph, runs)
        return paragraph

    def _add(self, paragraph: Any, runs: Runs, size: float | None = None) -> None:
        from docx.enum.text import WD_COLOR_INDEX
        from docx.shared import RGBColor

        for run in runs:
            for index, line in enumerate(_printable(run.text).split("\n")):
                added = paragraph.add_run()
                if index:
                    added.add_break()
                added.add_text(line)
                added.bold = run.bold or None
                added.italic = run.italic or None
                added.font.strike = run.strike or None
                if run.mark:
                    added.font.highlight_color = WD_COLOR_INDEX.YELLOW
                if run.tone in _TONES:
                    added.font.color.rgb = RGBColor.from_string(_TONES[run.tone])
                if size is not None:
                    added.font.size = self._points(size)

    def _points(self, size: float) -> Any:
        from docx.shared import Pt

        return Pt(size)

    def _indent(self, paragraph: Any) -> None:
        paragraph.paragraph_format.first_line_indent = self._points(self._size * 2)

    @staticmethod
    def _align(paragraph: Any, align: Align) -> None:
        if align is not Align.LEFT:
            paragraph.alignment = {Align.CENTER: 1, Align.RIGHT: 2}[align]


def _bold(run: Run) -> Run:
    from dataclasses import replace

    return replace(run, bold=True)


def _printable(text: str) -> str:
    """What XML 1.0 can hold."""
    return "".join(c for c in text if c in "\n\t" or (c >= " " and c not in "\ufffe\uffff"))


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(_w(key), value)
    return element


# What may follow borders and shading in a paragraph's properties, in the schema's order.
_AFTER_SHADE = tuple(
    f"w:{name}" for name in (
        "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
        "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
        "pPrChange",
    )
)  # fmt: skip
_AFTER_BORDER = ("w:shd", *_AFTER_SHADE)


def _dress_table(grid: Any, widths: list[int]) -> None:
    """Thin grey lines, room inside the cells, whole rows; ``widths`` of the columns in EMU.

    LibreOffice goes by the grid, Word by the cells: both are set.
    """
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    properties = grid._tbl.tblPr
    borders = _element("tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(edge, val="single", sz="4", space="0", color="B6C0CB"))
    margins = _element("tblCellMar")
    for edge, width in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90)):
        margins.append(_element(edge, w=str(width), type="dxa"))
    look = properties.find(_w("tblLook"))
    layout = properties.find(_w("tblLayout"))
    for part in (borders, *([layout] if layout is not None else []), margins):
        if look is None:
            properties.append(part)
        else:
            look.addprevious(part)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(_element("cantSplit", val="true"))


def _shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=colour))


def _repeat_header(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("tblHeader", val="true"))


def _field(paragraph: Any, code: str, shown: str, size: float) -> None:
    from docx.shared import Pt

    for kind, text in (("begin", None), (None, code), ("separate", None), ("shown", shown),
                       ("end", None)):  # fmt: skip
        run = paragraph.add_run()
        run.font.size = Pt(size)
        if kind == "shown":
            run.add_text(text or "")
        elif kind is None:
            instruction = _element("instrText")
            instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        else:
            run._r.append(_element("fldChar", fldCharType=kind))


def _contents_field(document: Any, depth: int, entries: list[tuple[int, str]]) -> None:
    """A TOC field whose result is filled in: one paragraph an entry."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run()
    run._r.append(_element("fldChar", fldCharType="begin"))
    run = paragraph.add_run()
    instruction = _element("instrText")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.text = f' TOC \\o "1-{depth}" \\h \\z \\u '
    run._r.append(instruction)
    run = paragraph.add_run()
    run._r.append(_element("fldChar", fldCharType="separate"))
    for index, (level, words) in enumerate(entries):
        if index:
            paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Pt(20 * (level - 1))
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(_printable(words).replace("\n", " "))
    run = paragraph.add_run()
    run._r.append(_element("fldChar", fldCharType="end"))
