"""A Chinese voice of this computer, and text cut for it.

The product brings no voice along and fetches none: it looks for a program that speaks Chinese
without the network (eSpeak NG or Speech Dispatcher on Linux, the system's voices on Windows and
macOS). Text goes to it through its standard input, never through a command line, where others
could see it.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 120  # characters said in one go: after a pause, speaking resumes at the last of them
_PATIENCE = 8.0  # seconds a program has to list its voices
_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]?[”’》）]*")
_ERROR = re.compile(r"^\s*(error|exception)\b.*", re.IGNORECASE | re.MULTILINE)

_WINDOWS_VOICES = (
    "Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() | "
    "Where-Object { $_.Enabled -and $_.VoiceInfo.Culture.Name -like 'zh*' } | "
    "ForEach-Object { $_.VoiceInfo.Culture.Name + ' ' + $_.VoiceInfo.Name }"
)
_WINDOWS_SPEAK = (
    "$ErrorActionPreference = 'Stop'; "
    "[Console]::InputEncoding = New-Object System.Text.UTF8Encoding $false; "
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$found = $voice.GetInstalledVoices() | "
    "Where-Object { $_.Enabled -and $_.VoiceInfo.Culture.Name -like 'zh*' } | "
    "Sort-Object { $_.VoiceInfo.Culture.Name -ne 'zh-CN' } | Select-Object -First 1; "
    "$voice.SelectVoice($found.VoiceInfo.Name); "
    "$voice.Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A program that speaks what comes through its standard input (UTF-8) and then ends.

    ``hush`` are the arguments that silence it when ending the program is not enough.
    """

    name: str
    program: str
    arguments: tuple[str, ...]
    hush: tuple[str, ...] = ()


Which = Callable[[str], str | None]
Ask = Callable[[Sequence[str]], str]


def _which(name: str) -> str | None:
    """The full path of a program; nothing is ever taken from the working directory."""
    found = shutil.which(name)
    return found if found is not None and Path(found).is_absolute() else None


def _ask(command: Sequence[str]) -> str:
    """What a program prints, empty when it fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def find_voice(
    platform: str = sys.platform, which: Which = _which, ask: Ask = _ask
) -> Voice | None:
    """The Chinese voice of this computer, None without one. Runs programs: not for a window's
    thread. ``which`` and ``ask`` stand in for the system in tests."""
    if platform == "win32":
        return _windows(which, ask)
    if platform == "darwin":
        return _mac(which, ask)
    return _espeak(which, ask) or _dispatcher(which, ask)


@functools.cache
def known_voice() -> Voice | None:
    """:func:`find_voice`, asked once a process."""
    return find_voice()


def _espeak(which: Which, ask: Ask) -> Voice | None:
    program = which("espeak-ng")
    if program is None:
        return None
    # "Pty Language Age/Gender VoiceName File Other": the second column is what -v takes.
    languages = [
        line.split()[1] for line in _lines(ask([program, "--voices=cmn"])) if "cmn" in line
    ]
    if "cmn" not in languages:
        return None
    return Voice("eSpeak NG", program, ("-v", "cmn", "--stdin"))


def _dispatcher(which: Which, ask: Ask) -> Voice | None:
    program = which("spd-say")
    if program is None:
        return None
    for line in _lines(ask([program, "-L"])):
        if re.search(r"\s(zh|cmn)\b", line, re.IGNORECASE):
            arguments = ("-N", "policy-navigator", "-l", "zh", "-w", "-e")
            return Voice("Speech Dispatcher", program, arguments, ("-C",))
    return None


def _mac(which: Which, ask: Ask) -> Voice | None:
    program = which("say")
    if program is None:
        return None
    for line in _lines(ask([program, "-v", "?"])):
        found = re.match(r"(.+?)\s+zh[_-]CN\b", line)
        if found:
            name = found[1].strip()
            return Voice(name, program, ("-v", name, "-f", "-"))
    return None


def _windows(which: Which, ask: Ask) -> Voice | None:
    root = os.environ.get("SYSTEMROOT", r"C:\Windows")
    program = which(rf"{root}\System32\WindowsPowerShell\v1.0\powershell.exe")
    if program is None:
        return None
    quiet = ("-NoProfile", "-NonInteractive", "-Command")
    voices = [line for line in _lines(ask([program, *quiet, _WINDOWS_VOICES])) if "zh" in line]
    if not voices:
        return None
    name = voices[0].partition(" ")[2] or voices[0]
    return Voice(name, program, (*quiet, _WINDOWS_SPEAK))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if len(line.split()) > 1]


def pieces(text: str) -> list[str]:
    """The text in pieces of whole sentences, each at most ``LONGEST`` characters where a sentence
    allows. Nothing is left out but white space."""
    found: list[str] = []
    for sentence in _SENTENCE.findall(text):
        if not sentence.strip():
            continue
        if found and len(found[-1]) + len(sentence) <= LONGEST:
            found[-1] += sentence
        else:
            found.append(sentence)
    # One line each, for a program may take every line for a message of its own.
    return [" ".join(piece.split()) for piece in found]


def complaint(error_output: str) -> str:
    """The last line in which a program says that it failed; empty when it says nothing of it.

    eSpeak NG ends with status 0 where there is no sound card, so its words have to be read."""
    lines = [match[0].strip() for match in _ERROR.finditer(error_output)]
    return lines[-1] if lines else ""
