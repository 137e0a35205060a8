"""A paper as PDF: an embedded Chinese font whose text reads back exactly, contents with page
numbers, bookmarks, links inside the paper and none out of it.

The same pages can be drawn as pictures, so a preview shows exactly what is written.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, cast

from navigator.export.tree import PageStyle, Tree, headings

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import IndirectObject
    from PySide6.QtGui import QImage, QPainter

    from navigator.export.pdf_flow import Page

UNIT = 10  # units a point; the writer's resolution follows from it
A4 = (5953.0, 8419.0)  # 210 x 297 mm
_MM = 720 / 25.4
_MARGINS_MM = {PageStyle.BOOK: (26, 26, 26, 26), PageStyle.SLIP: (17, 13, 17, 17)}
_FURNITURE, _RULE = "#5a6570", "#b6c0cb"
APPLICATION = "政策导航"


def to_pdf(tree: Tree) -> bytes:
    """The finished file. Raises ExportError where the font is missing."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    sheet = _Sheet(tree)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * UNIT)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    for number in range(len(sheet.pages)):
        if number:
            writer.newPage()
        sheet.draw(painter, number)
    painter.end()
    del painter, writer
    buffer.close()
    return _finish(bytes(data.data()), tree, sheet)


def page_count(tree: Tree, spare: float = 0.0) -> int:
    """How many pages the paper takes when the share ``spare`` of each is left empty."""
    return len(_Sheet(tree, spare).pages)


def page_images(tree: Tree, dpi: int = 110) -> list[QImage]:
    """Every page as a picture, laid out exactly as in the file, for a preview on screen."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    sheet = _Sheet(tree)
    scale = dpi / (72 * UNIT)
    images = []
    for number in range(len(sheet.pages)):
        size = (round(A4[0] * scale), round(A4[1] * scale))
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        hints = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        painter.setRenderHints(hints)
        painter.scale(scale, scale)
        sheet.draw(painter, number)
        painter.end()
        images.append(image)
    return images


class _Sheet:
    """A laid-out paper that can draw any of its pages."""

    def __init__(self, tree: Tree, spare: float = 0.0) -> None:
        from navigator.export.pdf_flow import paginate
        from navigator.export.pdf_fonts import ensure_application
        from navigator.export.pdf_layout import Composer

        ensure_application()
        self._tree = tree
        self.left, self.top, right, self._bottom = (mm * _MM for mm in _MARGINS_MM[tree.style])
        self._width = A4[0] - self.left - right
        height = (A4[1] - self.top - self._bottom) * (1 - spare)
        self.pages: list[Page] = paginate(Composer(tree, self._width, {}).slices(), height)
        entries = headings(tree.blocks)
        if entries:  # a second time, now that the contents' page numbers are known
            found = [number for number, _, _, _ in self.bookmarks()]
            numbers = {id(h): n + 1 for h, n in zip(entries, found, strict=True)}
            self.pages = paginate(Composer(tree, self._width, numbers).slices(), height)

    def bookmarks(self) -> list[tuple[int, float, int, str]]:
        """Page from 0, height on it, level and words of every heading."""
        return [
            (number, self.top + placed.y, *placed.slice.bookmark)
            for number, page in enumerate(self.pages)
            for placed in page
            if placed.slice.bookmark is not None
        ]

    def anchors(self) -> dict[str, tuple[int, float]]:
        """Page from 0 and height on it of every target of a link."""
        return {
            placed.slice.anchor: (number, self.top + placed.y)
            for number, page in reversed(list(enumerate(self.pages)))
            for placed in reversed(page)
            if placed.slice.anchor
        }

    def links(self) -> list[tuple[int, tuple[float, float, float, float], str]]:
        """Page from 0, rectangle (left, top, right, bottom) and target of every link."""
        from navigator.export.pdf_flow import Words

        found = []
        for number, page in enumerate(self.pages):
            for placed in page:
                top = self.top + placed.y
                if placed.slice.jump is not None:
                    left, right, target = placed.slice.jump
                    area = (self.left + left, top, self.left + right, top + placed.slice.height)
                    found.append((number, area, target))
                for mark in placed.slice.marks:
                    if not isinstance(mark, Words):
                        continue
                    for link in mark.line.links:
                        x, y = self.left + mark.x, top + mark.y
                        area = (x + link.left, y, x + link.right, y + mark.line.height)
                        found.append((number, area, link.target))
        return found

    def draw(self, painter: QPainter, number: int) -> None:
        for placed in self.pages[number]:
            for mark in placed.slice.marks:
                mark.draw(painter, self.left, self.top + placed.y)
        self._furniture(painter, number)

    def _furniture(self, painter: QPainter, number: int) -> None:
        """Running title above, the tree's own line and the page number below."""
        from PySide6.QtCore import QLineF, QRectF, Qt
        from PySide6.QtGui import QColor, QFontMetricsF, QPen

        from navigator.export.pdf_fonts import font

        face = font(8)
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        right = self.left + self._width
        y = A4[1] - self._bottom + 50
        painter.setPen(QPen(QColor(_RULE), 5))
        painter.drawLine(QLineF(self.left, y, right, y))
        if number and self._tree.running_title:
            painter.drawLine(QLineF(self.left, self.top - 60, right, self.top - 60))
        painter.setPen(QColor(_FURNITURE))
        label = f"第 {number + 1} 页／共 {len(self.pages)} 页"
        room = metrics.horizontalAdvance(label) + 200
        line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        foot = QRectF(self.left, y + 20, self._width, 140)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | line, label)
        middle = Qt.TextElideMode.ElideMiddle
        words = metrics.elidedText(self._tree.footer, middle, self._width - room)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | line, words)
        if number and self._tree.running_title:
            head = QRectF(self.left, self.top - 190, self._width, 120)
            words = metrics.elidedText(self._tree.running_title, middle, self._width)
            painter.drawText(head, Qt.AlignmentFlag.AlignRight | line, words)


def _finish(data: bytes, tree: Tree, sheet: _Sheet) -> bytes:
    """Bookmarks, links and metadata, which Qt's writer does not set."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Link
    from pypdf.generic import Fit

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    tall = A4[1]
    parents: dict[int, IndirectObject] = {}
    for page, y, level, words in sheet.bookmarks():
        parents = {up: item for up, item in parents.items() if up < level}
        parent = parents[max(parents)] if parents else None
        fit = Fit.xyz(left=0, top=(tall - y) / UNIT + 6)
        parents[level] = writer.add_outline_item(
            title=words, page_number=page, parent=parent, fit=fit
        )
    anchors = sheet.anchors()
    for page, (left, top, right, bottom), target in sheet.links():
        if target in anchors:
            to_page, y = anchors[target]
            area = (left / UNIT, (tall - bottom) / UNIT, right / UNIT, (tall - top) / UNIT)
            fit = Fit.xyz(left=0, top=(tall - y) / UNIT + 6)
            writer.add_annotation(page, Link(rect=area, target_page_index=to_page, fit=fit))
    _name_spaces(writer)
    writer.add_metadata(_metadata(tree))
    writer.page_mode = "/UseOutlines" if len(sheet.pages) > 3 and parents else "/UseNone"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _metadata(tree: Tree) -> dict[str, str]:
    told = {
        "/Title": tree.title,
        "/Subject": tree.subject,
        "/Keywords": "，".join(tree.keywords),
        "/Author": APPLICATION,
        "/Creator": APPLICATION,
        "/Producer": APPLICATION,
    }
    stamp = tree.created_at or dt.datetime.now().astimezone()
    offset = stamp.strftime("%z")
    zone = f"{offset[:3]}'{offset[3:5]}'" if offset else ""
    told["/CreationDate"] = told["/ModDate"] = stamp.strftime("D:%Y%m%d%H%M%S") + zone
    return {key: value for key, value in told.items() if value}


_LISTED = re.compile(rb"\[[^\]]*\]")


def _name_spaces(writer: PdfWriter) -> None:
    """Let a space read back as a space.

    The font draws tabs and spaces with one glyph, and Qt names it after the tab, the lower number.
    """
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    done = set()
    for page in writer.pages:
        resources = cast(DictionaryObject, page["/Resources"])
        faces = cast(DictionaryObject, resources.get("/Font", DictionaryObject()))
        for reference in faces.values():
            face = reference.get_object()
            stream = face.get("/ToUnicode")
            if stream is None or id(face) in done:
                continue
            done.add(id(face))
            table = _LISTED.sub(
                lambda found: found[0].replace(b"<0009>", b"<0020>"), stream.get_data()
            )
            named = DecodedStreamObject()
            named.set_data(table)
            face[NameObject("/ToUnicode")] = writer._add_object(named.flate_encode())
