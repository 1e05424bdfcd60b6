"""Checks on Easy Read lines: what is hard in one sentence, by the rules of the field.

Each check looks at one line and knows nothing of the others, but for the line after it, which
may explain a hard word. What the codes mean stands in `rules.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from convert.plain.easy_read import line_size, line_wording, line_writing
from convert.plain.easy_read.seen import Check, Fault, Seen
from convert.plain.easy_read.tagging import tagged

HardWords = Callable[[str], Iterable[str]]
"""The hard words of a line, as written."""

CHECKS: tuple[Check, ...] = (*line_size.CHECKS, *line_wording.CHECKS, *line_writing.CHECKS)

_SAYS = re.compile(r"\b(?:means?|is|are|stands? for|short for|when)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"(?:this|that|it|they|these) (?:means?|(?:is|are) (?:an?|when|where|how|people|money|someone"
    r"|the (?:person|people|money|place)))\b",
    re.IGNORECASE,
)


def no_hard_words(line: str) -> Iterable[str]:  # noqa: ARG001  the shape asks for it
    """Knows no hard words."""
    return ()


def faults(line: str, following: str = "", *, hard: HardWords = no_hard_words) -> tuple[Fault, ...]:
    """Everything that is hard in `line`; `following` is the next line, which may explain a word."""
    seen = Seen(line, tagged(line))
    found = [fault for check in CHECKS for fault in check(seen)]
    other = {
        part.rstrip(".").lower()
        for fault in found
        if fault.code in {"abbreviation", "acronym", "foreign-word", "roman-numeral"}
        for part in fault.words.split()
    }
    found += [
        Fault("hard-word", word)
        for word in hard(line)
        if word.rstrip(".").lower() not in other and not _is_explained(word, line, following)
    ]
    explained = (
        fault
        for fault in found
        if fault.code != "acronym" or not _is_written_out(fault.words, line, following)
    )
    return tuple(dict.fromkeys(explained))


def _is_explained(word: str, line: str, following: str) -> bool:
    """Whether the next line, or the line itself, says what the word means."""
    stem = re.escape(word.lower().rstrip("s"))
    here = re.search(
        rf"{stem}\w*\W+(?:means?|stands? for|is when)\b|\bcalled (?:an? |the |your )?\W*(?:[\w-]+ )?{stem}"
        rf"|{stem}\w*[*”\"]* \(",
        line,
        re.IGNORECASE,
    )
    opens = re.match(
        rf"(?:an? |the |your )?\W*(?:[\w-]+ )?{stem}\w*(?: [\w-]+)?\W+(?:is|are)\s+"
        r"(?:an?|the|when|how|people|money|where|someone|something|your|in|not|to)\b",
        line,
        re.IGNORECASE,
    )
    after = re.search(stem, following, re.IGNORECASE) and (
        _SAYS.search(following)
        or re.match(rf"(?:an? |the |your )?(?:[\w-]+ )?{stem}\w* \w", following, re.IGNORECASE)
    )
    return bool(here or opens or after or _POINTS_BACK.match(following))


def _is_written_out(letters: str, line: str, following: str) -> bool:
    """Whether the words that the letters stand for are beside them, or in the next line."""
    stem = letters.rstrip("s")
    if re.search(rf"{re.escape(stem)}\w?\W+(?:means?|stands? for|is short for|is an?)\b", line):
        return True
    if re.search(re.escape(stem), following) and _SAYS.search(following):
        return True
    full = r"\s+(?:(?:of|and|for|the|in|to)\s+)*".join(rf"{letter}[\w-]+" for letter in stem)
    return bool(re.search(rf"{full}\W+\(?{stem}|{stem}\W+\(?{full}", line, re.IGNORECASE))
