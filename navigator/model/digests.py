"""Our own words: digests (要点) of documents and provisions, and the glossary (术语)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from navigator.model.documents import Document, Level, Provision


@dataclass(frozen=True, slots=True)
class ProvisionDigest:
    """One provision in our own words.

    ``name`` is a short name for the tree, ``seen`` the fingerprint of the official wording the
    digest was written for (see :func:`fingerprint`), None where it was never compared.
    """

    path: str
    level: Level
    label: str | None
    name: str
    text: str
    seen: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """One document in our own words, with the metadata it shares with an import."""

    document: Document  # provisions hold labels and short names, never wording
    summary: str
    points: tuple[str, ...]
    audience: str
    state: str
    changes: tuple[str, ...]
    provisions: tuple[ProvisionDigest, ...]
    file: str = ""

    @property
    def id(self) -> str:
        return self.document.id

    def provision_id(self, digest: ProvisionDigest) -> str:
        return f"{self.document.id}#{digest.path}"


@dataclass(frozen=True)
class Digests:
    """All documents the catalogue knows, in the order of their publication."""

    documents: tuple[DocumentDigest, ...] = ()
    edition: str = ""  # our name for the publication they belong to
    by_id: Mapping[str, DocumentDigest] = field(init=False, repr=False, compare=False)
    by_provision: Mapping[str, ProvisionDigest] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {item.id: item for item in self.documents})
        object.__setattr__(
            self,
            "by_provision",
            {item.provision_id(p): p for item in self.documents for p in item.provisions},
        )

    def text(self, provision_id: str) -> str | None:
        """The digest of one provision, or None."""
        found = self.by_provision.get(provision_id)
        return found.text if found else None

    def name(self, provision_id: str) -> str | None:
        found = self.by_provision.get(provision_id)
        return found.name if found else None

    def needs_review(self, provision: Provision) -> bool:
        """Whether the official wording is no longer the one its digest was written for (待复核)."""
        found = self.by_provision.get(provision.id)
        return bool(found and found.seen and found.seen != fingerprint(provision))


class Basis(StrEnum):
    """What an explanation rests on."""

    TEXT = "text"  # the publication itself says what is meant
    USUAL = "usual"  # it does not; the usual meaning


@dataclass(frozen=True, slots=True)
class Term:
    """A word a walk-in may not know, explained in our own words."""

    term: str
    explanation: str
    also: tuple[str, ...] = ()  # other spellings that mean the same
    provisions: tuple[str, ...] = ()  # where it stands, provision ids
    line: int = 0
    basis: Basis = Basis.USUAL

    @property
    def spellings(self) -> tuple[str, ...]:
        """The term itself, then its other spellings."""
        return (self.term, *self.also)


# Everything but letters, digits, % and the point within a figure: 1.5 is not 15, 40% not 40.
_IGNORED = re.compile(r"[^\w.%‰]+|\.(?!\d)|(?<!\d)\.")


def fingerprint(provision: Provision) -> str:
    """Sixteen hex digits of a provision's wording, typography set aside.

    Spaces, width and punctuation outside figures do not count: repairing them must not ask for a
    new digest.
    """
    wording = "".join(f"{provision.heading or ''}{provision.text}".split())
    bare = _IGNORED.sub("", unicodedata.normalize("NFKC", wording)).lower()
    return hashlib.sha256(bare.encode()).hexdigest()[:16]
