"""Shown instead of the window when the desk cannot be opened: what happened and the way out.

Without it a double click on the icon would seem to do nothing at all.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from navigator.model.errors import ExpectedError
from navigator.store.faults import DamagedError
from navigator.ui.context import MemorySettings, Workbench
from navigator.ui.fonts import choose_font
from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import IconLabel, button, label


class Rescue(QDialog):
    """Accepted once the desk opens again; rejected when the person leaves.

    A damaged desk may be repaired from what can still be read of it; every other fault (full disk,
    no rights, a newer version's file) is tried again after it has been put right elsewhere.
    """

    def __init__(self, workbench: Workbench, error: ExpectedError) -> None:
        super().__init__()
        self._bench = workbench
        self.told: tuple[str, ...] = ()  # what a repair did
        self._theme = Theme(MemorySettings(), choose_font(), self)
        self._theme.apply()
        self.setWindowTitle(t("政策导航"))
        self.setProperty("ground", "window")
        self.setMinimumWidth(self._theme.px(560))
        self.title = label("", "title")
        self.kept = label("")
        self.todo = label("", "soft")
        self.mend = button(
            self._theme, t("修复并打开"), "primary", "wrench", self._repair, large=True
        )
        self.again = button(
            self._theme, t("再试一次"), "primary", "refresh-cw", self._try, large=True
        )
        self.leave = button(self._theme, t("退出"), "secondary", "", self.reject, large=True)
        body = QVBoxLayout(self)
        body.setContentsMargins(32, 28, 32, 28)
        body.setSpacing(12)
        body.addWidget(IconLabel(self._theme, "triangle-alert", "warn", 36))
        for words in (self.title, self.kept, self.todo):
            body.addWidget(words)
        line = QHBoxLayout()
        line.addStretch(1)
        for choice in (self.leave, self.again, self.mend):
            line.addWidget(choice)
        body.addSpacing(8)
        body.addLayout(line)
        self._tell(error)

    def _tell(self, error: ExpectedError) -> None:
        damaged = isinstance(error, DamagedError)
        self.title.setText(error.what)
        self.kept.setText(f"{error.kept.rstrip('。')}。" if error.kept else "")
        todo = error.todo
        if damaged:
            todo = t("按“修复并打开”，能读出的书签和笔记会被救回，原文件另存一份。")
        self.todo.setText(todo)
        for words in (self.kept, self.todo):
            words.setVisible(bool(words.text()))
        self.mend.setVisible(damaged)
        self.again.setVisible(not damaged)
        (self.mend if damaged else self.again).setDefault(True)

    def _try(self) -> None:
        try:
            self._bench.settings.get("ui.language", "zh")
        except ExpectedError as error:
            self._tell(error)
        else:
            self.accept()

    def _repair(self) -> None:
        self.setCursor(Qt.CursorShape.WaitCursor)
        try:
            report = self._bench.repair()
        except ExpectedError as error:
            self._tell(error)
            return
        finally:
            self.unsetCursor()
        self.told = report.actions
        self._try()
