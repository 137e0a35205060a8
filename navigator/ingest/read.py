"""From a file to its printed lines: txt, docx, pdf with a text layer, html.

Reading believes nothing: sizes are bounded before anything is unpacked, XML entities are never
expanded, and nothing a file refers to is opened.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from navigator.ingest.html_text import html_text
from navigator.ingest.lines import Line
from navigator.ingest.pdf_text import KEPT, MAX_CHARACTERS, pdf_pages
from navigator.model.documents import Source
from navigator.model.errors import ReadError

LOGGER = logging.getLogger(__name__)

FORMATS = (".txt", ".docx", ".pdf", ".html", ".htm")
MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a file says, line by line. ``wrapped`` tells whether lines are a page's hard wraps."""

    source: Source
    lines: tuple[Line, ...]
    wrapped: bool
    characters: int  # white space not counted


def read_source(path: Path, check: Callable[[], None] | None = None) -> SourceText:
    """Read one publication.

    ``check`` is called now and then and may raise Cancelled. Raises ReadError, with a sentence for
    the person at the desk, for whatever cannot be read.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            megabytes, limit = size // (1024 * 1024), MAX_BYTES // (1024 * 1024)
            raise ReadError(
                f"《{name}》有 {megabytes} MB，超过 {limit} MB 的上限",
                KEPT,
                "请确认选对了文件；确是政策汇编的，请按部分拆成几个文件再导入",
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(
            f"找不到《{name}》，它可能刚被移动或删除", KEPT, "请重新选择文件"
        ) from error
    except PermissionError as error:
        raise ReadError(
            f"没有权限读《{name}》", KEPT, "请检查文件权限，或复制到桌面再导入"
        ) from error
    except OSError as error:
        raise ReadError(
            f"读《{name}》时出错（{error.strerror or error}）", KEPT, "请检查磁盘或U盘后再试"
        ) from error
    return read_bytes(name, data, check)


def read_bytes(name: str, data: bytes, check: Callable[[], None] | None = None) -> SourceText:
    """Read a publication already in memory; ``name`` decides the format by its ending."""
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        raise ReadError(
            f"不认识《{name}》的格式", KEPT, "可以导入 .txt、.docx、.pdf（带文字层）和 .html"
        )
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError(f"《{name}》是空文件", KEPT, "请确认选对了文件")
    encoding: str | None = None
    if suffix == ".txt":
        text, encoding = decode(name, data)
        pages = [text]
    elif suffix == ".docx":
        pages = [_docx_text(name, data)]
    elif suffix == ".pdf":
        pages = pdf_pages(name, data, check)
    else:
        encoding = _html_encoding(name, data)
        text = html_text(name, data.decode(encoding, errors="replace"))
        pages = [text]
    lines, characters = _split(pages, paged=suffix == ".pdf")
    if characters > MAX_CHARACTERS:
        raise ReadError(
            f"《{name}》的文字超过 {MAX_CHARACTERS // 10000} 万字", KEPT, "请拆开再导入"
        )
    if not lines:
        raise ReadError(f"《{name}》里没有文字", KEPT, "请确认选对了文件")
    wrapped = _looks_wrapped(lines)
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        format="html" if suffix == ".htm" else suffix[1:],
        encoding=encoding,
    )
    return SourceText(source, tuple(lines), wrapped, characters)


def _split(pages: list[str], paged: bool) -> tuple[list[Line], int]:
    lines: list[Line] = []
    characters = number = 0
    for index, page in enumerate(pages):
        fresh = paged and index > 0
        for raw in re.split(r"\r\n|\r|\n|\u2028|\u2029|\x85", page):
            number += 1
            new_page = fresh or raw.startswith("\f") or (raw[:1] == " " and raw[1:2].strip() != "")
            for piece in raw.split("\f"):
                text = piece.strip()
                if not text:
                    continue
                characters += sum(not c.isspace() for c in text)
                lines.append(Line(number, text, new_page))
                new_page = fresh = False
    return lines, characters


def _looks_wrapped(lines: list[Line]) -> bool:
    """Hard wraps leave many lines of nearly one width; paragraphs of a text file do not."""
    widths = sorted(line.width for line in lines)
    if len(widths) < 4:
        return False
    typical = widths[int(len(widths) * 0.9)]
    if typical > 60:
        return False
    near = sum(typical - 3.5 <= width <= typical + 1 for width in widths)
    return near >= 0.3 * len(widths)


# -- txt -------------------------------------------------------------------------------------


def decode(name: str, data: bytes) -> tuple[str, str]:
    """Text and encoding: a byte order mark, UTF-8, UTF-16 without a mark, or GB18030.

    Raises ReadError for a binary file or an encoding that is none of these.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _undecodable(name) from error
    candidates = ["utf-8", "gb18030"]
    if b"\x00" in data[:4096]:
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        candidates = ["utf-16-le"] if odd >= even else ["utf-16-be"]
    elif len(data) % 2 == 0 and not data.isascii():
        candidates += ["utf-16-le", "utf-16-be"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_prose(text):
            return text, encoding
    raise _undecodable(name)


def _undecodable(name: str) -> ReadError:
    return ReadError(
        f"《{name}》不是能识别的文字编码，也可能根本不是文本文件",
        KEPT,
        "请用记事本或 WPS 打开，另存为 UTF-8 编码的 .txt 再导入",
    )


def _is_prose(text: str) -> bool:
    """Chinese or plain text, not bytes that merely happen to decode."""
    sample = text[:20_000]
    if not sample:
        return False
    control = sum(c < " " and c not in "\t\r\n\f" for c in sample)
    strange = sum(
        "\ue000" <= c <= "\uf8ff" or c == "\ufffd" or "\u0080" <= c <= "\u009f" or c >= "\U0001f000"
        for c in sample
    )
    common = sum(
        c.isascii() or "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f"
        or "\uff00" <= c <= "\uffef" or "\u2010" <= c <= "\u2040"
        for c in sample
    )  # fmt: skip
    size = len(sample)
    return control <= size * 0.001 and strange <= size * 0.01 and common >= size * 0.9


# -- docx ------------------------------------------------------------------------------------


def _docx_text(name: str, data: bytes) -> str:
    bad = ReadError(
        f"《{name}》不是有效的 Word 文档（.docx）",
        KEPT,
        "旧的 .doc 请先用 WPS 或 Word 另存为 .docx；文件可能在拷贝时损坏，请重新拷贝",
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise ReadError(f"《{name}》解开后大得不合常理，已拒绝", KEPT, "请确认文件来源")
            body = archive.read("word/document.xml")
            names = set(archive.namelist())
            numbering, styles = (
                archive.read(part) if part in names else None
                for part in ("word/numbering.xml", "word/styles.xml")
            )
    except ReadError:
        raise
    except Exception as error:
        LOGGER.info("docx refused: %s", type(error).__name__)
        raise bad from error
    from navigator.ingest.docx_text import paragraphs_of

    try:
        return "\n".join(paragraphs_of(body, numbering, styles))
    except ValueError as error:
        raise bad from error


# -- html -------------------------------------------------------------------------------------


def _html_encoding(name: str, data: bytes) -> str:
    declared = re.search(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        label = declared[1].decode("ascii").lower()
        label = "gb18030" if label in {"gb2312", "gbk", "gb_2312"} else label
        try:
            data.decode(label)
            return label
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(name, data)[1]
