"""Domains and units as people use them: pressing tiles, walking the map, finding a unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from navigator.app.atlas import claimable
from navigator.app.workbench import Workbench
from navigator.model.documents import Domain
from navigator.model.errors import CatalogueError
from navigator.ui.context import UiContext
from navigator.ui.i18n import load_catalogue
from navigator.ui.pages.atlas.domain_tile import DomainTile
from navigator.ui.pages.atlas.page import AtlasPage
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible, settle, type_text
from tests.gui.picture_words import words_of

OpenWindow = Callable[..., MainWindow]
SPRING = dt.date(2021, 4, 1)


def labels(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def page_of(window: MainWindow, **args: object) -> AtlasPage:
    window.ctx.set_as_of(SPRING)
    window.ctx.nav.open_page("atlas", **args)
    settle()
    page = window.stack.current_page()
    assert isinstance(page, AtlasPage)
    return page


def sections(page: AtlasPage) -> dict[str, int]:
    """Headings of the list in front with the numbers they give."""
    rows = page.current_view().list.model()
    texts = [
        str(rows.index(n, 0).data())
        for n in range(rows.rowCount())
        if not rows.index(n, 0).flags() & Qt.ItemFlag.ItemIsSelectable
    ]
    return {text.split("　")[0]: int(text.split("　")[1]) for text in texts}


def test_the_rail_leads_to_the_map(open_window: OpenWindow, fresh_bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    window.rail._buttons["atlas"].click()
    settle()
    page = window.stack.current_page()
    assert isinstance(page, AtlasPage) and page.current_view() is page.domains
    tiles = page.domains.tiles.values()
    assert all(tile.isVisible() and tile.width() > 60 and tile.height() > 40 for tile in tiles)
    assert not any(
        one.geometry().intersects(other.geometry())
        for one in tiles
        for other in tiles
        if one is not other
    )
    assert_accessible(page)


def test_a_tile_counts_what_is_there(open_window: OpenWindow, bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    page = page_of(window)
    tally = next(t for t in page.domains.atlas.domains if t.domain is Domain.TWO_ZONES)
    now = len(claimable(tally.measures, SPRING))
    tile = page.domains.tiles[Domain.TWO_ZONES]
    assert tile.accessibleName() == (
        f"“两区”：11 份文件，333 个条款，{len(tally.measures)} 项措施，{now} 项可以申请"
    )
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    settle()
    assert "333 个条款" in labels(page.domains)
    assert sections(page) == {
        "文件": 11,
        "现在可以申请的措施": now,
        "现在不能申请的措施": len(tally.measures) - now,
    }
    assert sum(t.provisions for t in page.domains.atlas.domains) == 831
    window.ctx.set_as_of(dt.date(2019, 1, 1))
    settle()
    assert tile.claimable == len(claimable(tally.measures, dt.date(2019, 1, 1))) < now
    assert "2019-01-01" in page.domains.note.text()


def test_the_map_is_walked_with_the_keyboard(
    open_window: OpenWindow, bench: Workbench, qtbot
) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    page = page_of(window, domain="two-zones")
    page.show_view("domains")
    view = page.domains
    start = view.tiles[Domain.TWO_ZONES]
    assert start.hasFocus() and start.isChecked()
    qtbot.keyClick(start, Qt.Key.Key_Right)
    settle()
    right = QApplication.focusWidget()
    assert isinstance(right, DomainTile) and right is not start
    assert right.geometry().left() >= start.geometry().right()
    assert right.isChecked() and view.title.full_text() == right.text()
    qtbot.keyClick(right, Qt.Key.Key_Left)
    settle()
    assert isinstance(QApplication.focusWidget(), DomainTile)
    qtbot.keyClick(start, Qt.Key.Key_Return)
    settle()
    assert view.list.hasFocus()
    view.list.setCurrentIndex(view.list.model().index(1, 0))
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    settle()
    assert window.stack.current_page().page_id == "reading"
    window.ctx.nav.back()
    settle()
    first = view.list.model().index(12, 0)  # a heading, eleven documents, a heading
    entries = view.list.model()
    measure = entries.index(first.row() + 1, 0)
    view.list.clicked.emit(first)  # a heading opens nothing
    assert window.stack.current_page() is page
    view.list.clicked.emit(measure)
    settle()
    assert window.stack.current_page().page_id == "wizard"


def test_documents_on_a_tile_are_shown_and_opened(
    open_window: OpenWindow, bench: Workbench, qtbot
) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    page = page_of(window, domain="hr")
    tile = page.domains.tiles[Domain.TWO_ZONES]
    pieces = tile._pieces()
    assert len(pieces) == 11
    assert pieces[0].count == max(piece.count for piece in pieces)
    place = pieces[3].box.center().toPoint()
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=place)
    settle()
    chosen = page.domains.list.currentIndex()
    assert page.domains.domain is Domain.TWO_ZONES
    assert chosen.data() == pieces[3].entry.title
    asked = QHelpEvent(QEvent.Type.ToolTip, place, tile.mapToGlobal(place))
    QApplication.sendEvent(tile, asked)
    assert pieces[3].entry.title in QToolTip.text()
    QToolTip.hideText()
    qtbot.mouseDClick(tile, Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert window.stack.current_page().page_id == "reading"


def test_a_domain_leads_to_search_and_timeline(open_window: OpenWindow, bench: Workbench) -> None:
    window = open_window(bench)
    page = page_of(window, domain="two-zones")
    asked: list[str] = []
    window.ctx.searchRequested.connect(asked.append)
    page.search()
    assert asked == ["领域:两区 "]
    found = bench.search.search(_query(asked[0]))
    assert found.total >= 333
    page.domains.dates.click()
    settle()
    timeline = window.stack.current_page()
    assert timeline.page_id == "timeline"
    assert timeline.lanes.filters.choice().domain == "two-zones"  # type: ignore[attr-defined]


def _query(text: str):  # type: ignore[no-untyped-def]
    from navigator.store.search import Query

    return Query(text)


def test_a_unit_leads_to_its_provisions_and_measures(
    open_window: OpenWindow, bench: Workbench, qtbot
) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    page = page_of(window, unit="市经济信息化局")
    view = page.units
    assert view.title.full_text() == "市经济和信息化局"
    assert "原文也写作：市经济信息化局" in labels(view)
    type_text(view.search, "水务")
    settle()
    assert view.model.rowCount() == 1
    assert "1 个单位" in view.count.text()
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert next(iter(sections(page))) == "现在可以申请的措施"
    view.list.clicked.emit(view.list.model().index(1, 0))
    settle()
    assert window.stack.current_page().page_id == "wizard"
    window.ctx.nav.back()
    settle()
    row = view.list.model_rows.row_of(bench.library.units()["市水务局"][0])
    view.list.clicked.emit(view.list.model().index(row, 0))
    settle()
    assert window.stack.current_page().page_id == "reading"
    window.ctx.nav.back()
    settle()
    asked: list[str] = []
    window.ctx.searchRequested.connect(asked.append)
    page.search()
    assert asked == ["单位:市水务局 "]
    type_text(view.search, "火星")
    assert "没有找到这个单位" in view.nothing.title.text()
    assert_accessible(page)


def test_without_official_text_units_tell_what_is_missing(
    open_window: OpenWindow, fresh_bench: Workbench
) -> None:
    page = page_of(open_window(fresh_bench), view="units")
    assert page.units.model.total > 10
    assert "导入官方原文后" in labels(page)
    assert not page.units.lookup.isEnabled()
    page.show_view("domains")
    assert all(tile.tally is not None for tile in page.domains.tiles.values())


def test_the_page_comes_back_as_it_was(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    window = open_window(fresh_bench)
    page = page_of(window, domain="sme")
    page.activate(unit="市财政局")
    saved = page.state()
    page.activate(domain="hr")
    page.restore({"view": "nonsense", "domains": 3, "units": None})
    page.restore(saved)
    assert page.current_view() is page.units
    assert page.domains.domain is Domain.SME
    assert page.units.title.full_text() == "市财政局"


def test_a_failure_is_told_and_can_be_tried_again(
    open_context: Callable[[Workbench], UiContext],
    fresh_bench: Workbench,
    monkeypatch: pytest.MonkeyPatch,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    def broken(_self: object) -> object:
        raise CatalogueError("措施文件第 3 行写错了", "没有改动任何内容", "请改好再试")

    ctx = open_context(fresh_bench)
    with monkeypatch.context() as patch:
        patch.setattr(type(fresh_bench), "catalogue", property(broken))
        page = AtlasPage(ctx)
        qtbot.addWidget(page)
        assert page._stack.notice is not None
        assert "清点不出来" in page._stack.notice.title.text()
        page.show_view("units")
        page.search()
    page._stack.notice.button.click()
    assert page.units.isVisibleTo(page) and page.units.model.total > 10


@pytest.mark.parametrize(
    ("theme", "zoom", "size"),
    [("dark", 100, (1920, 1080)), ("contrast", 200, (1366, 768)), ("light", 80, (1366, 768))],
)
def test_it_can_be_drawn_in_every_theme_and_size(
    open_window: OpenWindow, fresh_bench: Workbench, theme: str, zoom: int, size: tuple[int, int]
) -> None:
    window = open_window(fresh_bench, *size)
    page = page_of(window, domain="municipal")
    window.ctx.theme.set_mode(theme)
    window.ctx.theme.set_zoom(zoom)
    settle()
    for domain in (Domain.MUNICIPAL, Domain.SME):
        tile = page.domains.tiles[domain]
        picture = tile.grab().toImage()
        middle = picture.pixelColor(picture.width() // 2, 4 * window.ctx.theme.zoom // 100).name()
        ground = "selected" if domain is Domain.MUNICIPAL else "surface"
        assert middle == window.ctx.theme.hex(ground)
    head = page.domains.head
    assert head.title.width() > 0
    assert (page.domains.lookup.text() == "") == (head.width() < window.ctx.theme.px(440))
    window.ctx.theme.set_zoom(100)
    window.ctx.theme.set_mode("light")


def test_the_page_speaks_english(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    window.ctx.language.switch("en")
    settle()
    assert "measures" in page.domains.hint.text()
    page.show_view("units")
    assert "units" in page.units.count.text()
    window.ctx.language.switch("zh")
    assert sorted(words_of("atlas") - set(load_catalogue("en"))) == []
