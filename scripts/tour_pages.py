"""Library, packs, desk, pictures and glossary on the tour."""

from __future__ import annotations

from typing import Any

from scripts.pictures import settle
from scripts.tour_stage import Stage, Stops
from tests.gui import library_packs_shots as packs

STOPS = Stops()
SMALL = (
    "海河市支持小店的若干措施\n海政发〔2021〕9号\n\n各区政府：\n\n"
    "一、减免房租\n小店可以申请减免一个月房租。\n\n二、贴息\n按照百分之二贴息。\n"
)
LONG_FILE = "关于进一步支持小微企业和个体工商户平稳健康发展若干政策措施的通知汇编" * 2
SIX = "jingzhengbanfa-2021-4#六"


@STOPS.add("library", "library", main=True)
def library(stage: Stage) -> None:
    stage.page("library")


@STOPS.add("library-first-start", "library", home="fresh")
def library_fresh(stage: Stage) -> None:
    stage.page("library")


@STOPS.add("import-preview", "library", home="fresh")
def preview(stage: Stage) -> None:
    page = stage.page("library")
    files = [stage.write("小店措施.txt", SMALL)] if stage.file is None else [stage.file]
    page.importer.look(files)


@STOPS.add("import-running", "library", home="fresh", held=True)
def running(stage: Stage) -> None:
    stage.page("library").importer.look([stage.write("小店措施.txt", SMALL)])


@STOPS.add("import-partial", "library", home="fresh")
def partial(stage: Stage) -> None:
    page = stage.page("library")
    files = [
        stage.write(f"{LONG_FILE[:76]}.txt", SMALL),
        stage.write("空白.txt", ""),
        stage.write("坏的.docx", "不是 Word 文件"),
    ]
    page.importer.look(files)


@STOPS.add("import-report", "library", home="fresh")
def report(stage: Stage) -> None:
    page = stage.page("library")
    page.importer.look([stage.file or stage.write("小店措施.txt", SMALL)])
    settle()
    page.importer.confirm()


@STOPS.add("import-failed", "library", home="fresh")
def failed(stage: Stage) -> None:
    stage.page("library").importer.look([stage.write("坏的.docx", "不是 Word 文件")])


@STOPS.add("import-missing", "library", home="fresh")
def missing(stage: Stage) -> None:
    stage.page("library").importer.look([stage.home / "没有这个文件.txt"])


@STOPS.add("library-source", "library")
def source(stage: Stage) -> None:
    page = stage.page("library")
    page.sources.table.selectRow(0)
    settle()
    page._scroll.ensureWidgetVisible(page.sources, 0, 40)


@STOPS.add("library-remove", "library")
def remove(stage: Stage) -> None:
    page = stage.page("library")
    page.sources.table.selectRow(0)
    page.sources.ask_removal()
    settle()
    page._scroll.ensureWidgetVisible(page.sources, 0, 40)


@STOPS.add("library-checked", "library")
def checked(stage: Stage) -> None:
    stage.page("library", action="upkeep").verify()


@STOPS.add("packs-preview", "library")
def packs_preview(stage: Stage) -> None:
    packs.preview(stage.window)


@STOPS.add("packs-unsigned", "library")
def packs_unsigned(stage: Stage) -> None:
    packs.unsigned(stage.window)


@STOPS.add("packs-installed", "library")
def packs_installed(stage: Stage) -> None:
    packs.installed(stage.window)


@STOPS.add("packs-refused", "library")
def packs_refused(stage: Stage) -> None:
    packs.refused(stage.window)


@STOPS.add("packs-trusted", "library")
def packs_trusted(stage: Stage) -> None:
    packs.trusted(stage.window)


# -- desk -------------------------------------------------------------------------------------------


@STOPS.add("desk-empty", "desk", home="fresh")
def desk_empty(stage: Stage) -> None:
    stage.page("desk")


@STOPS.add("desk", "desk", main=True)
def desk(stage: Stage) -> None:
    used(stage).list.choose_first()


def used(stage: Stage) -> Any:
    """A desk with entries of every kind, some of them long."""
    desk = stage.bench.desk
    desk.notes.add(f"{LONG_FILE}：标题很长的笔记。\n\n- 先看规模\n- 再看行业", folder="融资")
    desk.bookmarks.add("jingcaishui-2021-491", folder=LONG_FILE[:40], tags=("残疾人", "免税"))
    desk.bookmarks.add("meiyou-zhege-wenjian#一", folder="常用")
    return stage.page("desk")


@STOPS.add("desk-note", "desk")
def desk_note(stage: Stage) -> None:
    page = used(stage)
    note = stage.bench.desk.notes.all()[-1]
    page.list.choose([("note", note.id)])


@STOPS.add("desk-note-new", "desk")
def desk_new(stage: Stage) -> None:
    used(stage).new_note()


@STOPS.add("desk-several", "desk")
def desk_several(stage: Stage) -> None:
    used(stage).list.view.selectAll()


@STOPS.add("desk-export", "desk")
def desk_export(stage: Stage) -> None:
    page = used(stage)
    page.export()
    settle()
    page.panel.preview_now()


@STOPS.add("desk-nothing-found", "desk")
def desk_nothing(stage: Stage) -> None:
    used(stage).list.search.setText("火星移民")


@STOPS.add("desk-loading", "desk", held=True)
def desk_loading(stage: Stage) -> None:
    stage.page("desk")


# -- pictures and glossary --------------------------------------------------------------------------


@STOPS.add("timeline", "timeline", main=True)
def timeline(stage: Stage) -> None:
    stage.page("timeline").lanes.choose("ip-pledge-interest-subsidy")


@STOPS.add("timeline-list", "timeline")
def timeline_list(stage: Stage) -> None:
    stage.page("timeline").lanes.mode.set_current("table")


@STOPS.add("timeline-loading", "timeline", held=True)
def timeline_loading(stage: Stage) -> None:
    stage.page("timeline")


@STOPS.add("timeline-nothing", "timeline")
def timeline_nothing(stage: Stage) -> None:
    lanes = stage.page("timeline").lanes
    lanes.filters.words.setText("火星移民")


@STOPS.add("atlas-domains", "atlas", main=True)
def domains(stage: Stage) -> None:
    stage.page("atlas", view="domains")


@STOPS.add("atlas-units", "atlas")
def units(stage: Stage) -> None:
    stage.page("atlas", unit="市财政局")


@STOPS.add("atlas-units-none-chosen", "atlas")
def units_plain(stage: Stage) -> None:
    stage.page("atlas", view="units")


@STOPS.add("atlas-first-start", "atlas", home="fresh")
def atlas_fresh(stage: Stage) -> None:
    stage.page("atlas", view="domains")


@STOPS.add("glossary", "glossary", main=True)
def glossary(stage: Stage) -> None:
    stage.page("glossary", term="两步申报")


@STOPS.add("glossary-pinyin", "glossary", home="fresh")
def glossary_fresh(stage: Stage) -> None:
    stage.page("glossary").field.setText("rqsl")


@STOPS.add("glossary-nothing", "glossary")
def glossary_nothing(stage: Stage) -> None:
    stage.page("glossary").field.setText("火星移民")
