"""What a bundle is made of: a CycloneDX list and the text of every licence.

    python3 sbom.py FOLDER VERSION

Runs in the userland the bundle was made in, where the packages and the libraries came from.
Source: CycloneDX 1.6 (ECMA-424).
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import libraries

# They make the bundle and are not in it; of PyInstaller its starter is.
_BUILDERS = {"pip", "setuptools", "pyinstaller-hooks-contrib", "altgraph", "packaging"}
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def component(
    name: str, version: str, licence: str, purl: str = "", kind: str = "library"
) -> dict[str, object]:
    """One part, as CycloneDX writes it down."""
    made: dict[str, object] = {"type": kind, "name": name, "version": version}
    if licence:
        # A name is always allowed; an SPDX id only where it is exactly one.
        made["licenses"] = [{"license": {"name": licence}}]
    if purl:
        made["purl"] = purl
        made["bom-ref"] = purl
    return made


def licence_of(metadata: importlib.metadata.PackageMetadata) -> str:
    """What a distribution says of its licence, in the shortest of the places it may say it."""
    expression = metadata.get("License-Expression") or ""
    if expression:
        return str(expression)
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License :: ") and line.count(" :: ") > 1
    ]
    if classifiers:
        return "; ".join(classifiers)
    said = str(metadata.get("License") or "").strip()
    return said.splitlines()[0][:80] if said else ""


def python_parts(licences: Path) -> Iterable[dict[str, object]]:
    for distribution in importlib.metadata.distributions():
        name = distribution.metadata["Name"]
        plain = re.sub(r"[-_.]+", "-", name).lower()
        if plain in _BUILDERS:
            continue
        for file in distribution.files or []:
            inside = ".dist-info/" in str(file)
            if inside and _LICENCE_FILE.search(file.name):
                place = licences / plain / file.name
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), place)
        version = distribution.version
        yield component(
            name, version, licence_of(distribution.metadata), f"pkg:pypi/{plain}@{version}"
        )


def system_parts(folder: Path, licences: Path) -> Iterable[dict[str, object]]:
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
        yield component(
            package,
            version,
            f"see licences/debian/{package}.txt",
            f"pkg:deb/debian/{package}@{version}?arch=amd64&distro=debian-11",
        )


def main() -> int:
    folder, version = Path(sys.argv[1]), sys.argv[2]
    licences = folder / "licences"
    licences.mkdir(exist_ok=True)
    library = Path(sys.base_prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}")
    shutil.copyfile(library / "LICENSE.txt", licences / "python.txt")
    for name in ("LGPL-3", "GPL-3", "LGPL-2.1", "GPL-2"):  # Qt's, and what others refer to
        shutil.copyfile(Path("/usr/share/common-licenses", name), licences / f"{name}.txt")
    lucide = Path(__file__).resolve().parents[2] / "resources" / "icons" / "LICENSE-lucide.txt"
    shutil.copyfile(lucide, licences / "lucide.txt")
    parts = [
        component("Python", platform.python_version(), "PSF-2.0", kind="platform"),
        component("SQLite", sqlite3.sqlite_version, "blessing (public domain)"),
        component("Lucide icons", "", "ISC", kind="file"),
        component("WenQuanYi Micro Hei", "", "Apache-2.0 OR GPL-3.0 with exceptions", kind="file"),
        *python_parts(licences),
        *system_parts(folder, licences),
    ]
    parts.sort(key=lambda part: (str(part["type"]), str(part["name"]).lower()))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": component("policy-navigator", version, "Apache-2.0", kind="application")
        },
        "components": parts,
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    (folder / "sbom.cdx.json").write_text(text, encoding="utf-8")
    unknown = [part["name"] for part in parts if "licenses" not in part]
    print(f"{len(parts)} parts listed; without a stated licence: {unknown or 'none'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
