"""Kill an import at evenly spread points and count how often everything comes back whole.

    python -m scripts.fault_count [--imports 200] [--jobs 2] [--file FILE] [--json]

A step is an SQL statement or a file that is opened, renamed, removed or made, from the first to the
last of the import and of the index that follows it. At each chosen step the process is gone as
after SIGKILL. Then: the library opens, holds nothing or everything, passes its checks; every note
of the desk is there; the search finds what a plain scan finds; importing again gives the whole
compilation, which a second check confirms to the character.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from navigator.app.paths import Paths
from navigator.app.workbench import Workbench

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed"
QUERIES = ("贴息", "首创产品", "增值税", "保证金", "12345")
NOTES = 20
_FILE_EVENTS = frozenset(("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one killed import left; ``fault`` is empty when everything came back."""

    step: int
    held: str  # "nothing" or "everything" directly after the kill
    fault: str = ""


def import_and_die(root: Path, file: Path, step: int) -> int:
    """Import and be gone at a step; 0 counts the steps and lives."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1
        if counted == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        inside = event in _FILE_EVENTS and str(arguments[0]).startswith(str(root))
        if inside:
            count()

    with Workbench(Paths(root)) as bench:
        library = bench.library
        sys.addaudithook(audit)
        library.db.conn.set_trace_callback(lambda _: count())
        bench.import_files([file])
        library.db.conn.set_trace_callback(None)
    return counted


def begin(root: Path, file: Path, step: int) -> subprocess.CompletedProcess[bytes]:
    """:func:`import_and_die` in a process of its own: an audit hook can never be taken off."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.fault_count", "--child", str(root), str(step),
         "--file", str(file)],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip


def prepare(root: Path) -> None:
    """A data folder with a desk in use."""
    with Workbench(Paths(root)) as bench:
        for number in range(NOTES):
            bench.desk.notes.add(f"第{number}条口径", on="jingzhengbanfa-2021-4#六")


def found(bench: Workbench) -> dict[str, int]:
    from navigator.store.search import Query

    return {word: bench.search.search(Query(word), limit=1000).total for word in QUERIES}


def look(file: Path, whole: dict[str, int], base: Path, step: int) -> Outcome:
    """Kill one import at ``step`` and see what is left."""
    with tempfile.TemporaryDirectory(prefix="杀 ") as folder:
        root = Path(folder) / "数据"
        shutil.copytree(base, root)
        child = begin(root, file, step)
        if child.returncode != -signal.SIGKILL:
            return Outcome(step, "", f"the child ended with {child.returncode}")
        with Workbench(Paths(root)) as bench:
            official = [view for view in bench.documents() if view.official]
            held = "everything" if official else "nothing"
            fault = _after_kill(bench, whole, len(official))
            if not fault:
                fault = _after_import(bench, whole, file)
        return Outcome(step, held, fault)


def _after_kill(bench: Workbench, whole: dict[str, int], official: int) -> str:
    if bench.library.notice is not None:
        return bench.library.notice
    if official not in (0, whole["documents"]):
        return f"{official} documents of {whole['documents']}"
    if problems := bench.library.verify():
        return f"library: {problems[0].what}"
    if len(bench.desk.notes.all()) != NOTES:
        return "a note is missing"
    if official and found(bench) != {word: whole[word] for word in QUERIES}:
        return "the search misses something before the index is mended"
    return ""


def _after_import(bench: Workbench, whole: dict[str, int], file: Path) -> str:
    report = bench.import_files([file])
    if report.failed:
        return report.failed[0].message
    if not report.changed:
        bench.search.ensure()
    checked = bench.verify()
    if not checked.ok:
        return checked.problems[0].what
    if sum(view.official for view in bench.documents()) != whole["documents"]:
        return "documents are missing after importing again"
    if found(bench) != {word: whole[word] for word in QUERIES}:
        return "the search misses something after importing again"
    return ""


def run(file: Path, imports: int, jobs: int) -> dict[str, object]:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        base, full = Path(folder) / "空", Path(folder) / "满"
        prepare(base)
        shutil.copytree(base, full)
        steps = int(begin(full, file, 0).stdout)
        with Workbench(Paths(full)) as bench:
            whole = found(bench)
            whole["documents"] = sum(view.official for view in bench.documents())
        chosen = sorted(
            {1 + index * (steps - 1) // max(1, imports - 1) for index in range(imports)}
        )
        with ProcessPoolExecutor(jobs) as pool:
            outcomes = list(pool.map(partial(look, file, whole, base), chosen))
    faults = [asdict(outcome) for outcome in outcomes if outcome.fault]
    return {
        "steps": steps,
        "killed": len(outcomes),
        "whole": len(outcomes) - len(faults),
        "held_nothing": sum(outcome.held == "nothing" for outcome in outcomes),
        "held_everything": sum(outcome.held == "everything" for outcome in outcomes),
        "faults": faults,
        "seconds": round(time.monotonic() - started, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--imports", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--file", type=Path, default=next(iter(sorted(SEED.glob("*.txt"))), None))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=2, metavar=("FOLDER", "STEP"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.file is None:
        print("no compilation: name one with --file", file=sys.stderr)
        return 1
    if options.child:
        print(import_and_die(Path(options.child[0]), options.file, int(options.child[1])))
        return 0
    result = run(options.file, options.imports, options.jobs)
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print(
            f"killed {result['killed']} imports over {result['steps']} steps in"
            f" {result['seconds']} s: {result['whole']} came back whole"
            f" ({result['held_nothing']} held nothing, {result['held_everything']} everything)"
        )
        for fault in result["faults"]:  # type: ignore[attr-defined]
            print(fault)
    return 0 if not result["faults"] else 1


if __name__ == "__main__":
    sys.exit(main())
