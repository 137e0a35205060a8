"""What the reading page needs to come back to the same view, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from navigator.ui.pages.reading.compare_pane import ComparePane
from navigator.ui.pages.reading.reader import Reader
from navigator.ui.pages.reading.tabs import MOST

if TYPE_CHECKING:
    from navigator.ui.pages.reading.page import ReadingPage


def state(page: ReadingPage) -> dict[str, Any]:
    tabs: list[dict[str, Any]] = []
    for index in range(page.tabs.count()):
        widget = page.tabs.widget(index)
        if isinstance(widget, Reader):
            tabs.append({"document": widget.document_id, "path": widget.path})
        elif isinstance(widget, ComparePane):
            tabs.append({"compare": widget.kept})
    return {
        "tabs": tabs,
        "current": page.tabs.currentIndex(),
        "mode": page.modes.current(),
        "terms": page.terms.isChecked(),
        "domains": page.tree.expanded(),
        "further": page.tree.further.isChecked(),
        "sizes": page.splitter.sizes(),
    }


def restore(page: ReadingPage, state: dict[str, Any]) -> None:
    """At the start everything comes back; on the way back only the place that was read."""
    current = state.get("current")
    tabs = [tab for tab in state.get("tabs") or [] if isinstance(tab, dict)]
    if page.tabs.count():
        if isinstance(current, int) and 0 <= current < len(tabs):
            _return_to(page, tabs[current])
        return
    mode = state.get("mode")
    if mode in ("original", "digest", "both"):
        page.modes.set_current(str(mode))
    page.terms.setChecked(state.get("terms") is True)
    page.tree.further.setChecked(state.get("further") is True)
    domains = state.get("domains")
    if isinstance(domains, list):
        page.tree.expand([str(name) for name in domains])
    sizes = state.get("sizes")
    if isinstance(sizes, list) and len(sizes) == 3 and sum(sizes) > 0:
        page.splitter.setSizes([int(size) for size in sizes])
    page.tabs.blockSignals(True)  # nothing is set in type but what will be in front
    wanted = None
    for number, tab in enumerate(tabs[:MOST]):
        widget = _tab(page, tab)
        if widget is not None and (wanted is None or number == current):
            wanted = widget
    page.tabs.blockSignals(False)
    if wanted is not None:
        page.tabs.setCurrentWidget(wanted)
        page.tabs.currentChanged.emit(page.tabs.currentIndex())


def _tab(page: ReadingPage, tab: dict[str, Any]) -> QWidget | None:
    match tab.get("compare"):
        case ["pair", str(first), str(second)]:
            return page.show_comparison(first, second, last=True)
        case ["edition", str(document_id), str(sha256)]:
            return page.compare_edition(document_id, sha256, last=True)
    view = page.bench.contents.document(str(tab.get("document", "")))
    if view is None:
        return None
    return page.tabs.add_reader(view.id, view.document.title, str(tab.get("path", "")), last=True)


def _return_to(page: ReadingPage, tab: dict[str, Any]) -> None:
    document_id, path = str(tab.get("document", "")), str(tab.get("path", ""))
    if document_id and page.bench.contents.exists(document_id):
        reader = page.tabs.reader_of(document_id)
        if reader is None or reader.path != path or reader is not page.current():
            page.open(f"{document_id}#{path}" if path else document_id)
