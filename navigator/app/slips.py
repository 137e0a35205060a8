"""The notice slip of one applicant: from an assessment to the words that are printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from navigator.app.result_groups import Group, group_of, meant_for
from navigator.app.result_words import amount_words, deadline, nature_words
from navigator.eligibility.wording import answer_text
from navigator.export.slip import SlipData, SlipEntry, SlipReason, SlipSection
from navigator.model.assessment import Assessment, MeasureResult, Reason
from navigator.model.citation import Citation, split_id
from navigator.model.facts import Answer, Vocabulary
from navigator.model.measures import Measure, MeasureCatalogue

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

APPLICANT, SIZE = "applicant_type", "enterprise_size"

# What is printed. Measures the applicant did not come for, or that are for others, are not: they
# would bury the few lines that matter to the reader.
_SECTIONS: tuple[tuple[Group, str, str], ...] = (
    (Group.ELIGIBLE, "eligible", "可以享受"),
    (Group.UNKNOWN, "unknown", "还差信息"),
    (Group.REFUSED, "ineligible", "不符合及原因"),
    (Group.CLOSED, "closed", "已截止"),
    (Group.NOT_YET_OPEN, "not_yet_open", "尚未开始"),
    (Group.INTENTION, "intention", "仅为方向"),
)

CitationOf = Callable[[str], Citation | None]


def slip_data(
    bench: Workbench,
    assessment: Assessment,
    answers: Mapping[str, Answer],
    *,
    applicant: str = "",
    skipped: Collection[str] = (),
    printed_at: dt.datetime | None = None,
) -> SlipData:
    """The slip of an assessment; ``skipped`` are questions answered with 不清楚.

    Raises StoreError when the library cannot be opened.
    """
    catalogue = bench.catalogue
    cite = citations(bench)
    name, sha256 = edition(bench)
    return SlipData(
        as_of=assessment.as_of,
        printed_at=printed_at or dt.datetime.now().astimezone(),
        sections=slip_sections(assessment, answers, catalogue, cite),
        applicant=applicant.strip(),
        identity=identity(answers, catalogue.vocabulary),
        edition=name,
        edition_sha256=sha256,
        catalogue_hash=catalogue.digest,
        answers=told_answers(answers, skipped, catalogue.vocabulary),
    )


def slip_sections(
    assessment: Assessment,
    answers: Mapping[str, Answer],
    catalogue: MeasureCatalogue,
    cite: CitationOf,
) -> tuple[SlipSection, ...]:
    """The groups that are printed, in order; empty ones are left out."""
    applicant = answers.get(APPLICANT)
    found: dict[Group, list[SlipEntry]] = {}
    for result in assessment.results:
        measure = catalogue[result.measure_id]
        group = group_of(result, catalogue.vocabulary)
        if meant_for(measure, applicant) or group is Group.REFUSED:
            entry = _entry(measure, result, assessment.as_of, catalogue.vocabulary, cite)
            found.setdefault(group, []).append(entry)
    return tuple(
        SlipSection(key, title, tuple(found[group]))
        for group, key, title in _SECTIONS
        if group in found
    )


def _entry(
    measure: Measure,
    result: MeasureResult,
    as_of: dt.date,
    vocabulary: Vocabulary,
    cite: CitationOf,
) -> SlipEntry:
    amount = amount_words(result.amount)
    if amount:
        amount = f"{amount}（{nature_words(measure)}）"
    group = group_of(result, vocabulary)
    reasons = [reason for reason in result.reasons if group is not Group.REFUSED or not reason.met]
    warnings = list(result.warnings)
    if result.near_miss is not None:
        warnings.insert(0, f"只差一条：{result.near_miss.change}。")
    return SlipEntry(
        title=measure.title,
        amount=amount,
        arithmetic=result.amount.arithmetic or "",
        benefit=measure.benefit.text,
        deadline=deadline(measure, result, as_of).text,
        unit="、".join(measure.units),
        reasons=tuple(_reason(reason, cite) for reason in reasons),
        citations=tuple(_place(place, cite) for place in result.citations or measure.citations),
        questions=tuple(
            vocabulary[fact].question for fact in (*result.missing_facts, *result.amount_facts)
        ),
        discretion=result.discretion,
        warnings=tuple(warnings),
        how=measure.how or "",
    )


def _reason(reason: Reason, cite: CitationOf) -> SlipReason:
    return SlipReason(reason.text, _place(reason.provision_id, cite), reason.met)


def _place(provision_id: str, cite: CitationOf) -> str:
    citation = cite(provision_id)
    return citation.place if citation is not None else provision_id


def identity(answers: Mapping[str, Answer], vocabulary: Vocabulary) -> str:
    """``企业 · 小型``, as far as it is known."""
    return " · ".join(
        answer_text(vocabulary[fact], answers[fact])
        for fact in (APPLICANT, SIZE)
        if fact in answers
    )


def told_answers(
    answers: Mapping[str, Answer], skipped: Collection[str], vocabulary: Vocabulary
) -> tuple[tuple[str, str], ...]:
    """Questions with their answers, in the order of the vocabulary."""
    return tuple(
        (fact.question, answer_text(fact, answers[fact.id]) if fact.id in answers else "不清楚")
        for fact in vocabulary.facts
        if fact.id in answers or fact.id in skipped
    )


def citations(bench: Workbench) -> CitationOf:
    """How provisions are cited on paper; documents are looked up once each."""
    known: dict[str, tuple[str, str | None] | None] = {}

    def cite(provision_id: str) -> Citation | None:
        document_id = split_id(provision_id)[0]
        if document_id not in known:
            view = bench.contents.document(document_id)
            document = view.document if view is not None else None
            known[document_id] = (document.title, document.doc_number) if document else None
        found = known[document_id]
        return Citation(found[0], found[1], provision_id) if found is not None else None

    return cite


def edition(bench: Workbench) -> tuple[str, str]:
    """Name and SHA-256 of what the official wording came from; empty texts without any.

    With several files the hash is the library's own, over all of them.
    """
    origins = {
        view.origin.sha256: view.origin.name
        for view in bench.contents.documents()
        if view.origin is not None
    }
    if not origins:
        return "", ""
    if len(origins) == 1:
        sha256, name = next(iter(origins.items()))
        return name, sha256
    return "、".join(origins.values()), bench.library.fingerprint
