"""What stands below a question and never scrolls away: the ways on; and what is wrong, which the
pane puts beside the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from navigator.ui.i18n import t
from navigator.ui.pages.wizard.editor_base import Editor
from navigator.ui.theme import Theme
from navigator.ui.widgets import IconLabel, button, column, flow, label, row

_WIDTH = 704


class QuestionFoot(QWidget):
    """Buttons only; the pane says what they do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "surface")
        middle = row(theme, self, (28, 10, 28, 10), 0)
        self._inner = QWidget()
        self._inner.setProperty("ground", "none")
        middle.addStretch(1)
        middle.addWidget(self._inner, 1000)
        middle.addStretch(1)
        self._room = QWidget()  # as wide as the scroll bar above, so that edges stay in line
        self._room.setProperty("ground", "none")
        self._room.hide()
        middle.addWidget(self._room)
        body = column(theme, self._inner, spacing=8)
        self.error_box = self._make_error()
        ways = flow(theme, spacing=8)
        self.next = button(theme, "", "primary")
        self.none = button(theme, "")
        self.unclear = button(theme, "", icon="circle-question-mark")
        self.back = button(theme, "", "quiet", "arrow-left")
        self.see = button(theme, "", "quiet")
        for made in (self.next, self.none, self.unclear, self.back, self.see):
            ways.addWidget(made)
        body.addLayout(ways)
        self.keys = label("", "caption")
        body.addWidget(self.keys)
        theme.changed.connect(self._scale)
        self._scale()

    def _make_error(self) -> QWidget:
        made = QWidget()
        made.setProperty("ground", "none")
        made.hide()
        inner = row(self._theme, made, spacing=8)
        icon = IconLabel(self._theme, "circle-alert", "danger")
        inner.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self.error = label("", tone="danger")
        inner.addWidget(self.error, 1)
        self.override = button(self._theme, "")
        inner.addWidget(self.override)
        return made

    def _scale(self) -> None:
        self._inner.setMaximumWidth(self._theme.px(_WIDTH))

    def leave_room(self, wide: int) -> None:
        """Pixels on the right that the pane above gives to its scroll bar."""
        self._room.setFixedWidth(wide)
        self._room.setVisible(wide > 0)

    def retranslate(self) -> None:
        self.back.setText(t("上一题"))
        self.back.setToolTip(t("回到上一题，答案都会保留（退格键，或 Alt+←）"))
        self.unclear.setText(t("不清楚"))
        self.unclear.setToolTip(t("不会被当作“不符合”；以后随时可以补（Ctrl+U）"))
        self.next.setText(t("下一题"))
        self.see.setText(t("先看结果"))
        self.override.setText(t("以这次的为准"))

    def show_for(self, editor: Editor, can_go_back: bool) -> None:
        """Offers what makes sense for an editor."""
        self.next.setVisible(not editor.immediate)
        self.none.setText(editor.none_words)
        self.none.setVisible(bool(editor.none_words))
        self.back.setEnabled(can_go_back)
        keys = "数字键选择，回车确认，退格回上一题" if editor.immediate else "回车进入下一题"
        if editor.fact.multi:
            keys = "数字键或空格勾选，0 都没有，回车进入下一题，退格回上一题"
        self.keys.setText(t(keys))

    def show_error(self, text: str) -> None:
        self.error.setText(text)
        self.override.hide()
        self.error_box.show()

    def offer_override(self) -> None:
        """Beside an error: the way to insist."""
        self.override.show()
        self.override.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_error(self) -> None:
        self.error_box.hide()
        self.override.hide()
