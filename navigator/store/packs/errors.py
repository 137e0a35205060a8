"""The one error of packs."""

from __future__ import annotations

from navigator.model.errors import ExpectedError

NOTHING_CHANGED = "没有改动任何内容"


class PackError(ExpectedError):
    """A pack, a key or a trust list that is refused; ``kept`` defaults to nothing changed."""

    def __init__(self, what: str, todo: str = "", kept: str = NOTHING_CHANGED) -> None:
        super().__init__(what, kept, todo)
