"""How hard a whole text is: a sum of twelve named measures, in years of reading age."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from convert.plain.readability.sentences import Reading, content
from convert.plain.readability.tokens import Token
from convert.plain.readability.words import is_abstract

LONG_SENTENCE = 25
"""Words; GOV.UK breaks up sentences that are longer."""
_PEOPLE = frozenset(
    [
        *("i", "me", "my", "you", "your", "he", "him", "his", "she", "her"),
        *("they", "them", "their"),
    ]
)
"""“We” is not here: it may be an organisation, and often is in essays and speeches."""
_WHICH = frozenset(["which", "whose", "whom"])
GETTING = frozenset(["get", "gets", "got", "getting"])
_HELPERS = GETTING | {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re"}
# Past tenses that are no participles: after "is" they are another word, or another language's.
_ONLY_PAST = frozenset(
    [
        *("ate", "became", "began", "blew", "bore", "broke", "came", "chose", "did", "drank"),
        *("drew", "drove", "fell", "flew", "froze", "gave", "grew", "knew", "ran", "rang", "rode"),
        *("rose", "sang", "sank", "saw", "shook", "spoke", "stole", "swam", "swore", "threw"),
        *("took", "tore", "went", "woke", "wore", "wrote"),
    ]
)

PLAIN = 8.5
"""The reading age, in years, of a text that is plain in every measure."""


class Measure(msgspec.Struct, frozen=True):
    """One measure: what it is in everyday words, its value in a plain text, and years per unit."""

    name: str
    label: str
    plain: float
    years: float


# Chosen, not fitted: words weigh about twice as much as sentences and style, each measure by its
# usual spread in news and in books old and new; more is always harder. Of single measures the level
# of words tells most about how easy teachers find a text, length of sentences less (Crossley and
# others, 2023). Checked on the order of OneStopEnglish's three levels at equal lengths (Vajjala and
# Lučić, 2018) and on texts put together from rated sentences (`tests/bench_readability.py`).
MEASURES = (
    Measure("word level", "How late people learn the words", 1.75, 1.3),
    Measure("word hardness", "How hard the words are", 0.09, 12.0),
    Measure("unlisted words", "Words not on a list of easy words", 0.06, 4.1),
    Measure("syllables", "Long words", 1.3, 1.7),
    Measure("sentence length", "Long sentences", math.log(12), 0.73),
    Measure("longest sentence", "The longest sentence", math.log(18), 0.38),
    Measure("over-long sentences", "Sentences over 25 words", 0.0, 0.6),
    Measure("abstract nouns", "Words for ideas, not things", 0.5, 0.1),
    Measure("of", "Chains of “of”", 2.0, 0.08),
    Measure("which", "Sentences inside sentences", 0.0, 0.15),
    Measure("no people", "Few words for a person", -5.0, 0.065),
    Measure("passive", "Not saying who does it", 0.3, 0.075),
)
NAMES: Mapping[str, str] = {"start": "A plain text", **{m.name: m.label for m in MEASURES}}


def parts(readings: Sequence[Reading]) -> dict[str, float]:
    """Years that each measure adds to a plain text or takes off; with the start they are the score."""
    values = measures(readings)
    return {
        "start": PLAIN,
        **{m.name: m.years * (values[m.name] - m.plain) for m in MEASURES},
    }


def score(readings: Sequence[Reading]) -> float:
    """The reading age, in years, of the text that `readings` are the sentences of."""
    return sum(parts(readings).values())


def measures(readings: Sequence[Reading]) -> dict[str, float]:
    """The measures by name, before they are weighed; `readings` hold at least one word.

    Shares are of all words, counts are for each hundred words, lengths are logarithms.
    """
    lengths = [reading.length for reading in readings]
    total = sum(lengths)
    words = [word for reading in readings for word in content(reading.words)]
    scores = {word.token.lower: word.score for word in words}
    levels = {word.token.lower: word.lexeme.level for word in words}
    spoken = [word for reading in readings for word in reading.words if not word.is_name]
    tokens = [token for reading in readings for token in reading.tokens]

    def per_hundred(fits: Callable[[Token], bool]) -> float:
        return 100 * sum(map(fits, tokens)) / total

    return {
        "word level": sum(levels.values()) / len(levels) if levels else 1.0,
        "word hardness": sum(scores.values()) / max(1, len(scores)),
        "unlisted words": sum(not word.lexeme.easy for word in words) / total,
        "syllables": sum(word.lexeme.syllables for word in spoken) / max(1, len(spoken)),
        "sentence length": math.log(total / len(readings)),
        "longest sentence": math.log(max(lengths)),
        "over-long sentences": sum(n for n in lengths if n > LONG_SENTENCE) / total,
        "abstract nouns": per_hundred(is_abstract),
        "of": per_hundred(lambda token: token.lower == "of"),
        "which": per_hundred(lambda token: token.lower in _WHICH),
        "no people": -per_hundred(lambda token: token.lower in _PEOPLE),
        "passive": 100 * sum(1 for reading in readings for _ in passives(reading.tokens)) / total,
    }


def passives(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Each "was … asked": a form of "be" and the participle that follows it, adverbs between."""
    helper: Token | None = None
    for token in tokens:
        if token.lower in _HELPERS and token.tag.startswith("VB"):
            helper = token
        elif helper is not None and _is_participle(token, helper):
            yield helper, token
            helper = None
        elif not token.tag.startswith("RB"):
            helper = None


def _is_participle(token: Token, helper: Token) -> bool:
    """True for "asked"; after "get", which stands before no past tense, whatever the tagger says."""
    if token.lower in _ONLY_PAST:
        return False
    return token.tag == "VBN" or (token.tag == "VBD" and helper.lower in GETTING)
