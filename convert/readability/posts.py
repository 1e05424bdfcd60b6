"""How hard a whole text is: a sum of few named measures, in years of reading age."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from convert.readability.sentences import Reading, content
from convert.readability.tokens import Token
from convert.readability.words import HARD_WORD, is_abstract

_LONG = 25
"""Words; GOV.UK breaks up sentences that are longer."""
_PEOPLE = frozenset(
    [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "he",
        "him",
        "his",
        "she",
        "her",
        "they",
        "them",
    ]
)

CONSTANT = 8.0
WEIGHTS: Mapping[str, float] = {
    "hard words": 12.0,
    "word hardness": 10.0,
    "sentence length": 1.5,
    "long sentences": 1.0,
    "abstract nouns": 0.1,
    "people": -0.1,
}


def measures(readings: Sequence[Reading]) -> dict[str, float]:
    """The measures by name, before they are weighed. Shares are of all words."""
    total = max(1, sum(reading.length for reading in readings))
    scores = [word.score for reading in readings for word in content(reading.words)]
    lengths = [reading.length for reading in readings]
    return {
        "hard words": sum(score >= HARD_WORD for score in scores) / total,
        "word hardness": sum(scores) / max(1, len(scores)),
        "sentence length": math.log(total / max(1, len(readings))),
        "long sentences": sum(length for length in lengths if length > _LONG) / total,
        "abstract nouns": 100 * _count(readings, is_abstract) / total,
        "people": 100 * _count(readings, lambda token: token.lower in _PEOPLE) / total,
    }


def parts(readings: Sequence[Reading]) -> dict[str, float]:
    """Each measure's share of the score, and the constant; together they are the score."""
    values = measures(readings)
    return {"start": CONSTANT, **{name: weight * values[name] for name, weight in WEIGHTS.items()}}


def score(readings: Sequence[Reading]) -> float:
    """How hard the text is that `readings` are the sentences of."""
    return sum(parts(readings).values())


def _count(readings: Sequence[Reading], fits: Callable[[Token], bool]) -> int:
    return sum(fits(token) for reading in readings for token in reading.tokens)
