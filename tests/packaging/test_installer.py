"""The installer of the Linux folder, run for real into a home of its own."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the installer is for Linux"
)


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A folder as the archive unpacks, with a program that says its version."""
    folder = tmp_path / "解开 的"
    for inside in ("_internal", "licences", "share/applications", "share/metainfo",
                   "share/mime/packages", "share/icons/hicolor/48x48/apps"):  # fmt: skip
        (folder / inside).mkdir(parents=True)
    program = folder / "policy-navigator"
    program.write_text("#!/bin/sh\necho 1\n", encoding="ascii")
    program.chmod(0o755)
    (folder / "_internal" / "part.so").write_bytes(b"one")
    (folder / "share/icons/hicolor/48x48/apps/policy-navigator.png").write_bytes(b"png")
    (folder / "share/metainfo/policy-navigator.metainfo.xml").write_text("<component/>", "utf-8")
    for name in ("policy-navigator.desktop.in",):
        (folder / "share/applications" / name).write_bytes((LINUX / name).read_bytes())
    pack = "policy-navigator-pack.xml"
    (folder / "share/mime/packages" / pack).write_bytes((LINUX / pack).read_bytes())
    for name, text in (("sbom.cdx.json", "{}"), ("VERSION", "1"), ("README.txt", "")):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "install.sh").write_bytes((LINUX / "install.sh").read_bytes())
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "我的 家"
    folder.mkdir()
    return folder


def install(folder: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(folder / "install.sh"), *words],
        env={"PATH": os.environ["PATH"], "HOME": str(home)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_installs_with_menu_entry_icon_and_packs(unpacked: Path, home: Path) -> None:
    done = install(unpacked, home)
    assert done.returncode == 0, done.stderr
    assert "已安装到" in done.stdout
    program = home / ".local/lib/policy-navigator/policy-navigator"
    assert subprocess.run([home / ".local/bin/policy-navigator"], capture_output=True,
                          check=True).stdout == b"1\n"  # fmt: skip
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(home / ".local/share/applications/policy-navigator.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    assert desktop["Exec"] == f'"{program}" --open %f'
    assert desktop["TryExec"] == str(program)
    assert desktop["Name[zh_CN]"] == "政策导航"
    kinds = ElementTree.parse(
        home / ".local/share/mime/packages/policy-navigator-pack.xml"
    ).getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = kinds.iter(f"{space}mime-type")
    assert kind.attrib["type"] in desktop["MimeType"]
    assert [glob.attrib["pattern"] for glob in kind.iter(f"{space}glob")] == ["*.pnpack"]
    assert (home / ".local/share/icons/hicolor/48x48/apps/policy-navigator.png").exists()


def test_an_upgrade_keeps_what_is_the_users(unpacked: Path, home: Path) -> None:
    install(unpacked, home)
    place = home / ".local/lib/policy-navigator"
    (place / "portable.txt").touch()
    (place / "data").mkdir()
    (place / "data" / "desk.db").write_bytes(b"mine")
    (unpacked / "_internal" / "part.so").unlink()
    (unpacked / "_internal" / "other.so").write_bytes(b"two")
    assert install(unpacked, home).returncode == 0
    assert (place / "data" / "desk.db").read_bytes() == b"mine"
    assert (place / "portable.txt").exists()
    assert [file.name for file in (place / "_internal").iterdir()] == ["other.so"]
    assert not list(place.parent.glob("policy-navigator.*"))


def test_removes_itself_and_never_data(unpacked: Path, home: Path) -> None:
    install(unpacked, home)
    place = home / ".local/lib/policy-navigator"
    (place / "data").mkdir()
    refused = install(place, home, "--remove")
    assert refused.returncode == 1
    assert "请先移到别处" in refused.stderr
    (place / "data").rmdir()
    assert install(place, home, "--remove").returncode == 0
    # What the desktop's own tools have made of its neighbours is theirs.
    assert list(home.rglob("*policy-navigator*")) == []


def test_a_folder_that_is_not_whole_is_refused(unpacked: Path, home: Path) -> None:
    (unpacked / "policy-navigator").unlink()
    done = install(unpacked, home)
    assert done.returncode == 1
    assert "请在解开的安装包文件夹里运行" in done.stderr
    assert list(home.iterdir()) == []


def test_wrong_words_are_told(unpacked: Path, home: Path) -> None:
    assert install(unpacked, home, "--everything").returncode == 2
