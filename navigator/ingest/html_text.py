"""Visible text of a web page, one block a line.

Scripts, styles and everything remote are never looked at.
"""

from __future__ import annotations

import re

from navigator.model.errors import ReadError

_BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot "
    "th thead tr ul".split()
)
_SILENT = frozenset(
    "script style noscript template head title svg object embed iframe select option button".split()
)


def html_text(name: str, text: str) -> str:
    """The words a reader of the page would see. Raises ReadError when there is no page in it."""
    from lxml import etree
    from lxml import html as lxml_html

    # lxml refuses a text with an encoding declaration of its own.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).replace("\x00", "")
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError(
            f"《{name}》不是能读的网页文件", "资料库没有任何改动", "请用浏览器另存为文本再导入"
        ) from error
    parts: list[str] = []
    # An explicit stack: a page of 100,000 nested tags must not exhaust Python's own. Beside each
    # element, whether it stands in one whose line breaks count.
    stack: list[str | tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        top = stack.pop()
        if isinstance(top, str):
            parts.append(top)
            continue
        item, kept = top
        tag = item.tag if isinstance(item.tag, str) else ""
        if item.tail and item is not root:
            stack.append(item.tail if kept else _collapse(item.tail))
        if not tag or tag in _SILENT:
            continue
        if tag in _BLOCKS:
            parts.append("\n")
            stack.append("\n")
        kept = kept or tag == "pre"
        stack.extend((child, kept) for child in reversed(item))
        if item.text:
            stack.append(item.text if kept else _collapse(item.text))
    return "".join(parts).replace("\xa0", " ")


def _collapse(text: str) -> str:
    return re.sub(r"\s+", " ", text)
