"""A small bar beside selected words: copy them, mark them, write about them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from navigator.ui.context import UiContext
from navigator.ui.highlights import NAMES, dot
from navigator.ui.i18n import t
from navigator.ui.widgets import divider, icon_button, row


class SelectionBar(QFrame):
    """Takes no focus, so that the selection stays; the context menu offers the same to keys."""

    copyWanted = Signal()  # noqa: N815 (Qt spelling)
    citeWanted = Signal()  # noqa: N815 (Qt spelling)
    markWanted = Signal(str)  # noqa: N815 (Qt spelling) colour
    noteWanted = Signal()  # noqa: N815 (Qt spelling)

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = ctx.theme
        self._ground = parent
        self.setProperty("role", "popup")
        line = row(ctx.theme, self, (6, 4, 6, 4), 2)
        self._dots: dict[str, QToolButton] = {}
        tools = [
            icon_button(ctx.theme, "copy", t("复制选中的文字"), self.copyWanted.emit, shortcut="Ctrl+C"),
            icon_button(ctx.theme, "quote", t("复制为引文"), self.citeWanted.emit,
                        shortcut="Ctrl+Shift+C"),
        ]  # fmt: skip
        for made in tools:
            line.addWidget(made)
        line.addWidget(divider(vertical=True))
        for colour, name in NAMES.items():
            words = t("用{name}色标出", name=t(name))
            made = icon_button(ctx.theme, "dot", words, partial(self.markWanted.emit, colour))
            self._dots[colour] = made
            tools.append(made)
            line.addWidget(made)
        line.addWidget(divider(vertical=True))
        note = icon_button(ctx.theme, "notebook-pen", t("写笔记"), self.noteWanted.emit,
                           shortcut="Ctrl+M")  # fmt: skip
        tools.append(note)
        line.addWidget(note)
        for made in tools:
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ctx.theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    def _draw(self) -> None:
        side = self._theme.px(18)
        for colour, made in self._dots.items():
            made.setIcon(dot(colour, side, self._theme.colour("border_strong")))
            made.setIconSize(QSize(side, side))

    def appear(self, view: QWidget, place: QPoint) -> None:
        """Above ``place`` of ``view``, or below where there is no room."""
        self.adjustSize()
        place = view.mapTo(self._ground, place)
        parent = self._ground
        gap = self._theme.px(8)
        x = max(gap, min(place.x(), parent.width() - self.width() - gap))
        y = place.y() - self.height() - gap
        if y < gap:
            y = place.y() + self._theme.px(34)
        self.move(x, y)
        self.show()
        self.raise_()
