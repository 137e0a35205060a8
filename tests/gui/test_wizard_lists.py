"""Browsing all measures and assessing whole files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from navigator.app.workbench import Workbench
from navigator.model.errors import Cancelled
from navigator.ui.context import UiContext
from navigator.ui.pages.wizard.batch_run import run_batch, template_csv
from navigator.ui.pages.wizard.batch_view import BatchView
from navigator.ui.pages.wizard.workspace import Workspace
from tests.gui.helpers import assert_accessible
from tests.gui.wizard_driver import (
    SPRING,
    click,
    finish,
    open_wizard,
    settle,
    with_measures,
    workspace_of,
)

PROFILES = """name,applicant_type,enterprise_size,vat_taxpayer_type,monthly_sales_cny
甲公司,enterprise,small,small_scale,120000
乙公司,enterprise,micro,small_scale,160000
丙,person,small,,
丁公司,enterprise,huge,,x
"""
VAT = "vat-small-scale-threshold-150k"


@pytest.fixture
def space(
    fresh_bench: Workbench, open_context: Callable[[Workbench], UiContext]
) -> Iterator[Workspace]:
    page = open_wizard(open_context(with_measures(fresh_bench)))
    yield workspace_of(page)
    finish(page)


@pytest.fixture
def batch(space: Workspace, tmp_path: Path) -> BatchView:
    source = tmp_path / "企业 名单.csv"
    source.write_text(PROFILES, encoding="utf-8")
    space.open_section("batch")
    view = space.findChild(BatchView)
    assert view is not None
    assert view.empty.isVisible()
    view.run(source)
    settle()
    return view


def test_browsing_finds_filters_and_leads_on(space: Workspace) -> None:
    view = space.browse
    total = len(space.rules.catalogue.measures)
    assert view.model.rowCount() == total
    QTest.keyClicks(view.search, "15")
    assert 0 < view.model.rowCount() < total
    view.search.setText("没有这种措施")
    assert view.empty.isVisible()
    click(view.empty.button)
    assert view.model.rowCount() == total
    kinds = view.boxes[1]
    kinds.setCurrentIndex(1)
    chosen = kinds.currentData()
    assert {view.model.row(n).cells[1] for n in range(view.model.rowCount())} == {chosen}
    view.table.selectRow(0)
    settle()
    assert view.detail is not None
    assert_accessible(space)
    measure = view.detail.measure.id
    click(view.detail.go)
    assert space.section == "ask"
    assert space.interview.focus == measure


def test_arrows_in_the_search_field_move_the_choice(space: Workspace) -> None:
    view = space.browse
    QTest.keyClick(view.search, Qt.Key.Key_Down)
    first = view.table.currentIndex().row()
    QTest.keyClick(view.search, Qt.Key.Key_Down)
    assert (first, view.table.currentIndex().row()) == (0, 1)


def test_a_batch_says_whom_to_tell_and_what_was_sent_back(batch: BatchView) -> None:
    assert batch.result is not None
    assert batch.result.profiles == 4
    told = {(f.name, f.result.measure_id) for f in batch.result.findings if f.name != ""}
    assert ("甲公司", VAT) in told
    assert not any(name in ("丙", "丁公司") for name, _ in told)
    assert {item.name for item in batch.result.refused} == {"丙", "丁公司"}
    assert len([item for item in batch.result.refused if item.name == "丁公司"]) == 2
    assert "退回 2 家" in batch.summary.text()
    assert_accessible(batch)


def test_a_batch_is_filtered_by_measure_status_and_name(batch: BatchView) -> None:
    batch.tables.measure.setCurrentIndex(batch.tables.measure.findData(VAT))
    batch.tables.status.setCurrentIndex(batch.tables.status.findData("eligible"))
    assert [item.name for item in batch.tables.model.shown] == ["甲公司"]
    batch.tables.name.setText("乙")
    assert batch.tables.model.shown == []
    assert batch.tables.nothing.isVisible()
    batch.tables.view.set_current("refused")
    assert batch.tables.refused.isVisible()


@pytest.mark.parametrize("ending", ["csv", "docx"])
def test_a_batch_is_taken_away(
    batch: BatchView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    target = tmp_path / f"结果.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    batch.tables.measure.setCurrentIndex(0)
    batch.tables.status.setCurrentIndex(0)
    batch.export(ending)
    content = target.read_bytes()
    if ending == "docx":
        assert content.startswith(b"PK")
        return
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][1] == "名称"
    assert any(row[1] == "甲公司" and row[3] == "可享受" for row in rows)
    assert any(row[1] == "丁公司" and row[3] == "退回" and row[6] for row in rows)


def test_the_template_takes_an_answer_to_every_question(space: Workspace) -> None:
    text = template_csv(space.rules.catalogue).decode("utf-8-sig")
    (header,) = list(csv.reader(io.StringIO(text)))
    assert header == ["name", *(fact.id for fact in space.rules.vocabulary.facts)]


def test_an_unreadable_file_is_told_and_changes_nothing(
    batch: BatchView, space: Workspace, tmp_path: Path
) -> None:
    told: list[BaseException] = []
    space.ctx.errors.handle = told.append  # type: ignore[method-assign]
    bad = tmp_path / "坏.json"
    bad.write_text("{", encoding="utf-8")
    batch.run(bad)
    batch.run(tmp_path / "不在.csv")
    assert ["读不懂" in str(told[0]), "打不开" in str(told[1])] == [True, True]
    assert batch.empty.isVisible()


def test_a_batch_can_be_stopped(space: Workspace) -> None:
    def stop(done: int, total: int) -> None:
        if done >= 40:
            raise Cancelled

    content = "applicant_type\n" + "enterprise\n" * 200
    with pytest.raises(Cancelled):
        run_batch(content.encode(), "x.csv", SPRING, space.rules.catalogue, stop)


def test_the_next_visitor_does_not_see_the_file(batch: BatchView, space: Workspace) -> None:
    space.wipe()
    assert batch.result is None
    assert batch.tables.model.rowCount() == 0
