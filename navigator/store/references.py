"""Names a document answers to, and what a reference in a provision's text points at.

A reference is kept as printed, with the folded name it looks for; whether the library holds that
document is decided when it is asked, so a target that arrives later resolves by itself.
"""

from __future__ import annotations

import re
import unicodedata

from navigator.model.documents import Document

_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,20}[〔\[(【]?\d{4}[〕\])】]?第?\d+号")
_ARTICLE = re.compile(r"(第[一二三四五六七八九十百零〇\d]+条)")
_ISSUER = re.compile(r"^[\u4e00-\u9fff]{2,24}?(?=关于)")
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉〔〕\[\]()【】,、.。·;:]")


def key(name: str) -> str:
    """A title or 文号 without white space, width, brackets and quotation marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def keys_of(document: Document) -> tuple[str, ...]:
    """All folded names ``document`` may be called by in another text."""
    names = {document.id, document.title, document.doc_number or ""}
    # Others cite 《关于…的通知》 whether or not the title starts with its issuer.
    names.add(_ISSUER.sub("", document.title))
    names.update(issuer + _ISSUER.sub("", document.title) for issuer in document.issuers)
    return tuple(sorted(folded for folded in map(key, names) if folded))


def target_of(raw: str, cited_from: str) -> tuple[str, str | None]:
    """Folded name and provision label that ``raw`` points at.

    A bare 第十一条 points into the document it stands in, ``cited_from``.
    """
    if "#" in raw and raw.isprintable():
        document_id, _, path = raw.partition("#")
        if document_id.isascii():
            return key(document_id), path or None
    article = _ARTICLE.search(raw[raw.rfind("》") + 1 :])
    label = article[1] if article else None
    if title := _TITLE.search(raw):
        return key(title[1]), label
    if number := _NUMBER.search(unicodedata.normalize("NFKC", raw)):
        return key(number[0]), label
    if article and article[0] == raw.strip():
        return key(cited_from), label
    return key(raw), label


def path_matches(path: str, wanted: str) -> bool:
    """Whether a provision's path ends in the label ``wanted`` (articles count through chapters)."""
    return path == wanted or path.endswith("/" + wanted)
