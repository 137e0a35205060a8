"""How long an import takes, against one plain read-and-regex pass over the same text.

    python -m benchmarks.ingest FILE [--json]

Measures reading and structuring, storing, indexing, and the whole; then the same for ten thousand
provisions made of the same sentences. The baseline decodes the file and finds every label with
one regular expression.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.ingest import publication_from_bytes

LABELS = re.compile(
    r"^\s*(第[一二三四五六七八九十]+[章条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.．]|[（(]\d+[)）])",
    re.MULTILINE,
)
LIMIT_S = 3.0


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Median time of one call."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def baseline(data: bytes) -> int:
    return len(LABELS.findall(data.decode("utf-8", errors="replace")))


def enlarged(data: bytes, copies: int) -> bytes:
    """The compilation ``copies`` times over, each copy with numbers of its own in its titles."""
    text = data.decode("utf-8")
    parts = []
    for number in range(copies):
        parts.append(re.sub(r"〔(20\d\d)〕", lambda m, n=number: f"〔{int(m[1]) + 10 * n}〕", text))
    return "\n\n".join(parts).encode()


def whole(name: str, data: bytes) -> tuple[float, int]:
    """Seconds and provisions of one import with its index, in a new data folder."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        with Workbench(Paths(Path(folder) / "home")) as bench:
            start = time.perf_counter()
            report = bench.import_files([file])
            return time.perf_counter() - start, report.imported[0].provisions


def measure(path: Path, repeats: int) -> dict[str, object]:
    data = path.read_bytes()
    plain = seconds(lambda: baseline(data), repeats)
    structured = seconds(lambda: publication_from_bytes(path.name, data), repeats)
    publication = publication_from_bytes(path.name, data)

    def store() -> None:
        with tempfile.TemporaryDirectory() as folder, Workbench(Paths(Path(folder))) as bench:
            bench.library.add_publication(publication, dt.datetime.now(dt.UTC))

    stored = seconds(store, repeats)
    total, provisions = whole(path.name, data)
    large = enlarged(data, 12)
    large_total, large_provisions = whole(path.name, large)
    large_plain = seconds(lambda: baseline(large), repeats)
    return {
        "baseline_ms": plain * 1000,
        "structure_ms": structured * 1000,
        "store_ms": stored * 1000,
        "whole_ms": total * 1000,
        "ratio_structure_to_baseline": structured / plain,
        "ratio_whole_to_baseline": total / plain,
        "provisions": provisions,
        "within_limit": total < LIMIT_S,
        "large": {
            "provisions": large_provisions,
            "whole_ms": large_total * 1000,
            "ratio_whole_to_baseline": large_total / large_plain,
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(options.file, options.repeats)
    if options.json:
        print(json.dumps(result, indent=1))
        return
    for key, value in result.items():
        print(f"{key:32}{value}")


if __name__ == "__main__":
    main()
