"""Small pieces all pages share: labels, buttons, cards, badges, chips, the segmented control."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from navigator.ui.theme import Theme
from navigator.ui.widgets.layout import Margins, column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionButton


def restyle(widget: QWidget, **properties: object) -> None:
    """Sets dynamic properties the style sheet looks at, and has it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(
    text: str = "", role: str = "body", tone: str = "", wrap: bool = True, selectable: bool = False
) -> QLabel:
    """A plain-text label. Roles: body, caption, soft, strong, lead, subtitle, title, display,
    figure, key; tones: good, warn, danger, accent."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


class ElidedLabel(QLabel):
    """One line that gives way with … and shows the whole in its tooltip."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_full_text(text)

    def set_full_text(self, text: str) -> None:
        self._full = text
        self.setAccessibleName(text)
        self._elide()

    def full_text(self) -> str:
        return self._full

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, hint.height())

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._full, Qt.TextElideMode.ElideRight, max(0, self.width())
        )
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


def _enter(event: QKeyEvent) -> bool:
    """Whether a key is Enter alone, held or not."""
    others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not others


class PushButton(QPushButton):
    """Enter presses it as Space does; Qt's own does so in dialogs alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class ToolButton(QToolButton):
    """Enter presses it as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class _IconTextButton(PushButton):
    """Qt sets the word four pixels after the icon, whatever the size; a space more looks right."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        if not self.icon().isNull() and self.text():
            option.text = f" {self.text()}"


def button(
    theme: Theme,
    text: str,
    kind: str = "secondary",
    icon: str = "",
    on_click: Callable[[], object] | None = None,
    large: bool = False,
) -> QPushButton:
    """A push button. Kinds: primary (one a view), secondary, quiet, danger."""
    made = _IconTextButton(text) if icon else PushButton(text)
    made.setProperty("kind", kind)
    if large:
        made.setProperty("size", "large")
    if icon:
        ink = {"primary": "on_accent", "danger": "on_danger", "quiet": "accent_text"}.get(kind)
        made.setIcon(theme.icon(icon, ink or "text_soft", ink or "accent_text"))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if on_click is not None:
        made.clicked.connect(lambda _=False: on_click())
    return made


def icon_button(
    theme: Theme,
    icon: str,
    name: str,
    on_click: Callable[[], object] | None = None,
    checkable: bool = False,
    shortcut: str = "",
) -> QToolButton:
    """A button that shows an icon alone; ``name`` is its accessible name and tooltip."""
    made = ToolButton()
    made.setIcon(theme.icon(icon))
    made.setCheckable(checkable)
    made.setAccessibleName(name)
    made.setToolTip(f"{name}（{shortcut}）" if shortcut else name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if on_click is not None:
        made.clicked.connect(lambda _=False: on_click())
    return made


def chip(text: str, checkable: bool = True, checked: bool = False) -> QPushButton:
    """A small round button, by itself a filter that is on or off."""
    made = PushButton(text)
    made.setProperty("kind", "chip")
    made.setCheckable(checkable)
    made.setChecked(checked)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def badge(text: str, tone: str = "") -> QLabel:
    """A word on a soft ground (有效, 已截止); tones: good, warn, danger, accent or neutral."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", "badge")
    made.setProperty("tone", tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def divider(vertical: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("role", "divider-v" if vertical else "divider")
    return made


class Card(QFrame):
    """A pane with an edge; add to ``body``. Tones: accent, good, warn, danger or none."""

    def __init__(
        self,
        theme: Theme,
        margins: Margins = (20, 16, 20, 18),
        spacing: int = 8,
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        if tone:
            self.setProperty("tone", tone)
        self.body: QVBoxLayout = column(theme, self, margins, spacing)


class Segmented(QFrame):
    """A few views to choose one from (原文 / 要点 / 对照): arrow keys move the choice."""

    changed = Signal(str)  # the key chosen

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """``choices`` are (key, text) pairs, ``name`` the accessible name of the whole."""
        super().__init__(parent)
        self.setProperty("role", "segmented")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._keys = [key for key, _ in choices]
        inner = row(theme, self, (2, 2, 2, 2), 2)
        for index, (_, text) in enumerate(choices):
            made = _Segment(text, self)
            made.setAccessibleDescription(name)
            self._group.addButton(made, index)
            inner.addWidget(made)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._toggled)

    def current(self) -> str:
        return self._keys[self._group.checkedId()]

    def set_current(self, key: str) -> None:
        """Chooses a key. Raises ValueError when there is none such."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def set_texts(self, texts: Sequence[str]) -> None:
        for made, text in zip(self._group.buttons(), texts, strict=True):
            made.setText(text)

    def step(self, by: int) -> None:
        index = (self._group.checkedId() + by) % len(self._keys)
        target = self._group.button(index)
        target.setChecked(True)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, index: int, on: bool) -> None:
        if on:
            self.changed.emit(self._keys[index])


class _Segment(QPushButton):
    def __init__(self, text: str, owner: Segmented) -> None:
        super().__init__(text, owner)
        self._owner = owner
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "segment")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = keys.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._owner.step(step)
