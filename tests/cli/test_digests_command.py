"""digests: what an officer does from importing the next compilation to a stamped file."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from navigator.app.paths import find_paths
from navigator.app.workbench import Workbench
from navigator.cli import main
from navigator.model.documents import (
    CharacterCount,
    Document,
    Domain,
    Kind,
    Level,
    Provision,
    Publication,
    Source,
)

NEW = "xinwen-2021-9"


def _document(text: str) -> Document:
    provisions = (
        Provision(NEW, "一", Level.H1, "一、", "补助", text),
        Provision(NEW, "p1", Level.SIGNATURE, None, None, "样例局"),
    )
    return Document(
        NEW, "下一期的新办法", None, ("样例局",), dt.date(2021, 6, 1), None, None, 1,
        Domain.SME, (Domain.SME,), Kind.MEASURES, True, provisions,
    )  # fmt: skip


class Command:
    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys
        self.status = 0
        self.err = ""

    def text(self, *arguments: str) -> str:
        self.status = main(["--data-dir", str(self.home), "digests", *arguments])
        captured = self._capsys.readouterr()
        self.err = captured.err
        return captured.out

    def json(self, *arguments: str) -> Any:
        return json.loads(self.text(*arguments, "--json"))

    def add(self, text: str, name: str) -> None:
        """Put one made-up document into the library, as an import would."""
        count = CharacterCount(1, 1, 0)
        source = Source(name, f"{name:0<64}", 1, "txt", "utf-8")
        with Workbench(find_paths(self.home)) as bench:
            bench.library.add_publication(
                Publication(source, (_document(text),), count), dt.datetime.now(dt.UTC)
            )


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    command = Command(tmp_path / "数据 文件夹", capsys)
    command.add("每家小店给 3 万元。", "a")
    return command


def _fill(path: Path, digest: str) -> None:
    text = path.read_text(encoding="utf-8").replace("name: ''", "name: 名")
    text = text.replace("digest: ''", f"digest: {digest}", 1).replace(
        "digest: ''", "digest: 落款。"
    )
    text = text.replace("- ''", "- 点。")
    text = re.sub(r"^(summary|audience|state): ''", r"\1: 话。", text, flags=re.M)
    path.write_text(text, encoding="utf-8")


def test_from_skeleton_to_stamp_to_the_next_edition(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "我的 要点"
    folder.mkdir()
    file = folder / f"{NEW}.yaml"

    before = run.json("missing")
    assert run.status == 0
    assert before["missing"] == [f"{NEW}#一", f"{NEW}#p1"]
    assert before["documents"][0]["has_file"] is False
    assert "还没有要点文件" in run.text("missing")

    run.text("skeleton", NEW, "--output", str(file))
    assert run.status == 0 and "共 2 条" in run.err
    assert "小店" not in file.read_text(encoding="utf-8")
    unfilled = run.json("check", "--folder", str(folder))
    assert run.status == 1 and {p["file"] for p in unfilled["problems"]} == {file.name}

    _fill(file, "每家给4万元。")
    (problem,) = run.json("check", "--folder", str(folder))["problems"]
    assert run.status == 1
    assert (problem["file"], problem["key"]) == (file.name, "一 digest")
    assert "4万元" in problem["expected"]
    assert "{path: 一," in file.read_text(encoding="utf-8").split("\n")[problem["line"] - 1]

    file.write_text(file.read_text(encoding="utf-8").replace("4万元", "3万元"), encoding="utf-8")
    assert run.json("check", "--folder", str(folder))["problems"] == []
    assert run.status == 0
    assert run.json("missing", "--folder", str(folder))["unstamped"] == [
        f"{NEW}#一",
        f"{NEW}#p1",
    ]
    assert "新记 2 条" in run.text("stamp", str(file))
    assert "完成 100.0%" in run.text("missing", "--folder", str(folder))

    run.add("每家小店给 5 万元。", "b")
    after = run.json("missing", "--folder", str(folder))
    assert (after["stale"], after["percent"], after["done"]) == ([f"{NEW}#一"], 50.0, 1)
    assert "待复核" in run.text("missing", "--folder", str(folder))
    file.write_text(file.read_text(encoding="utf-8").replace("3万元", "5万元"), encoding="utf-8")
    assert "更新 1 条，不变 1 条" in run.text("stamp", str(file))
    assert run.json("missing", "--folder", str(folder))["percent"] == 100.0


def test_expected_failures_are_sentences(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("id: meiyou-2020-1\nprovisions: []\n", encoding="utf-8")
    gbk = tmp_path / "b.yaml"
    gbk.write_bytes("id: 乱".encode("gbk"))
    for arguments, words in (
        (("skeleton", "meiyou"), "没有编号为“meiyou”"),
        (("skeleton", "jingcaishui-2021-491"), "原文还没有导入"),
        (("skeleton", NEW, "--output", str(file)), "已经存在"),
        (("stamp", str(file)), "原文还没有导入"),
        (("stamp", str(gbk)), "不是 UTF-8"),
        (("stamp", str(tmp_path / "无.yaml")), "读不出来"),
        (("check", "--folder", str(tmp_path / "无")), "没有要点文件"),
    ):
        assert run.text(*arguments) == ""
        assert run.status == 1 and words in run.err, arguments
        assert "Traceback" not in run.err
    assert file.read_text(encoding="utf-8") == "id: meiyou-2020-1\nprovisions: []\n"


def test_an_empty_library_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Command(tmp_path / "空", capsys)
    for action in ("missing", "check"):
        assert run.text(action) == "" and run.status == 1
        assert "import" in run.err


def test_one_bad_file_keeps_all_from_being_written(run: Command, tmp_path: Path) -> None:
    good, bad = tmp_path / f"{NEW}.yaml", tmp_path / "x.yaml"
    run.text("skeleton", NEW, "--output", str(good))
    _fill(good, "每家给3万元。")
    before = good.read_text(encoding="utf-8")
    bad.write_text(before.replace("path: p1", "path: p9"), encoding="utf-8")
    run.text("stamp", str(good), str(bad))
    assert run.status == 1 and "没有条款“p9”" in run.err
    assert good.read_text(encoding="utf-8") == before


def test_shipped_digests_are_complete(run: Command, seed_path: Path) -> None:
    assert main(["--data-dir", str(run.home), "import", str(seed_path)]) == 0
    run.text("check")
    assert run.status == 1  # only the made-up document has no digests
    found = run.json("check")
    assert [problem["file"] for problem in found["problems"]] == [f"{NEW}.yaml"]
    assert found["documents"] == 28 and found["unverified"] == []
    data = yaml.safe_load(run.text("skeleton", "jingzhengbanfa-2021-4"))
    assert data["id"] == "jingzhengbanfa-2021-4"
    assert all(item["seen"] and item["digest"] for item in data["provisions"])
