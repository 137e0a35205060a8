"""A file is there whole or not at all, and what stood there before is safe."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from export_samples import AS_OF, sample

from navigator.export.files import write_file
from navigator.export.items import export_items
from navigator.model.errors import ExportError


def listed(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def export(path: Path, *, force: bool = False, file_format: str = "md") -> None:
    export_items(sample(), file_format, path, title="样例", as_of=AS_OF, force=force)


def test_an_existing_file_is_left_alone_without_force(tmp_path: Path) -> None:
    path = tmp_path / "我的 笔记.md"
    path.write_text("旧", encoding="utf-8")
    with pytest.raises(ExportError, match="已经存在"):
        export(path)
    assert path.read_text(encoding="utf-8") == "旧"
    export(path, force=True)
    assert path.read_text(encoding="utf-8").startswith("# 样例")
    assert listed(tmp_path) == ["我的 笔记.md"]


def _fail(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("existing", [False, True])
def test_a_full_disk_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: bool
) -> None:
    path = tmp_path / "样例.pdf"
    if existing:
        path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", _fail(errno.ENOSPC))
    with pytest.raises(ExportError, match="磁盘满了") as caught:
        export(path, force=True, file_format="pdf")
    assert caught.value.todo
    assert listed(tmp_path) == (["样例.pdf"] if existing else [])
    assert not existing or path.read_bytes() == b"old"


def test_a_failing_move_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "样例.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", _fail(errno.EIO))
    with pytest.raises(ExportError):
        export(path, force=True)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert listed(tmp_path) == ["样例.md"]


def test_a_missing_folder_and_a_folder_as_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="不存在"):
        export(tmp_path / "没有" / "样例.md")
    with pytest.raises(ExportError, match="是文件夹"):
        export(tmp_path, force=True)
    assert listed(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("navigator.export.files.tempfile.mkstemp", _fail(errno.EACCES))
    with pytest.raises(ExportError, match="没有权限"):
        export(tmp_path / "样例.md")


def test_an_exported_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "样例.csv"
    write_file(path, b"1")
    plain = tmp_path / "plain"
    plain.write_bytes(b"1")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="不认识的格式"):
        export(tmp_path / "样例.xyz", file_format="xyz")
    assert listed(tmp_path) == []
