"""The notice slip on paper: one page to take home, whatever is on it, and never a sum."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from pypdf import PdfReader
from readers import bare, docx_text

from navigator.export.slip import (
    SlipData,
    SlipEntry,
    SlipReason,
    SlipSection,
    slip_docx_bytes,
    slip_page_images,
    slip_pdf_bytes,
)

PRINTED = dt.datetime(2021, 4, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
HINT = "办理材料、受理地址、联系电话"


def entry(number: int, name: str = "样例补助") -> SlipEntry:
    return SlipEntry(
        title=f"{name}{number}",
        amount=f"最高 {number + 1}7 万元（资金补助）",
        arithmetic="120万元 × 40% = 48万元",
        benefit="按实付利息的40%补贴",
        deadline="2021-06-30，还有 90 天",
        unit="样例管理委员会",
        reasons=(SlipReason("在样例区内", "《样例》（样政发〔2021〕4号）第六部分", True),),
        citations=("《样例》（样政发〔2021〕4号）第六部分",),
        discretion=("符合条件",) if number % 2 else (),
        questions=("年收入是多少？", "贷款利率是多少？"),
        warnings=("文件年代已久，须核实",),
    )


def slip(measures: int, applicant: str = "样例有限公司", name: str = "样例补助") -> SlipData:
    found = (
        SlipSection("eligible", "可以享受", tuple(entry(n, name) for n in range(measures))),
        SlipSection("unknown", "还差信息", tuple(entry(n, name) for n in range(measures // 2))),
        SlipSection("ineligible", "不符合", tuple(entry(n, name) for n in range(measures))),
        SlipSection("closed", "已截止", tuple(entry(n, name) for n in range(measures // 3))),
    )
    return SlipData(
        as_of=dt.date(2021, 4, 1),
        printed_at=PRINTED,
        sections=tuple(section for section in found if section.entries),
        applicant=applicant,
        identity="企业 · 小型",
        edition="样例 汇编.txt",
        edition_sha256="ab" * 32,
        catalogue_hash="cd" * 32,
        answers=(("年收入是多少？", "不清楚"),) if measures else (),
    )


@pytest.mark.parametrize("measures", [0, 1, 15, 110])
@pytest.mark.parametrize("applicant", ["", "样" * 80])
def test_the_overview_is_exactly_the_first_page(measures: int, applicant: str) -> None:
    pages = PdfReader(io.BytesIO(slip_pdf_bytes(slip(measures, applicant)))).pages
    texts = [bare(page.extract_text()) for page in pages]
    assert HINT in texts[0]
    for heading in ("一、可以享受", "二、还差信息", "三、不符合及原因"):
        assert heading in texts[0]
    assert not any(HINT in text for text in texts[1:])
    assert applicant in texts[0]
    if measures:
        assert len(texts) > 1
        assert texts[1].find("可以享受") >= 0
    else:
        assert len(texts) == 1


def test_long_names_of_measures_still_leave_one_page() -> None:
    pages = PdfReader(io.BytesIO(slip_pdf_bytes(slip(15, "样" * 80, "很长的措施名称" * 8)))).pages
    assert HINT in bare(pages[0].extract_text())


@pytest.mark.parametrize("measures", [2, 15])
def test_amounts_stand_apart_and_are_never_added_up(measures: int) -> None:
    text = bare(
        "".join(
            p.extract_text() for p in PdfReader(io.BytesIO(slip_pdf_bytes(slip(measures)))).pages
        )
    )
    total = sum(int(f"{n + 1}7") for n in range(measures))
    assert f"{total}万" not in text
    assert "合计" not in text
    assert "总计" not in text
    assert "不能简单相加" in text


def test_every_measure_of_the_slip_is_told_with_its_reasons() -> None:
    text = bare(
        "".join(p.extract_text() for p in PdfReader(io.BytesIO(slip_pdf_bytes(slip(15)))).pages)
    )
    for number in range(15):
        assert f"{number + 1}.样例补助{number}" in text
    assert "120万元×40%=48万元" in text
    assert "（样政发〔2021〕4号）第六部分" in text
    assert "文件年代已久" in text


def test_the_document_says_the_same_as_the_paper() -> None:
    words = bare(docx_text(slip_docx_bytes(slip(3))))
    for told in ("样例有限公司", "2021-04-01", HINT, "样例补助2", "120万元×40%=48万元", "不清楚"):
        assert told in words


def test_the_preview_has_the_pages_of_the_file() -> None:
    data = slip(5)
    assert len(slip_page_images(data, 40)) == len(PdfReader(io.BytesIO(slip_pdf_bytes(data))).pages)
