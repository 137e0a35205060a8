"""The shape of a file of ours, as the steps that led to it."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One named change of shape; ``sql`` may hold several statements."""

    name: str
    sql: str


class Schema(NamedTuple):
    """``set_name`` marks whose file it is; ``name`` is what the user calls it."""

    set_name: str
    name: str
    steps: tuple[Step, ...]
