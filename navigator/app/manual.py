"""The user manual: chapters in Markdown that ship with the program, found by part, page and words.

``resources/manual/contents.yaml`` says which parts there are, in which order their chapters stand
and which chapter speaks of which page of the window. A chapter is ``<id>.md``; its first line is
its title, its ``##`` headings divide it into sections. Nothing here comes from outside, and yet
raw HTML is never let through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.model.folding import fold, fold_mapped
from navigator.resources import resource

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

FOLDER = "manual"
VISITOR_PART = "visitor"  # the one part that is for whoever stands before a kiosk
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_KEY = re.compile(r"<kbd>(.+?)</kbd>")
_LABEL = re.compile(r"【([^【】]+)】")
_SNIPPET_BEFORE, _SNIPPET = 18, 90


@dataclass(frozen=True, slots=True)
class Section:
    """``heading`` is empty for what stands before the first ``##``; ``text`` is plain words."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    part: str
    title: str
    source: str  # Markdown below the title
    sections: tuple[Section, ...]
    page: str = ""  # the page of the window it speaks of, if any

    @property
    def links(self) -> tuple[str, ...]:
        """Ids of the chapters it leads to, as written."""
        return tuple(target for _, target in _LINK.findall(_PICTURE.sub("", self.source)))

    @property
    def pictures(self) -> tuple[str, ...]:
        """File names of its pictures."""
        return tuple(name for _, name in _PICTURE.findall(self.source))

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys it names, as they stand on the keyboard."""
        return tuple(_KEY.findall(self.source))

    @property
    def labels(self) -> tuple[str, ...]:
        """Words of buttons, menus and pages it quotes."""
        return tuple(_LABEL.findall(self.source))


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str
    about: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A section that answers a query. ``spans`` index into ``snippet``."""

    chapter: Chapter
    heading: str
    snippet: str
    spans: tuple[tuple[int, int], ...]


class Manual:
    """All parts, or only those that are named."""

    def __init__(self, title: str, parts: Iterable[Part], openers: dict[str, str]) -> None:
        self.title = title
        self.parts = tuple(parts)
        self._openers = openers
        self._chapters = {item.id: item for part in self.parts for item in part.chapters}

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """In reading order."""
        return tuple(self._chapters.values())

    def chapter(self, chapter_id: str) -> Chapter | None:
        return self._chapters.get(chapter_id)

    def for_page(self, page_id: str) -> Chapter:
        """The chapter that speaks of a page of the window, else the first one."""
        found = self._chapters.get(self._openers.get(page_id, ""))
        return found or self.chapters[0]

    def beside(self, chapter_id: str, step: int) -> Chapter | None:
        """The chapter so many places after the given one."""
        order = list(self._chapters)
        if chapter_id not in self._chapters:
            return None
        place = order.index(chapter_id) + step
        return self._chapters[order[place]] if 0 <= place < len(order) else None

    def only(self, parts: Collection[str]) -> Manual:
        """The manual of some readers."""
        kept = (part for part in self.parts if part.id in parts)
        return Manual(self.title, kept, self._openers)

    def find(self, query: str) -> list[Place]:
        """Sections in which every word of the query stands, those with it in a heading first."""
        words = [word for word in (fold(part) for part in query.split()) if word]
        if not words:
            return []
        ranked: list[tuple[int, int, Place]] = []
        for chapter in self.chapters:
            title = fold(chapter.title)
            for section in chapter.sections:
                heading, text = _folded(section)
                if not all(word in title or word in heading or word in text for word in words):
                    continue
                if not any(word in heading or word in text for word in words) and section.heading:
                    continue  # the title answers alone: its first section is enough
                rank = min(0 if w in title else 1 if w in heading else 2 for w in words)
                snippet, spans = _snippet(section.text or chapter.sections[1].text, words)
                place = Place(chapter, section.heading, snippet, spans)
                ranked.append((rank, len(ranked), place))
        return [place for _, _, place in sorted(ranked, key=lambda item: item[:2])]


@cache
def load_manual() -> Manual:
    """The manual that ships with this program. Raises OSError or ValueError when it is spoilt."""
    return read_manual(resource(FOLDER))


def read_manual(folder: Path) -> Manual:
    """The manual in a folder."""
    import yaml

    told: dict[str, Any] = yaml.safe_load((folder / "contents.yaml").read_text(encoding="utf-8"))
    openers = {str(page): str(chapter) for page, chapter in told["pages"].items()}
    page_of = {chapter: page for page, chapter in reversed(list(openers.items()))}
    parts = []
    for entry in told["parts"]:
        chapters = tuple(
            _chapter(folder / f"{name}.md", str(entry["id"]), page_of.get(name, ""))
            for name in entry["chapters"]
        )
        parts.append(Part(str(entry["id"]), str(entry["title"]), str(entry["about"]), chapters))
    return Manual(str(told["title"]), parts, openers)


def _chapter(file: Path, part: str, page: str) -> Chapter:
    head, _, body = file.read_text(encoding="utf-8").partition("\n")
    if not head.startswith("# "):
        raise ValueError(f"{file.name}: the first line is to be the title")
    sections: list[Section] = []
    heading, lines = "", list[str]()
    for line in [*body.splitlines(), "## "]:
        if line.startswith("## "):
            sections.append(Section(heading, " ".join(filter(None, map(plain, lines)))))
            heading, lines = plain(line[3:]), []
        else:
            lines.append(line)
    return Chapter(file.stem, part, head[2:].strip(), body.strip(), tuple(sections), page)


_BULLET = re.compile(r"^\s*(?:[-*>]|\d+\.|\|)\s*")
_RULE = re.compile(r"^[\s|:-]+$")


def plain(line: str) -> str:
    """The words of a line of Markdown without its marks."""
    if _RULE.match(line) or line.startswith("```"):
        return ""
    line = _LINK.sub(r"\1", _PICTURE.sub("", line))
    line = _KEY.sub(r"\1", _BULLET.sub("", line))
    return re.sub(r"\s*\|\s*", "　", line.replace("**", "").replace("`", "")).strip()


@cache
def _folded(section: Section) -> tuple[str, str]:
    """Heading and text for comparison; asked for at every key that is typed."""
    return fold(section.heading), fold(section.text)


def _snippet(text: str, words: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of the text around the first of the words, with all of them marked."""
    whole = fold_mapped(text)
    first = min((at for at in (whole.text.find(word) for word in words) if at >= 0), default=-1)
    start = 0 if first < 0 else max(0, whole.starts[first] - _SNIPPET_BEFORE)
    piece = text[start : start + _SNIPPET]
    folded = fold_mapped(piece)
    spans = []
    for word in words:
        at = folded.text.find(word)
        while at >= 0:
            spans.append(folded.span(at, at + len(word)))
            at = folded.text.find(word, at + len(word))
    lead = "…" if start else ""
    tail = "…" if start + _SNIPPET < len(text) else ""
    moved = tuple(sorted((begin + len(lead), end + len(lead)) for begin, end in spans))
    return f"{lead}{piece}{tail}", moved


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def to_html(chapter: Chapter) -> str:
    """The chapter's body as escaped HTML. Links hold chapter ids, pictures file names, headings
    anchors ``s1``, ``s2`` … as ``sections`` are numbered."""
    body = _parser().render(chapter.source)
    body = re.sub(r"&lt;kbd&gt;(.+?)&lt;/kbd&gt;", r"<kbd>\1</kbd>", body)
    body = _LABEL.sub(r"<b class='label'>【\1】</b>", body)
    number = 0

    def anchored(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"<h2 id='s{number}'><a name='s{number}'></a>"

    return re.sub(r"<h2>", anchored, body)


def title_html(chapter: Chapter) -> str:
    return f"<h1>{escape(chapter.title)}</h1>"
