"""Measures, one YAML file each, from ``resources/catalogue/measures``.

``docs/catalogue.md`` explains every key. Loading checks the form; whether figures and quotations
stand in the provisions is checked by :mod:`navigator.catalogue.lint`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from navigator.catalogue.amounts import parse_amount
from navigator.catalogue.conditions import parse_condition
from navigator.catalogue.facts import facts_path, load_facts
from navigator.catalogue.yaml_source import (
    Problem,
    Reader,
    SourceMap,
    digest_of,
    parse_yaml,
    raise_problems,
)
from navigator.model.conditions import Condition
from navigator.model.facts import Vocabulary
from navigator.model.measures import (
    DEFAULT_ON,
    Benefit,
    Caution,
    Discretion,
    Measure,
    MeasureCatalogue,
    MeasureKind,
    Standing,
    Window,
    WindowDate,
)
from navigator.resources import resource

STATUSES = ("eligible", "ineligible", "unknown", "closed", "not_yet_open", "intention")


def measures_folder() -> Path:
    """Where the shipped measures lie."""
    return resource("catalogue", "measures")


def load_catalogue(
    facts: Path | None = None, measures: Path | None = None, order: Iterable[str] = ()
) -> MeasureCatalogue:
    """Vocabulary and measures. Raises CatalogueError naming every mistake of every file.

    Measures come in the order of ``order`` (ids), the others after them by id.
    """
    facts_file, folder = facts or facts_path(), measures or measures_folder()
    vocabulary = load_facts(facts_file)
    problems: list[Problem] = []
    found: dict[str, Measure] = {}
    files = sorted(folder.glob("*.yaml"))
    for path in files:
        measure = parse_measure(path.read_text(encoding="utf-8"), path.name, vocabulary, problems)
        if measure is None:
            continue
        if measure.id in found:
            problems.append(Problem(path.name, 1, "id", f"重复：{measure.id}"))
        if measure.id != path.stem:
            problems.append(Problem(path.name, 1, "id", f"应与文件名相同：{path.stem}"))
        found[measure.id] = measure
    raise_problems(problems)
    ranks = {measure_id: index for index, measure_id in enumerate(order)}
    listed = sorted(found.values(), key=lambda m: (ranks.get(m.id, len(ranks)), m.id))
    return MeasureCatalogue(vocabulary, tuple(listed), digest_of([facts_file, *files]))


def parse_measure(
    text: str, file: str, vocabulary: Vocabulary, problems: list[Problem]
) -> Measure | None:
    """One measure, or None once its mistakes are in ``problems``."""
    data = parse_yaml(text, file)
    if not isinstance(data, SourceMap):
        problems.append(Problem(file, 1, "id", "一个文件写一项措施，应为一组键值"))
        return None
    reader = Reader(data, file, problems)
    before = len(problems)
    measure_id, title = reader.text("id"), reader.text("title")
    cite = reader.text("cite")
    if cite is not None and "#" not in cite:
        reader.problem("cite", f"应为条款 id（文件id#路径），现为 {cite!r}")
    kind = reader.choice("kind", [item.value for item in MeasureKind])
    standing = reader.choice(
        "status", [item.value for item in Standing], default=Standing.CLAIMABLE.value
    )
    word = reader.text("intention_word", required=False)
    if (standing == Standing.INTENTION) != (word is not None):
        reader.problem("intention_word", "status 为 intention 时写出原文用词（如 探索），否则不写")
    audience = _audience(reader, vocabulary)
    main = cite or ""
    conditions = _conditions(reader, "conditions", vocabulary, main)
    exclusions = _conditions(reader, "exclusions", vocabulary, main)
    benefit = _benefit(reader, vocabulary, main)
    window = _window(reader, main)
    discretion = tuple(d for child in reader.children("discretion") if (d := _words(child, main)))
    cautions = tuple(
        c for child in reader.children("warnings") if (c := _caution(child, vocabulary))
    )
    rest = {
        "cites": reader.texts("cites"),
        "units": reader.texts("units"),
        "derived": reader.texts("derived"),
    }
    optional = {
        key: reader.text(key, required=False) for key in ("overlap_group", "audience_text", "how")
    }
    reader.done()
    if len(problems) > before or measure_id is None or title is None or kind is None:
        return None
    assert benefit is not None and window is not None and standing is not None
    return Measure(
        id=measure_id,
        title=title,
        audience=audience,
        kind=MeasureKind(kind),
        standing=Standing(standing),
        cite=main,
        benefit=benefit,
        window=window,
        conditions=conditions,
        exclusions=exclusions,
        intention_word=word,
        discretion=discretion,
        cautions=cautions,
        file=file,
        line=reader.line,
        overlap_group=optional["overlap_group"],
        audience_text=optional["audience_text"],
        how=optional["how"],
        **rest,
    )


def _audience(reader: Reader, vocabulary: Vocabulary) -> tuple[str, ...]:
    names = reader.texts("audience")
    known = [item.value for item in vocabulary["applicant_type"].values]
    if names == ("any",):
        return ()
    wrong = [name for name in names if name not in known]
    if wrong or (not names and not reader.data.get("audience")):
        reader.problem("audience", f"应为 [any] 或若干个 {'、'.join(known)}")
    return names


def _conditions(
    reader: Reader, key: str, vocabulary: Vocabulary, cite: str
) -> tuple[Condition, ...]:
    return tuple(
        condition
        for child in reader.children(key)
        if (condition := parse_condition(child, vocabulary, texts=True, default_cite=cite))
    )


def _benefit(reader: Reader, vocabulary: Vocabulary, cite: str) -> Benefit | None:
    child = reader.child("benefit")
    if child is None:
        return None
    text = child.text("text")
    amount_reader = child.child("amount", required=False)
    amount = parse_amount(amount_reader, vocabulary, cite) if amount_reader else None
    child.done()
    return None if text is None else Benefit(text, amount, child.line)


def _window(reader: Reader, cite: str) -> Window | None:
    child = reader.child("window")
    if child is None:
        return None
    dates = {key: _window_date(child, key, cite) for key in ("from", "to", "apply_by")}
    undated, continuing = child.flag("undated"), child.flag("continuing")
    single_year = child.whole("single_year")
    child.done()
    if sum((child.has("from"), undated, continuing)) != 1:
        child.problem("from", "from、undated: true、continuing: true 三者写一个")
    start, end, apply_by = dates["from"], dates["to"], dates["apply_by"]
    for key, last in (("to", end), ("apply_by", apply_by)):
        if start is not None and last is not None and last.date < start.date:
            child.problem(key, "不能早于 from")
    return Window(start, end, apply_by, undated, continuing, single_year, child.line)


def _window_date(reader: Reader, key: str, cite: str) -> WindowDate | None:
    child = reader.child(key, required=False)
    if child is None:
        return None
    date, printed = child.date("date"), child.text("printed")
    own_cite = child.text("cite", required=False)
    child.done()
    if date is None or printed is None:
        return None
    return WindowDate(date, printed, own_cite or cite, child.line)


def _words(reader: Reader, cite: str) -> Discretion | None:
    words, own_cite = reader.text("words"), reader.text("cite", required=False)
    reader.done()
    return None if words is None else Discretion(words, own_cite or cite, reader.line)


def _caution(reader: Reader, vocabulary: Vocabulary) -> Caution | None:
    text = reader.text("text")
    when_reader = reader.child("when", required=False)
    when = parse_condition(when_reader, vocabulary, texts=False) if when_reader else None
    names = reader.texts("on")
    cite = reader.text("cite", required=False)
    reader.done()
    if any(name not in STATUSES for name in names):
        reader.problem("on", f"应为若干个 {'、'.join(STATUSES)}")
    if text is None:
        return None
    return Caution(text, when, frozenset(names) or DEFAULT_ON, cite, reader.line)
