"""What a reader of a printed or opened paper relies on: its structure, page by page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import pytest
from export_samples import AS_OF, bookmark, note
from lxml import etree
from pypdf import PdfReader
from readers import bare, markup, pdf_text

from navigator.export.docx import to_docx
from navigator.export.html import to_html
from navigator.export.items import items_tree
from navigator.export.markdown import to_markdown
from navigator.export.pdf import page_count, page_images, to_pdf
from navigator.export.tree import PageStyle, Tree, text_of
from navigator.model.blocks import (
    Block,
    CodeBlock,
    Column,
    Heading,
    KeyValues,
    ListBlock,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Rule,
    Run,
    Table,
    TableOfContents,
    text_run,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCE = "我们自己写的一句话，数目是3.85%和2,000.50元，用来把一页写满。"


def paper(*blocks: Block, style: PageStyle = PageStyle.BOOK) -> Tree:
    return Tree("样例 文书", tuple(blocks), subtitle="副题", footer="脚注", style=style)


def pages(tree: Tree) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(tree))).pages]


def words(count: int) -> Paragraph:
    return Paragraph((Run(SENTENCE * count),))


def every_block() -> Tree:
    table = Table(
        (Column("项", 2), Column("数")),
        (Row((text_run("贴息"), text_run("40%"))), Row((text_run("合并的一行"),), section=True)),
    )
    return paper(
        TableOfContents(depth=3),
        Heading(1, text_run("甲部分"), anchor="first"),
        words(1),
        Quotation((Paragraph((Run("引文内容"),)),), text_run("《样例》第一条"), anchor="quoted"),
        Heading(2, text_run("乙小节")),
        ListBlock(((words(1), ListBlock(((words(1),),))),), ordered=True, start=3),
        table,
        KeyValues((("键一", text_run("值一")), ("键二", text_run("值二")), ("键三", ()))),
        KeyValues((("宽键", text_run("宽值")),), wide=True),
        CodeBlock("码 = 1\n下一行"),
        Rule(),
        PageBreak(),
        Heading(1, text_run("丙部分")),
        Paragraph((Run("回到引文", target="quoted"), Run("，无处可去", target="nowhere"))),
        Paragraph((Run("粗", bold=True), Run("斜", italic=True), Run("删", strike=True),
                   Run("标", mark=True), Run("码", code=True))),
    )  # fmt: skip


def test_every_kind_of_block_is_in_every_format() -> None:
    tree = every_block()
    told = [bare(line) for line in text_of(tree).split("\n")]
    with_docx = docx.Document(io.BytesIO(to_docx(tree)))
    texts = {
        "pdf": bare("".join(pages(tree))),
        "html": bare(markup(to_html(tree).encode()).text),
        "docx": bare("".join(str(text) for text in with_docx.element.body.itertext())),
        "md": bare(to_markdown(tree)).replace("\\", "").replace("*", ""),
    }
    marks = str.maketrans("", "", "*~`")
    for name, text in texts.items():
        for line in told:
            if name == "md" and line in ("副题", "目录"):
                continue
            assert line.translate(marks) in text.translate(marks), (name, line)


def test_spaces_and_bold_read_back_once() -> None:
    tree = paper(Paragraph((Run("ABC 粗体 def 1 234", bold=True), Run(" 平常 ghi"))))
    (text,) = pages(tree)
    assert "\t" not in text
    assert "ABC 粗体 def 1 234 平常 ghi" in text.replace("\n", "")
    assert text.count("ABC") == 1
    assert text.count("样例 文书") == 1


def test_rare_and_wide_characters_do_not_move_the_marks() -> None:
    tree = paper(Paragraph((Run("𠀀😀甲", mark=True), Run("乙" * 60), Run("丙", bold=True))))
    assert "乙" * 20 in "".join(pages(tree))
    assert len(page_images(tree, 40)) == 1


@pytest.mark.parametrize("filler", range(28, 44))
def test_a_heading_never_ends_a_page(filler: int) -> None:
    lines = [Paragraph((Run(f"第{n}行"),)) for n in range(filler)]
    tree = paper(*lines, Heading(1, text_run("大标题")), Heading(2, text_run("小标题")), words(3))
    for text in pages(tree):
        assert not re.search("小标题\\s*(脚注|第)", text.replace("脚注\n", ""))
        assert ("小标题" in text) == (SENTENCE[:8] in text)


def test_a_long_table_repeats_its_head_and_cuts_no_row() -> None:
    rows = tuple(Row((text_run(f"行{n:03}"), text_run(SENTENCE))) for n in range(150))
    texts = pages(paper(Table((Column("表头甲"), Column("表头乙", 2)), rows)))
    assert len(texts) > 3
    for text in texts:
        assert "表头甲" in text
        assert bare(text).count("行") == bare(text).count(bare(SENTENCE))


def test_a_cell_longer_than_a_page_goes_on_over_pages() -> None:
    numbered = "".join(f"〔{n:04}〕{SENTENCE}" for n in range(400))
    text = bare("".join(pages(paper(Table((Column("长"),), (Row((text_run(numbered),)),))))))
    for number in range(400):
        assert f"〔{number:04}〕" in text


def test_contents_links_and_outline_lead_to_the_same_page() -> None:
    tree = every_block()
    reader = PdfReader(io.BytesIO(to_pdf(tree)))
    titles = {e.title: reader.get_destination_page_number(e) for e in _flat(reader.outline)}
    assert titles["甲部分"] == titles["乙小节"] == 0
    assert titles["丙部分"] > 0
    contents = bare(reader.pages[0].extract_text())
    assert f"丙部分{titles['丙部分'] + 1}" in contents
    ids = [page.indirect_reference.idnum for page in reader.pages if page.indirect_reference]
    targets = [
        (number, ids.index(note["/Dest"][0].idnum))
        for number, page in enumerate(reader.pages)
        for note in (a.get_object() for a in page.get("/Annots", []))
    ]
    assert (0, titles["丙部分"]) in targets  # from the contents
    assert (titles["丙部分"], 0) in targets  # from the run to the quotation
    assert len(targets) == 4  # three entries and one run: the one without a target leads nowhere


def _flat(outline: list[object]) -> Iterator[object]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def test_a_docx_has_a_contents_field_that_is_filled_in_and_linked() -> None:
    data = to_docx(every_block())
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    codes = [code.text.split() for code in body.iter(f"{W}instrText")]
    assert codes[0][:3] == ["TOC", "\\o", '"1-3"']
    kinds = [mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    links = {"".join(a.itertext()): a.get(f"{W}anchor") for a in body.iter(f"{W}hyperlink")}
    names = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert {"甲部分", "乙小节", "丙部分", "回到引文"} == set(links)
    assert set(links.values()) <= names
    assert len({m.get(f"{W}id") for m in body.iter(f"{W}bookmarkStart")}) == len(names)
    styles = [p.style.name for p in docx.Document(io.BytesIO(data)).paragraphs if p.style]
    assert styles.count("Heading 1") == 2
    assert styles.count("Heading 2") == 1


def test_a_docx_names_chinese_fonts_with_others_to_fall_back_on() -> None:
    archive = zipfile.ZipFile(io.BytesIO(to_docx(every_block())))
    styles = archive.read("word/styles.xml").decode("utf-8")
    for font in ("仿宋", "黑体", "宋体"):
        assert f'w:eastAsia="{font}"' in styles
    table = etree.fromstring(archive.read("word/fontTable.xml"))
    others = {f.get(f"{W}name"): f.find(f"{W}altName") for f in table}
    assert others["仿宋"].get(f"{W}val").startswith("FangSong")
    footer = archive.read("word/footer1.xml").decode("utf-8")
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_html_contents_lead_to_headings_that_are_there() -> None:
    page = markup(to_html(every_block()).encode())
    ids = {attributes.get("id") for _, attributes in page.tags}
    targets = [a["href"] for tag, a in page.tags if tag == "a"]
    assert len(targets) == 4
    assert all(str(target)[1:] in ids for target in targets)


def test_a_notes_heading_is_no_entry_of_the_contents() -> None:
    items = [bookmark(n) for n in range(5)] + [note("# 大字标题\n\n> # 引中标题\n\n- # 项中标题")]
    tree = items_tree(items, "样例", AS_OF)
    listed = [bare(e.title) for e in _flat(PdfReader(io.BytesIO(to_pdf(tree))).outline)]
    assert "引中标题" not in listed
    assert listed[:2] == ["融资/贴息", "《关于样例事项的若干措施》"]
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(to_docx(tree))).read("word/document.xml"))
    links = ["".join(a.itertext()) for a in body.iter(f"{W}hyperlink")]
    assert not [words for words in links if "标题" in words]


def test_an_empty_paper_and_empty_blocks_make_a_page() -> None:
    tree = Tree("", (), footer="")
    assert page_count(tree) == 1
    assert len(PdfReader(io.BytesIO(to_pdf(tree))).pages) == 1
    hollow = paper(
        Heading(1, ()), Paragraph(()), Quotation(()), ListBlock(((),)), CodeBlock(""),
        Table((), ()), Table((Column("甲"),), ()), KeyValues(()), TableOfContents(),
    )  # fmt: skip
    assert "甲" in pdf_text(to_pdf(hollow))
    assert "甲" in bare(markup(to_html(hollow).encode()).text)
    assert docx.Document(io.BytesIO(to_docx(hollow))).tables
    assert "甲" in to_markdown(hollow)


def test_both_page_styles_number_every_page() -> None:
    for style in PageStyle:
        texts = pages(paper(words(120), style=style))
        assert len(texts) > 1
        for number, text in enumerate(texts, 1):
            assert f"第{number}页／共{len(texts)}页" in bare(text)
            assert "脚注" in text


def test_without_the_font_nothing_is_written_and_the_way_out_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from navigator.export import pdf_fonts
    from navigator.model.errors import ExportError

    monkeypatch.setattr(pdf_fonts, "font_file", lambda: None)
    pdf_fonts.font_family.cache_clear()
    with pytest.raises(ExportError, match="文泉驿微米黑") as caught:
        to_pdf(paper(words(1)))
    assert "DOCX" in caught.value.todo
    monkeypatch.undo()
    assert pages(paper(words(1)))


def test_the_same_paper_written_in_a_thread_is_the_same() -> None:
    from concurrent.futures import ThreadPoolExecutor

    tree = every_block()
    with ThreadPoolExecutor(2) as pool:
        made = [list(map(bare, texts)) for texts in pool.map(pages, [tree] * 4)]
    assert made == [list(map(bare, pages(tree)))] * 4
