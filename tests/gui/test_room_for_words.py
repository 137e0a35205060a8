"""Large type on a small screen: every button keeps its words, every label ends in … or shows all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from navigator.app.pin import Pin
from navigator.app.workbench import Workbench
from navigator.ui.context import make_context
from navigator.ui.jobs import InlineExecutor
from navigator.ui.kiosk.window import TOUCH, KioskWindow, visitor_bench
from navigator.ui.pages import available_pages
from navigator.ui.pages.reading.link_button import LinkButton
from navigator.ui.window import MainWindow
from tests.gui.conftest import bury
from tests.gui.helpers import settle

PAGES = tuple(page.page_id for page in available_pages())
LEAST_TOUCH = 44


def named(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = str(text()) if callable(text) else ""
    return f"{type(widget).__name__} {words or widget.accessibleName()}"


def short_buttons(root: QWidget) -> list[str]:
    """Buttons too narrow or too low for their own words."""
    found = []
    for made in root.findChildren(QPushButton):
        words = made.text().replace("&", "").strip()
        if not (made.isVisible() and words) or words.endswith("…"):
            continue  # … on purpose: the tooltip has the whole
        room = made.sizeHint().width() - 2  # with its icon and its own margins
        if isinstance(made, LinkButton):
            continue  # ends in … by itself, with a tooltip
        if made.width() < room or made.height() < made.fontMetrics().height():
            found.append(f"{named(made)}: {made.width()} < {room}")
    return found


def cut_labels(root: QWidget) -> list[str]:
    """Labels whose words do not fit and that neither end in … nor have a tooltip."""
    found = []
    for made in root.findChildren(QLabel):
        words = made.text()
        if not (made.isVisible() and words) or made.toolTip() or words.endswith("…"):
            continue
        inner = made.contentsRect()
        flags = Qt.TextFlag.TextWordWrap if made.wordWrap() else Qt.TextFlag.TextSingleLine
        if "\n" in words:
            flags = Qt.TextFlag.TextWordWrap
        needed = made.fontMetrics().boundingRect(
            QRect(0, 0, max(1, inner.width()), 100_000), int(flags), words
        )
        if needed.width() > inner.width() + 2 or needed.height() > inner.height() + 2:
            found.append(
                f"{named(made)[:60]}: {inner.size().toTuple()} < {needed.size().toTuple()}"
            )
    return found


def out_of_sight(root: QWidget) -> list[str]:
    """Controls that lie beyond the edge of what holds them, where nothing scrolls to them."""
    found = []
    for made in root.findChildren(QAbstractButton):
        parent = made.parentWidget()
        if not made.isVisible() or parent is None or made.objectName().startswith("qt_"):
            continue
        inside = parent
        while inside is not None and inside.parentWidget() is not None:
            viewport = inside.parentWidget()
            if viewport is not None and isinstance(viewport.parentWidget(), QAbstractScrollArea):
                break  # the ground that is scrolled
            inside = inside.parentWidget()
        place = QRect(made.mapTo(inside, QPoint(0, 0)), made.size())
        if not inside.rect().contains(place.adjusted(1, 1, -1, -1)):
            found.append(f"{named(made)} {place.getRect()} in {inside.rect().getRect()}")
    return found


def sideways(root: QWidget) -> list[str]:
    """Columns of words that would have to be scrolled sideways to be read."""
    return [
        f"{type(area).__name__} in {type(area.parent()).__name__}"
        for area in root.findChildren(QScrollArea)
        if area.isVisible() and area.widgetResizable() and area.horizontalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("zoom", [125, 150, 200])
def test_words_fit_at_large_type_on_a_small_screen(
    bench: Workbench, open_window: Callable[..., MainWindow], zoom: int, language: str
) -> None:
    window = open_window(bench, 1366, 768)
    window.ctx.theme.set_zoom(zoom)
    window.ctx.language.switch(language)
    try:
        wrong: dict[str, list[str]] = {}
        for page in PAGES:
            window.ctx.nav.open_page(page)
            if page == "reading":
                window.ctx.nav.open_provision("jingzhengbanfa-2021-4#六")
            settle(6)
            found = short_buttons(window) + cut_labels(window)
            found += out_of_sight(window) + sideways(window)
            if found:
                wrong[page] = found
        assert wrong == {}
    finally:
        window.ctx.theme.set_zoom(100)
        window.ctx.language.switch("zh")


def test_a_finger_meets_every_control_of_the_kiosk(bench: Workbench) -> None:
    """At least 44 pixels each way, on every page and pane a visitor comes to."""
    assert TOUCH >= LEAST_TOUCH
    guest = make_context(visitor_bench(bench), InlineExecutor())  # type: ignore[arg-type]
    kiosk = KioskWindow(guest, Pin(bench.settings))
    kiosk.resize(1280, 1024)
    kiosk.show()
    try:
        small = []
        for page in ("wizard", "reading", "glossary"):
            guest.nav.open_page(page)
            if page == "reading":
                guest.nav.open_provision("jingzhengbanfa-2021-4#六")
            settle(6)
            for made in kiosk.findChildren(QAbstractButton):
                inner = made.objectName().startswith("qt_") or not made.isVisible()
                arrow = isinstance(made, QToolButton) and made.arrowType() != Qt.ArrowType.NoArrow
                if inner or arrow or made.focusPolicy() == Qt.FocusPolicy.NoFocus:
                    continue
                if made.height() < LEAST_TOUCH or made.width() < LEAST_TOUCH:
                    small.append(f"{page}: {named(made)} {made.size().toTuple()}")
        assert small == []
    finally:
        kiosk.leave()
        kiosk.deleteLater()
        guest.jobs.shutdown()
        guest.language.uninstall()
        bury()
