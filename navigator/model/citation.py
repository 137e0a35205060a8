"""How a provision is named in speech and cited on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERAL = "一二三四五六七八九十百"
_CHAPTER = re.compile(rf"第(?:[{_NUMERAL}]+|\d+)章")
_ARTICLE = re.compile(rf"第(?:[{_NUMERAL}]+|\d+)条")
_H1 = re.compile(rf"[{_NUMERAL}]+")
_BRACKETED = re.compile(rf"\(([{_NUMERAL}]+|\d+)\)")
_NUMBER = re.compile(r"\d+")
_UNLABELLED = re.compile(r"p(\d+)")
_NOTICE = "通知"


def spoken_label(path: str) -> str:
    """The name of a place in a document, from its path.

    ``第二章/第八条`` → 第八条, ``第八条/(一)`` → 第八条第（一）项, ``二`` → 第二部分,
    ``二/(一)/3/(2)`` → 二、（一）3.（2）, ``通知/p2`` → 印发通知第2段, ``p1`` → 未编号第1段.
    Empty for an empty path, which names the whole document.
    """
    segments = [segment for segment in path.split("/") if segment]
    notice = bool(segments) and segments[0] == _NOTICE
    if notice:
        segments = segments[1:]
    # Articles are numbered through the whole document, so the chapter adds nothing.
    for index, segment in enumerate(segments):
        if _ARTICLE.fullmatch(segment):
            segments = segments[index:]
            break
    body = _spoken(segments, notice)
    return ("印发通知" + body) if notice else body


def _spoken(segments: list[str], notice: bool) -> str:
    if len(segments) == 1 and _H1.fullmatch(segments[0]):
        return f"第{segments[0]}部分"
    in_article = bool(segments) and bool(_ARTICLE.fullmatch(segments[0]))
    parts: list[str] = []
    for segment in segments:
        if match := _UNLABELLED.fullmatch(segment):
            parts.append(f"第{match[1]}段" if notice else f"未编号第{match[1]}段")
        elif match := _BRACKETED.fullmatch(segment):
            parts.append(f"第（{match[1]}）项" if in_article else f"（{match[1]}）")
        elif _NUMBER.fullmatch(segment):
            parts.append(f"第{segment}目" if in_article else f"{segment}.")
        elif _H1.fullmatch(segment):
            parts.append(f"{segment}、")
        else:  # chapter, article, 一是 or a label of another publication: as it stands
            parts.append(segment)
    return "".join(parts)


def citable_label(path: str) -> str:
    """:func:`spoken_label` without the stop that its last label ends in, for use in a sentence."""
    return spoken_label(path).rstrip("、.")


def split_id(provision_id: str) -> tuple[str, str]:
    """Document id and path; the path is empty for the id of a whole document."""
    document_id, _, path = provision_id.partition("#")
    return document_id, path


def book_title(title: str) -> str:
    """The title in 《》, with 《》 inside it turned to 〈〉 as GB/T 15834 asks."""
    return "《" + title.replace("《", "〈").replace("》", "〉") + "》"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation comes from. ``provision_id`` may be the id of a whole document."""

    title: str
    doc_number: str | None = None
    provision_id: str = ""

    @property
    def place(self) -> str:
        """``《title》（文号）第X条``."""
        number = f"（{self.doc_number}）" if self.doc_number else ""
        return book_title(self.title) + number + citable_label(split_id(self.provision_id)[1])

    def formal(self, quote: str) -> str:
        """``《title》（文号）第X条：“quote”``. The quotation is never altered."""
        return f"{self.place}：“{quote.strip()}”" if quote.strip() else self.place

    def plain(self, quote: str) -> str:
        """The quotation, then where it stands in brackets."""
        return f"{quote.strip()}（{self.place}）" if quote.strip() else self.place

    def markdown(self, quote: str) -> str:
        """A Markdown block quotation that ends in the citation and the permanent id."""
        lines = [
            f"> {escape_markdown(line)}" for line in quote.strip().splitlines() if line.strip()
        ]
        body = "\n>\n".join(lines)
        source = f"—— {escape_markdown(self.place)}"
        if self.provision_id:
            source += f" {code_span(self.provision_id)}"
        return f"{body}\n>\n> {source}" if body else f"> {source}"


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LINE_START = re.compile(r"^(\s*)(\d{1,9})([.)])(?=\s|$)|^(\s*)([-+=])", re.MULTILINE)


def escape_markdown(text: str) -> str:
    """``text`` so that every Markdown reader shows it as it is."""
    escaped = _SPECIAL.sub(r"\\\1", text)

    def guard(match: re.Match[str]) -> str:
        if match[2]:
            return f"{match[1]}{match[2]}\\{match[3]}"
        return f"{match[4]}\\{match[5]}"

    return _LINE_START.sub(guard, escaped)


def code_span(text: str) -> str:
    """``text`` as Markdown code; longer fences where it holds backticks."""
    flat = " ".join(text.splitlines())
    longest = max((len(run) for run in re.findall(r"`+", flat)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"
