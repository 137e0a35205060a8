"""Settings, help, the palette, messages and the windows that stand alone, on the tour."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.model.errors import StoreError
from navigator.store.faults import FullError
from navigator.ui.diagnostics import DiagnosticsDialog
from navigator.ui.rescue import Rescue
from scripts.pictures import settle
from scripts.tour_stage import Stage, Stops

STOPS = Stops()


@STOPS.add("settings", "settings", main=True)
def settings(stage: Stage) -> None:
    stage.page("settings")


@STOPS.add("settings-kiosk", "settings")
def settings_kiosk(stage: Stage) -> None:
    page = stage.page("settings")
    page._scroll.ensureWidgetVisible(page.kiosk.enter_button, 0, 200)


@STOPS.add("about", "settings")
def about(stage: Stage) -> None:
    page = stage.page("settings")
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())


@STOPS.add("settings-english", "settings", settings=(("ui.language", "en"),))
def english(stage: Stage) -> None:
    stage.page("settings")


@STOPS.add("help", "help", main=True)
def help_page(stage: Stage) -> None:
    stage.page("help")


@STOPS.add("help-keys", "help")
def keys(stage: Stage) -> None:
    bar = stage.page("help")._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)


@STOPS.add("palette", "reading", anew=True)
def palette(stage: Stage) -> None:
    stage.read("jingzhengbanfa-2021-4#六")
    stage.window.commands.open_palette()


@STOPS.add("palette-nothing", "reading", anew=True)
def palette_nothing(stage: Stage) -> None:
    stage.page("reading")
    stage.window.commands.open_palette()
    stage.window.palette_pane.field.setText("火星移民")


@STOPS.add("error-told", "reading", anew=True)
def error(stage: Stage) -> None:
    stage.read("jingzhengbanfa-2021-4#六")
    stage.ctx.errors.handle(RuntimeError("picture"))
    stage.ctx.errors.handle(FullError("磁盘已满", "原有内容没有改动", "请腾出空间后再试"))
    stage.ctx.messages.banner("资料库里有一处小问题，已经修好。", "warn")
    stage.ctx.messages.toast("已加入书签。", "good", undo=lambda: None)


@STOPS.add("error-library-damaged", "library")
def damaged(stage: Stage) -> None:
    library = Paths(stage.home).library
    data = bytearray(library.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 40960] = bytes(40960)
    library.write_bytes(data)
    stage.page("library", action="upkeep").verify()


@STOPS.add("diagnostics", alone=True)
def diagnostics(stage: Stage) -> QWidget:
    return stage.alone(DiagnosticsDialog(stage.ctx, stage.window), stage.ctx.theme)


@STOPS.add("rescue", home="fresh", alone=True)
def rescue(stage: Stage) -> QWidget:
    desk = Paths(stage.home).make().desk
    with Workbench(Paths(stage.home)) as bench:
        for number in range(200):
            bench.desk.notes.add(f"第{number}条口径：带原件" * 20)
    data = bytearray(desk.read_bytes())
    data[8192:12288] = bytes(4096)
    desk.write_bytes(data)
    bench = Workbench(Paths(stage.home))
    try:
        bench.settings.get("ui.language", "zh")
    except StoreError as fault:
        dialog = Rescue(bench, fault)
        settle()
        return stage.alone(dialog, dialog._theme)
    raise AssertionError("the desk opened")


@STOPS.add("rescue-disk-full", home="fresh", alone=True)
def rescue_full(stage: Stage) -> QWidget:
    fault = FullError("磁盘已满，书桌打不开", "原有内容没有改动", "请腾出一些空间，然后再试一次")
    dialog = Rescue(Workbench(Paths(stage.home)), fault)
    return stage.alone(dialog, dialog._theme)
