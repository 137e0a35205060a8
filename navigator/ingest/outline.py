"""From a document's paragraphs to its outline.

Two passes. The first reads labels at the start of paragraphs (章, 条, 一、, （一）, 1.) and those
glued to the sentence before, and accepts a label only where its number fits the outline, so that
look-alikes (``1.1 小时``, ``条规定``) stay text. The second splits lists inside a unit
(``一是…二是…``, ``(1)…(2)…``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from navigator.ingest.labels import RANK, Label, ends_sentence, inline_labels, label_at_start
from navigator.ingest.lines import Span
from navigator.ingest.repair import is_address, is_authority_line, is_closing, is_date_line
from navigator.model.documents import Doubt, Level

_RUN_IN = re.compile(r"[^。；：！？]{2,34}。")
_LIST_LEVELS = (Level.H2, Level.H4, Level.ORDINAL)


@dataclass(slots=True, eq=False)
class Node:
    """A unit of the outline while it is being built."""

    level: Level
    path: str
    label: Label | None = None
    heading: Span | None = None
    paragraphs: list[Span] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


class OutlineBuilder:
    """Builds the outline of one text; ``prefix`` is 通知/ for a covering notice."""

    def __init__(self, prefix: str = "", plain: Level = Level.PARAGRAPH) -> None:
        self._prefix = prefix
        self._plain = plain
        self._root = Node(Level.PARAGRAPH, prefix.rstrip("/"))
        self._current = self._root
        self._last: dict[Level, int] = {}
        self._paths: set[str] = set()
        self.doubts: list[Doubt] = []

    # -- first pass ----------------------------------------------------------------------------

    def feed(self, paragraph: Span) -> None:
        """Take the next paragraph."""
        if not paragraph:
            return
        text = paragraph.text
        if is_date_line(text) or (is_authority_line(text) and self._started()):
            self._sign(paragraph)
            return
        last = self._root.children[-1] if self._root.children else None
        if is_address(text) and last is not None and last.paragraphs[0].text.startswith("附件"):
            last.paragraphs.append(paragraph)
            return
        if is_closing(text) or is_address(text):
            self._plain_unit(self._root, paragraph)
            self._current = self._root
            return
        label = label_at_start(text)
        leads = label is not None and label.level not in (Level.H4, Level.ORDINAL)
        if label is not None and leads and self._accepts(label, paragraph):
            self._fill(self._open(label), paragraph.cut(label.end))
            return
        self._attach(paragraph)

    def _started(self) -> bool:
        return bool(self._root.children)

    def _accepts(self, label: Label, paragraph: Span) -> bool:
        """Whether the label's number fits where it stands; a misfit is doubted."""
        number, last = label.number, self._last.get(label.level, 0)
        siblings = [
            child.label.number
            for child in self._parent_for(label).children
            if child.label and child.label.level is label.level
        ]
        if number == (siblings[-1] + 1 if siblings else 1) or (number == last + 1):
            return True
        strong = label.level in (Level.CHAPTER, Level.ARTICLE)
        near = bool(siblings) and abs(number - siblings[-1] - 1) <= 2
        if strong or near or (not siblings and number <= 3 and label.level is not Level.H1):
            self.doubts.append(
                Doubt(
                    paragraph.first_line,
                    paragraph.text[:40],
                    f"编号“{label.printed}”不连续，按原样保留",
                )
            )
            return True
        self.doubts.append(
            Doubt(
                paragraph.first_line,
                paragraph.text[:40],
                f"“{label.printed}”像编号但接不上，按正文保留",
            )
        )
        return False

    def _parent_for(self, label: Label) -> Node:
        node = self._current
        rank = RANK[label.level]
        while node.parent is not None:
            if node.label is not None and RANK[node.label.level] < rank:
                return node
            node = node.parent
        return self._root

    def _open(self, label: Label) -> Node:
        parent = self._parent_for(label)
        node = Node(label.level, self._path(parent, label.path), label, parent=parent)
        parent.children.append(node)
        self._current = node
        self._last[label.level] = label.number
        for level, rank in RANK.items():
            # A new section may restart what lies below it, but not what runs on across sections.
            if rank > RANK[label.level] and level not in (Level.ARTICLE, Level.H3):
                self._last.pop(level, None)
        return node

    def _path(self, parent: Node, part: str) -> str:
        base = f"{parent.path}/{part}" if parent.path else part
        path, count = base, 1
        while path in self._paths:
            count += 1
            path = f"{base}-{count}"
        self._paths.add(path)
        return path

    def _fill(self, node: Node, span: Span) -> None:
        """Put a label's own paragraph into its unit, cutting off a label glued into it."""
        cut = self._glued(node, span)
        if cut is None:
            if span:
                node.paragraphs.append(span)
            return
        offset, label = cut
        head = span.cut(0, offset)
        if head:
            node.paragraphs.append(head)
        self._fill(self._open(label), span.cut(label.end))

    def _glued(self, node: Node, span: Span) -> tuple[int, Label] | None:
        """The next label of the running sequence, glued to the sentence before it."""
        for level in (Level.H3, Level.H2):
            if level not in self._last or RANK[level] > RANK.get(node.level, 9):
                continue
            expected = self._last[level] + 1
            for offset, label in inline_labels(span.text, level):
                before = span.text[:offset].rstrip()
                if label.number == expected and before and before[-1] in "。）)；":
                    return offset, label
        return None

    def _attach(self, paragraph: Span) -> None:
        """A paragraph without a label: of the current unit, of a list's parent, or of none."""
        node = self._current
        if node is self._root:
            self._plain_unit(self._root, paragraph)
            return
        parent = node.parent
        if (
            parent is not None
            and parent is not self._root
            and node.level in (Level.H2, Level.H4)
            and parent.paragraphs
            and parent.paragraphs[-1].text.endswith(("：", ":"))
            and node.paragraphs
            and ends_sentence(node.paragraphs[-1].text)
        ):
            # A list introduced by a colon has one paragraph an item; what follows is the parent's.
            self._plain_unit(parent, paragraph)
            self._current = parent
            return
        if any(child.label is None for child in node.children):
            self._plain_unit(node, paragraph)
            return
        cut = self._glued(node, paragraph)
        if cut is None:
            node.paragraphs.append(paragraph)
            return
        offset, label = cut
        node.paragraphs.append(paragraph.cut(0, offset))
        self._fill(self._open(label), paragraph.cut(label.end))

    def _plain_unit(self, parent: Node, paragraph: Span, level: Level | None = None) -> Node:
        index = 1 + sum(child.label is None for child in parent.children)
        node = Node(level or self._plain, self._path(parent, f"p{index}"), parent=parent)
        node.paragraphs.append(paragraph)
        parent.children.append(node)
        return node

    def _sign(self, paragraph: Span) -> None:
        last = self._root.children[-1] if self._root.children else None
        if last is not None and last.level is Level.SIGNATURE:
            last.paragraphs.append(paragraph)
        else:
            self._plain_unit(self._root, paragraph, Level.SIGNATURE)
        self._current = self._root

    # -- second pass ---------------------------------------------------------------------------

    def finish(self) -> list[Node]:
        """The outline in document order."""
        for node in [n for child in self._root.children for n in child.walk()]:
            if node.level is Level.SIGNATURE:
                continue
            _take_heading(node)
            if node.label is not None or self._plain is Level.PARAGRAPH:
                self._split_lists(node, _LIST_LEVELS)
        return [node for child in self._root.children for node in child.walk()]

    def _split_lists(self, node: Node, levels: tuple[Level, ...]) -> None:
        """Turn the first list inside the unit's own text into units of their own."""
        chains = {
            level: chain for level in levels if len(chain := _chain(node.paragraphs, level)) >= 2
        }
        if not chains:
            return
        level = min(chains, key=lambda key: (chains[key][0][0], chains[key][0][1]))
        chain = chains[level]
        paragraphs = node.paragraphs
        first_index, first_offset, _ = chain[0]
        lead = paragraphs[:first_index]
        if head := paragraphs[first_index].cut(0, first_offset):
            lead.append(head)
        items: list[Node] = []
        for position, (index, offset, label) in enumerate(chain):
            end = chain[position + 1][:2] if position + 1 < len(chain) else None
            item = Node(level, self._path(node, label.path), label, parent=node)
            item.paragraphs = _between(paragraphs, index, offset + _length(label, paragraphs[index],
                                                                          offset), end)  # fmt: skip
            items.append(item)
        node.paragraphs = lead
        tails: list[Span] = []
        if lead and lead[-1].text.endswith(("：", ":")) and len(items[-1].paragraphs) > 1:
            tails = items[-1].paragraphs[1:]
            items[-1].paragraphs = items[-1].paragraphs[:1]
        rest = tuple(other for other in levels if other is not level)
        for item in items:
            self._split_lists(item, rest)
        node.children = items + node.children
        for tail in tails:
            self._plain_unit(node, tail)


def _length(label: Label, paragraph: Span, offset: int) -> int:
    return label.end - offset


def _between(
    paragraphs: list[Span], index: int, offset: int, end: tuple[int, int] | None
) -> list[Span]:
    """Paragraph pieces from (index, offset) up to ``end``, or to the last paragraph."""
    last = len(paragraphs) - 1 if end is None else end[0]
    out = []
    for position in range(index, last + 1):
        start = offset if position == index else 0
        stop = end[1] if end is not None and position == end[0] else None
        if piece := paragraphs[position].cut(start, stop):
            out.append(piece)
    return out


def _chain(paragraphs: list[Span], level: Level) -> list[tuple[int, int, Label]]:
    """The run 1, 2, 3 … of one level's labels, each after a sentence's or clause's end."""
    chain: list[tuple[int, int, Label]] = []
    for index, paragraph in enumerate(paragraphs):
        for offset, label in inline_labels(paragraph.text, level):
            before = paragraph.text[:offset].rstrip()
            boundary = not before or before[-1] in "。；：，;:,"
            if boundary and label.number == len(chain) + 1:
                chain.append((index, offset, label))
    return chain


def _take_heading(node: Node) -> None:
    """Tell a unit's heading from its text.

    A heading is a whole paragraph without a full stop, a single sentence with paragraphs of text
    after it, or the short first sentence of a paragraph that goes on.
    """
    if node.label is None or not node.paragraphs or node.heading is not None:
        return
    first = node.paragraphs[0]
    if node.level is Level.CHAPTER:
        node.heading, node.paragraphs = first, node.paragraphs[1:]
        return
    if node.level not in (Level.H1, Level.H2, Level.H3):
        return
    text = first.text
    following = node.paragraphs[1].text if len(node.paragraphs) > 1 else ""
    single = "。" not in text[:-1] and "；" not in text
    whole = (not ends_sentence(text) and not text.endswith((")", "）"))) or (
        text.endswith((")", "）")) and "。" not in text and len(text) <= 34
    )
    lone = single and len(text) <= 64 and bool(following) and not following.startswith("完成时限")
    if whole or (lone and text.endswith("。") and node.level is not Level.H1):
        node.heading, node.paragraphs = first, node.paragraphs[1:]
        return
    match = _RUN_IN.match(text)
    if match and match.end() < len(text.rstrip()) and match[0].count("，") <= 1:
        node.heading = first.cut(0, match.end())
        node.paragraphs = [first.cut(match.end()), *node.paragraphs[1:]]
