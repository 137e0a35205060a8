"""What a notice slip is made of: words ready to print, from whatever room they come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

SILENT = "文件未载明"


class Scope(StrEnum):
    """How much is printed behind the first page."""

    PAGE = "page"  # nothing
    GAINS = "gains"  # the reasoning of what can be had
    ALL = "all"  # the reasoning of every measure, and the answers

    def unfolds(self, section: str) -> bool:
        """Whether the reasoning of the section with this key is printed."""
        return self is Scope.ALL or (self is Scope.GAINS and section == "eligible")


@dataclass(frozen=True, slots=True)
class SlipReason:
    """One step of the reasoning. ``met`` is None where it is not known yet."""

    text: str
    citation: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """One measure; empty strings are left out or printed as 文件未载明."""

    title: str
    amount: str = ""
    arithmetic: str = ""
    benefit: str = ""
    deadline: str = ""
    unit: str = ""
    reasons: tuple[SlipReason, ...] = ()
    citations: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()  # what is still to be answered
    discretion: tuple[str, ...] = ()  # words only an officer can judge
    warnings: tuple[str, ...] = ()
    how: str = ""


@dataclass(frozen=True, slots=True)
class SlipSection:
    """A group of measures; ``key`` is the status they share."""

    key: str  # eligible, unknown, ineligible, closed, not_yet_open, intention
    title: str
    entries: tuple[SlipEntry, ...]


@dataclass(frozen=True, slots=True)
class SlipData:
    """Everything on the slip. Amounts are never added up anywhere."""

    as_of: dt.date
    printed_at: dt.datetime
    sections: tuple[SlipSection, ...]
    applicant: str = ""
    identity: str = ""  # e.g. 企业 · 小型
    edition: str = ""
    edition_sha256: str = ""
    catalogue_hash: str = ""
    answers: tuple[tuple[str, str], ...] = ()  # question, answer
    scope: Scope = Scope.ALL
