"""Nothing that stands in the text may be missed: recall over substrings of the compilation.

    python -m scripts.recall [--seed-file F] [--sample N] [--json]

Every substring of 2 and 3 characters of every provision's heading and text is looked up, and a
seeded sample of those of 1 and 4 to 12 characters; the answer has to hold every provision the
substring stands in. A second pass takes substrings across the line breaks of the source file.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.golden import CATALOGUE, find_seed
from navigator.catalogue.synonyms import load_synonyms
from navigator.ingest import read_publication
from navigator.store.search import IndexEntry, SearchIndex, entries_of

SAMPLED_LENGTHS = (1, *range(4, 13))


def substrings(entries: Iterable[IndexEntry], lengths: Iterable[int]) -> dict[str, set[str]]:
    """Every substring of the given lengths with the ids of the provisions it stands in."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for field in (entry.heading or "", entry.text):
            for length in lengths:
                for at in range(len(field) - length + 1):
                    piece = field[at : at + length]
                    if piece.strip():
                        found[piece].add(entry.provision_id)
    return found


def across_breaks(source: str, entries: Iterable[IndexEntry]) -> dict[str, set[str]]:
    """Six characters around each line break of the source that stand in some provision."""
    bodies = [(e.provision_id, re.sub(r"\s", "", f"{e.heading or ''}\n{e.text}")) for e in entries]
    lines = [line for raw in source.split("\n") if (line := re.sub(r"\s", "", raw))]
    found: dict[str, set[str]] = {}
    for before, after in itertools.pairwise(lines):
        piece = before[-3:] + after[:3]
        holders = {id_ for id_, body in bodies if piece in body}
        if holders and len(piece) == 6:
            found[piece] = holders
    return found


def missed(index: SearchIndex, expected: dict[str, set[str]]) -> list[str]:
    """The substrings whose answer lacks a provision."""
    return [piece for piece, holders in expected.items() if not holders <= index.exact(piece)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed-file")
    parser.add_argument("--sample", type=int, default=2000, help="substrings of 1 and 4 to 12")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    seed = find_seed(options.seed_file)
    entries = [e for document in read_publication(seed).documents for e in entries_of(document)]
    every = substrings(entries, (2, 3))
    longer = substrings(entries, SAMPLED_LENGTHS)
    chosen = random.Random(20210331).sample(sorted(longer), min(options.sample, len(longer)))
    checks = {
        "every_2_and_3": every,
        "sample_1_and_4_to_12": {piece: longer[piece] for piece in chosen},
        "across_line_breaks": across_breaks(seed.read_text(encoding="utf-8"), entries),
    }
    report = {}
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex(
            Path(folder),
            library_id="recall",
            generation=1,
            entries=lambda: entries,
            synonyms=load_synonyms(CATALOGUE),
        )
        index.rebuild()
        for name, expected in checks.items():
            lost = missed(index, expected)
            report[name] = {
                "substrings": len(expected),
                "missed": lost[:20],
                "recall": 1 - len(lost) / max(1, len(expected)),
            }
        index.close()
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        for name, row in report.items():
            print(f"{name:24}{row['substrings']:8} substrings  recall {row['recall']:.6f}")
            for piece in row["missed"]:
                print(f"    missed {piece!r}")
    return 0 if all(row["recall"] == 1 for row in report.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
