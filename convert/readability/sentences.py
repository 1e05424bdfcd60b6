"""How hard a sentence is: a sum of few named measures, on the scale of CEFR levels, 1 to 6."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from convert.readability.tokens import Kind, Token, tokens
from convert.readability.words import HARD_WORD, Word, words

HARD_SENTENCE = 3.45
"""About CEFR B2 and above; the cut with the best F1 on rated sentences."""

# Fitted on CEFR-SP, Wiki-Auto part (Arase and others, 2022), with the signs held to common sense.
CONSTANT = 0.9
WEIGHTS: Mapping[str, float] = {
    "hardest words": 4.0,
    "hard words": 0.05,
    "syllables": 0.3,
    "length": 0.15,
    "clauses": 0.05,
    "figures": -1.0,
}


class Reading(msgspec.Struct, frozen=True):
    """One sentence taken apart: its tokens, its words, its measures and its score."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]

    @property
    def length(self) -> int:
        """Words and numbers."""
        return sum(token.kind in {Kind.WORD, Kind.NUMBER} for token in self.tokens)

    @property
    def parts(self) -> dict[str, float]:
        """Each measure's share of the score; with `CONSTANT` they add up to it."""
        values = measures(self)
        return {name: weight * values[name] for name, weight in WEIGHTS.items()}

    @property
    def score(self) -> float:
        """About 1 for a beginner's sentence, about 6 for one that few people follow."""
        return CONSTANT + sum(self.parts.values())


def read(text: str) -> Reading:
    """Take the sentence `text` apart."""
    found = tokens(text)
    return Reading(text, found, tuple(words(found)))


def measures(reading: Reading) -> dict[str, float]:
    """The measures by name, before they are weighed."""
    scores = sorted((word.score for word in content(reading.words)), reverse=True)
    length = reading.length
    return {
        "hardest words": sum(scores[:3]) / 3,
        "hard words": float(sum(score >= HARD_WORD for score in scores)),
        "syllables": _mean([word.lexeme.syllables for word in reading.words]),
        "length": math.sqrt(length),
        "clauses": float(sum(token.tag in {"WDT", "WP", "WP$"} for token in reading.tokens)),
        "figures": sum(token.kind is Kind.NUMBER for token in reading.tokens) / max(1, length),
    }


def content(found: Sequence[Word]) -> list[Word]:
    """The words that carry meaning, without names."""
    return [word for word in found if word.is_content and not word.is_name]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
