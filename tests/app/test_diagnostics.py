"""What goes to support helps it and tells nothing about people."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.app.diagnostics import as_text, collect
from navigator.app.logs import log_defect, stop_log
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench

PLANTED = ("王小明", "丁丑测试公司", "13800001111", "停征了没有")


def used(root: Path) -> Workbench:
    bench = Workbench(Paths(root))
    bench.desk.notes.add("丁丑测试公司来问过，电话13800001111", on="jingzhengbanfa-2021-4#六")
    bench.desk.searches.remember("停征了没有", {})
    bench.desk.settings.set("folders.export", str(root / "王小明"))
    try:
        raise ValueError("丁丑测试公司")
    except ValueError as error:
        log_defect(bench.paths, error)
    stop_log()
    return bench


def test_it_names_versions_sizes_and_faults_but_no_person(tmp_path: Path) -> None:
    with used(tmp_path / "王小明的数据") as bench:
        text = as_text(collect(bench))
    for word in PLANTED:
        assert word not in text
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    for word in ("版本", "SQLite", "笔记 1", "只有要点的文件 28", "没有发现问题", "ValueError"):
        assert word in text
    assert "test_diagnostics.py" in text  # where the fault was


def test_a_broken_desk_is_told_and_does_not_stop_it(tmp_path: Path) -> None:
    root = tmp_path / "王小明的数据"
    used(root).close()
    (root / "desk.db").write_bytes(b"\1" * 9000)
    with Workbench(Paths(root)) as bench:
        text = as_text(collect(bench))
    assert "读不了：DamagedError" in text
    assert "已损坏" in text
    assert "王小明" not in text


def test_the_command_shows_and_saves_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from navigator.cli.main import main

    root = tmp_path / "数据"
    used(root).close()
    assert main(["--data-dir", str(root), "diagnostics"]) == 0
    shown = capsys.readouterr().out
    target = tmp_path / "诊断.txt"
    assert main(["--data-dir", str(root), "diagnostics", "--output", str(target)]) == 0
    assert target.read_text(encoding="utf-8").splitlines()[:8] == shown.splitlines()[:8]
    assert main(["--data-dir", str(root), "diagnostics", "--output", str(target)]) == 1
    assert "诊断.txt" in capsys.readouterr().err  # an existing file is not replaced unasked
