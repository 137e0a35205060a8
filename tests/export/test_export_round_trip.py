"""Each format read back by another library: no quotation, figure or citation is changed."""

from __future__ import annotations

import csv
import io
import shutil

import pytest
from export_samples import AS_OF, NUMBER, QUOTATION, SHA256, TITLE, bookmark, note, sample
from markdown_it import MarkdownIt
from pypdf import PdfReader
from readers import bare, body_of_pdf, docx_text, markup, pdf_text, poppler_text

from navigator.export.items import ExportItem, render_items

PLACE = f"《{TITLE}》（{NUMBER}）"
FOOTER = "政策导航 · 2021-04-01"


def render(items: list[ExportItem], file_format: str) -> bytes:
    return render_items(items, file_format, title="样例 摘录", as_of=AS_OF)


def read(data: bytes, file_format: str) -> str:
    """The words of the file as its reader sees them, white space aside."""
    if file_format == "docx":
        return bare(docx_text(data))
    if file_format == "pdf":
        return body_of_pdf(data, FOOTER)
    if file_format == "html":
        return bare(markup(data).text)
    if file_format == "csv":
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        return bare("\n".join("\n".join(row) for row in rows))
    return bare(markup(MarkdownIt("commonmark").render(data.decode("utf-8")).encode()).text)


FORMATS = ("md", "docx", "pdf", "html", "csv")


@pytest.mark.parametrize("file_format", FORMATS)
def test_quotations_figures_and_citations_come_through_unchanged(file_format: str) -> None:
    text = read(render(sample(), file_format), file_format)
    assert text.count(bare(QUOTATION)) == 2
    for told in (TITLE, NUMBER, SHA256, "样例汇编.txt", "已施行", "融资/贴息",
                 "yangzhengfa-2021-4#二/(一)/1", "3.85%是年利率", "12月31日前", "下周再问。",
                 "常用", "电话", "要点"):  # fmt: skip
        assert told in text, told


@pytest.mark.parametrize("file_format", ("md", "docx", "pdf", "html"))
def test_what_is_gone_or_our_own_is_said(file_format: str) -> None:
    text = read(render(sample(), file_format), file_format)
    assert PLACE + "二、（一）1" in text
    assert "原条款已不在资料库" in text
    assert "不是官方原文" in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
def test_a_pdf_reads_back_in_poppler_too() -> None:
    text = bare(poppler_text(render(sample(), "pdf")))
    assert bare(QUOTATION) in text
    assert SHA256 in text


ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F)) + (
    "、，。；：？！“”‘’（）《》〈〉〔〕【】—…·％％‰℃￥×÷±≥≤①②③ⅠⅡⅢ０１２３４５６７８９"
    "一二三四五六七八九十百千万亿零〇壹贰叁民户方力用生田白目立老西见角言谷豆走足身车金长门非面革音页风飞食首马高鬼鱼鸟麦黄黑鼓鼠齐"
)


def test_every_character_of_our_texts_survives_a_pdf() -> None:
    pieces = [ALPHABET[i : i + 30] for i in range(0, len(ALPHABET), 30)]
    text = body_of_pdf(render([bookmark(quotation="\n".join(pieces))], "pdf"), FOOTER)
    assert "".join(pieces) in text


def test_csv_is_quoted_and_carries_a_byte_order_mark() -> None:
    data = render(sample(), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert len(rows) == 4
    assert {len(row) for row in rows} == {len(header)}
    assert rows[0][header.index("引文")] == QUOTATION
    assert rows[0][header.index("来源SHA-256")] == SHA256


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", " =", "　=", "\n+", "＝", "＋"]
)
def test_no_csv_cell_is_taken_for_a_formula(start: str) -> None:
    evil = f"{start}cmd|' /C calc'!A0"
    item = bookmark(quotation=evil, folder=evil, tags=(evil,), title=evil)
    _, row = csv.reader(io.StringIO(render([item], "csv").decode("utf-8-sig"), newline=""))
    for cell in row:
        assert not cell.lstrip(" \u3000\t\r\n").startswith(("=", "+", "-", "@")), cell


def test_a_note_of_every_kind_of_markdown_keeps_its_words() -> None:
    text = (
        "# 一级\n\n1. 第一\n2. 第二\n\n> 引\n\n| 项 | 数 |\n| --- | ---: |\n| 贴息 | 40% |\n\n"
        "```\n代码 = 1\n```\n\n~~作废~~ *斜* **粗** `码`\n\n---\n末行"
    )
    for file_format in FORMATS:
        words = read(render([note(text)], file_format), file_format)
        for word in ("一级", "第一", "第二", "引", "贴息", "40%", "代码=1", "作废", "斜", "粗",
                     "码", "末行"):  # fmt: skip
            assert word in words, (file_format, word)


def test_nothing_to_export_makes_a_file_that_says_so() -> None:
    for file_format in ("md", "docx", "pdf", "html"):
        assert "没有可以导出的内容" in read(render([], file_format), file_format)
    assert read(render([], "csv"), "csv").startswith("类型")


@pytest.fixture(scope="module")
def long_pdf() -> bytes:
    items = [
        bookmark(number, title=f"{TITLE}之{number // 10}", folder=f"夹{number // 60}")
        for number in range(300)
    ]
    return render(items, "pdf")


def test_three_hundred_entries_are_all_there(long_pdf: bytes) -> None:
    text = body_of_pdf(long_pdf, FOOTER)
    assert text.count(bare(QUOTATION)) == 300
    for number in (0, 150, 299):
        assert f"yangzhengfa-2021-4#二/(一)/{number}｜" in text


def test_a_pdf_has_page_numbers_and_an_outline_that_leads_to_its_page(long_pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(long_pdf))
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"第{number}页／共{total}页" in bare(page.extract_text())
    top = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in top] == [f"夹{n}" for n in range(5)]
    for entry in top:
        page = reader.get_destination_page_number(entry)
        assert entry.title in bare(reader.pages[page].extract_text())


def test_the_contents_of_a_pdf_name_the_right_pages(long_pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(long_pdf))
    contents = bare(reader.pages[0].extract_text())
    assert "目录" in contents
    last = next(e for e in reversed(reader.outline) if not isinstance(e, list))
    page = reader.get_destination_page_number(last)
    listed = bare("".join(p.extract_text() for p in reader.pages[:3]))
    assert f"夹4{page + 1}" in listed.replace(".", "").replace("…", "").replace("·", "")


def test_a_long_docx_and_html_hold_everything() -> None:
    items = [bookmark(number) for number in range(300)]
    for file_format in ("docx", "html", "md", "csv"):
        text = read(render(items, file_format), file_format)
        assert text.count(bare(QUOTATION)) == 300


def test_metadata_of_a_pdf_names_no_person_or_machine() -> None:
    information = PdfReader(io.BytesIO(render(sample(), "pdf"))).metadata
    assert information is not None
    assert information.title == "样例 摘录"
    assert information.author == information.creator == "政策导航"


def test_pdf_pages_seen_are_the_pages_written(long_pdf: bytes) -> None:
    from navigator.export.items import items_tree
    from navigator.export.pdf import page_images

    images = page_images(items_tree(sample(), "样例 摘录", AS_OF), 40)
    assert len(images) == len(PdfReader(io.BytesIO(render(sample(), "pdf"))).pages)
    assert len(pdf_text(long_pdf)) > 10_000
