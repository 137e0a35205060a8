"""What the program is made of can be read and handed on."""

from __future__ import annotations

import json
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from navigator import __version__
from navigator.app import parts


def test_everything_the_product_asks_for_is_listed_with_its_licence() -> None:
    listed = {parts.normalised(part.name): part for part in parts.parts()}
    for name in ("pyside6-essentials", "sqlite-utils", "whoosh-reloaded", "pypdf", "pdfminer-six",
                 "lxml", "cryptography", "python", "sqlite", "lucide icons"):  # fmt: skip
        assert listed[name].licence, name
    assert listed["pypdf"].version == distribution("pypdf").version
    assert "pytest" not in listed  # what only tests need does not travel


def test_the_list_is_cyclonedx() -> None:
    made = json.loads(parts.sbom())
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["component"]["version"] == __version__
    references = [part["bom-ref"] for part in made["components"] if "bom-ref" in part]
    assert len(references) == len(set(references))


def test_a_part_says_what_it_is() -> None:
    made = parts.component("lxml", "6.0", "BSD-3-Clause", "pkg:pypi/lxml@6.0")
    assert made["licenses"] == [{"license": {"name": "BSD-3-Clause"}}]
    assert made["bom-ref"] == made["purl"] == "pkg:pypi/lxml@6.0"
    assert "licenses" not in parts.component("x", "1", "")


def test_a_bundle_tells_what_its_builder_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = parts.dumps(parts.document([parts.component("libxcb1", "1.14", "X11")]))
    (tmp_path / parts.FILE_NAME).write_text(written, encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert parts.parts() == [parts.Part("libxcb1", "1.14", "X11")]
