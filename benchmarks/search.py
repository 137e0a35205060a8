"""Search against named baselines, at 1x, 10x and 100x of the compilation.

    python -m benchmarks.search [--seed-file F] [--scales 1 10 100] [--queries N] [--json]

The compilation's sentences are recombined into 800, 8,000 and 80,000 provisions; substrings of 2
to 8 characters are looked up. In the same run, query by query and in turns, the same is asked of
SQLite's FTS5 with the trigram tokenizer (a scan for two characters, which it cannot look up), of
FTS5 over bigrams with phrase queries, and of a plain scan in Python. Ours has to count every match
and rank the best 20, with nothing kept in memory from the query before; FTS5 gives its best 20.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.golden import find_seed
from navigator.ingest import read_publication
from navigator.model.folding import fold
from navigator.store.search import IndexEntry, SearchIndex
from navigator.store.search import generation as disk
from navigator.store.search.engine import Engine

PROVISIONS_AT_1X = 800
LENGTH = 100  # characters a recombined provision has at least
BEST = 20
ROUNDS = 3


def sentences(seed: Path) -> list[str]:
    """The compilation's sentences, ends included."""
    texts = [p.text for document in read_publication(seed).documents for p in document.provisions]
    return [s for text in texts for s in re.findall(r"[^。；\n]+[。；]?", text) if len(s) > 5]


def recombined(seed: Path, count: int) -> list[str]:
    """``count`` texts of random sentences, the same for the same ``count``."""
    pool = sentences(seed)
    chance = random.Random(count)
    texts = []
    for _ in range(count):
        text = ""
        while len(text) < LENGTH:
            text += chance.choice(pool)
        texts.append(text)
    return texts


def queries(texts: list[str], count: int) -> list[str]:
    """Substrings of 2 to 8 characters of random texts."""
    chance = random.Random(count)
    found: list[str] = []
    while len(found) < count:
        text, length = fold(chance.choice(texts)), chance.randint(2, 8)
        at = chance.randrange(max(1, len(text) - length))
        found.append(text[at : at + length])
    return found


def entries(texts: list[str]) -> Iterator[IndexEntry]:
    for number, text in enumerate(texts):
        document = f"document-{number // 30}"
        yield IndexEntry(f"{document}#p{number}", document, document, text, path=f"p{number}")


def _build(seed: Path, count: int, folder: Path, answer: Any) -> None:
    texts = recombined(seed, count)
    began = time.perf_counter()
    SearchIndex(folder, library_id="bench", generation=1, entries=lambda: entries(texts)).rebuild()
    answer.put((time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def resident_mb() -> float:
    """Memory of this process in MB, where the system tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 1e6


# -- baselines ---------------------------------------------------------------------------------


def trigram(folder: Path, texts: list[str]) -> Callable[[str], int]:
    connection = sqlite3.connect(folder / "trigram.db")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='trigram')")
    connection.executemany("INSERT INTO t(body) VALUES (?)", ((text,) for text in texts))
    connection.execute("INSERT INTO t(t) VALUES ('optimize')")
    connection.commit()

    def ask(query: str) -> int:
        if len(query) < 3:
            sql = "SELECT rowid FROM t WHERE instr(body, ?)"
            return len(connection.execute(sql, (query,)).fetchall())
        sql = f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT {BEST}"
        return len(
            connection.execute(sql, (f'"{query.replace(chr(34), chr(34) * 2)}"',)).fetchall()
        )

    return ask


def _bigram_words(text: str) -> str:
    codes = [f"{ord(char):x}" for char in text]
    return " ".join(f"{a}x{b}" for a, b in itertools.pairwise(codes))


def bigram(folder: Path, texts: list[str]) -> Callable[[str], int]:
    connection = sqlite3.connect(folder / "bigram.db")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='ascii')")
    words = ((_bigram_words(text),) for text in texts)
    connection.executemany("INSERT INTO t(body) VALUES (?)", words)
    connection.execute("INSERT INTO t(t) VALUES ('optimize')")
    connection.commit()
    sql = f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT {BEST}"

    def ask(query: str) -> int:
        return len(connection.execute(sql, (f'"{_bigram_words(query)}"',)).fetchall())

    return ask


def scan(texts: list[str]) -> Callable[[str], int]:
    return lambda query: len([number for number, text in enumerate(texts) if query in text])


# -- measuring ---------------------------------------------------------------------------------


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(ways: dict[str, Callable[[str], Any]], asked: list[str]) -> dict[str, list[float]]:
    """Milliseconds by way and query, each the median of the rounds; the ways take turns."""
    times: dict[str, list[list[float]]] = {name: [[] for _ in asked] for name in ways}
    names = list(ways)
    for turn in range(ROUNDS):
        for number, query in enumerate(asked):
            first = (turn + number) % len(names)
            for name in names[first:] + names[:first]:
                began = time.perf_counter()
                ways[name](query)
                times[name][number].append((time.perf_counter() - began) * 1000)
    return {name: [statistics.median(row) for row in rows] for name, rows in times.items()}


def score_mass(engine: Engine, asked: list[str]) -> float:
    """What share of the exact BM25 scores of the best 20 our best 20 hold, over all queries."""
    ours = exact = 0.0
    for query in asked:
        ranked = engine.rank([query], BEST)
        weights = engine.weights([query])
        ours += sum(engine.bm25(docnum, weights) for docnum, _ in ranked.best)
        exact += sum(sorted((engine.bm25(i, weights) for i in ranked.ids), reverse=True)[:BEST])
    return ours / exact if exact else 1.0


def recall(engine: Engine, texts: list[str], asked: list[str]) -> float:
    found = expected = 0
    for query in asked:
        holders = {number for number, text in enumerate(texts) if query in text}
        expected += len(holders)
        found += len(holders & set(engine.matches(query)))
    return found / expected if expected else 1.0


def run_scale(seed: Path, scale: int, count: int, folder: Path) -> dict[str, Any]:
    texts = recombined(seed, PROVISIONS_AT_1X * scale)
    folded = [fold(text) for text in texts]
    asked = queries(texts, count)
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    place = folder / "index"
    builder = context.Process(target=_build, args=(seed, len(texts), place, answer))
    builder.start()
    build_s, build_kb = answer.get()
    builder.join()

    before = resident_mb()
    began = time.perf_counter()
    corpus, postings = disk.open_current(place)
    engine = Engine(corpus, postings)
    open_ms = (time.perf_counter() - began) * 1000
    memory_mb = resident_mb() - before
    index = SearchIndex(place, library_id="bench", generation=1, entries=lambda: entries(texts))

    def cold(query: str) -> None:
        engine.rank([query], BEST)
        postings.forget()

    ways: dict[str, Callable[[str], Any]] = {
        "ours": cold,
        "fts5_trigram": trigram(folder, folded),
        "fts5_bigram": bigram(folder, folded),
        "scan": scan(folded),
        "keystroke": lambda query: index.search(query, BEST),
    }
    times = measure(ways, asked)
    postings.forget()
    report: dict[str, Any] = {
        "scale": scale,
        "provisions": len(texts),
        "recall": recall(engine, folded, asked),
        "score_mass_at_20": score_mass(engine, asked),
        "build_s": build_s,
        "build_peak_mb": build_kb / 1000,
        "size_mb": sum(f.stat().st_size for f in place.rglob("*") if f.is_file()) / 1e6,
        "open_ms": open_ms,
        "memory_mb": memory_mb,
    }
    for name, values in times.items():
        key = "" if name == "ours" else f"{name}_"
        report[f"{key}p50_ms"] = percentile(values, 0.5)
        report[f"{key}p95_ms"] = percentile(values, 0.95)
    for name in ("fts5_trigram", "fts5_bigram", "scan"):
        report[f"ratio_p95_to_{name}"] = report["p95_ms"] / report[f"{name}_p95_ms"]
    index.close()
    postings.close()
    return report


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed-file")
    parser.add_argument("--scales", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    seed = find_seed(options.seed_file)
    rows = []
    for scale in options.scales:
        with tempfile.TemporaryDirectory() as folder:
            row = run_scale(seed, scale, options.queries, Path(folder))
        rows.append(row)
        out = sys.stderr if options.json else sys.stdout
        for key, value in row.items():
            print(f"{key:28}{value:12.4f}", file=out)
        print(file=out)
    if options.json:
        print(json.dumps({"scales": rows}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
