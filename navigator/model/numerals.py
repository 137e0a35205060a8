"""Chinese numerals as official documents print them (up to 万亿), and back."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10_000, "亿": 100_000_000}
NUMERAL_CHARACTERS = frozenset(DIGITS) | frozenset(SMALL_UNITS) | frozenset(LARGE_UNITS)


def parse_chinese(text: str) -> int:
    """The integer a Chinese numeral names: 十三 → 13, 二百零五 → 205, 二〇二一 → 2021.

    Raises ValueError for anything that is not a numeral.
    """
    if not text or any(c not in NUMERAL_CHARACTERS for c in text):
        raise ValueError(f"not a Chinese numeral: {text!r}")
    if all(c in DIGITS for c in text) and len(text) > 1:  # 二〇二一
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c] if digit in (None, 0) else _stray(text)
        elif c in SMALL_UNITS:
            section += (1 if digit in (None, 0) else digit or 0) * SMALL_UNITS[c]
            digit = None
        else:
            section += digit or 0
            digit = None
            if c == "亿":
                total = (total + (section or 1)) * LARGE_UNITS[c]
            else:
                total += (section or 1) * LARGE_UNITS[c]
            section = 0
    return total + section + (digit or 0)


def _stray(text: str) -> int:
    raise ValueError(f"not a Chinese numeral: {text!r}")


def format_chinese(number: int) -> str:
    """Chinese numeral for 1..99, the range of labels: 13 → 十三.

    Raises ValueError outside that range.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"label numeral out of range: {number}")
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones else "")


def parse_amount(text: str) -> Decimal:
    """A figure with Arabic or Chinese digits and 万/亿: ``2亿`` → 200000000, ``1.5万`` → 15000.

    Raises ValueError when no figure is there.
    """
    cleaned = text.replace(",", "").replace("，", "").replace(" ", "")
    factor = Decimal(1)
    while cleaned and cleaned[-1] in LARGE_UNITS and cleaned[:1].isdigit():
        factor *= LARGE_UNITS[cleaned[-1]]
        cleaned = cleaned[:-1]
    if cleaned and cleaned[0].isdigit():
        try:
            return Decimal(cleaned) * factor
        except ArithmeticError as error:
            raise ValueError(f"not a figure: {text!r}") from error
    return Decimal(parse_chinese(cleaned)) * factor
