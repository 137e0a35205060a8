"""The kiosk's window: wizard and reader for a visitor, and the wipe between two of them."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from navigator.app.pin import Pin
from navigator.app.visitor import VisitorWorkbench
from navigator.app.workbench import Workbench
from navigator.ui.context import UiContext, make_context
from navigator.ui.i18n import t
from navigator.ui.icons import app_icon
from navigator.ui.kiosk.guard import Guard
from navigator.ui.kiosk.keypad import Keypad
from navigator.ui.kiosk.overlay import IdleWarning, PinPad
from navigator.ui.navigation import Place
from navigator.ui.pages import SearchPanel, available_pages, has_search, search_panel
from navigator.ui.shell.notices import MessageArea
from navigator.ui.shell.search import SearchOverlay
from navigator.ui.shell.stack import PageStack
from navigator.ui.widgets import SearchField, button, icon_button, row

PAGES = ("wizard", "reading", "glossary", "manual")
IDLE_SECONDS, WARNING_SECONDS = 120, 30
TOUCH = 48  # pixels a finger needs
_HOLD_MS = 3000
_SHEET = f"""
QPushButton, QLineEdit, QComboBox, QDateEdit, QTabBar::tab {{ min-height: {TOUCH - 6}px; }}
QPushButton {{ min-width: {TOUCH - 4}px; }}
QDateEdit {{ max-height: {TOUCH - 6}px; }}
QToolButton {{ min-height: {TOUCH}px; min-width: {TOUCH}px; }}
QCheckBox, QRadioButton {{ min-height: {TOUCH}px; }}
QTreeView::item, QListView::item {{ min-height: {TOUCH}px; }}
QScrollBar:vertical {{ width: 28px; }}
"""


def kiosk_settings(screen: QSize) -> dict[str, object]:
    """What a kiosk fixes: type for people who stand, larger where the screen has room."""
    roomy = screen.width() >= 1366 and screen.height() >= 1000
    return {
        "ui.zoom": 150 if roomy else 130,
        "ui.reading_size": 19,
        "ui.language": "zh",
    }


def visitor_bench(bench: Workbench) -> VisitorWorkbench:
    """The product for visitors, sized for the screen that is there."""
    screen = QGuiApplication.primaryScreen()
    return VisitorWorkbench(bench, kiosk_settings(screen.size()))


def open_kiosk(ctx: UiContext, after: Callable[[], object]) -> KioskWindow:
    """Turn this machine into a kiosk; ``ctx`` is the clerk's and runs ``after`` when it ends."""
    bench = ctx.workbench
    guest = make_context(visitor_bench(bench))  # type: ignore[arg-type]
    window = KioskWindow(guest, Pin(bench.settings))

    def ended() -> None:
        guest.jobs.shutdown()
        guest.language.uninstall()
        ctx.theme.apply()  # the kiosk's sizes were for its visitors
        after()

    window.left.connect(ended)
    window.showFullScreen()
    return window


class _Mark(QLabel):
    """The product's mark. Held for three seconds it asks for the PIN; visitors do not hold it."""

    held = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hold = QTimer(self)
        self.hold.setSingleShot(True)
        self.hold.setInterval(_HOLD_MS)
        self.hold.timeout.connect(self.held)
        self.setAccessibleName(t("政策导航"))
        self.setFixedSize(TOUCH, TOUCH)
        self.setPixmap(app_icon().pixmap(QSize(40, 40)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hold.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hold.stop()


class _Results(SearchOverlay):
    """Search results that end where the keys on the screen begin."""

    def __init__(
        self, ctx: UiContext, field: SearchField, panel: SearchPanel, ground: QWidget, keys: QWidget
    ) -> None:
        super().__init__(ctx, field, panel, ground)
        self._keys = keys

    def place(self) -> None:
        super().place()
        if self._keys.isVisible():
            room = self._keys.y() - self.y() - self.theme.px(6)
            self.resize(self.width(), max(min(self.height(), room), TOUCH))


class KioskWindow(QMainWindow):
    """``left`` follows the right PIN; nothing else closes the window."""

    left = Signal()

    def __init__(
        self, ctx: UiContext, pin: Pin,
        idle_seconds: int = IDLE_SECONDS, warning_seconds: int = WARNING_SECONDS,
    ) -> None:  # fmt: skip
        super().__init__()
        self.ctx = ctx
        ctx.kiosk = True
        self._leaving = False
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(t("政策导航"))
        self.setStyleSheet(_SHEET)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._ground = QWidget()
        self._ground.setProperty("ground", "window")
        self._outer = QVBoxLayout(self._ground)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.setCentralWidget(self._ground)
        self._outer.addWidget(self._make_bar())
        self._place = QVBoxLayout()
        self._outer.addLayout(self._place, 1)
        self.keypad = Keypad(ctx.theme)
        self._outer.addWidget(self.keypad)
        self._visit: QWidget | None = None
        self.warning = IdleWarning(ctx.theme, self._ground, warning_seconds)
        self.warning.over.connect(self.wipe)
        self.pad = PinPad(ctx.theme, self._ground, pin)
        self.pad.opened.connect(self.leave)
        self.guard = Guard(idle_seconds, self)
        self.warning.stays.connect(self.guard.watch)
        self.guard.idle.connect(self._idle)
        self.guard.leaveAsked.connect(self.pad.begin)
        self._begin_visit()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self.guard)

    # -- parts ------------------------------------------------------------------------------------

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("ground", "surface")
        theme = self.ctx.theme
        line = row(theme, bar, (14, 8, 14, 8), 10)
        self.mark = _Mark()
        self.mark.held.connect(lambda: self.pad.begin())
        line.addWidget(self.mark)
        self.ask = button(theme, t("看能享受什么"), icon="compass", large=True,
                          on_click=self._opener("wizard"))  # fmt: skip
        self.read = button(theme, t("读政策"), icon="book-open", large=True,
                           on_click=self._opener("reading"))  # fmt: skip
        self.how = icon_button(theme, "circle-question-mark", t("怎么用"), self._opener("manual"))
        self.search = SearchField(theme, t("查找政策"), t("查找政策"))
        self.search.setObjectName("search")
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.end = button(theme, t("结束，清空"), "primary", "log-out", self.wipe, large=True)
        for made in (self.ask, self.read):
            line.addWidget(made)
        line.addWidget(self.search, 1)
        line.addWidget(self.how)
        line.addWidget(self.end)
        return bar

    def _opener(self, page_id: str) -> Callable[[], None]:
        return lambda: self.ctx.nav.open_page(page_id)

    def _begin_visit(self) -> None:
        """Everything a visitor touches is made anew, so that nothing of the last can stay."""
        ctx = self.ctx
        self._visit = QWidget()
        # The keypad takes its room from the page, never from the screen's edge.
        self._visit.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._visit.setMinimumHeight(1)
        inner = QVBoxLayout(self._visit)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.notices = MessageArea(ctx, self._ground)
        self.stack = PageStack(ctx, [s for s in available_pages() if s.page_id in PAGES])
        inner.addWidget(self.notices)
        inner.addWidget(self.stack, 1)
        self._place.addWidget(self._visit)
        ctx.messages.attach(self.notices)
        ctx.nav.attach(self._show, self.stack.state_of)
        self.overlay: SearchOverlay | None = None
        if has_search():
            self.overlay = _Results(ctx, self.search, search_panel(ctx), self._ground, self.keypad)
        ctx.nav.restart(PAGES[0])

    def _show(self, place: Place, restoring: bool) -> None:
        """Shows what belongs to a kiosk; a way that leads elsewhere leads nowhere."""
        if place.page_id in PAGES:
            self.stack.show_place(place, restoring)

    # -- the visitor ------------------------------------------------------------------------------

    def _idle(self) -> None:
        if self.pad.isVisible():
            self.pad.dismiss()
        if not self.warning.isVisible():
            self.warning.begin()

    def wipe(self) -> None:
        """Forget the visitor everywhere and begin anew."""
        self.guard.rest()
        self.warning.dismiss()
        self.ctx.jobs.cancel_all()
        wizard = self.stack.made.get("wizard")
        if wizard is not None:
            wizard.wipe()  # type: ignore[attr-defined]
        self.search.clear()
        QGuiApplication.clipboard().clear()
        self._end_visit()
        bench = self.ctx.workbench
        assert isinstance(bench, VisitorWorkbench)
        bench.wipe()
        self.ctx.set_as_of(dt.date.today())
        self._begin_visit()
        gc.collect()

    def _end_visit(self) -> None:
        self.notices.clear()
        for part in (self.overlay, self._visit):
            if part is not None:
                part.hide()
                part.setParent(None)
                part.deleteLater()
        self.overlay, self._visit = None, None

    # -- leaving ----------------------------------------------------------------------------------

    def leave(self) -> None:
        """The PIN was right: wipe, then close."""
        self.wipe()
        self._leaving = True
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.removeEventFilter(self.guard)
        self.close()
        self.left.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._leaving:
            super().closeEvent(event)
        else:
            event.ignore()
            self.pad.begin()
