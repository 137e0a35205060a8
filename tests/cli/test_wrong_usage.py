"""What is wrong with a command typed is said in Chinese, with status 2."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from navigator.cli.main import main
from navigator.store.desk import Desk


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["foo"], "没有 'foo'"),
        (["import"], "还缺"),
        (["search"], "还缺"),
        (["search", "停征", "--limit"], "后面要跟一个值"),
        (["search", "停征", "--limit", "many"], "many"),
        (["documents", "--colour"], "不认识 --colour"),
        (["assess", "a.yaml", "--as-of", "2021-13-01"], "2021-13-01"),
        (["export", "notes", "--format", "exe", "--output", "a"], "没有 'exe'"),
    ],
)
def test_wrong_usage_is_told_in_chinese(
    typed: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert "加 --help 看说明" in told.err
    assert not re.search(r"usage|invalid|required|expected|argument", told.err)


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for typed in (["--help"], ["assess", "--help"], ["bookmark", "add", "--help"]):
        assert main(typed) == 0
        told = capsys.readouterr().out
        assert told.startswith("用法：")
        assert "显示这份说明" in told
        assert not re.search(r"usage|options:|show this|positional", told)


def test_the_data_folder_may_stand_anywhere(tmp_path: Path) -> None:
    where = ["--data-dir", str(tmp_path)]
    assert main([*where, "note", "add", "甲"]) == 0
    assert main(["note", *where, "add", "乙"]) == 0
    assert main(["note", "add", "丙", *where]) == 0
    with Desk.open(tmp_path / "desk.db") as desk:
        assert {note.text for note in desk.notes.all()} == {"甲", "乙", "丙"}
