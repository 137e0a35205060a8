"""A file opened from the desktop is shown in the library, and nothing is stored by that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel

from navigator.app.workbench import Workbench
from navigator.cli.main import main
from navigator.ui.application import show_file
from navigator.ui.window import MainWindow
from tests.gui.helpers import settle


def test_a_publication_is_previewed(
    open_window: Callable[..., MainWindow], fresh_bench: Workbench, tmp_path: Path
) -> None:
    file = tmp_path / "小店 措施.txt"
    file.write_text(
        "海河市支持小店的若干措施\n海政发〔2021〕9号\n\n一、减免房租\n小店可以申请减免房租。\n",
        encoding="utf-8",
    )
    window = open_window(fresh_bench)
    show_file(window, file)
    settle()
    page = window.stack.current_page()
    assert page is not None
    assert page.page_id == "library"
    assert any(file.name in found.text() for found in page.findChildren(QLabel))
    assert fresh_bench.library.document_count() == 0


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    missing = tmp_path / "没有 这个.pnpack"
    assert main(["--data-dir", str(tmp_path), "--open", str(missing)]) == 1
    assert "没有这个文件" in capsys.readouterr().err
