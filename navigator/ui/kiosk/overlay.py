"""What lies over the kiosk: the question whether anybody is there, and the pad for the PIN."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from navigator.app.pin import LONGEST, Pin
from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import Card, button, column, grid, label, row

_DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "⌫", "0", "确定")


class _Over(QWidget):
    """Covers ``ground`` with a veil and a card in its middle."""

    def __init__(self, theme: Theme, ground: QWidget) -> None:
        super().__init__(ground)
        self.theme = theme
        self._ground = ground
        self.card = Card(theme, (36, 28, 36, 28), 14)
        self.card.setMinimumWidth(theme.px(360))
        outer = column(theme, self, (24, 24, 24, 24), 0)
        outer.addStretch(1)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self.hide()
        ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(self.theme.colour("shadow"))
        veil.setAlpha(150)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def appear(self) -> None:
        self.setGeometry(self._ground.rect())
        self.show()
        self.raise_()


class IdleWarning(_Over):
    """Counts down; ``over`` when nobody answered, ``stays`` when somebody did."""

    over = Signal()
    stays = Signal()

    def __init__(self, theme: Theme, ground: QWidget, seconds: int) -> None:
        super().__init__(theme, ground)
        self._seconds = seconds
        self.left = seconds
        self.timer = QTimer(self)
        self.timer.setInterval(1000)
        self.timer.timeout.connect(self._tick)
        self.words = label("", "title")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.go_on = button(theme, t("继续办理"), "primary", on_click=self._stay, large=True)
        self.end = button(theme, t("结束，清空"), on_click=self._end, large=True)
        self.card.body.addWidget(self.words)
        after = label(t("清空后，这台机器上不留任何填过的内容。"), "soft")
        after.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.card.body.addWidget(after)
        line = row(theme, spacing=14)
        line.addWidget(self.end)
        line.addWidget(self.go_on, 1)
        self.card.body.addLayout(line)

    def begin(self) -> None:
        self.left = self._seconds
        self._say()
        self.timer.start()
        self.appear()
        self.go_on.setFocus()

    def _tick(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self._end()
        else:
            self._say()

    def _say(self) -> None:
        self.words.setText(t("还在办理吗？{n} 秒后自动清空", n=self.left))

    def _stay(self) -> None:
        self.dismiss()
        self.stays.emit()

    def _end(self) -> None:
        self.dismiss()
        self.over.emit()

    def dismiss(self) -> None:
        self.timer.stop()
        self.hide()


class PinPad(_Over):
    """Asks for the PIN; ``opened`` when it was right."""

    opened = Signal()

    def __init__(self, theme: Theme, ground: QWidget, pin: Pin) -> None:
        super().__init__(theme, ground)
        self._pin = pin
        self._typed = ""
        self.waiting = QTimer(self)
        self.waiting.setInterval(500)
        self.waiting.timeout.connect(self._wait)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = self.card.body
        self.title = label(t("工作人员请输入退出密码"), "subtitle")
        self.dots = label("", "display")
        self.dots.setAccessibleName(t("已输入的位数"))
        self.words = label("", "soft")
        for line in (self.title, self.dots, self.words):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            body.addWidget(line)
        self.keys: dict[str, QPushButton] = {}
        keys = grid(theme, spacing=10)
        for place, key in enumerate(_DIGITS):
            made = button(theme, t(key), "primary" if key == "确定" else "secondary", large=True,
                          on_click=self._presser(key))  # fmt: skip
            made.setMinimumSize(theme.px(84), theme.px(52))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if key == "⌫":
                made.setAccessibleName(t("退一格"))
            self.keys[key] = made
            keys.addWidget(made, place // 3, place % 3)
        body.addLayout(keys)
        self.back = button(theme, t("返回"), "quiet", on_click=self.dismiss, large=True)
        body.addWidget(self.back)

    def _presser(self, key: str) -> Callable[[], None]:
        return partial(self.press, key)

    def begin(self) -> None:
        self._typed = ""
        self.words.setText("")
        self._show()
        self._wait()
        self.appear()
        self.setFocus()

    def press(self, key: str) -> None:
        """One key of the pad, or of a keyboard."""
        if self.waiting.isActive():
            return
        if key == "确定":
            self._try()
        elif key == "⌫":
            self._typed = self._typed[:-1]
        elif len(self._typed) < LONGEST:
            self._typed += key
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press("确定")
        elif event.key() == Qt.Key.Key_Backspace:
            self.press("⌫")
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.text() in "0123456789" and event.text():
            self.press(event.text())

    def _try(self) -> None:
        verdict = self._pin.check(self._typed)
        self._typed = ""
        if verdict.right:
            self.dismiss()
            self.opened.emit()
        elif verdict.wait:
            self._wait()
        else:
            self.words.setText(t("密码不对，请再试。"))

    def _wait(self) -> None:
        left = self._pin.remaining()
        for made in self.keys.values():
            made.setEnabled(left <= 0)
        if left > 0:
            self.words.setText(t("密码不对。请等 {n} 秒再试。", n=int(left) + 1))
            self.waiting.start()
        elif self.waiting.isActive():
            self.waiting.stop()
            self.words.setText(t("可以再试了。"))

    def _show(self) -> None:
        self.dots.setText("●" * len(self._typed) or "　")

    def dismiss(self) -> None:
        self._typed = ""
        self.waiting.stop()
        self.hide()
