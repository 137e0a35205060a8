"""Files made to hang, fill or fool a reader: refused with a sentence or read to the last character."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.nasty_files import make_all

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = make_all()
SECONDS = 30  # for one file, on a slow and busy machine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of memory need POSIX")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What became of each file, all read by one process under limits."""
    folder = tmp_path_factory.mktemp("恶意 文件")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    child = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.reading_child", str(folder)],
        cwd=ROOT, capture_output=True, timeout=SECONDS * 10, check=False,
    )  # fmt: skip
    lines = [json.loads(line) for line in child.stdout.decode("utf-8").splitlines()]
    assert child.returncode == 0, child.stderr.decode("utf-8", "replace")[-2000:]
    return {line["name"]: line for line in lines}


@pytest.mark.parametrize("name", sorted(FILES))
def test_it_is_refused_or_read_whole(told: dict[str, dict[str, Any]], name: str) -> None:
    line = told[name]
    outcome = line["outcome"]
    assert outcome == "read" or outcome.startswith("refused: "), outcome
    assert line["tried"] == []
    assert line["seconds"] < SECONDS
    if outcome != "read":
        assert any("\u4e00" <= c <= "\u9fff" for c in outcome)
        assert "Traceback" not in outcome


# What must not get through at all, whatever else becomes of it.
MUST_BE_REFUSED = [
    "实体炸弹.docx", "外部实体.docx", "解压炸弹.docx", "符号链接.docx", "自指对象.pdf", "加密.pdf",
    "构造对象.yaml", "深层列表.yaml", "深层对象.json", "非数.json", "天文数字.json", "重名键.json",
]  # fmt: skip


@pytest.mark.parametrize("name", MUST_BE_REFUSED)
def test_what_must_be_refused(told: dict[str, dict[str, Any]], name: str) -> None:
    assert told[name]["outcome"].startswith("refused: ")
