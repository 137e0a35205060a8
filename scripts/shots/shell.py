"""The frame of the window, its messages, the command palette, settings and help."""

from __future__ import annotations

import datetime as dt

from navigator.model.errors import StoreError
from scripts.shots import Stage, shot


@shot("shell-settings")
def settings(stage: Stage) -> None:
    stage.open("settings")


@shot("shell-settings-foot")
def settings_foot(stage: Stage) -> None:
    stage.open("settings")
    page = stage.window.stack.current_page()
    assert page is not None
    page.restore({"scroll": 100_000})


@shot("shell-help")
def help_page(stage: Stage) -> None:
    stage.open("help")


@shot("shell-palette")
def palette(stage: Stage) -> None:
    stage.open("settings")
    stage.window.commands.open_palette()
    stage.window.palette_pane.field.setText("zt")


@shot("shell-messages")
def messages(stage: Stage) -> None:
    stage.open("help")
    stage.ctx.set_as_of(dt.date(2021, 3, 31))
    stage.ctx.errors.handle(
        StoreError("资料库正被另一个程序使用", "没有改动任何内容", "请关闭另一个窗口后重试")
    )
    stage.ctx.messages.banner("资料库已是最新", "good", detail="共核对三项，没有发现问题。")
    stage.ctx.messages.toast("书签已删除", undo=lambda: None)


@shot("shell-calendar")
def calendar(stage: Stage) -> None:
    stage.open("settings")
    field = stage.window.topbar.date.field
    calendar_pane = field.calendarWidget()
    calendar_pane.setParent(stage.window.centralWidget())
    calendar_pane.move(
        stage.window.width() - calendar_pane.sizeHint().width() - 60, stage.ctx.theme.px(56)
    )
    calendar_pane.show()
