"""Which libraries travel, in which order they are loaded, and how parts are written down."""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path

import pytest

from scripts.bundle import build, cut_off, libraries, sbom, try_out
from scripts.bundle.build import NEWEST_GLIBC, BuildError, check_glibc, fetch, version

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("readelf") is None,
    reason="reads ELF files with readelf",
)


def test_libraries_are_loaded_after_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = {"bsd": ("libmd.so.0", "libc.so.6"), "md": (), "xdmcp": ("libbsd.so.0",)}
    monkeypatch.setattr(libraries, "needed", lambda file: needs[file])
    entries = [
        ("host/libXdmcp.so.6", "xdmcp", "BINARY"),
        ("host/libbsd.so.0", "bsd", "BINARY"),
        ("host/libmd.so.0", "md", "BINARY"),
        ("libz.so.1", "z", "BINARY"),
    ]
    assert libraries.order(entries).split() == ["libmd.so.0", "libbsd.so.0", "libXdmcp.so.6"]


@linux
def test_what_a_file_needs_is_read_from_it() -> None:
    assert any(name.startswith("libc.so") for name in libraries.needed(shutil.which("sh") or ""))
    assert libraries.needed(__file__) == ()


@linux
def test_a_part_for_a_newer_c_library_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 0 < libraries.glibc(shutil.which("sh") or "") < 100
    assert libraries.glibc(__file__) == 0
    for name in ("host/driver.so", "own.so"):
        file = tmp_path / "_internal" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    asked = {"driver.so": NEWEST_GLIBC + 1, "own.so": NEWEST_GLIBC, "policy-navigator": 17}
    monkeypatch.setattr(libraries, "glibc", lambda file: asked[Path(file).name])
    check_glibc(tmp_path)
    asked["own.so"] = NEWEST_GLIBC + 1
    with pytest.raises(BuildError, match=r"own\.so asks for glibc"):
        check_glibc(tmp_path)


def test_links_to_files_left_out_are_left_out() -> None:
    files = {"PySide6/Qt/lib/libQt6Core.so.6"}
    assert libraries.leads_somewhere(
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"), files
    )
    assert not libraries.leads_somewhere(
        ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK"), files
    )
    assert libraries.leads_somewhere(("a.so", "/usr/lib/a.so", "BINARY"), set())


def test_libraries_inside_packages_are_listed_by_their_own_names(tmp_path: Path) -> None:
    for place in ("PySide6/Qt/lib", "."):  # once as a file, once as a link to it
        folder = tmp_path / "_internal" / place
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "libicudata.so.73").touch()
    found = {str(part["name"]): str(part["version"]) for part in sbom.inner_parts(tmp_path)}
    assert set(found) == {"Qt", "OpenSSL", "libxml2", "libxslt", "libyaml", "ICU"}
    assert found["ICU"] == "73"
    assert all(version[0].isdigit() for version in found.values())


def test_a_source_is_taken_by_its_hash(tmp_path: Path) -> None:
    source = tmp_path / "there" / "a.tar.xz"
    source.parent.mkdir()
    source.write_bytes(b"other")
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(BuildError, match="not the file"):
        fetch(source.as_uri(), "0" * 64, work)
    assert list(work.iterdir()) == []
    with pytest.raises(BuildError, match="下载不了"):
        fetch((tmp_path / "nowhere.tar.xz").as_uri(), "0" * 64, work)


def test_who_may_not_build_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build.platform, "system", lambda: "Linux")
    monkeypatch.setattr(build.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(build.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(BuildError, match=r"(?s)需要管理员权限.*needs? root"):
        build.check_machine()
    monkeypatch.setattr(build.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(build.shutil, "which", lambda tool: None)
    with pytest.raises(BuildError, match=r"缺少 debootstrap.*apt install"):
        build.check_machine()
    monkeypatch.setattr(build.platform, "machine", lambda: "aarch64")
    with pytest.raises(BuildError, match="x86-64"):
        build.check_machine()


def test_the_version_is_the_programs() -> None:
    from navigator import __version__

    assert version() == __version__


def test_what_tried_to_leave_is_counted() -> None:
    table = "Ip: Forwarding OutNoRoutes InDelivers\nIp: 2 5 0\nTcp: ActiveOpens\nTcp: 1\n"
    assert cut_off.no_routes(table) == 5
    with pytest.raises(ValueError, match="no line of IP"):
        cut_off.no_routes("Tcp: ActiveOpens\nTcp: 1\n")


def picture(glyphs: list[list[str]]) -> list[bytes]:
    """Rows of four glyphs side by side; ``#`` is ink."""
    rows = ["".join(glyph[y] for glyph in glyphs) for y in range(len(glyphs[0]))]
    return [b"".join(b"\0\0\0\0" if c == "#" else b"\xff\xff\xff\0" for c in row) for row in rows]


def test_boxes_are_told_from_writing() -> None:
    box = ["####", "#..#", "####"]
    written = [["####", "#..#", "####"], ["#..#", "####", "#..#"], ["##.#", ".##.", "#.##"],
               ["#.##", "#.#.", "####"]]  # fmt: skip
    boxes = try_out.ink(picture([box] * 4), 0, 0, 16, 3)
    assert len(set(boxes)) == 1
    assert len(set(try_out.ink(picture(written), 0, 0, 16, 3))) == 4
    assert try_out.ink(picture([["....", "....", "...."]] * 4), 0, 0, 16, 3) == []


def test_a_screen_is_read_and_written_as_a_picture(tmp_path: Path) -> None:
    header = [0] * 25
    header[0], header[4], header[5], header[12], header[19] = 100, 2, 1, 8, 0
    file = tmp_path / "screen.xwd"
    file.write_bytes(struct.pack(">25I", *header) + b"\x01\x02\x03\0\x04\x05\x06\0")
    rows = try_out.pixels(file)
    assert rows == [b"\x01\x02\x03\0\x04\x05\x06\0"]
    try_out.write_png(rows, tmp_path / "a.png")
    from PySide6.QtGui import QColor, QImage

    assert QImage(str(tmp_path / "a.png")).pixelColor(1, 0) == QColor(6, 5, 4)
