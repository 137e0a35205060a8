"""Which voice is found, and how text is cut for it."""

from __future__ import annotations

import shutil
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.app.speech import LONGEST, complaint, find_voice, pieces

ESPEAK = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
"""
DISPATCHER = """\
                                    NAME                 LANGUAGE                  VARIANT
                     Chinese+Mandarin                        cmn                     none
"""
MAC = "Alex                en_US    # hello\nTingting            zh_CN    # 你好\n"


class System:
    """What is installed, and what it prints when asked."""

    def __init__(self, **prints: str) -> None:
        self.prints = prints
        self.asked: list[Sequence[str]] = []

    def which(self, name: str) -> str | None:
        short = "powershell" if "powershell" in name else name
        return f"/bin/{short}" if short in self.prints else None

    def ask(self, command: Sequence[str]) -> str:
        self.asked.append(command)
        return self.prints[Path(command[0]).name]


@pytest.mark.parametrize(
    ("platform", "prints", "name"),
    [
        ("linux", {"espeak-ng": ESPEAK, "spd-say": DISPATCHER}, "eSpeak NG"),
        ("linux", {"spd-say": DISPATCHER}, "Speech Dispatcher"),
        ("darwin", {"say": MAC}, "Tingting"),
        ("win32", {"powershell": "zh-CN Microsoft Huihui Desktop\r\n"}, "Microsoft Huihui Desktop"),
    ],
)
def test_a_chinese_voice_is_found(platform: str, prints: dict[str, str], name: str) -> None:
    system = System(**prints)
    voice = find_voice(platform, system.which, system.ask)
    assert voice is not None
    assert voice.name == name
    assert Path(voice.program).is_absolute()


@pytest.mark.parametrize(
    ("platform", "prints"),
    [
        ("linux", {}),
        ("linux", {"espeak-ng": ESPEAK.splitlines()[0] + "\n", "spd-say": ""}),
        ("darwin", {"say": "Alex                en_US    # hello\n"}),
        ("win32", {"powershell": ""}),
        ("win32", {}),
    ],
)
def test_without_a_chinese_voice_none_is_offered(platform: str, prints: dict[str, str]) -> None:
    system = System(**prints)
    assert find_voice(platform, system.which, system.ask) is None


@given(st.text(alphabet="政策。；！？\n “”a1", max_size=400))
def test_nothing_is_left_unsaid(text: str) -> None:
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())


def test_a_piece_is_one_line_of_whole_sentences() -> None:
    found = pieces("第一句。第二句！\n" * 40)
    assert len(found) > 1
    for piece in found:
        assert "\n" not in piece
        assert len(piece) <= LONGEST + len(piece.split())
        assert piece.endswith(("！", "。"))


def test_a_program_that_only_complains_is_understood() -> None:
    assert complaint("ALSA lib confmisc.c:855: cannot find card\nerror: No such file\n") == (
        "error: No such file"
    )
    assert complaint("ALSA lib pcm.c: underrun occurred\n") == ""


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="eSpeak NG is not installed")
def test_espeak_speaks_chinese_from_its_standard_input(tmp_path: Path) -> None:
    """The very arguments of the product, with the sound in a file."""
    voice = find_voice("linux")
    assert voice is not None
    sound = tmp_path / "声 音.wav"
    subprocess.run(
        [voice.program, *voice.arguments, "-w", str(sound)],
        input=" 企业可以申请贴息。\n".encode(),
        check=True,
    )
    with wave.open(str(sound)) as said:
        assert said.getnframes() / said.getframerate() > 1.0
