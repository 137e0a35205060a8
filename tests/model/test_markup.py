"""Notes in Markdown: structure and words stay, nothing that could act does."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from navigator.model.blocks import (
    CodeBlock,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    Rule,
    Run,
    Table,
    plain,
)
from navigator.model.markup import clean_text, parse_markdown, plain_text, policy_target


def runs(source: str) -> tuple[Run, ...]:
    (block,) = parse_markdown(source)
    assert isinstance(block, Paragraph)
    return block.runs


def test_every_kind_of_block() -> None:
    blocks = parse_markdown(
        "# 题\n\n段\n\n> 引\n\n- 一\n- 二\n\n3. 三\n\n```\n码\n```\n\n---\n\n"
        "| 项 | 数 |\n| --- | ---: |\n| 贴息 | 40% |\n"
    )
    kinds = [type(block) for block in blocks]
    assert kinds == [
        Heading, Paragraph, Quotation, ListBlock, ListBlock, CodeBlock, Rule, Table,
    ]  # fmt: skip
    ordered = blocks[4]
    assert isinstance(ordered, ListBlock)
    assert (ordered.ordered, ordered.start) == (True, 3)
    table = blocks[7]
    assert isinstance(table, Table)
    assert table.columns[1].align == "right"
    assert [plain(cell) for cell in table.rows[0].cells] == ["贴息", "40%"]


def test_looks_of_words() -> None:
    assert runs("甲**乙***丙*~~丁~~`戊`") == (
        Run("甲"),
        Run("乙", bold=True),
        Run("丙", italic=True),
        Run("丁", strike=True),
        Run("戊", code=True),
    )
    assert runs("一\n二") == (Run("一\n二"),)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("![说明](http://x.example/a.png)", "［图：说明］"),
        ("![](file:///etc/passwd)", "［图：无说明］"),
        ("[点](javascript:alert(1))", "点（javascript:alert(1)）"),
        ("[点](http://x.example)", "点（http://x.example）"),
        ("<http://x.example>", "http://x.example"),
        ("[引]: data:text/html,x", "[引]: data:text/html,x"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_nothing_can_be_opened_and_every_word_is_shown(source: str, shown: str) -> None:
    found = runs(source)
    assert plain(found) == shown
    assert {run.target for run in found} == {None}


def test_the_one_link_that_stays_leads_into_our_own_house() -> None:
    (run,) = runs("[第六部分](policy:jingzhengbanfa-2021-4#六)")
    assert (run.text, run.target) == ("第六部分", "jingzhengbanfa-2021-4#六")
    assert policy_target("policy:a-1#%E4%BA%8C/(%E4%B8%80)") == "a-1#二/(一)"
    for address in ("policy://x", "policy:../x", "policy:a#'><script>", "http:a-1#二", "POLICY:A"):
        assert policy_target(address) is None


def test_characters_no_reader_should_meet_are_gone() -> None:
    assert clean_text("甲\x00\u202e乙\r\n丙\ufeff\ud800") == "甲乙\n丙"


def test_plain_text_has_a_line_for_each_block() -> None:
    lines = plain_text("# 题\n\n> 引\n\n- 一\n- 二\n\n段 **粗**").splitlines()
    assert [line[-1] for line in lines] == ["题", "引", "一", "二", "粗"]


def test_deep_nesting_is_shown_as_typed() -> None:
    source = ">" * 60 + " 深处"
    assert "深处" in plain_text(source)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(source: str) -> None:
    parse_markdown(source)
    plain_text(source)


_WORDS = st.lists(st.sampled_from(["利率", "<b>", "3.85%", "![", "](", "`", "**", "> ", "- ", "\n",
                                   "|", "~~", "&amp", "[甲]"]), max_size=40)  # fmt: skip


@given(_WORDS)
@example(["```", "3.85%"])
@example(["[甲]", ": ", "3.85%"])
@example(["甲|\n|-\n|乙|3.85%"])
@example(["> 甲|\n> |-\n> 乙|3.85%"])
def test_no_figure_is_ever_lost(pieces: list[str]) -> None:
    source = "".join(pieces)
    shown = plain_text(source)
    assert shown.count("3.85%") == source.count("3.85%")
