"""``pack`` on the command line: its JSON, its exit statuses, and the real compilation end to end."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from navigator.cli import main
from navigator.store.packs import read_file

SAID = ("--edition", "2021Q1", "--name", "惠企政策", "--publisher", "某市政务服务局")


class Command:
    """Runs commands on one data folder."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys
        self.status = 0
        self.err = ""

    def text(self, *arguments: object) -> str:
        self.status = main(["--data-dir", str(self.home), *map(str, arguments)])
        captured = self._capsys.readouterr()
        self.err = captured.err
        assert "Traceback" not in captured.err
        return captured.out

    def json(self, *arguments: object) -> Any:
        out = self.text(*arguments, "--json")
        return json.loads(out) if out else None


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "发布 者", capsys)


@pytest.fixture
def hall(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "大 厅", capsys)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A made-up publication."""
    path = tmp_path / "第 一季.txt"
    path.write_text(
        "某市样例措施\n\n某政发〔2021〕9号\n\n第一条　对小店给予样例补贴。\n第二条　按月发放。\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def key(run: Command, tmp_path: Path) -> Path:
    (tmp_path / "口令").write_text("不告诉人\n", encoding="utf-8")
    path = tmp_path / "密 钥"
    run.json("pack", "keygen", path, "--passphrase-file", tmp_path / "口令")
    assert run.status == 0
    return path


@pytest.fixture
def signed(run: Command, paper: Path, key: Path, tmp_path: Path) -> Path:
    output = tmp_path / "a.pnpack"
    run.json(
        "pack", "build", paper, *SAID, "--key", key, "--passphrase-file", tmp_path / "口令",
        "--output", output,
    )  # fmt: skip
    assert run.status == 0
    return output


def test_a_key_without_a_passphrase_is_warned_of(run: Command, tmp_path: Path) -> None:
    told = run.json("pack", "keygen", tmp_path / "key")
    assert (told["protected"], len(told["fingerprint"])) == (False, 64)
    assert "没有口令保护" in run.err
    assert Path(told["public_key"]).name == "key.pub"


def test_wrong_use_is_told(run: Command, paper: Path, key: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.pnpack"
    for arguments, words, status in (
        (("pack",), "用法", 2),
        (("pack", "build", paper, "--output", output), "用法", 2),
        (("pack", "build", *SAID, "--output", output), "没有可以放进", 1),
        (("pack", "build", paper, "--from-library", *SAID, "--output", output), "二选一", 1),
        (("pack", "build", "--from-library", *SAID, "--output", output), "还没有导入", 1),
        (("pack", "build", paper, *SAID, "--key", key, "--output", output), "口令保护", 1),
        (
            ("pack", "build", paper, *SAID, "--catalogue", tmp_path, "--output", output),
            "没有目录",
            1,
        ),
        (("pack", "verify", paper), "不是政策包", 1),
        (("pack", "install", tmp_path / "no.pnpack"), "读不出来", 1),
        (("pack", "rollback"), "没有安装过", 1),
        (("pack", "trust", "remove", "谁"), "没有这个发布者", 1),
    ):
        run.text(*arguments)
        assert (run.status, words in run.err) == (status, True), run.err
    assert not output.exists()


def test_building_again_gives_the_same_bytes_anywhere(
    run: Command, signed: Path, paper: Path, key: Path, tmp_path: Path
) -> None:
    """Another folder, locale, time zone and hash seed, from files and from the library."""
    place = tmp_path / "别处"
    place.mkdir()
    (place / paper.name).write_bytes(paper.read_bytes())
    os.utime(place / paper.name, (1, 1))
    environment = os.environ | {
        "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C",
        "POLICY_NAVIGATOR_HOME": str(place / "home"),
    }  # fmt: skip
    command = [
        sys.executable, "-m", "navigator", "pack", "build", str(place / paper.name), *SAID,
        "--key", str(key), "--passphrase-file", str(tmp_path / "口令"), "--output", "b.pnpack",
    ]  # fmt: skip
    root = Path(__file__).resolve().parents[2]
    subprocess.run(
        command, cwd=place, env=environment | {"PYTHONPATH": str(root)}, check=True, timeout=60
    )
    assert (place / "b.pnpack").read_bytes() == signed.read_bytes()
    run.json("import", paper)
    run.json(
        "pack", "build", "--from-library", *SAID, "--key", key,
        "--passphrase-file", tmp_path / "口令", "--output", place / "c.pnpack",
    )  # fmt: skip
    assert (place / "c.pnpack").read_bytes() == signed.read_bytes()


def test_an_existing_file_is_kept_unless_forced(run: Command, paper: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.pnpack"
    output.write_text("mine", encoding="utf-8")
    run.text("pack", "build", paper, *SAID, "--output", output)
    assert (run.status, output.read_text(encoding="utf-8")) == (1, "mine")
    told = run.json("pack", "build", paper, *SAID, "--output", output, "--force")
    assert (run.status, told["fingerprint"]) == (0, None)
    assert "没有签名" in run.err


def test_a_hall_checks_trusts_installs_and_goes_back(
    hall: Command, signed: Path, key: Path
) -> None:
    told = hall.json("pack", "verify", signed)
    assert hall.status == 0
    assert (told["ok"], told["signature"], told["installed"]) == (True, "unknown", False)
    assert (told["edition"], told["documents"], told["older_than"]) == ("2021Q1", 1, None)
    assert told["sha256"] == hashlib.sha256(signed.read_bytes()).hexdigest()
    assert len(told["changes"]["new"]) == 1
    hall.text("pack", "install", signed)
    assert hall.status == 1
    assert hall.json("pack", "list") == []
    public = key.with_name(f"{key.name}.pub")
    hall.text("pack", "trust", "add", public, "--name", "某市政务服务局")
    assert hall.status == 1
    assert told["fingerprint"][:4] in hall.err
    added = hall.json(
        "pack", "trust", "add", public, "--name", "某市政务服务局",
        "--fingerprint", told["fingerprint"],
    )  # fmt: skip
    assert (hall.status, added["fingerprint"]) == (0, told["fingerprint"])
    done = hall.json("pack", "install", signed)
    assert (hall.status, done["already_present"], done["signature"]) == (0, False, "trusted")
    assert hall.json("pack", "install", signed)["already_present"] is True
    (entry,) = hall.json("pack", "list")
    assert (entry["edition"], entry["newest"]) == ("2021Q1", True)
    hits = hall.json("search", "样例补贴")["hits"]
    assert hits[0]["provision_id"].endswith("#第一条")
    assert hall.json("verify")["ok"] is True
    gone = hall.json("pack", "rollback")
    assert (gone["removed"]["edition"], gone["newest"]) == ("2021Q1", None)
    assert not any(d["official_text"] for d in hall.json("documents"))
    assert hall.json("pack", "trust", "remove", "某市政务服务局")["name"] == "某市政务服务局"
    assert hall.json("pack", "trust", "list") == []


def test_a_compared_fingerprint_installs_and_is_remembered(hall: Command, signed: Path) -> None:
    print_ = read_file(signed).fingerprint
    assert hall.json("pack", "install", signed, "--trust", print_)["signature"] == "trusted"
    (known,) = hall.json("pack", "trust", "list")
    assert known["fingerprint"] == print_


def test_the_key_in_a_pack_can_be_trusted(hall: Command, signed: Path) -> None:
    print_ = read_file(signed).fingerprint
    hall.text("pack", "trust", "add", signed, "--fingerprint", "0" * 64)
    assert hall.status == 1
    assert "与给出的不同" in hall.err
    assert hall.json("pack", "trust", "add", signed, "--fingerprint", print_)["name"]
    assert hall.json("pack", "verify", signed)["signature"] == "trusted"


def test_an_unsigned_pack_has_to_be_named(
    run: Command, hall: Command, paper: Path, tmp_path: Path
) -> None:
    output = tmp_path / "u.pnpack"
    run.json("pack", "build", paper, *SAID, "--output", output)
    hall.text("pack", "install", output)
    assert (hall.status, "没有签名" in hall.err) == (1, True)
    hall.text("pack", "trust", "add", output, "--fingerprint", "0" * 64)
    assert (hall.status, "没有公钥" in hall.err) == (1, True)
    done = hall.json("pack", "install", output, "--allow-unsigned", "某市政务服务局")
    assert (hall.status, done["signature"]) == (0, "unsigned")


def test_commands_speak_to_people_too(run: Command, hall: Command, signed: Path, key: Path) -> None:
    assert "内容完整" in hall.text("pack", "verify", signed)
    assert "还没有安装过" in hall.text("pack", "list")
    assert "空的" in hall.text("pack", "trust", "list")
    print_ = read_file(signed).fingerprint
    assert "已安装" in hall.text("pack", "install", signed, "--trust", print_)
    assert "已加入信任名单" in hall.err
    assert "没有改动" in hall.text("pack", "install", signed)
    assert "已经装在" in hall.text("pack", "verify", signed)
    assert "2021Q1" in hall.text("pack", "list")
    assert "某市政务服务局" in hall.text("pack", "trust", "list")
    assert "已退回" in hall.text("pack", "rollback")
    assert "已从信任名单移除" in hall.text("pack", "trust", "remove", print_)
    public = key.with_name(f"{key.name}.pub")
    told = hall.text("pack", "trust", "add", public, "--name", "甲", "--fingerprint", print_)
    assert "已信任" in told
    hall.text("pack", "trust", "add", public, "--fingerprint", print_)
    assert (hall.status, "--name" in hall.err) == (1, True)


def test_the_compilation_travels_whole(
    run: Command, hall: Command, seed_path: Path, key: Path, tmp_path: Path
) -> None:
    output = tmp_path / "2021Q1.pnpack"
    built = run.json(
        "pack", "build", seed_path, *SAID, "--catalogue", "builtin", "--key", key,
        "--passphrase-file", tmp_path / "口令", "--output", output,
    )  # fmt: skip
    assert (built["documents"], built["catalogue"]["measures"]) == (28, 110)
    (source,) = built["sources"]
    assert source["sha256"] == hashlib.sha256(seed_path.read_bytes()).hexdigest()
    hall.json("pack", "install", output, "--trust", built["fingerprint"])
    assert hall.status == 0
    run.json("import", seed_path)
    assert hall.json("documents") and [d["id"] for d in hall.json("documents")] == [
        d["id"] for d in run.json("documents")
    ]
    document = "jingzhengbanfa-2021-4"
    assert hall.json("provisions", document) == run.json("provisions", document)
    assert hall.json("search", "首贷贴息")["hits"] == run.json("search", "首贷贴息")["hits"]
    assert hall.json("measures") == run.json("measures")
    checked = hall.json("verify")
    assert (checked["ok"], checked["sources"][0]["characters"]) == (True, source["characters"])
    hall.json("pack", "rollback")
    assert not any(d["official_text"] for d in hall.json("documents"))
