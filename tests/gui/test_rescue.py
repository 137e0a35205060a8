"""A desk that cannot be opened still gives a window with a way out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.model.errors import StoreError
from navigator.store.faults import FullError
from navigator.ui.rescue import Rescue


def damaged_desk(root: Path) -> Workbench:
    with Workbench(Paths(root)) as bench:
        for number in range(200):
            bench.desk.notes.add(f"第{number}条口径：带原件" * 20)
    file = root / "desk.db"
    data = bytearray(file.read_bytes())
    data[8192:12288] = bytes(4096)
    file.write_bytes(data)
    return Workbench(Paths(root))


def opening_error(bench: Workbench) -> StoreError:
    try:
        bench.settings.get("ui.language", "zh")
    except StoreError as error:
        return error
    raise AssertionError("the desk opened")


def test_a_damaged_desk_is_repaired_and_opened(qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with damaged_desk(tmp_path / "数据") as bench:
        dialog = Rescue(bench, opening_error(bench))
        qtbot.addWidget(dialog)
        dialog.show()
        assert "已损坏" in dialog.title.text()
        assert dialog.mend.isVisible()
        assert not dialog.again.isVisible()
        dialog.mend.click()
        assert dialog.result() == QDialog.DialogCode.Accepted
        assert any("书桌" in action or "笔记" in action for action in dialog.told)
        bench.desk.notes.add("修好以后照常记")


def test_other_faults_are_tried_again_and_nothing_is_repaired(qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with Workbench(Paths(tmp_path)) as bench:
        dialog = Rescue(bench, FullError("磁盘已满", "原有内容没有改动", "请腾出空间"))
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.title.text() == "磁盘已满"
        assert dialog.todo.text() == "请腾出空间"
        assert not dialog.mend.isVisible()
        dialog.again.click()
        assert dialog.result() == QDialog.DialogCode.Accepted


def test_leaving_opens_nothing(qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with Workbench(Paths(tmp_path)) as bench:
        dialog = Rescue(bench, FullError("磁盘已满"))
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.leave.click()
        assert dialog.result() == QDialog.DialogCode.Rejected
