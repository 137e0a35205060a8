"""The wizard in the whole window, over the real compilation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from navigator.app.workbench import Workbench
from navigator.ui.pages.wizard.page import WizardPage
from navigator.ui.pages.wizard.sources import SourceLink
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible
from tests.gui.wizard_driver import SPRING, click, settle, with_measures
from tests.gui.wizard_shots import PLEDGE, SHOTS, answered, wizard


@pytest.fixture
def buried() -> Iterator[None]:
    """Has closed windows really gone, or each later one would be slower to style."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(buried: None, bench: Workbench, open_window: Callable[..., MainWindow]) -> MainWindow:
    made = open_window(with_measures(bench))
    made.ctx.set_as_of(SPRING)
    return made


def test_every_view_can_be_shown_large_and_in_english(window: MainWindow) -> None:
    window.ctx.theme.set_zoom(150)
    window.ctx.language.switch("en")
    for name, show in SHOTS.items():
        show(window)
        settle()
        assert_accessible(window.stack)
        assert window.notices.banners == [], name
        page = window.stack.current_page()
        assert isinstance(page, WizardPage)
        page.wipe()
    window.ctx.language.switch("zh")
    window.ctx.theme.set_zoom(100)


def test_every_statement_leads_to_its_provision(window: MainWindow) -> None:
    space = answered(window)
    contents = window.ctx.workbench.contents  # type: ignore[attr-defined]
    for measure in space.rules.catalogue.measures:
        assert all(contents.exists(place) for place in measure.citations), measure.id
    card = space.ask.results.card(PLEDGE)
    assert card is not None
    link = card.findChildren(SourceLink)[0]
    assert "《" in link.accessibleName()
    click(link)
    place = window.ctx.nav.current
    assert place is not None
    assert (place.page_id, place.args["provision_id"]) == ("reading", link.provision_id)
    window.ctx.nav.back()
    settle()
    assert space.ask.results.isVisible()
    assert dict(space.interview.answers)


def test_the_reader_can_send_somebody_here(window: MainWindow) -> None:
    space = wizard(window, measure=PLEDGE)
    assert space.interview.focus == PLEDGE
    space = wizard(window, provision="jingzhengfa-2021-3")
    assert space.section == "browse"
    space = wizard(window, show=PLEDGE)
    assert space.ask.detail is not None


def test_the_slip_names_the_edition_it_rests_on(window: MainWindow, bench: Workbench) -> None:
    space = answered(window)
    space.show_slip()
    settle()
    assert space.slip is not None and space.slip.data is not None
    (origin,) = {view.origin for view in bench.documents() if view.origin is not None}
    assert space.slip.data.edition_sha256 == origin.sha256


def test_the_next_visitor_cannot_go_back_to_what_was_read(window: MainWindow) -> None:
    answered(window)
    window.ctx.nav.open_provision("jingzhengfa-2021-3")
    space = wizard(window)
    space.wipe()
    settle()
    assert not window.ctx.nav.can_go_back
    assert window.stack.current_page() is not None
    toast = window.notices.toast
    assert toast is not None and "清空" in toast.accessibleName()
