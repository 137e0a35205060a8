"""Packs, keys and hostile containers for tests."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from store_samples import document, publication

from navigator.model.documents import Publication
from navigator.store.packs import build
from navigator.store.packs.container import MANIFEST, SIGNATURE, read, write
from navigator.store.packs.keys import sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLISHER = "某市政务服务局"
FIRST = publication(document("doc-a"), document("doc-b"), name="第一季.txt")
SECOND = publication(
    document("doc-a", texts=("甲方可以网上申请。", "乙方按规定办理。")),
    document("doc-c"),
    name="第二季.txt",
)


def make(
    *sources: Publication,
    edition: str = "2021Q1",
    publisher: str = PUBLISHER,
    name: str = "惠企政策",
    key: Ed25519PrivateKey | None = KEY,
    catalogue: Mapping[str, bytes] | None = None,
) -> bytes:
    return build(
        name=name,
        edition=edition,
        publisher=publisher,
        sources=sources or (FIRST,),
        catalogue=catalogue or {},
        key=key,
    )


def resigned(data: bytes, changes: Mapping[str, Any], parts: Mapping[str, bytes]) -> bytes:
    """A pack whose manifest was changed, extra parts put in, and all of it signed again: what a
    publisher with a key, but without our program, could make."""
    held = read(data) | dict(parts)
    said = json.loads(held[MANIFEST])
    said["parts"] = [
        {"path": path, "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        for path, body in sorted(held.items())
        if path not in (MANIFEST, SIGNATURE)
    ]
    said |= changes
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    held[MANIFEST] = text.encode() + b"\n"
    held[SIGNATURE] = sign(held[MANIFEST], KEY)
    return write(held)


def zipped(
    entries: Iterable[tuple[zipfile.ZipInfo | str, bytes]], method: int = zipfile.ZIP_STORED
) -> bytes:
    """A zip as another program would write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for info, data in entries:
            archive.writestr(info, data)
    return buffer.getvalue()
