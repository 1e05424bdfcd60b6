"""Checks on Easy Read lines: what is hard in one sentence, by the rules of the field.

Each check looks at one line and knows nothing of the others, but for the line after it, which
may explain a hard word, and the line before it, which may name who *they* are. What the codes mean stands in `rules.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from convert.plain.easy_read import (
    line_ideas,
    line_pointing,
    line_size,
    line_wording,
    line_writing,
)
from convert.plain.easy_read.explaining import is_explained, is_written_out
from convert.plain.easy_read.seen import Check, Fault, Seen
from convert.plain.easy_read.tagging import tagged

HardWords = Callable[[str], Iterable[str]]
"""The hard words of a line, as written."""

CHECKS: tuple[Check, ...] = (
    *line_size.CHECKS,
    *line_ideas.CHECKS,
    *line_wording.CHECKS,
    *line_pointing.CHECKS,
    *line_writing.CHECKS,
)


def no_hard_words(line: str) -> Iterable[str]:  # noqa: ARG001  the shape asks for it
    """Knows no hard words."""
    return ()


def faults(
    line: str,
    following: str = "",
    *,
    before: str | None = None,
    hard: HardWords = no_hard_words,
) -> tuple[Fault, ...]:
    """Everything that is hard in `line`.

    `following` is the next line, which may explain a word. `before` is the line before, which may
    name who *they* are: empty where there is none, None where nobody knows.
    """
    seen = Seen(line, tagged(line), before)
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
        if word.rstrip(".").lower() not in other
        and not is_explained(word, line, following, before or "")
    ]
    explained = (
        fault
        for fault in found
        if fault.code != "acronym" or not is_written_out(fault.words, line, following)
    )
    return tuple(dict.fromkeys(explained))
