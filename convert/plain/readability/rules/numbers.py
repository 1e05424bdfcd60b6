"""Rules about numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.plain.readability.model import Reason
from convert.plain.readability.rules.context import Context
from convert.plain.readability.sentences import Reading
from convert.plain.readability.tokens import Kind, Token

_COUNTING = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", r"\w+teen", r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?", "hundred"),
)
_PERCENTAGE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?:\s?%|\s?per\s?cent\b)"
    rf"|\b(?:{'|'.join(_COUNTING)})\s?\bper\s?cent\b",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    r"(?<!\w)[£$€]?(?:\d[\d.,]*\s?(?:m|bn|million|billion)\b"
    rf"|(?:{'|'.join(_COUNTING)})\s(?:million|billion)\b)",
    re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_BIG = 10_000
_EXACT = 1000
"""From here on a number that is not in round hundreds is more exact than people can use."""
_LONGEST = 9
"""Digits; a longer one is a telephone or account number."""


def percentage(reading: Reading, _context: Context) -> Iterator[Reason]:
    """A share of a hundred, which many people cannot picture."""
    for match in _PERCENTAGE.finditer(reading.text):
        plainer = in_ten(float(match["number"])) if match["number"] else ""
        advice = f"Try “{plainer}”." if plainer else "Say it in everyday words."
        message = f"“{match.group()}” is hard to picture. {advice}"
        yield Reason("percentage", message, match.start(), match.end(), plainer)


def in_ten(share: float) -> str:
    """A share of a hundred as so many in ten; nothing where that would not be true."""
    tenths = round(share / 10)
    if not 5 <= share <= 95:
        return ""
    about = "" if share == 10 * tenths else "about "
    return f"{about}half" if tenths == 5 else f"{about}{tenths} in 10"


def big_number(reading: Reading, _context: Context) -> Iterator[Reason]:
    """A number too big or too exact to picture."""
    for match in _MILLIONS.finditer(reading.text):
        message = f"“{match.group()}” is a big number. Does the reader need it?"
        yield Reason("big-number", message, match.start(), match.end())
    before: Token | None = None
    for token in reading.tokens:
        is_telephone = before is not None and before.text.startswith("0") and len(before.text) > 2
        before = token
        if token.kind is not Kind.NUMBER or is_telephone:
            continue
        sign = token.text[0] if token.text[0] in "£$€" else ""
        digits = token.text.removeprefix(sign).replace(",", "")
        if not digits.isdigit() or digits.startswith("0") or len(digits) > _LONGEST:
            continue
        number = int(digits)
        is_year = digits == token.text and _FIRST_YEAR <= number <= _LAST_YEAR
        is_exact = number >= _EXACT and number % 100 != 0
        if is_year or not (number >= _BIG or is_exact):
            continue
        plainer = rounded(number, sign=sign)
        advice = f"Try “{plainer}”." if plainer else "Does the reader need it?"
        message = f"“{token.text}” is a big number. {advice}"
        yield Reason("big-number", message, token.start, token.end, plainer)


def rounded(number: int, *, sign: str = "") -> str:
    """A number in its first two figures; nothing where it has no more."""
    unit = int(10 ** (len(str(number)) - (1 if number < _BIG else 2)))
    near = round(number / unit) * unit
    return f"about {sign}{near:,}" if near != number else ""


RULES = {"percentage": percentage, "big-number": big_number}
