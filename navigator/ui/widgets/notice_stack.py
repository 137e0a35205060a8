"""Views of a page that are not there yet, or could not be made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from navigator.ui.theme import Theme
from navigator.ui.widgets.notices import EmptyState


class NoticeStack(QStackedWidget):
    """Views of a page, or what stands in for them: being read, failed, nothing there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.notice: EmptyState | None = None

    def tell(
        self,
        icon: str,
        title: str,
        text: str,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Shows a notice in front of the views, in the place of the last one."""
        before, self.notice = self.notice, EmptyState(self._theme, icon, title, text, action)
        self.addWidget(self.notice)
        self.setCurrentWidget(self.notice)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()
