"""Assessing a whole file: who should be told of what, and which entries cannot be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from navigator.eligibility.batch import assess_profiles
from navigator.eligibility.profiles import RawProfile, read_profiles
from navigator.eligibility.rules import Rules
from navigator.export.csv_table import to_csv
from navigator.export.docx import to_docx
from navigator.export.tree import Tree
from navigator.model.assessment import MeasureResult, Status
from navigator.model.blocks import Block, Column, Heading, Paragraph, Row, Table, text_run
from navigator.model.measures import MeasureCatalogue
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.phrases import amount_words, deadline

HEADER = ("序号", "名称", "措施", "状态", "金额", "期限", "还要知道", "责任单位")
TOLD = (Status.ELIGIBLE, Status.UNKNOWN)
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One applicant and one measure to tell them of."""

    index: int
    name: str
    result: MeasureResult


@dataclass(frozen=True, slots=True)
class Refused:
    """One entry of the file that cannot be, with one of its reasons."""

    index: int
    name: str
    what: str
    message: str


@dataclass(slots=True)
class BatchResult:
    file_name: str
    as_of: dt.date
    profiles: int = 0
    findings: list[Finding] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def run_batch(
    content: bytes, file_name: str, as_of: dt.date, catalogue: MeasureCatalogue, report: Report
) -> BatchResult:
    """Assesses every profile of a file; ``report`` hears how many of how many are done.

    Raises ProfileError when the file cannot be read, and whatever ``report`` raises.
    """
    # Rules of its own: the window's keep results by answers and are not shared between threads.
    rules = Rules(catalogue)
    profiles: list[RawProfile] = []
    for raw in read_profiles(content, file_name):
        profiles.append(raw)
        if len(profiles) % 500 == 0:
            report(0, len(profiles))
    found = BatchResult(file_name, as_of, len(profiles))
    for item in assess_profiles(
        profiles, as_of, rules, lambda done: report(done, len(profiles)) if done % 20 == 0 else None
    ):
        name = item.name or t("第 {n} 份", n=item.index + 1)
        found.refused += [Refused(item.index, name, r.what, r.message) for r in item.rejections]
        found.findings += [
            Finding(item.index, name, result) for result in item.results if result.status in TOLD
        ]
    return found


def cells(finding: Finding, as_of: dt.date, catalogue: MeasureCatalogue) -> tuple[str, ...]:
    """The row of a finding, in the order of HEADER."""
    result = finding.result
    measure = catalogue[result.measure_id]
    facts = (*result.missing_facts, *result.amount_facts)
    return (
        str(finding.index + 1),
        finding.name,
        measure.title,
        t(result.status.label),
        amount_words(result.amount),
        deadline(measure, result, as_of).text,
        "、".join(catalogue.vocabulary[fact].name for fact in facts),
        "、".join(measure.units),
    )


def as_csv(
    findings: Iterable[Finding],
    refused: Sequence[Refused],
    as_of: dt.date,
    catalogue: MeasureCatalogue,
) -> bytes:
    """The table for a spreadsheet; refused entries follow with their reasons."""

    def rows() -> Iterator[Sequence[str]]:
        for finding in findings:
            yield cells(finding, as_of, catalogue)
        for item in refused:
            yield (str(item.index + 1), item.name, "", t("退回"), "", "", item.message, "")

    return to_csv([t(name) for name in HEADER], rows())


def as_docx(
    findings: Iterable[Finding],
    refused: Sequence[Refused],
    as_of: dt.date,
    catalogue: MeasureCatalogue,
) -> bytes:
    """A paper by measure: whom to tell of it."""
    by_measure: dict[str, list[tuple[str, ...]]] = {}
    for finding in findings:
        row = cells(finding, as_of, catalogue)
        by_measure.setdefault(finding.result.measure_id, []).append(row)
    blocks: list[Block] = []
    columns = (
        Column(t("名称"), 3),
        Column(t("状态"), 1.2),
        Column(t("金额"), 2),
        Column(t("还要知道"), 3.4),
    )
    for measure_id, found in by_measure.items():
        measure = catalogue[measure_id]
        blocks.append(Heading(1, text_run(f"{measure.title}（{len(found)}）")))
        about = "；".join(part for part in (found[0][5], found[0][7]) if part)
        blocks.append(Paragraph(text_run(about)))
        rows = tuple(Row(tuple(text_run(row[number]) for number in (1, 3, 4, 6))) for row in found)
        blocks.append(Table(columns, rows, dense=True))
    if refused:
        blocks.append(Heading(1, text_run(t("退回的资料（{n} 条原因）", n=len(refused)))))
        rows = tuple(Row((text_run(item.name), text_run(item.message))) for item in refused)
        blocks.append(Table((Column(t("名称"), 3), Column(t("原因"), 7)), rows, dense=True))
    title = t("批量评估结果")
    date = t("办理日期 {date}", date=as_of.isoformat())
    return to_docx(Tree(title, tuple(blocks), subtitle=date, footer=date))


def template_csv(catalogue: MeasureCatalogue) -> bytes:
    """An empty table to fill in: a header of ``name`` and every fact's id."""
    return to_csv(["name", *(fact.id for fact in catalogue.vocabulary.facts)], [])
