"""Chips that come and go leave the chips of other rows where they are."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from navigator.ui.widgets import FlowLayout
from tests.gui.conftest import bury


def a_row(names: str) -> tuple[QWidget, FlowLayout]:
    ground = QWidget()
    outer = QVBoxLayout(ground)
    made = FlowLayout()
    for name in names:
        made.addWidget(QPushButton(name))
    outer.addLayout(made)
    return ground, made


def test_rows_that_are_gone_take_nothing_with_them(qapp: QApplication) -> None:
    """Memory of items that Qt has deleted is used again; what stood there must not come back."""
    for _ in range(40):
        old, flow = a_row("abcde")
        for button in old.findChildren(QPushButton):
            flow.removeWidget(button)
            button.deleteLater()
        bury()
        new, kept = a_row("fghij")
        old.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del old, flow
        gc.collect()
        assert kept.count() == 5
        assert kept.heightForWidth(200) > kept.heightForWidth(2000) > 0
        assert [kept.itemAt(n).widget().text() for n in range(5)] == list("fghij")
        new.deleteLater()
        bury()


def test_a_chip_that_dies_leaves_its_row(qapp: QApplication) -> None:
    ground, flow = a_row("abc")
    button = ground.findChildren(QPushButton)[1]
    button.setParent(None)
    button.deleteLater()
    bury()
    assert flow.count() == 2
    assert flow.itemAt(2) is None
    assert flow.heightForWidth(500) > 0
    ground.deleteLater()
    bury()
