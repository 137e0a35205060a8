"""Where messages appear: banners above the page, one toast over its lower edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QFrame, QWidget

from navigator.ui.accessible import announce
from navigator.ui.context import UiContext
from navigator.ui.messages import Message
from navigator.ui.widgets import Banner, Toast, column


class MessageArea(QFrame):
    """The view :class:`navigator.ui.messages.Messages` talks to; ``ground`` carries the toasts."""

    MOST = 3  # banners at once: older ones give way, or the page would be pushed out

    def __init__(self, ctx: UiContext, ground: QWidget) -> None:
        super().__init__()
        self._theme = ctx.theme
        self._ground = ground
        self._banners: list[Banner] = []
        self._toast: Toast | None = None
        self._body = column(ctx.theme, self, (16, 10, 16, 2), 8)
        self.hide()
        ground.installEventFilter(self)

    @property
    def banners(self) -> list[Banner]:
        """Shown now, oldest first."""
        return list(self._banners)

    @property
    def toast(self) -> Toast | None:
        return self._toast

    def show_banner(self, message: Message) -> None:
        self.clear_banner(message.key)
        made = Banner(self._theme, message)
        made.closed.connect(lambda: self._remove(made))
        self._banners.append(made)
        self._body.addWidget(made)
        if len(self._banners) > self.MOST:
            self._remove(self._banners[0])
        self.show()
        announce(made, made.accessibleName(), message.tone == "danger")

    def clear_banner(self, key: str) -> None:
        for shown in self.banners:
            if shown.message.key == key:
                self._remove(shown)

    def clear(self) -> None:
        """Take everything away that is shown."""
        self._drop_toast()
        for shown in self.banners:
            self._remove(shown)

    def show_toast(self, message: Message) -> None:
        self._drop_toast()
        made = Toast(self._theme, message, self._ground)
        made.closed.connect(self._drop_toast)
        self._toast = made
        made.adjustSize()
        made.appear(self._toast_place(made))
        announce(made, message.text, message.tone == "danger")

    def _toast_place(self, toast: Toast) -> QPoint:
        margin = self._theme.px(44)  # clear of the status strip
        return QPoint(
            (self._ground.width() - toast.width()) // 2,
            self._ground.height() - toast.height() - margin,
        )

    def _remove(self, banner: Banner) -> None:
        if banner in self._banners:
            self._banners.remove(banner)
            self._body.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._banners))

    def _drop_toast(self) -> None:
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._toast is not None:
            self._toast.move(self._toast_place(self._toast))
        return False
