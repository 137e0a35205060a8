"""Reads every file of a folder under limits, in a process of its own.

``python -m tests.fuzz.reading_child FOLDER``: one JSON line a file. The process may use 2 GiB, may
not open a connection, start a program, or write anywhere; whatever tries to is named in ``tried``.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import sys
import time
from pathlib import Path

from navigator.catalogue.documents import measure_order
from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.batch import assess_profiles
from navigator.eligibility.profiles import read_profiles
from navigator.eligibility.rules import Rules
from navigator.ingest import read_publication
from navigator.model.errors import ExpectedError

LIMIT = 2 << 30
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec",
              "os.posix_spawn", "os.remove", "os.rename", "os.mkdir", "os.symlink")  # fmt: skip
tried: list[str] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        tried.append(f"{event} {arguments[:1]}")
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[0], str):
        mode, place = str(arguments[1] or "r"), arguments[0]
        if any(letter in mode for letter in "wax+") or place == "/etc/passwd":
            tried.append(f"open {place} {mode}")
            raise PermissionError(place)


def read(path: Path, rules: Rules) -> str:
    """What became of one file: ``read`` or ``refused``, with the sentence."""
    try:
        if path.suffix in (".yaml", ".json", ".csv"):
            profiles = read_profiles(path.read_bytes(), path.name)
            items = list(assess_profiles(profiles, dt.date(2021, 4, 1), rules))
            refused = [r.message for item in items for r in item.rejections]
            return f"refused: {refused[0]}" if refused else "read"
        publication = read_publication(path)
    except ExpectedError as error:
        return f"refused: {error.message}"
    return "read" if publication.characters.balanced else "lost characters"


def main() -> None:
    rules = Rules(load_catalogue(order=measure_order()))
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    sys.addaudithook(_audit)
    for path in sorted(Path(sys.argv[1]).iterdir()):
        started = time.monotonic()
        try:
            outcome = read(path, rules)
        except BaseException as error:  # the point is to see every kind of it
            outcome = f"defect: {type(error).__name__} {error}"
        told = {
            "name": path.name,
            "outcome": outcome,
            "seconds": round(time.monotonic() - started, 2),
            "tried": list(tried),
        }
        tried.clear()
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
