"""How soon the window is there and what it weighs, against a bare PySide6 window.

    python -m benchmarks.startup [--seed-file F] [--scales 1 100] [--rounds N] [--json]

A library larger than the compilation comes with a desk of 5,000 bookmarks and 5,000 notes. Every
start is a fresh process, ours and the bare one in turns; the median counts. Time runs from just
before the process is made to the end of the first paint of the top-level window. Memory is what
the process keeps resident once the page of the last session stands in it and the modules of the
others are read, and in the bare window half a second after its paint. A page switch is timed from
the call that asks for the page to the end of its paint, once every page has been opened and has
what it reads from the library. Targets: 1.5 times the time, 2.2 times the memory, 50 ms a switch.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.golden import ROOT, find_seed

TIME_RATIO = 1.5
MEMORY_RATIO = 2.2
SWITCH_MS = 50.0
SWITCH_ROUNDS = 3


# -- the comparison ------------------------------------------------------------------------------


def start(kind: str, *arguments: str) -> dict[str, Any]:
    environment = {**os.environ}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    # An installed program has its bytecode beside it; the first start of each kind writes it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.monotonic()
    code = f"from benchmarks.startup_child import {kind}; {kind}({began!r}, *{list(arguments)!r})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    if done.returncode or not done.stdout.strip():
        raise SystemExit(f"the {kind} window did not start:\n{done.stderr}")
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def compare(folder: Path, rounds: int) -> dict[str, Any]:
    start("bare"), start("ours", str(folder))  # once for the disk cache and the bytecode
    bares, owns = [], []
    for number in range(rounds):
        bares.append(start("bare"))
        owns.append(start("ours", str(folder), "switches" if number < SWITCH_ROUNDS else ""))
    opened = owns[:SWITCH_ROUNDS]

    def middle(rows: list[dict[str, Any]], key: str) -> float:
        return statistics.median(row[key] for row in rows)

    pages = opened[0]["switch_ms"]
    return {
        "bare_ms": middle(bares, "paint_ms"),
        "paint_ms": middle(owns, "paint_ms"),
        "page_ms": middle(owns, "page_ms"),
        "time_ratio": statistics.median(
            own["paint_ms"] / plain["paint_ms"] for own, plain in zip(owns, bares, strict=True)
        ),
        "cpu_ratio": statistics.median(
            own["paint_cpu_ms"] / plain["paint_cpu_ms"]
            for own, plain in zip(owns, bares, strict=True)
        ),
        "bare_mb": middle(bares, "settled_mb"),
        "settled_mb": middle(owns, "settled_mb"),
        "all_pages_mb": middle(opened, "all_pages_mb"),
        "memory_ratio": middle(owns, "settled_mb") / middle(bares, "settled_mb"),
        "first_opening_ms": {
            page: statistics.median(own["switch_ms"][page][0] for own in opened) for page in pages
        },
        "switch_ms": {
            page: statistics.median(own["switch_ms"][page][1] for own in opened) for page in pages
        },
    }


def run(seed: Path, scales: list[int], rounds: int) -> dict[str, Any]:
    from benchmarks.large_library import fill, fill_desk

    results: dict[str, Any] = {"rounds": rounds, "scales": {}}
    with tempfile.TemporaryDirectory() as folder:
        for scale in scales:
            home = Path(folder, str(scale))
            provisions = fill(home, seed, scale)
            if scale > 1:
                fill_desk(home)
            results["scales"][scale] = {"provisions": provisions, **compare(home, rounds)}
    return results


def misses(results: dict[str, Any]) -> list[str]:
    """What misses its target, in words."""
    found = []
    for scale, row in results["scales"].items():
        if row["time_ratio"] > TIME_RATIO:
            found.append(f"{scale}x: first paint {row['time_ratio']:.2f} times the bare window's")
        if row["memory_ratio"] > MEMORY_RATIO:
            found.append(f"{scale}x: memory {row['memory_ratio']:.2f} times the bare window's")
        found += [
            f"{scale}x: switching to {page} takes {took:.0f} ms"
            for page, took in row["switch_ms"].items()
            if took > SWITCH_MS
        ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed-file")
    parser.add_argument("--scales", type=int, nargs="+", default=[1, 100])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = run(find_seed(options.seed_file), options.scales, options.rounds)
    results["misses"] = misses(results)
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    else:
        for scale, row in results["scales"].items():
            print(
                f"{scale}x ({row['provisions']} provisions): first paint {row['paint_ms']:.0f} ms,"
                f" bare {row['bare_ms']:.0f} ms, ratio {row['time_ratio']:.2f}"
                f" (of processor time {row['cpu_ratio']:.2f});"
                f" page there after {row['page_ms']:.0f} ms;"
                f" memory {row['settled_mb']:.0f} MB, bare {row['bare_mb']:.0f} MB,"
                f" ratio {row['memory_ratio']:.2f}; all pages opened {row['all_pages_mb']:.0f} MB"
            )
            for page, took in row["switch_ms"].items():
                print(
                    f"  {page}: switch {took:.1f} ms,"
                    f" first opening {row['first_opening_ms'][page]:.0f} ms"
                )
        print("misses: " + ("; ".join(results["misses"]) or "none"))
    sys.exit(1 if results["misses"] else 0)


if __name__ == "__main__":
    main()
