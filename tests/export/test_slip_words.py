"""How the slip's first page is filled and how its sources are named."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from readers import bare
from test_slip_paper import entry, slip

from navigator.export.pdf import page_count
from navigator.export.slip import Scope, SlipReason, SlipSection, slip_pdf_bytes, slip_tree
from navigator.export.slip_overview import joined, share_out
from navigator.export.tree import text_of
from navigator.model.blocks import PageBreak


@given(st.integers(1, 60), st.lists(st.integers(0, 120), min_size=3, max_size=3))
def test_every_table_gets_a_row_and_none_more_than_it_has(lines: int, wanted: list[int]) -> None:
    given_rows = share_out(lines, wanted)
    assert all(min(1, want) <= got <= want for got, want in zip(given_rows, wanted, strict=True))
    assert sum(given_rows) == min(sum(wanted), max(lines, sum(want > 0 for want in wanted)))


@pytest.mark.parametrize("spare", [0.0, 0.07])
def test_the_first_page_is_as_full_as_it_may_be(spare: float) -> None:
    tree = slip_tree(slip(110), spare)
    first = tree.blocks[: tree.blocks.index(PageBreak())]
    assert page_count(replace(tree, blocks=first), spare) == 1
    assert page_count(replace(tree, blocks=first), spare + 0.12) == 2


def test_a_source_is_printed_once_and_referred_to_by_number() -> None:
    reasons = (
        SlipReason("在样例区内", "《样例》第六条", True),
        SlipReason("没有重大违法", "《样例》第七条", False),
        SlipReason("收入还不知道", "", None),
    )
    told = replace(entry(0), reasons=reasons, citations=("《样例》第六条", "《别例》第一条"))
    data = replace(slip(0), sections=(SlipSection("eligible", "可以享受", (told,)),))
    words = bare(text_of(slip_tree(data)))
    assert words.count("《样例》第六条") == 1
    assert "✓在样例区内依据①" in words
    assert "✗没有重大违法依据③" in words
    assert "·收入还不知道" in words
    assert "①《样例》第六条②《别例》第一条③《样例》第七条" in words


def test_a_silent_text_is_said_to_be_silent() -> None:
    bare_entry = replace(entry(0), amount="", benefit="", deadline="", unit="", questions=())
    data = replace(
        slip(0),
        applicant="",
        sections=(
            SlipSection("eligible", "可以享受", (bare_entry,)),
            SlipSection("unknown", "还差信息", (bare_entry,)),
        ),
    )
    first, second = (
        bare(page.extract_text()) for page in PdfReader(io.BytesIO(slip_pdf_bytes(data))).pages
    )
    assert first.count("文件未载明") == 5  # gain, deadline, unit, unit, and what to bring where
    assert "申请人＿＿" in first
    assert second.count("截止文件未载明") == 2
    assert "责任单位文件未载明" in second


def test_questions_in_a_row_are_parted_once() -> None:
    assert joined(("甲？", "乙？（可多选）", "丙？")) == "甲？乙？（可多选）丙？"
    assert joined(("甲不足", "乙不足")) == "甲不足；乙不足"
    assert joined(()) == ""


def test_less_paper_still_says_how_much_there_is() -> None:
    data = slip(110)
    page = slip_tree(replace(data, scope=Scope.PAGE))
    assert page_count(page) == 1
    assert "详见后页" not in text_of(page)
    assert "可向窗口索取全文" in text_of(page)
    gains = slip_tree(replace(data, scope=Scope.GAINS))
    behind = text_of(replace(gains, blocks=gains.blocks[gains.blocks.index(PageBreak()) :]))
    had = next(section for section in data.sections if section.key == "eligible")
    assert all(entry.title in behind for entry in had.entries)
    assert "不符合及原因" not in behind
    assert 1 < page_count(gains) < page_count(slip_tree(data))
