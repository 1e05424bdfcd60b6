"""Telephone numbers, said digit by digit in the groups they are written in."""

from __future__ import annotations

import re
from typing import Final

from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.numbers import digits

# United Kingdom numbers have ten or eleven digits, freephone ones eight or more; E.164 allows 15.
_FEWEST: Final = 8
_MOST: Final = 15
_LINES: Final = frozenset({"101", "111", "112", "119"})
_LEADING: Final = frozenset({"on", "via", "use", "using", "contact", "through", "rang", "rung"})
_SORT: Final = re.compile(r"\bsort\s?codes?\b[\w\s:.-]*$", re.IGNORECASE)
_HAS_MORE: Final = re.compile(r"\s*\w")
_ENDS: Final = re.compile(r"\s*(?:$|[.,;:!?)])|\s(?:or|and|if|for|now|first|any|at|free)\b")
_OF_A_LINE: Final = re.compile(r"\s(?:online|service|helpline|line|advice|call|team)\b")
_CALLED: Final = frozenset(
    {
        "call", "calling", "dial", "ring", "phone", "text", "nhs", "phoning", "ringing", "called",
        "type", "typing", "texting", "dialling", "prefix",
    }
)  # fmt: skip


def _telephone(here: Here) -> str | None:
    written = here[0]
    count = sum(character.isdigit() for character in written)
    if not _FEWEST <= count <= _MOST:
        return None
    plus = "plus " if written.startswith("+") else ""
    groups = re.findall(r"\d+", written.replace("(0)", " "))
    if len(groups) == 1:
        groups = _grouped(groups[0])
    return plus + ", ".join(digits(group) for group in groups)


def _grouped(number: str) -> list[str]:
    """Mobile and area numbers as people say them: five digits, then threes."""
    return [number[:5], number[5:8], number[8:]] if len(number) > 8 else [number[:4], number[4:]]


def _sort_code(here: Here) -> str | None:
    if _SORT.search(here.before) is None:
        return None
    return ", ".join(digits(group) for group in here[0].split("-"))


def _short(here: Here) -> str:
    return ", ".join(digits(group) for group in here[0].split())


def _short_code(here: Here) -> str | None:
    is_called = here.last_word.lower() in _CALLED
    return digits(here[0]) if is_called or _is_a_line(here) else None


def _is_a_line(here: Here) -> bool:
    """Whether 101, 111, 112 or 119 is the number of a service and counts nothing."""
    if here[0] not in _LINES:
        return False
    if not here.before and not _HAS_MORE.match(here.after):
        return True
    alone = _ENDS.match(here.after) is not None
    return _OF_A_LINE.match(here.after) is not None or (
        alone and (here.last_word.lower() in _LEADING or "999" in here.text)
    )


RULES: Final[tuple[Rule, ...]] = (
    rule("telephones/sort-code", r"(?<![\w-])\d\d-\d\d-\d\d(?![\w-])", _sort_code),
    rule(
        "telephones/number",
        r"""(?<![\w.,/+])
        (?: \+\d{1,3}[\s-]?(?:\(0\)[\s-]?)?\d{1,5} | \(0\d{2,5}\) | 0\d{2,10} )
        (?: [\s-]?\d{2,8} ){0,4} (?![\w/]|[.,]\d)""",
        _telephone,
    ),
    rule("telephones/emergency", r"(?<![\w.,£$€])(?:999|116\s\d{3})(?![\w%]|[.,]\d)", _short),
    rule("telephones/short", r"(?<![\w.,£$€/-])(?:1\d\d|\d{5})(?![\w%]|[.,]\d)", _short_code),
)
