"""The glossary, from ``glossary.yaml``: words of official papers explained in our own."""

from __future__ import annotations

from pathlib import Path

from navigator.catalogue.yaml_source import Problem, Reader, SourceMap, raise_problems, read_yaml
from navigator.model.digests import Term
from navigator.resources import resource

MAX_EXPLANATION = 140


def load_glossary(path: Path | None = None) -> tuple[Term, ...]:
    """All terms in the file's order. Raises CatalogueError naming every mistake."""
    path = path or resource("catalogue", "glossary.yaml")
    if not path.is_file():
        return ()
    problems: list[Problem] = []
    data = read_yaml(path)
    root = data if isinstance(data, SourceMap) else SourceMap()
    reader = Reader(root, path.name, problems)
    terms: list[Term] = []
    spellings: set[str] = set()
    for child in reader.children("terms"):
        term = child.text("term") or ""
        explanation = child.text("explanation") or ""
        also = child.texts("also")
        provisions = child.texts("provisions")
        child.done()
        if len(explanation) > MAX_EXPLANATION:
            child.problem("explanation", f"不超过 {MAX_EXPLANATION} 字，现为 {len(explanation)} 字")
        for spelling in (term, *also):
            if spelling in spellings:
                child.problem("term", f"“{spelling}”已经解释过")
            spellings.add(spelling)
        terms.append(Term(term, explanation, also, provisions, child.line))
    reader.done()
    raise_problems(problems)
    return tuple(terms)
