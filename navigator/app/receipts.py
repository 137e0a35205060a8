"""Saved assessments: kept so that the same answers on the same day give the same result again.

A receipt holds answers, date, result, and the hashes of catalogue and library it rests on. Where a
reopened one comes out otherwise, the hashes say what has changed in between.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from navigator.eligibility.assess import assessment
from navigator.eligibility.check import check_answer
from navigator.eligibility.report import canonical_profile, result_json
from navigator.eligibility.rules import Rules
from navigator.model.assessment import STATUS_LABELS, Assessment, Status
from navigator.model.desk import SavedAssessment
from navigator.model.facts import Answer, Fact

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Receipt:
    """``lost`` are answers that today's vocabulary no longer takes, with the reason."""

    id: str
    name: str
    as_of: dt.date
    answers: Mapping[str, Answer]
    lost: tuple[tuple[str, str], ...]
    saved: SavedAssessment

    @property
    def created_at(self) -> dt.datetime:
        return self.saved.created_at


@dataclass(frozen=True, slots=True)
class Deviation:
    """One measure that comes out otherwise than when it was saved; None: not there."""

    measure_id: str
    title: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a reopened receipt gives today, on its own date."""

    deviations: tuple[Deviation, ...]
    catalogue_changed: bool
    library_changed: bool
    lost: tuple[tuple[str, str], ...]
    today: Assessment

    @property
    def same(self) -> bool:
        return not self.deviations and not self.lost

    @property
    def why(self) -> str:
        """What has changed since, in Chinese."""
        causes = []
        if self.catalogue_changed:
            causes.append("措施目录更新过")
        if self.library_changed:
            causes.append("导入的原文有增减")
        if self.lost:
            causes.append("有的答案现在不再适用")
        if causes:
            return "、".join(causes)
        return "" if self.same else "判断程序更新过"


def save_receipt(
    bench: Workbench, name: str, answers: Mapping[str, Answer], result: Assessment
) -> Receipt:
    """Keeps an assessment; on disk when this returns. Raises StoreError."""
    saved = bench.desk.assessments.save(
        name,
        as_of=result.as_of,
        answers=canonical_profile(answers),
        catalogue_hash=bench.catalogue.digest,
        library_hash=bench.library.fingerprint,
        result={
            "index": 0,
            "name": name,
            "results": [result_json(item) for item in result.results],
            "trace": result.trace,
        },
    )
    return read_receipt(saved, bench.rules)


def receipts(bench: Workbench) -> list[Receipt]:
    """All saved assessments, the newest first. Raises StoreError."""
    return [read_receipt(saved, bench.rules) for saved in bench.desk.assessments.all()]


def read_receipt(saved: SavedAssessment, rules: Rules) -> Receipt:
    """A saved assessment with its answers as answers again."""
    answers: dict[str, Answer] = {}
    lost: list[tuple[str, str]] = []
    for fact_id, raw in saved.answers.items():
        if fact_id not in rules.vocabulary:
            lost.append((fact_id, "现在不再问这一项"))
            continue
        fact = rules.vocabulary[fact_id]
        answer, error = check_answer(fact, _typed(fact, raw), saved.as_of)
        if answer is None:
            lost.append((fact.name, error or "没有值"))
        else:
            answers[fact_id] = answer
    return Receipt(saved.id, saved.name, saved.as_of, answers, tuple(lost), saved)


def _typed(fact: Fact, raw: Any) -> Any:
    # Numbers are kept as decimal texts, because JSON's own would round long ones.
    if fact.type.numeric and isinstance(raw, str):
        try:
            return Decimal(raw)
        except InvalidOperation:
            return raw
    return raw


def compare(receipt: Receipt, bench: Workbench) -> Comparison:
    """The old result against what the same answers give now, on the receipt's date."""
    rules = bench.rules
    today = assessment(receipt.answers, receipt.as_of, rules)
    old = {str(item["measure"]): item for item in _saved_results(receipt.saved)}
    new = {result.measure_id: result_json(result) for result in today.results}
    titles = rules.catalogue.titles()
    deviations = tuple(
        Deviation(
            measure_id,
            titles.get(measure_id, measure_id),
            _told(old.get(measure_id)),
            _told(new.get(measure_id)),
        )
        for measure_id in dict.fromkeys((*old, *new))
        if _outcome(old.get(measure_id)) != _outcome(new.get(measure_id))
    )
    return Comparison(
        deviations,
        receipt.saved.catalogue_hash != rules.catalogue.digest,
        receipt.saved.library_hash != bench.library.fingerprint,
        receipt.lost,
        today,
    )


def _saved_results(saved: SavedAssessment) -> list[dict[str, Any]]:
    results = saved.result.get("results", []) if isinstance(saved.result, dict) else []
    return [item for item in results if isinstance(item, dict) and "measure" in item]


_COMPARED = (
    "status",
    "amount_cny",
    "amount_min_cny",
    "amount_max_cny",
    "bound",
    "missing_facts",
    "apply_by",
)


def _outcome(item: Mapping[str, Any] | None) -> object:
    """What makes two results differ; wording alone does not."""
    return None if item is None else tuple(str(item.get(key)) for key in _COMPARED)


def _told(item: Mapping[str, Any] | None) -> str | None:
    if item is None:
        return None
    try:
        words = STATUS_LABELS[Status(str(item.get("status")))]
    except ValueError:
        words = str(item.get("status"))
    amount = item.get("amount_cny")
    top = item.get("amount_max_cny")
    if amount is not None:
        words += f"，{amount}元"
    elif top:
        words += f"，最高{top}元"
    return words
