"""What a search answers: exact hits first, then other wordings, then what is near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from made_entries import SYNONYMS, made_entries

from navigator.store.search import Filters, Query, SearchIndex, SearchResult, State

JUNE = dt.date(2021, 6, 1)
JULY = dt.date(2021, 7, 1)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    made = SearchIndex(
        tmp_path_factory.mktemp("index"),
        library_id="library",
        generation=1,
        entries=made_entries,
        synonyms=SYNONYMS,
        terms=("技能培训",),
    )
    made.rebuild()
    yield made
    made.close()


def ids(result: SearchResult) -> list[str]:
    return [hit.provision_id for hit in result.hits]


def marked(result: SearchResult) -> list[str]:
    hit = result.hits[0]
    return [hit.snippet[start:end] for start, end in hit.highlights]


@pytest.mark.parametrize("query", ["百分之十五", "15%", "15 %", "１５％", "百分之", "十五计"])
def test_a_share_is_found_in_any_spelling_and_in_part(index: SearchIndex, query: str) -> None:
    assert "shop-2021-1#一" in ids(index.search(query))


@pytest.mark.parametrize("query", ["200万元", "200 万元", "二百万元", "2,000,000元", "2000000元"])
def test_a_sum_is_found_in_any_spelling(index: SearchIndex, query: str) -> None:
    result = index.search(query)
    assert result.total == 2
    assert {"shop-2021-1#一", "tax-rules#第一章/第十三条"} == set(ids(result))
    for hit in result.hits:
        assert next(hit.snippet[a:b] for a, b in hit.highlights) in ("200万元", "2,000,000元")
        assert hit.score > 0


def test_the_whole_sum_is_meant_not_its_end(index: SearchIndex) -> None:
    assert index.search("00万元").total == 1  # literal piece
    assert index.search("3,000,000元", 20).total == 0


def test_all_words_are_required(index: SearchIndex) -> None:
    assert ids(index.search("补贴 培训")) == ["shop-2021-1#二"]
    assert index.search("补贴 不存在").total == 0


def test_a_heading_comes_before_a_text(index: SearchIndex) -> None:
    assert ids(index.search("培训"))[0] == "shop-2021-1#二"
    assert ids(index.search("申报"))[0] == "tax-rules#第二章/第十五条"


def test_money_comes_before_intentions(index: SearchIndex) -> None:
    found = ids(index.search("补贴", 3))
    assert found.index("shop-2021-1#一") < found.index("shop-2021-1#二")


def test_what_stands_across_heading_and_text_is_found(index: SearchIndex) -> None:
    assert index.search("租金补贴每家").total == 1


def test_quotes_may_be_left_out(index: SearchIndex) -> None:
    result = index.search("两区建设另有")
    assert ids(result) == ["tax-rules#第一章/第十四条"]
    assert not result.soft
    assert marked(result) == ["两区”建设另有"]


def test_synonyms_are_said_and_can_be_switched_off(index: SearchIndex) -> None:
    result = index.search("保证金")
    assert result.total == 0
    assert ids(result) == ["shop-2021-1#二/(一)"]
    assert result.also_searched == ("押金",)
    assert result.also_total == 1
    assert result.hits[0].via == "押金"
    plain = index.search(Query("保证金", synonyms=False, soft=False))
    assert plain.hits == ()


def test_exact_hits_come_before_synonyms(index: SearchIndex) -> None:
    result = index.search("个体工商户")
    assert result.total == 1 and result.hits[0].via is None
    assert index.search("个体户 培训").hits[0].via == "个体工商户 培训"


def test_a_question_is_answered_by_what_is_near(index: SearchIndex) -> None:
    result = index.search("请问押金多久能退还给我们呢")
    assert result.total == 0
    assert result.soft and result.hits[0].soft
    assert ids(result)[0] == "shop-2021-1#二/(一)"
    assert "押金" in marked(result)


def test_related_results_only_when_nothing_is_exact_or_when_asked(index: SearchIndex) -> None:
    assert not any(hit.soft for hit in index.search("补贴").hits)
    asked = index.search(Query("技能培训补贴", soft=True))
    assert any(hit.soft for hit in asked.hits)
    assert index.search(Query("押金能不能快退", soft=False)).hits == ()


def test_our_own_words_lead_to_a_provision(index: SearchIndex) -> None:
    result = index.search("报税要不要如实")
    assert ids(result)[0] == "tax-rules#第二章/第十五条"
    assert result.soft


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("技能陪训", "技能培训"),
        ("租金不贴", "租金补贴"),
        ("技培训", "技能培训"),
        ("押金押", "押金"),
    ],
)
def test_a_slip_gets_a_suggestion_that_hits(index: SearchIndex, typed: str, meant: str) -> None:
    result = index.search(typed)
    assert result.suggestion == meant
    assert index.search(result.suggestion).total > 0


def test_no_suggestion_where_something_is_found(index: SearchIndex) -> None:
    assert index.search("补贴").suggestion is None
    assert index.search("保险费").suggestion is None  # a title says it


@pytest.mark.parametrize("typed", ["jnpx", "jinengpeixun", "jineng px", "zjbt"])
def test_pinyin_and_initials(index: SearchIndex, typed: str) -> None:
    result = index.search(typed)
    assert result.also_searched
    assert ids(result)[0] in ("shop-2021-1#二", "shop-2021-1#一")


def test_traditional_characters(index: SearchIndex) -> None:
    assert ids(index.search("個體工商戶")) == ["shop-2021-1#二"]


def test_titles_and_bare_titles_are_found(index: SearchIndex) -> None:
    found = index.search("减免保险费").documents
    assert [document.document_id for document in found] == ["bare-title"]
    assert not found[0].has_body
    assert [d.document_id for d in index.search("京试发2021").documents] == ["shop-2021-1"]


def test_a_label_alone_finds_its_articles(index: SearchIndex) -> None:
    for typed in ("第十三条", "第13条"):
        assert "tax-rules#第一章/第十三条" in ids(index.search(typed))


@pytest.mark.parametrize(
    "typed", ["第十三条 月销售额", "第十三条月销售额", "第13条　月销售额2,000,000元"]
)
def test_words_copied_with_the_label_before_them_are_found(index: SearchIndex, typed: str) -> None:
    result = index.search(typed)
    assert (result.total, ids(result)[0]) == (1, "tax-rules#第一章/第十三条")
    assert result.hits[0].exact
    assert marked(result)[0].startswith("月销售额")


def test_a_label_alone_names_and_a_wrong_one_finds_nothing(index: SearchIndex) -> None:
    raw = index.search("第十三条").to_json()
    assert len(raw["hits"]) == raw["total"]
    named = {hit["provision_id"] for hit in raw["related"]}
    assert "tax-rules#第一章/第十三条" in named
    assert index.search("第十四条 月销售额2,000,000元以下").total == 0


def test_a_citation_jumps(index: SearchIndex) -> None:
    result = index.search("条例 第十四条")
    assert result.jump == "tax-rules#第一章/第十四条"
    assert ids(result)[0] == result.jump
    assert index.resolve("京试发〔2021〕7号 二") == "shop-2021-1#二"


def test_groups_count_all_exact_hits(index: SearchIndex) -> None:
    result = index.search("补贴", limit=1)
    assert len(result.hits) == 1
    assert {(group.document_id, group.count) for group in result.groups} == {
        ("shop-2021-1", 2),
        ("tax-rules", 1),
    }


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("域:财税 补贴", {"tax-rules#第一章/第十四条"}),
        ("领域：中小微 押金", {"shop-2021-1#二/(一)"}),
        ("单位:人社 补贴", {"shop-2021-1#二"}),
        ("类型:措施 培训", {"shop-2021-1#二"}),
        ("对象:企业 补贴", {"shop-2021-1#一"}),
        ("金额>50万 补贴", {"shop-2021-1#一"}),
        ("2020-12 培训", {"tax-rules#第二章/第十五条"}),
        ("2021-01..2021-03 培训", {"shop-2021-1#二"}),
        ("文件:条例 培训", {"tax-rules#第二章/第十五条"}),
    ],
)
def test_typed_filters(index: SearchIndex, typed: str, expected: set[str]) -> None:
    result = index.search(Query(typed, as_of=JUNE))
    assert set(ids(result)) == expected
    assert len(result.chips) == 1
    cleared = result.query.without(result.chips[0])
    assert cleared.text == typed.split()[-1]
    assert index.search(cleared).total >= result.total


def test_the_state_depends_on_the_day(index: SearchIndex) -> None:
    in_june = index.search(Query("状态:有效 押金", as_of=JUNE))
    in_july = index.search(Query("状态:有效 押金", as_of=JULY))
    assert in_june.total == 1 and in_july.total == 0
    assert index.search(Query("状态:已截止 押金", as_of=JULY)).total == 1


def test_filters_combine_typed_and_set(index: SearchIndex) -> None:
    filters = Filters(domains=("sme",), amount_from=1)
    assert ids(index.search(Query("补贴", filters=filters))) == ["shop-2021-1#一"]
    both = Query("金额<100万 补贴", filters=filters)
    assert index.search(both).total == 0
    ended = Filters(states=(State.ENDED,))
    assert ids(index.search(Query("补贴", filters=ended, as_of=JULY)))[0] == "shop-2021-1#一"


def test_filters_alone_list_what_passes(index: SearchIndex) -> None:
    assert index.search("域:财税").total == 3
    assert index.search(Query(filters=Filters(documents=("shop-2021-1",)))).total == 4


def test_a_piece_of_text_that_looks_like_a_filter_is_still_found(index: SearchIndex) -> None:
    for typed in ("单位：市试验局", "责任单位：市", "单位：市试", "位：市试验局）"):
        assert "shop-2021-1#一" in ids(index.search(typed)), typed


def test_unknown_filters_are_words(index: SearchIndex) -> None:
    result = index.search("单位:没有这个局")
    assert result.chips == () and result.total == 0


@pytest.mark.parametrize(
    "query", ["", "   ", "“", "　", "？？？", "a" * 300, "\x00", "单位：", "〔〕"]
)
def test_no_query_breaks_the_search(index: SearchIndex, query: str) -> None:
    result = index.search(query)
    assert result.total >= 0
    assert result.to_json()["query"] == query


def test_the_published_shape(index: SearchIndex) -> None:
    raw = index.search("押金").to_json()
    assert {"query", "total", "took_ms", "hits"} <= set(raw)
    hit = raw["hits"][0]
    assert {
        "provision_id", "document_id", "title", "label", "snippet", "highlights", "score"
    } <= set(hit)  # fmt: skip
    start, end = hit["highlights"][0]
    assert hit["snippet"][start:end] == "押金"


def test_no_limit_means_all(index: SearchIndex) -> None:
    result = index.search("补贴", limit=None)
    assert len(result.hits) == result.total == 3
