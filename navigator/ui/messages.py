"""Messages to the person at the desk: banners that stay, toasts that pass. Never modal.

Whoever has something to say says it here, at any time; what is said before the window stands is
kept and shown once it does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from PySide6.QtCore import QObject

from navigator.ui.i18n import t

Tone = Literal["info", "good", "warn", "danger"]


class Message(NamedTuple):
    """``action`` is a button's label with what it does (for a toast usually 撤销)."""

    text: str
    tone: Tone = "info"
    detail: str = ""
    action: tuple[str, Callable[[], object]] | None = None
    key: str = ""  # a later banner with the same key takes the place of the earlier one


class MessageView(Protocol):
    """The part of the window that shows messages."""

    def show_banner(self, message: Message) -> None: ...

    def show_toast(self, message: Message) -> None: ...

    def clear_banner(self, key: str) -> None: ...


class Messages(QObject):
    """The one bridge from anywhere to the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: MessageView | None = None
        self._waiting: list[tuple[bool, Message]] = []

    def attach(self, view: MessageView) -> None:
        """Connects the view and hands over what has waited for it."""
        self._view = view
        waiting, self._waiting = self._waiting, []
        for stays, message in waiting:
            self._show(stays, message)

    def banner(
        self,
        text: str,
        tone: Tone = "info",
        *,
        detail: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
        key: str = "",
    ) -> None:
        """Shows a line above the page until it is closed or replaced by one of the same key."""
        self._show(True, Message(text, tone, detail, action, key or text))

    def toast(
        self,
        text: str,
        tone: Tone = "info",
        *,
        undo: Callable[[], object] | None = None,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Shows a passing confirmation; ``undo`` adds the button 撤销."""
        if undo is not None:
            action = (t("撤销"), undo)
        self._show(False, Message(text, tone, action=action))

    def clear(self, key: str) -> None:
        """Takes the banner of this key away, if it is there."""
        self._waiting = [
            (stays, message) for stays, message in self._waiting if message.key != key or not stays
        ]
        if self._view is not None:
            self._view.clear_banner(key)

    def _show(self, stays: bool, message: Message) -> None:
        if self._view is None:
            self._waiting.append((stays, message))
        elif stays:
            self._view.show_banner(message)
        else:
            self._view.show_toast(message)
