"""What to put beside what, and where two wordings differ. Values only, no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from navigator.app.content import ProvisionView, headline

_LONG = 6000  # characters; beyond, differences are sought by sentence


@dataclass(frozen=True, slots=True)
class Span:
    """A run of one side's text; ``differs`` when the other side does not say it."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: what stands on the left and on the right; either may be missing."""

    left: ProvisionView | None
    right: ProvisionView | None

    @property
    def same(self) -> bool:
        return _words(self.left) == _words(self.right)


def wording(item: ProvisionView) -> str:
    """What is compared: the official wording, else our digest."""
    provision = item.provision
    if item.official:
        heading = provision.heading or ""
        # A heading that is no sentence has a line of its own, as on the page.
        apart = heading and provision.text and heading[-1] not in "。：:，"
        between = "\n" if apart else ""
        return headline(provision.label, f"{heading}{between}{provision.text}")
    return item.digest or ""


def _words(item: ProvisionView | None) -> str:
    return wording(item) if item is not None else ""


def pairs(left: Sequence[ProvisionView], right: Sequence[ProvisionView]) -> list[Pair]:
    """Two texts in rows. Provisions of the same place stand beside each other, in their order;
    what stands between two such rows is put side by side as it comes."""
    if len(left) == 1 and len(right) == 1:
        return [Pair(left[0], right[0])]
    if not left or not right:
        return [Pair(item, None) for item in left] + [Pair(None, item) for item in right]
    same_document = left[0].provision.document_id == right[0].provision.document_id
    keys = [[_key(item, same_document) for item in side] for side in (left, right)]
    rows: list[Pair] = []
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal" or not same_document:
            rows += _zipped(left[a0:a1], right[b0:b1])
        else:
            rows += [Pair(item, None) for item in left[a0:a1]]
            rows += [Pair(None, item) for item in right[b0:b1]]
    return rows


def _key(item: ProvisionView, same_document: bool) -> str:
    provision = item.provision
    return provision.path if same_document else provision.label or provision.level.value


def _zipped(left: Sequence[ProvisionView], right: Sequence[ProvisionView]) -> list[Pair]:
    return [Pair(a, b) for a, b in zip_longest(left, right)]


def differences(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """Both texts as runs, character by character; their joined runs are the texts again."""
    if len(left) + len(right) > _LONG:
        a, b = _sentences(left), _sentences(right)
    else:
        a, b = list(left), list(right)
    one: list[Span] = []
    two: list[Span] = []
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        for out, words in ((one, "".join(a[a0:a1])), (two, "".join(b[b0:b1]))):
            if words:
                out.append(Span(words, kind != "equal"))
    return one, two


def _sentences(text: str) -> list[str]:
    out = [""]
    for character in text:
        out[-1] += character
        if character in "。；\n":
            out.append("")
    return out
