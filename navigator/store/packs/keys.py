"""Ed25519 keys: making, keeping, signing, checking. The library does the mathematics."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.store.packs.errors import PackError
from navigator.store.packs.fields import MalformedError, canonical, parse

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ALGORITHM = "ed25519"
MAX_KEY_FILE = 16 * 1024
_PURPOSE = b"policy-navigator pack 1\n"  # a signature for a pack is good for nothing else
_HEX_KEY, _HEX_SIGNATURE = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{128}")


def fingerprint(public_key: bytes) -> str:
    """SHA-256 of the 32 bytes of a public key, as 64 hex digits."""
    return hashlib.sha256(public_key).hexdigest()


def in_groups(print_: str) -> str:
    """A fingerprint as people read it to each other: sixteen groups of four."""
    return " ".join(print_[i : i + 4] for i in range(0, len(print_), 4))


def same_fingerprint(typed: str, print_: str) -> bool:
    """Whether a person typed this fingerprint, however grouped."""
    return re.sub(r"[\s:：\-]", "", typed).lower() == print_


def generate(path: Path, passphrase: bytes | None) -> tuple[Path, str]:
    """A new key pair: the private key in ``path`` (readable by its owner only, encrypted when
    there is a passphrase), the public one beside it with ``.pub``. Returns its path and the
    fingerprint. Existing files are never replaced; raises PackError."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public_path = path.with_name(path.name + ".pub")
    for file in (path, public_path):
        if file.exists():
            raise PackError(f"“{file.name}”已经存在，密钥从不覆盖", "请换一个文件名")
    key = Ed25519PrivateKey.generate()
    guard: form.KeySerializationEncryption = (
        form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
    )
    secret = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, guard)
    public = key.public_key()
    try:
        _write_new(path, secret, 0o600)
        try:
            pem = public.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
            _write_new(public_path, pem, 0o644)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PackError(
            f"密钥写不进“{path}”（{error.strerror or error}）", "请换一个位置"
        ) from error
    return public_path, fingerprint(public.public_bytes_raw())


def _write_new(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _read_small(path: Path, what: str) -> bytes:
    try:
        if path.stat().st_size > MAX_KEY_FILE:
            raise PackError(f"“{path.name}”太大，不是{what}", "请核对文件")
        return path.read_bytes()
    except OSError as error:
        raise PackError(
            f"{what}读不出来（{path}：{error.strerror or error}）", "请核对文件名和权限"
        ) from error


def load_private(path: Path, passphrase: bytes | None) -> Ed25519PrivateKey:
    """Raises PackError for a wrong passphrase or a file that holds no Ed25519 key."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    data = _read_small(path, "私钥")
    encrypted = b"ENCRYPTED" in data[:60]
    if encrypted and not passphrase:
        raise PackError("这把私钥有口令保护", "请用 --passphrase-file 给出口令文件")
    try:
        key = form.load_pem_private_key(data, passphrase if encrypted else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        if encrypted:
            raise PackError("口令不对，私钥没有打开", "请核对口令后再试") from error
        raise PackError(f"“{path.name}”不是私钥文件", "请用 pack keygen 生成的私钥") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PackError(f"“{path.name}”不是 Ed25519 私钥", "请用 pack keygen 生成的私钥")
    return key


def load_public(path: Path) -> bytes:
    """The 32 bytes of the public key in a ``.pub`` file. Raises PackError."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    data = _read_small(path, "公钥")
    try:
        key = form.load_pem_public_key(data)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise PackError(
            f"“{path.name}”不是公钥文件", "请用发布者给的 .pub 文件，或者直接给他的政策包"
        ) from error
    if not isinstance(key, Ed25519PublicKey):
        raise PackError(f"“{path.name}”不是 Ed25519 公钥", "请向发布者另要公钥")
    return key.public_bytes_raw()


def sign(manifest: bytes, key: Ed25519PrivateKey) -> bytes:
    """The signature part for these bytes of a manifest; equal for equal bytes and key."""
    return canonical(
        {
            "algorithm": ALGORITHM,
            "public_key": key.public_key().public_bytes_raw().hex(),
            "signature": key.sign(_PURPOSE + manifest).hex(),
        }
    )


def signer(manifest: bytes, signature: bytes) -> bytes:
    """The public key that signed these bytes of a manifest. Raises MalformedError if none did."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    fields = parse(signature)
    algorithm = fields.text("algorithm")
    public, signed = fields.text("public_key"), fields.text("signature")
    fields.done()
    if algorithm != ALGORITHM:
        raise MalformedError("签名的算法不认识")
    if not _HEX_KEY.fullmatch(public) or not _HEX_SIGNATURE.fullmatch(signed):
        raise MalformedError("签名的写法不合规定")
    key = bytes.fromhex(public)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(signed), _PURPOSE + manifest)
    except (InvalidSignature, ValueError) as error:
        raise MalformedError("签名与清单不符") from error
    return key
