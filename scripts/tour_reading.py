"""The reading page and the search field on the tour."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QTextCursor

from navigator.ui.pages.search.panel import ResultsPanel
from scripts.pictures import SPRING, front, opened, settle
from scripts.tour_stage import Stage, Stops

STOPS = Stops()
SME, SIX = "jingzhengbanfa-2021-4", "jingzhengbanfa-2021-4#六"
HEADQUARTERS = "jingzhengfa-2021-3"
ENDED = "jingcaishui-2021-491"
LONGEST = "jingshuiwuzai-2021-20"


@STOPS.add("first-start", "reading", home="fresh", main=True)
def first_start(stage: Stage) -> None:
    stage.page("reading")


@STOPS.add("digest-without-official-text", "reading", home="fresh", main=True)
def digest_only(stage: Stage) -> None:
    stage.read(SIX)


@STOPS.add("tree-loading", "reading", held=True)
def loading(stage: Stage) -> None:
    stage.page("reading")


@STOPS.add("library-imported", "reading")
def welcome(stage: Stage) -> None:
    stage.page("reading")


@STOPS.add("reader-original", "reading", main=True)
def original(stage: Stage) -> None:
    stage.read(SIX).show_original()


@STOPS.add("reader-top", "reading")
def top(stage: Stage) -> None:
    stage.read(SME)


@STOPS.add("reader-articles", "reading")
def articles(stage: Stage) -> None:
    stage.read(f"{HEADQUARTERS}#第三条")


@STOPS.add("reader-digest", "reading", main=True)
def digest(stage: Stage) -> None:
    stage.read(SIX).show_digest()


@STOPS.add("reader-side-by-side", "reading", main=True)
def side_by_side(stage: Stage) -> None:
    stage.read(SIX).show_both()


@STOPS.add("reader-terms", "reading")
def terms(stage: Stage) -> None:
    stage.read(SIX).toggle_terms()


@STOPS.add("reader-unfolded", "reading")
def unfolded(stage: Stage) -> None:
    page = stage.read(LONGEST)
    page.pages.fold("notice")
    page._set_anew()


@STOPS.add("reader-without-aside", "reading")
def no_aside(stage: Stage) -> None:
    stage.read(HEADQUARTERS).toggle_inspector()


@STOPS.add("reader-find", "reading", anew=True)
def find(stage: Stage) -> None:
    page = stage.read(SME)
    page.find_in_text()
    page.find_bar.field.setText("贷款")


@STOPS.add("reader-selection", "reading", anew=True)
def selection(stage: Stage) -> None:
    page = stage.read(SIX)
    cursor = page.current().textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    page.current().setTextCursor(cursor)
    page._offer()


@STOPS.add("reader-note-beside", "reading")
def note_beside(stage: Stage) -> None:
    page = stage.read(SIX)
    page.note()
    page.inspector.quick.paper.setPlainText("上午有人问：小微企业贷款贴息先找哪个窗口？")


@STOPS.add("reader-compare", "reading")
def compare(stage: Stage) -> None:
    page = stage.read(f"{HEADQUARTERS}#第三条")
    page.show_comparison(f"{HEADQUARTERS}#第三条", f"{HEADQUARTERS}#第四条")


@STOPS.add("reader-compare-editions", "reading")
def editions(stage: Stage) -> None:
    assert stage.file is not None
    text = stage.file.read_text(encoding="utf-8").replace("万元", "万元整")
    report = stage.bench.import_files([stage.write("新版汇编.txt", text)])
    assert not report.failed
    page = stage.read(SIX)
    earlier = stage.bench.library.editions(SME)
    now = stage.bench.contents.document(SME)
    assert now is not None and now.origin is not None
    page.compare_edition(SME, next(e.source_sha256 for e in earlier if not e.current))


@STOPS.add("ended-policy", "reading", main=True)
def ended(stage: Stage) -> None:
    stage.read(ENDED)
    stage.ctx.set_as_of(dt.date(2023, 4, 1))


@STOPS.add("title-without-body", "reading")
def title_only(stage: Stage) -> None:
    stage.read("zuohaojieduanxingjianmian-qiye-shehuibaoxianfei-gongzuo")


@STOPS.add("unknown-document", "reading")
def unknown(stage: Stage) -> None:
    stage.read("meiyou-zhege-wenjian")


@STOPS.add("library-large", "reading", home="large")
def large(stage: Stage) -> None:
    page = stage.read(f"{SME}-1")
    for domain in page.bench.contents.documents()[:1]:
        page.tree.show_entry(domain.id)


@STOPS.add("tabs-200", "reading", home="large")
def many_tabs(stage: Stage) -> None:
    page = stage.read(SME)
    for view in stage.bench.contents.documents()[:200]:
        page.tabs.add_reader(view.id, view.document.title, "", last=True)
    page.open(SME)


@STOPS.add("session-restored", "reading")
def restored(stage: Stage) -> None:
    """The window begun anew: open files, places and the way of reading come back."""
    with opened(stage.bench, stage.size) as window:
        for identifier in (SIX, f"{HEADQUARTERS}#第三条", ENDED):
            window.ctx.nav.open_provision(identifier)
            settle()
        front(window).show_both()
        settle()
    stage.ctx.set_as_of(SPRING)


# -- search -----------------------------------------------------------------------------------------


def panel(stage: Stage) -> ResultsPanel:
    overlay = stage.window.search_overlay
    assert overlay is not None
    found = overlay.findChild(ResultsPanel)
    assert isinstance(found, ResultsPanel)
    return found


@STOPS.add("search-results", "reading", main=True, anew=True)
def search(stage: Stage) -> None:
    stage.search("贷款贴息")
    panel(stage).step(1)


@STOPS.add("search-filters", "reading", anew=True)
def filters(stage: Stage) -> None:
    stage.search("贷款")
    for made in list(panel(stage).filters.menus.values())[:2]:
        made.aboutToShow.emit()
        next(a for a in made.actions() if a.isCheckable()).trigger()
        settle()


@STOPS.add("search-start", "reading", anew=True)
def search_start(stage: Stage) -> None:
    stage.search("贷款")
    panel(stage).accept()
    settle()
    stage.search("fx")


@STOPS.add("search-nothing", "reading", anew=True)
def nothing(stage: Stage) -> None:
    stage.search("火星移民补贴券")


@STOPS.add("search-first-start", "reading", home="fresh", anew=True)
def search_fresh(stage: Stage) -> None:
    stage.search("贴息")


@STOPS.add("search-large", "reading", home="large", anew=True)
def search_large(stage: Stage) -> None:
    stage.search("企业")
