"""What a bundle is made of: a CycloneDX list and the text of every licence.

    python3 sbom.py FOLDER

Runs in the userland the bundle was made in, where the packages and the libraries came from.
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from navigator.app import parts
from scripts.bundle import libraries

# They make the bundle and are not in it; of PyInstaller its starter is.
_BUILDERS = {"pip", "setuptools", "pyinstaller-hooks-contrib", "altgraph", "packaging"}
# What the font says of itself in its table of names; its package speaks only of the package.
_FONT = """WenQuanYi Micro Hei 0.2.0-beta

Digitized data copyright © 2007, Google Corporation.
Copyright © 2008-2009 WenQuanYi Board of Trustees (http://wenq.org/) and Qianqian Fang
Licensed under the Apache License, Version 2.0 (Apache-2.0.txt); also GPL-3 (GPL-3.txt) with
exceptions for embedding.
"""
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def python_parts(licences: Path) -> Iterable[parts.Component]:
    for distribution in importlib.metadata.distributions():
        plain = parts.normalised(distribution.metadata["Name"])
        if plain in _BUILDERS:
            continue
        for file in distribution.files or []:
            inside = ".dist-info/" in str(file)
            if inside and _LICENCE_FILE.search(file.name):
                place = licences / plain / file.name
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), place)
        yield parts.python_component(distribution)


def system_parts(folder: Path, licences: Path) -> Iterable[parts.Component]:
    """Libraries of the userland that travel with the program, by package."""
    here = libraries.installed()
    inside = folder / "_internal"
    names = {file.name for file in (*inside.glob("*.so*"), *(inside / "host").glob("*.so*"))}
    files = [Path(here[name]) for name in sorted(names) if name in here]
    for package, version in sorted(libraries.packages(files).items()):
        copyright_file = Path("/usr/share/doc", package, "copyright")
        if copyright_file.exists():
            place = licences / "debian" / f"{package}.txt"
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(copyright_file, place)
        yield parts.component(
            package,
            version,
            f"see licences/debian/{package}.txt",
            f"pkg:deb/debian/{package}@{version}?arch=amd64&distro=debian-11",
        )


def inner_parts(folder: Path) -> Iterable[parts.Component]:
    """Libraries in C that lie inside the Python packages, as they say of themselves.

    No package index names them, and faults become known under their names.
    """
    from cryptography.hazmat.backends.openssl import backend
    from lxml import etree
    from PySide6.QtCore import qVersion
    from yaml import _yaml

    def dotted(numbers: Iterable[int]) -> str:
        return ".".join(map(str, numbers))

    openssl = backend.openssl_version_text().split()[1]
    for name, version, licence, purl in (
        ("Qt", qVersion(), "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "generic/qt"),
        ("OpenSSL", openssl, "Apache-2.0", "generic/openssl"),
        ("libxml2", dotted(etree.LIBXML_VERSION), "MIT", "generic/libxml2"),
        ("libxslt", dotted(etree.LIBXSLT_VERSION), "MIT", "generic/libxslt"),
        ("libyaml", _yaml.get_version_string(), "MIT", "generic/libyaml"),
    ):
        yield parts.component(name, version, licence, f"pkg:{purl}@{version}")
    for version in {file.suffix[1:] for file in folder.glob("_internal/**/libicudata.so.*")}:
        yield parts.component("ICU", version, "Unicode-3.0", f"pkg:generic/icu@{version}")


def main() -> int:
    folder = Path(sys.argv[1])
    licences = folder / "licences"
    licences.mkdir(exist_ok=True)
    library = Path(sys.base_prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}")
    shutil.copyfile(library / "LICENSE.txt", licences / "python.txt")
    # Qt's, the font's, and what others refer to.
    for name in ("LGPL-3", "GPL-3", "LGPL-2.1", "GPL-2", "Apache-2.0"):
        shutil.copyfile(Path("/usr/share/common-licenses", name), licences / f"{name}.txt")
    lucide = Path(__file__).resolve().parents[2] / "resources" / "icons" / "LICENSE-lucide.txt"
    shutil.copyfile(lucide, licences / "lucide.txt")
    (licences / "wenquanyi-micro-hei.txt").write_text(_FONT, encoding="utf-8")
    found = [
        *parts.fixed_components(),
        *python_parts(licences),
        *inner_parts(folder),
        *system_parts(folder, licences),
    ]
    text = parts.dumps(parts.document(found))
    (folder / parts.FILE_NAME).write_text(text, encoding="utf-8")
    unknown = [part["name"] for part in found if "licenses" not in part]
    print(f"{len(found)} parts listed; without a stated licence: {unknown or 'none'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
