"""What a command says: one JSON document on standard output, or lines for a terminal.

Messages and progress go to standard error, so that standard output can be piped.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def use_utf8() -> None:
    """Speak UTF-8 whatever the terminal's locale, and never die of a character it lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def say(text: str = "") -> None:
    """A line for the reader of a terminal."""
    print(text)


def tell(text: str) -> None:
    """A message beside the output."""
    print(text, file=sys.stderr)


class ProgressLine:
    """Progress on one line of standard error, at most ten times a second; silent when piped."""

    def __init__(self) -> None:
        self._shown = 0.0
        self._live = sys.stderr.isatty()

    def __call__(self, what: str, share: float) -> None:
        now = time.monotonic()
        if self._live and (now - self._shown > 0.1 or share >= 1):
            self._shown = now
            print(f"\r{what} {share:4.0%}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._live and self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
