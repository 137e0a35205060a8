"""Builds what a machine without a network installs from.

    python3 -m scripts.bundle.build [--out dist] [--root FOLDER] [--wheelhouse]

- ``policy-navigator-VERSION-linux-x86_64.tar.xz``: a folder with everything in it, Python, Qt and a
  Chinese font included. It is made inside an old userland (Debian 11, made here by debootstrap and
  kept in ``--root``), because a program runs on no C library older than the one it was built with.
- ``policy-navigator-VERSION-wheelhouse.tar``: the wheels of ``requirements/run.lock`` and our own,
  for ``pip install --no-index``.

``--wheelhouse`` makes only the second, which needs neither root nor debootstrap.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import urllib.request
from pathlib import Path

from scripts.bundle import libraries

HERE = Path(__file__).resolve().parents[2]
MIRROR = "http://deb.debian.org/debian"
SUITE = "bullseye"
# Debian's own copies of the upstream sources, by hash: the newest that it carries.
SOURCES = (
    (
        "pool/main/s/sqlite3/sqlite3_3.53.4.orig.tar.xz",
        "05366adc8ee80c6b1faa71285b49d133c2121238ca58934b077fdeb95934abd4",
    ),
    (
        "pool/main/p/python3.13/python3.13_3.13.15.orig.tar.xz",
        "1e66a7945a48390ee4c2a4268a0e4185884059a13c4aab6d148aa208deea4a76",
    ),
)
PYTHON_RECIPE = ("build-python.sh", "old-libm.h")
TOOLS = """build-essential pkg-config libffi-dev zlib1g-dev libbz2-dev liblzma-dev uuid-dev binutils
xz-utils ca-certificates""".split()
# What Qt's plugins load, to be carried along.
LIBRARIES = """libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0
libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0
libxcb-randr0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1 libwayland-client0
libwayland-cursor0 libwayland-egl1""".split()
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
NEWEST_GLIBC = 28  # Qt's; nothing else may ask for a newer one
EPOCH = "1609459200"  # one date in every file, so that the same source gives the same archive


class BuildError(Exception):
    """Why not, for the person who asked."""


def run(*words: object, **options: object) -> str:
    """Standard output of a command; its whole output when it fails."""
    done = subprocess.run(
        [str(word) for word in words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,  # type: ignore[call-overload]
    )
    if done.returncode:
        shown = " ".join(str(word) for word in words)
        raise BuildError(f"{shown} failed:\n{done.stdout[-4000:]}")
    return str(done.stdout)


def version() -> str:
    text = (HERE / "navigator" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise BuildError("navigator/__init__.py names no version")
    return found[1]


def say(words: str) -> None:
    print(words, flush=True)


# -- the old userland ------------------------------------------------------------------------------


class Userland:
    """A Debian system in a folder; ``inside`` is a path within it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: object) -> str:
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            "SOURCE_DATE_EPOCH": EPOCH,
            "PYTHONHASHSEED": "0",
        }
        return run("chroot", self.folder, *words, env=environment)

    def prepare(self) -> None:
        """Debian, tools, SQLite and Python; what is there already is left."""
        if not (self.folder / "usr" / "bin" / "apt-get").exists():
            say(f"Debian 11 → {self.folder}")
            run("debootstrap", "--variant=minbase", SUITE, self.folder, MIRROR)
        shutil.copy("/etc/resolv.conf", self.folder / "etc" / "resolv.conf")
        if not (self.folder / "usr" / "bin" / "readelf").exists():
            say("compiler and libraries")
            self.run("apt-get", "update", "-q")
            self.run(
                "apt-get", "install", "-y", "-q", "--no-install-recommends", *TOOLS, *LIBRARIES
            )
        stamp = self.folder / "opt" / "python" / "made-from"
        recipe = _recipe()
        if not stamp.exists() or stamp.read_text(encoding="ascii") != recipe:
            self._build_python()
            stamp.write_text(recipe, encoding="ascii")

    def _build_python(self) -> None:
        work = self.folder / "build"
        work.mkdir(exist_ok=True)
        files = [fetch(f"{MIRROR}/{path}", digest, work) for path, digest in SOURCES]
        for name in PYTHON_RECIPE:
            shutil.copy(HERE / "packaging" / "linux" / name, work / name)
        shutil.rmtree(self.folder / "opt" / "python", ignore_errors=True)
        say("SQLite and Python, from source (some minutes)")
        self.run("sh", f"/build/{PYTHON_RECIPE[0]}", *(f"/build/{file.name}" for file in files))

    def install(self, lock: Path) -> None:
        """The locked packages, by hash, from wheels only."""
        work = self.folder / "build"
        work.mkdir(exist_ok=True)
        shutil.copy(lock, work / lock.name)
        python = "/opt/python/bin/python3"
        wheels = work / "wheels"
        say("packages")
        shutil.rmtree(wheels, ignore_errors=True)
        run(
            sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes", "--no-deps",
            "--only-binary=:all:", "--python-version=3.13", "--implementation=cp", "--abi=cp313",
            "--abi=abi3", "--abi=none", *(f"--platform={tag}" for tag in _tags(31)),
            "--dest", wheels, "-r", lock,
        )  # fmt: skip
        pip = next(wheels.glob("pip-*.whl"))
        self.run(
            python, f"/build/wheels/{pip.name}/pip", "install", "--quiet", "--no-index", "--no-deps",
            "--root-user-action=ignore", "--find-links=/build/wheels", "--require-hashes",
            "-r", f"/build/{lock.name}",
        )  # fmt: skip

    def pack(self) -> Path:
        """PyInstaller's folder, as made from the sources here."""
        work = self.folder / "build"
        source = work / "src"
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        for name in ("navigator", "resources", "packaging", "scripts"):
            shutil.copytree(
                HERE / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
            )
        for name in ("pyproject.toml", "LICENSE", "README.md"):
            shutil.copy(HERE / name, source / name)
        shutil.rmtree(work / "dist", ignore_errors=True)
        say("PyInstaller")
        self.run(
            "/opt/python/bin/python3", "-m", "PyInstaller", "--noconfirm", "--log-level=WARN",
            "--distpath=/build/dist", "--workpath=/build/work",
            "/build/src/packaging/policy-navigator.spec",
        )  # fmt: skip
        return work / "dist" / "policy-navigator"


def _recipe() -> str:
    """Changes with anything Python is built from."""
    files = [HERE / "packaging" / "linux" / name for name in PYTHON_RECIPE]
    parts = [*(digest for _, digest in SOURCES), *(file.read_text("utf-8") for file in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _tags(newest: int) -> list[str]:
    """Platform tags of wheels for a glibc of 2.``newest`` and older, the newest first."""
    tags = [f"manylinux_2_{minor}_x86_64" for minor in range(newest, 4, -1)]
    return [*tags, "manylinux2014_x86_64", "linux_x86_64"]


def fetch(url: str, digest: str, folder: Path) -> Path:
    """A file by its hash; one that is there already is taken if it is the same."""
    file = folder / url.rsplit("/", 1)[-1]
    if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        say(f"↓ {url}")
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                data = answer.read()
        except OSError as error:
            raise BuildError(f"下载不了 / cannot be fetched: {url} ({error})") from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise BuildError(f"{url} is not the file that was expected")
        file.write_bytes(data)
    return file


def check_glibc(folder: Path) -> None:
    """Nothing the program always loads asks for a newer C library than ``NEWEST_GLIBC``.

    What lies in ``host/`` is loaded only by a machine that has none of its own.
    """
    files = [folder / "policy-navigator", *folder.glob("_internal/**/*.so*")]
    for file in files:
        if file.is_symlink() or libraries.FOLDER in file.relative_to(folder).parts:
            continue
        asked = libraries.glibc(str(file))
        if asked > NEWEST_GLIBC:
            raise BuildError(f"{file.relative_to(folder)} asks for glibc 2.{asked}")


# -- what lies around the program --------------------------------------------------------------


def dress(folder: Path, userland: Userland) -> None:
    """Desktop entry, icons, licences, SBOM, installer and a note, beside the program."""
    made = dt.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH)), dt.UTC)
    linux = HERE / "packaging" / "linux"
    share = folder / "share"
    for inside in ("applications", "metainfo", "mime/packages"):
        (share / inside).mkdir(parents=True, exist_ok=True)
    shutil.copy(linux / "policy-navigator.desktop.in", share / "applications")
    shutil.copy(linux / "policy-navigator-pack.xml", share / "mime" / "packages")
    text = (linux / "policy-navigator.metainfo.xml.in").read_text(encoding="utf-8")
    text = text.replace("@VERSION@", version()).replace("@DATE@", made.date().isoformat())
    (share / "metainfo" / "policy-navigator.metainfo.xml").write_text(text, encoding="utf-8")
    shutil.copy(linux / "install.sh", folder / "install.sh")
    (folder / "install.sh").chmod(0o755)
    (folder / "VERSION").write_text(version() + "\n", encoding="ascii")
    (folder / "README.txt").write_text(NOTE, encoding="utf-8")
    # Inside, with the program's own libraries: what each part is and under which licence.
    dressed = userland.folder / "build" / "dressed"
    shutil.rmtree(dressed, ignore_errors=True)
    shutil.copytree(folder, dressed, symlinks=True)
    told = userland.run(
        "/opt/python/bin/python3", "/build/src/scripts/bundle/sbom.py", "/build/dressed"
    )
    say(told.strip())
    shutil.copy(dressed / "sbom.cdx.json", folder / "sbom.cdx.json")
    shutil.copy(dressed / "sbom.cdx.json", folder / "_internal" / "sbom.cdx.json")
    shutil.copytree(dressed / "licences", folder / "licences", dirs_exist_ok=True)
    shutil.copy(HERE / "LICENSE", folder / "licences" / "policy-navigator.txt")
    shutil.rmtree(dressed)
    draw_icons(share / "icons" / "hicolor")


NOTE = """政策导航

直接运行：在这个文件夹里打开 policy-navigator。
安装（菜单、图标、双击打开政策包）：./install.sh；为这台电脑的所有用户安装：sudo ./install.sh --system。
卸载：./install.sh --remove；资料、书签和笔记都会留下。
放在 U 盘上带着走：在这个文件夹里新建空文件 portable.txt，资料就存在旁边的 data 里。
不需要网络，也不需要 Python。用到的组件和许可见 licences 和 sbom.cdx.json。
"""


def draw_icons(folder: Path) -> None:
    """The application's icon in the sizes desktops ask for; drawn by the program's own Qt."""
    scalable = folder / "scalable" / "apps"
    scalable.mkdir(parents=True)
    source = HERE / "resources" / "icons" / "app.svg"
    shutil.copy(source, scalable / "policy-navigator.svg")
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtGui import QGuiApplication, QImage, QPainter\n"
        "from PySide6.QtSvg import QSvgRenderer\n"
        "app = QGuiApplication(['icons', '-platform', 'offscreen'])\n"
        "drawing = QSvgRenderer(sys.argv[1])\n"
        "for size in map(int, sys.argv[3:]):\n"
        "    image = QImage(size, size, QImage.Format.Format_ARGB32)\n"
        "    image.fill(0)\n"
        "    painter = QPainter(image)\n"
        "    drawing.render(painter)\n"
        "    painter.end()\n"
        "    place = Path(sys.argv[2], f'{size}x{size}', 'apps')\n"
        "    place.mkdir(parents=True)\n"
        "    assert image.save(str(place / 'policy-navigator.png'))\n"
    )
    run(sys.executable, "-c", code, source, folder, *ICON_SIZES)


def archive(folder: Path, target: Path) -> None:
    """One .tar.xz with sorted names and one date."""
    run(
        "tar", "--sort=name", f"--mtime=@{EPOCH}", "--owner=0", "--group=0", "--numeric-owner",
        "-C", folder.parent, "-cf", target.with_suffix(""), folder.name,
    )  # fmt: skip
    run("xz", "-T0", "-6", "--force", target.with_suffix(""))


# -- the wheelhouse ----------------------------------------------------------------------------


def wheelhouse(out: Path) -> Path:
    """Wheels for CPython 3.11 to 3.13 on Linux x86-64, ours included, with a lock of their hashes."""
    folder = out / f"policy-navigator-{version()}-wheelhouse"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    say("wheelhouse")
    lock = HERE / "requirements" / "run.lock"
    for minor in (11, 12, 13):
        run(
            sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes", "--no-deps",
            "--only-binary=:all:", f"--python-version=3.{minor}", "--implementation=cp",
            f"--abi=cp3{minor}", "--abi=abi3", "--abi=none",
            *(f"--platform={tag}" for tag in _tags(34)), "--dest", wheels, "-r", lock,
        )  # fmt: skip
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", wheels, HERE)
    (own,) = wheels.glob("policy_navigator-*.whl")
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    text = lock.read_text(encoding="utf-8")
    text += f"policy-navigator=={version()} \\\n    --hash=sha256:{digest}\n"
    (folder / "requirements.txt").write_text(text, encoding="utf-8")
    script = HERE / "packaging" / "linux" / "install-wheels.sh"
    shutil.copy(script, folder / "install.sh")
    (folder / "install.sh").chmod(0o755)
    target = folder.parent / f"{folder.name}.tar"
    with tarfile.open(target, "w") as made:
        made.add(folder, folder.name)
    return target


# -- the whole ---------------------------------------------------------------------------------


def check_machine() -> None:
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        raise BuildError(
            "Linux 的安装包要在 Linux x86-64 上做；Windows 见 packaging/windows。\n"
            "The folder for Linux is built on Linux x86-64 (Windows: packaging/windows)."
        )
    if os.geteuid() != 0:
        raise BuildError(
            "需要管理员权限（debootstrap、chroot）：sudo make bundle；只做 wheel 不需要：make wheelhouse。\n"
            "debootstrap and chroot need root: sudo make bundle; make wheelhouse does not."
        )
    for tool in ("debootstrap", "xz", "tar"):
        if shutil.which(tool) is None:
            raise BuildError(
                f"缺少 {tool} / {tool} is missing: apt install debootstrap xz-utils tar"
            )


def size_mb(path: Path) -> float:
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    return round(sum(file.lstat().st_size for file in files if not file.is_symlink()) / 1e6, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--out", type=Path, default=HERE / "dist")
    parser.add_argument("--root", type=Path, default=cache / "policy-navigator-bundle" / SUITE)
    parser.add_argument("--wheelhouse", action="store_true", help="only the wheelhouse")
    options = parser.parse_args()
    out: Path = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    try:
        told = {"version": version()}
        if not options.wheelhouse:
            check_machine()
            userland = Userland(options.root.resolve())
            userland.prepare()
            userland.install(HERE / "requirements" / "bundle.lock")
            made = userland.pack()
            check_glibc(made)
            folder = out / f"policy-navigator-{version()}"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(made, folder, symlinks=True)
            dress(folder, userland)
            target = out / f"policy-navigator-{version()}-linux-x86_64.tar.xz"
            archive(folder, target)
            told |= {
                "folder_mb": size_mb(folder),
                "archive_mb": size_mb(target),
                "archive": target.name,
            }
        wheels = wheelhouse(out)
        told |= {"wheelhouse_mb": size_mb(wheels), "wheelhouse": wheels.name}
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(told, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
