"""Keys, and whose packs are let in."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest
from pack_samples import KEY, OTHER_KEY, PUBLISHER, make
from store_samples import NOON

from navigator.model.errors import StoreError
from navigator.store.packs import Consent, PackError, Standing, TrustStore, admit, read
from navigator.store.packs.keys import (
    fingerprint,
    generate,
    in_groups,
    load_private,
    load_public,
    sign,
    signer,
)

SIGNED, UNSIGNED = read(make()), read(make(key=None))
PUBLIC, OTHER = KEY.public_key().public_bytes_raw(), OTHER_KEY.public_key().public_bytes_raw()


@pytest.fixture
def trust(tmp_path: Path) -> TrustStore:
    return TrustStore(tmp_path / "数 据" / "packs" / "trust.json")


# -- keys ------------------------------------------------------------------------------------


def test_a_key_pair_signs_and_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "局 密钥"
    public, told = generate(path, "口令".encode())
    key = load_private(path, "口令".encode())
    assert signer(b"text", sign(b"text", key)) == load_public(public)
    assert fingerprint(load_public(public)) == told
    assert len(in_groups(told).split()) == 16
    assert b"ENCRYPTED" in path.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="file modes are a matter of POSIX")
def test_only_its_owner_can_read_a_private_key(tmp_path: Path) -> None:
    generate(tmp_path / "key", None)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    generate(tmp_path / "key", None)
    before = (tmp_path / "key").read_bytes()
    with pytest.raises(PackError, match="从不覆盖"):
        generate(tmp_path / "key", None)
    (tmp_path / "key").unlink()
    with pytest.raises(PackError, match="从不覆盖"):
        generate(tmp_path / "key", None)  # the public half is still there
    assert not (tmp_path / "key").exists()
    assert before


def test_wrong_keys_get_a_sentence(tmp_path: Path) -> None:
    public, _ = generate(tmp_path / "key", b"right")
    with pytest.raises(PackError, match="口令保护"):
        load_private(tmp_path / "key", None)
    with pytest.raises(PackError, match="口令不对"):
        load_private(tmp_path / "key", b"wrong")
    with pytest.raises(PackError, match="不是私钥"):
        load_private(public, None)
    with pytest.raises(PackError, match="不是公钥"):
        load_public(tmp_path / "key")
    with pytest.raises(PackError, match="读不出来"):
        load_public(tmp_path / "nothing")
    (tmp_path / "big").write_bytes(b"x" * 20_000)
    with pytest.raises(PackError, match="太大"):
        load_public(tmp_path / "big")
    with pytest.raises(PackError, match="写不进"):
        generate(tmp_path / "no folder" / "key", None)


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    key = X25519PrivateKey.generate()
    secret, public = tmp_path / "key", tmp_path / "key.pub"
    secret.write_bytes(
        key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    )
    public.write_bytes(
        key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    )
    with pytest.raises(PackError, match="Ed25519 私钥"):
        load_private(secret, None)
    with pytest.raises(PackError, match="Ed25519 公钥"):
        load_public(public)


# -- the trust list --------------------------------------------------------------------------


def test_the_list_is_kept_and_publishers_can_go(trust: TrustStore) -> None:
    assert trust.publishers() == []
    trust.add(PUBLISHER, PUBLIC, NOON)
    trust.add(PUBLISHER, PUBLIC, NOON + dt.timedelta(days=1))
    trust.add("另一个局", OTHER, NOON)
    again = TrustStore(trust.path)
    assert [item.name for item in again.publishers()] == [PUBLISHER, "另一个局"]
    assert again.remove(in_groups(fingerprint(PUBLIC)).upper()).name == PUBLISHER
    assert again.remove(" 另一个局").fingerprint == fingerprint(OTHER)
    assert again.publishers() == []
    with pytest.raises(PackError, match="没有这个发布者"):
        again.remove("另一个局")


def test_a_name_with_two_keys_is_removed_by_fingerprint(trust: TrustStore) -> None:
    trust.add(PUBLISHER, PUBLIC, NOON)
    trust.add(PUBLISHER, OTHER, NOON)
    with pytest.raises(PackError, match="几把公钥"):
        trust.remove(PUBLISHER)
    trust.remove(fingerprint(OTHER))
    assert [item.public_key for item in trust.publishers()] == [PUBLIC]


def test_a_key_has_one_name(trust: TrustStore) -> None:
    trust.add(PUBLISHER, PUBLIC, NOON)
    with pytest.raises(PackError, match=PUBLISHER):
        trust.add("假名", PUBLIC, NOON)
    with pytest.raises(PackError, match="一行文字"):
        trust.add("两\n行", OTHER, NOON)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]\n", b'{"publishers":[],"version":2}\n', b"\xff"])
def test_a_damaged_list_trusts_nobody(trust: TrustStore, data: bytes) -> None:
    trust.add(PUBLISHER, PUBLIC, NOON)
    trust.path.write_bytes(data)
    with pytest.raises(PackError, match="信任名单读不懂"):
        trust.standing(SIGNED)


def test_a_list_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "packs").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="信任名单"):
        TrustStore(tmp_path / "packs" / "trust.json").add(PUBLISHER, PUBLIC, NOON)


# -- letting in ------------------------------------------------------------------------------


def test_a_trusted_publisher_needs_no_words(trust: TrustStore) -> None:
    trust.add(PUBLISHER, PUBLIC, NOON)
    assert trust.standing(SIGNED) is Standing.TRUSTED
    assert admit(SIGNED, trust, Consent()) is False


def test_an_unknown_publisher_is_let_in_only_when_named(trust: TrustStore) -> None:
    assert trust.standing(SIGNED) is Standing.UNKNOWN
    print_ = fingerprint(PUBLIC)
    with pytest.raises(PackError, match=in_groups(print_)):
        admit(SIGNED, trust, Consent())
    for wrong in ("另一个局", print_[:-1], fingerprint(OTHER), ""):
        with pytest.raises(PackError, match="还没有信任过"):
            admit(SIGNED, trust, Consent(trust=wrong))
    with pytest.raises(PackError):
        admit(SIGNED, trust, Consent(allow_unsigned=PUBLISHER))
    assert admit(SIGNED, trust, Consent(trust=PUBLISHER)) is False  # this once
    assert admit(SIGNED, trust, Consent(trust=in_groups(print_).upper())) is True  # remembered


def test_an_unsigned_pack_is_let_in_only_when_named(trust: TrustStore) -> None:
    assert trust.standing(UNSIGNED) is Standing.UNSIGNED
    for wrong in (Consent(), Consent(trust=PUBLISHER), Consent(allow_unsigned="另一个局")):
        with pytest.raises(PackError, match="没有签名"):
            admit(UNSIGNED, trust, wrong)
    assert admit(UNSIGNED, trust, Consent(allow_unsigned=PUBLISHER)) is False


def test_a_known_name_with_another_key_needs_the_fingerprint(trust: TrustStore) -> None:
    trust.add(PUBLISHER, OTHER, NOON)
    assert trust.standing(SIGNED) is Standing.OTHER_KEY
    for consent in (Consent(), Consent(trust=PUBLISHER)):
        with pytest.raises(PackError, match="另一把密钥"):
            admit(SIGNED, trust, consent)
    assert admit(SIGNED, trust, Consent(trust=fingerprint(PUBLIC))) is True


def test_a_trusted_key_cannot_speak_for_somebody_else(trust: TrustStore) -> None:
    trust.add("区局", PUBLIC, NOON)
    assert trust.standing(SIGNED) is Standing.OTHER_NAME
    for consent in (Consent(), Consent(trust=PUBLISHER), Consent(trust=fingerprint(PUBLIC))):
        with pytest.raises(PackError, match="另一个发布者"):
            admit(SIGNED, trust, consent)


def test_taking_the_signature_off_does_not_pass_for_signed(trust: TrustStore) -> None:
    from navigator.store.packs.container import read as parts_of
    from navigator.store.packs.container import write

    trust.add(PUBLISHER, PUBLIC, NOON)
    parts = {name: data for name, data in parts_of(make()).items() if name != "signature.json"}
    with pytest.raises(PackError, match="没有签名"):
        admit(read(write(parts)), trust, Consent())
