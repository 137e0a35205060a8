"""Answers the wizard the way a person does: by clicking and typing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from navigator.app.workbench import Workbench
from navigator.catalogue.documents import measure_order
from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.rules import Rules
from navigator.model.measures import MeasureCatalogue
from navigator.ui.context import UiContext
from navigator.ui.pages.wizard import create
from navigator.ui.pages.wizard.amounts import shown_number
from navigator.ui.pages.wizard.editors import ChoiceEditor, SeveralEditor
from navigator.ui.pages.wizard.field_editors import DateEditor, NumberEditor
from navigator.ui.pages.wizard.page import WizardPage
from navigator.ui.pages.wizard.workspace import Workspace

SPRING = dt.date(2021, 4, 1)
MOST_QUESTIONS = 90


def settle(rounds: int = 3) -> None:
    for _ in range(rounds):
        QApplication.processEvents()


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


@cache
def _shared() -> tuple[MeasureCatalogue, Rules]:
    catalogue = load_catalogue(order=measure_order())
    return catalogue, Rules(catalogue)


def with_measures(workbench: Workbench) -> Workbench:
    """Gives a workbench the measures, read once for all tests: reading them takes seconds."""
    catalogue, rules = _shared()
    vars(workbench).update(catalogue=catalogue, rules=rules)
    return workbench


def open_wizard(ctx: UiContext, as_of: dt.date = SPRING) -> WizardPage:
    """The page alone in a window of ordinary size."""
    ctx.set_as_of(as_of)
    page = create(ctx)
    page.resize(1280, 700)
    page.show()
    settle()
    return page


def workspace_of(page: WizardPage) -> Workspace:
    assert page.workspace is not None
    return page.workspace


class Visitor:
    """Somebody who knows certain things about himself and nothing else."""

    def __init__(self, page: WizardPage, knows: Mapping[str, Any]) -> None:
        self.page = page
        self.space = workspace_of(page)
        self.knows = knows
        self.asked: list[str] = []

    @property
    def at_results(self) -> bool:
        return self.space.ask.stack.currentWidget() is self.space.ask.results

    def sit_down(self) -> None:
        click(self.space.ask.entry.tiles[self.knows["applicant_type"]])

    def answer_all(self) -> None:
        """Answers until nothing is left to ask."""
        self.sit_down()
        while not self.at_results:
            self.answer_one()
            assert len(self.asked) < MOST_QUESTIONS

    def answer_one(self) -> None:
        pane = self.space.ask.question
        question, editor = pane.question, pane.editor
        assert question is not None and editor is not None
        self.asked.append(question.fact_id)
        known = self.knows.get(question.fact_id)
        if known is None:
            click(pane.foot.unclear)
        elif isinstance(editor, ChoiceEditor):
            click(editor.tiles[editor.values.index(known)])
        elif isinstance(editor, SeveralEditor):
            self._tick(editor, known)
        elif isinstance(editor, DateEditor) and known == "none":
            click(pane.foot.none)
        elif isinstance(editor, DateEditor):
            editor.field.clear()
            click(editor.field)
            QTest.keyClicks(editor.field, known.replace("-", ""))
            click(pane.foot.next)
        else:
            assert isinstance(editor, NumberEditor)
            editor.field.clear()
            QTest.keyClicks(editor.field, shown_number(editor.fact, Decimal(str(known))))
            click(pane.foot.next)
        if pane.foot.error.isVisible():
            raise AssertionError(f"{question.fact_id}: {pane.foot.error.text()}")

    def _tick(self, editor: SeveralEditor, known: list[str]) -> None:
        pane = self.space.ask.question
        if not known:
            click(pane.foot.none)
            return
        for item, tile in zip(editor.fact.values, editor.tiles, strict=True):
            if item.value in known:
                tile.setFocus()
                QTest.keyClick(tile, Qt.Key.Key_Space)
        click(pane.foot.next)

    def statuses(self) -> dict[str, str]:
        results = self.space.interview.assessment().results
        return {result.measure_id: result.status.value for result in results}

    def eligible(self) -> set[str]:
        return {measure for measure, status in self.statuses().items() if status == "eligible"}


def finish(page: WizardPage) -> None:
    """Takes the page away for good, or it would be styled again with every later window."""
    page.hide()
    page.deleteLater()
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
