"""Answers and figures in plain Chinese."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Context, Decimal

from navigator.eligibility.dates import chinese_date
from navigator.model.facts import NONE, Answer, Fact, FactType

CENT = Decimal("0.01")
# Wide enough that no sum or product of admissible answers is ever rounded on the way.
EXACT = Context(prec=120)


def rounded(value: Decimal) -> Decimal:
    """Half up to 0.01."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP, context=EXACT)


def plain(value: Decimal) -> str:
    """Digits without exponent and without idle zeros: 0.40 → 0.4, 1E+3 → 1000."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal, currency: str = "CNY") -> str:
    """亿元, 万元 or 元, whichever is exact and short: 480000 → 48万元."""
    unit = "美元" if currency == "USD" else "元"
    size = abs(value)
    if size >= 100_000_000 and value % 10_000 == 0 and _decimals(value / 100_000_000) <= 2:
        return f"{plain(value / 100_000_000)}亿{unit}"
    if size >= 10_000 and value % 1 == 0:
        return f"{plain(value / 10_000)}万{unit}"
    return f"{plain(value)}{unit}"


def _decimals(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])


def percent(fraction: Decimal) -> str:
    """0.4 → 40%."""
    return f"{plain(fraction * 100)}%"


def answer_text(fact: Fact, answer: Answer) -> str:
    """An answer as the applicant would say it: 2.5亿元, 40%, 是, 2021年3月1日, 无."""
    if answer is NONE:
        return "无"
    if isinstance(answer, bool):
        return "是" if answer else "否"
    if isinstance(answer, dt.date):
        return chinese_date(answer)
    if isinstance(answer, frozenset):
        chosen = [item.label for item in fact.values if item.value in answer]
        return "、".join(chosen) if chosen else "都没有"
    if isinstance(answer, str):
        return fact.label_of(answer)
    assert isinstance(answer, Decimal)
    return number_text(fact, answer)


def number_text(fact: Fact, value: Decimal) -> str:
    """A numeric answer with its unit."""
    if fact.currency is not None:
        return money(value, fact.currency)
    if fact.type is FactType.PERCENT or (fact.unit or "").startswith("percent"):
        return f"{plain(value)}%"
    return plain(value)
