"""Reading exported files back with other libraries than those that wrote them."""

from __future__ import annotations

import io
import re
import subprocess
from html.parser import HTMLParser

import docx
from pypdf import PdfReader


def bare(text: str) -> str:
    """Without white space, which line breaks of a page add."""
    return "".join(text.split())


def docx_text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def pdf_text(data: bytes) -> str:
    """All pages as one text, with the furniture of each page taken out."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return "\n".join(pages)


def body_of_pdf(data: bytes, footer: str) -> str:
    """The running text: a sentence may go on over the page, past footers and page numbers."""
    text = bare(pdf_text(data))
    text = re.sub(r"第\d+页／共\d+页", "", text)
    return text.replace(bare(footer), "")


def poppler_text(data: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


class Markup(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.text += data


def markup(data: bytes) -> Markup:
    reader = Markup()
    reader.feed(data.decode("utf-8"))
    reader.close()
    return reader
