"""Whether files of the catalogue repeat the official text: every text of every YAML file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from navigator.catalogue.digest_words import LONGEST_RUN, OfficialWording
from navigator.catalogue.yaml_source import Problem, SourceList, SourceMap, read_yaml


def repeated_texts(paths: Iterable[Path], official: OfficialWording) -> list[Problem]:
    """A problem for each text that shares too long a run of characters with the official one.

    Raises CatalogueError for a file that is not YAML.
    """
    found = []
    for path in paths:
        for line, key, text in _texts(read_yaml(path), 1, ""):
            run = official.repeated(text)
            if run is not None:
                expected = f"与原文连续相同超过 {LONGEST_RUN} 字（“{run}”），请换成自己的话"
                found.append(Problem(path.name, line, key, expected))
    return found


def _texts(value: Any, line: int, key: str) -> Iterator[tuple[int, str, str]]:
    """(line, key, text) of every text at or below ``value``."""
    if isinstance(value, str):
        yield line, key, value
    elif isinstance(value, SourceMap):
        for name, item in value.items():
            yield from _texts(item, value.lines[name], f"{key}.{name}" if key else name)
    elif isinstance(value, SourceList):
        for number, item in enumerate(value):
            yield from _texts(item, value.lines[number], f"{key}[{number}]")
