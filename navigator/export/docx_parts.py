"""Pieces of WordprocessingML that python-docx has no words for. Nothing here points outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

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
# Names one font goes by in Word, WPS and older systems; the first that is there is taken.
_OTHER_NAMES = {"仿宋": "FangSong,仿宋_GB2312", "黑体": "SimHei", "宋体": "SimSun"}


def element(name: str, /, **attributes: str) -> Any:
    """An empty ``w:`` element."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def printable(text: str) -> str:
    """What XML 1.0 can hold."""
    return "".join(
        c
        for c in text
        if c in "\n\t" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    )


def border(properties: Any, edge: str, kind: str, size: int, space: int, colour: str) -> None:
    """A line along one edge of a paragraph; ``size`` in eighths of a point."""
    borders = element("pBdr")
    borders.append(element(edge, val=kind, sz=str(size), space=str(space), color=colour))
    old = properties.find(qn("w:pBdr"))
    if old is not None:
        properties.remove(old)
    properties.insert_element_before(borders, *_AFTER_BORDER)


def ground(properties: Any, colour: str) -> None:
    """A tinted ground under a paragraph."""
    shade = element("shd", val="clear", color="auto", fill=colour)
    properties.insert_element_before(shade, *_AFTER_SHADE)


def shade_cell(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def repeat_header(row: Any) -> None:
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def dress_table(grid: Any, widths: list[int]) -> None:
    """Thin grey lines, room inside the cells, whole rows; ``widths`` of the columns in EMU.

    LibreOffice goes by the grid, Word by the cells: both are set.
    """
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    properties = grid._tbl.tblPr
    borders = element("tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(edge, val="single", sz="4", space="0", color="B6C0CB"))
    margins = element("tblCellMar")
    for edge, width in (("top", 40), ("left", 90), ("bottom", 40), ("right", 90)):
        margins.append(element(edge, w=str(width), type="dxa"))
    look = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    # Tables stick out of the text by the room inside their cells unless they are moved in by it.
    indent = element("tblInd", w="90", type="dxa")
    for part in (indent, borders, *([layout] if layout is not None else []), margins):
        if look is None:
            properties.append(part)
        else:
            look.addprevious(part)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit", val="true"))


def _instruction(code: str) -> Any:
    made = element("instrText")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = f" {code} "
    return made


def field(paragraph: Any, code: str, shown: str, size: float) -> None:
    """A field with the result it has until it is next worked out."""

    def run() -> Any:
        made = paragraph.add_run()
        made.font.size = Pt(size)
        return made

    run()._r.append(element("fldChar", fldCharType="begin"))
    run()._r.append(_instruction(code))
    run()._r.append(element("fldChar", fldCharType="separate"))
    run().add_text(shown)
    run()._r.append(element("fldChar", fldCharType="end"))


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Make the whole paragraph a target of :func:`link_to`."""
    start = element("bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def link_to(paragraph: Any, name: str) -> Any:
    """A link to a bookmark of the same document; runs are added to what is returned."""
    link = element("hyperlink", anchor=name, history="1")
    paragraph._p.append(link)
    return link


def contents(document: Document, depth: int, entries: Sequence[tuple[int, str, str]]) -> None:
    """A table-of-contents field with its entries filled in: level, words and bookmark of each.

    Page numbers are known to nobody but the program that opens the file, so the entries have
    none until the field is next worked out.
    """
    paragraph = document.add_paragraph(style="toc 1")
    for part in (
        element("fldChar", fldCharType="begin"),
        _instruction(f'TOC \\o "1-{depth}" \\h \\z \\u'),
        element("fldChar", fldCharType="separate"),
    ):
        paragraph.add_run()._r.append(part)
    for index, (level, words, name) in enumerate(entries):
        if index:
            paragraph = document.add_paragraph()
        paragraph.style = f"toc {level}"
        run = paragraph.add_run(printable(words).replace("\n", " "))
        link_to(paragraph, name).append(run._r)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def name_fonts(document: Document) -> None:
    """Say by which other names our fonts are known, for systems that lack the first."""
    for part in document.part.package.iter_parts():
        if str(part.partname) != "/word/fontTable.xml":
            continue
        table = parse_xml(part.blob)
        for name, others in _OTHER_NAMES.items():
            font = parse_xml(f'<w:font {nsdecls("w")} w:name="{name}"/>')
            font.append(element("altName", val=others))
            font.append(element("charset", val="86"))
            font.append(element("family", val="modern" if name != "宋体" else "auto"))
            table.append(font)
        part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
