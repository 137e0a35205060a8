"""Results below the search field as one types; what they are is the search page's affair."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import SearchPanel
from navigator.ui.shell.overlay import Overlay
from navigator.ui.shell.panes import enter
from navigator.ui.shell.stack import PageStack
from navigator.ui.widgets import SearchField


class SearchOverlay(Overlay):
    """Ties the search field to a panel of results."""

    def __init__(
        self, ctx: UiContext, field: SearchField, panel: SearchPanel, ground: QWidget
    ) -> None:
        super().__init__(ctx.theme, ground, (field,))
        self._field = field
        self._panel = panel
        self._ctx = ctx
        self.setAccessibleName(t("查找结果"))
        inner = QVBoxLayout(self)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(panel)
        field.entered.connect(panel.prime)
        field.textChanged.connect(self._typed)
        field.stepped.connect(self._step)
        field.accepted.connect(self._accept)
        field.escaped.connect(self._escape)
        ctx.searchRequested.connect(self._requested)
        panel.told.connect(field.setAccessibleDescription)
        self.dismissed.connect(lambda: field.setAccessibleDescription(""))
        ctx.nav.changed.connect(self.dismiss)

    def place(self) -> None:
        left = self._field.mapTo(self.ground, QPoint(0, self._field.height()))
        margin = self.theme.px(12)
        width = min(self.ground.width() - 2 * margin, max(self._field.width(), self.theme.px(720)))
        x = left.x() + (self._field.width() - width) // 2
        x = max(margin, min(x, self.ground.width() - width - margin))
        y = left.y() + self.theme.px(6)
        height = min(self.theme.px(560), self.ground.height() - y - margin)
        self.setGeometry(x, y, width, max(height, self.theme.px(120)))

    def _typed(self, text: str) -> None:
        self._panel.set_query(text)
        if text.strip():
            self.open()
        else:
            self.dismiss()

    def _requested(self, query: str) -> None:
        self._field.setFocus()
        self._field.setText(query)

    def _step(self, by: int) -> None:
        if self.isVisible():
            self._panel.step(by)
        elif self._field.text().strip():
            self.open()

    def _accept(self, beside: bool) -> None:
        if self.isVisible():
            self._panel.accept(beside)
        elif self._field.text().strip():
            self.open()

    def _escape(self) -> None:
        if self.isVisible():
            self.dismiss()
        else:
            self._field.clear()
            stack = self.window().findChild(PageStack)
            page = stack.currentWidget() if stack is not None else None
            if page is not None:
                enter(page)
