"""The same paper as txt, docx, pdf and html; and files that are none of these."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument
from ingest_papers import word_file

from navigator.ingest import publication_from_bytes, read_publication
from navigator.model.errors import ReadError

PAPER = [
    "海河市支持小店发展的若干措施",
    "海政办发〔2030〕7号",
    "为帮助小店过好冬天，制定以下措施。",
    "一、减免费用",
    "（一）租用市属房屋的小店，免收2个月租金。",
    "（二）卫生费减半收取。",
    "二、方便办事",
    "办理执照一次填表。一是材料网上提交；二是结果邮寄到家。",
    "海河市人民政府办公室",
    "2030年1月5日",
]
PATHS = ["p1", "一", "一/(一)", "一/(二)", "二", "二/一是", "二/二是", "p2"]


def web_page(paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<html><head><meta charset='gbk'><title>别的标题</title><script>alert(1)</script></head>"
        f"<body><nav></nav>{body}<img src='http://example.com/x.png'></body></html>"
    ).encode("gbk")


def plain_text(paragraphs: list[str]) -> bytes:
    return "\n".join(paragraphs).encode()


@pytest.mark.parametrize(
    ("name", "make"),
    [("甲.txt", plain_text), ("甲.docx", word_file), ("甲.html", web_page)],
)
def test_every_format_gives_the_same_paper(name: str, make) -> None:  # type: ignore[no-untyped-def]
    publication = publication_from_bytes(name, make(PAPER))
    (document,) = publication.documents
    assert publication.characters.balanced
    assert document.id == "haizhengbanfa-2030-7"
    assert document.title == PAPER[0]
    assert document.issuers == ("海河市人民政府办公室",)
    assert [p.path for p in document.provisions] == PATHS


def test_word_numbers_its_lists_itself(tmp_path: Path) -> None:
    """Automatic numbering is not in the text of a Word file; the outline needs it."""
    document = WordDocument()
    document.add_paragraph("海河市促进骑行的若干措施")
    for words in ("修路", "护路"):
        document.add_paragraph(words, style="List Number")
    path = tmp_path / "自动编号.docx"
    document.save(str(path))
    paths = [p.path for p in read_publication(path).documents[0].provisions]
    assert paths == ["1", "2"]


def test_a_pdf_with_a_text_layer(tmp_path: Path, qapp: object) -> None:
    import paperang_p2_fonts_cjk
    from PySide6.QtGui import QFontDatabase, QPageSize, QPdfWriter, QTextDocument

    font = Path(paperang_p2_fonts_cjk.__file__).parent / "fonts" / "wqy-microhei.ttc"
    number = QFontDatabase.addApplicationFont(str(font))
    family = QFontDatabase.applicationFontFamilies(number)[0]
    path = tmp_path / "带文字层.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    text = QTextDocument()
    page = "".join(f"<p>{line}</p>" for line in PAPER)
    text.setHtml(f"<body style='font-family:\"{family}\"'>{page}</body>")
    text.print_(writer)
    del writer
    publication = read_publication(path)
    assert publication.characters.balanced
    assert [p.path for p in publication.documents[0].provisions] == PATHS


def bad_zip(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


ENTITY_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.txt", b"", "空文件"),
        ("空白.txt", b" \n\t\r\n", "空文件"),
        ("图片.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "不是能识别的文字编码"),
        ("随机.txt", bytes((i * 7919) % 251 for i in range(4000)), "不是能识别的文字编码"),
        ("程序.exe", b"MZ", "不认识"),
        ("假.docx", "只是文字".encode(), "不是有效的 Word 文档"),
        ("缺正文.docx", bad_zip({"a.txt": b"x"}), "不是有效的 Word 文档"),
        ("坏.docx", bad_zip({"word/document.xml": b"<w:p>"}), "不是有效的 Word 文档"),
        ("炸弹.docx", bad_zip({"word/document.xml": ENTITY_BOMB}), "不是有效的 Word 文档"),
        ("假.pdf", "只是文字".encode(), "不是完整的 PDF"),
        ("截断.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "不是完整的 PDF"),
        ("空.html", b"<html></html>", "没有文字"),
    ],
)
def test_bad_files_get_a_sentence(name: str, data: bytes, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        publication_from_bytes(name, data)
    message = caught.value.message
    assert says in message
    assert "没有任何改动" in message  # what was kept
    assert message.count("。") >= 2  # and what to do


def test_a_scan_is_called_a_scan() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(600, 800)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ReadError, match="扫描件"):
        publication_from_bytes("扫描.pdf", out.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = bad_zip({"word/document.xml": b"\0" * (300 * 1024 * 1024)})
    with pytest.raises(ReadError, match="大得不合常理"):
        publication_from_bytes("炸弹.docx", bomb)


def test_a_file_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "很大.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(ReadError, match="200 MB"):
        read_publication(path)


def test_a_file_that_vanished(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="找不到"):
        read_publication(tmp_path / "没了.txt")


def test_one_line_of_five_megabytes_is_kept_whole() -> None:
    line = "小店在冬天也要开门。" * 170_000
    publication = publication_from_bytes("一行.txt", line.encode())
    assert publication.characters.balanced
    assert publication.characters.kept == len(line)
    assert "没有认出文件标题" in publication.review[0].reason


def test_a_hundred_thousand_nested_tags_do_not_exhaust_the_stack() -> None:
    page = b"<div>" * 100_000 + "小店".encode() + b"</div>" * 100_000
    try:
        publication = publication_from_bytes("深.html", page)
    except ReadError:
        return
    assert publication.characters.balanced
