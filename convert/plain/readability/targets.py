"""Who a post is for, and what that makes too hard: bands and cuts follow the reading age."""

from __future__ import annotations

import re

from convert.plain.readability.model import Ages, Target

_AGES = re.compile(
    r"\bage[sd]?\s+(?P<low>\d{1,2})(?:\s*(?:to|and|-|–)\s*(?P<high>\d{1,2}))?\b", re.IGNORECASE
)
_YOUNGEST, _OLDEST = 5, 18
_YEARS = 3
"""A school stage. For each, a sentence may be five words longer and half a CEFR level harder."""
_WORDS_A_STAGE, _LEVEL_A_STAGE = 5, 0.5
_SHORTEST, _LONGEST = 15, 30

USUAL = Target()
"""Reading age 9 to 11: NHS and GOV.UK write for it."""


def target(*audiences: str) -> Target:
    """What the first of `audiences` that names an age asks for ("reading age 11 to 14").

    Other words, and ages nobody can aim at, ask for the usual target.
    """
    return next((_of(ages) for words in audiences if (ages := _ages(words))), USUAL)


def _ages(words: str) -> Ages | None:
    match = _AGES.search(words)
    if match is None:
        return None
    low = int(match["low"])
    high = int(match["high"] or low)
    return Ages(low, high) if _YOUNGEST <= low <= high <= _OLDEST else None


def _of(ages: Ages) -> Target:
    stages = (ages.high - USUAL.ages.high) / _YEARS
    words = round(USUAL.sentence_words + _WORDS_A_STAGE * stages)
    return Target(
        ages=ages,
        sentence_words=min(_LONGEST, max(_SHORTEST, words)),
        sentence_level=USUAL.sentence_level + _LEVEL_A_STAGE * stages,
    )
