"""The bar on top: the way back, the search field, and the date of handling, always in sight."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.icons import app_icon
from navigator.ui.widgets import DateField, SearchField, button, icon_button, label, restyle, row


class DateBox(QFrame):
    """The date of handling. Any other day than today stands out and can be taken back."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.setObjectName("datebox")
        self._ctx = ctx
        line = row(ctx.theme, self, (10, 3, 4, 3), 8)
        self.caption = label("", "soft", wrap=False)
        self.field = DateField(ctx.theme, ctx.language, "")
        self.today = button(ctx.theme, "", "quiet", on_click=self.back_to_today)
        for widget in (self.caption, self.field, self.today):
            line.addWidget(widget)
        self.field.picked.connect(ctx.set_as_of)
        ctx.asOfChanged.connect(self._show)
        self.retranslate()

    def back_to_today(self) -> None:
        self._ctx.set_as_of(dt.date.today())

    def retranslate(self) -> None:
        self.caption.setText(t("办理日期"))
        self.field.setAccessibleName(t("办理日期"))
        self.field.setToolTip(t("所有有效期和申报期限都按这一天判断（Ctrl+D）"))
        self.today.setText(t("回到今天"))
        self._show(self._ctx.as_of)

    def _show(self, date: dt.date) -> None:
        self.field.set_value(date)
        away = date != dt.date.today()
        self.today.setVisible(away)
        restyle(self, away="true" if away else "false")


class TopBar(QFrame):
    """Composes the parts; the window wires their signals."""

    def __init__(self, ctx: UiContext, with_search: bool) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._ctx = ctx
        theme = ctx.theme
        line = row(theme, self, (14, 8, 12, 8), 6)
        self.mark = QLabel()
        self.wordmark = label("", wrap=False)
        self.wordmark.setObjectName("wordmark")
        self.back = icon_button(theme, "arrow-left", "", ctx.nav.back)
        self.forward = icon_button(theme, "arrow-right", "", ctx.nav.forward)
        self.search = SearchField(theme, t("查找政策"))
        self.search.setObjectName("search")
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A field that finds nothing would be a dead entry: it needs the panel of results.
        self.search.setVisible(with_search)
        self.date = DateBox(ctx)
        line.addWidget(self.mark)
        line.addSpacing(2)
        line.addWidget(self.wordmark)
        line.addSpacing(12)
        line.addWidget(self.back)
        line.addWidget(self.forward)
        line.addSpacing(8)
        line.addStretch(1)
        line.addWidget(self.search, 8)
        line.addStretch(1)
        line.addSpacing(8)
        line.addWidget(self.date)
        theme.changed.connect(self._scale)
        ctx.nav.changed.connect(self._update_ways)
        self._scale()
        self.retranslate()
        self._update_ways()

    def retranslate(self) -> None:
        self.wordmark.setText(t("政策导航"))
        for way, name, keys in (
            (self.back, t("后退"), "Alt+←"),
            (self.forward, t("前进"), "Alt+→"),
        ):
            way.setAccessibleName(name)
            way.setToolTip(f"{name}（{keys}）")
        self.search.retranslate(t("查找政策"), t("查找政策原文、要点、单位……（Ctrl+K）"))
        self.date.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _scale(self) -> None:
        side = self._ctx.theme.px(28)
        self.mark.setFixedSize(side, side)
        self.mark.setPixmap(app_icon().pixmap(self.mark.size(), self.devicePixelRatio()))
        self.search.setMaximumWidth(self._ctx.theme.px(620))
        self.search.setMinimumWidth(self._ctx.theme.px(140))
        self._make_room()

    def _make_room(self) -> None:
        room = self.width() * 100 / self._ctx.theme.zoom
        self.wordmark.setVisible(room >= 980)
        self.mark.setVisible(room >= 760)
        self.date.caption.setVisible(room >= 640)

    def _update_ways(self) -> None:
        self.back.setEnabled(self._ctx.nav.can_go_back)
        self.forward.setEnabled(self._ctx.nav.can_go_forward)

    def focus_search(self) -> None:
        self.search.enter()

    def focus_date(self) -> None:
        self.date.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.date.field.selectAll()
