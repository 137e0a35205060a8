"""How fast the desk is with a thousand notes and bookmarks, against bare ``sqlite3``.

    python -m benchmarks.desk [--entries N] [--json]

Listing, searching and opening each have to stay under 50 ms; a durable note and a durable
autosave are measured too. The baseline runs the same durable statements on one table without
undo, versions, folders or objects.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from navigator.model.desk import Passage
from navigator.store.desk import Desk

LIMIT_MS = 50.0
WORDS = "租金补贴 贷款贴息 研发投入 总部企业 社保减免 招用人员 技术转让 出口通关 创业园区".split()


def text_of(number: int, chance: random.Random) -> str:
    return f"# 笔记 {number}\n" + "，".join(chance.choices(WORDS, k=40)) + "。"


def fill(desk: Desk, plain: sqlite3.Connection, entries: int) -> None:
    chance = random.Random(7)
    plain.execute("create table notes (id integer primary key, target, text, created_at)")
    with desk.writing():
        for number in range(entries):
            text = text_of(number, chance)
            desk.notes.add(text, on=f"doc-{number % 28}#第一条", tags=[chance.choice(WORDS)])
            desk.bookmarks.add(
                f"doc-{number % 28}#第{number}条",
                Passage(chance.choice(WORDS)),
                folder=f"文件夹/{number % 20}",
            )
            plain.execute(
                "insert into notes (target, text, created_at) values (?, ?, ?)",
                [f"doc-{number % 28}#第一条", text, "2026-01-01"],
            )


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """Median time of one call."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def opened(path: Path) -> None:
    with Desk.open(path) as desk:
        assert desk.notes.all()


def opened_plain(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("select * from notes").fetchall()
    connection.close()


def measure(folder: Path, entries: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each step for the desk and for bare sqlite3, and their ratio."""
    path, plain_path = folder / "desk.db", folder / "plain.db"
    plain = sqlite3.connect(plain_path, isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    chance = random.Random(8)
    with Desk.open(path) as desk:
        fill(desk, plain, entries)
        some = desk.notes.all()[entries // 2]
        steps: dict[str, tuple[Callable[[], object], Callable[[], object], int]] = {
            "list notes": (
                desk.notes.all,
                lambda: plain.execute("select * from notes order by id desc").fetchall(),
                15,
            ),
            "list bookmarks": (
                desk.bookmarks.all,
                lambda: plain.execute("select * from notes order by target").fetchall(),
                15,
            ),
            "search notes": (
                lambda: desk.notes.search("租金 总部企业"),
                lambda: plain.execute(
                    "select * from notes where text like '%租金%' and text like '%总部企业%'"
                ).fetchall(),
                15,
            ),
            "notes of a document": (
                lambda: desk.notes.on_document("doc-7"),
                lambda: plain.execute("select * from notes where target like 'doc-7#%'").fetchall(),
                15,
            ),
            "open one note": (
                lambda: (desk.notes.get(some.id), desk.notes.versions(some.id)),
                lambda: plain.execute("select * from notes where id = 500").fetchall(),
                50,
            ),
            "add a durable note": (
                lambda: desk.notes.add(text_of(0, chance)),
                lambda: plain.execute(
                    "insert into notes (target, text, created_at) values ('x', ?, 'y')",
                    [text_of(0, chance)],
                ),
                100,
            ),
            "autosave a note": (
                lambda: desk.notes.save(some.id, text_of(0, chance), "session"),
                lambda: plain.execute(
                    "update notes set text = ? where id = 500", [text_of(0, chance)]
                ),
                100,
            ),
        }
        found = {
            name: compare(milliseconds(ours, count), milliseconds(theirs, count))
            for name, (ours, theirs, count) in steps.items()
        }
    plain.close()
    found["open the desk and list"] = compare(
        milliseconds(lambda: opened(path), 9), milliseconds(lambda: opened_plain(plain_path), 9)
    )
    return found


def compare(ours: float, theirs: float) -> dict[str, float]:
    return {
        "desk_ms": round(ours, 3),
        "sqlite3_ms": round(theirs, 3),
        "ratio": round(ours / theirs, 2) if theirs else 0.0,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="The desk against bare sqlite3")
    parser.add_argument("--entries", type=int, default=1000, help="notes, and as many bookmarks")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="policy-navigator-bench-") as folder:
        found = measure(Path(folder), options.entries)
    slow = [name for name, times in found.items() if times["desk_ms"] > LIMIT_MS]
    if options.json:
        print(
            json.dumps(
                {"entries": options.entries, "limit_ms": LIMIT_MS, "steps": found, "slow": slow},
                ensure_ascii=False,
            )
        )
    else:
        for name, times in found.items():
            print(
                f"{name:24} {times['desk_ms']:8.2f} ms   sqlite3 {times['sqlite3_ms']:8.2f} ms"
                f"   x{times['ratio']}"
            )
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
