"""What a pack says of itself, and the hash and size of every part."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from navigator.store.packs.container import MANIFEST, SIGNATURE
from navigator.store.packs.errors import PackError
from navigator.store.packs.fields import Fields, MalformedError, canonical, is_line, parse

FORMAT = 1
_EDITION = re.compile(r"(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?(?:\.([1-9]\d?))?")


@dataclass(frozen=True, slots=True)
class Part:
    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``edition`` is a year, quarter or month, with a number for corrections: ``2021``,
    ``2021Q1``, ``2021-03``, ``2021Q1.2``. ``created`` follows from the content, not the clock."""

    name: str
    edition: str
    publisher: str
    created: dt.date
    parts: tuple[Part, ...]


def edition_order(edition: str) -> tuple[int, int, int]:
    """Later editions are greater: year and month it reaches to, then the correction.

    Raises MalformedError for what is no edition.
    """
    found = _EDITION.fullmatch(edition)
    if found is None or not found.group().isascii():
        raise MalformedError("版次应写成 2021、2021Q1 或 2021-03，更正版加 .2")
    year, quarter, month, correction = found.groups()
    last = int(quarter) * 3 if quarter else int(month or 12)
    return int(year), last, int(correction or 0)


def edition_end(edition: str) -> dt.date:
    """The last day an edition reaches to."""
    year, month, _ = edition_order(edition)
    if year < 1:
        raise MalformedError("版次的年份不对")
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def part_of(path: str, data: bytes) -> Part:
    return Part(path, len(data), hashlib.sha256(data).hexdigest())


def dump(manifest: Manifest) -> bytes:
    """Canonical JSON. Raises MalformedError for a name or an edition that cannot be."""
    data = canonical(
        {
            "format": FORMAT,
            "name": manifest.name,
            "edition": manifest.edition,
            "publisher": manifest.publisher,
            "created": manifest.created.isoformat(),
            "parts": [
                {"path": part.path, "bytes": part.bytes, "sha256": part.sha256}
                for part in manifest.parts
            ],
        }
    )
    load(data)
    return data


def load(data: bytes) -> Manifest:
    """Raises MalformedError, or PackError for a pack of a newer program."""
    fields = parse(data)
    version = fields.whole("format")
    if version > FORMAT:
        raise PackError(
            f"这个政策包是更新的格式（{version}），这个版本的政策导航读不了",
            "请先更新政策导航",
        )
    manifest = Manifest(
        name=fields.line("name"),
        edition=fields.line("edition"),
        publisher=fields.line("publisher"),
        created=fields.date("created"),
        parts=fields.items("parts", _part),
    )
    fields.done()
    edition_end(manifest.edition)
    return manifest


def check_names(name: str, publisher: str, edition: str) -> None:
    """Refuse what could not stand in a manifest."""
    for what, text in (("名称", name), ("发布者", publisher)):
        if not is_line(text):
            raise PackError(f"政策包的{what}应为一行文字，最多80个字", f"请改写{what}")
    try:
        edition_end(edition)
    except MalformedError as error:
        raise PackError(str(error), "请改写版次") from error


def check_parts(manifest: Manifest, parts: Mapping[str, bytes]) -> None:
    """Every part is in the manifest with its hash and size, and nothing else is there."""
    listed = {part.path: part for part in manifest.parts}
    content = {name: data for name, data in parts.items() if name not in (MANIFEST, SIGNATURE)}
    if list(listed) != sorted(listed) or len(listed) != len(manifest.parts):
        raise MalformedError("清单的顺序不对或有重复")
    if extra := sorted(set(content) - set(listed)):
        raise MalformedError(f"“{extra[0]}”不在清单里")
    if missing := sorted(set(listed) - set(content)):
        raise MalformedError(f"缺少清单里的“{missing[0][:60]}”")
    for name, data in content.items():
        if part_of(name, data) != listed[name]:
            raise MalformedError(f"“{name}”与清单里的哈希不符")


def _part(value: object) -> Part:
    fields = Fields(value)
    part = Part(fields.text("path"), fields.whole("bytes"), fields.hash("sha256"))
    fields.done()
    return part
