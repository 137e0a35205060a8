"""Notes written by people one does not know: nothing loads, nothing runs, every word is shown."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from export_samples import AS_OF, HOSTILE, bookmark, note
from lxml import etree
from markdown_it import MarkdownIt
from pypdf import PdfReader
from readers import bare, docx_text, markup, pdf_text

from navigator.export.items import render_items
from navigator.model.markup import plain_text

_LOADING = {"src", "href", "srcset", "data", "poster", "background", "action", "formaction"}
_ACTIVE = {"script", "iframe", "img", "object", "embed", "svg", "link", "base", "form", "input",
           "video", "audio", "a"}  # fmt: skip


def render(text: str, file_format: str) -> bytes:
    return render_items([note(text)], file_format, title="样例", as_of=AS_OF)


def words(text: str) -> list[str]:
    """The stretches of letters a reader must still see."""
    return re.findall(r"[a-z]{4,}|[\u4e00-\u9fff]+", plain_text(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_html_has_no_live_element(text: str) -> None:
    page = markup(render(text, "html"))
    for tag, attributes in page.tags:
        assert tag not in _ACTIVE, tag
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in _LOADING:
                assert (value or "").startswith("#")
    policy = next(a for t, a in page.tags if t == "meta" and "http-equiv" in a)
    assert "default-src 'none'" in str(policy["content"])
    for word in words(text):
        assert word in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_quotations_titles_and_folders_are_text_too(text: str) -> None:
    item = bookmark(quotation=text, title=text, folder=text, tags=(text,), source_name=text)
    page = markup(render_items([item], "html", title=text, as_of=AS_OF))
    assert not {tag for tag, _ in page.tags} & _ACTIVE


@pytest.mark.parametrize("text", HOSTILE)
def test_exported_markdown_renders_to_nothing_live(text: str) -> None:
    data = render(text, "md").decode("utf-8")
    # Even a renderer that lets raw HTML through and turns addresses into links.
    live = MarkdownIt("commonmark", {"html": True}).render(data)
    page = markup(live.encode())
    assert not {tag for tag, _ in page.tags} & (_ACTIVE | {"style"})
    for word in words(text):
        assert word in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_docx_points_nowhere_outside(text: str) -> None:
    data = render(text, "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                root = etree.fromstring(archive.read(name))
                assert not [r for r in root if r.get("TargetMode") == "External"], name
        body = etree.fromstring(archive.read("word/document.xml"))
    codes = " ".join(body.itertext("{*}instrText"))
    assert not re.search(r"HYPERLINK|INCLUDE|DDE|LINK", codes.replace("TOC", ""))
    shown = docx_text(data)
    for word in words(text):
        assert word in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_pdf_holds_no_action(text: str) -> None:
    data = render(text, "pdf")
    assert not re.search(rb"/(JavaScript|JS|URI|Launch|GoToR|SubmitForm|EmbeddedFile)\b", data)
    reader = PdfReader(io.BytesIO(data))
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            assert "/URI" not in str(annotation.get_object())
    shown = bare(pdf_text(data))
    for word in words(text):
        assert word in shown


def test_control_and_reordering_characters_do_not_get_out() -> None:
    for file_format in ("md", "docx", "html", "csv", "pdf"):
        data = render("甲\x00乙\u202e丙\ud800丁\x0b戊", file_format)
        assert len(data) > 100
