"""A word nobody knows: typed, explained, and followed to where it stands."""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from navigator.app.workbench import Workbench
from navigator.model.digests import Term
from navigator.ui.i18n import load_catalogue
from navigator.ui.pages import glossary
from navigator.ui.pages.glossary import ACTIONS
from navigator.ui.pages.glossary.matching import matching
from navigator.ui.pages.glossary.page import GlossaryPage
from tests.gui.helpers import assert_accessible, settle, type_text

TERMS = (
    Term("首贷", "第一次从银行贷款。", ("首贷中心",)),
    Term("贴息", "利息由财政出一部分。"),
    Term("LPR", "贷款的基准利率。", ("贷款市场报价利率",)),
)


def _page(window) -> GlossaryPage:  # type: ignore[no-untyped-def]
    window.ctx.nav.open_page("glossary")
    settle()
    page = window.stack.current_page()
    assert isinstance(page, GlossaryPage)
    return page


def _found(typed: str) -> list[str]:
    return [term.term for term in matching(TERMS, typed)]


def test_a_term_is_found_by_characters_pinyin_and_its_explanation() -> None:
    assert _found("") == ["首贷", "贴息", "LPR"]
    assert _found("贴") == ["贴息"]
    assert _found("sd") == _found("shoudai") == ["首贷"]
    assert _found("sdzx") == ["首贷"]  # another spelling of it
    assert _found("lpr") == _found("ＬＰＲ") == ["LPR"]
    assert _found("贷") == ["LPR", "首贷"]  # what begins so comes first
    assert _found("财政 利息") == ["贴息"]
    assert _found("火星") == []


def test_a_walk_in_finds_a_word_before_anything_is_imported(  # type: ignore[no-untyped-def]
    open_window, fresh_bench: Workbench
) -> None:
    page = _page(open_window(fresh_bench))
    assert page.field.hasFocus()
    type_text(page.field, "rqsl")
    settle()
    assert page.list.targets()[0] == "容缺受理"
    assert page.detail.explanation.text().startswith("主要材料")
    assert "jingzhengbanfa-2020-26#二/(一)/2/二是" in page.detail.places.targets()
    assert_accessible(page)


def test_a_place_opens_in_the_reader_with_the_word_marked(  # type: ignore[no-untyped-def]
    open_window, bench: Workbench, qtbot
) -> None:
    window = open_window(bench)
    page = _page(window)
    type_text(page.field, "首创产品")
    settle()
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.detail.places.hasFocus()
    qtbot.keyClick(page.detail.places, Qt.Key.Key_Down)
    while page.detail.places.current_key() != "jingzhengbanfa-2021-4#六":
        before = page.detail.places.current_key()
        qtbot.keyClick(page.detail.places, Qt.Key.Key_Down)
        assert page.detail.places.current_key() != before
    qtbot.keyClick(page.detail.places, Qt.Key.Key_Return)
    settle()
    reading = window.stack.current_page()
    assert reading.page_id == "reading"
    assert reading.current().path == "六"
    assert reading.find_bar.field.text() in ("首创产品", "中关村首创产品")
    window.ctx.nav.back()
    settle()
    assert page.list.current_key() == "首创产品"
    assert page.field.text() == "首创产品"


def test_more_places_are_known_once_the_wording_is_here(  # type: ignore[no-untyped-def]
    open_window, fresh_bench: Workbench, seed_path: Path
) -> None:
    window = open_window(fresh_bench)
    page = _page(window)
    page.show_term("境内关外")
    assert "导入汇编后" in page.detail.count.text()
    fresh_bench.import_files([seed_path])
    from navigator.ui.changes import changes_of

    changes_of(window.ctx).libraryChanged.emit()
    settle()
    assert page.list.current_key() == "境内关外"
    assert page.detail.places.targets()


def test_a_word_without_explanation_says_so(  # type: ignore[no-untyped-def]
    open_window, fresh_bench: Workbench
) -> None:
    window = open_window(fresh_bench)
    page = _page(window)
    width = page.field.width()
    type_text(page.field, "火星")
    settle()
    assert page.empty.isVisible()
    assert not page.detail.isVisible()
    assert page.count.text().startswith("0 /")
    assert page.field.width() == width  # what one types in must not move
    page.empty.button.click()
    settle()
    assert window.topbar.search.text() == "火星"


def test_the_explanation_can_be_taken_along_and_the_word_searched(  # type: ignore[no-untyped-def]
    open_window, fresh_bench: Workbench
) -> None:
    window = open_window(fresh_bench)
    page = _page(window)
    page.activate(term="AEO")
    page.detail.copy.click()
    assert QGuiApplication.clipboard().text().startswith("AEO高级认证：")
    page.detail.search.click()
    settle()
    assert window.topbar.search.text() == "AEO高级认证"


def test_an_old_state_does_no_harm(  # type: ignore[no-untyped-def]
    open_window, fresh_bench: Workbench
) -> None:
    page = _page(open_window(fresh_bench))
    page.restore({"term": "已经没有的词", "query": None, "more": 1})
    assert page.list.current_key()
    page.restore({"term": "贴息"})
    assert page.state() == {"query": "", "term": "贴息"}


def test_resting_on_an_underlined_word_explains_it(  # type: ignore[no-untyped-def]
    open_window, fresh_bench: Workbench, qtbot
) -> None:
    window = open_window(fresh_bench)
    window.ctx.nav.open_provision(
        "beijinghaiguan-liangqu-jianshe-tuijin-gongzuo-cuoshi-2021#二/(二)/8"
    )
    settle()
    page = window.stack.current_page()
    page.terms.setChecked(True)
    settle()
    reader = page.current()
    cursor = QTextCursor(reader.document())
    while (
        not cursor.charFormat().anchorHref().startswith("term:")
    ):  # the summary on top is not underlined
        cursor = reader.document().find("高级认证企业", cursor)
        assert not cursor.isNull()
    reader.setTextCursor(cursor)
    reader.ensureCursorVisible()
    cursor.setPosition(cursor.selectionStart() + 1)
    spot = reader.cursorRect(cursor).center() + QPoint(4, 0)
    assert reader.anchorAt(spot).startswith("term:")
    event = QHelpEvent(
        QHelpEvent.Type.ToolTip, spot, reader.viewport().mapToGlobal(QPointF(spot)).toPoint()
    )
    QApplication.sendEvent(reader.viewport(), event)
    assert "海关" in QToolTip.text()
    QToolTip.hideText()
    assert reader.explanation("policy:x") == reader.explanation("term:火星") == ""


def test_tab_explains_the_word_it_comes_to(  # type: ignore[no-untyped-def]
    open_window, fresh_bench: Workbench, qtbot
) -> None:
    window = open_window(fresh_bench)
    window.ctx.nav.open_provision("jingzhengbanfa-2021-4#一")
    settle()
    page = window.stack.current_page()
    page.terms.setChecked(True)
    settle()
    reader = page.current()
    reader.setFocus()
    for _ in range(40):
        qtbot.keyClick(reader, Qt.Key.Key_Tab)
        if QToolTip.text():
            break
    assert "</b>" in QToolTip.text()
    QToolTip.hideText()


def test_the_page_speaks_english_too() -> None:
    folder = Path(glossary.__file__).parent
    said = {word for row in ACTIONS for word in (row.label, row.group)}
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "t"
                and isinstance(node.args[0], ast.Constant)
            ):
                said.add(str(node.args[0].value))
    assert sorted(said - set(load_catalogue("en"))) == []
