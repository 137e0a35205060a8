"""The one window: composes the parts and wires their signals. Parts and pages own themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from navigator.model.errors import ExpectedError
from navigator.ui.actions import SHELL_ACTIONS, BoundAction, bind, install, page_action
from navigator.ui.commands import ShellCommands
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.icons import app_icon
from navigator.ui.navigation import Place
from navigator.ui.pages import PageSpec, SearchPanel
from navigator.ui.shell.notices import MessageArea
from navigator.ui.shell.panes import FocusKeeper
from navigator.ui.shell.rail import Rail
from navigator.ui.shell.stack import PageStack
from navigator.ui.shell.strip import StatusStrip
from navigator.ui.shell.topbar import TopBar

if TYPE_CHECKING:
    from navigator.ui.palette import CommandPalette
    from navigator.ui.shell.search import SearchOverlay


_KEEP_MS = 3000


class MainWindow(QMainWindow):
    """``started`` follows the first paint: the moment for everything heavy."""

    started = Signal()

    def __init__(
        self,
        ctx: UiContext,
        pages: Sequence[PageSpec],
        make_search: Callable[[UiContext], SearchPanel] | None = None,
    ) -> None:
        super().__init__()
        self.ctx = ctx
        self._pages = list(pages)
        self._make_search = make_search
        self._begun = False
        self.setObjectName("window")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(800, 540)
        self._compose()
        self._wire()
        self._restore_geometry()
        self._retranslate()

    # Parts

    def _compose(self) -> None:
        ctx = self.ctx
        ground = self._ground = QWidget()
        ground.setProperty("ground", "window")
        self.rail = Rail(ctx.theme, self._pages)
        self.topbar = TopBar(ctx, with_search=self._make_search is not None)
        self.stack = PageStack(ctx, self._pages)
        self._focus = FocusKeeper(self, self.stack)
        self.strip = StatusStrip(ctx)
        self.notices = MessageArea(ctx, ground)
        self.search_overlay: SearchOverlay | None = None
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.notices)
        inner.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(inner, 1)
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.topbar)
        outer.addLayout(middle, 1)
        outer.addWidget(self.strip)
        self.setCentralWidget(ground)
        self.commands = ShellCommands(ctx, self, self.topbar, lambda: self.palette_pane)
        self._palette: CommandPalette | None = None

    @property
    def palette_pane(self) -> CommandPalette:
        """The commands to choose from, made when they are first asked for."""
        if self._palette is None:
            from navigator.ui.palette import CommandPalette

            self._palette = CommandPalette(self.ctx, self._ground, self.actions_now)
        return self._palette

    def _wire(self) -> None:
        ctx = self.ctx
        self.rail.chosen.connect(ctx.nav.open_page)
        self.stack.shown.connect(self._page_shown)
        ctx.nav.attach(self.stack.show_place, self.stack.state_of)
        ctx.language.changed.connect(self._retranslate)
        ctx.messages.attach(self.notices)
        self._bound = bind(self._rows(), self.commands)
        self._installed = install(self._bound, self)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.keep_session)
        ctx.nav.changed.connect(self._keeping.start)

    def _rows(self) -> list[Any]:
        shown = [page for page in self._pages if not page.bottom]
        foot = [page for page in self._pages if page.bottom and not page.under]
        rows = [
            page_action(page.page_id, page.title, page.icon, number)
            for number, page in enumerate(shown, start=1)
        ]
        rows += [page_action(page.page_id, page.title, page.icon, 0) for page in foot]
        here = {page.page_id for page in self._pages}
        needs = {"manual.open": "manual", "help.keys": "help"}
        gone = {row for row, page in needs.items() if page not in here}
        if self._make_search is None:
            gone.add("search.focus")
        return rows + [row for row in SHELL_ACTIONS if row.id not in gone]

    def actions_now(self) -> list[BoundAction]:
        """All actions that can be run at this moment: the page's own first."""
        page = self.stack.current_page()
        own: list[BoundAction] = []
        if page is not None:
            rows = self.stack.specs[page.page_id].actions()
            own = bind([row for row in rows if page.offers(row.id)], page)
        return own + self._bound

    # Beginning

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self.begin)

    def begin(self) -> None:
        """Whatever waits for the first paint, in steps: what was typed meanwhile comes between."""
        self._begun = True
        if self._make_search is not None and self.search_overlay is None:
            self._add_search(self._make_search)
        QTimer.singleShot(0, self, self._open_first)

    def _open_first(self) -> None:
        """The page of the last session."""
        session = self.ctx.settings.get("ui.session", {})
        session = session if isinstance(session, dict) else {}
        states = session.get("states", {})
        self.stack.set_saved(states if isinstance(states, dict) else {})
        wanted = session.get("page")
        if wanted not in self.stack.specs:
            wanted = self._pages[0].page_id if self._pages else None
        if wanted is not None and self.ctx.nav.current is None:
            self.ctx.nav.open_page(str(wanted))
        self.started.emit()

    def _add_search(self, make: Callable[[UiContext], SearchPanel]) -> None:
        try:
            panel = make(self.ctx)
        except Exception as error:
            self.ctx.errors.handle(error)
            self.topbar.search.hide()
            return
        from navigator.ui.shell.search import SearchOverlay

        self.search_overlay = SearchOverlay(self.ctx, self.topbar.search, panel, self._ground)

    def _restore_geometry(self) -> None:
        saved = self.ctx.settings.get("ui.geometry", "")
        if not (
            isinstance(saved, str)
            and saved
            and self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii")))
        ):
            self.resize(1366, 768)

    # Living

    def _page_shown(self, page_id: str) -> None:
        self.rail.set_current(page_id)
        self._title()

    def _title(self) -> None:
        place: Place | None = self.ctx.nav.current
        spec = self.stack.specs.get(place.page_id) if place is not None else None
        name = t("政策导航")
        self.setWindowTitle(f"{t(spec.title)} - {name}" if spec is not None else name)

    def _retranslate(self, *_: object) -> None:
        self.rail.retranslate()
        self.topbar.retranslate()
        self.strip.retranslate()
        self.stack.retranslate()
        self._title()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.ctx.nav.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.ctx.nav.forward()
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keeping.stop()
        self.save_session()
        if self._palette is not None:
            self._palette.dismiss()
        if self.search_overlay is not None:
            self.search_overlay.dismiss()
        super().closeEvent(event)

    def keep_session(self) -> None:
        """Some seconds after each change of place, so that little is lost when the machine stops;
        not while somebody writes, for a page may file away what is being written."""
        from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

        writing = self.focusWidget()
        if isinstance(writing, QTextEdit | QPlainTextEdit) and not writing.isReadOnly():
            self._keeping.start()
            return
        with suppress(ExpectedError):  # whoever saves something for a person will say it
            self.save_session()

    def save_session(self) -> None:
        """Remembers window, page and states; the date of handling starts anew each time."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.ctx.settings.set("ui.geometry", geometry)
        if not self._begun:
            return
        place = self.ctx.nav.current
        self.ctx.settings.set(
            "ui.session",
            {
                "page": place.page_id if place is not None else None,
                "states": self.stack.states(),
            },
        )
