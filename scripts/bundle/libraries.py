"""Which system libraries travel with the program, and which give way to the machine's own.

Libraries close to the graphics driver, the fonts and the desktop must fit the machine: they lie
apart, in ``host/``, and the program loads them only where the machine has none.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Collection
from functools import cache
from pathlib import Path

FOLDER = "host"
HOST_LIBRARIES = """
libgcc_s.so.1 libstdc++.so.6 libz.so.1 libffi.so.7 libbsd.so.0 libmd.so.0 libXau.so.6 libXdmcp.so.6
libxcb.so.1 libX11.so.6 libX11-xcb.so.1 libGLdispatch.so.0 libOpenGL.so.0 libGLX.so.0 libEGL.so.1
libGL.so.1 libexpat.so.1 libpng16.so.16 libbrotlicommon.so.1 libbrotlidec.so.1 libfreetype.so.6
libuuid.so.1 libfontconfig.so.1 libpcre.so.3 libglib-2.0.so.0 libgthread-2.0.so.0 libgpg-error.so.0
libgcrypt.so.20 liblz4.so.1 liblzma.so.5 libzstd.so.1 libsystemd.so.0 libdbus-1.so.3
libwayland-client.so.0 libwayland-cursor.so.0 libwayland-egl.so.1
""".split()
# The program itself starts with these, before it can look for anything.
_NEEDED_TO_START = {"libz.so.1", "libffi.so.7", "liblzma.so.5", "libuuid.so.1", "libexpat.so.1"}
# What Qt's X11 plugin loads; no machine without a desktop has them.
X11 = """
libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-randr.so.0
libxcb-render.so.0 libxcb-render-util.so.0 libxcb-shape.so.0 libxcb-shm.so.0 libxcb-sync.so.1
libxcb-util.so.1 libxcb-xfixes.so.0 libxcb-xinerama.so.0 libxcb-xkb.so.1 libxcb-glx.so.0
libxkbcommon.so.0 libxkbcommon-x11.so.0
""".split()

Entry = tuple[str, str, str]  # name in the bundle, file, kind


def installed() -> dict[str, str]:
    """Library name to file, as the loader of this system knows them."""
    listing = subprocess.run(
        ["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True
    ).stdout
    lines = (line.split() for line in listing.splitlines() if "x86-64" in line and "=>" in line)
    return {words[0]: words[-1] for words in lines}


def arrange(binaries: list[Entry]) -> list[Entry]:
    """The files of the program with its system libraries sorted into their places.

    System libraries nothing here needs, and links to files left out, are dropped.
    """
    here = installed()
    apart = {name for name in HOST_LIBRARIES if name in here}
    names = {entry[0] for entry in binaries}
    kept = [entry for entry in binaries if entry[0] not in apart or entry[0] in _NEEDED_TO_START]
    kept += [(name, here[name], "BINARY") for name in X11 if name in here and name not in names]
    own = [entry for entry in kept if not _of_system(entry)]
    asked = {name for entry in own for name in needed(entry[1])} | set(X11) | apart
    again = [entry[1] for entry in kept if entry[0] in asked and _of_system(entry)]
    while again:
        more = {name for file in again for name in needed(file)} - asked
        asked |= more
        again = [here[name] for name in more if name in here]
    kept = [entry for entry in kept if not _of_system(entry) or entry[0] in asked]
    files = {entry[0] for entry in kept if entry[2] != "SYMLINK"}
    kept = [entry for entry in kept if leads_somewhere(entry, files)]
    host = [name for name in HOST_LIBRARIES if name in here and name in asked]
    return kept + [(f"{FOLDER}/{name}", here[name], "BINARY") for name in host]


def _of_system(entry: Entry) -> bool:
    return entry[2] == "BINARY" and entry[1].startswith(("/lib/", "/usr/lib/"))


def leads_somewhere(entry: Entry, files: Collection[str]) -> bool:
    """Whether a link's target is among the ``files``; whatever is no link does."""
    target = os.path.normpath(Path(entry[0]).parent / entry[1])
    return entry[2] != "SYMLINK" or target in files


@cache
def needed(file: str) -> tuple[str, ...]:
    """Names of the libraries an ELF file asks for; none for any other file."""
    listing = subprocess.run(
        ["readelf", "-d", file], capture_output=True, text=True, check=False
    ).stdout
    return tuple(re.findall(r"\(NEEDED\).*\[(.+)\]", listing))


def glibc(file: str) -> int:
    """The C library an ELF file asks for, as the 28 of 2.28; 0 where it asks for none."""
    listing = subprocess.run(
        ["readelf", "-VW", file], capture_output=True, text=True, check=False
    ).stdout
    return max(map(int, re.findall(r"Name: GLIBC_2\.(\d+)", listing)), default=0)


def order(binaries: list[Entry]) -> str:
    """The names in ``host/`` as the program is to load them, each after what it needs; one a line."""
    files = {Path(name).name: file for name, file, _ in binaries if name.startswith(f"{FOLDER}/")}
    done: list[str] = []

    def place(name: str) -> None:
        if name in files and name not in done:
            for other in needed(files[name]):
                place(other)
            done.append(name)

    for name in HOST_LIBRARIES:
        place(name)
    return "\n".join(done)


def packages(files: list[Path]) -> dict[str, str]:
    """Debian package to version for the given system files (links followed)."""
    found: dict[str, str] = {}
    for file in files:
        for path in {file, file.resolve(), Path("/usr") / file.resolve().relative_to("/")}:
            done = subprocess.run(
                ["dpkg-query", "-S", str(path)], capture_output=True, text=True, check=False
            )
            if done.returncode:
                continue
            package = done.stdout.split(": ")[0].split(",")[0]
            version = subprocess.run(
                ["dpkg-query", "-W", "-f", "${Version}", package],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            found[package.split(":")[0]] = version
            break
    return found
