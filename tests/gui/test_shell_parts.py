"""The frame around small pages of our own: navigation, failures, work under way, messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from navigator.ui.actions import ActionSpec
from navigator.ui.application import make_window
from navigator.ui.context import MemorySettings, UiContext, make_context
from navigator.ui.fonts import FontChoice
from navigator.ui.jobs import JobControl
from navigator.ui.pages import Page, PageSpec, SearchPanel
from navigator.ui.widgets import EmptyState
from navigator.ui.window import MainWindow
from tests.gui.conftest import bury
from tests.gui.helpers import settle
from tests.gui.test_jobs import LaterExecutor


class Room(Page):
    """A page with a line to type in, which is its state."""

    page_id = "room"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.args: dict[str, Any] = {}
        self.waved = 0
        self.field = QLineEdit()
        self.field.setAccessibleName("内容")
        QVBoxLayout(self).addWidget(self.field)

    def activate(self, **args: Any) -> None:
        self.args = args
        self.field.setText(str(args.get("text", "")))

    def state(self) -> dict[str, Any]:
        return {"text": self.field.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.field.setText(state.get("text", ""))

    def wave(self) -> None:
        self.waved += 1


class Hall(Room):
    page_id = "hall"


class Panel(SearchPanel):
    """Shows nothing, keeps what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.query = ""
        self.steps: list[int] = []
        self.accepted: list[bool] = []

    def set_query(self, text: str) -> None:
        self.query = text

    def step(self, by: int) -> None:
        self.steps.append(by)

    def accept(self, beside: bool = False) -> None:
        self.accepted.append(beside)


def wave_actions() -> tuple[ActionSpec, ...]:
    return (ActionSpec("room.wave", "招手", "wave", ("Ctrl+Shift+W",), scope="room"),)


Open = Callable[..., MainWindow]


@pytest.fixture
def executor() -> LaterExecutor:
    return LaterExecutor()


@pytest.fixture
def open_small(qapp: QApplication, executor: LaterExecutor) -> Iterator[Open]:
    made: list[MainWindow] = []

    def make(
        settings: MemorySettings | None = None,
        pages: tuple[PageSpec, ...] | None = None,
        search: Panel | None = None,
        font: FontChoice | None = None,
    ) -> MainWindow:
        settings = settings or MemorySettings()
        settings.set("ui.theme", "light")
        settings.set("ui.reduce_motion", True)
        ctx = make_context(SimpleNamespace(settings=settings), executor, font)  # type: ignore[arg-type]
        if pages is None:
            pages = (
                PageSpec("room", "房间", "book-open", Room, wave_actions),
                PageSpec("hall", "大厅", "compass", Hall),
            )
        window = make_window(ctx, pages, (lambda _: search) if search else None)
        window.show()
        settle()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        window.ctx.jobs.shutdown()
        window.ctx.language.uninstall()
        window.ctx.deleteLater()
        window.deleteLater()
    settle()


def texts(window: MainWindow) -> str:
    return " ".join(
        label.text() for banner in window.notices.banners for label in banner.findChildren(QLabel)
    )


def test_going_back_brings_the_view_as_it_was_left(open_small: Open) -> None:
    window = open_small()
    nav = window.ctx.nav
    nav.open_page("room", text="甲")
    window.stack.current_page().field.setText("甲，改过")  # type: ignore[union-attr]
    nav.open_page("room", text="乙")
    nav.open_page("hall")
    nav.back()
    nav.back()
    assert window.stack.current_page().field.text() == "甲，改过"  # type: ignore[union-attr]
    assert nav.can_go_forward
    nav.open_page("hall", text="另一条路")
    assert not nav.can_go_forward


def test_opening_the_same_place_again_adds_no_step(open_small: Open) -> None:
    window = open_small()
    nav = window.ctx.nav
    nav.open_page("room", text="甲")
    before = nav.can_go_back
    nav.open_page("room", text="甲")
    nav.back()
    assert before
    assert nav.current is not None
    assert nav.current.args == {}


def test_a_new_visitor_cannot_go_back_to_the_one_before(open_small: Open) -> None:
    window = open_small()
    window.ctx.nav.open_page("hall", text="上一位")
    window.ctx.nav.restart("room")
    assert not window.ctx.nav.can_go_back
    assert not window.topbar.back.isEnabled()


def test_a_page_that_cannot_be_made_may_be_tried_again(open_small: Open) -> None:
    broken = [True]

    def create(ctx: UiContext) -> Page:
        made = Hall(ctx)
        if broken[0]:
            raise RuntimeError("张三")
        return made

    window = open_small(
        pages=(PageSpec("room", "房间", "book-open", Room), PageSpec("hall", "大厅", "x", create))
    )
    window.ctx.nav.open_page("hall")
    notice = window.stack.currentWidget()
    assert isinstance(notice, EmptyState)
    assert "程序内部出错" in texts(window)
    assert "张三" not in texts(window)
    broken[0] = False
    notice.button.click()
    assert isinstance(window.stack.currentWidget(), Hall)
    bury()
    assert len(window.stack.findChildren(Hall)) == 1  # nothing is left of the first attempt
    window.ctx.nav.open_page("room")
    assert isinstance(window.stack.currentWidget(), Room)


def test_keys_of_a_page_work_only_while_it_is_in_front(open_small: Open, qtbot: QtBot) -> None:
    window = open_small()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    room = window.stack.current_page()
    assert isinstance(room, Room)
    qtbot.keyClick(window, Qt.Key.Key_W, modifiers)
    assert room.waved == 1
    assert "招手" in [action.label for action in window.actions_now()]
    window.ctx.nav.open_page("hall")
    qtbot.keyClick(window, Qt.Key.Key_W, modifiers)
    assert room.waved == 1
    assert "招手" not in [action.label for action in window.actions_now()]


def test_states_of_pages_not_opened_this_time_are_kept(open_small: Open) -> None:
    settings = MemorySettings()
    first = open_small(settings)
    first.ctx.nav.open_page("hall", text="留着")
    first.ctx.nav.open_page("room")
    first.close()
    second = open_small(settings)
    second.close()
    third = open_small(settings)
    assert third.stack.states()["hall"] == {"text": "留着"}


def test_a_damaged_session_does_no_harm(open_small: Open) -> None:
    settings = MemorySettings(
        {"ui.session": "kaputt", "ui.geometry": "%%%", "ui.zoom": "big", "ui.language": 7}
    )
    window = open_small(settings)
    assert window.rail.current() == "room"


def test_work_under_way_is_shown_and_can_be_stopped(
    open_small: Open, executor: LaterExecutor, qtbot: QtBot
) -> None:
    window = open_small()
    strip = window.strip
    assert not strip.bar.isVisible()
    seen: list[str] = []

    def work(control: JobControl) -> None:
        control.progress(3, 4, "第三份")
        seen.append(strip.text.full_text())
        seen.append(str(strip.bar.value()))
        qtbot.mouseClick(strip.stop, Qt.MouseButton.LeftButton)
        seen.append(strip.text.full_text())
        control.check()

    window.ctx.jobs.run("正在导入", work)
    window.ctx.jobs.run("另一件", lambda _: None)
    assert strip.bar.isVisible()
    executor.waiting[0]()
    assert seen == ["正在导入：第三份（另有 1 项）", "750", "正在停止：正在导入（另有 1 项）"]
    assert strip.text.full_text() == "另一件"
    executor.waiting[1]()
    assert not strip.bar.isVisible()


def test_quiet_work_is_not_shown(open_small: Open, executor: LaterExecutor) -> None:
    window = open_small()
    window.ctx.jobs.run("查找", lambda _: None, quiet=True)
    assert not window.strip.bar.isVisible()
    executor.waiting.pop()()


def test_without_a_chinese_font_the_window_says_so(open_small: Open) -> None:
    window = open_small(font=FontChoice(None))
    assert "没有中文字体" in texts(window)


def test_banners_replace_each_other_by_key_and_are_few(open_small: Open) -> None:
    window = open_small()
    messages = window.ctx.messages
    messages.banner("索引正在重建", key="index")
    messages.banner("索引已重建", "good", key="index")
    assert [banner.message.text for banner in window.notices.banners] == ["索引已重建"]
    messages.clear("index")
    assert window.notices.banners == []
    assert not window.notices.isVisible()
    for number in range(5):
        messages.banner(f"第 {number} 条")
    assert [b.message.text for b in window.notices.banners] == ["第 2 条", "第 3 条", "第 4 条"]


def test_a_toast_offers_undo_above_the_strip(open_small: Open, qtbot: QtBot) -> None:
    window = open_small()
    done: list[str] = []
    window.ctx.messages.toast("书签已删除", undo=lambda: done.append("撤销"))
    toast = window.notices.toast
    assert toast is not None
    assert toast.geometry().bottom() < window.strip.mapTo(window, QPoint(0, 0)).y()
    qtbot.mouseClick(toast.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert done == ["撤销"]
    assert window.notices.toast is None


def test_search_opens_below_the_field_and_goes_with_escape(open_small: Open, qtbot: QtBot) -> None:
    panel = Panel()
    window = open_small(search=panel)
    settle()
    overlay = window.search_overlay
    assert overlay is not None
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.topbar.search
    qtbot.keyClicks(field, "txdk")
    assert overlay.isVisible()
    assert panel.query == "txdk"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.steps == [1]
    assert panel.accepted == [True]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert field.text() == "txdk"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert overlay.isVisible()
    qtbot.mouseClick(window.strip, Qt.MouseButton.LeftButton)
    assert not overlay.isVisible()


def test_a_page_can_ask_for_a_search(open_small: Open) -> None:
    panel = Panel()
    window = open_small(search=panel)
    settle()
    window.ctx.search_for("贴息")
    assert panel.query == "贴息"
    assert window.search_overlay is not None
    window.search_overlay.dismiss()


def test_without_a_search_panel_there_is_no_dead_field(open_small: Open) -> None:
    window = open_small()
    assert not window.topbar.search.isVisible()
    assert "查找政策" not in [action.label for action in window.actions_now()]


@pytest.mark.parametrize(("zoom", "width"), [(200, 1366), (150, 1366), (100, 800)])
def test_date_and_rail_stay_in_sight_when_there_is_little_room(
    open_small: Open, zoom: int, width: int
) -> None:
    window = open_small(search=Panel())
    window.ctx.theme.set_zoom(zoom)
    window.resize(width, 768)
    settle()
    box = window.topbar.date
    right = box.mapTo(window, QPoint(box.width(), 0)).x()
    assert box.field.isVisible()
    assert right <= window.width() == width
    window.ctx.theme.set_zoom(100)


def test_a_date_of_another_day_stands_out_and_can_be_taken_back(
    open_small: Open, qtbot: QtBot
) -> None:
    window = open_small()
    box = window.topbar.date
    assert not box.today.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(box.field, "20210331")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert window.ctx.as_of.isoformat() == "2021-03-31"
    assert box.today.isVisible()
    qtbot.mouseClick(box.today, Qt.MouseButton.LeftButton)
    assert not box.today.isVisible()


def test_arrows_walk_the_rail(open_small: Open, qtbot: QtBot) -> None:
    window = open_small()
    window.rail._buttons["room"].setFocus()
    qtbot.keyClick(window.rail._buttons["room"], Qt.Key.Key_Down)
    focused = window.focusWidget()
    assert focused is window.rail._buttons["hall"]
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert window.rail.current() == "hall"
