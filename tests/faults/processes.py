"""Starting the children of the fault tests and listening to them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

CHILDREN = Path(__file__).with_name("children.py")


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(CHILDREN), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def lines(output: bytes) -> list[dict[str, Any]]:
    """Whole lines only: a kill may cut the last one."""
    whole = output[: output.rfind(b"\n") + 1]
    return [json.loads(line) for line in whole.splitlines()]


def finish(child: subprocess.Popen[bytes]) -> list[dict[str, Any]]:
    """Wait for the end; what was told. Fails with the child's words when it broke."""
    output, errors = child.communicate(timeout=60)
    assert child.returncode == 0, errors.decode("utf-8", "replace")
    return lines(output)
