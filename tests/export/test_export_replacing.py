"""Whose file it is that stands in the place of the new one."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from navigator.export.files import write_file
from navigator.model.errors import ExportError


def test_a_file_made_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "告知单 甲.pdf"
    real = os.fsync

    def someone_else_writes(handle: int) -> None:
        path.write_bytes(b"theirs")
        real(handle)

    monkeypatch.setattr(os, "fsync", someone_else_writes)
    with pytest.raises(ExportError, match="已经存在"):
        write_file(path, b"ours")
    assert path.read_bytes() == b"theirs"
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_a_disk_without_hard_links_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "甲.csv"
    write_file(path, b"1")
    assert path.read_bytes() == b"1"
    assert [item.name for item in tmp_path.iterdir()] == ["甲.csv"]


def test_a_link_stays_a_link_and_a_mode_stays_the_mode(tmp_path: Path) -> None:
    real = tmp_path / "真.md"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "链.md"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    write_file(link, b"new", force=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    if os.name == "posix":
        assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "told"), [("样" * 300 + ".md", "太长"), ("样\0例.md", "不能用的字符")]
)
def test_names_no_system_accepts_are_told(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(ExportError, match=told):
        write_file(tmp_path / name, b"1")
    assert not list(tmp_path.iterdir())


def test_the_longest_name_a_system_accepts_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("样" * 84 + ".md")
    write_file(path, b"1")
    assert path.read_bytes() == b"1"
