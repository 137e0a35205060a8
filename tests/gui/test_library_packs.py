"""Policy packs in the library page: look, agree, install, go back, and be refused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from navigator.app.workbench import Workbench
from navigator.ingest import read_publication
from navigator.model.documents import Publication
from navigator.store.packs import Consent, PackError, build
from navigator.ui.changes import changes_of
from navigator.ui.context import make_context
from navigator.ui.jobs import ThreadExecutor
from navigator.ui.pages.library.packs import PacksCard
from navigator.ui.pages.library.page import LibraryPage
from navigator.ui.window import MainWindow
from tests.gui.helpers import assert_accessible, settle, type_text

OpenWindow = Callable[..., MainWindow]
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLISHER = "海河市政务服务局"
WORDING = (
    "海河市支持小店的若干措施\n海政发〔2021〕9号\n\n各区政府：\n\n"
    "一、减免房租\n小店可以申请减免一个月房租。\n\n二、贴息\n按照百分之二贴息。\n"
)


def labels(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def buttons(widget: QWidget) -> dict[str, QPushButton]:
    found = [b for b in widget.findChildren(QPushButton) if b.isVisible()]
    return {b.text().strip(): b for b in found}


def press(widget: QWidget, words: str) -> None:
    buttons(widget)[words].click()
    settle()


def page_of(window: MainWindow) -> LibraryPage:
    window.ctx.nav.open_page("library")
    settle()
    page = window.stack.current_page()
    assert isinstance(page, LibraryPage)
    return page


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    path = tmp_path_factory.mktemp("来源") / "小店.txt"
    path.write_text(WORDING, encoding="utf-8")
    return read_publication(path)


@pytest.fixture
def pack(tmp_path: Path, paper: Publication) -> Callable[..., Path]:
    """Writes a pack; ``wording`` replaces 百分之二."""

    def make(
        edition: str = "2021Q1",
        key: Ed25519PrivateKey | None = KEY,
        wording: str = "",
        publisher: str = PUBLISHER,
    ) -> Path:
        source = paper
        if wording:
            path = tmp_path / f"小店 {edition}.txt"
            path.write_text(WORDING.replace("百分之二", wording), encoding="utf-8")
            source = read_publication(path)
        target = tmp_path / f"政策 包 {edition}.pnpack"
        target.write_bytes(
            build(
                name="惠企政策",
                edition=edition,
                publisher=publisher,
                sources=[source],
                catalogue={"glossary.yaml": b"terms: []\n"},
                key=key,
            )
        )
        return target

    return make


def look(page: LibraryPage, path: Path) -> PacksCard:
    page.packs.look(path)
    settle()
    return page.packs


def install(page: LibraryPage, path: Path) -> None:
    card = look(page, path)
    assert card.box is not None
    if card.box.compared is not None:
        card.box.compared.setChecked(True)
    press(card, "安装")


def test_first_start_teaches_what_a_pack_is(
    open_window: OpenWindow, fresh_bench: Workbench
) -> None:
    page = page_of(open_window(fresh_bench))
    assert "由发布者签名" in labels(page.packs)
    assert set(buttons(page.packs)) == {"打开政策包…", "信任的发布者…"}
    assert_accessible(page.packs)


def test_an_unknown_publisher_is_installed_once_the_fingerprint_was_compared(
    open_window: OpenWindow,
    fresh_bench: Workbench,
    pack: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(fresh_bench)
    page = page_of(window)
    path = pack()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    press(page.packs, "打开政策包…")
    words = labels(page.packs)
    found = fresh_bench.packs.inspect(path)
    assert found.pack.fingerprint is not None
    for part in (PUBLISHER, "惠企政策", "2021Q1", "还不认识", "官方文件 1 份", "新增 1 份文件",
                 found.pack.fingerprint[:4], found.pack.fingerprint[-4:]):  # fmt: skip
        assert part in words
    assert fresh_bench.packs.installed() == []
    assert not buttons(page.packs)["安装"].isEnabled()
    assert buttons(page.packs)["取消"].hasFocus()
    assert_accessible(page.packs)

    heard: list[bool] = []
    changes_of(window.ctx).libraryChanged.connect(lambda: heard.append(True))
    assert page.packs.box is not None and page.packs.box.compared is not None
    page.packs.box.compared.setChecked(True)
    press(page.packs, "安装")
    assert "已安装“惠企政策”2021Q1" in labels(page.packs)
    assert "一字不少" in labels(page.packs)
    assert heard == [True]
    assert page.packs.table is not None and page.packs.table.words.rowCount() == 1
    assert page.sources.table.words.rowCount() == 1
    assert buttons(page.packs)["打开政策包…"].hasFocus()
    assert [item.name for item in fresh_bench.packs.trust.publishers()] == [PUBLISHER]
    assert fresh_bench.search.search("减免房租").total >= 1
    assert_accessible(page.packs)

    look(page, path)
    assert "已经装在这台电脑上" in labels(page.packs)
    assert "安装" not in buttons(page.packs)
    press(page.packs, "返回")


def test_naming_the_publisher_lets_a_pack_in_once(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    page = page_of(open_window(fresh_bench))
    box = look(page, pack()).box
    assert box is not None and box.typed is not None
    type_text(box.typed, "海河市")
    assert not buttons(page.packs)["安装"].isEnabled()
    type_text(box.typed, "政务服务局")
    assert box.consent() == Consent(trust=PUBLISHER)
    press(page.packs, "安装")
    assert len(fresh_bench.packs.installed()) == 1
    assert fresh_bench.packs.trust.publishers() == []


def test_an_unsigned_pack_must_be_named(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    page = page_of(open_window(fresh_bench))
    box = look(page, pack(key=None)).box
    assert "没有签名" in labels(page.packs)
    assert box is not None and box.typed is not None and box.compared is None
    assert not buttons(page.packs)["安装"].isEnabled()
    type_text(box.typed, PUBLISHER)
    assert box.consent() == Consent(allow_unsigned=PUBLISHER)
    press(page.packs, "安装")
    assert "没有签名" in str(page.packs.table and page.packs.table.words.index(0, 5).data())


def test_a_false_publisher_cannot_be_installed_at_all(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    page = page_of(open_window(fresh_bench))
    install(page, pack())
    card = look(page, pack("2021Q2", publisher="另一个局"))
    assert "另一个发布者" in labels(card)
    assert set(buttons(card)) == {"返回"}
    assert card.box is not None and not card.box.ready


def test_another_key_needs_the_fingerprint_not_the_name(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    page = page_of(open_window(fresh_bench))
    install(page, pack())
    card = look(page, pack("2021Q2", key=OTHER_KEY))
    assert "另一把密钥" in labels(card)
    assert card.box is not None and card.box.typed is None
    install(page, pack("2021Q2", key=OTHER_KEY))
    assert len(fresh_bench.packs.trust.publishers()) == 2


def test_a_new_edition_an_old_one_and_the_way_back(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    page = page_of(open_window(fresh_bench))
    install(page, pack())
    card = look(page, pack("2021Q2", wording="百分之三"))
    assert "已信任" in labels(card)
    assert "1 份换成新文字" in labels(card)
    assert "退回现在的样子（2021Q1）" in labels(card)
    press(card, "安装")
    assert "其中 1 份是新版本" in labels(card)

    card = look(page, pack("2020Q4", wording="百分之一"))
    assert "比已安装的 2021Q2 旧" in labels(card)
    assert not buttons(card)["安装"].isEnabled()
    assert card.box is not None and card.box.older is not None
    card.box.older.setChecked(True)
    assert buttons(card)["安装"].isEnabled()
    press(card, "取消")

    press(card, "退回…")
    assert "退回后是 2021Q1" in labels(card)
    assert buttons(card)["不退回"].hasFocus()
    assert_accessible(card)
    press(card, "不退回")
    press(card, "退回…")
    press(card, "确定退回")
    assert "已取下“惠企政策”2021Q2" in labels(card)
    assert [entry.edition for entry in fresh_bench.packs.installed()] == ["2021Q1"]
    document = fresh_bench.library.documents()[0].id
    assert any("百分之二" in p.text for p in fresh_bench.library.provisions(document))
    press(card, "退回…")
    assert "退回后没有装任何政策包" in labels(card)
    press(card, "确定退回")
    assert "退回…" not in buttons(card)
    assert fresh_bench.library.documents() == []


def test_a_tampered_pack_is_refused_in_the_card(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    page = page_of(open_window(fresh_bench))
    path = pack()
    data = path.read_bytes()
    path.write_bytes(data.replace("贴息".encode(), "贴钱".encode()))
    card = look(page, path)
    assert "应有的样子" in labels(card)
    assert "没有改动任何内容" in labels(card)
    assert "打开政策包…" in buttons(card)
    assert fresh_bench.packs.installed() == []


def test_trust_can_be_taken_back(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    page = page_of(open_window(fresh_bench))
    press(page.packs, "信任的发布者…")
    assert "还没有信任的发布者" in labels(page.packs)
    press(page.packs, "返回")
    install(page, pack())
    press(page.packs, "信任的发布者…")
    assert PUBLISHER in labels(page.packs)
    assert_accessible(page.packs)
    press(page.packs, "不再信任")
    assert "还没有信任的发布者" in labels(page.packs)
    press(page.packs, "返回")
    assert len(fresh_bench.packs.installed()) == 1


def test_a_pack_may_be_dropped_on_the_page(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    page = page_of(open_window(fresh_bench))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pack()))])
    event = QDropEvent(
        QPoint(10, 10).toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    settle()
    assert page.packs.box is not None


def test_stopping_an_installation_leaves_everything_as_it_was(
    qtbot: object, fresh_bench: Workbench, pack: Callable[..., Path], qapp: object
) -> None:
    ctx = make_context(fresh_bench, ThreadExecutor())
    card = PacksCard(ctx, fresh_bench)
    try:
        found = fresh_bench.packs.inspect(pack())
        card.show_pack(found)
        assert card.box is not None and card.box.compared is not None
        card.box.compared.setChecked(True)
        reached, go_on = threading.Event(), threading.Event()
        real = fresh_bench.packs.install

        def slow(*arguments: object, **named: object) -> object:
            reached.set()
            assert go_on.wait(10)
            return real(*arguments, **named)  # type: ignore[arg-type]

        fresh_bench.packs.install = slow  # type: ignore[method-assign, assignment]
        card.confirm()
        assert reached.wait(10)
        assert card.busy
        card.look(pack("2021Q2"))  # not while another is under way
        card.cancel()
        go_on.set()
        qtbot.waitUntil(lambda: not card.busy)  # type: ignore[attr-defined]
        assert fresh_bench.packs.installed() == []
        assert fresh_bench.library.documents() == []
        assert card.table is None
    finally:
        ctx.jobs.shutdown()
        ctx.language.uninstall()
        card.deleteLater()
        ctx.deleteLater()


def test_a_failure_while_installing_is_told(
    open_window: OpenWindow,
    fresh_bench: Workbench,
    pack: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = page_of(open_window(fresh_bench))
    card = look(page, pack())
    assert card.box is not None and card.box.compared is not None
    card.box.compared.setChecked(True)

    def fail(*_arguments: object, **_named: object) -> None:
        raise PackError("磁盘空间不足", "请腾出空间后重试")

    monkeypatch.setattr(fresh_bench.packs, "install", fail)
    press(card, "安装")
    assert "磁盘空间不足" in labels(card)
    assert "没有改动任何内容" in labels(card)


def test_every_word_is_there_in_english(
    open_window: OpenWindow, fresh_bench: Workbench, pack: Callable[..., Path]
) -> None:
    """Names, dates and what an error says apart, nothing Chinese is left in the card."""
    window = open_window(fresh_bench)
    page = page_of(window)

    def chinese() -> list[str]:
        texts = [w.text() for w in page.packs.findChildren(QLabel) if w.isVisible()]
        texts += list(buttons(page.packs))
        names = ("惠企政策", PUBLISHER)
        for name in names:
            texts = [text.replace(name, "") for text in texts]
        return [t for t in texts if any("\u4e00" <= c <= "\u9fff" for c in t)]

    window.ctx.language.switch("en")
    settle()
    assert chinese() == []
    for path in (pack(key=None), pack(), pack("2021Q2", wording="百分之三"), pack("2020Q4")):
        look(page, path)
        assert chinese() == []
        box = page.packs.box
        assert box is not None
        if box.compared is not None:
            box.compared.setChecked(True)
            page.packs.confirm()
            settle()
            assert fresh_bench.packs.installed()
        else:
            page.packs.show_start()
        assert chinese() == []
    page.packs.ask_to_go_back(fresh_bench.packs.installed())
    assert chinese() == []
    page.packs.show_trust()
    assert chinese() == []
    window.ctx.language.switch("zh")
