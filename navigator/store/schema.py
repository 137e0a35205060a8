"""The shape of a file of ours, as the steps that led to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One named change of shape; ``sql`` may hold several statements."""

    name: str
    sql: str


@dataclass(frozen=True, slots=True)
class Schema:
    """``set_name`` marks whose file it is; ``name`` is what the user calls it."""

    set_name: str
    name: str
    steps: tuple[Step, ...]
