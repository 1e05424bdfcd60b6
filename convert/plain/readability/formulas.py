"""The published formulas, from one count of carefully chosen sentences.

textstat is the yardstick: on clean text these are its figures (a test compares them). They are
counted here because textstat takes the text whole: it splits at decimals and abbreviations, drops
sentences of one or two words, glues words at hyphens and dashes, and fetches a dictionary.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from convert.plain.readability.lexicon import count_syllables
from convert.plain.readability.packages import dale_chall
from convert.plain.readability.tokens import Kind, Token, normal

_LINSEAR_WORDS = 100
"""Linsear Write is defined on the first hundred words."""


class Counts(msgspec.Struct, frozen=True):
    """What the formulas are made of."""

    sentences: int
    words: int
    letters: int
    characters: int
    """Letters, figures and marks, without spaces."""
    syllables: int
    long_words: int
    """More than six letters (LIX)."""
    polysyllables: int
    """Three syllables or more."""
    unlisted: int
    """Not on the Dale-Chall list as they stand, the endings of listed words included."""
    fog_words: int
    """Unlisted, and three syllables or more."""
    linsear: float
    """Points of the first hundred words, for each of their sentences."""


class _Word(msgspec.Struct, frozen=True):
    text: str
    letters: int
    syllables: int

    @property
    def unlisted(self) -> bool:
        return self.text not in dale_chall()


def count(sentences: Iterable[Sequence[Token]]) -> Counts:
    """Count `sentences`, each given as its tokens; a sentence without words does not count."""
    spoken = [(words, tokens) for tokens in sentences if (words := _words(tokens))]
    every = [word for words, _ in spoken for word in words]
    return Counts(
        sentences=len(spoken),
        words=len(every),
        letters=sum(word.letters for word in every),
        characters=sum(len(token.text) for _, tokens in spoken for token in tokens),
        syllables=sum(word.syllables for word in every),
        long_words=sum(word.letters > 6 for word in every),
        polysyllables=sum(word.syllables >= 3 for word in every),
        unlisted=sum(word.unlisted for word in every),
        fog_words=sum(word.unlisted and word.syllables >= 3 for word in every),
        linsear=_linsear([words for words, _ in spoken]),
    )


def formulas(counts: Counts) -> Mapping[str, float]:
    """Each formula by name; grades are American school years. Empty where there are no words."""
    if not counts.words:
        return {}
    words, sentences = counts.words, counts.sentences
    length = words / sentences
    syllables = counts.syllables / words
    unlisted = 100 * counts.unlisted / words
    found = {
        "Flesch reading ease": 206.835 - 1.015 * length - 84.6 * syllables,
        "Flesch-Kincaid grade": 0.39 * length + 11.8 * syllables - 15.59,
        "SMOG": 1.043 * math.sqrt(30 * counts.polysyllables / sentences) + 3.1291,
        "Gunning Fog": 0.4 * (length + 100 * counts.fog_words / words),
        "Coleman-Liau": 5.8 * counts.letters / words - 29.6 * sentences / words - 15.8,
        "Automated Readability Index": 4.71 * counts.characters / words + 0.5 * length - 21.43,
        "Dale-Chall": 0.1579 * unlisted + 0.0496 * length + (3.6365 if unlisted > 5 else 0.0),
        "Linsear Write": (counts.linsear - 2 * (counts.linsear <= 20)) / 2,
        "LIX": length + 100 * counts.long_words / words,
    }
    return {**found, "text standard": _consensus(found)}


def _words(tokens: Sequence[Token]) -> list[_Word]:
    found: list[_Word] = []
    for token in tokens:
        match token.kind:
            case Kind.WORD | Kind.NUMBER:
                found.append(_word(normal(token.text)))
            case Kind.CLITIC if found:
                found[-1] = _word(found[-1].text + normal(token.text))
            case _:
                continue
    return found


def _word(text: str) -> _Word:
    parts = [part for part in text.split("-") if part] or [text]
    return _Word(text, sum(map(str.isalnum, text)), sum(map(count_syllables, parts)))


def _linsear(sentences: Sequence[Sequence[_Word]]) -> float:
    points = words = counted = 0
    for sentence in sentences:
        counted += 1
        for word in sentence:
            words += 1
            points += 3 if word.syllables >= 3 else 1
            if words == _LINSEAR_WORDS:
                return points / counted
    return points / counted if counted else 0.0


# Grade by Flesch reading ease, from its lower end; textstat's table, except that the easiest
# texts (100 and more) count as the lowest grade and not as the highest.
_BY_EASE = (
    (90.0, (5,)),
    (80.0, (6,)),
    (70.0, (7,)),
    (60.0, (8, 9)),
    (50.0, (10,)),
    (40.0, (11,)),
    (30.0, (12,)),
    (-math.inf, (13,)),
)
_VOTING = (
    "Flesch-Kincaid grade",
    "SMOG",
    "Coleman-Liau",
    "Automated Readability Index",
    "Dale-Chall",
    "Linsear Write",
    "Gunning Fog",
)


def _consensus(found: Mapping[str, float]) -> float:
    votes: list[int] = []
    for name in _VOTING:
        grade = found[name]
        votes += [math.floor(grade), math.ceil(grade), round(grade)]
        if name == "Flesch-Kincaid grade":
            ease = found["Flesch reading ease"]
            votes += next(grades for lowest, grades in _BY_EASE if ease >= lowest)
    grade = Counter(votes).most_common(1)[0][0]
    return float(min(18, max(1, grade)))
