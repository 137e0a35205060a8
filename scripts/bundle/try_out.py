"""Tries the archive where nothing is installed: empty Debian 11 and 12 systems without a network.

    python3 -m scripts.bundle.try_out [--archive FILE] [--roots FOLDER] [--file PUBLICATION]

In each: no Python, no font, and a network that leads nowhere and counts what tries it. The archive
is unpacked into a folder with a Chinese name and a blank; the command line imports, searches,
assesses and writes a slip; the window opens on a virtual screen with its pages; a portable copy
keeps its data beside it; ``install.sh`` installs and removes, for one user and for all. The
wheelhouse is installed with this machine's Python, without a network. Pictures of the window are
left in ``build/bundle-test``.

Needs root, debootstrap and Xvfb. The empty systems are kept in ``--roots`` for the next time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from scripts.bundle.build import HERE, MIRROR, BuildError, run, say, version
from scripts.bundle.cut_off import Network, cut_off

SUITES = ("bullseye", "bookworm")
SIZE = (1366, 768)
PLACE = "opt/政策 导航"
SAMPLE = """海河市支持小店发展的若干措施
海政办发〔2030〕7号
为帮助小店过好冬天，制定以下措施。
一、减免费用
（一）租用市属房屋的小店，停征2个月租金。
（二）卫生费减半收取。
二、方便办事
办理执照一次填表。
海河市人民政府办公室
2030年1月5日
"""
FIRM = {
    "name": "某某旅行社",
    "applicant_type": "enterprise",
    "enterprise_size": "small",
    "ownership_type": "private",
    "registered_in_beijing": True,
    "business_lines": ["travel_agency"],
    "travel_deposit_cny": 200000,
}


def expect(truth: object, words: str) -> None:
    if not truth:
        raise BuildError(f"not as it should be: {words}")


# -- an empty system ---------------------------------------------------------------------------


@contextmanager
def empty_system(suite: str, roots: Path) -> Iterator[Path]:
    """A copy of a minimal Debian, gone afterwards."""
    kept = roots / f"clean-{suite}"
    if not (kept / "usr" / "bin" / "tar").exists() and not (kept / "bin" / "tar").exists():
        say(f"debootstrap {suite}")
        run("debootstrap", "--variant=minbase", suite, kept, MIRROR)
    with ExitStack() as stack:
        # Not below /tmp, which a desktop may hold in memory.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=roots)), suite)
        run("cp", "-a", "--reflink=auto", kept, folder)
        run("mount", "-t", "proc", "proc", folder / "proc")
        stack.callback(run, "umount", "-l", folder / "proc")
        yield folder


class Machine:
    """Runs programs inside, without a network and with nothing of this machine's environment."""

    def __init__(self, root: Path, network: Network) -> None:
        self.root = root
        self.network = network
        self.program = f"/{PLACE}/policy-navigator/policy-navigator"
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": "/tmp",
        }

    def words(self, *command: str) -> list[str]:
        return [*self.network.words, "/usr/sbin/chroot", str(self.root), *command]

    def try_run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.words(*command), env=self.environment, capture_output=True, text=True,
            encoding="utf-8", timeout=180, check=False,
        )  # fmt: skip

    def run(self, *command: str) -> str:
        done = self.try_run(*command)
        if done.returncode:
            raise BuildError(f"{' '.join(command)} → {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def told(self, *command: str) -> Any:
        return json.loads(self.run(self.program, *command, "--json"))


# -- the command line --------------------------------------------------------------------------


def try_commands(machine: Machine, publication: Path) -> None:
    home = machine.root / "root" / "数据 试"
    home.mkdir(parents=True)
    shutil.copy(publication, home / "汇编 样.txt")
    (home / "企业.json").write_text(json.dumps(FIRM, ensure_ascii=False), encoding="utf-8")
    data = ("--data-dir", "/root/数据 试/库")
    begun = time.monotonic()
    report = machine.told("import", "/root/数据 试/汇编 样.txt", *data)
    expect(not report["failed"], "import without failures")
    found = report["imported"][0]
    count = found["characters"]
    expect(count["source"] == count["kept"] + count["removed"], "nothing lost by the import")
    say(f"  import: {len(found['documents'])} documents, {time.monotonic() - begun:.1f} s")
    hits = machine.told("search", "停征", *data)
    expect(hits["total"] >= 1, "停征 is found")
    answer = machine.told("assess", "/root/数据 试/企业.json", "--as-of", "2021-04-01", *data)
    results = {result["measure"]: result for result in answer["profiles"][0]["results"]}
    got = [name for name, result in results.items() if result["status"] == "eligible"]
    expect(len(results) == 110, "110 measures assessed")
    expect(any(results[name]["amount_cny"] == 160000 for name in got), "160,000 yuan of a deposit")
    for ending in ("pdf", "docx"):
        slip = f"/root/数据 试/告知单.{ending}"
        machine.run(machine.program, "slip", "/root/数据 试/企业.json", "--as-of", "2021-04-01",
                    "--output", slip, *data)  # fmt: skip
        expect((home / f"告知单.{ending}").stat().st_size > 5000, f"a slip as {ending}")
    machine.told("bookmark", "add", f"{found['documents'][-1]}", *data)
    machine.told("verify", *data)
    wrong = machine.try_run(machine.program, "import", "/root/没有.txt", *data)
    expect(wrong.returncode == 1 and "Traceback" not in wrong.stderr, "a sentence for a wrong file")
    say(f"  search {hits['total']}, assess {len(got)} eligible, slip, bookmark, verify")


# -- the window --------------------------------------------------------------------------------


@contextmanager
def screen(root: Path) -> Iterator[tuple[str, Path]]:
    """A virtual screen that programs in ``root`` can reach; its name, and the file it is seen in."""
    with ExitStack() as stack:
        frames = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours, theirs = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(theirs), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24",
             "-fbdir", str(frames), "-nolisten", "tcp"],
            pass_fds=(theirs,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        stack.callback(server.wait)
        stack.callback(server.terminate)
        os.close(theirs)
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        sockets = root / "tmp" / ".X11-unix"
        sockets.mkdir(exist_ok=True)
        run("mount", "--bind", "/tmp/.X11-unix", sockets)
        stack.callback(run, "umount", "-l", sockets)
        yield f":{number}", frames / "Xvfb_screen0"


def pixels(file: Path) -> list[bytes]:
    """Rows of blue, green, red, unused, as the X server keeps them (XWD, version 7)."""
    data = file.read_bytes()
    header = struct.unpack(">25I", data[:100])
    length, width, height, row, colours = (header[i] for i in (0, 4, 5, 12, 19))
    start = length + 12 * colours
    return [data[start + y * row : start + y * row + 4 * width] for y in range(height)]


def write_png(rows: list[bytes], file: Path) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    lines = b"".join(
        b"\0" + bytes(row[i + k] for i in range(0, len(row), 4) for k in (2, 1, 0)) for row in rows
    )
    head = struct.pack(">IIBBBBB", len(rows[0]) // 4, len(rows), 8, 2, 0, 0, 0)
    file.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )  # fmt: skip


def ink(rows: list[bytes], left: int, top: int, width: int, height: int) -> list[frozenset[Any]]:
    """The dark pixels of each glyph-wide cell of a line of writing."""
    cells: list[set[tuple[int, int]]] = []
    dark = [
        (x, y)
        for y in range(top, top + height)
        for x in range(left, left + width)
        if max(rows[y][4 * x : 4 * x + 3]) < 110
    ]
    if not dark:
        return []
    first, last = min(x for x, _ in dark), max(x for x, _ in dark)
    cell = (last - first + 1) / 4
    cells = [set() for _ in range(4)]
    for x, y in dark:
        index = min(3, int((x - first) / cell))
        cells[index].add((int(x - first - index * cell), y))
    return [frozenset(cell) for cell in cells]


def try_window(machine: Machine, picture: Path) -> None:
    """Opens the window and looks at it: painted, and the four characters of its name all differ."""
    data = "/root/数据 试/库"
    with screen(machine.root) as (display, frame):
        environment = {**machine.environment, "DISPLAY": display}
        begun = time.monotonic()
        window = subprocess.Popen(
            machine.words(machine.program, "--data-dir", data),
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            rows: list[bytes] = []
            while time.monotonic() - begun < 60:
                if window.poll() is not None:
                    output = (
                        window.stdout.read().decode("utf-8", "replace") if window.stdout else ""
                    )
                    raise BuildError(f"the window closed itself:\n{output[-3000:]}")
                time.sleep(0.2)
                rows = pixels(frame)
                if len(set(rows)) > SIZE[1] // 3:
                    break
            seconds = time.monotonic() - begun
            time.sleep(3)  # what is filled in after the first paint
            rows = pixels(frame)
            opened = machine.network.sockets()
        finally:
            window.terminate()
            window.wait(20)
    picture.parent.mkdir(parents=True, exist_ok=True)
    write_png(rows, picture)
    expect(len(set(rows)) > SIZE[1] // 3, f"a painted window ({picture})")
    name = ink(rows, 48, 14, 70, 32)  # 政策导航, beside the icon
    expect(len(name) == 4 and all(name), f"writing in the head of the window ({picture})")
    differ = min(len(a ^ b) for i, a in enumerate(name) for b in name[i + 1 :])
    expect(differ > 20, f"four different characters, not boxes ({picture})")
    for left, right, part in ((0, 86, "a rail of pages"), (90, SIZE[0], "an open page")):
        body = {row[4 * left : 4 * right] for row in rows[60 : SIZE[1] - 40]}
        expect(len(body) > 100, f"{part} ({picture})")
    expect(not opened, f"no socket of the network: {opened}")
    say(f"  window painted after {seconds:.1f} s: {picture}")


# -- moving in ---------------------------------------------------------------------------------


def try_portable(machine: Machine) -> None:
    folder = machine.root / PLACE / "policy-navigator"
    (folder / "portable.txt").touch()
    machine.told("note", "add", "带着走")
    expect((folder / "data" / "desk.db").exists(), "a portable copy keeps its desk beside it")
    say("  portable")


def try_installer(machine: Machine) -> None:
    home = machine.root / "root"
    script = f"/{PLACE}/policy-navigator/install.sh"
    machine.run("sh", script)
    entry = home / ".local/share/applications/policy-navigator.desktop"
    expect(f'Exec="{"/root/.local/lib/policy-navigator"}/policy-navigator"' in
           entry.read_text(encoding="utf-8"), "a menu entry that starts the program")  # fmt: skip
    expect((home / ".local/share/mime/packages/policy-navigator-pack.xml").exists(), "packs known")
    told = machine.run("/root/.local/bin/policy-navigator", "--version")
    expect(version() in told, "the installed program starts")
    (home / ".local/lib/policy-navigator/portable.txt").touch()
    machine.run("/root/.local/bin/policy-navigator", "note", "add", "留在旁边")
    expect((home / ".local/lib/policy-navigator/data/desk.db").exists(), "data beside the program")
    refused = machine.try_run("sh", "/root/.local/lib/policy-navigator/install.sh", "--remove")
    expect(refused.returncode == 1, "data beside the program is not removed with it")
    shutil.rmtree(home / ".local/lib/policy-navigator/data")
    (home / ".local/lib/policy-navigator/portable.txt").unlink()
    machine.run("sh", "/root/.local/lib/policy-navigator/install.sh", "--remove")
    expect(not entry.exists(), "removed")
    machine.run("sh", script, "--system")
    told = machine.run("/usr/local/bin/policy-navigator", "--version")
    expect(version() in told, "the program for all users starts")
    machine.run("sh", "/opt/policy-navigator/install.sh", "--system", "--remove")
    left = [*(machine.root / "opt").glob("policy-navigator*"),
            *(machine.root / "usr" / "local").rglob("policy-navigator*")]  # fmt: skip
    expect(not left, f"nothing left behind: {left}")
    say("  install, remove; for one user and for all")


def try_wheelhouse(packed: Path, publication: Path) -> None:
    """Installs from the wheels with this machine's Python and no network, and imports with it."""
    say("wheelhouse:")
    with tempfile.TemporaryDirectory(suffix=" 轮子") as name:
        folder = Path(name)
        run("tar", "-C", folder, "-xf", packed)
        (unpacked,) = folder.iterdir()
        cut = ("unshare", "--net")
        environment = {"PATH": os.environ["PATH"], "PYTHON": sys.executable, "LANG": "C.UTF-8"}
        place = folder / "环境"
        run(*cut, "sh", unpacked / "install.sh", place, env={**environment, "HOME": name})
        shutil.copy(publication, folder / "汇编.txt")
        program = (*cut, place / "bin" / "policy-navigator", "--data-dir", folder / "库")
        told = run(*program, "import", folder / "汇编.txt", env=environment)
        expect("导入" in told, "an import with what the wheels installed")
    say("  installed without a network, imported")


# -- the whole ---------------------------------------------------------------------------------


def try_suite(suite: str, archive: Path, roots: Path, publication: Path) -> None:
    say(f"{suite}:")
    with cut_off() as network, empty_system(suite, roots) as root:
        machine = Machine(root, network)
        for missing in ("python3", "python", "pip", "fc-list"):
            expect(machine.try_run("sh", "-c", f"command -v {missing}").returncode, f"no {missing}")
        fonts = list((root / "usr" / "share").glob("fonts/**/*.tt?"))
        expect(not fonts, "no font of the system's own")
        machine.try_run("bash", "-c", "exec 3<>/dev/tcp/192.0.2.1/80")
        noticed = network.attempts()
        expect(noticed > 0, "an attempt to reach the network is noticed")
        place = root / PLACE
        place.mkdir(parents=True)
        run("tar", "-C", place, "-xf", archive)
        (unpacked,) = place.iterdir()
        unpacked.rename(place / "policy-navigator")
        try_commands(machine, publication)
        try_window(machine, HERE / "build" / "bundle-test" / f"{suite}.png")
        try_portable(machine)
        try_installer(machine)
        expect(network.attempts() == noticed, "nothing tried to reach the network")
        say("  no connection attempted, no socket open")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    default = HERE / "dist" / f"policy-navigator-{version()}-linux-x86_64.tar.xz"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--archive", type=Path, default=default)
    parser.add_argument(
        "--wheelhouse",
        type=Path,
        default=default.with_name(f"policy-navigator-{version()}-wheelhouse.tar"),
    )
    parser.add_argument("--roots", type=Path, default=cache / "policy-navigator-bundle")
    parser.add_argument(
        "--file", type=Path, help="the publication; else ../shared/seed, or a sample"
    )
    options = parser.parse_args()
    try:
        if os.geteuid() != 0:
            raise BuildError("chroot 需要管理员权限 / chroot needs root: sudo make bundle-test")
        for tool in ("debootstrap", "Xvfb", "unshare", "nsenter"):
            if shutil.which(tool) is None:
                raise BuildError(
                    f"缺少 {tool} / {tool} is missing: apt install debootstrap xvfb util-linux"
                )
        if not options.archive.exists():
            raise BuildError(f"还没有 {options.archive} / is not there yet: make bundle")
        options.roots.mkdir(parents=True, exist_ok=True)
        seeds = sorted((HERE.parent / "shared" / "seed").glob("*.txt"))
        publication = options.file or (seeds[0] if seeds else None)
        with tempfile.TemporaryDirectory() as folder:
            if publication is None:
                publication = Path(folder, "样例.txt")
                publication.write_text(SAMPLE, encoding="utf-8")
                say("the compilation is not here; a sample is imported instead")
            for suite in SUITES:
                try_suite(suite, options.archive.resolve(), options.roots.resolve(), publication)
            try_wheelhouse(options.wheelhouse.resolve(), publication)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    say("ok")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
