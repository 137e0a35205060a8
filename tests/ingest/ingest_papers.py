"""Papers in the formats people have them in."""

from __future__ import annotations

import io

from docx import Document as WordDocument


def word_file(paragraphs: list[str]) -> bytes:
    """A Word document with one paragraph a text."""
    document = WordDocument()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
