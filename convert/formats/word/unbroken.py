"""What must stay on one line: dates, amounts, telephone numbers, names with titles (UKAAF MS03)."""

from __future__ import annotations

import re

from convert.days import MONTHS

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

_MONTH = rf"(?:{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_NUMBER = r"\d[\d,.]*"
_UNIT = (
    r"(?:per\scent|percent|%|p|pence|pounds?|euros?|hundred|thousand|million|billion|[mb]n"
    r"|mm|cm|m|km|miles?|mg|g|kg|ml|l|litres?|°C|am|pm|a\.m\.|p\.m\.|noon|midnight|GMT|BST"
    r"|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|points?|pt)"
)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev|Revd|St|Saint)"
_LABEL = r"(?:[Pp]ages?|[Cc]hapters?|[Ss]ections?|[Ss]teps?|[Pp]art|[Nn]otes?|[Nn]o\.|[Nn]umbers?)"

# Each pattern finds one whole item; the spaces inside it are the ones that must not break.
_ITEMS = re.compile(
    "|".join(
        (
            rf"\b(?:{_DAY},?\s)?\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\b\.?(?:,?\s\d{{4}}\b)?",
            rf"\b(?:{_DAY},?\s)?{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}}\b)?",
            rf"\b{_MONTH}\s\d{{4}}\b",
            rf"(?:[£$€]|\b){_NUMBER}\s{_UNIT}(?!\w)(?:\s(?:pounds|euros)\b)?",
            rf"[£$€]\s{_NUMBER}",
            rf"\b{_TITLE}\.?\s(?:[A-Z]\.\s?){{0,3}}[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?",
            r"\b(?:[A-Z]\.\s?){1,3}[A-Z][a-z’'-]+",
            rf"\b{_LABEL}\s\d+\b",
            # A postcode of the United Kingdom.
            r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b",
        )
    )
)
# Groups of digits with spaces or hyphens between them: a telephone number, or a date as digits.
_DIGITS = re.compile(r"(?:\+|\(|\b)\d{1,5}\)?(?:\s\(0\))?(?:[ \u00a0-]\d{1,8}){1,5}\b")
_TELEPHONE_DIGITS = 7


def hold(words: str) -> str:
    """`words` with the spaces and hyphens inside such items made unbreakable; as long as before."""
    return _DIGITS.sub(_held_digits, _ITEMS.sub(_held_spaces, words))


def _held_spaces(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK_SPACE)


def _held_digits(found: re.Match[str]) -> str:
    item = found[0]
    if sum(character.isdigit() for character in item) < _TELEPHONE_DIGITS:
        return item
    return item.replace(" ", NO_BREAK_SPACE).replace("-", NO_BREAK_HYPHEN)
