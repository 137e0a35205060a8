"""Documents and provisions: the one understanding every view is built on.

Shapes follow the published command-line contract (``documents`` and ``provisions``); the enum
values are promises and never change.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How a provision is numbered in the outline, from the outside in."""

    NOTICE = "notice"  # a paragraph of the covering notice (印发, 转发)
    CHAPTER = "chapter"  # 第一章
    ARTICLE = "article"  # 第一条
    H1 = "h1"  # 一、
    H2 = "h2"  # （一）
    H3 = "h3"  # 1.
    H4 = "h4"  # (1)
    ORDINAL = "ordinal"  # 一是
    HEADING = "heading"  # an unnumbered heading
    PARAGRAPH = "paragraph"
    SIGNATURE = "signature"


class Kind(StrEnum):
    """What sort of paper a document is."""

    REGULATION = "regulation"  # 条例
    NOTICE = "notice"  # 通知
    ANNOUNCEMENT = "announcement"  # 公告
    MEASURES = "measures"  # 措施, 细则
    PLAN = "plan"  # 方案
    OPINION = "opinion"  # 意见
    PROVISIONS = "provisions"  # 规定
    PREFACE = "preface"  # the compiler's own introduction to a part


class Domain(StrEnum):
    """The branches of the tree a clerk navigates by."""

    MUNICIPAL = "municipal"
    TWO_ZONES = "two-zones"
    TECHNOLOGY = "technology"
    CUSTOMS = "customs"
    FINANCE = "finance"
    HR = "hr"
    SME = "sme"

    @property
    def label(self) -> str:
        """The Chinese name shown in the tree."""
        return DOMAIN_LABELS[self]


DOMAIN_LABELS: dict[Domain, str] = {
    Domain.MUNICIPAL: "市级综合",
    Domain.TWO_ZONES: "“两区”",
    Domain.TECHNOLOGY: "科技",
    Domain.CUSTOMS: "进出口",
    Domain.FINANCE: "财税金融",
    Domain.HR: "人力社保",
    Domain.SME: "中小微企业",
}

KIND_LABELS: dict[Kind, str] = {
    Kind.REGULATION: "地方性法规",
    Kind.NOTICE: "通知",
    Kind.ANNOUNCEMENT: "公告",
    Kind.MEASURES: "措施",
    Kind.PLAN: "方案",
    Kind.OPINION: "意见",
    Kind.PROVISIONS: "规定",
    Kind.PREFACE: "前言",
}


class UnitRole(StrEnum):
    """What a responsible unit does for a provision."""

    LEAD = "lead"  # 牵头单位
    COOPERATING = "cooperating"  # 配合单位
    RESPONSIBLE = "responsible"  # 责任单位


@dataclass(frozen=True, slots=True)
class ResponsibleUnit:
    role: UnitRole
    name: str


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of a document's outline.

    ``text`` is the provision's own text, not its children's; ``heading`` and ``text`` joined in
    order over all provisions of a document give its full repaired wording. ``label`` is as
    printed. ``tail`` marks a piece of a parent's text that the publication prints after the
    parent's children; such pieces are provisions of their own (level ``paragraph``).
    """

    document_id: str
    path: str
    level: Level
    label: str | None
    heading: str | None
    text: str
    responsible_units: tuple[ResponsibleUnit, ...] = ()
    deadline: str | None = None
    references: tuple[str, ...] = ()
    first_line: int = 0  # 1-based lines in the source file
    last_line: int = 0

    @property
    def id(self) -> str:
        """The permanent id, ``<document id>#<path>``."""
        return f"{self.document_id}#{self.path}"

    @property
    def parent_path(self) -> str | None:
        """Path of the enclosing provision, or None at the top."""
        head, _, _ = self.path.rpartition("/")
        return head or None

    @property
    def depth(self) -> int:
        """0 for a top-level provision."""
        return self.path.count("/")

    @property
    def wording(self) -> str:
        """Label, heading and text as one reads them aloud."""
        return "".join(part for part in (self.label, self.heading, self.text) if part)


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    title: str
    doc_number: str | None
    issuers: tuple[str, ...]
    issued_on: dt.date | None
    effective_from: dt.date | None
    ends_on: dt.date | None
    part: int | None
    domain: Domain
    domains: tuple[Domain, ...]
    kind: Kind
    has_body: bool
    provisions: tuple[Provision, ...] = ()
    attachments: tuple[str, ...] = ()  # shown, never opened
    repeals: tuple[str, ...] = ()  # titles or 文号 this document repeals
    printed_titles: tuple[str, ...] = ()  # every title block as printed, the covering notice's too
    printed_number: str | None = None  # the 文号 line as printed

    @property
    def characters(self) -> int:
        """Characters this document keeps of its publication, white space not counted."""
        parts: list[str | None] = [*self.printed_titles, self.printed_number]
        for provision in self.provisions:
            parts += (provision.label, provision.heading, provision.text)
        return sum(count_characters(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Source:
    """The file a publication came from."""

    name: str
    sha256: str
    bytes: int
    format: str  # txt, docx, pdf, html
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Removal:
    """Characters taken off the page (a page number, say), so that nothing vanishes silently."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Text that was kept, but placed with doubt: a person should look."""

    line: int
    text: str
    reason: str


def count_characters(text: str) -> int:
    """Characters of ``text`` that are not white space."""
    return sum(not character.isspace() for character in text)


@dataclass(frozen=True, slots=True)
class CharacterCount:
    """White space not counted; a lossless import has ``source == kept + removed``."""

    source: int
    kept: int
    removed: int

    @property
    def balanced(self) -> bool:
        return self.source == self.kept + self.removed


@dataclass(frozen=True, slots=True)
class Publication:
    """What one source file held, structured."""

    source: Source
    documents: tuple[Document, ...]
    characters: CharacterCount
    removed: tuple[Removal, ...] = ()
    review: tuple[Doubt, ...] = field(default=())
