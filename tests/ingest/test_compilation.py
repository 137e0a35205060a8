"""The importer on the real compilation, against structures made by hand."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from ingest_papers import word_file

from navigator.ingest import publication_from_bytes
from navigator.model.documents import Document, Domain, Kind, Level, Publication
from navigator.resources import resource

HAND_MADE = sorted(resource("catalogue", "documents").glob("*.yaml"))


def test_nothing_is_lost(publication: Publication, seed_text: str) -> None:
    counts = publication.characters
    assert counts.source == sum(not c.isspace() for c in seed_text)
    assert counts.balanced
    assert counts.removed == sum(
        not c.isspace() for removal in publication.removed for c in removal.text
    )


def test_every_removal_is_on_the_line_it_names(publication: Publication, seed_text: str) -> None:
    lines = seed_text.split("\n")
    for removal in publication.removed:
        assert lines[removal.line - 1].strip() == removal.text
        assert removal.reason


def test_only_page_furniture_is_removed(publication: Publication) -> None:
    pages = [int(r.text) for r in publication.removed if r.text.isdigit()]
    assert pages == [21, 25, 41, 52, 106, 148, 157, 186, 193]
    others = [r for r in publication.removed if not r.text.isdigit()]
    assert {r.reason for r in others} == {"汇编的栏目标题，已转为政策领域", "与上一行重复的网址"}
    assert len(others) == 8


def test_the_text_in_order_is_the_source_in_order(publication: Publication, seed_text: str) -> None:
    """Stronger than a count: every kept character, in its place."""
    removed = {removal.line for removal in publication.removed}
    source = "".join(
        "".join(line.split())
        for number, line in enumerate(seed_text.split("\n"), 1)
        if number not in removed
    )
    position = 0
    for document in publication.documents:
        parts = [*document.printed_titles, document.printed_number or ""]
        for provision in document.provisions:
            parts += [provision.label or "", provision.heading or "", provision.text]
        for part in parts:
            bare = "".join(part.split())
            # Titles are printed before and after a covering notice, so look near, not only next.
            found = source.find(bare, position)
            if found != position:
                found = source.find(bare, max(0, position - 400))
            assert found >= 0, (document.id, bare[:20])
            position = max(position, found + len(bare))


def test_parts_and_documents(publication: Publication) -> None:
    kinds = [document.kind for document in publication.documents]
    assert len(kinds) == 28
    assert kinds.count(Kind.PREFACE) == 2
    counted = [d.domain for d in publication.documents if d.kind is not Kind.PREFACE]
    assert {domain: counted.count(domain) for domain in Domain} == {
        Domain.MUNICIPAL: 5,
        Domain.TWO_ZONES: 10,
        Domain.TECHNOLOGY: 2,
        Domain.CUSTOMS: 2,
        Domain.FINANCE: 3,
        Domain.HR: 2,
        Domain.SME: 2,
    }


@pytest.mark.parametrize("path", HAND_MADE, ids=lambda path: path.stem)
def test_outline_equals_the_one_made_by_hand(path: Path, documents: dict[str, Document]) -> None:
    hand = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = documents[hand["id"]]
    ours = [(p.path, str(p.level), p.label) for p in document.provisions]
    assert ours == [(p["path"], p["level"], p["label"]) for p in hand["provisions"]]
    assert document.doc_number == hand["doc_number"]
    assert list(document.issuers) == hand["issuers"]
    assert document.issued_on == hand["issued_on"]
    assert document.effective_from == hand["effective_from"]
    assert (document.part, str(document.domain), str(document.kind)) == (
        hand["part"],
        hand["domain"],
        hand["kind"],
    )
    assert document.has_body == hand["has_body"]


def text_of(documents: dict[str, Document], document: str, path: str) -> str:
    return next(p.text for p in documents[document].provisions if p.path == path)


def test_a_number_cut_by_a_line_is_whole(documents: dict[str, Document]) -> None:
    text = text_of(documents, "jingzhengfa-2021-3", "第三条/(一)")
    assert "2亿美元以上(含)" in text
    assert "1000万美元以上(含)" in text


def test_a_sentence_cut_by_a_page_number_is_whole(documents: dict[str, Document]) -> None:
    text = text_of(documents, "beijingshi-zhichi-weixingwangluo-chanye-fazhan-cuoshi", "二/(二)/5")
    assert "国产化替代，打造" in text


def test_a_label_split_between_lines(documents: dict[str, Document]) -> None:
    # 四 ends a line, 是 begins the next.
    text = text_of(documents, "jingzhengbanfa-2020-26", "二/(一)/3/四是")
    assert text.startswith("出台建筑师负责制")


def test_a_label_glued_to_the_sentence_before(documents: dict[str, Document]) -> None:
    satellite = documents["beijingshi-zhichi-weixingwangluo-chanye-fazhan-cuoshi"]
    provision = next(p for p in satellite.provisions if p.path == "二/(七)/22")
    assert provision.heading == "加强融资支持。"


def test_look_alikes_are_no_labels(documents: dict[str, Document]) -> None:
    plan = documents["jingzhengbanfa-2020-26"]
    assert all(p.label != "1.1" for p in plan.provisions)
    assert "1.1小时以下" in text_of(documents, plan.id, "二/(三)/1/一是")
    port = documents["jingjinlianhegonggao-2021-8"]
    assert next(p for p in port.provisions if p.path == "六/23").heading.endswith("4.0版。")


def test_numbering_that_runs_on_across_sections(documents: dict[str, Document]) -> None:
    paths = [
        p.path
        for p in documents["hangkong-fuwu-lingyu-liangqu-jianshe-gongzuo-fangan"].provisions
        if p.level is Level.H3
    ]
    assert paths[0] == "二/(一)/1"
    assert paths[-1] == "二/(六)/13"


def test_text_after_a_list_belongs_to_the_lists_parent(documents: dict[str, Document]) -> None:
    text = text_of(documents, "tuidong-zhongguancun-shouchuang-chanpin-shichang", "一/p1")
    assert text.startswith("重点支持领域为")


def test_a_heading_whose_last_word_stands_on_the_next_line(
    documents: dict[str, Document],
) -> None:
    finance = documents["jinrong-lingyu-liangqu-jianshe-gongzuo-fangan-2021"]
    heading = next(p.heading for p in finance.provisions if p.path == "四/(二)")
    assert heading is not None and heading.endswith("新模式")


def test_a_document_of_which_only_the_title_was_printed(documents: dict[str, Document]) -> None:
    bare = documents["zuohaojieduanxingjianmian-qiye-shehuibaoxianfei-gongzuo"]
    assert not bare.has_body
    assert bare.title.endswith("工作事项的通告")
    assert bare.provisions == ()


def test_responsible_units_and_deadlines(documents: dict[str, Document]) -> None:
    finance = documents["beijingshi-caizhengju-liangqu-jianshe-tuijin-gongzuo-2021"]
    provision = next(p for p in finance.provisions if p.path == "三/(一)/1")
    assert [(u.role, u.name) for u in provision.responsible_units] == [
        ("lead", "市财政局"),
        ("lead", "市税务局"),
        ("lead", "市金融监管局"),
        ("lead", "中关村管委会"),
        ("cooperating", "市科委"),
    ]
    assert provision.deadline == "2020年12月底"
    assert "完成时限" in provision.text  # taken off into a field, kept in the text
    satellite = documents["beijingshi-zhichi-weixingwangluo-chanye-fazhan-cuoshi"]
    names = [u.name for u in satellite.provisions[-1].responsible_units]
    assert names == ["市经济和信息化局", "各有关区政府"]


def test_references_are_found(documents: dict[str, Document]) -> None:
    water = documents["jingshuiwuzai-2021-20"]
    opening = next(p for p in water.provisions if p.path == "p1")
    assert "京政办发〔2021〕4号" in opening.references
    assert any(reference.startswith("《关于支持中小微企业") for reference in opening.references)


def test_repeals(documents: dict[str, Document]) -> None:
    assert len(documents["jingzhengfa-2021-3"].repeals) == 2


def test_several_signatories(documents: dict[str, Document]) -> None:
    assert len(documents["jingjinlianhegonggao-2021-8"].issuers) == 10
    assert documents["jingjinlianhegonggao-2021-8"].issued_on == dt.date(2021, 2, 4)


def test_attachments_are_shown_and_an_address_printed_thrice_is_kept_once(
    documents: dict[str, Document],
) -> None:
    attachment = documents["jingcaishui-2021-134"].attachments
    assert len(attachment) == 1
    assert attachment[0].count("http://") == 1


def test_the_same_bytes_give_the_same_publication(
    publication: Publication, seed_path: Path
) -> None:
    again = publication_from_bytes(seed_path.name, seed_path.read_bytes())
    assert again == publication


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings_give_the_same_structure(
    publication: Publication, seed_text: str, encoding: str
) -> None:
    other = publication_from_bytes("汇编.txt", seed_text.encode(encoding))
    assert other.documents == publication.documents
    assert other.characters == publication.characters


def web_lines(lines: list[str]) -> bytes:
    """As an office program saves a text: one block whose breaks count, fonts around the pieces."""
    body = "\n".join(f"<font face='x'><span>{html.escape(line)}</span></font>" for line in lines)
    return f"<html><meta charset='utf-8'><body><pre>{body}</pre></body></html>".encode()


def web_paragraphs(lines: list[str]) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return f"<html><meta charset='utf-8'><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("name", "make"),
    [("甲.docx", word_file), ("甲.html", web_lines), ("乙.html", web_paragraphs)],
)
def test_pages_pasted_into_another_format_are_understood_alike(
    name: str,
    make: Callable[[list[str]], bytes],
    seed_text: str,
    documents: dict[str, Document],
) -> None:
    """The lines of a page stay hard wraps wherever they are pasted."""
    pasted = publication_from_bytes(name, make(seed_text.split("\n")))
    assert pasted.characters.balanced
    outline = {d.id: [(p.path, p.heading, p.text) for p in d.provisions] for d in pasted.documents}
    assert outline == {
        identifier: [(p.path, p.heading, p.text) for p in document.provisions]
        for identifier, document in documents.items()
    }
