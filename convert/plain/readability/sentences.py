"""How hard a sentence is: a sum of few named measures, on the scale of CEFR levels, 1 to 6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from convert.plain.readability.model import Target
from convert.plain.readability.tokens import Kind, Token, tokens
from convert.plain.readability.words import FLAG_WORD, Word, words

HARD_SENTENCE = Target().sentence_level
"""About CEFR B2 and above: between the best cut on rated sentences (3.1) and halfway from B1 (3.5)."""

# Fitted on CEFR-SP, Wiki-Auto part (Arase and others, 2022), with the signs held to common sense.
# Figures make a sentence easier there because dates and scores do; half of that is kept.
CONSTANT = 0.86
WEIGHTS: Mapping[str, float] = {
    "hardest words": 5.0,
    "share of hard words": 1.2,
    "syllables": 0.465,
    "length": 0.028,
    "of": 0.028,
    "which": 0.075,
    "figures": -1.2,
}
_COUNTED = frozenset([Kind.WORD, Kind.NUMBER, Kind.FOREIGN])
_RELATIVE = frozenset(["WDT", "WP", "WP$"])


class Reading(msgspec.Struct, frozen=True):
    """One sentence taken apart: its tokens, its words, its measures and its score."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]

    @property
    def length(self) -> int:
        """Words and numbers."""
        return sum(token.kind in _COUNTED for token in self.tokens)

    @property
    def has_own_words(self) -> bool:
        """True where not all of it is in another language."""
        return any(token.kind in {Kind.WORD, Kind.NUMBER} for token in self.tokens)

    @property
    def parts(self) -> dict[str, float]:
        """Each measure's share of the score; with `CONSTANT` they add up to it."""
        values = measures(self)
        return {name: weight * values[name] for name, weight in WEIGHTS.items()}

    @property
    def score(self) -> float:
        """About 1 for a beginner's sentence, about 6 for one that few people follow."""
        return CONSTANT + sum(self.parts.values())


def read(text: str, foreign: Sequence[tuple[int, int]] = ()) -> Reading:
    """Take the sentence `text` apart; `foreign` are its stretches in another language."""
    found = tokens(text, foreign)
    return Reading(text, found, tuple(words(found)))


def measures(reading: Reading) -> dict[str, float]:
    """The measures by name, before they are weighed."""
    scores = sorted((word.score for word in content(reading.words)), reverse=True)
    length = reading.length
    lower = [token.lower for token in reading.tokens]
    return {
        "hardest words": sum(scores[:3]) / 3,
        "share of hard words": sum(score >= FLAG_WORD for score in scores) / max(1, length),
        "syllables": _mean([word.lexeme.syllables for word in reading.words]),
        "length": float(length),
        "of": float(lower.count("of")),
        "which": float(sum(token.tag in _RELATIVE for token in reading.tokens)),
        "figures": sum(token.kind is Kind.NUMBER for token in reading.tokens) / max(1, length),
    }


def content(found: Sequence[Word]) -> list[Word]:
    """The words that carry meaning, without names."""
    return [word for word in found if word.is_content and not word.is_name]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
