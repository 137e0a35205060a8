"""Pictures of the policy packs in the library page."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtWidgets import QApplication

from navigator.store.library_load import load_publication
from navigator.store.packs import build
from navigator.ui.pages.library.page import LibraryPage
from navigator.ui.window import MainWindow

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def page_of(window: MainWindow) -> LibraryPage:
    """The page as if no pack had ever come: pictures share one data folder."""
    packs = window.ctx.workbench.packs  # type: ignore[attr-defined]
    while packs.installed():
        packs.roll_back()
    for publisher in packs.trust.publishers():
        packs.trust.remove(publisher.fingerprint)
    window.ctx.nav.open_page("library")
    settle()
    page = window.stack.current_page()
    assert isinstance(page, LibraryPage)
    return page


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


def write_pack(window: MainWindow, *, signed: bool, edition: str = "2021Q1") -> Path:
    library = window.ctx.workbench.library  # type: ignore[attr-defined]
    with library.reading() as db:
        sources = [load_publication(db, record.sequence) for record in library.sources()]
    path = Path(tempfile.mkdtemp()) / f"惠企政策-{edition}.pnpack"
    path.write_bytes(
        build(
            name="惠企政策汇编",
            edition=edition,
            publisher="某市政务服务管理局",
            sources=sources,
            catalogue={"glossary.yaml": b"terms: []\n"},
            key=KEY if signed else None,
        )
    )
    return path


def _show(window: MainWindow, page: LibraryPage) -> None:
    settle()
    page._scroll.ensureWidgetVisible(page.packs, 0, 40)
    settle()


def preview(window: MainWindow) -> None:
    page = page_of(window)
    page.packs.look(write_pack(window, signed=True))
    _show(window, page)


def unsigned(window: MainWindow) -> None:
    page = page_of(window)
    page.packs.look(write_pack(window, signed=False))
    _show(window, page)


def installed(window: MainWindow) -> LibraryPage:
    page = page_of(window)
    for edition in ("2020Q4", "2021Q1"):
        page.packs.look(write_pack(window, signed=True, edition=edition))
        settle()
        assert page.packs.box is not None
        if page.packs.box.compared is not None:
            page.packs.box.compared.setChecked(True)
        page.packs.confirm()
    _show(window, page)
    return page


def going_back(window: MainWindow) -> None:
    page = installed(window)
    page.packs.ask_to_go_back(page.packs.bench.packs.installed())
    _show(window, page)


def trusted(window: MainWindow) -> None:
    page = installed(window)
    page.packs.show_trust()
    _show(window, page)


def refused(window: MainWindow) -> None:
    path = write_pack(window, signed=True)
    path.write_bytes(path.read_bytes()[:-5])
    page = page_of(window)
    page.packs.look(path)
    _show(window, page)


SHOTS: dict[str, Callable[[MainWindow], object]] = {
    "packs-preview": preview,
    "packs-unsigned": unsigned,
    "packs-installed": installed,
    "packs-going-back": going_back,
    "packs-trusted": trusted,
    "packs-refused": refused,
}
