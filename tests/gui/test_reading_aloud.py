"""Reading aloud with a stand-in for the voice: a program that writes down what it is given."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from navigator.app.pin import Pin
from navigator.app.speech import Voice
from navigator.app.workbench import Workbench
from navigator.ui.context import make_context
from navigator.ui.jobs import InlineExecutor
from navigator.ui.kiosk.window import KioskWindow, visitor_bench
from navigator.ui.pages.reading import aloud as aloud_module
from navigator.ui.pages.reading.aloud import KIOSK_SETTING, Aloud
from navigator.ui.pages.reading.page import ReadingPage
from navigator.ui.window import MainWindow
from tests.gui.conftest import bury

WITH_DIGEST = "jingzhengbanfa-2021-4#六"

_QUICK = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
_ENDLESS = _QUICK + "; import time; time.sleep(600)"
_MUTE = "import sys; sys.stdin.read(); sys.exit('error: no sound card')"


def voice(code: str, heard: Path) -> Voice:
    return Voice("stand-in", sys.executable, ("-c", code, str(heard)))


@pytest.fixture
def heard(tmp_path: Path) -> Path:
    return tmp_path / "听到 的.txt"


Speak = Callable[[Voice | None], ReadingPage]


@pytest.fixture
def reading(
    bench: Workbench,
    open_window: Callable[..., MainWindow],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Speak:
    def make(found: Voice | None) -> ReadingPage:
        monkeypatch.setattr(aloud_module, "known_voice", lambda: found)
        window = open_window(bench)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.ctx.nav.open_provision(WITH_DIGEST)
        page = window.stack.current_page()
        assert isinstance(page, ReadingPage)
        return page

    return make


def ids(page: ReadingPage) -> set[str]:
    window = page.window()
    assert isinstance(window, MainWindow)
    return {bound.spec.id for bound in window.actions_now()}


def test_the_digest_is_said_piece_by_piece(reading: Speak, heard: Path, qtbot: QtBot) -> None:
    page = reading(voice(_QUICK, heard))
    page.show_digest()
    qtbot.keyClick(page, Qt.Key.Key_F4)
    assert page.aloud.button.isChecked()
    qtbot.waitUntil(lambda: not page.aloud.speaking, timeout=20_000)
    item = page.bench.contents.provision(WITH_DIGEST)
    assert item is not None
    assert item.digest
    said = "".join(heard.read_text(encoding="utf-8").split())
    assert "".join(item.digest.split()) in said
    assert not page.aloud.button.isChecked()


def test_chosen_words_are_said_alone(reading: Speak, heard: Path, qtbot: QtBot) -> None:
    page = reading(voice(_QUICK, heard))
    reader = page.current()
    assert reader is not None
    cursor = reader.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 6)
    reader.setTextCursor(cursor)
    qtbot.mouseClick(page.aloud.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.aloud.speaking, timeout=20_000)
    assert heard.read_text(encoding="utf-8").strip() == reader.selected_words().strip()


def test_it_pauses_goes_on_and_stops(reading: Speak, heard: Path, qtbot: QtBot) -> None:
    page = reading(voice(_ENDLESS, heard))
    page.read_aloud()
    qtbot.waitUntil(lambda: heard.exists() and heard.stat().st_size > 0, timeout=20_000)
    first = heard.read_bytes()
    qtbot.keyClick(page, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    speaker = page.aloud.speaker
    assert speaker is not None
    assert speaker.paused
    assert page.aloud.speaking
    qtbot.keyClick(page, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: heard.read_bytes() == first * 2, timeout=20_000)
    qtbot.keyClick(page, Qt.Key.Key_F4)
    assert not page.aloud.speaking
    assert page.aloud.button.accessibleName() == "朗读本条"


def test_leaving_the_page_ends_it(reading: Speak, heard: Path) -> None:
    page = reading(voice(_ENDLESS, heard))
    page.read_aloud()
    assert page.aloud.speaking
    page.ctx.nav.open_page("settings")
    assert not page.aloud.speaking


@pytest.mark.parametrize(
    "broken",
    [Voice("mute", sys.executable, ("-c", _MUTE)), Voice("gone", "/nowhere/speak", ())],
    ids=["mute", "gone"],
)
def test_a_failure_is_said_plainly(reading: Speak, broken: Voice, qtbot: QtBot) -> None:
    page = reading(broken)
    page.read_aloud()
    qtbot.waitUntil(lambda: not page.aloud.speaking, timeout=20_000)
    window = page.window()
    assert isinstance(window, MainWindow)
    (banner,) = window.notices.banners
    assert "没有读出来" in banner.message.text
    assert not page.aloud.button.isChecked()


def test_without_a_voice_nothing_is_offered(reading: Speak, qtbot: QtBot) -> None:
    page = reading(None)
    assert page.aloud.button.isHidden()
    assert not {"reading.aloud", "reading.pause"} & ids(page)
    qtbot.keyClick(page, Qt.Key.Key_F4)  # the key says why instead of being dead
    window = page.window()
    assert isinstance(window, MainWindow)
    toast = window.notices.toast
    assert toast is not None
    assert "没有中文语音" in toast.accessibleName()


def test_with_a_voice_it_is_in_the_palette(reading: Speak, heard: Path) -> None:
    page = reading(voice(_QUICK, heard))
    assert not page.aloud.button.isHidden()
    assert {"reading.aloud", "reading.pause"} <= ids(page)


@pytest.mark.parametrize("allowed", [False, True])
def test_a_kiosk_speaks_only_where_the_hall_allows_it(
    bench: Workbench, heard: Path, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    monkeypatch.setattr(aloud_module, "known_voice", lambda: voice(_ENDLESS, heard))
    bench.settings.set(KIOSK_SETTING, allowed)
    guest = make_context(visitor_bench(bench), InlineExecutor())  # type: ignore[arg-type]
    kiosk = KioskWindow(guest, Pin(bench.settings))
    kiosk.show()
    try:
        guest.nav.open_provision(WITH_DIGEST)
        page = kiosk.stack.current_page()
        assert isinstance(page, ReadingPage)
        assert page.aloud.button.isVisible() is allowed
        page.read_aloud()
        assert page.aloud.speaking is allowed
        speaking: Aloud = page.aloud
        kiosk.wipe()
        assert not speaking.speaking  # the next visitor does not hear the last one's provision
    finally:
        kiosk.leave()
        kiosk.deleteLater()
        guest.jobs.shutdown()
        guest.language.uninstall()
        bury()
