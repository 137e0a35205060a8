"""Where terms stand: found in digests before an import, in the wording after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from navigator.app.paths import Paths
from navigator.app.terms import TermFinder, with_places
from navigator.app.workbench import Workbench
from navigator.model.digests import Term
from navigator.model.errors import Cancelled

FIRST = Term("首贷", "第一次贷款。", ("首次贷款",))
CENTRE = Term("首贷中心", "办首贷的窗口。")
RATE = Term("LPR", "基准利率。")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(Paths(tmp_path / "新 数据")) as bench:
        yield bench


def test_the_longest_spelling_wins_as_in_the_reader() -> None:
    find = TermFinder((FIRST, CENTRE, RATE))
    assert find("在首贷中心办理") == {"首贷中心"}
    assert find("首贷中心办首贷") == {"首贷中心", "首贷"}
    assert find("首次 贷款") == {"首贷"}  # a line may break anywhere


def test_width_and_case_do_not_matter_but_words_end_where_they_end() -> None:
    find = TermFinder((RATE,))
    assert find("按ＬＰＲ上浮") == find("按lpr上浮") == {"LPR"}
    assert find("HELPRS") == set()
    assert TermFinder(())("首贷") == set()


def test_places_follow_what_is_on_this_machine(fresh: Workbench, seed_path: Path) -> None:
    def places() -> dict[str, tuple[str, ...]]:
        return {t.term: t.provisions for t in with_places(fresh.glossary, fresh.contents)}

    before = places()
    fresh.import_files([seed_path])
    after = places()
    assert before["境内关外"] == ()
    assert after["境内关外"] == (
        "beijinghaiguan-liangqu-jianshe-tuijin-gongzuo-cuoshi-2021#二/(二)/11",
    )
    assert all(set(before[term]) <= set(after[term]) for term in before)
    assert [term for term, found in after.items() if not found] == []
    named = fresh.glossary[0]
    assert after[named.term][: len(named.provisions)] == named.provisions


def test_a_named_place_that_is_gone_is_left_out(fresh: Workbench) -> None:
    term = Term("没有这个词", "话。", (), ("meiyou#一", "jingzhengbanfa-2021-4#六"))
    (found,) = with_places((term,), fresh.contents)
    assert found.provisions == ("jingzhengbanfa-2021-4#六",)


def test_looking_can_be_stopped(fresh: Workbench) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        with_places(fresh.glossary, fresh.contents, stop)
