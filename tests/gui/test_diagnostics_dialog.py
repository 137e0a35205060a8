"""The diagnostic information is read before it is saved, and is saved as it was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from navigator.app.workbench import Workbench
from navigator.ui.diagnostics import DiagnosticsDialog
from navigator.ui.window import MainWindow


def test_what_is_shown_is_what_is_saved(
    fresh_bench: Workbench, open_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = open_window(fresh_bench)
    window.ctx.nav.open_page("settings")
    page = window.stack.current_page()
    page.diagnose.click()  # type: ignore[union-attr]
    dialog = page.findChild(DiagnosticsDialog)  # type: ignore[union-attr]
    assert dialog is not None
    assert dialog.isVisible()
    assert "【检查】" in dialog.view.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text
    target = tmp_path / "诊断 信息.txt"
    dialog.write(target)
    assert target.read_text(encoding="utf-8") == dialog.text == dialog.view.toPlainText()
    assert not dialog.isVisible()
    QGuiApplication.clipboard().clear()
    dialog.deleteLater()
