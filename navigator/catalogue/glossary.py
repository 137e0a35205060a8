"""The glossary, from ``glossary.yaml``: words of official papers explained in our own."""

from __future__ import annotations

import re
from pathlib import Path

from navigator.catalogue.yaml_source import Problem, Reader, SourceMap, raise_problems, read_yaml
from navigator.model.digests import Basis, Term
from navigator.model.folding import fold
from navigator.resources import resource

FILE_NAME = "glossary.yaml"
MAX_EXPLANATION = 140  # characters
MAX_SENTENCES = 2
_SENTENCE_END = re.compile(r"[。！？]")


def load_glossary(path: Path | None = None) -> tuple[Term, ...]:
    """All terms in the file's order. Raises CatalogueError naming every mistake."""
    path = path or resource("catalogue", FILE_NAME)
    if not path.is_file():
        return ()
    problems: list[Problem] = []
    data = read_yaml(path)
    root = data if isinstance(data, SourceMap) else SourceMap()
    reader = Reader(root, path.name, problems)
    terms: list[Term] = []
    spellings: dict[str, str] = {}  # folded spelling -> the term that has it
    for child in reader.children("terms"):
        term = _term(child)
        for key, words in (("term", (term.term,)), ("also", term.also)):
            for spelling in words:
                other = spellings.setdefault(fold(spelling), term.term)
                if not fold(spelling):
                    child.problem(key, "不能为空")
                elif other != term.term or (key == "also" and spelling == term.term):
                    child.problem(key, f"“{spelling}”已在“{other}”里解释过")
        terms.append(term)
    reader.done()
    raise_problems(problems)
    return tuple(terms)


def _term(reader: Reader) -> Term:
    term = reader.text("term") or ""
    also = reader.texts("also")
    provisions = reader.texts("provisions")
    basis = reader.choice("basis", list(Basis), default=Basis.USUAL.value) or Basis.USUAL.value
    explanation = reader.text("explanation") or ""
    reader.done()
    if len(explanation) > MAX_EXPLANATION:
        reader.problem("explanation", f"不超过 {MAX_EXPLANATION} 字，现为 {len(explanation)} 字")
    sentences = len(_SENTENCE_END.findall(explanation))
    if sentences > MAX_SENTENCES:
        reader.problem("explanation", f"不超过 {MAX_SENTENCES} 句，现为 {sentences} 句")
    if explanation and not _SENTENCE_END.match(explanation[-1]):
        reader.problem("explanation", "应是完整的句子，以句号结尾")
    return Term(term, explanation, also, provisions, reader.line, Basis(basis))
