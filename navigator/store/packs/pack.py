"""A pack as one value: built from parts, or read with everything proved."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.model.documents import Publication
from navigator.store.packs import container, keys, manifest, publications
from navigator.store.packs.container import MANIFEST, MAX_FILE, SIGNATURE
from navigator.store.packs.errors import PackError
from navigator.store.packs.fields import MalformedError
from navigator.store.packs.manifest import Manifest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SUFFIX = ".pnpack"
_LIBRARY, _CATALOGUE = "library/", "catalogue/"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read and proved. ``public_key`` is None when nobody signed it."""

    data: bytes
    manifest: Manifest
    public_key: bytes | None
    publications: tuple[Publication, ...]
    catalogue: Mapping[str, bytes]  # path below ``catalogue/`` to content

    @property
    def sha256(self) -> str:
        """Hash of the whole file."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def fingerprint(self) -> str | None:
        return keys.fingerprint(self.public_key) if self.public_key else None

    @property
    def document_count(self) -> int:
        return sum(len(publication.documents) for publication in self.publications)

    @property
    def provision_count(self) -> int:
        return sum(len(d.provisions) for p in self.publications for d in p.documents)


def build(
    *,
    name: str,
    edition: str,
    publisher: str,
    sources: Iterable[Publication],
    catalogue: Mapping[str, bytes],
    key: Ed25519PrivateKey | None,
) -> bytes:
    """The bytes of a pack; equal input gives equal bytes. Raises PackError.

    ``catalogue`` maps paths below ``catalogue/`` to contents. Without ``key`` it is unsigned.
    """
    manifest.check_names(name, publisher, edition)
    given = tuple(sources)
    content: dict[str, bytes] = {}
    for number, publication in enumerate(given, 1):
        try:
            content[f"{_LIBRARY}{number:03d}.json"] = publications.dump(publication)
        except MalformedError as error:
            raise PackError(
                f"《{publication.source.name}》放不进政策包：{error}", "请重新导入这个文件后再试"
            ) from error
    content |= {f"{_CATALOGUE}{path}": data for path, data in catalogue.items()}
    if not content:
        raise PackError(
            "没有可以放进政策包的内容", "请给出要打包的文件、--from-library 或 --catalogue"
        )
    days = [d.issued_on for p in given for d in p.documents if d.issued_on]
    created: dt.date = max(days, default=manifest.edition_end(edition))
    listed = tuple(manifest.part_of(path, content[path]) for path in sorted(content))
    written = manifest.dump(Manifest(name, edition, publisher, created, listed))
    parts = {MANIFEST: written, **content}
    if key is not None:
        parts[SIGNATURE] = keys.sign(written, key)
    container.check_sizes(parts)
    data = container.write(parts)
    if len(data) > MAX_FILE:
        raise container.too_large(len(data))
    read(data)  # nothing leaves that could not be installed
    return data


def read_file(path: Path) -> Pack:
    """The pack in a file, its size checked first. Raises PackError."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise container.too_large(size)
        data = path.read_bytes()
    except OSError as error:
        raise PackError(
            f"政策包读不出来（{path}：{error.strerror or error}）", "请检查U盘和文件名后再试"
        ) from error
    return read(data)


def read(data: bytes) -> Pack:
    """A pack with signature, hashes and contents proved, in that order. Raises PackError.

    Whether the signer is to be trusted is decided elsewhere.
    """
    parts = container.read(data)
    try:
        signature = parts.get(SIGNATURE)
        key = keys.signer(parts[MANIFEST], signature) if signature is not None else None
        said = manifest.load(parts[MANIFEST])
        manifest.check_parts(said, parts)
    except MalformedError as error:
        raise PackError(f"政策包没有通过核对：{error}", "请不要使用，向发布者另要一份") from error
    found = [_load(path, parts[path]) for path in sorted(parts) if path.startswith(_LIBRARY)]
    hashes = [publication.source.sha256 for publication in found]
    if len(set(hashes)) != len(hashes):
        raise PackError("政策包里有两份相同的来源文件", "请向发布者另要一份")
    catalogue = {
        path.removeprefix(_CATALOGUE): content
        for path, content in parts.items()
        if path.startswith(_CATALOGUE)
    }
    return Pack(data, said, key, tuple(found), catalogue)


def _load(path: str, data: bytes) -> Publication:
    try:
        return publications.load(data)
    except MalformedError as error:
        raise PackError(f"政策包里的“{path}”不合规定：{error}", "请向发布者另要一份") from error
