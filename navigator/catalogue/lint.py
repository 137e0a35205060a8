"""Measures held against the text: figures, words and dates stand where they are said to stand.

Needs the imported library's provisions as a mapping from id to wording, so it runs where the
publication is; the form of the files is checked on loading already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from navigator.catalogue.figures import (
    bound_of,
    date_agrees,
    figures_in,
    is_upper,
    normalized,
)
from navigator.catalogue.yaml_source import Problem
from navigator.model.conditions import Condition, Not, Op, Test, tests_of
from navigator.model.facts import Vocabulary
from navigator.model.measures import (
    Bound,
    Figure,
    Measure,
    MeasureCatalogue,
    WindowDate,
    figures_of,
)

LONGEST_PRINTED = 14
_OPPOSITE = {Op.LE: Op.GT, Op.GT: Op.LE, Op.LT: Op.GE, Op.GE: Op.LT}
_YEARS = (Op.WITHIN_YEARS, Op.NOT_WITHIN_YEARS)


def lint(catalogue: MeasureCatalogue, provisions: Mapping[str, str]) -> list[Problem]:
    """Every disagreement between measures and text, plus facts nobody uses.

    ``provisions`` maps a provision's id to its wording (label, heading and text).
    """
    library = _Library(provisions)
    found = [p for m in catalogue.measures for p in _MeasureLint(m, library, catalogue).problems()]
    return found + list(unused_facts(catalogue))


def unused_facts(catalogue: MeasureCatalogue) -> Iterator[Problem]:
    """Facts that no measure looks at: questions asked for nothing."""
    used = {fact for measure in catalogue.measures for fact in measure.facts}
    for fact in catalogue.vocabulary.facts:
        if fact.id not in used:
            yield Problem("facts.yaml", 0, fact.id, "没有措施用到这个事实，应被某项措施用到或删去")


class _Library:
    """Provisions, normalized once and only when asked for."""

    def __init__(self, provisions: Mapping[str, str]) -> None:
        self._raw = provisions
        self._normalized: dict[str, str] = {}

    def __contains__(self, provision_id: str) -> bool:
        return provision_id in self._raw

    def text(self, cite: str) -> str | None:
        """Normalized wording of a provision or, for a bare document id, of the document."""
        if cite not in self._normalized:
            if "#" in cite:
                parts = [self._raw[cite]] if cite in self._raw else []
            else:
                parts = [text for key, text in self._raw.items() if key.startswith(f"{cite}#")]
            if not parts:
                return None
            self._normalized[cite] = "\n".join(normalized(part) for part in parts)
        return self._normalized[cite]


class _MeasureLint:
    def __init__(self, measure: Measure, library: _Library, catalogue: MeasureCatalogue) -> None:
        self._measure = measure
        self._library = library
        self._vocabulary: Vocabulary = catalogue.vocabulary
        self._found: list[Problem] = []

    def problems(self) -> list[Problem]:
        """All disagreements of this measure."""
        measure = self._measure
        for cite in dict.fromkeys((*measure.citations, *self._further_cites())):
            if cite not in self._library:
                self._report(measure.line, "cite", f"条款不存在：{cite}")
        for key, trees in (("conditions", measure.conditions), ("exclusions", measure.exclusions)):
            for tree in trees:
                self._condition(key, tree, negative=key == "exclusions")
        self._amount()
        for name, date, last in (
            ("from", measure.window.start, False),
            ("to", measure.window.end, True),
            ("apply_by", measure.window.apply_by, True),
        ):
            if date is not None:
                self._date(f"window.{name}", date, last=last)
        for item in measure.discretion:
            self._stands(item.line, "discretion.words", item.words, item.cite)
        if measure.intention_word:
            self._stands(measure.line, "intention_word", measure.intention_word, measure.cite)
        for caution in measure.cautions:
            if caution.when is not None:
                for test in tests_of(caution.when):
                    self._test("warnings.when", test, negative=True, required=False)
        self._own_figures()
        return self._found

    def _report(self, line: int, key: str, expected: str) -> None:
        self._found.append(Problem(self._measure.file, line, key, expected))

    def _further_cites(self) -> Iterator[str]:
        for caution in self._measure.cautions:
            if caution.cite:
                yield caution.cite
        for test in self._measure.tests():
            if test.cite:
                yield test.cite

    def _condition(self, key: str, condition: Condition, *, negative: bool) -> None:
        if isinstance(condition, Test):
            self._test(key, condition, negative=negative, required=True)
        elif isinstance(condition, Not):
            self._condition(key, condition.of, negative=True)
        else:
            for child in condition.of:
                self._condition(key, child, negative=negative)

    def _test(self, key: str, test: Test, *, negative: bool, required: bool) -> None:
        where = f"{key}.{test.fact}"
        figure: Decimal | None = None
        if isinstance(test.value, Decimal):
            figure = test.value
        elif test.op in _YEARS and isinstance(test.value, int):
            figure = Decimal(test.value)
        is_date = isinstance(test.value, dt.date)
        if test.printed is None:
            if required and (figure or is_date):
                self._report(test.line, f"{where}.printed", "缺少，数字和日期须写出原文形式")
            return
        cite = test.cite or self._measure.cite
        self._printed(test.line, f"{where}.printed", test.printed, figure, cite)
        if isinstance(test.value, dt.date) and not date_agrees(
            test.printed, test.value, last=test.op is Op.ON_OR_BEFORE
        ):
            self._report(test.line, f"{where}.value", f"与“{test.printed}”不一致：{test.value}")
        bound = bound_of(test.printed)
        if bound is None or test.op not in _OPPOSITE:
            return
        allowed = {bound, _OPPOSITE[bound]} if negative else {bound}
        if test.op not in allowed:
            self._report(test.line, f"{where}.op", f"原文是“{test.printed}”，op 应为 {bound}")

    def _printed(
        self, line: int, key: str, printed: str, figure: Decimal | None, cite: str
    ) -> None:
        if len(printed) > LONGEST_PRINTED:
            self._report(line, key, f"最长{LONGEST_PRINTED}个字，现为{len(printed)}个")
        self._stands(line, key, printed, cite)
        if figure is not None and figure not in figures_in(printed):
            self._report(line, key, f"“{printed}”里没有 {figure:f}")

    def _stands(self, line: int, key: str, words: str, cite: str) -> None:
        text = self._library.text(cite)
        if text is None:
            if "#" not in cite:
                self._report(line, key, f"文件不存在：{cite}")
            return  # a missing provision is reported once already
        if normalized(words) not in text:
            self._report(line, key, f"“{words}”不在条款 {cite} 中")

    def _amount(self) -> None:
        amount = self._measure.benefit.amount
        if amount is None:
            return
        if amount.word is not None:
            self._stands(amount.line, "amount.word", amount.word, amount.cite or self._measure.cite)
            if amount.bound is Bound.UPPER and not is_upper(amount.word):
                self._report(
                    amount.line, "amount.word", f"“{amount.word}”不是上限，bound 不应为 upper"
                )
            if amount.bound is Bound.EXACT and is_upper(amount.word):
                self._report(amount.line, "amount.bound", f"“{amount.word}”是上限，应为 upper")
        for figure in figures_of(amount.formula):
            self._figure("amount.formula", figure)
            if figure.printed and is_upper(figure.printed) and amount.bound is Bound.EXACT:
                self._report(figure.line, "amount.bound", f"“{figure.printed}”是上限，应为 upper")
        for cap in amount.caps:
            for figure in figures_of(cap.value):
                self._figure("amount.caps", figure)
                bound = bound_of(figure.printed) if figure.printed else None
                if bound in (Op.GE, Op.GT):
                    self._report(figure.line, "amount.caps", f"“{figure.printed}”不是上限")
        if amount.only_if is not None:
            for test in tests_of(amount.only_if):
                self._test("amount.only_if", test, negative=True, required=True)

    def _figure(self, key: str, figure: Figure) -> None:
        if figure.printed is None:
            if figure.value not in (0, 1):
                self._report(figure.line, key, f"{figure.value:f} 缺少 printed")
            return
        value = figure.value * 100 if figure.percent else figure.value
        cite = figure.cite or self._measure.cite
        self._printed(figure.line, f"{key}.printed", figure.printed, value, cite)

    def _date(self, key: str, date: WindowDate, *, last: bool) -> None:
        self._stands(date.line, f"{key}.printed", date.printed, date.cite)
        if not date_agrees(date.printed, date.date, last=last):
            self._report(date.line, f"{key}.date", f"与“{date.printed}”不一致：{date.date}")

    def _own_figures(self) -> None:
        """Figures of our own wording stand in some provision the measure rests on."""
        measure = self._measure
        known: set[Decimal] = {Decimal(figure) for figure in measure.derived}
        for cite in dict.fromkeys((*measure.citations, *self._further_cites())):
            known |= figures_in(self._library.text(cite) or "")
        window = measure.window
        for date in (window.start, window.end, window.apply_by):
            if date is not None:
                known |= {Decimal(n) for n in (date.date.year, date.date.month, date.date.day)}
        if window.single_year is not None:
            known.add(Decimal(window.single_year))
        for line, key, text in self._own_texts():
            for figure in sorted(figures_in(text, chinese=False) - known):
                self._report(line, key, f"{figure:f} 不在所引条款中；由原文推出的写入 derived")

    def _own_texts(self) -> Iterator[tuple[int, str, str]]:
        measure = self._measure
        yield measure.line, "title", measure.title
        yield measure.benefit.line, "benefit.text", measure.benefit.text
        if measure.how:
            yield measure.line, "how", measure.how
        for condition in (*measure.conditions, *measure.exclusions):
            yield from _texts_of(condition)
        for caution in measure.cautions:
            yield caution.line, "warnings.text", caution.text
        amount = measure.benefit.amount
        if amount is not None:
            for cap in amount.caps:
                yield cap.line, "amount.caps.label", cap.label
            if amount.otherwise:
                yield amount.line, "amount.otherwise", amount.otherwise


def _texts_of(condition: Condition) -> Iterator[tuple[int, str, str]]:
    for key, text in (("text", condition.text), ("fails", condition.fails)):
        if text:
            yield condition.line, key, text
    if isinstance(condition, Not):
        yield from _texts_of(condition.of)
    elif not isinstance(condition, Test):
        for child in condition.of:
            yield from _texts_of(child)
