"""Small matters of type: what runs together, overlaps, contradicts itself or stays behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QTabBar

from navigator.app.content import headline
from navigator.app.workbench import Workbench
from navigator.ui.pages.reading.states import state_words
from navigator.ui.pages.search.rows import nothing_rows
from navigator.ui.window import MainWindow
from tests.gui.helpers import settle

HEADQUARTERS = "jingzhengfa-2021-3"


@pytest.mark.parametrize(
    ("label", "words", "line"),
    [
        ("第三条", "由谁认定", "第三条　由谁认定"),
        ("二、", "金融支持", "二、金融支持"),
        ("（一）", "贴息", "（一）贴息"),
        ("12.", "降低成本", "12. 降低成本"),
        (None, "制定目的", "制定目的"),
        ("第三条", "", "第三条"),
    ],
)
def test_a_label_stands_apart_where_it_has_no_stop(
    label: str | None, words: str, line: str
) -> None:
    assert headline(label, words) == line


def test_a_search_without_hits_offers_to_drop_its_filters() -> None:
    rows = nothing_rows("贷款 域:科技", ["域:科技"], [])
    assert [row.target for row in rows if "筛选" in row.title] == ["贷款"]
    assert not any("筛选" in row.title for row in nothing_rows("贷款", [], []))


def test_a_stated_end_is_not_called_unstated(bench: Workbench) -> None:
    view = bench.contents.document("jingshuiwuzai-2021-20")
    assert view is not None and view.document.ends_on == dt.date(2021, 6, 30)
    assert state_words(view, dt.date(2021, 4, 1))[0] == "未到截止日"
    assert state_words(view, dt.date(2021, 7, 1))[0] == "已截止"


def reader_page(window: MainWindow, identifier: str) -> Any:
    window.ctx.nav.open_provision(identifier)
    settle()
    return window.stack.current_page()


def test_marks_in_the_margin_do_not_cover_each_other(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    bench.desk.bookmarks.add(f"{HEADQUARTERS}#第三条")
    bench.desk.notes.add("先核材料", on=f"{HEADQUARTERS}#第三条")
    page = reader_page(open_window(bench), f"{HEADQUARTERS}#第三条")
    spots = page.current().gutter.spots()
    assert len(spots) > 3
    assert not any(a.area.intersects(b.area) for a, b in combinations(spots, 2))


def test_spaces_of_the_text_stay_and_crosses_grow(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(bench)
    page = reader_page(window, HEADQUARTERS)
    assert "第三条　" in page.current().toPlainText()
    bar = page.tabs.tabBar()
    cross = bar.tabButton(0, QTabBar.ButtonPosition.RightSide)
    before = cross.width()
    window.ctx.theme.set_zoom(200)
    settle()
    assert bar.tabButton(0, QTabBar.ButtonPosition.RightSide).width() == 2 * before
    window.ctx.theme.set_zoom(100)


def test_of_two_editions_only_what_changed_is_shown(
    bench: Workbench, open_window: Callable[..., MainWindow], seed_text: str, tmp_path: Path
) -> None:
    newer = tmp_path / "新版.txt"
    newer.write_text(
        seed_text.replace("最高不超过 20 万元", "最高不超过 30 万元"), encoding="utf-8"
    )
    bench.import_files([newer])
    page = reader_page(open_window(bench), "jingzhengbanfa-2021-4")
    old = next(e for e in bench.library.editions("jingzhengbanfa-2021-4") if not e.current)
    pane = page.compare_edition("jingzhengbanfa-2021-4", old.source_sha256)
    settle()
    assert pane.only.isChecked()
    assert "30" in pane.text() and "各市属机构" not in pane.text()
    pane.only.click()
    assert "各市属机构" in pane.text()


def test_a_title_alone_claims_no_text(
    bench: Workbench, open_window: Callable[..., MainWindow]
) -> None:
    page = reader_page(
        open_window(bench), "zuohaojieduanxingjianmian-qiye-shehuibaoxianfei-gongzuo"
    )
    shown = {label.text() for label in page.inspector.findChildren(QLabel)}
    assert "仅有标题" in shown
    assert not shown & {"官方原文", "0 条"}
