"""Amounts and percentages as people type and say them: 万元 in, exact yuan out, spelled out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from navigator.eligibility.wording import EXACT, money, plain
from navigator.model.facts import Fact
from navigator.ui.i18n import t

_SCALES = {"亿": Decimal(100_000_000), "万": Decimal(10_000), "千": Decimal(1000), "": Decimal(1)}
_TYPED = re.compile(
    r"(?P<sign>[-−负])?(?P<number>\d+(?:\.\d*)?|\.\d+)"
    r"(?P<scale>[亿万千])?(?P<unit>元|美元|块|人民币|%)?"
)
_MOST_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: a value in the fact's own unit, or why there is none. Both None: empty."""

    value: Decimal | None = None
    error: str | None = None


def unit_of(fact: Fact) -> str:
    """The unit beside the field: 万元, 万美元, % or nothing."""
    return fact.display_unit or ""


def factor_of(fact: Fact) -> Decimal:
    """How many of the fact's own unit one of the field's is."""
    return _SCALES["万"] if unit_of(fact).startswith("万") else Decimal(1)


def read_number(fact: Fact, text: str) -> Typed:
    """``1,200.5`` in 万元 is 12,005,000 yuan; a unit that is typed along (2亿, 300元) counts."""
    body = unicodedata.normalize("NFKC", text)
    body = re.sub(r"[\s,，_']", "", body).replace("。", ".")
    if not body:
        return Typed()
    match = _TYPED.fullmatch(body)
    if match is None or len(body) > _MOST_CHARACTERS:
        return Typed(error=t("请填数字，例如 {example}", example=_example(fact)))
    try:
        number = Decimal(match["number"])
    except InvalidOperation:
        return Typed(error=t("请填数字，例如 {example}", example=_example(fact)))
    if match["sign"]:
        number = -number
    scale, unit = match["scale"], match["unit"]
    if unit == "%" and unit_of(fact) != "%":
        return Typed(error=t("这里要填金额，不是百分比"))
    if unit_of(fact) == "%" and (scale or (unit and unit != "%")):
        return Typed(error=t("这里要填百分比，例如 {example}", example=_example(fact)))
    if scale or unit in ("元", "美元", "块", "人民币"):
        # 200万 says its own scale; 300元 is plain yuan although the field counts in 万元.
        return Typed(EXACT.multiply(number, _SCALES[scale or ""]))
    return Typed(EXACT.multiply(number, factor_of(fact)))


def _example(fact: Fact) -> str:
    if unit_of(fact) == "%":
        return "15.5"
    return t("120（即120万）") if unit_of(fact).startswith("万") else "120"


def shown_number(fact: Fact, value: Decimal) -> str:
    """A value as the field shows it for editing."""
    return plain(EXACT.divide(value, factor_of(fact)))


def spelled(fact: Fact, value: Decimal) -> str:
    """The whole figure, so that a slip by a factor of ten thousand shows: 即 12,005,000元."""
    if fact.currency is None:
        return f"{plain(value)}%" if unit_of(fact) == "%" else plain(value)
    whole, dot, rest = plain(abs(value)).partition(".")
    grouped = f"{int(whole):,}{dot}{rest}"
    unit = t("美元") if fact.currency == "USD" else t("元")
    sign = "-" if value < 0 else ""
    short = money(value, fact.currency)
    full = f"{sign}{grouped}{unit}"
    return (
        t("即 {full}", full=full)
        if abs(value) < 10_000
        else f"{t('即 {full}', full=full)}，{short}"
    )
