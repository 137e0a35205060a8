"""Links to provisions: a short name of the place, one click away from the text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton

from navigator.model.errors import ExpectedError
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.phrases import source_words
from navigator.ui.pages.wizard.services import bench_of
from navigator.ui.widgets import PushButton, icon_button


class Titles:
    """Titles of documents by id, each looked up once."""

    def __init__(self, ctx: UiContext) -> None:
        self._ctx = ctx
        self._known: dict[str, str | None] = {}

    def __call__(self, document_id: str) -> str | None:
        if document_id not in self._known:
            self._known[document_id] = self._look_up(document_id)
        return self._known[document_id]

    def _look_up(self, document_id: str) -> str | None:
        try:
            view = bench_of(self._ctx).contents.document(document_id)
        except ExpectedError:
            return None  # the library cannot be opened: the page that needs it says so
        return view.document.title if view is not None else None


class SourceLink(PushButton):
    """Opens a provision in the reader; a long title gives way in the middle."""

    def __init__(self, ctx: UiContext, titles: Titles, provision_id: str) -> None:
        super().__init__()
        self._full = source_words(provision_id, titles)
        self.provision_id = provision_id
        self.setProperty("kind", "quiet")
        self.setIcon(ctx.theme.icon("book-open", "accent_text"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(t("看出处：{place}", place=self._full))
        self.setToolTip(self._full)
        self._elide(10_000)
        self.clicked.connect(lambda _=False: ctx.nav.open_provision(provision_id))

    def _elide(self, room: int) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideMiddle, room)
        if shown != self.text():
            self.setText(shown)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        room = self.width() - super().sizeHint().width()
        self._elide(max(40, room + self.fontMetrics().horizontalAdvance(self.text())))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        advance = self.fontMetrics().horizontalAdvance
        return QSize(hint.width() - advance(self.text()) + advance(self._full), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * self.iconSize().width(), super().minimumSizeHint().height())


def small_link(ctx: UiContext, titles: Titles, provision_id: str) -> QToolButton:
    """The icon alone, for the end of a line of reasons."""
    name = t("看出处：{place}", place=source_words(provision_id, titles))
    return icon_button(ctx.theme, "book-open", name, lambda: ctx.nav.open_provision(provision_id))
