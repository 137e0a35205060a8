"""The timeline page as people use it: walking, zooming, filtering, opening, taking away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from navigator.app.timeline import Choice
from navigator.app.workbench import Workbench
from navigator.model.errors import CatalogueError
from navigator.model.measures import MeasureKind
from navigator.ui.context import UiContext, make_context
from navigator.ui.i18n import load_catalogue
from navigator.ui.jobs import ThreadExecutor
from navigator.ui.pages.timeline.export import png_bytes, svg_bytes
from navigator.ui.pages.timeline.lanes_view import LanesView
from navigator.ui.pages.timeline.page import TimelinePage
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible, settle, type_text
from tests.gui.picture_words import words_of

OpenWindow = Callable[..., MainWindow]
SPRING = dt.date(2021, 4, 1)


def labels(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def page_of(window: MainWindow, **args: object) -> TimelinePage:
    window.ctx.set_as_of(SPRING)
    window.ctx.nav.open_page("timeline", **args)
    settle()
    page = window.stack.current_page()
    assert isinstance(page, TimelinePage)
    return page


def shown_ids(view: LanesView) -> list[str]:
    """Measures only; documents with a term of their own stand beside them."""
    return [lane.id for lane in view.chart.plan.lanes if not lane.is_document]


def test_all_measures_stand_on_the_picture(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    page = page_of(open_window(fresh_bench))
    assert len(shown_ids(page.lanes)) == len(fresh_bench.catalogue.measures)
    documents = [lane for lane in page.lanes.chart.plan.lanes if lane.is_document]
    assert {lane.id for lane in documents} == {
        view.id
        for view in fresh_bench.documents()
        if view.document.effective_from or view.document.ends_on
    }
    count = page.lanes.tools.count.full_text()
    assert f"共 {len(fresh_bench.catalogue.measures)} 项措施" in count
    assert f"{len(documents)} 份文件" in count
    assert "已截止" in labels(page.lanes.detail)
    assert_accessible(page)


def test_walking_with_the_keyboard(open_window: OpenWindow, fresh_bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    page = page_of(window)
    page.lanes.filters.by.setCurrentIndex(page.lanes.filters.by.findData("kind"))
    chart = page.lanes.chart
    ids = [lane.id for lane in chart.plan.lanes]
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current == ids[0]
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current == ids[2] == "sewage-fee-suspension"
    assert "2021-06-30 前申请" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.current == ids[-1]
    assert chart.verticalScrollBar().value() > 0
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current == ids[0]
    assert chart.verticalScrollBar().value() == 0
    qtbot.keyClick(chart, Qt.Key.Key_PageDown)
    assert ids.index(chart.current) > 3
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    settle()
    assert window.stack.current_page().page_id == "wizard"
    window.ctx.nav.back()
    settle()
    qtbot.keyClick(chart, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.stack.current_page().page_id == "reading"


def test_time_is_zoomed_and_moved(open_window: OpenWindow, fresh_bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    page = page_of(open_window(fresh_bench))
    chart = page.lanes.chart
    fitted = chart.scale
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.scale.density > fitted.density
    there = chart.scale.x(SPRING)
    page.farther()
    page.closer()
    assert chart.scale.x(SPRING) == pytest.approx(there, abs=2 * chart.scale.density)
    before = chart.scale.origin
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.scale.origin > before
    page.to_date()
    middle = (chart.viewport().width() - chart.label_width()) / 2
    assert chart.scale.x(SPRING) == pytest.approx(middle, abs=2 * chart.scale.density)
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert chart.scale == fitted
    tools = page.lanes.tools
    assert tools.spans["all"].isChecked()
    tools.spans["month"].click()
    width = chart.viewport().width() - chart.label_width()
    assert width / chart.scale.density == pytest.approx(92)
    assert chart.scale.x(SPRING) == pytest.approx(width / 2, abs=2 * chart.scale.density)
    assert tools.spans["month"].isChecked() and not tools.spans["all"].isChecked()
    bar = chart.horizontalScrollBar()
    bar.setValue(bar.value() + 60)
    assert chart.scale.day(0) == dt.date.fromordinal(bar.value())
    page.show_span("year")
    page.ctx.set_as_of(dt.date(2021, 6, 1))  # the chosen span follows the date of handling
    middle = (chart.viewport().width() - chart.label_width()) / 2
    assert chart.scale.x(dt.date(2021, 6, 1)) == pytest.approx(middle, abs=2 * chart.scale.density)
    page.ctx.set_as_of(SPRING)
    assert tools.spans["year"].isChecked()
    page.closer()
    assert not any(made.isChecked() for made in tools.spans.values())
    page.fit()
    assert chart.scale == fitted

    place = QPointF(chart.label_width() + 200, 100)
    under = chart.scale.day(200)
    for modifier, angle in (
        (Qt.KeyboardModifier.ControlModifier, 120),
        (Qt.KeyboardModifier.ShiftModifier, -120),
    ):
        wheel = QWheelEvent(
            place, chart.viewport().mapToGlobal(place), QPoint(), QPoint(0, angle),
            Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(chart.viewport(), wheel)
        if angle > 0:
            assert chart.scale.density > fitted.density
            assert abs((chart.scale.day(200) - under).days) <= 2
    assert chart.scale.day(200) > under  # Shift and the wheel have moved on in time


def test_the_mouse_chooses_drags_and_hovers(
    open_window: OpenWindow, fresh_bench: Workbench, qtbot
) -> None:  # type: ignore[no-untyped-def]
    window = open_window(fresh_bench)
    page = page_of(window)
    chart = page.lanes.chart
    chart.select("sewage-fee-suspension")
    strip = chart.plan.strip_of("sewage-fee-suspension")
    assert strip is not None
    scrolled = chart.verticalScrollBar().value()
    top = int(strip.top - scrolled + strip.height / 2 + chart._look.axis)
    chart.select("hq-mnc-regional")
    chart.verticalScrollBar().setValue(scrolled)
    at = QPoint(40, top)
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chart.current == "sewage-fee-suspension"
    assert "市水务局" in page.lanes.detail.facts.full_text()
    assert chart.lane_at(QPoint(40, 2)) is None  # the axis
    assert scrolled and chart.lane_at(QPoint(40, int(chart._look.axis) + 4)) is None  # a heading
    asked = QHelpEvent(QHelpEvent.Type.ToolTip, at, chart.viewport().mapToGlobal(at))
    QApplication.sendEvent(chart.viewport(), asked)

    before = chart.scale.origin
    start = QPoint(int(chart.label_width()) + 300, top)
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, pos=start)
    move = start - QPoint(120, 0)
    drag = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(move), QPointF(chart.viewport().mapToGlobal(move)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(chart.viewport(), drag)
    qtbot.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, pos=move)
    assert chart.scale.origin > before
    qtbot.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle()
    assert window.stack.current_page().page_id == "wizard"


def test_filters_narrow_and_an_empty_picture_helps(
    open_window: OpenWindow, fresh_bench: Workbench
) -> None:
    page = page_of(open_window(fresh_bench))
    view = page.lanes
    total = len(fresh_bench.catalogue.measures)
    finance = [m.id for m in fresh_bench.catalogue.measures if m.kind is MeasureKind.FINANCE]
    chip = view.filters.chips[MeasureKind.FINANCE]
    chip.click()
    assert sorted(shown_ids(view)) == sorted(finance)
    assert f"{len(finance)} 项措施，共 {total} 项" in view.tools.count.full_text()
    chip.click()
    view.filters.state.setCurrentIndex(view.filters.state.findData("closed"))
    assert "road-occupation-fee-suspension" in shown_ids(view)
    assert "sewage-fee-suspension" not in shown_ids(view)
    view.filters.audience.setCurrentIndex(view.filters.audience.findData("person"))
    settle()
    assert view.empty.isVisible()
    assert not view.detail.isVisible()
    assert not view.save.isEnabled()
    view.empty.button.click()
    settle()
    assert len(shown_ids(view)) == total
    page.find_measure()
    type_text(view.filters.words, "污水")
    assert shown_ids(view) == ["sewage-fee-suspension"]
    view.filters.clear()
    view.filters.state.setCurrentIndex(view.filters.state.findData("undated"))
    assert [group.title for group in view._groups] == ["没有写明期限"]
    assert shown_ids(view)
    view.choose("hq-mnc-regional")  # filtered away: the filters give way
    assert view.chart.current == "hq-mnc-regional"
    page.activate(domain="sme")
    homes = {v.id for v in fresh_bench.documents() if v.document.domain == "sme"}
    assert (
        shown_ids(view)
        and {fresh_bench.catalogue[one].cite.split("#")[0] for one in shown_ids(view)} <= homes
    )


def test_the_date_of_handling_moves_everything(
    open_window: OpenWindow, fresh_bench: Workbench
) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    page.lanes.chart.select("sewage-fee-suspension")
    assert page.lanes.detail.state.text() == "可以申请"
    window.ctx.set_as_of(dt.date(2021, 7, 1))
    assert page.lanes.detail.state.text() == "已截止"
    assert page.lanes.chart.current == "sewage-fee-suspension"
    window.ctx.set_as_of(dt.date(2026, 11, 25))
    page.lanes.chart.select("hq-mnc-regional")
    assert page.lanes.detail.state.text() == "年久须核实"


def test_the_list_says_the_same_and_sorts(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    view = page.lanes
    view.mode.set_current("table")
    settle()
    assert view.table.isVisible() and not view.legend.isVisible()
    assert view.sorted.rowCount() == len(view.chart.plan.lanes)
    view.table.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    view.table.selectRow(0)
    settle()
    assert view.detail.title.full_text() == view.sorted.index(0, 0).data()
    view.table.activated.emit(view.sorted.index(0, 0))
    settle()
    assert window.stack.current_page().page_id == "wizard"


def test_today_is_a_line_of_its_own(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    chart = page.lanes.chart
    today = dt.date.today()

    def ink(day: dt.date) -> set[str]:
        """Colours where the day's line runs, in the axis' lowest and the rows' first pixels."""
        x = round(chart.label_width() + chart.scale.x(day))
        picture = chart.viewport().grab().toImage()
        return {picture.pixelColor(x, int(chart._look.axis) + y).name() for y in range(2, 20)}

    window.ctx.set_as_of(today)
    page.show_span("quarter")
    assert window.ctx.theme.hex("accent") in ink(today)
    window.ctx.set_as_of(today - dt.timedelta(days=90))
    page.show_span("quarter")
    assert window.ctx.theme.hex("border_strong") in ink(today)
    assert window.ctx.theme.hex("accent") in ink(window.ctx.as_of)


def test_a_document_is_opened_in_the_reader(
    open_window: OpenWindow, bench: Workbench, qtbot
) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bench)
    page = page_of(window)
    chart, detail = page.lanes.chart, page.lanes.detail
    document = next(lane for lane in chart.plan.lanes if lane.is_document)
    chart.select(document.id)
    assert detail.kind.text() == "文件"
    assert not detail.ask.isVisible() and detail.show_text.text().strip() == "看文件"
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    settle()
    assert window.stack.current_page().page_id == "reading"
    window.ctx.nav.back()
    settle()
    chart.select("hq-mnc-regional")
    detail.show_measure.click()
    settle()
    assert window.stack.current_page().page_id == "wizard"


def test_a_small_window_keeps_the_picture(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    page = page_of(open_window(fresh_bench, 820, 560))
    view = page.lanes
    assert not view.filters.isVisible()  # behind their button
    page.find_measure()
    assert view.filters.isVisible() and view.tools.narrow.isChecked()
    view.tools.narrow.click()
    assert view.detail.show_measure.text() == "" and view.detail.show_measure.accessibleName()
    assert_accessible(page)
    assert not view.legend.isVisible()
    assert not view.detail.facts.isVisible()
    assert view.chart.height() > 150


def test_the_picture_goes_to_png_and_svg(
    open_window: OpenWindow,
    fresh_bench: Workbench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    asked: list[str] = []

    def answer(_parent: object, _title: str, start: str, filters: str) -> tuple[str, str]:
        asked.append(filters)
        return str(tmp_path / ("时间 线" if start.endswith(".png") else "图")), filters

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    page.lanes.tools.png.trigger()
    settle()
    image = QImage(str(tmp_path / "时间 线.png"))
    rows, heads = len(page.lanes.chart.plan.lanes), len(page.lanes._groups)
    look = page.lanes.sheet().look
    assert image.width() == 3200
    assert image.height() > 2 * (rows * look.row + heads * look.head)
    page.lanes.tools.svg.trigger()
    settle()
    assert asked == ["PNG 图片 (*.png)", "SVG 矢量图 (*.svg)"]
    text = (tmp_path / "图.svg").read_text(encoding="utf-8")
    drawing = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    words = [item.text for item in drawing.iter(f"{space}text")]
    assert {"政策措施时间线", "中小微企业停征占道费", "没有写明期限", "可以申请"} <= set(words)
    assert any("2021-04-01" in (word or "") for word in words)
    families = {item.get("font-family") for item in drawing.iter(f"{space}g")}
    assert any(
        (family or "").startswith(f"{look.body.family()}, ") and "sans-serif" in (family or "")
        for family in families
    )
    titles = {lane.title for lane in page.lanes.chart.plan.lanes}
    whole = {word for word in words if word in titles}
    assert len(whole) > 0.9 * len(titles)  # the few longest are elided
    assert "href" not in text.replace("xmlns:xlink", "")  # nothing to load

    page.lanes.export_to(tmp_path / "图.bmp")
    settle()
    assert not (tmp_path / "图.bmp").exists()
    assert len(window.notices.banners) == 1
    left = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert left == {"时间 线.png", "图.svg"}


def test_an_exported_picture_is_for_paper(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    page.lanes.filters.words.setText("污水")
    page.lanes.filters.domain.setCurrentIndex(page.lanes.filters.domain.findData("sme"))
    assert page.lanes.sheet().narrowed == "领域：中小微企业；污水"
    light = png_bytes(page.lanes.sheet())
    window.ctx.theme.set_mode("dark")
    assert png_bytes(page.lanes.sheet()) == light
    drawing = svg_bytes(page.lanes.sheet()).decode("utf-8")
    assert "<svg" in drawing and "筛选：领域：中小微企业；污水" in drawing
    window.ctx.theme.set_mode("light")


def test_the_view_comes_back_as_it_was(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    view = page.lanes
    view.filters.by.setCurrentIndex(view.filters.by.findData("kind"))
    view.filters.domain.setCurrentIndex(view.filters.domain.findData("sme"))
    view.mode.set_current("table")
    view.choose("sewage-fee-suspension")
    page.show_span("quarter")
    saved = page.state()
    view.filters.set_choice(Choice())
    page.fit()
    page.restore({"lanes": 3})
    page.restore(saved)
    assert view.filters.choice() == Choice(by="kind", domain="sme")
    assert view.mode.current() == "table"
    assert view.chart.current == "sewage-fee-suspension"
    assert view.chart.days == 366


def test_the_page_speaks_english(open_window: OpenWindow, fresh_bench: Workbench) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    window.ctx.language.switch("en")
    settle()
    assert f"{len(fresh_bench.catalogue.measures)} measures" in page.lanes.tools.count.full_text()
    assert page.lanes.save.text().strip() == "Export picture"
    page.lanes.choose("hq-mnc-regional")
    assert "no end stated" in page.lanes.detail.facts.full_text()
    window.ctx.language.switch("zh")


def test_every_text_of_the_page_has_english() -> None:
    known = set(load_catalogue("en"))
    assert sorted(words_of("timeline") - known) == []


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_it_can_be_drawn_in_every_theme_and_size(
    open_window: OpenWindow, fresh_bench: Workbench, theme: str
) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    window.ctx.theme.set_mode(theme)
    window.ctx.theme.set_zoom(200)
    settle()
    ground = page.lanes.chart.viewport().grab().toImage().pixelColor(2, 2).name()
    assert ground == window.ctx.theme.hex("sunken")
    window.ctx.theme.set_zoom(100)
    window.ctx.theme.set_mode("light")


def test_measures_are_read_beside_the_window(qapp: object, fresh_bench: Workbench, qtbot) -> None:  # type: ignore[no-untyped-def]
    ctx = make_context(fresh_bench, ThreadExecutor())
    ctx.set_as_of(SPRING)
    page = TimelinePage(ctx)
    try:
        page.activate(measure="sewage-fee-suspension")  # asked for before it is ready
        page.closer()
        qtbot.waitUntil(lambda: isinstance(page._stack.currentWidget(), LanesView))
        assert page.lanes.chart.current == "sewage-fee-suspension"
    finally:
        ctx.jobs.shutdown()
        page.deleteLater()
        ctx.language.uninstall()
        ctx.deleteLater()


def test_a_broken_catalogue_is_told_and_can_be_tried_again(
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
        page = TimelinePage(ctx)
        qtbot.addWidget(page)
        assert page._stack.notice is not None
        assert "读不出来" in page._stack.notice.title.text()
    page._stack.notice.button.click()
    assert page.ready and page.lanes.isVisibleTo(page)
