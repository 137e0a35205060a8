"""Earlier texts of a note: when each was saved, how it reads, and bringing one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QWidget

from navigator.model.desk import NoteVersion
from navigator.ui.i18n import t
from navigator.ui.pages.desk.rich import Paper
from navigator.ui.theme import Theme
from navigator.ui.widgets import button, column, label, row


class VersionsPane(QWidget):
    restored = Signal(int)  # number of the version

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._versions: list[NoteVersion] = []
        body = column(theme, self, (0, 0, 0, 0), 8)
        line = row(theme, None, (0, 0, 0, 0), 8)
        line.addWidget(label(t("每次打开写过的都留一版。选一版看看，需要就恢复。"), "soft"), 1)
        self.restore = button(theme, t("恢复这一版"), "primary", "rotate-ccw", self._restore)
        line.addWidget(self.restore)
        body.addLayout(line)
        split = QSplitter(Qt.Orientation.Horizontal)
        self.list = QListWidget()
        self.list.setAccessibleName(t("历史版本"))
        self.list.currentRowChanged.connect(self._show)
        self.text = Paper(theme, t("这一版的内容"))
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(230), theme.px(420)])
        split.setChildrenCollapsible(False)
        body.addWidget(split, 1)

    def show_versions(self, versions: Sequence[NoteVersion]) -> None:
        """Newest first; the first is the current one."""
        self._versions = list(versions)
        self.list.blockSignals(True)
        self.list.clear()
        for number, version in enumerate(self._versions):
            when = version.saved_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
            words = t("{when}（现在）", when=when) if number == 0 else when
            self.list.addItem(QListWidgetItem(words))
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(1, len(self._versions) - 1))
        self._show(self.list.currentRow())

    def _show(self, number: int) -> None:
        known = 0 <= number < len(self._versions)
        self.restore.setEnabled(known and number > 0)
        self.text.show_markdown(self._versions[number].text if known else "")

    def _restore(self) -> None:
        number = self.list.currentRow()
        if 0 < number < len(self._versions):
            self.restored.emit(self._versions[number].number)
