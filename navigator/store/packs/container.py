"""The file itself: a plain zip that can be written in exactly one way.

Entries are stored, never compressed, in a fixed order with a fixed date and no attributes. Equal
parts give equal bytes on every machine, and a file that differs from what would be written for
its parts in as much as one bit is refused. Nothing is decompressed while reading, so there is
nothing to explode, and every size is compared with the limits before a part is touched.
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from navigator.store.packs.errors import PackError

MANIFEST = "manifest.json"
SIGNATURE = "signature.json"

MAX_FILE = 64 * 1024 * 1024  # bytes of a whole pack
MAX_PART = 48 * 1024 * 1024
MAX_SMALL = 1024 * 1024  # of the manifest, the signature and each catalogue file
MAX_PARTS = 4000
MAX_NAME = 120

_SEGMENT = "[a-z0-9][a-z0-9_-]{0,99}"
_KNOWN = re.compile(
    rf"{re.escape(MANIFEST)}|{re.escape(SIGNATURE)}|library/[0-9]{{3}}\.json"
    rf"|catalogue/(?:edition|glossary)\.yaml|catalogue/(?:documents|measures)/{_SEGMENT}\.yaml"
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")  # names Windows keeps for devices

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _DATE = 20, 0x0021  # zip 2.0; 1980-01-01, the first day a zip knows
_ENCRYPTED, _STORED = 0x1, 0
_SENDER = "请向发布者另要一份完好的政策包"


@dataclass(frozen=True, slots=True)
class _Entry:
    raw: bytes
    flags: int
    method: int
    packed: int
    size: int
    mode: int
    offset: int


def write(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of the one pack that holds ``parts`` (name to content)."""
    front = [name for name in (MANIFEST, SIGNATURE) if name in parts]
    names = front + sorted(name for name in parts if name not in front)
    body = bytearray()
    directory = bytearray()
    for name in names:
        data, raw = parts[name], name.encode("ascii")
        crc = zlib.crc32(data)
        directory += _CENTRAL.pack(
            b"PK\1\2", _VERSION, _VERSION, 0, _STORED, 0, _DATE, crc, len(data), len(data),
            len(raw), 0, 0, 0, 0, 0, len(body),
        ) + raw  # fmt: skip
        body += _LOCAL.pack(
            b"PK\3\4", _VERSION, 0, _STORED, 0, _DATE, crc, len(data), len(data), len(raw), 0
        )
        body += raw + data
    end = _END.pack(b"PK\5\6", 0, 0, len(names), len(names), len(directory), len(body), 0)
    return bytes(body + directory + end)


def read(data: bytes) -> dict[str, bytes]:
    """The parts of a pack. Raises PackError, with a sentence, for anything else."""
    if len(data) > MAX_FILE:
        raise too_large(len(data))
    parts: dict[str, bytes] = {}
    for entry in _directory(data):
        name = _checked_name(entry, parts)
        parts[name] = _content(data, entry, name)
    if MANIFEST not in parts:
        raise PackError("这个文件里没有清单（manifest.json），不是政策包", _SENDER)
    if write(parts) != data:
        raise PackError("政策包的字节与它应有的样子不一致，可能损坏或被改动过", _SENDER)
    return parts


def too_large(size: int) -> PackError:
    return PackError(
        f"文件太大（{size // 1024 // 1024} MB），政策包最大 {MAX_FILE // 1024 // 1024} MB",
        "请核对是不是选错了文件",
    )


def check_sizes(parts: Mapping[str, bytes]) -> None:
    """Refuse to build what nobody could read."""
    if len(parts) > MAX_PARTS:
        raise PackError(f"政策包里的文件太多（{len(parts)} 个，最多 {MAX_PARTS} 个）", "请分成几个")
    for name, data in parts.items():
        if not _KNOWN.fullmatch(name) or len(name) > MAX_NAME:
            raise PackError(f"这个文件名不能放进政策包：{name}", "请改用小写字母、数字和连字符")
        if len(data) > _limit(name):
            raise PackError(f"“{name}”太大（{len(data):,} 字节），放不进政策包", "请分成几个")


def _limit(name: str) -> int:
    return MAX_PART if name.startswith("library/") else MAX_SMALL


def _directory(data: bytes) -> list[_Entry]:
    """The list at the end of the file; every number in it is doubted."""
    start = len(data) - _END.size
    if start < 0 or data[start : start + 4] != b"PK\5\6" or not data.startswith(b"PK\3\4"):
        raise PackError("这个文件不是政策包，或者没有复制完整", _SENDER)
    _, disk, first, here, count, size, offset, comment = _END.unpack_from(data, start)
    if disk or first or comment or here != count or offset + size != start:
        raise PackError("政策包的目录对不上，可能损坏或没有复制完整", _SENDER)
    if count > MAX_PARTS:
        raise PackError(f"政策包里的文件太多（{count} 个，最多 {MAX_PARTS} 个）", _SENDER)
    entries = []
    at = offset
    for _ in range(count):
        if at + _CENTRAL.size > start:
            raise PackError("政策包的目录不完整", _SENDER)
        fields = _CENTRAL.unpack_from(data, at)
        if fields[0] != b"PK\1\2":
            raise PackError("政策包的目录不完整", _SENDER)
        length = fields[10]
        raw = data[at + _CENTRAL.size : at + _CENTRAL.size + length]
        entries.append(
            _Entry(raw, fields[3], fields[4], fields[8], fields[9], fields[15] >> 16, fields[16])
        )
        at += _CENTRAL.size + length + fields[11] + fields[12]
    if at != start:
        raise PackError("政策包的目录不完整", _SENDER)
    return entries


def _checked_name(entry: _Entry, seen: Mapping[str, bytes]) -> str:
    name = entry.raw.decode("ascii", "replace")
    shown = "".join(c if c.isprintable() else "?" for c in name[:60])
    if entry.flags & _ENCRYPTED:
        raise PackError(f"政策包里有加密的内容（{shown}），不能核对，不予读取", _SENDER)
    if stat.S_ISLNK(entry.mode):
        raise PackError(f"政策包里有指向别处的链接（{shown}），不予读取", _SENDER)
    if entry.method != _STORED or entry.packed != entry.size:
        raise PackError(f"政策包里有压缩过的内容（{shown}），政策包从不压缩，不予读取", _SENDER)
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise PackError(f"政策包里有想写到别处去的文件名（{shown}），不予读取", _SENDER)
    if name in seen:
        raise PackError(f"政策包里有两个同名的文件（{shown}），不予读取", _SENDER)
    stem = name.rpartition("/")[2].partition(".")[0]
    if len(name) > MAX_NAME or not _KNOWN.fullmatch(name) or _RESERVED.fullmatch(stem):
        raise PackError(f"政策包里有不该有的文件（{shown}），不予读取", _SENDER)
    if entry.size > _limit(name):
        raise PackError(f"政策包里的“{shown}”太大（{entry.size:,} 字节），不予读取", _SENDER)
    return name


def _content(data: bytes, entry: _Entry, name: str) -> bytes:
    begin = entry.offset + _LOCAL.size + len(entry.raw)
    if begin + entry.size > len(data):
        raise PackError(f"政策包里的“{name}”不完整", _SENDER)
    return data[begin : begin + entry.size]
