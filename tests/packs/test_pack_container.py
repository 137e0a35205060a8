"""The file: written in one way only, and everything else refused with a sentence."""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from pack_samples import FIRST, make, resigned, zipped
from store_samples import document, publication

from navigator.store.packs import PackError, read, read_file
from navigator.store.packs import container as box


def test_any_program_can_open_a_pack() -> None:
    with zipfile.ZipFile(io.BytesIO(make())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", "signature.json", "library/001.json"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_equal_content_gives_equal_bytes_for_ever() -> None:
    """A change of these hashes means that packs already handed out are refused."""
    signed, unsigned = make(), make(key=None)
    assert (make(), make(key=None)) == (signed, unsigned)
    assert (
        hashlib.sha256(signed).hexdigest()[:16],
        hashlib.sha256(unsigned).hexdigest()[:16],
    ) == ("03626bf5980b61ce", "81277e959f2cbf93")


def test_what_is_read_is_what_was_packed() -> None:
    pack = read(make(catalogue={"glossary.yaml": b"terms: []\n"}))
    assert pack.publications == (FIRST,)
    assert dict(pack.catalogue) == {"glossary.yaml": b"terms: []\n"}
    assert (pack.manifest.edition, pack.manifest.created.isoformat()) == ("2021Q1", "2021-03-18")
    assert (pack.document_count, pack.provision_count) == (2, 4)


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("library/001.json")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def _encrypted(data: bytes) -> bytes:
    changed = bytearray(data)
    at = changed.find(b"PK\1\2")
    changed[at + 8] |= 1
    return bytes(changed)


def _twice() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return zipped([("manifest.json", b"{}"), ("manifest.json", b"{}")])


def _claims(size: int) -> bytes:
    """A small file whose directory says that an entry is ``size`` bytes."""
    changed = bytearray(zipped([("manifest.json", b"{}")]))
    at = changed.find(b"PK\1\2")
    struct.pack_into("<2I", changed, at + 20, size, size)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "不是政策包"),
        (b"PK\3\4", "不是政策包"),
        ("政策汇编".encode() * 500, "不是政策包"),
        (make()[:-1], "没有复制完整"),
        (make() + b"\0", "没有复制完整"),
        (b"\0" + make(), "没有复制完整"),
        (zipped([("manifest.json", b"0" * 10_000_000)], zipfile.ZIP_DEFLATED), "从不压缩"),
        (zipped([("../../etc/cron.d/x", b"x")]), "写到别处"),
        (zipped([("/etc/passwd", b"x")]), "写到别处"),
        (zipped([("catalogue\\..\\x", b"x")]), "写到别处"),
        (zipped([("C:/x", b"x")]), "写到别处"),
        (zipped([(_link(), b"/etc/passwd")]), "链接"),
        (_encrypted(make()), "加密"),
        (_twice(), "同名"),
        (_claims(2_000_000), "太大"),
        (_claims(1_000_000), "不完整"),
        (zipped([("manifest.json", b"{}"), ("run.exe", b"MZ")]), "不该有的文件"),
        (zipped([("index/MAIN.seg", b"x")]), "不该有的文件"),
        (zipped([("catalogue/documents/con.yaml", b"x")]), "不该有的文件"),
        (zipped([("library/001.json", b"{}")]), "没有清单"),
        (zipped([("manifest.json", b"{}")]), "应有的样子"),
        (zipped([(f"library/{n:03d}.json", b"") for n in range(4001)]), "太多"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(PackError, match=words) as caught:
        read(data)
    assert "没有改动任何内容" in caught.value.message


def test_a_file_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "巨 大.pnpack"
    with path.open("wb") as file:
        file.truncate(box.MAX_FILE + 1)
    path.chmod(0)
    with pytest.raises(PackError, match="文件太大"):
        read_file(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="读不出来"):
        read_file(tmp_path / "没有.pnpack")
    with pytest.raises(PackError, match="读不出来"):
        read_file(tmp_path)


def test_every_bit_counts() -> None:
    data = make(publication(document("doc-a", texts=("甲。",))))
    for at in range(len(data)):
        for bit in (1, 0x80):
            changed = bytearray(data)
            changed[at] ^= bit
            with pytest.raises(PackError):
                read(bytes(changed))


@pytest.mark.parametrize(
    ("changes", "parts", "words"),
    [
        ({"parts": []}, {}, "不在清单里"),
        ({}, {"library/002.json": b"{}"}, "002.json”不合规定"),
        ({"format": 2}, {}, "更新的格式"),
        ({"format": "1"}, {}, "format"),
        ({"edition": "二〇二一"}, {}, "版次"),
        ({"edition": "0000"}, {}, "年份"),
        ({"publisher": ""}, {}, "publisher"),
        ({"publisher": "某局\u202e贼"}, {}, "publisher"),
        ({"name": "两\n行"}, {}, "name"),
        ({"created": "2021-3-1"}, {}, "created"),
        ({"more": 1}, {}, "more"),
        ({}, {"library/002.json": b'{"a":NaN}\n'}, "不是合法"),
        ({}, {"library/002.json": b"[" * 100_000 + b"]" * 100_000}, "不是合法"),
    ],
)
def test_a_signature_does_not_excuse_what_is_malformed(
    changes: dict[str, object], parts: dict[str, bytes], words: str
) -> None:
    with pytest.raises(PackError, match=words):
        read(resigned(make(), changes, parts))


def test_a_part_taken_out_or_exchanged_is_noticed() -> None:
    held = box.read(make(FIRST, publication(document("doc-z"), name="乙.txt")))
    without = {name: data for name, data in held.items() if name != "library/002.json"}
    with pytest.raises(PackError, match="缺少清单里的"):
        read(box.write(without))
    exchanged = held | {"library/001.json": held["library/002.json"]}
    with pytest.raises(PackError, match="哈希不符"):
        read(box.write(exchanged))


def test_a_text_with_a_character_missing_is_refused() -> None:
    held = box.read(make())
    shorter = held["library/001.json"].replace("甲方可以申请".encode(), "甲方可申请".encode())
    with pytest.raises(PackError, match="字数对不上"):
        read(resigned(make(), {}, {"library/001.json": shorter}))


def test_the_same_source_twice_is_refused() -> None:
    with pytest.raises(PackError, match="两份相同的来源"):
        make(FIRST, FIRST)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"edition": "2021Q5"}, "版次"),
        ({"edition": "２０２１"}, "版次"),
        ({"name": " "}, "名称"),
        ({"publisher": "甲" * 81}, "发布者"),
        ({"catalogue": {"facts.yaml": b"facts: []\n"}}, "不能放进政策包"),
        ({"catalogue": {"documents/某文件.yaml": b""}}, "不能放进政策包"),
        ({"catalogue": {"glossary.yaml": b"#" * 2_000_000}}, "太大"),
    ],
)
def test_what_could_not_be_read_is_not_built(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(PackError, match=words):
        make(**wrong)  # type: ignore[arg-type]
