"""The rail on the left: one entry a page, settings and help at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton

from navigator.ui.accessible import as_role
from navigator.ui.i18n import t
from navigator.ui.pages import PageSpec
from navigator.ui.theme import Theme
from navigator.ui.widgets import column


class _RailButton(QToolButton):
    def __init__(self, theme: Theme, spec: PageSpec, rail: Rail) -> None:
        super().__init__(rail)
        self.spec = spec
        self._rail = rail
        self.setIcon(theme.icon(spec.icon))
        self.setCheckable(True)
        as_role(self, "PageTab")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._rail.move_focus(self, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Rail(QFrame):
    """Entries for the given pages. When they do not fit, the words give way to tooltips."""

    chosen = Signal(str)  # page id

    def __init__(self, theme: Theme, pages: Sequence[PageSpec]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        self._words_shown = True
        body = column(theme, self, (7, 10, 7, 10), 4)
        self._under = {page.page_id: page.under for page in pages if page.under}
        for spec in (page for page in pages if not page.bottom and not page.under):
            body.addWidget(self._entry(spec))
        body.addStretch(1)
        for spec in (page for page in pages if page.bottom and not page.under):
            body.addWidget(self._entry(spec))
        theme.changed.connect(self._resize)
        self.retranslate()

    def _entry(self, spec: PageSpec) -> _RailButton:
        made = _RailButton(self._theme, spec, self)
        made.clicked.connect(lambda _=False: self.chosen.emit(spec.page_id))
        self._group.addButton(made)
        self._buttons[spec.page_id] = made
        return made

    def set_current(self, page_id: str) -> None:
        """Marks the entry of the page in front."""
        found = self._buttons.get(self._under.get(page_id, page_id))
        if found is not None:
            found.setChecked(True)

    def current(self) -> str | None:
        found = self._group.checkedButton()
        return found.spec.page_id if isinstance(found, _RailButton) else None

    def move_focus(self, origin: QToolButton, step: int) -> None:
        """Moves the focus to the entry above or below."""
        entries = list(self._buttons.values())
        index = next(i for i, entry in enumerate(entries) if entry is origin)
        entries[(index + step) % len(entries)].setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        self.setAccessibleName(t("主导航"))
        for entry in self._buttons.values():
            title = t(entry.spec.title)
            entry.setText(title)
            entry.setAccessibleName(title)
        self._resize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _resize(self) -> None:
        self.setFixedWidth(self._theme.px(86))
        self._fit()

    def _fit(self) -> None:
        needed = len(self._buttons) * self._theme.px(66) + self._theme.px(28)
        words = self.height() >= needed
        style = Qt.ToolButtonStyle
        for entry in self._buttons.values():
            entry.setToolButtonStyle(
                style.ToolButtonTextUnderIcon if words else style.ToolButtonIconOnly
            )
            entry.setToolTip("" if words else entry.text())
            entry.setFixedSize(QSize(self._theme.px(72), self._theme.px(62 if words else 44)))
