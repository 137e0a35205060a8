"""Expected failures.

Every failure a user can meet is an :class:`ExpectedError` with one Chinese message that says what
happened, what was kept, and what to do next. Anything else is a defect: it goes to the log and is
shown as such by the one boundary of the window and the one of the command line.
"""

from __future__ import annotations


class ExpectedError(Exception):
    """A failure with a message for the person at the desk.

    ``what`` tells what happened, ``kept`` what was left untouched, ``todo`` what to do next.
    """

    def __init__(self, what: str, kept: str = "", todo: str = "") -> None:
        self.what = what
        self.kept = kept
        self.todo = todo
        super().__init__(self.message)

    @property
    def message(self) -> str:
        parts = (part.rstrip("。") + "。" for part in (self.what, self.kept, self.todo) if part)
        return "".join(parts)


class ReadError(ExpectedError):
    """A publication that cannot be read."""


class StoreError(ExpectedError):
    """Library, index or desk cannot be opened or written."""


class CatalogueError(ExpectedError):
    """A catalogue file is wrong; the message names file, line, key and what was expected."""


class ProfileError(ExpectedError):
    """A profile file that cannot be read at all (single bad values are rejections, not errors)."""


class ExportError(ExpectedError):
    """A file could not be written."""


class Cancelled(ExpectedError):  # noqa: N818 (stopping is no error)
    """The user stopped the work; nothing was changed."""

    def __init__(
        self, what: str = "已取消", kept: str = "没有改动任何内容", todo: str = ""
    ) -> None:
        super().__init__(what, kept, todo)
