"""What the program is made of: parts, versions, licences, as a list and as a CycloneDX document.

A bundle carries the document its builder wrote, system libraries included. Elsewhere the installed
Python packages are asked. Source: CycloneDX 1.6 (ECMA-424).
"""

from __future__ import annotations

import json
import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator import __version__

if TYPE_CHECKING:
    import importlib.metadata

OWN = "policy-navigator"
FILE_NAME = "sbom.cdx.json"
Component = dict[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    version: str
    licence: str  # empty where it is not stated


def component(
    name: str, version: str, licence: str, purl: str = "", kind: str = "library"
) -> Component:
    """One part as CycloneDX writes it down."""
    made: Component = {"type": kind, "name": name, "version": version}
    if licence:
        # A name is always allowed; an SPDX id only where it is exactly one.
        made["licenses"] = [{"license": {"name": licence}}]
    if purl:
        made["purl"] = made["bom-ref"] = purl
    return made


def python_component(found: importlib.metadata.Distribution) -> Component:
    """A Python package."""
    name = found.metadata["Name"]
    purl = f"pkg:pypi/{normalised(name)}@{found.version}"
    return component(name, found.version, licence_of(found.metadata), purl)


def fixed_components() -> list[Component]:
    """What no package index knows: the runtime, the icons, the font."""
    return [
        component("Python", platform.python_version(), "PSF-2.0", kind="platform"),
        component("SQLite", sqlite3.sqlite_version, "public domain"),
        component("Lucide icons", "", "ISC", kind="file"),
        component(
            "WenQuanYi Micro Hei",
            "0.2.0-beta",
            "Apache-2.0 OR GPL-3.0 with exceptions",
            kind="file",
        ),
    ]


def document(components: list[Component]) -> dict[str, Any]:
    """The CycloneDX document around the parts, which are put in order."""
    ordered = sorted(components, key=lambda part: (str(part["type"]), str(part["name"]).lower()))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component(OWN, __version__, "Apache-2.0", kind="application")},
        "components": ordered,
    }


def dumps(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def licence_of(metadata: importlib.metadata.PackageMetadata) -> str:
    """What a package says of its licence, in the shortest of the places it may say it."""
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License :: ") and line.count(" :: ") > 1
    ]
    if classifiers:
        return "; ".join(classifiers)
    said = metadata["License"].strip() if "License" in metadata else ""
    return said.splitlines()[0][:80] if said else ""


def normalised(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def sbom() -> str:
    """The document as text: the bundle's own, else made from what is installed."""
    kept = _bundled()
    if kept is not None:
        return kept.read_text(encoding="utf-8")
    return dumps(document([*fixed_components(), *map(python_component, _needed())]))


def parts() -> list[Part]:
    """Every part, by name."""
    found = []
    for part in json.loads(sbom())["components"]:
        names = [entry["license"]["name"] for entry in part.get("licenses", ())]
        found.append(Part(part["name"], part["version"], names[0] if names else ""))
    return sorted(found, key=lambda part: part.name.lower())


def _bundled() -> Path | None:
    folder = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's starter
    file = Path(folder, FILE_NAME) if folder else None
    return file if file is not None and file.is_file() else None


def _needed() -> Iterator[importlib.metadata.Distribution]:
    """The packages the product asks for, and those they ask for; extras left out."""
    import importlib.metadata  # 20 ms that opening the settings need not wait for

    seen: set[str] = {OWN}
    waiting = [OWN]
    while waiting:
        try:
            found = importlib.metadata.distribution(waiting.pop())
        except importlib.metadata.PackageNotFoundError:
            continue  # for another platform
        if normalised(found.metadata["Name"]) != OWN:
            yield found
        for line in found.requires or ():
            named = re.match(r"[A-Za-z0-9._-]+", line)
            if named and "extra ==" not in line and normalised(named[0]) not in seen:
                seen.add(normalised(named[0]))
                waiting.append(named[0])
