"""Paragraphs of a Word document, with the numbers Word itself would print.

Word keeps automatic numbering (一、 （一） 1.) out of the text; a policy without its labels would
lose its outline, so the lists of ``numbering.xml`` are counted here. ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from navigator.model.numerals import format_chinese

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = {"chineseCounting", "chineseCountingThousand", "chineseLegalSimplified",
            "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting",
            "ideographDigital"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _ListLevel:
    start: int
    format: str
    text: str  # e.g. "%1、"


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError("not WordprocessingML") from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type has no place in a Word document")
    return root


def paragraphs_of(
    document: bytes, numbering: bytes | None, styles: bytes | None = None
) -> list[str]:
    """Text of every paragraph in reading order, tables row by row, labels counted.

    Raises ValueError when ``document`` is not WordprocessingML. Deleted revisions are left out.
    """
    root = _parse(document)
    levels = _list_levels(numbering) if numbering else {}
    styled = _styled_lists(styles) if styles else {}
    counters: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
    out: list[str] = []
    for paragraph in root.iter(f"{_W}p"):
        text = _text(paragraph)
        label = _label(paragraph, levels, styled, counters) if text.strip() else ""
        out.extend((label + text).split("\n"))
    return out


def _text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t" and _nearest_paragraph(node) is paragraph:
            parts.append(node.text or "")
        elif node.tag in (f"{_W}tab",) and node.getparent().tag == f"{_W}r":
            parts.append(" ")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
    return "".join(parts)


def _nearest_paragraph(node: etree._Element) -> etree._Element | None:
    # Text boxes hold paragraphs inside a paragraph; each is visited on its own.
    return next(node.iterancestors(f"{_W}p"), None)


def _list_levels(numbering: bytes) -> dict[tuple[str, int], _ListLevel]:
    root = _parse(numbering)
    abstract: dict[str, dict[int, _ListLevel]] = {}
    for definition in root.iter(f"{_W}abstractNum"):
        found = {}
        for level in definition.iter(f"{_W}lvl"):
            index = int(level.get(f"{_W}ilvl") or 0)
            found[index] = _ListLevel(
                start=int(_value(level, "start") or 1),
                format=_value(level, "numFmt") or "decimal",
                text=_value(level, "lvlText") or "",
            )
        abstract[definition.get(f"{_W}abstractNumId") or ""] = found
    levels = {}
    for number in root.iter(f"{_W}num"):
        identifier = number.get(f"{_W}numId") or ""
        for index, level in abstract.get(_value(number, "abstractNumId") or "", {}).items():
            levels[identifier, index] = level
    return levels


def _list_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """The list and level a paragraph or style belongs to."""
    number = properties.find(f"{_W}numPr") if properties is not None else None
    if number is None:
        return None
    return _value(number, "numId") or "0", min(int(_value(number, "ilvl") or 0), 8)


def _styled_lists(styles: bytes) -> dict[str, tuple[str, int]]:
    """Lists that come with a paragraph style, inherited ones included."""
    own: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for style in _parse(styles).iter(f"{_W}style"):
        identifier = style.get(f"{_W}styleId") or ""
        place = _list_of(style.find(f"{_W}pPr"))
        if place is not None:
            own[identifier] = place
        if base := _value(style, "basedOn"):
            parents[identifier] = base
    for identifier in parents:
        ancestor, steps = identifier, 0
        while ancestor not in own and ancestor in parents and steps < 20:
            ancestor, steps = parents[ancestor], steps + 1
        if ancestor in own:
            own.setdefault(identifier, own[ancestor])
    return own


def _value(element: etree._Element, tag: str) -> str | None:
    child = element.find(f"{_W}{tag}")
    return None if child is None else child.get(f"{_W}val")


def _label(
    paragraph: etree._Element,
    levels: dict[tuple[str, int], _ListLevel],
    styled: dict[str, tuple[str, int]],
    counters: dict[str, list[int]],
) -> str:
    place = _list_of(paragraph.find(f"{_W}pPr"))
    if place is None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        place = styled.get(style.get(f"{_W}val") or "") if style is not None else None
    if place is None:
        return ""
    identifier, index = place
    level = levels.get((identifier, index))
    if level is None or level.format in ("bullet", "none"):
        return ""
    counts = counters[identifier]
    counts[index] = counts[index] + 1 if counts[index] else level.start
    for deeper in range(index + 1, 9):
        counts[deeper] = 0
    text = level.text
    for position in range(index + 1):
        shown = levels.get((identifier, position), level)
        text = text.replace(f"%{position + 1}", _format(counts[position] or 1, shown.format))
    return text


def _format(number: int, style: str) -> str:
    if style in _CHINESE and number <= 99:
        return format_chinese(number)
    return str(number)
