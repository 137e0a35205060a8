"""Many profiles at once, in the published form.

:func:`assess_content` builds the whole answer; :func:`stream_json` writes the same JSON piece by
piece, for files whose answer would not fit into memory comfortably.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from navigator.eligibility.assess import assess
from navigator.eligibility.check import check_profile
from navigator.eligibility.profiles import RawProfile, read_profiles
from navigator.eligibility.report import result_json
from navigator.eligibility.rules import Rules
from navigator.model.assessment import MeasureResult, Rejection

Progress = Callable[[int], None]
_TEXTS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Assessed:
    """One profile of a file: results, or the reasons why it cannot be."""

    index: int
    name: str | None
    results: tuple[MeasureResult, ...] = ()
    rejections: tuple[Rejection, ...] = ()


def assess_profiles(
    profiles: Iterable[RawProfile], as_of: dt.date, rules: Rules, progress: Progress | None = None
) -> Iterator[Assessed]:
    """Assesses profiles one by one; ``progress`` is told how many are done."""
    for index, raw in enumerate(profiles):
        if raw.broken is not None:
            yield Assessed(index, raw.name, rejections=(Rejection("profile", raw.broken),))
        else:
            answers, rejections = check_profile(raw.values, as_of, rules, csv=raw.csv)
            if rejections:
                yield Assessed(index, raw.name, rejections=tuple(rejections))
            else:
                yield Assessed(index, raw.name, assess(answers, as_of, rules))
        if progress is not None:
            progress(index + 1)


def assess_content(
    content: bytes,
    file_name: str,
    as_of: dt.date,
    rules: Rules,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The published answer for one profile file. Raises ProfileError if it cannot be read."""
    profiles: list[dict[str, Any]] = []
    rejected: list[dict[str, Any]] = []
    for item in assess_profiles(read_profiles(content, file_name), as_of, rules, progress):
        if item.rejections:
            rejected += _rejected_json(item)
        else:
            results = [result_json(result) for result in item.results]
            profiles.append({"index": item.index, "name": item.name, "results": results})
    return {"as_of": as_of.isoformat(), "profiles": profiles, "rejected": rejected}


def stream_json(
    items: Iterable[Assessed], as_of: dt.date, on_rejected: Callable[[], None] | None = None
) -> Iterator[str]:
    """The same answer as pieces of one JSON document; ``on_rejected`` hears of each rejection."""
    yield f'{{"as_of": {json.dumps(as_of.isoformat())}, "profiles": ['
    rejected: list[dict[str, Any]] = []
    texts: dict[int, tuple[MeasureResult, str]] = {}
    separator = "\n"
    for item in items:
        if item.rejections:
            rejected += _rejected_json(item)
            if on_rejected is not None:
                on_rejected()
            continue
        name = json.dumps(item.name, ensure_ascii=False)
        results = ", ".join(_result_text(result, texts) for result in item.results)
        yield f'{separator}{{"index": {item.index}, "name": {name}, "results": [{results}]}}'
        separator = ",\n"
    yield f'\n], "rejected": {json.dumps(rejected, ensure_ascii=False)}}}\n'


def _result_text(result: MeasureResult, texts: dict[int, tuple[MeasureResult, str]]) -> str:
    # Equal answers give the same object, so its text is made once; holding the object keeps its
    # id from being used again.
    known = texts.get(id(result))
    if known is not None:
        return known[1]
    text = json.dumps(result_json(result), ensure_ascii=False)
    if len(texts) >= _TEXTS_KEPT:
        texts.clear()
    texts[id(result)] = (result, text)
    return text


def _rejected_json(item: Assessed) -> list[dict[str, Any]]:
    return [
        {
            "index": item.index,
            "name": item.name,
            "what": rejection.what,
            "message": rejection.message,
        }
        for rejection in item.rejections
    ]
