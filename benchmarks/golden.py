"""How well counter questions find their answers: nDCG@5 and success@3 over the golden set.

    python -m benchmarks.golden [--seed-file F] [--no-digests] [--misses] [--json]

The set is ``tests/search/golden.yaml``. Digests are taken from the catalogue, as in the product.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from navigator.catalogue.synonyms import load_synonyms
from navigator.ingest import read_publication
from navigator.store.search import IndexEntry, Query, SearchIndex, entries_of

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "search" / "golden.yaml"
CATALOGUE = ROOT / "resources" / "catalogue"


@dataclass(frozen=True)
class Question:
    ask: str
    answers: dict[str, int]  # provision id to grade 1..3


def load_golden(path: Path = GOLDEN) -> list[Question]:
    """The questions, with short document names written out."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    short = raw["documents"]

    def full(answer: str) -> str:
        document, _, path_ = answer.partition("#")
        return f"{short[document]}#{path_}"

    return [
        Question(q["ask"], {full(answer): grade for answer, grade in q["answers"].items()})
        for q in raw["questions"]
    ]


def load_own_words(folder: Path = CATALOGUE / "documents") -> tuple[dict[str, str], dict[str, str]]:
    """Our own short names and digests by provision id."""
    names: dict[str, str] = {}
    digests: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else []:
        raw: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        for provision in raw.get("provisions", ()):
            id_ = f"{raw['id']}#{provision['path']}"
            names[id_] = provision.get("name") or ""
            digests[id_] = provision.get("digest") or ""
    return names, digests


def load_entries(seed: Path, *, own_words: bool = True) -> list[IndexEntry]:
    """The compilation's entries as the product builds them."""
    names, digests = load_own_words() if own_words else ({}, {})
    return [
        entry
        for document in read_publication(seed).documents
        for entry in entries_of(document, digests, names)
    ]


def find_seed(given: str | None) -> Path:
    """The compilation: as given, or where it lies beside the repository."""
    if given:
        return Path(given)
    found = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
    if not found:
        raise SystemExit("the compilation is not on this machine; name it with --seed-file")
    return found[0]


def ndcg(ranked: list[str], answers: dict[str, int], depth: int = 5) -> float:
    """Normalised discounted cumulative gain with gain 2^grade - 1."""

    def gain(grades: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))

    found = gain([answers.get(id_, 0) for id_ in ranked[:depth]])
    ideal = gain(sorted(answers.values(), reverse=True)[:depth])
    return found / ideal


def success(ranked: list[str], answers: dict[str, int], depth: int = 3) -> bool:
    """Whether one of the first results answers the question (its best grade, or a 3)."""
    best = max(answers.values())
    return any(answers.get(id_, 0) >= best for id_ in ranked[:depth])


def evaluate(index: SearchIndex, questions: list[Question]) -> dict[str, Any]:
    rows = []
    for question in questions:
        result = index.search(Query(question.ask), limit=10)
        ranked = [hit.provision_id for hit in result.hits]
        rows.append(
            {
                "ask": question.ask,
                "ndcg": ndcg(ranked, question.answers),
                "success": success(ranked, question.answers),
                "first": ranked[:3],
                "took_ms": result.took_ms,
            }
        )
    count = len(rows)
    return {
        "questions": count,
        "ndcg_at_5": sum(row["ndcg"] for row in rows) / count,
        "success_at_3": sum(row["success"] for row in rows) / count,
        "rows": rows,
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed-file")
    parser.add_argument("--no-digests", action="store_true", help="official wording alone")
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    entries = load_entries(find_seed(options.seed_file), own_words=not options.no_digests)
    index = SearchIndex(
        Path("unused"),
        library_id="golden",
        generation=1,
        entries=lambda: entries,
        synonyms=load_synonyms(CATALOGUE),
    )
    questions = load_golden()
    known = {entry.provision_id for entry in entries}
    for question in questions:
        for id_ in question.answers:
            if id_ not in known:
                print(f"no such provision: {id_} ({question.ask})", file=sys.stderr)
    report = evaluate(index, questions)
    index.close()
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
        return 0
    print(f"questions     {report['questions']}")
    print(f"nDCG@5        {report['ndcg_at_5']:.3f}")
    print(f"success@3     {report['success_at_3']:.3f}")
    if options.misses:
        by_ask = {question.ask: question for question in questions}
        for row in sorted(report["rows"], key=lambda row: row["ndcg"]):
            if row["ndcg"] < 0.8:
                print(f"{row['ndcg']:.2f} {'' if row['success'] else 'MISS'} {row['ask']}")
                print("       got ", *row["first"])
                print("       want", *by_ask[row["ask"]].answers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
