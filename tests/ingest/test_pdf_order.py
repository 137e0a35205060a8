"""PDFs draw characters in any order; what is read is the order of the page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QPointF
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPageLayout, QPageSize, QPainter
from PySide6.QtGui import QPdfWriter as PdfWriter

from navigator.ingest import read_publication
from navigator.ingest.pdf_text import pdf_pages
from navigator.model.documents import Document

Piece = tuple[float, str]  # where it begins on its line, in widths of a 汉字
_DPI = 72
_SIZE = 12.0


@pytest.fixture(scope="module")
def family(qapp: object) -> str:
    import paperang_p2_fonts_cjk

    font = Path(paperang_p2_fonts_cjk.__file__).parent / "fonts" / "wqy-microhei.ttc"
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))[0]


def print_pages(path: Path, family: str, pages: Iterable[Iterable[Iterable[Piece]]]) -> None:
    """Draws every piece of every line where it is told to, in the order in which they come."""
    writer = PdfWriter(str(path))
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    painter = QPainter(writer)
    font = QFont(family)
    font.setPixelSize(int(_SIZE))
    painter.setFont(font)
    wide = QFontMetricsF(font).horizontalAdvance("汉")
    for number, lines in enumerate(pages):
        if number:
            writer.newPage()
        for row, pieces in enumerate(lines, 2):
            for left, text in pieces:
                painter.drawText(QPointF(40 + left * wide, row * _SIZE * 1.5), text)
    painter.end()


def test_marks_drawn_before_their_line_stand_in_their_place(tmp_path: Path, family: str) -> None:
    path = tmp_path / "引号 在先.pdf"
    print_pages(path, family, [[[(2, "“"), (5, "”"), (0, "推行"), (3, "冬暖"), (6, "行动。")]]])
    (page,) = pdf_pages(path.name, path.read_bytes())
    assert page.strip() == "推行“冬暖”行动。"


def test_a_gap_nobody_drew_is_a_space(tmp_path: Path, family: str) -> None:
    path = tmp_path / "空白.pdf"
    print_pages(path, family, [[[(0, "第一条"), (3.5, "小店免交押金。")]]])
    (page,) = pdf_pages(path.name, path.read_bytes())
    assert page.strip() == "第一条 小店免交押金。"


def test_a_page_without_places_is_read_as_it_is_drawn(
    tmp_path: Path, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> object:
        raise ValueError("no places")

    path = tmp_path / "甲.pdf"
    print_pages(path, family, [[[(0, "小店免交押金。")]], [[(0, "自今日起施行。")]]])
    monkeypatch.setattr("pdfminer.pdfinterp.PDFPageInterpreter.process_page", lost)
    assert [page.strip() for page in pdf_pages(path.name, path.read_bytes())] == [
        "小店免交押金。",
        "自今日起施行。",
    ]


def test_the_compilation_as_a_pdf_is_the_compilation(
    tmp_path: Path, family: str, seed_text: str, documents: dict[str, Document]
) -> None:
    pages: list[list[list[Piece]]] = []
    for line in seed_text.split("\n"):
        if not pages or (line[:1] == " " and line[1:2].strip()):
            pages.append([])
        if line.strip():
            pages[-1].append([(0, line.strip())])
    path = tmp_path / "汇编 全文.pdf"
    print_pages(path, family, pages)
    publication = read_publication(path)
    assert publication.characters.balanced
    outline = {
        d.id: [(p.path, "".join((p.heading or "").split()), "".join(p.text.split()))
               for p in d.provisions]
        for d in publication.documents
    }  # fmt: skip
    assert outline == {
        identifier: [(p.path, "".join((p.heading or "").split()), "".join(p.text.split()))
                     for p in document.provisions]
        for identifier, document in documents.items()
    }  # fmt: skip
