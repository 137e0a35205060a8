"""How a place is named in speech, in a sentence and in Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from navigator.model.citation import (
    Citation,
    book_title,
    citable_label,
    code_span,
    escape_markdown,
    split_id,
    spoken_label,
)


@pytest.mark.parametrize(
    ("path", "spoken"),
    [
        ("", ""),
        ("第二章", "第二章"),
        ("第二章/第八条", "第八条"),
        ("第八条/(一)", "第八条第（一）项"),
        ("第八条/(一)/2", "第八条第（一）项第2目"),
        ("二", "第二部分"),
        ("二/(一)", "二、（一）"),
        ("二/(一)/3/(2)", "二、（一）3.（2）"),
        ("通知/p2", "印发通知第2段"),
        ("通知", "印发通知"),
        ("p1", "未编号第1段"),
    ],
)
def test_places_are_named_as_people_say_them(path: str, spoken: str) -> None:
    assert spoken_label(path) == spoken


def test_a_name_inside_a_sentence_ends_without_a_stop() -> None:
    assert citable_label("二/(一)/3") == "二、（一）3"


def test_a_citation_in_all_its_forms() -> None:
    cite = Citation("关于《样例》的通知", "样〔2021〕4号", "yang-2021-4#二/(一)")
    place = "《关于〈样例〉的通知》（样〔2021〕4号）二、（一）"
    assert cite.place == place
    assert cite.formal(" 话 ") == f"{place}：“话”"
    assert cite.plain("话") == f"话（{place}）"
    assert cite.formal("") == cite.plain(" ") == place
    assert Citation("样例").place == "《样例》"
    assert cite.markdown("一\n\n二").splitlines()[:3] == ["> 一", ">", "> 二"]
    assert "`yang-2021-4#二/(一)`" in cite.markdown("一")
    assert split_id("yang#二/p1") == ("yang", "二/p1")
    assert book_title("甲《乙》") == "《甲〈乙〉》"


def _shown(markdown: str) -> str:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)
    return "".join(
        child.content if child.type in ("text", "text_special", "code_inline") else
        "\n" if child.type in ("softbreak", "hardbreak") else f"<{child.type}>"
        for token in tokens
        for child in token.children or ()
    )  # fmt: skip


_LINE = st.text(
    st.sampled_from("甲乙丙 1.)(*_`[]<>#|~&!\\-+=:/\"'"), min_size=1, max_size=30
).filter(lambda text: text.strip() == text)


@given(_LINE)
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    assert _shown(escape_markdown(text)) == text


@given(_LINE)
def test_code_holds_any_text(text: str) -> None:
    assert _shown(f"甲 {code_span(text)}").removeprefix("甲 ").strip() == text
