"""digests skeleton and progress: beginning the files of a publication that is not imported yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from navigator.cli import main

PAPER = """\
关于帮助小店的若干措施

样财发〔2021〕7号

一、补助租金
每家小店按实缴租金给 50%，不超过 3 万元。

二、放宽期限
到 2021 年 6 月 30 日为止。

样例市财政局
2021 年 3 月 18 日
"""


class Command:
    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self._capsys = home, capsys
        self.status, self.err = 0, ""

    def __call__(self, *arguments: str) -> str:
        self.status = main(["--data-dir", str(self.home), *arguments])
        captured = self._capsys.readouterr()
        self.err = captured.err
        return captured.out


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "数据 文件夹", capsys)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "下一期 汇编.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def test_a_publication_gives_files_before_it_is_imported(
    run: Command, paper: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "要点 文件"
    folder.mkdir()
    run("digests", "skeleton", str(paper), "--output", str(folder))
    assert run.status == 0, run.err
    (file,) = folder.glob("*.yaml")
    text = file.read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    assert data["title"] == "关于帮助小店的若干措施" and data["id"] == file.stem
    assert [item["path"] for item in data["provisions"]][:2] == ["一", "二"]
    assert "实缴租金" not in text  # outline only, no wording
    assert json.loads(run("documents", "--json"))[0]["id"] != data["id"]  # nothing was imported

    run("digests", "skeleton", str(paper), "--output", str(folder))
    assert run.status == 1 and "已经存在" in run.err
    assert file.read_text(encoding="utf-8") == text
    run("digests", "skeleton", str(paper), "--output", str(folder), "--force")
    assert run.status == 0


def test_the_library_and_the_file_give_the_same_skeleton(run: Command, paper: Path) -> None:
    before = run("digests", "skeleton", str(paper))
    identifier = yaml.safe_load(before)["id"]
    run("import", str(paper))
    assert run("digests", "skeleton", "--from-library", identifier) == before
    assert run("digests", "skeleton", identifier) == before


def test_a_whole_compilation_gives_one_file_a_document(
    run: Command, seed_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "全部"
    run("digests", "skeleton", str(seed_path), "--output", str(folder))
    assert run.status == 0 and "28 份文件共 831 条" in run.err
    assert len(list(folder.glob("*.yaml"))) == 28
    streams = list(yaml.safe_load_all(run("digests", "skeleton", str(seed_path))))
    assert len(streams) == 28
    assert all(item["digest"] for data in streams for item in data["provisions"])


def test_progress_counts_what_is_done(run: Command, paper: Path, tmp_path: Path) -> None:
    run("import", str(paper))
    found = json.loads(run("digests", "progress", "--json"))
    assert run.status == 0
    assert found["provisions"] == found["missing"] > 0 and found["percent"] == 0.0
    folder = tmp_path / "要点"
    run("digests", "skeleton", str(paper), "--output", str(folder / "x.yaml"))
    assert "░" * 20 in run("digests", "progress")
    identifier = found["documents"][0]["id"]
    text = (folder / "x.yaml").read_text(encoding="utf-8")
    text = text.replace("name: ''", "name: 名").replace("digest: ''", "digest: 话。")
    text = text.replace("- ''", "- 点。")
    for key in ("summary", "audience", "state"):
        text = text.replace(f"{key}: ''", f"{key}: 话。")
    (folder / "x.yaml").unlink()
    (folder / f"{identifier}.yaml").write_text(text, encoding="utf-8")
    out = run("digests", "progress", "--folder", str(folder))
    assert "█" * 20 + " 100.0%" in out.splitlines()[-1]
    assert "《关于帮助小店的若干措施》" in out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["skeleton"], 2, "用法不对"),
        (["skeleton", "a", "--from-library", "b"], 2, "用法不对"),
        (["skeleton", "meiyou"], 1, "没有编号为“meiyou”"),
        (["skeleton", "--from-library", "jingcaishui-2021-491"], 1, "原文还没有导入"),
        (["progress"], 1, "import"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Command, arguments: list[str], status: int, words: str
) -> None:
    assert run("digests", *arguments) == ""
    assert run.status == status and words in run.err
