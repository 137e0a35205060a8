"""Banners, toasts and empty states: what the window says without stopping anybody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from navigator.ui.i18n import t
from navigator.ui.messages import Message
from navigator.ui.theme import Theme
from navigator.ui.widgets.basics import button, icon_button, label
from navigator.ui.widgets.layout import column, row

_ICONS = {
    "info": ("info", "accent_text"),
    "good": ("circle-check", "good"),
    "warn": ("triangle-alert", "warn"),
    "danger": ("circle-alert", "danger"),
}
_WORDS = {"info": "提示", "good": "完成", "warn": "注意", "danger": "出错"}


class IconLabel(QLabel):
    """An icon as a picture, kept in step with theme and zoom."""

    def __init__(self, theme: Theme, icon: str, colour: str = "text_soft", size: int = 18) -> None:
        super().__init__()
        self._theme = theme
        self._icon = theme.icon(icon, colour)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        side = self._theme.px(self._size)
        self.setFixedSize(side, side)
        self.setPixmap(self._icon.pixmap(self.size(), self.devicePixelRatio()))


class Banner(QFrame):
    """A line that stays until closed: what happened, and below it what was kept and what to do."""

    closed = Signal()

    def __init__(self, theme: Theme, message: Message, closable: bool = True) -> None:
        super().__init__()
        self.message = message
        self.setProperty("role", "banner")
        self.setProperty("tone", message.tone)
        self.setAccessibleName(f"{t(_WORDS[message.tone])}：{message.text}{message.detail}")
        line = row(theme, self, (12, 9, 8, 9), 10)
        icon, colour = _ICONS[message.tone]
        # Beside the first of two lines, or in the middle of one.
        place = Qt.AlignmentFlag.AlignTop if message.detail else Qt.AlignmentFlag.AlignVCenter
        line.addWidget(IconLabel(theme, icon, colour), 0, place)
        texts = column(theme, spacing=2)
        texts.addWidget(label(message.text, "strong", selectable=True))
        if message.detail:
            texts.addWidget(label(message.detail, "soft", selectable=True))
        line.addLayout(texts, 1)
        if message.action is not None:
            text, run = message.action
            line.addWidget(button(theme, text, on_click=run), 0, Qt.AlignmentFlag.AlignVCenter)
        if closable:
            closer = icon_button(theme, "x", t("关闭此消息"), self.closed.emit)
            line.addWidget(closer, 0, Qt.AlignmentFlag.AlignTop)


class Toast(QFrame):
    """A confirmation that passes by itself; resting the pointer or the focus on it keeps it."""

    LASTS_MS = 6000
    closed = Signal()

    def __init__(self, theme: Theme, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "toast")
        self.setAccessibleName(message.text)
        line = row(theme, self, (16, 8, 8, 8), 12)
        words = label(message.text, wrap=False)
        most = max(theme.px(240), parent.width() * 2 // 3)
        shown = words.fontMetrics().elidedText(message.text, Qt.TextElideMode.ElideMiddle, most)
        words.setText(shown)
        words.setToolTip(message.text if shown != message.text else "")
        line.addWidget(words)
        if message.action is not None:
            text, run = message.action
            line.addWidget(button(theme, text, "quiet", on_click=lambda: self._act(run)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.LASTS_MS)
        self._timer.timeout.connect(self.close_now)

    def appear(self, place: QPoint) -> None:
        """Shows the toast at ``place`` in its parent."""
        self.adjustSize()
        self.move(place)
        self.show()
        self.raise_()
        self._timer.start()
        if self._theme.motion:
            from PySide6.QtCore import QEasingCurve, QPropertyAnimation  # not before first paint

            slide = QPropertyAnimation(self, b"pos", self)
            slide.setDuration(140)
            slide.setStartValue(place + QPoint(0, self._theme.px(12)))
            slide.setEndValue(place)
            slide.setEasingCurve(QEasingCurve.Type.OutCubic)
            slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def close_now(self) -> None:
        if self.underMouse() or (self.focusWidget() is not None and self.focusWidget().hasFocus()):
            self._timer.start()
            return
        self._leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._leave()

    def _act(self, run: Callable[[], object]) -> None:
        self._leave()
        run()

    def _leave(self) -> None:
        self._timer.stop()
        self.hide()
        self.closed.emit()


class EmptyState(QWidget):
    """Shown where there is nothing yet: what belongs here and the first step towards it."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        text: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "none")
        body = column(theme, self, (24, 24, 24, 24), 10)
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addStretch(1)
        self._icon = IconLabel(theme, icon, "text_faint", 40)
        body.addWidget(self._icon, 0, middle)
        self.title = label(title, "subtitle")
        self.text = label(text, "soft")
        for words in (self.title, self.text):
            words.setAlignment(middle)
            body.addWidget(words)
        self.text.setVisible(bool(text))
        if action is not None:
            body.addSpacing(theme.px(6))
            self.button = button(theme, action[0], "primary", on_click=action[1])
            body.addWidget(self.button, 0, middle)
        body.addStretch(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where large type leaves too little room the picture goes, then the second line, which
        the tooltip keeps; nothing is cut in the middle of a line."""
        inner, room = self.layout(), self.height()
        if inner is None or not room:
            return
        words = self.text.text()
        for picture, second in ((True, True), (False, True), (False, False)):
            self._icon.setVisible(picture)
            self.text.setVisible(second and bool(words))
            inner.invalidate()
            if inner.totalHeightForWidth(self.width()) <= room:
                break
        self.title.setToolTip("" if self.text.isVisibleTo(self) else words)

    def set_texts(self, title: str, text: str = "") -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._make_room()
