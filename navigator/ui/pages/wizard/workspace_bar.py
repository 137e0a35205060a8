"""The wizard's own bar: its sections, undo, and the next visitor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import Segmented, button, row


class WorkspaceBar(QWidget):
    """Controls only; the workspace says what they do."""

    def __init__(self, theme: Theme, sections: Sequence[str]) -> None:
        super().__init__()
        self._sections = sections
        self.setProperty("ground", "surface")
        line = row(theme, self, (16, 6, 12, 6), 8)
        self.tabs = Segmented(theme, [(key, key) for key in sections], t("资格向导"))
        line.addWidget(self.tabs)
        line.addStretch(1)
        self.undo = button(theme, "", "quiet", "undo")
        self.next = button(theme, "", icon="user")
        line.addWidget(self.undo)
        line.addWidget(self.next)

    def retranslate(self) -> None:
        names = {"ask": t("办事向导"), "browse": t("浏览措施"),
                 "saved": t("已存测算"), "batch": t("批量评估")}  # fmt: skip
        self.tabs.set_texts([names[section] for section in self._sections])
        self.undo.setText(t("撤销"))
        self.undo.setToolTip(t("撤销上一个答案（Ctrl+Z）"))
        self.next.setText(t("下一位"))
        self.next.setToolTip(t("清空这位申请人的全部内容（Ctrl+Shift+N）"))
