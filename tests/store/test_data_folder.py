"""Where the data folder is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.app import paths as module
from navigator.app.paths import Paths, find_paths, portable_folder
from navigator.model.errors import StoreError
from tests.permissions import permissions_bind, writable


def test_option_comes_before_environment(tmp_path: Path) -> None:
    environment = {"POLICY_NAVIGATOR_HOME": str(tmp_path / "env")}
    assert find_paths(tmp_path / "数据 夹", environment).root == tmp_path / "数据 夹"
    assert find_paths(None, environment).root == tmp_path / "env"
    assert find_paths("", environment).root == tmp_path / "env"


def test_relative_folder_is_taken_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths("数据", {}).root == tmp_path / "数据"


def test_without_anything_the_platform_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "program_folder", lambda: tmp_path)
    found = find_paths(None, {"POLICY_NAVIGATOR_HOME": " "})
    assert found.root.name == "policy-navigator"
    assert not found.portable


def test_portable_program_keeps_its_data_beside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "U 盘" / "政策导航"
    program.mkdir(parents=True)
    monkeypatch.setattr(module, "program_folder", lambda: program)
    assert not find_paths(None, {}).portable
    (program / "portable.txt").touch()
    assert find_paths(None, {}) == Paths(program / "data", portable=True)
    (program / "portable.txt").write_text("../我的数据\n", encoding="utf-8-sig")
    assert find_paths(None, {}).root == tmp_path / "U 盘" / "我的数据"


def test_folder_named_data_counts_beside_a_program_but_not_among_packages(tmp_path: Path) -> None:
    for name in ("程序", "site-packages"):
        (tmp_path / name / "data").mkdir(parents=True)
    assert portable_folder(tmp_path / "程序", frozen=False) == tmp_path / "程序" / "data"
    assert portable_folder(tmp_path / "site-packages", frozen=False) is None
    assert portable_folder(tmp_path / "site-packages", frozen=True) is not None


def test_everything_is_made_inside_the_folder(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "数据 夹" / "里").make()
    members = (paths.library, paths.desk, paths.index_folder, paths.logs, paths.backups, paths.tmp)
    assert all(member.parent == paths.root for member in members)
    assert len(set(members)) == 6
    assert paths.tmp.is_dir() and list(paths.tmp.iterdir()) == []
    assert paths.make() == paths


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(StoreError, match="不是文件夹") as caught:
            Paths(place).make()
        assert "--data-dir" in caught.value.message
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with permissions_bind():
            if writable(tmp_path):
                pytest.skip("permissions do not bind this user")
            with pytest.raises(StoreError, match="不能写入"):
                Paths(tmp_path / "data").make()
    finally:
        tmp_path.chmod(0o700)
