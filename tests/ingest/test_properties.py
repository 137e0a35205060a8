"""Whatever the page looks like, nothing is lost; however it is wrapped, the outline is the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.ingest import publication_from_bytes
from navigator.ingest.lines import display_width, tidy
from navigator.ingest.read import FORMATS
from navigator.model.documents import Document, Level
from navigator.model.errors import ReadError

FRAGMENTS = [
    "一、", "二、", "（一）", "(二)", "1.", "2．", "3. ", "(1)", "（2）", "一是", "二是",
    "第一条 ", "第二章 ", "第三部分 总则", "。", "；", "：", "，", "\n", "\n\n", "\n ", "12",
    "\n21\n", "\f", "2021 年 3 月", "2021年2月5日", "小店", "支持小店发展的若干措施", "通知",
    "《", "》", "（", "）", "(责任单位：市商务局、市财政局)", "完成时限：持续推进",
    "附件：名单", "http://example.com/a", "特此通知。", "海河市人民政府", "海政发〔2030〕3号",
    "1.1 小时", "条规定", "30%。", "\u3000", "\t",
]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=60).map("".join))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_arrangement_of_official_fragments_is_kept_whole(text: str) -> None:
    try:
        publication = publication_from_bytes("任意.txt", text.encode())
    except ReadError:
        assert not text.strip()
        return
    counts = publication.characters
    assert counts.source == sum(not c.isspace() for c in text)
    assert counts.balanced
    for document in publication.documents:
        paths = [provision.path for provision in document.provisions]
        assert len(paths) == len(set(paths))


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_kept_whole_or_refused_with_a_sentence(text: str) -> None:
    try:
        data = text.encode()
        publication = publication_from_bytes("任意.txt", data)
    except (ReadError, UnicodeEncodeError):
        return
    assert publication.characters.balanced


@given(st.binary(max_size=300), st.sampled_from(FORMATS))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes, suffix: str) -> None:
    for body in (data, b"%PDF-1.4\n" + data, b"PK\x03\x04" + data, b"<html><p>" + data):
        try:
            publication = publication_from_bytes("任意" + suffix, body)
        except ReadError as error:
            assert error.message
        else:
            assert publication.characters.balanced


@given(st.text(alphabet=" 　\t一二ab1.", max_size=30))
def test_tidying_changes_nothing_but_white_space(text: str) -> None:
    tidied = tidy(text)
    assert [c for c in tidied if not c.isspace()] == [c for c in text if not c.isspace()]
    assert tidy(tidied) == tidied


def wrap(document: Document, width: float, pages: random.Random) -> str:
    """The document as a PDF's text would print it: indented, wrapped, page numbers between."""
    out: list[str] = []

    def paragraph(text: str, indent: float = 2.0) -> None:
        line, room = "", width - indent
        for character in text:
            full = display_width(line + character) > room and "://" not in text
            if full and character not in "，。；：、）》”":
                out.append(line)
                line, room = "", width
            line += character
        if line:
            out.append(line)

    out.append(document.title)
    for provision in document.provisions:
        label, heading, text = provision.label or "", provision.heading or "", provision.text
        if provision.level in (Level.ARTICLE, Level.CHAPTER):
            label += " "
        lines = text.split("\n") if text else []
        inline = provision.level in (Level.H4, Level.ORDINAL)
        if heading and not heading.endswith("。"):
            paragraph(label + heading)
        else:
            lines = [label + heading + (lines[0] if lines else ""), *lines[1:]]
        if inline and out and lines and out[-1].endswith(("。", "；", "：")):
            # A list inside a paragraph goes on in the line before it.
            glued = out.pop() + lines[0]
            paragraph(glued, 0.0)
            lines = lines[1:]
        for line in lines:
            paragraph(line, 0.0 if provision.level is Level.SIGNATURE else 2.0)
    number = 3
    numbered: list[str] = []
    for index, line in enumerate(out):
        numbered.append(line)
        if index % 28 == 27 and 0 < index < len(out) - 1:
            numbered.append(str(number) if pages.random() < 0.5 else "")
            number += 1
    return "\n\n".join(numbered)


REWRAPPED = [
    "beijingshi-cujin-siying-geti-jingji-fazhan-tiaoli",
    "hangkong-fuwu-lingyu-liangqu-jianshe-gongzuo-fangan",
    "zhuanye-fuwu-lingyu-liangqu-jianshe-gongzuo-fangan-2021",
    "beijingshi-zhichi-weixingwangluo-chanye-fazhan-cuoshi",
    "beijingshi-rencaigongzuoju-liangqu-jianshe-tuijin-2021",
    "jiaqiang-zhongguancun-haiwairencai-chuangyeyuan-jianshe",
    "tuidong-zhongguancun-shouchuang-chanpin-shichang",
]


@pytest.mark.parametrize("width", [22.0, 28.0, 34.0])
@pytest.mark.parametrize("identifier", REWRAPPED)
def test_the_outline_does_not_depend_on_the_wrapping(
    documents: dict[str, Document], identifier: str, width: float
) -> None:
    document = documents[identifier]
    page = wrap(document, width, random.Random(7))
    (again,) = publication_from_bytes("重排.txt", page.encode()).documents
    assert [p.path for p in again.provisions] == [p.path for p in document.provisions]
