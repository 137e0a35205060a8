"""The common widgets, as a person at the keyboard meets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from navigator.ui.context import MemorySettings
from navigator.ui.fonts import choose_font
from navigator.ui.i18n import Language
from navigator.ui.icons import app_icon
from navigator.ui.messages import Message
from navigator.ui.theme import Theme
from navigator.ui.tokens import THEMES
from navigator.ui.widgets import (
    Banner,
    DateField,
    ElidedLabel,
    EmptyState,
    SearchField,
    Segmented,
    Toast,
    button,
    chip,
    flow,
    icon_button,
)
from navigator.ui.widgets.fields import parse_date
from tests.gui.helpers import assert_accessible, nameless, settle, type_text


@pytest.fixture
def theme(qapp: object) -> Iterator[Theme]:
    made = Theme(MemorySettings({"ui.theme": "light", "ui.reduce_motion": True}), choose_font())
    made.apply()
    yield made
    made.set_zoom(100)
    made.set_mode("light")


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(600, 400)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("keys", ["20220101", "2022-01-01"])
def test_a_date_can_be_typed(theme: Theme, ground: QWidget, qtbot: QtBot, keys: str) -> None:
    language = Language("zh")
    field = DateField(theme, language, "办理日期", ground)
    field.set_value(dt.date(2021, 3, 31))
    seen: list[dt.date] = []
    field.picked.connect(seen.append)
    field.selectAll()
    qtbot.keyClicks(field, keys)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert seen[-1] == dt.date(2022, 1, 1)
    assert field.value() == dt.date(2022, 1, 1)
    language.uninstall()


def test_a_click_chooses_a_part_of_the_date(theme: Theme, ground: QWidget, qtbot: QtBot) -> None:
    language = Language("zh")
    field = DateField(theme, language, "办理日期", ground)
    field.set_value(dt.date(2021, 3, 31))
    ground.show()
    qtbot.mouseClick(
        field.lineEdit(), Qt.MouseButton.LeftButton, pos=field.lineEdit().cursorRect().center()
    )
    qtbot.keyClicks(field, "2022")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == dt.date(2022, 3, 31)
    ground.hide()
    language.uninstall()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021年3月31日", dt.date(2021, 3, 31)),
        (" 2021.03.31 ", dt.date(2021, 3, 31)),
        ("20210331", dt.date(2021, 3, 31)),
        ("2021-02-30", None),
        ("明天", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date


def test_a_date_can_be_pasted(theme: Theme, ground: QWidget, qtbot: QtBot) -> None:
    language = Language("zh")
    field = DateField(theme, language, "办理日期", ground)
    QGuiApplication.clipboard().setText("2021年3月31日")
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.value() == dt.date(2021, 3, 31)
    QGuiApplication.clipboard().clear()
    language.uninstall()


def test_the_calendar_speaks_chinese_and_begins_on_monday(theme: Theme, ground: QWidget) -> None:
    language = Language("zh")
    calendar = DateField(theme, language, "办理日期", ground).calendarWidget()
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    locale = calendar.locale()
    names = [locale.dayName(day, locale.FormatType.NarrowFormat) for day in range(1, 8)]
    assert names == list("一二三四五六日")
    language.uninstall()


@pytest.mark.parametrize("name", THEMES)
def test_a_calendar_paints_in_every_theme(
    theme: Theme, ground: QWidget, name: str, qtbot: QtBot
) -> None:
    theme.set_mode(name)
    language = Language("zh")
    calendar = DateField(theme, language, "办理日期", ground).calendarWidget()
    calendar.setSelectedDate(QDate(2021, 2, 15))
    image = calendar.grab().toImage()
    assert theme.hex("accent") in _colours(image)
    language.uninstall()


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_the_search_field_hands_on_arrows_and_enter(
    theme: Theme, ground: QWidget, qtbot: QtBot
) -> None:
    field = SearchField(theme, "查找", parent=ground)
    steps: list[int] = []
    accepted: list[bool] = []
    field.stepped.connect(steps.append)
    field.accepted.connect(accepted.append)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert steps == [1, -1]
    assert accepted == [False, True]


def test_the_cross_clears_the_search(theme: Theme, ground: QWidget, qtbot: QtBot) -> None:
    field = SearchField(theme, "查找", parent=ground)
    ground.show()
    cross = field.findChild(QWidget, "clear")
    assert not cross.isVisible()
    type_text(field, "贴息")
    assert cross.isVisible()
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not cross.isVisible()
    ground.hide()


def test_arrow_keys_move_the_choice_of_a_segmented_control(
    theme: Theme, ground: QWidget, qtbot: QtBot
) -> None:
    control = Segmented(theme, [("o", "原文"), ("d", "要点"), ("b", "对照")], "显示方式", ground)
    seen: list[str] = []
    control.changed.connect(seen.append)
    first = control.findChildren(QPushButton)[0]
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(control.findChildren(QPushButton)[1], Qt.Key.Key_Right)
    qtbot.keyClick(control.findChildren(QPushButton)[2], Qt.Key.Key_Right)
    assert seen == ["d", "b", "o"]
    assert control.current() == "o"


def test_a_long_title_gives_way_and_keeps_its_tooltip(theme: Theme, ground: QWidget) -> None:
    title = "一份标题很长的文件" * 6
    shown = ElidedLabel(title, parent=ground)
    ground.show()
    shown.show()
    shown.resize(120, 24)
    assert shown.text().endswith("…")
    assert shown.toolTip() == title
    shown.resize(3000, 24)
    assert shown.text() == title
    assert shown.toolTip() == ""
    ground.hide()


def test_a_banner_says_all_and_can_be_closed(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme, Message("打不开", "danger", "没有改动任何内容。"))
    qtbot.addWidget(banner)
    assert {"打不开", "没有改动任何内容。"} <= {w.text() for w in banner.findChildren(QLabel)}
    assert "出错" in banner.accessibleName()
    with qtbot.waitSignal(banner.closed):
        closer = next(w for w in banner.findChildren(QWidget) if w.accessibleName() == "关闭此消息")
        qtbot.mouseClick(closer, Qt.MouseButton.LeftButton)


def test_undo_of_a_toast_runs_once_and_takes_it_away(
    theme: Theme, ground: QWidget, qtbot: QtBot
) -> None:
    done: list[int] = []
    toast = Toast(theme, Message("已删除", action=("撤销", lambda: done.append(1))), ground)
    ground.show()
    toast.appear(ground.rect().center())
    undo = next(w for w in toast.findChildren(QPushButton) if w.text() == "撤销")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not toast.isVisible()
    ground.hide()


def test_an_empty_state_leads_to_the_first_step(theme: Theme, qtbot: QtBot) -> None:
    opened: list[str] = []
    state = EmptyState(theme, "library", "还没有资料", action=("导入", lambda: opened.append("x")))
    qtbot.addWidget(state)
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert opened == ["x"]
    assert_accessible(state)


def test_chips_wrap_when_there_is_no_room(theme: Theme, ground: QWidget) -> None:
    layout = flow(theme, ground)
    for number in range(12):
        layout.addWidget(chip(f"选项 {number}"))
    assert layout.heightForWidth(200) > layout.heightForWidth(500) > layout.heightForWidth(5000)


def test_distances_and_type_follow_the_zoom(theme: Theme, ground: QWidget) -> None:
    layout = flow(theme, ground)
    made = button(theme, "保存")
    layout.addWidget(made)
    ground.show()
    settle()
    small = made.sizeHint()
    theme.set_zoom(200)
    settle()
    assert layout.spacing() == 16
    assert made.sizeHint().height() >= 1.8 * small.height()
    ground.hide()


def test_one_icon_serves_every_theme(theme: Theme) -> None:
    icon = theme.icon("search", "text")
    light = icon.pixmap(QSize(24, 24)).toImage()
    theme.set_mode("dark")
    dark = icon.pixmap(QSize(24, 24)).toImage()
    assert light != dark


def test_the_mark_is_drawn_in_every_size_a_task_bar_asks_for(theme: Theme) -> None:
    sizes = app_icon().availableSizes()
    assert {16, 32, 48, 256} <= {size.width() for size in sizes}
    for size in sizes:
        drawn = app_icon().pixmap(size).toImage()
        assert drawn.size() == size
        assert drawn.pixelColor(drawn.rect().center()).alpha() > 0


def test_an_unknown_icon_fails_at_once(theme: Theme) -> None:
    with pytest.raises(OSError, match="no-such"):
        theme.icon("no-such")


def test_a_nameless_control_is_found(theme: Theme, ground: QWidget) -> None:
    bare = icon_button(theme, "x", "", None)
    bare.setParent(ground)
    assert nameless(ground)
    bare.setAccessibleName("关闭")
    assert_accessible(ground)
