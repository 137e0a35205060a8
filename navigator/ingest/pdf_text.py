"""The text layer of a PDF, page by page, in the order in which people read it.

A PDF draws characters in any order it likes, and often no spaces. pypdf gives them as they are drawn:
the marks of a second font (“ and ”, beside 汉字) may come before the rest of their line, and a gap
after 第一条 is lost. pdfminer knows the place of every character. So pages are read by both: by place
where both find the same characters, as drawn where they do not.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from navigator.model.errors import ReadError

LOGGER = logging.getLogger(__name__)

MAX_CHARACTERS = 20_000_000
MAX_PAGES = 5_000
KEPT = "资料库没有任何改动"
_SAME_LINE = 0.5  # of the size of a character: baselines nearer than this are one line
_GAP = 0.2  # of the size of a character: room for a space that nobody drew


def pdf_pages(name: str, data: bytes, check: Callable[[], None] | None = None) -> list[str]:
    """Text of every page. Raises ReadError for what is no PDF, locked, a scan, or too long."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    bad = ReadError(
        f"《{name}》不是完整的 PDF，可能没有下载完或拷贝时损坏", KEPT, "请重新取得文件再导入"
    )
    if b"%PDF-" not in data[:1024]:
        raise bad
    for library in ("pypdf", "pdfminer"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"《{name}》加了密码", KEPT, "请先去掉密码再导入")
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise ReadError(
                f"《{name}》有 {count} 页，超过 {MAX_PAGES} 页的上限", KEPT, "请拆开再导入"
            )
        pages: list[str] = []
        size = 0
        for page in reader.pages:
            if check:
                check()
            pages.append(page.extract_text() or "")
            size += len(pages[-1])
            if size > MAX_CHARACTERS:
                break
    except ReadError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError, AssertionError, OSError, NotImplementedError, EOFError,
            OverflowError, MemoryError, UnicodeError, ArithmeticError) as error:  # fmt: skip
        # pypdf lets many kinds through on damaged files; each means the same to the reader.
        LOGGER.info("pdf refused: %s", type(error).__name__)
        raise bad from error
    if not count:
        raise bad
    if not any(page.strip() for page in pages):
        raise ReadError(
            f"《{name}》是扫描件，只有图像、没有文字层",
            KEPT,
            "请先用文字识别（OCR）软件转成带文字的 PDF 或 TXT，再导入",
        )
    for number, text in enumerate(_placed(data, len(pages), check)):
        if _characters(text) == _characters(pages[number]):
            pages[number] = text
    return pages


def _placed(data: bytes, most: int, check: Callable[[], None] | None) -> Iterator[str]:
    """The first pages, the characters of each line sorted by their place."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)  # glyphs as they come, unsorted
    interpreter = PDFPageInterpreter(resources, device)
    pages = PDFPage.get_pages(io.BytesIO(data), maxpages=most)
    while True:
        if check:
            check()
        try:
            page = next(pages, None)
            if page is None:
                return
            interpreter.process_page(page)
            text = "\n".join(_lines(_glyphs(device.get_result())))
        except Exception as error:
            # What is left stays as it is drawn: whole, though a mark may stand out of its place.
            LOGGER.info("places of characters unknown: %s", type(error).__name__)
            return
        yield text


_Glyph = tuple[float, float, float, float, str]  # left, right, baseline, size, text


def _glyphs(container: Any) -> Iterator[_Glyph]:
    from pdfminer.layout import LTChar, LTFigure

    stack: list[Any] = [iter(container)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTChar):
                yield item.matrix[4], item.x1, item.matrix[5], item.size, item.get_text()
            elif isinstance(item, LTFigure):
                stack.append(iter(item))
                break
        else:
            stack.pop()


def _lines(glyphs: Iterable[_Glyph]) -> Iterator[str]:
    """Glyphs drawn one after the other on a baseline are a line; columns stay apart."""
    line: list[_Glyph] = []
    for glyph in glyphs:
        if line and abs(glyph[2] - line[0][2]) > _SAME_LINE * max(line[0][3], 1.0):
            yield _joined(line)
            line = []
        line.append(glyph)
    if line:
        yield _joined(line)


def _joined(line: list[_Glyph]) -> str:
    parts: list[str] = []
    end: float | None = None
    for left, right, _base, size, text in sorted(line, key=lambda glyph: glyph[0]):
        if end is not None and left - end > _GAP * size:
            parts.append(" ")
        parts.append(text)
        end = max(right, end) if end is not None else right
    return "".join(parts)


def _characters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())
