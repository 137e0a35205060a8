"""Small made-up catalogues, so that a law can be tested apart from what the texts say."""

from __future__ import annotations

from navigator.catalogue.facts import load_facts
from navigator.catalogue.measures import parse_measure
from navigator.catalogue.yaml_source import Problem
from navigator.eligibility.rules import Rules
from navigator.model.measures import MeasureCatalogue

HEAD = """
id: {id}
title: 样例
kind: subsidy
audience: {audience}
cite: sample#一
window: {{undated: true}}
"""


def rules_of(*bodies: str, audience: str = "[any]", benefit: str = "  text: 样例") -> Rules:
    """Rules of one measure a body (``conditions:`` and so on), named m0, m1, ..."""
    vocabulary = load_facts()
    problems: list[Problem] = []
    measures = []
    for index, body in enumerate(bodies):
        text = HEAD.format(id=f"m{index}", audience=audience)
        if "benefit:" not in body:
            text += f"benefit:\n{benefit}\n"
        measure = parse_measure(text + body, f"m{index}.yaml", vocabulary, problems)
        assert measure is not None, [str(problem) for problem in problems]
        measures.append(measure)
    return Rules(MeasureCatalogue(vocabulary, tuple(measures), "sample"))
