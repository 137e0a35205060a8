"""The kiosk's lines in 设置: its PIN, and the way in."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from navigator.app.pin import LONGEST, Pin, PinError
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.kiosk.window import KioskWindow, open_kiosk
from navigator.ui.pages.reading.aloud import KIOSK_SETTING
from navigator.ui.widgets import button, label


class KioskControls(QObject):
    """``field`` and ``set_button`` choose the PIN, ``enter_button`` turns the machine over."""

    def __init__(self, ctx: UiContext, page: QWidget) -> None:
        super().__init__(page)
        self._ctx = ctx
        self._page = page
        self._pin = Pin(ctx.settings)
        self.kiosk: KioskWindow | None = None
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(t("4 到 12 位数字"))
        self.field.setMinimumWidth(ctx.theme.px(160))
        self.field.returnPressed.connect(self.choose)
        self.set_button = button(ctx.theme, t("设定"), on_click=self.choose)
        self.set_button.setAccessibleName(t("设定退出密码"))
        self.enter_button = button(
            ctx.theme, t("进入自助终端"), icon="monitor", on_click=self.enter
        )
        self.speech = QCheckBox(t("可以朗读"))
        self.speech.setChecked(ctx.settings.get(KIOSK_SETTING, False) is True)
        self.speech.toggled.connect(lambda on: ctx.settings.set(KIOSK_SETTING, on))
        self.state = label("", "soft", wrap=False)
        self._show()

    def _show(self) -> None:
        self.state.setText(t("已设定") if self._pin.is_set else t("还没有设定"))
        self.enter_button.setEnabled(self._pin.is_set)

    def choose(self) -> None:
        """Set the PIN that was typed."""
        try:
            self._pin.choose(self.field.text())
        except PinError as error:
            self._ctx.messages.toast(error.message, "danger")
        else:
            self._ctx.messages.toast(t("退出密码已设定。"), "good")
        self.field.clear()
        self._show()

    def enter(self) -> None:
        """Hide the clerk's window until the right PIN is given."""
        window = self._page.window()
        window.hide()

        def back() -> None:
            self.kiosk = None
            window.show()

        self.kiosk = open_kiosk(self._ctx, back)
