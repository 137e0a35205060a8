"""Publishers whose key a person at this machine has compared and accepted."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from navigator.store.faults import told_plainly
from navigator.store.packs import keys
from navigator.store.packs.errors import PackError
from navigator.store.packs.fields import Fields, MalformedError, canonical, is_line, parse
from navigator.store.packs.pack import Pack

NAME = "信任名单"
_VERSION = 1


class Standing(StrEnum):
    """Who vouches for a pack, seen from this machine."""

    TRUSTED = "trusted"  # signed by a key on the list, under the name on the list
    UNKNOWN = "unknown"  # signed by a key nobody here has accepted
    OTHER_KEY = "other_key"  # the name is on the list, with another key
    OTHER_NAME = "other_name"  # the key is on the list, under another name
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Publisher:
    name: str
    public_key: bytes
    added_at: str  # ISO 8601

    @property
    def fingerprint(self) -> str:
        return keys.fingerprint(self.public_key)


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agrees to for one installation.

    ``trust`` is the fingerprint that was compared (the publisher is then remembered) or the
    publisher's name (for this once); ``allow_unsigned`` the name an unsigned pack gives itself.
    """

    trust: str | None = None
    allow_unsigned: str | None = None
    allow_older: bool = False


class TrustStore:
    """A small file of its own; written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def publishers(self) -> list[Publisher]:
        """In the order they were accepted. Raises StoreError or PackError."""
        with told_plainly(NAME, self.path):
            if not self.path.exists():
                return []
            data = self.path.read_bytes()
        try:
            fields = parse(data)
            if fields.whole("version") != _VERSION:
                raise MalformedError("版本不认识")
            found = fields.items("publishers", _publisher)
            fields.done()
        except MalformedError as error:
            raise PackError(
                f"信任名单读不懂（{self.path}：{error}）",
                "请移走这个文件，再逐个重新加入信任的发布者",
                "已安装的内容不受影响",
            ) from error
        return list(found)

    def standing(self, pack: Pack) -> Standing:
        """How a pack stands with this list."""
        if pack.public_key is None:
            return Standing.UNSIGNED
        known = self.publishers()
        claimed = same_name(pack.manifest.publisher)
        with_key = [item for item in known if item.public_key == pack.public_key]
        if with_key:
            named = any(same_name(item.name) == claimed for item in with_key)
            return Standing.TRUSTED if named else Standing.OTHER_NAME
        if any(same_name(item.name) == claimed for item in known):
            return Standing.OTHER_KEY
        return Standing.UNKNOWN

    def add(self, name: str, public_key: bytes, now: dt.datetime) -> Publisher:
        """Accept a key under a name; the same pair again changes nothing."""
        if not is_line(name):
            raise PackError("发布者的名称应为一行文字，最多80个字", "请改写名称")
        known = self.publishers()
        for item in known:
            if item.public_key == public_key:
                if same_name(item.name) == same_name(name):
                    return item
                raise PackError(
                    f"这把公钥已在信任名单里，名称是“{item.name}”",
                    "要改名，请先移除再加入",
                )
        added = Publisher(name, public_key, now.astimezone().isoformat(timespec="seconds"))
        self._write([*known, added])
        return added

    def remove(self, which: str) -> Publisher:
        """Take out by fingerprint or name. Raises PackError when none or several fit."""
        known = self.publishers()
        found = [
            item
            for item in known
            if keys.same_fingerprint(which, item.fingerprint)
            or same_name(item.name) == same_name(which)
        ]
        if len(found) != 1:
            what = "没有这个发布者" if not found else "有几把公钥用这个名称"
            raise PackError(
                f"信任名单里{what}：{which[:80]}",
                "请用 policy-navigator pack trust list 查看，按指纹移除",
            )
        self._write([item for item in known if item != found[0]])
        return found[0]

    def _write(self, publishers: list[Publisher]) -> None:
        data = canonical(
            {
                "version": _VERSION,
                "publishers": [
                    {
                        "name": item.name,
                        "public_key": item.public_key.hex(),
                        "added_at": item.added_at,
                    }
                    for item in publishers
                ],
            }
        )
        with told_plainly(NAME, self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".trust-")
            temporary = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                temporary.replace(self.path)
            finally:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)


def same_name(name: str) -> str:
    """Names that look alike to a reader are the same name."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def admit(pack: Pack, trust: TrustStore, consent: Consent) -> bool:
    """Whether the publisher is to be remembered once the pack is installed.

    Raises PackError unless the pack is signed by a trusted publisher or ``consent`` names it.
    """
    standing, name = trust.standing(pack), pack.manifest.publisher
    if standing is Standing.TRUSTED:
        return False
    if standing is Standing.UNSIGNED:
        if consent.allow_unsigned and same_name(consent.allow_unsigned) == same_name(name):
            return False
        raise PackError(
            f"这个政策包没有签名，不能证明真的来自“{name}”",
            f"请向发布者要签过名的政策包；确认来源可靠时，可以用 --allow-unsigned {name} 安装",
        )
    print_ = pack.fingerprint or ""
    if standing is Standing.OTHER_NAME:
        raise PackError(
            f"这个政策包自称来自“{name}”，它的签名却属于信任名单里的另一个发布者",
            "请向双方核实；发布者改了名称时，先用 pack trust remove 移除旧名称",
        )
    if consent.trust and keys.same_fingerprint(consent.trust, print_):
        return True
    if standing is Standing.OTHER_KEY:
        raise PackError(
            f"信任名单里有“{name}”，但这个政策包是用另一把密钥签的"
            f"（指纹 {keys.in_groups(print_)}）",
            "请打电话向发布者核对指纹；确认换了密钥时，用 --trust 给出这个指纹",
        )
    if consent.trust and same_name(consent.trust) == same_name(name):
        return False
    raise PackError(
        f"还没有信任过发布者“{name}”（指纹 {keys.in_groups(print_)}）",
        f"请打电话向发布者核对指纹，一致时用 --trust 给出指纹；只这一次安装，可以用 --trust {name}",
    )


def _publisher(value: object) -> Publisher:
    fields = Fields(value)
    item = Publisher(
        fields.line("name"), bytes.fromhex(fields.hash("public_key")), fields.text("added_at")
    )
    fields.done()
    return item
