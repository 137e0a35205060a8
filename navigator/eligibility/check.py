"""Input checking: from raw values to answers, with every reason why a profile cannot be.

Raw values come from JSON or YAML (typed) or CSV (texts). Nothing is guessed: a text is not a
number, 1 is not yes, and a value that is missing, null or an empty cell is unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from navigator.eligibility.rules import Rules
from navigator.eligibility.wording import EXACT, number_text
from navigator.model.assessment import Rejection
from navigator.model.facts import NONE, Answer, Fact, FactType, Profile

NAME_KEY = "name"
# Larger or finer figures are slips of the keyboard; they would also make arithmetic unbounded.
LARGEST = Decimal(10) ** 18
MOST_DECIMALS = 12
FINEST = Decimal(1).scaleb(-MOST_DECIMALS)
_LIKE = 0.65  # how alike a word must be to a fact's to be offered in its place, 0..1
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = frozenset({"true", "yes", "是"})
_NO = frozenset({"false", "no", "否"})

Checked = tuple[dict[str, Answer], list[Rejection]]


class _WrongError(Exception):
    """What is wrong with one value, as a Chinese half-sentence."""


def check_profile(raw: object, as_of: dt.date, rules: Rules, *, csv: bool = False) -> Checked:
    """Answers of one profile and all the reasons to reject it (none if it can be).

    ``raw`` is a mapping of fact ids to raw values; ``csv`` says that all values are texts.
    """
    if not isinstance(raw, Mapping):
        return {}, [Rejection("profile", "一份输入应是一组“事实: 值”")]
    answers: dict[str, Answer] = {}
    rejections: list[Rejection] = []
    for key, value in raw.items():
        if key == NAME_KEY:
            if value is not None and not isinstance(value, str):
                rejections.append(Rejection(NAME_KEY, "name 应为文字"))
            continue
        if not isinstance(key, str) or key not in rules.vocabulary:
            meant = _nearest(str(key), tuple((f.id, f.name) for f in rules.vocabulary.facts))
            rejections.append(Rejection(str(key), f"没有这个事实：{key}{meant}"))
            continue
        try:
            answer = parse_answer(rules.vocabulary[key], value, as_of, csv=csv)
        except _WrongError as wrong:
            name = rules.vocabulary[key].name
            rejections.append(Rejection(key, f"{name}（{key}）{wrong}"))
        else:
            if answer is not None:
                answers[key] = answer
    rejections += contradictions(answers, as_of, rules)
    return answers, rejections


@lru_cache(maxsize=256)  # a table has the same wrong header in every row
def _nearest(key: str, facts: tuple[tuple[str, str], ...]) -> str:
    """Which fact may have been meant, by its id or by its Chinese name; empty when none is near."""
    ids = {word: fact_id for fact_id, name in facts for word in (fact_id, name)}
    near = get_close_matches(key, ids, 1, _LIKE)
    if not near and len(key) >= 2:
        near = [word for word in ids if key in word][:1]
    if not near:
        return ""
    fact_id = ids[near[0]]
    return f"（是不是 {fact_id}，{dict(facts)[fact_id]}？）"


def contradictions(profile: Profile, as_of: dt.date, rules: Rules) -> list[Rejection]:
    """Which answers contradict each other."""
    return [
        Rejection(constraint.id, constraint.message)
        for constraint, node in rules.at(as_of).contradictions
        if node.value(profile) is True
    ]


def check_answer(fact: Fact, value: object, as_of: dt.date) -> tuple[Answer | None, str | None]:
    """One typed value as an answer, or the reason why it cannot be one."""
    try:
        return parse_answer(fact, value, as_of, csv=False), None
    except _WrongError as wrong:
        return None, str(wrong)


def parse_answer(fact: Fact, value: Any, as_of: dt.date, *, csv: bool) -> Answer | None:
    """One raw value as an answer; None is unknown."""
    if csv:
        value = value.strip() if isinstance(value, str) else value
        if value == "":
            return None
    if value is None:
        return None
    if value is NONE:
        value = "none"
    if fact.type is FactType.BOOL:
        return _parse_bool(value, csv)
    if fact.type is FactType.ENUM:
        return _parse_several(fact, value, csv) if fact.multi else _parse_one(fact, value)
    if fact.type is FactType.DATE:
        return _parse_date(fact, value, as_of)
    return _parse_number(fact, value, csv)


def _parse_bool(value: Any, csv: bool) -> bool:
    if isinstance(value, bool):
        return value
    if csv and isinstance(value, str):
        if value.lower() in _YES:
            return True
        if value.lower() in _NO:
            return False
    raise _WrongError(f"应为 true 或 false，现为 {_shown(value)}")


def _parse_one(fact: Fact, value: Any) -> str:
    known = [item.value for item in fact.values]
    if not isinstance(value, str):
        raise _WrongError(f"应为一个可选值，现为 {_shown(value)}")
    if value not in known:
        raise _WrongError(f"没有可选值 {_shown(value)}，只能是 {'、'.join(known)}")
    return value


def _parse_several(fact: Fact, value: Any, csv: bool) -> frozenset[str]:
    if csv and isinstance(value, str):
        value = [] if value == "none" else [part.strip() for part in value.split(";")]
    elif isinstance(value, frozenset):
        value = sorted(value)
    if not isinstance(value, list):
        raise _WrongError(f"可以多选，应为列表，现为 {_shown(value)}")
    return frozenset(_parse_one(fact, item) for item in value)


def _parse_date(fact: Fact, value: Any, as_of: dt.date) -> Answer:
    if value == "none":
        if fact.allow_none:
            return NONE
        raise _WrongError("不能答“无”，应为日期（YYYY-MM-DD）")
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            raise _WrongError(f"没有这一天：{value}") from None
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise _WrongError(f"应为日期（YYYY-MM-DD），现为 {_shown(value)}")
    if fact.past_only and value > as_of:
        raise _WrongError(f"不能晚于办理日期 {as_of.isoformat()}，现为 {value.isoformat()}")
    return value


def _parse_number(fact: Fact, value: Any, csv: bool) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise _WrongError(f"应为数字，现为 {_shown(value)}")
    if isinstance(value, str):
        if not csv:
            raise _WrongError(f"应为数字，现为文字 {_shown(value)}")
        value = _csv_number(fact, value)
    # repr of a float is the shortest text that reads back as it: what the user wrote.
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise _WrongError("应为有限的数字")
    if abs(number) > LARGEST:
        raise _WrongError("数值过大，请核对单位")
    if number != number.quantize(FINEST, context=EXACT):
        raise _WrongError(f"小数位数过多（最多{MOST_DECIMALS}位）")
    if fact.minimum is not None and number < fact.minimum:
        raise _WrongError(
            f"不能小于 {number_text(fact, fact.minimum)}，现为 {number_text(fact, number)}"
        )
    if fact.maximum is not None and number > fact.maximum:
        raise _WrongError(
            f"不能大于 {number_text(fact, fact.maximum)}，现为 {number_text(fact, number)}"
        )
    return number


def _csv_number(fact: Fact, text: str) -> Decimal:
    body = text.removesuffix("%") if (fact.unit or "").startswith("percent") else text
    try:
        # Decimal also takes underscores and digits of other scripts, which nobody means.
        if not body.isascii() or "_" in body:
            raise InvalidOperation
        return Decimal(body)
    except InvalidOperation:
        raise _WrongError(f"应为数字，现为 {_shown(text)}") from None


def _shown(value: object) -> str:
    """A raw value for a message; containers are only named, they may be endless."""
    if isinstance(value, list | tuple | frozenset | set):
        return "一个列表"
    if isinstance(value, str | bool | int | float | Decimal | dt.date):
        text = str(value)
    else:
        return "一组键值"
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
