"""A paper as PDF: an embedded Chinese font whose text reads back exactly, bookmarks, page numbers.

WenQuanYi Micro Hei is embedded because Qt's PDFs of other free Chinese fonts lose characters when
their text is read back (measured; see docs/architecture.md).
"""

from __future__ import annotations

import io
import os
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.export.tree import PageStyle, Tree, headings
from navigator.model.blocks import (
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
from navigator.model.errors import ExportError

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject
    from PySide6.QtCore import QIODevice, QSizeF
    from PySide6.QtGui import QImage, QPainter, QPdfWriter, QTextDocument

DPI = 288
_A4 = (210 / 25.4 * DPI, 297 / 25.4 * DPI)
_PX = DPI // 96
_MARGINS_MM = {PageStyle.BOOK: (25, 24, 25, 22), PageStyle.SLIP: (18, 15, 18, 16)}
# The font has no bold cut; a synthetic one would be drawn twice and read back twice.
_STRONG = "#0d3b73"
_CELL = "style='border:2px solid #b9c5d2'"
_TONES = {Tone.MUTED: "#5a6877", Tone.ACCENT: "#1f5fa8", Tone.GOOD: "#1b6e3c", Tone.WARN: "#8a4b00"}
_SYSTEM_FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
)


def font_file() -> Path | None:
    """WenQuanYi Micro Hei, from its package or the system."""
    try:
        import paperang_p2_fonts_cjk
    except ImportError:
        candidates = []
    else:
        folder = Path(paperang_p2_fonts_cjk.__file__).parent
        candidates = [folder / "fonts" / "wqy-microhei.ttc"]
    candidates += [Path(name) for name in _SYSTEM_FONTS]
    return next((path for path in candidates if path.is_file()), None)


def ensure_application() -> None:
    """A Qt application to draw with; an offscreen one where none runs yet."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _keep.append(QGuiApplication(["policy-navigator"]))


_keep: list[object] = []  # the application must outlive every document


@cache
def font_family() -> str:
    """The family to embed. Raises ExportError where the font is missing."""
    from PySide6.QtGui import QFontDatabase

    path = font_file()
    number = QFontDatabase.addApplicationFont(str(path)) if path else -1
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families:
        raise ExportError(
            "缺少文泉驿微米黑字体，PDF 里的中文会丢字，所以没有生成",
            "没有写出任何内容",
            "请安装 fonts-wqy-microhei 后再试，或先导出 DOCX",
        )
    return str(families[0])


def to_pdf(tree: Tree) -> bytes:
    """The finished file. Raises ExportError where the font is missing."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QPainter

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, tree)
    sheet = _Sheet(tree, writer)
    painter = QPainter(writer)
    for number in range(sheet.count):
        if number:
            writer.newPage()
        sheet.draw(painter, number)
    painter.end()
    marks = _bookmarks(sheet.document, tree, sheet.height)
    del painter, writer
    buffer.close()
    return _finish(bytes(data.data()), tree, marks)


def page_count(tree: Tree) -> int:
    """How many pages the paper takes."""
    from PySide6.QtCore import QBuffer, QIODevice

    sink = QBuffer()
    sink.open(QIODevice.OpenModeFlag.WriteOnly)
    return _Sheet(tree, _writer(sink, tree)).count


def page_images(tree: Tree, dpi: int = 110) -> list[QImage]:
    """Every page as a picture, laid out exactly as in the file, for a preview on screen."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter

    sink = QBuffer()
    sink.open(QIODevice.OpenModeFlag.WriteOnly)
    sheet = _Sheet(tree, _writer(sink, tree))
    scale = dpi / DPI
    images = []
    for number in range(sheet.count):
        size = (int(_A4[0] * scale), int(_A4[1] * scale))
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.scale(scale, scale)
        sheet.draw(painter, number)
        painter.end()
        images.append(image)
    return images


def _writer(device: QIODevice, tree: Tree) -> QPdfWriter:
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

    ensure_application()
    writer = QPdfWriter(device)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setTitle(tree.title)
    writer.setCreator("政策导航")
    return writer


class _Sheet:
    """A laid-out paper that can draw any of its pages; ``device`` gives the measures."""

    def __init__(self, tree: Tree, device: QPdfWriter) -> None:
        from PySide6.QtCore import QSizeF

        self._tree = tree
        self._family = font_family()
        self._left, self._top, self._right, self._bottom = (
            mm * DPI / 25.4 for mm in _MARGINS_MM[tree.style]
        )
        self._width = _A4[0] - self._left - self._right
        self.height = _A4[1] - self._top - self._bottom
        body = QSizeF(self._width, self.height)
        self.document = _document(tree, self._family, body, device)
        self.count = self.document.pageCount()

    def draw(self, painter: QPainter, number: int) -> None:
        from PySide6.QtCore import QRectF

        painter.save()
        painter.translate(self._left, self._top - number * self.height)
        visible = QRectF(0, number * self.height, self._width, self.height)
        self.document.drawContents(painter, visible)
        painter.restore()
        self._furniture(painter, number + 1)

    def _furniture(self, painter: QPainter, number: int) -> None:
        """Footer: the tree's own line at the left, the page number at the right."""
        from PySide6.QtCore import QRectF, Qt
        from PySide6.QtGui import QColor, QFont, QPen

        font = QFont(self._family)
        font.setPixelSize(int(8 * DPI / 72))
        painter.setFont(font)
        y = _A4[1] - self._bottom + 3 * DPI / 25.4
        painter.setPen(QPen(QColor("#c9d3de"), 2))
        painter.drawLine(int(self._left), int(y), int(self._left + self._width), int(y))
        painter.setPen(QColor("#5a6877"))
        area = QRectF(self._left, y + 6, self._width, 6 * DPI / 25.4)
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | top, self._tree.footer)
        label = f"第 {number} 页，共 {self.count} 页"
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | top, label)


def _document(tree: Tree, family: str, body: QSizeF, device: QPdfWriter) -> QTextDocument:
    from PySide6.QtGui import QFont, QTextDocument

    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    font = QFont(family)
    font.setPointSizeF(9.5 if tree.style is PageStyle.SLIP else 11)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(font)
    document.setHtml(_QtHtml(tree).render())
    document.setPageSize(body)
    return document


def _bookmarks(document: QTextDocument, tree: Tree, height: float) -> list[tuple[int, str, int]]:
    """Level, words and page of every heading, by the order they stand in."""
    wanted = [(h.level, plain(h.runs).replace("\n", " ")) for h in headings(tree.blocks, 3)]
    found: list[tuple[int, str, int]] = []
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid() and len(found) < len(wanted):
        level, words = wanted[len(found)]
        if block.blockFormat().headingLevel() == min(6, level + 1):
            top = layout.blockBoundingRect(block).top()
            found.append((level, words, int(top // height)))
        block = block.next()
    return found


def _finish(data: bytes, tree: Tree, marks: list[tuple[int, str, int]]) -> bytes:
    """Bookmarks and metadata, which Qt's writer does not set."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    parents: dict[int, IndirectObject] = {}
    for level, words, page in marks:
        parent = next((parents[up] for up in range(level - 1, 0, -1) if up in parents), None)
        parents = {up: item for up, item in parents.items() if up < level}
        parents[level] = writer.add_outline_item(title=words, page_number=page, parent=parent)
    writer.add_metadata(
        {
            "/Title": tree.title,
            "/Subject": tree.subject,
            "/Keywords": "，".join(tree.keywords),
            "/Creator": "政策导航",
        }
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class _QtHtml:
    """Blocks in the subset of HTML that QTextDocument lays out, sizes at the page's resolution."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._slip = tree.style is PageStyle.SLIP
        self._line = 140 if self._slip else 165

    def render(self) -> str:
        title = 18 if self._slip else 20
        head = (
            f"<h1 align='center' style='font-size:{title}pt; font-weight:400; margin-top:0; "
            f"margin-bottom:{8 * _PX}px'>{escape(self._tree.title)}</h1>"
        )
        if self._tree.subtitle:
            head += self._p(escape(self._tree.subtitle), "center", "color:#5a6877;", 0)
        return f"<html><body>{head}{self._blocks(self._tree.blocks)}</body></html>"

    def _p(self, inner: str, align: str, style: str, indent: int, gap: int = 4) -> str:
        return (
            f"<p align='{align}' style='margin-top:0; margin-bottom:{gap * _PX}px; "
            f"text-indent:{indent}px; line-height:{self._line}%; {style}'>{inner}</p>"
        )

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                level = min(6, block.level + 1)
                size = {1: 13, 2: 11.5}.get(block.level, 10.5) - (1.5 if self._slip else 0)
                top = {1: 14, 2: 9}.get(block.level, 6)
                return (
                    f"<h{level} style='font-size:{size + 1.5}pt; font-weight:400; color:{_STRONG}; margin-top:{top * _PX}px; "
                    f"margin-bottom:{4 * _PX}px'>{self._runs(block.runs)}</h{level}>"
                )
            case Paragraph():
                small = block.style is ParagraphStyle.SMALL
                look = "font-size:8.5pt; color:#41505f;" if small else ""
                em = 9.5 if self._slip else 11
                body = block.style is ParagraphStyle.BODY
                indent = int(2 * em * DPI / 72) if body else 0
                return self._p(self._runs(block.runs), block.align.value, look, indent)
            case Quotation():
                cite = self._p(self._runs(block.citation), "right", "color:#41505f;", 0)
                inner = self._blocks(block.blocks) + (cite if block.citation else "")
                return (
                    f"<table width='100%' cellspacing='0' cellpadding='{8 * _PX}' border='0' "
                    f"style='margin-bottom:{6 * _PX}px'><tr>"
                    f"<td bgcolor='#f3f7fc' style='border-left:{2 * _PX}px solid #1f5fa8'>"
                    f"{inner}</td></tr></table>"
                )
            case ListBlock():
                tag = "ol" if block.ordered else "ul"
                items = "".join(
                    f"<li style='line-height:{self._line}%'>{self._blocks(item)}</li>"
                    for item in block.items
                )
                return f"<{tag}>{items}</{tag}>"
            case CodeBlock():
                text = escape(block.text).replace("\n", "<br>")
                return self._p(text, "left", "background-color:#f4f6f9;", 0)
            case Rule():
                return "<hr>"
            case PageBreak():
                return "<p style='page-break-after:always; margin:0; font-size:1pt'></p>"
            case Table():
                return self._table(block)
            case KeyValues():
                return self._facts(block)
            case TableOfContents():
                lines = [self._entry(h) for h in headings(self._tree.blocks, block.depth)]
                return self._p(escape(block.title), "left", f"color:{_STRONG};", 0) + "".join(lines)
        return ""

    def _entry(self, heading: Heading) -> str:
        shift = f"margin-left:{(heading.level - 1) * 20 * _PX}px;"
        return self._p(escape(plain(heading.runs)), "left", shift, 0, 1)

    def _table(self, table: Table) -> str:
        total = sum(column.width for column in table.columns)
        pad = (2 if table.dense else 5) * _PX
        size = "font-size:8.5pt" if table.dense else ""
        head = "".join(
            f"<td width='{column.width / total:.0%}' bgcolor='#eef3f9' align='{column.align}' "
            f"{_CELL}><span style='color:{_STRONG}'>{escape(column.title)}</span></td>"
            for column in table.columns
        )
        rows = []
        for row in table.rows:
            if row.section:
                span = len(table.columns)
                rows.append(f"<tr><td colspan='{span}' bgcolor='#f6f8fb' {_CELL}>"
                            f"{self._runs(row.cells[0])}</td></tr>")  # fmt: skip
                continue
            cells = "".join(
                f"<td align='{column.align}' {_CELL}>{self._runs(cell)}</td>"
                for column, cell in zip(table.columns, row.cells, strict=False)
            )
            rows.append(f"<tr>{cells}</tr>")
        return (
            f"<table width='100%' cellspacing='0' cellpadding='{pad}' border='0' "
            f"style='border-collapse:collapse; {size}; "
            f"margin-top:{2 * _PX}px; margin-bottom:{6 * _PX}px'>"
            f"<thead><tr>{head}</tr></thead>{''.join(rows)}</table>"
        )

    def _facts(self, box: KeyValues) -> str:
        pad = (2 if self._slip else 5) * _PX
        pairs = [*box.pairs]
        rows = []
        for index in range(0, len(pairs), 2):
            cells = "".join(
                f"<td width='13%' bgcolor='#eef3f9' {_CELL}>{escape(key)}</td>"
                f"<td width='37%' {_CELL}>{self._runs(value)}</td>"
                for key, value in pairs[index : index + 2]
            )
            if len(pairs) - index == 1:
                key, value = pairs[index]
                cells = (
                    f"<td width='13%' bgcolor='#eef3f9' {_CELL}>{escape(key)}</td>"
                    f"<td colspan='3' {_CELL}>{self._runs(value)}</td>"
                )
            rows.append(f"<tr>{cells}</tr>")
        return (
            f"<table width='100%' cellspacing='0' cellpadding='{pad}' border='0' "
            f"style='border-collapse:collapse; "
            f"margin-bottom:{6 * _PX}px'>{''.join(rows)}</table>"
        )

    def _runs(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        text = escape(run.text).replace("\n", "<br>")
        styles = []
        if run.tone in _TONES:
            styles.append(f"color:{_TONES[run.tone]}")
        if run.mark:
            styles.append("background-color:#fff1a8")
        if run.bold:
            styles.insert(0, f"color:{_STRONG}")
        if styles:
            text = f"<span style='{'; '.join(styles)}'>{text}</span>"
        for wanted, tag in ((run.strike, "s"), (run.italic, "i")):
            if wanted:
                text = f"<{tag}>{text}</{tag}>"
        return text
